package followups

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

const minute = chat.Instant(time.Minute / time.Millisecond)

// desk keeps a real list, as one desk of two does: what the other wrote comes by
// theirs.
type desk struct {
	list   followup.List
	me     chat.AgentID
	now    func() chat.Instant
	drafts map[string]string
	n      int
	fail   error // of the next edit
	asked  []string
}

func (d *desk) done(id record.ID, l followup.List, err error, answer app.Saved) {
	if d.fail != nil {
		err, d.fail = d.fail, nil
	}
	if err == nil {
		d.list = l
	}
	answer(id, err)
}

func (d *desk) PutFollowUp(e app.Edit, f followup.FollowUp, answer app.Saved) {
	if e.ID == "" {
		d.n++
		e.ID = record.ID(fmt.Sprintf("new-%d", d.n))
	}
	d.asked = append(d.asked, "put "+string(e.ID))
	l, _, err := d.list.Put(e.ID, f, e.Basis, d.me, d.now())
	d.done(e.ID, l, err, answer)
}

func (d *desk) SettleFollowUp(id record.ID, f followup.FollowUp, seen []record.Revision, answer app.Saved) {
	d.asked = append(d.asked, fmt.Sprintf("settle %s of %d", id, len(seen)))
	l, _, err := d.list.Settle(id, f, false, d.me, d.now(), seen...)
	d.done(id, l, err, answer)
}

func (d *desk) KeepBothFollowUps(mine followup.Version, answer app.Saved) {
	d.asked = append(d.asked, "keep both "+string(mine.ID))
	d.done(mine.ID, d.list.Merge(mine), nil, answer)
}

func (d *desk) DropRefused(cmd chat.CommandID) { d.asked = append(d.asked, "drop "+string(cmd)) }

func (d *desk) SaveDraft(_ chat.ChatID, kind, text string) {
	if text == "" {
		delete(d.drafts, kind)
		return
	}
	d.drafts[kind] = text
}

func (d *desk) Draft(_ chat.ChatID, kind string, got func(string)) { got(d.drafts[kind]) }

// office is the page in a window.
type office struct {
	*stage.Floor
	t      testing.TB
	desk   *desk
	crank  loop.Crank
	pane   *Pane
	here   *time.Location // of the machine
	window fyne.Window
	opened []chat.ChatID
	passed int
	zone   *time.Location
}

func newOffice(t testing.TB) *office {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	o := &office{Floor: stage.NewFloor(t), t: t}
	o.zone = o.Policy.Cover.Location()
	o.Colleague(stage.Other, "Billing", true)
	o.Colleague("lena", "", false)
	o.desk = &desk{me: stage.Me, now: o.Now, drafts: map[string]string{}}
	o.here = o.Policy.Cover.Location()
	o.enter()
	return o
}

// enter opens the window, as a start of the program does.
func (o *office) enter() {
	o.pane = New(Options{
		Desk: o.desk, Policy: o.Policy, Now: o.Now, Post: o.crank.Post,
		Shortcut: func(fyne.Shortcut) { o.passed++ },
		Focus:    func(f fyne.Focusable) { o.window.Canvas().Focus(f) },
		Window:   func() fyne.Canvas { return o.window.Canvas() },
		Here:     o.here,
		OpenChat: func(id chat.ChatID) { o.opened = append(o.opened, id) },
	})
	o.window = test.NewTempWindow(o.t, o.pane.Content())
	o.window.SetPadded(false)
	o.window.Resize(fyne.NewSize(1130, 720))
	o.render()
}

func (o *office) snapshot() *app.Snapshot {
	s := o.Snapshot()
	s.Shelves.FollowUps = o.desk.list
	return s
}

// render answers the page and shows it what the desk has, until all is quiet.
func (o *office) render() {
	o.crank.Drain()
	o.pane.Render(o.snapshot())
	o.crank.Drain()
	o.pane.Render(o.snapshot())
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
	if v, ok := o.desk.list.Get(id); ok {
		basis = v.Revision
	}
	l, _, err := o.desk.list.Put(id, f, basis, stage.Other, o.Now())
	if err != nil {
		o.t.Fatal(err)
	}
	o.desk.list = l
}

func (o *office) get(id record.ID) followup.FollowUp {
	o.t.Helper()
	v, ok := o.desk.list.Get(id)
	if !ok {
		o.t.Fatalf("there is no %s", id)
	}
	return v.Content
}

func (o *office) wantSays(words ...string) {
	o.t.Helper()
	stage.LayOut(o.pane.Content())
	for _, w := range words {
		if !stage.Says(o.pane.Content(), w) {
			o.t.Errorf("%q is not on screen:\n%s", w, stage.Read(o.pane.Content()))
		}
	}
}

func (o *office) wantSilent(words ...string) {
	o.t.Helper()
	for _, w := range words {
		if stage.Says(o.pane.Content(), w) {
			o.t.Errorf("%q is on screen", w)
		}
	}
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
