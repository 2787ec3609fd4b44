package rules

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

// office is the page in a window, at a lead's desk.
type office struct {
	*stage.Floor
	t      testing.TB
	desk   *stage.Desk
	crank  loop.Crank
	pane   *Pane
	window fyne.Window
	passed int
}

func newOffice(t testing.TB) *office {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	o := &office{Floor: stage.NewFloor(t), t: t}
	o.Snap.Me.Role = chat.RoleLead
	o.desk = stage.NewDesk(o.Floor)
	o.enter()
	return o
}

// enter opens the window, as a start of the program does.
func (o *office) enter() {
	o.pane = New(Options{
		Desk: o.desk, Now: o.Now, Post: o.crank.Post, Here: o.Edition.Policy.Cover.Location(),
		Shortcut: func(fyne.Shortcut) { o.passed++ },
		Focus:    func(f fyne.Focusable) { o.window.Canvas().Focus(f) },
	})
	o.window = test.NewTempWindow(o.t, o.pane.Content())
	o.window.SetPadded(false)
	o.window.Resize(fyne.NewSize(1130, 720))
	o.render()
}

// render shows the page what the desk has, until all is quiet.
func (o *office) render() {
	for range 3 {
		o.crank.Drain()
		o.pane.Render(o.Snapshot())
	}
	stage.LayOut(o.pane.Content())
}

// in puts a policy in force, as a lead does.
func (o *office) in(name, reason string, file []byte) {
	o.t.Helper()
	e, err := policy.ParseEdition(file)
	if err != nil {
		o.t.Fatal(err)
	}
	o.Edition = e
	o.Snap.Policies = append([]app.PolicyVersion{{
		Version: e.Policy.Version, By: chat.AgentID(strings.ToLower(name)), Name: name, At: o.Now(), Reason: reason, File: file,
	}}, o.Snap.Policies...)
	o.render()
}

// version is the policy that ships with another version and other words.
func version(n int, edits ...string) []byte {
	return []byte(strings.NewReplacer(append([]string{"version = 5", fmt.Sprint("version = ", n)}, edits...)...).Replace(string(assets.DefaultPolicy)))
}

func (o *office) says(words ...string) {
	o.t.Helper()
	stage.LayOut(o.pane.Content())
	stage.WantSays(o.t, o.pane.Content(), words...)
}

func (o *office) silent(words ...string) {
	o.t.Helper()
	stage.WantSilent(o.t, o.pane.Content(), words...)
}

func (o *office) press(word string) {
	o.t.Helper()
	stage.Press(o.t, o.pane.Content(), word)
	o.render()
}

func (o *office) key(name fyne.KeyName) {
	o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	o.render()
}

func (o *office) ctrl(name fyne.KeyName) bool {
	used := o.pane.Shortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault})
	o.render()
	return used
}

// swap changes words of the text as typing does.
func (o *office) swap(from, to string) {
	o.t.Helper()
	text := o.pane.edit.text.Text
	if strings.Count(text, from) != 1 {
		o.t.Fatalf("the text has %q %d times", from, strings.Count(text, from))
	}
	o.pane.edit.text.SetText(strings.Replace(text, from, to, 1))
	o.render()
}

func (o *office) why(reason string) {
	o.pane.edit.reason.SetText(reason)
	o.render()
}

// keys are the rows that are listed.
func (o *office) keys() string {
	var out []string
	for _, r := range o.pane.list.rows() {
		out = append(out, r.Key)
	}
	return strings.Join(out, " ")
}

// custom is a key that the page does not use.
var custom = desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierShortcutDefault}

func noticed(words string) app.Notice { return app.Notice{N: 9, Words: words, Bad: true} }
