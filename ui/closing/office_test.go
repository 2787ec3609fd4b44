package closing

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/assets"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

// office is a chat of mine with the dialog over it.
type office struct {
	*stage.Floor
	t       testing.TB
	desk    *stage.Desk
	crank   loop.Crank
	pane    *Pane
	window  fyne.Window
	library script.Library
	passed  int
	sought  []chat.MessageID
}

func newOffice(t testing.TB) *office {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	o := &office{Floor: stage.NewFloor(t), t: t}
	library, err := script.Starter(assets.Canned())
	if err != nil {
		t.Fatal(err)
	}
	o.library = library
	o.desk = stage.NewDesk(o.Floor)
	o.Colleague(stage.Other, "Billing", true)
	o.pane = New(Options{
		Desk: o.desk, Policy: o.Policy, Edition: func() *policy.Edition { return o.Edition }, Library: func() script.Library { return o.library },
		Now: o.Now, Post: o.crank.Post, Shortcut: func(fyne.Shortcut) { o.passed++ },
		Window: func() fyne.Canvas { return o.window.Canvas() },
		Seek:   func(_ chat.ChatID, m chat.MessageID) { o.sought = append(o.sought, m) },
	})
	o.window = test.NewTempWindow(t, container.NewStack(kit.NewGround(theme.Background)))
	o.window.SetPadded(false)
	o.window.Resize(fyne.NewSize(1280, 800))
	return o
}

// solved is a chat that was taken over and solved.
func solved(t testing.TB) *office {
	o := newOffice(t)
	o.Do("c", &chat.ChatOpened{Bot: true, Channel: chat.ChannelWebsite, Customer: chat.Customer{
		Name: "Rohan M.", Account: "BAN-204417", Contact: "+91 22 4000 0012",
	}})
	o.Do("c", stage.Said("incoming calls are not coming on my number since morning"), stage.Answered("Please check call forwarding.", 5800))
	o.Do("c", stage.Taken(stage.Me)...)
	o.Do("c", stage.Wrote("I have switched forwarding of your number on again.", chat.DeliverySent), stage.Said("great, calls are coming in now, thank you"))
	o.Open("c")
	return o
}

// open opens the dialog.
func (o *office) open() *office {
	o.t.Helper()
	if why := o.pane.Open(o.Snapshot()); why != "" {
		o.t.Fatal(why)
	}
	o.render()
	return o
}

func (o *office) render() {
	for range 3 {
		o.crank.Drain()
		o.pane.Render(o.Snapshot())
	}
	if top := o.over(); top != nil {
		stage.LayOut(top)
	}
}

func (o *office) over() fyne.CanvasObject { return o.window.Canvas().Overlays().Top() }

// press is a key in what has the keyboard.
func (o *office) press(keys ...fyne.KeyName) {
	o.t.Helper()
	for _, k := range keys {
		f := o.window.Canvas().Focused()
		if f == nil {
			o.t.Fatal("nothing has the keyboard")
		}
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
	o.render()
}

// write types into what has the keyboard.
func (o *office) write(text string) {
	o.t.Helper()
	f := o.window.Canvas().Focused()
	if f == nil {
		o.t.Fatal("nothing has the keyboard")
	}
	test.Type(f, text)
	o.render()
}

// ctrl is a key with Ctrl.
func (o *office) ctrl(k fyne.KeyName) {
	o.t.Helper()
	sc := &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
	if f, ok := o.window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(sc)
	} else if o.pane.sheet != nil {
		o.pane.sheet.shortcut(sc) // the canvas of tests keeps its shortcuts to itself
	}
	o.render()
}

func (o *office) wantSays(words ...string) {
	o.t.Helper()
	stage.WantSays(o.t, o.over(), words...)
}

func (o *office) wantSilent(words ...string) {
	o.t.Helper()
	stage.WantSilent(o.t, o.over(), words...)
}

func (o *office) wantAsked(want ...string) {
	o.t.Helper()
	got := slices.DeleteFunc(o.desk.Take(), func(s string) bool { return strings.HasPrefix(s, "open ") })
	if !slices.Equal(got, want) {
		o.t.Errorf("asked %q, want %q", got, want)
	}
}

// at names the question that has the keyboard.
func (o *office) at() string {
	f := o.window.Canvas().Focused()
	for _, r := range o.pane.sheet.rows {
		if r.focus == f {
			return r.caption
		}
	}
	for _, l := range o.pane.sheet.steps.lines {
		if l.send == f {
			return "send " + l.mark.Step
		}
	}
	if f == o.pane.sheet.confirm {
		return "close"
	}
	return ""
}
