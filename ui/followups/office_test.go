package followups

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/assets"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

const minute = chat.Instant(time.Minute / time.Millisecond)

// office is the page in a window.
type office struct {
	*stage.Floor
	t       testing.TB
	desk    *stage.Desk
	crank   loop.Crank
	pane    *Pane
	here    *time.Location // of the machine
	window  fyne.Window
	opened  []chat.ChatID
	passed  int
	dialled []string
	zone    *time.Location
}

func newOffice(t testing.TB) *office {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	o := &office{Floor: stage.NewFloor(t), t: t}
	o.zone = o.Policy.Cover.Location()
	o.Colleague(stage.Other, "Billing", true)
	o.Colleague("lena", "", false)
	o.desk = stage.NewDesk(o.Floor)
	o.here = o.Policy.Cover.Location()
	o.enter()
	return o
}

// enter opens the window, as a start of the program does.
func (o *office) enter() {
	if shelf, err := script.Starter(assets.Canned()); err == nil && o.Snap.Shelves.Canned.Book().Len() == 0 {
		o.Snap.Shelves.Canned = shelf
	}
	o.pane = New(Options{
		Desk: o.desk, Policy: o.Policy, Now: o.Now, Post: o.crank.Post,
		Shortcut: func(fyne.Shortcut) { o.passed++ },
		Focus:    func(f fyne.Focusable) { o.window.Canvas().Focus(f) },
		Window:   func() fyne.Canvas { return o.window.Canvas() },
		Here:     o.here,
		Library:  func() script.Library { return o.Snap.Shelves.Canned },
		Dial:     func(uri string) error { o.dialled = append(o.dialled, uri); return nil },
		OpenChat: func(id chat.ChatID) { o.opened = append(o.opened, id) },
	})
	o.window = test.NewTempWindow(o.t, o.pane.Content())
	o.window.SetPadded(false)
	o.window.Resize(fyne.NewSize(1130, 720))
	o.render()
}

// render answers the page and shows it what the desk has, until all is quiet.
func (o *office) render() {
	o.crank.Drain()
	o.pane.Render(o.Snapshot())
	o.crank.Drain()
	o.pane.Render(o.Snapshot())
	stage.LayOut(o.pane.Content())
}

func call(name string, due chat.Instant) followup.FollowUp {
	return followup.FollowUp{
		Customer: name, Phone: "+91 00000 00001", Reason: "Billing question", Origin: followup.OriginAsked, Due: due,
		State: followup.StateOpen, Created: stage.Start, CreatedBy: stage.Other,
	}
}

// write puts a follow-up of the other desk into the list.
func (o *office) theirs(id record.ID, f followup.FollowUp) {
	o.t.Helper()
	basis := record.Revision{}
	if v, ok := o.Snap.Shelves.FollowUps.Get(id); ok {
		basis = v.Revision
	}
	l, _, err := o.Snap.Shelves.FollowUps.Put(id, f, basis, stage.Other, o.Now())
	if err != nil {
		o.t.Fatal(err)
	}
	o.Snap.Shelves.FollowUps = l
}

func (o *office) get(id record.ID) followup.FollowUp {
	o.t.Helper()
	v, ok := o.Snap.Shelves.FollowUps.Get(id)
	if !ok {
		o.t.Fatalf("there is no %s", id)
	}
	return v.Content
}

func (o *office) wantSays(words ...string) {
	o.t.Helper()
	stage.LayOut(o.pane.Content())
	stage.WantSays(o.t, o.pane.Content(), words...)
}

func (o *office) wantSilent(words ...string) {
	o.t.Helper()
	stage.WantSilent(o.t, o.pane.Content(), words...)
}

// press presses a button of the page or of what lies over it.
func (o *office) press(word string) {
	o.t.Helper()
	tops := append([]fyne.CanvasObject{}, o.window.Canvas().Overlays().List()...)
	tops = append(tops, o.pane.Content())
	for _, top := range tops {
		if b, ok := stage.Called[*kit.Button](top, word); ok {
			test.Tap(b)
			o.render()
			return
		}
	}
	o.t.Fatalf("there is no button %q", word)
}

func (o *office) key(name fyne.KeyName) {
	o.t.Helper()
	o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	o.render()
}

func (o *office) ctrl(name fyne.KeyName) bool {
	used := o.pane.Shortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault})
	o.render()
	return used
}

// fill writes into a field.
func (o *office) fill(f *kit.Field, text string) {
	o.window.Canvas().Focus(f)
	f.SetText("")
	test.Type(f, text)
}

// names are the customers in the order on screen.
func (o *office) names() string {
	var out []string
	for _, r := range o.pane.rows.table() {
		out = append(out, r.Cells[1].Text)
	}
	return strings.Join(out, " ")
}

func three(t testing.TB) *office {
	o := newOffice(t)
	o.theirs("f-late", call("Asha", o.Now()-6*minute))
	o.theirs("f-soon", call("Ben", o.Now()+10*minute).Assign(stage.Me))
	f := call("मीरा वर्मा", o.Now()+70*minute).Assign("lena")
	f.Chat, f.Note = "c7", "बिल देखें 🙏"
	o.theirs("f-later", f)
	o.render()
	return o
}
