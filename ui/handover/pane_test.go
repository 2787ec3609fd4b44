package handover

import (
	"errors"
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
	"floorwalker/app/shift"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

const minute = chat.Instant(time.Minute / time.Millisecond)

// desk keeps real notes, as one desk of two does.
type desk struct {
	notes  shift.Notes
	me     chat.AgentID
	now    func() chat.Instant
	drafts map[string]string
	n      int
	fail   error  // of the next edit
	before func() // happens in the moment before the next edit
	asked  []string
}

func (d *desk) done(id record.ID, ns shift.Notes, err error, answer app.Saved) {
	if d.fail != nil {
		err, d.fail = d.fail, nil
	}
	if err == nil {
		d.notes = ns
	}
	answer(id, err)
}

func (d *desk) meanwhile() {
	if f := d.before; f != nil {
		d.before = nil
		f()
	}
}

func (d *desk) PutNote(e app.Edit, n shift.Note, answer app.Saved) {
	d.meanwhile()
	if e.ID == "" {
		d.n++
		e.ID = record.ID(fmt.Sprintf("new-%d", d.n))
	}
	d.asked = append(d.asked, "put "+string(e.ID))
	ns, _, err := d.notes.Put(e.ID, n, e.Basis, d.me, d.now())
	d.done(e.ID, ns, err, answer)
}

func (d *desk) SettleNote(id record.ID, n shift.Note, seen []record.Revision, answer app.Saved) {
	d.meanwhile()
	d.asked = append(d.asked, fmt.Sprintf("settle %s of %d", id, len(seen)))
	ns, _, err := d.notes.Settle(id, n, false, d.me, d.now(), seen...)
	d.done(id, ns, err, answer)
}

func (d *desk) KeepBothNotes(mine shift.Version, answer app.Saved) {
	d.asked = append(d.asked, "keep both "+string(mine.ID))
	d.done(mine.ID, d.notes.Merge(mine), nil, answer)
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
	t       testing.TB
	desk    *desk
	calls   followup.List
	crank   loop.Crank
	pane    *Pane
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
	o.desk = &desk{me: stage.Me, now: o.Now, drafts: map[string]string{}}
	o.enter()
	return o
}

// enter opens the window, as a start of the program does.
func (o *office) enter() {
	o.pane = New(Options{
		Desk: o.desk, Policy: o.Policy, Now: o.Now, Post: o.crank.Post,
		Shortcut:     func(fyne.Shortcut) { o.passed++ },
		Focus:        func(f fyne.Focusable) { o.window.Canvas().Focus(f) },
		Window:       func() fyne.Canvas { return o.window.Canvas() },
		OpenChat:     func(id chat.ChatID) { o.opened = append(o.opened, id) },
		OpenFollowUp: func(id record.ID) { o.follows = append(o.follows, id) },
	})
	o.window = test.NewTempWindow(o.t, o.pane.Content())
	o.window.SetPadded(false)
	o.window.Resize(fyne.NewSize(1130, 720))
	o.render()
}

func (o *office) snapshot() *app.Snapshot {
	s := o.Snapshot()
	s.Shelves.Notes, s.Shelves.FollowUps = o.desk.notes, o.calls
	return s
}

// render answers the page and shows it what the desk has, until all is quiet.
func (o *office) render() {
	for range 3 {
		o.crank.Drain()
		o.pane.Render(o.snapshot())
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
	if v, ok := o.desk.notes.Get(id); ok {
		basis = v.Revision
	}
	ns, _, err := o.desk.notes.Put(id, n, basis, who, o.Now())
	if err != nil {
		o.t.Fatal(err)
	}
	o.desk.notes = ns
}

func (o *office) get(id record.ID) shift.Note {
	o.t.Helper()
	v, ok := o.desk.notes.Get(id)
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

func (o *office) press(word string) {
	o.t.Helper()
	if b, ok := stage.Called[*kit.Button](o.pane.Content(), word); ok {
		test.Tap(b)
		o.render()
		return
	}
	if l, ok := stage.Called[*kit.Link](o.pane.Content(), word); ok {
		test.Tap(l)
		o.render()
		return
	}
	o.t.Fatalf("there is no button %q:\n%s", word, stage.Read(o.pane.Content()))
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
	l, _, err := o.calls.Put("f1", followup.FollowUp{
		Customer: "Nisha G.", Reason: "Invoice", Due: o.Now() + minute, State: followup.StateOpen, Created: o.Now(), Assignee: stage.Me,
	}, record.Revision{}, "lena", o.Now())
	if err != nil {
		t.Fatal(err)
	}
	o.calls = l
	o.Do("c1", append([]chat.Body{stage.Opened("रोहन")}, stage.Taken(stage.Me)...)...)
	o.Do("c2", append([]chat.Body{stage.Opened("Somebody else's")}, append(stage.Taken(stage.Other), stage.Joined(stage.Me)...)...)...)
	o.render()
	return o
}

func TestNewestFirstAndWhatWaitsIsMarked(t *testing.T) {
	o := three(t)
	if got := o.order(); got != "n-me n-lena n-old" {
		t.Errorf("listed: %s", got)
	}
	o.wantSays("2 notes to acknowledge", "for you", "for agent lena", "for whoever takes over", "2 chats · 2 follow-ups", "Nobody yet", "waits for you")
	if n, tone := o.pane.Count(o.snapshot()); n != 2 || tone != kit.Amber {
		t.Errorf("the rail says %d in %v", n, tone)
	}
	for f, want := range map[filter]string{filterWaiting: "n-me n-old", filterMine: "", filterAll: "n-me n-lena n-old"} {
		o.pane.pick(f)
		if got := o.order(); got != want {
			t.Errorf("%s: %s", filterWords[f], got)
		}
	}
}

func TestAnEmptyListSaysWhatWouldStandThere(t *testing.T) {
	o := newOffice(t)
	o.wantSays("No handover notes", "No note is open", "all is synced")
	o.Snap.Link.State = app.LinkOffline
	o.Snap.Shelves.Unsent = 1
	o.render()
	o.wantSays("Works without a network · 1 change waiting to sync")
	if n, tone := o.pane.Count(o.snapshot()); n != 0 || tone != kit.Grey {
		t.Errorf("the rail says %d in %v", n, tone)
	}
}

func TestReadAndAcknowledge(t *testing.T) {
	o := three(t)
	o.pane.Open("n-me")
	o.wantSays("From agent lena", "For you", "Mine to read.", "रोहन", "Nisha G. · Invoice · due", "not open any more", "not there any more", "By nobody yet.")
	links := stage.Find[*kit.Link](o.pane.reader.content)
	test.Tap(links[0])
	test.Tap(links[2])
	if fmt.Sprint(o.opened, o.follows) != "[c1] [f1]" {
		t.Errorf("opened %v and %v", o.opened, o.follows)
	}
	o.pane.Focus()
	o.window.Canvas().Focused().TypedRune('a')
	o.render()
	got := o.get("n-me")
	if len(got.Acknowledged) != 1 || got.Acknowledged[0] != (shift.Ack{By: stage.Me, At: o.Now()}) {
		t.Errorf("acknowledged %+v", got.Acknowledged)
	}
	o.wantSays("You have acknowledged it.", "You · today", "1 note to acknowledge")
	if !o.pane.reader.ack.Disabled() || !strings.Contains(o.pane.reader.ack.AccessibilityLabel(), "you have acknowledged it") {
		t.Errorf("the button says %q", o.pane.reader.ack.AccessibilityLabel())
	}
	o.pane.Acknowledge()
	if len(o.desk.asked) != 1 {
		t.Errorf("asked %v", o.desk.asked)
	}
}

func TestNobodyAcknowledgesTheirOwn(t *testing.T) {
	o := newOffice(t)
	n := o.note("Mine.")
	n.From = stage.Me
	o.by(stage.Me, "n", n)
	o.render()
	o.pane.Open("n")
	o.pane.Acknowledge()
	if !o.pane.reader.ack.Disabled() || len(o.desk.asked) != 0 {
		t.Error("an author acknowledged their own note")
	}
	o.wantSays("You wrote it, so somebody else acknowledges it.")
}

// Two people who read one note apart are no conflict, and nobody is asked.
func TestTwoAcknowledgeAtOnce(t *testing.T) {
	o := three(t)
	o.pane.Open("n-old")
	o.desk.before = func() {
		n, err := o.get("n-old").Acknowledge("lena", o.Now())
		if err != nil {
			t.Fatal(err)
		}
		o.by("lena", "n-old", n)
	}
	o.pane.Acknowledge()
	o.render()
	if got := o.get("n-old"); len(got.Acknowledged) != 2 || len(o.desk.notes.Book().Heads("n-old")) != 1 {
		t.Errorf("acknowledged %+v", got.Acknowledged)
	}
	if o.pane.sides.shown() {
		t.Error("a person is asked about it")
	}
	// The same, while both are offline.
	v, _ := o.desk.notes.Get("n-lena")
	var vs []shift.Version
	for _, by := range []chat.AgentID{"lena", "cy"} {
		n, err := v.Content.Acknowledge(by, o.Now())
		if err != nil {
			t.Fatal(err)
		}
		p, err := o.desk.notes.Book().Propose("n-lena", n, v.Revision, by, o.Now())
		if err != nil {
			t.Fatal(err)
		}
		vs = append(vs, p)
	}
	o.desk.notes = o.desk.notes.Merge(vs...)
	o.render()
	o.pane.Open("n-lena")
	if o.pane.sides.shown() {
		t.Fatal("acknowledgements are shown as a conflict")
	}
	o.wantSays("agent lena · today", "cy · today")
	o.pane.Acknowledge()
	o.render()
	if got := o.get("n-lena"); len(got.Acknowledged) != 3 || len(o.desk.notes.Book().Heads("n-lena")) != 1 {
		t.Errorf("acknowledged %+v", got.Acknowledged)
	}
}

// Nobody signs words that they have not seen.
func TestWordsThatChangedAreNotAcknowledged(t *testing.T) {
	o := three(t)
	o.pane.Open("n-old")
	o.desk.before = func() { o.by(stage.Other, "n-old", o.get("n-old").Rewrite("Other words.")) }
	o.pane.Acknowledge()
	o.render()
	if len(o.get("n-old").Acknowledged) != 0 {
		t.Error("words that were not on screen are acknowledged")
	}
	o.wantSays("Not acknowledged: the words have changed.", "Other words.", "Changed while it was open")
	o.pane.Acknowledge()
	o.render()
	if len(o.get("n-old").Acknowledged) != 1 {
		t.Error("the new words cannot be acknowledged")
	}
}

// The rail asks for its figure before the page is drawn.
func TestWordsThatAreNotOnScreenYetAreNotAcknowledged(t *testing.T) {
	o := three(t)
	o.pane.Open("n-old")
	o.by(stage.Other, "n-old", o.get("n-old").Rewrite("Other words."))
	o.pane.Count(o.snapshot())
	o.pane.Acknowledge()
	o.render()
	if len(o.get("n-old").Acknowledged) != 0 {
		t.Error("words that were not on screen are acknowledged")
	}
	o.wantSays("Not acknowledged: the words have changed.", "Other words.")
}

func TestWriteANewNote(t *testing.T) {
	o := three(t)
	o.ctrl(fyne.KeyN)
	o.write("Recharge works again. धन्यवाद 🙏")
	o.press("Mention my chats")
	o.press("Mention my follow-ups")
	o.wantSays("रोहन", "Nisha G.")
	o.wantSilent("Somebody else's")
	o.pane.Address()
	pick := stage.Find[*kit.Picker](o.window.Canvas().Overlays().Top())
	pick[0].Search("lena")
	o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if o.desk.drafts["handover/new"] == "" {
		t.Error("what is written is no draft")
	}
	o.ctrl(fyne.KeyS)
	want := shift.Note{
		From: stage.Me, To: "lena", Written: o.Now(), Text: "Recharge works again. धन्यवाद 🙏",
		Chats: []chat.ChatID{"c1"}, FollowUps: []record.ID{"f1"},
	}
	if got := o.get("new-1"); !sameNote(got, want) {
		t.Errorf("wrote %+v", got)
	}
	if len(o.desk.drafts) != 0 || o.pane.Opened() != "new-1" || o.pane.writer.shown() {
		t.Errorf("drafts %v, opened %s", o.desk.drafts, o.pane.Opened())
	}
	o.wantSays("From You")
	o.ctrl(fyne.KeyN)
	if o.pane.writer.text.Text != "" {
		t.Error("the next note begins with the last one")
	}
}

// House rule: Esc, another page and a crash lose nothing.
func TestWhatIsWrittenStays(t *testing.T) {
	o := three(t)
	o.ctrl(fyne.KeyN)
	o.write("half a ")
	o.press("Mention my chats")
	o.pane.Focus()
	o.key(fyne.KeyEscape)
	if o.pane.writer.shown() {
		t.Fatal("Esc does not leave")
	}
	o.pane.Open("n-old")
	o.render()
	o.ctrl(fyne.KeyN)
	o.write("note")
	o.enter() // after kill -9
	o.ctrl(fyne.KeyN)
	if got := o.pane.writer.text.Text; got != "half a note" {
		t.Errorf("brought back %q", got)
	}
	o.wantSays("Brought back", "रोहन")
	o.press("Take out")
	o.press("Discard")
	o.ctrl(fyne.KeyN)
	if len(o.desk.drafts) != 0 || o.pane.writer.dirty() {
		t.Error("what was discarded is still there")
	}
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

func TestEditOnesOwn(t *testing.T) {
	o := mine(t)
	o.ctrl(fyne.KeyS)
	if got := o.get("n"); got.Text != "My First words." {
		t.Errorf("saved %q", got.Text)
	}
	o.wantSays("My First words.")
	o.by("lena", "other", shift.Note{From: "lena", Written: o.Now(), Text: "Not yours."})
	o.render()
	o.pane.Open("other")
	o.pane.Edit()
	if !o.pane.reader.edit.Disabled() || o.pane.writer.shown() {
		t.Error("somebody else's note can be edited")
	}
}

// An acknowledgement that comes while the author writes is no conflict.
func TestAnAcknowledgementWhileWriting(t *testing.T) {
	for name, late := range map[string]bool{"before the save": false, "in the moment of the save": true} {
		t.Run(name, func(t *testing.T) {
			o := mine(t)
			happens := func() {
				n, err := o.get("n").Acknowledge(stage.Other, o.Now())
				if err != nil {
					t.Fatal(err)
				}
				o.by(stage.Other, "n", n)
			}
			if late {
				o.desk.before = happens
			} else {
				happens()
				o.render()
				o.wantSays("will be asked again")
			}
			o.ctrl(fyne.KeyS)
			if got := o.get("n"); got.Text != "My First words." || len(got.Acknowledged) != 0 || o.pane.sides.shown() {
				t.Errorf("saved %+v", got)
			}
		})
	}
}

func TestAConflictWhileWriting(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(o *office)
		text string
		n    int
	}{
		{"keep mine", func(o *office) { o.pane.sides.compare.OnKeep(keyMine) }, "My First words.", 1},
		{"keep theirs", func(o *office) { o.pane.sides.compare.OnKeep(o.pane.sides.heads[0].Revision.String()) }, "From my other desk.", 1},
		{"write one", func(o *office) { o.pane.sides.compare.OnWrite("Both.") }, "Both.", 1},
		{"keep both", func(o *office) { o.pane.sides.compare.OnKeepBoth() }, "", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := mine(t)
			o.by(stage.Me, "n", o.get("n").Rewrite("From my other desk."))
			o.render()
			o.wantSays("Changed meanwhile", "What you wrote is kept.")
			if o.pane.writer.text.Text != "My First words." {
				t.Fatalf("news took what was written: %q", o.pane.writer.text.Text)
			}
			o.ctrl(fyne.KeyS)
			if !o.pane.sides.shown() || o.desk.drafts["handover/n"] == "" {
				t.Fatal("the versions are not side by side, or the draft is gone")
			}
			o.wantSays("not saved yet", "From my other desk.", "My First words.")
			c.do(o)
			o.render()
			heads := o.desk.notes.Book().Heads("n")
			if len(heads) != c.n || c.text != "" && heads[0].Content.Text != c.text {
				t.Errorf("%d heads, %q", len(heads), heads[0].Content.Text)
			}
			if o.pane.sides.shown() || o.pane.writer.shown() || len(o.desk.drafts) != 0 {
				t.Errorf("it is not over: drafts %v", o.desk.drafts)
			}
		})
	}
}

func TestEscLeavesTheComparisonAndKeepsWhatIsWritten(t *testing.T) {
	o := mine(t)
	o.by(stage.Me, "n", o.get("n").Rewrite("Elsewhere."))
	o.render()
	o.ctrl(fyne.KeyS)
	o.key(fyne.KeyEscape)
	if o.pane.sides.shown() || !o.pane.writer.shown() || o.pane.writer.text.Text != "My First words." {
		t.Error("Esc lost what was written")
	}
}

// A version that comes while somebody compares is never settled unseen.
func TestAVersionThatComesWhileComparing(t *testing.T) {
	o := mine(t)
	o.by(stage.Me, "n", o.get("n").Rewrite("Elsewhere."))
	o.render()
	o.ctrl(fyne.KeyS)
	o.by(stage.Me, "n", o.get("n").Rewrite("Later still."))
	o.pane.Count(o.snapshot()) // the rail is quicker than the page
	o.pane.sides.compare.OnKeep(keyMine)
	o.render()
	if got := o.get("n").Text; got != "Later still." {
		t.Errorf("settled over what nobody saw: %q", got)
	}
	o.wantSays("look at all of it once more", "Later still.")
	o.pane.sides.compare.OnKeep(keyMine)
	o.render()
	if got := o.get("n").Text; got != "My First words." {
		t.Errorf("kept %q", got)
	}
}

func TestTwoVersionsAreMarkedAndShownSideBySide(t *testing.T) {
	o := three(t)
	v, _ := o.desk.notes.Get("n-old")
	var vs []shift.Version
	for _, text := range []string{"From here.", "From there."} {
		p, err := o.desk.notes.Book().Propose("n-old", v.Content.Rewrite(text), v.Revision, stage.Other, o.Now())
		if err != nil {
			t.Fatal(err)
		}
		vs = append(vs, p)
	}
	o.desk.notes = o.desk.notes.Merge(vs...)
	o.render()
	o.wantSays("two versions")
	o.pane.Open("n-old")
	o.wantSays("From here.", "From there.")
	o.key(fyne.KeyEscape)
	o.wantSays("It can be acknowledged once somebody has chosen a version.")
	o.press("Show side by side")
	o.pane.sides.compare.OnKeep(o.pane.sides.heads[1].Revision.String())
	o.render()
	if heads := o.desk.notes.Book().Heads("n-old"); len(heads) != 1 || o.pane.sides.shown() {
		t.Errorf("%d heads", len(heads))
	}
}

func TestAFailureKeepsWhatIsWritten(t *testing.T) {
	o := mine(t)
	o.desk.fail = errors.New("the disk is full")
	o.ctrl(fyne.KeyS)
	o.wantSays("Not saved: the disk is full.")
	if o.desk.drafts["handover/n"] == "" || o.pane.writer.text.Text != "My First words." {
		t.Error("what was written is gone")
	}
	o.pane.writer.text.SetText("")
	o.ctrl(fyne.KeyS)
	o.wantSays("The text must not be empty")
	o.pane.Open("n")
	o.desk.fail = errors.New("the disk is full")
	o.by("lena", "m", shift.Note{From: "lena", Written: o.Now(), Text: "Read me."})
	o.render()
	o.pane.Open("m")
	o.pane.Acknowledge()
	o.render()
	o.wantSays("Not acknowledged: the disk is full.")
}

func TestTheHubsRefusalIsShown(t *testing.T) {
	o := three(t)
	o.Snap.Shelves.Refused = []app.RefusedEdit{{Command: "c1", Shelf: chat.ShelfHandover, Record: "n-old", Words: "you may not"}}
	o.render()
	o.wantSays("Not saved at the hub", "You may not.")
	o.pane.refused.OnButton(0)
	o.pane.refused.OnButton(1)
	if o.pane.Opened() != "n-old" || o.desk.asked[len(o.desk.asked)-1] != "drop c1" {
		t.Errorf("opened %s, asked %v", o.pane.Opened(), o.desk.asked)
	}
}

// look.md 5: nothing moves under the hand.
func TestRowsStandStillUnderTheKeyboard(t *testing.T) {
	o := three(t)
	o.pane.Focus()
	o.by(stage.Other, "n-new", o.note("Just now."))
	o.render()
	if got := o.order(); got != "n-me n-lena n-old" {
		t.Errorf("moved to %s", got)
	}
	o.wantSays("1 row moved")
	o.ctrl(fyne.KeyR)
	if got := o.order(); !strings.Contains(got, "n-new") {
		t.Errorf("the new order is %s", got)
	}
}

func TestKeysOfThePage(t *testing.T) {
	o := mine(t)
	if o.ctrl(fyne.KeyK) {
		t.Error("took the window's key")
	}
	o.pane.writer.text.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault})
	if o.passed != 1 {
		t.Error("the text keeps the window's keys")
	}
}

func TestDaysGoBy(t *testing.T) {
	o := three(t)
	o.Pass(24 * time.Hour)
	o.pane.Tick()
	o.wantSays("yesterday")
	o.Pass(24 * time.Hour)
	o.pane.Tick()
	o.wantSilent("yesterday", "today")
}
