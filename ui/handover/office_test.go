package handover

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
	"floorwalker/app/shift"
	"floorwalker/ui/internal/stage"
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
	pane    *notesPane
	here    *time.Location // of the machine
	window  fyne.Window
	opened  []chat.ChatID
	follows []record.ID
	passed  int
}

func newOffice(t testing.TB) *office {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	o := &office{Floor: stage.NewFloor(t), t: t}
	o.Colleague(stage.Other, "Billing", true)
	o.Colleague("lena", "", false)
	o.desk = stage.NewDesk(o.Floor)
	o.here = o.Policy.Cover.Location()
	o.enter()
	return o
}

// enter opens the window, as a start of the program does.
func (o *office) enter() {
	o.pane = newNotes(Options{
		Desk: o.desk, Policy: o.Policy, Now: o.Now, Post: o.crank.Post,
		Shortcut:     func(fyne.Shortcut) { o.passed++ },
		Focus:        func(f fyne.Focusable) { o.window.Canvas().Focus(f) },
		Window:       func() fyne.Canvas { return o.window.Canvas() },
		Here:         o.here,
		OpenChat:     func(id chat.ChatID) { o.opened = append(o.opened, id) },
		OpenFollowUp: func(id record.ID) { o.follows = append(o.follows, id) },
	})
	o.window = test.NewTempWindow(o.t, o.pane.Content())
	o.window.SetPadded(false)
	o.window.Resize(fyne.NewSize(1130, 720))
	o.render()
}

// render answers the page and shows it what the desk has, until all is quiet.
func (o *office) render() {
	for range 3 {
		o.crank.Drain()
		o.pane.Render(o.Snapshot())
	}
	stage.LayOut(o.pane.Content())
}

func (o *office) note(text string) shift.Note {
	return shift.Note{From: stage.Other, Written: o.Now(), Text: text}
}

// by puts a note into the notes as somebody writes it.
func (o *office) by(who chat.AgentID, id record.ID, n shift.Note) {
	o.t.Helper()
	basis := record.Revision{}
	if v, ok := o.Snap.Shelves.Notes.Get(id); ok {
		basis = v.Revision
	}
	ns, _, err := o.Snap.Shelves.Notes.Put(id, n, basis, who, o.Now())
	if err != nil {
		o.t.Fatal(err)
	}
	o.Snap.Shelves.Notes = ns
}

func (o *office) get(id record.ID) shift.Note {
	o.t.Helper()
	v, ok := o.Snap.Shelves.Notes.Get(id)
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

func (o *office) write(text string) {
	o.t.Helper()
	if o.window.Canvas().Focused() != fyne.Focusable(o.pane.writer.text) {
		o.t.Fatal("the text has not the keyboard")
	}
	test.Type(o.pane.writer.text, text)
}

func (o *office) order() string {
	var out []string
	for _, r := range o.pane.rows.table() {
		out = append(out, r.Key)
	}
	return strings.Join(out, " ")
}

func three(t testing.TB) *office {
	o := newOffice(t)
	o.by(stage.Other, "n-old", o.note("Recharge desk was slow until 13:00.\nWatch it."))
	o.Pass(time.Minute)
	n := o.note("बिलिंग टीम 18:00 तक है 🙏")
	n.To = "lena"
	o.by(stage.Other, "n-lena", n)
	o.Pass(time.Minute)
	n = o.note("Mine to read.")
	n.From, n.To, n.Chats, n.FollowUps = "lena", stage.Me, []chat.ChatID{"c1", "gone-with-a-long-id"}, []record.ID{"f1", "f-gone"}
	o.by("lena", "n-me", n)
	l, _, err := o.Snap.Shelves.FollowUps.Put("f1", followup.FollowUp{
		Customer: "Nisha G.", Reason: "Invoice", Due: o.Now() + minute, State: followup.StateOpen, Created: o.Now(), Assignee: stage.Me,
	}, record.Revision{}, "lena", o.Now())
	if err != nil {
		t.Fatal(err)
	}
	o.Snap.Shelves.FollowUps = l
	o.Do("c1", append([]chat.Body{stage.Opened("रोहन")}, stage.Taken(stage.Me)...)...)
	o.Do("c2", append([]chat.Body{stage.Opened("Somebody else's")}, append(stage.Taken(stage.Other), stage.Joined(stage.Me)...)...)...)
	o.render()
	return o
}

// mine is a note of mine in the editor with other words.
func mine(t *testing.T) *office {
	o := newOffice(t)
	n := o.note("First words.")
	n.From = stage.Me
	o.by(stage.Me, "n", n)
	o.render()
	o.pane.Open("n")
	o.press("Edit")
	o.write("My ")
	return o
}
