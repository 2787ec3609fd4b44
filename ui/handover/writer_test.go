package handover

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/shift"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
)

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
	if o.desk.Drafts["handover/new"] == "" {
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
	if len(o.desk.Drafts) != 0 || o.pane.Opened() != "new-1" || o.pane.writer.shown() {
		t.Errorf("drafts %v, opened %s", o.desk.Drafts, o.pane.Opened())
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
	if len(o.desk.Drafts) != 0 || o.pane.writer.dirty() {
		t.Error("what was discarded is still there")
	}
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
				o.desk.Before = happens
			} else {
				happens()
				o.render()
				o.wantSays("will be asked again")
			}
			o.ctrl(fyne.KeyS)
			if got := o.get("n"); got.Text != "My First words." || len(got.Acknowledged) != 0 || o.pane.sides.Shown() {
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
		{"keep mine", func(o *office) { o.pane.sides.Compare.OnKeep(shelf.KeyMine) }, "My First words.", 1},
		{"keep theirs", func(o *office) { o.pane.sides.Compare.OnKeep(o.pane.sides.Heads[0].Revision.String()) }, "From my other desk.", 1},
		{"write one", func(o *office) { o.pane.sides.Compare.OnWrite("Both.") }, "Both.", 1},
		{"keep both", func(o *office) { o.pane.sides.Compare.OnKeepBoth() }, "", 2},
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
			if !o.pane.sides.Shown() || o.desk.Drafts["handover/n"] == "" {
				t.Fatal("the versions are not side by side, or the draft is gone")
			}
			o.wantSays("not saved yet", "From my other desk.", "My First words.")
			c.do(o)
			o.render()
			heads := o.Snap.Shelves.Notes.Book().Heads("n")
			if len(heads) != c.n || c.text != "" && heads[0].Content.Text != c.text {
				t.Errorf("%d heads, %q", len(heads), heads[0].Content.Text)
			}
			if o.pane.sides.Shown() || o.pane.writer.shown() || len(o.desk.Drafts) != 0 {
				t.Errorf("it is not over: drafts %v", o.desk.Drafts)
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
	if o.pane.sides.Shown() || !o.pane.writer.shown() || o.pane.writer.text.Text != "My First words." {
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
	o.pane.Count(o.Snapshot()) // the rail is quicker than the page
	o.pane.sides.Compare.OnKeep(shelf.KeyMine)
	o.render()
	if got := o.get("n").Text; got != "Later still." {
		t.Errorf("settled over what nobody saw: %q", got)
	}
	o.wantSays("look at all of it once more", "Later still.")
	o.pane.sides.Compare.OnKeep(shelf.KeyMine)
	o.render()
	if got := o.get("n").Text; got != "My First words." {
		t.Errorf("kept %q", got)
	}
}

func TestTwoVersionsAreMarkedAndShownSideBySide(t *testing.T) {
	o := three(t)
	v, _ := o.Snap.Shelves.Notes.Get("n-old")
	var vs []shift.Version
	for _, text := range []string{"From here.", "From there."} {
		p, err := o.Snap.Shelves.Notes.Book().Propose("n-old", v.Content.Rewrite(text), v.Revision, stage.Other, o.Now())
		if err != nil {
			t.Fatal(err)
		}
		vs = append(vs, p)
	}
	o.Snap.Shelves.Notes = o.Snap.Shelves.Notes.Merge(vs...)
	o.render()
	o.wantSays("two versions")
	o.pane.Open("n-old")
	o.wantSays("From here.", "From there.")
	o.key(fyne.KeyEscape)
	o.wantSays("It can be acknowledged once somebody has chosen a version.")
	o.press("Show side by side")
	o.pane.sides.Compare.OnKeep(o.pane.sides.Heads[1].Revision.String())
	o.render()
	if heads := o.Snap.Shelves.Notes.Book().Heads("n-old"); len(heads) != 1 || o.pane.sides.Shown() {
		t.Errorf("%d heads", len(heads))
	}
}

func TestAFailureKeepsWhatIsWritten(t *testing.T) {
	o := mine(t)
	o.desk.Fail = errors.New("the disk is full")
	o.ctrl(fyne.KeyS)
	o.wantSays("Not saved: the disk is full.")
	if o.desk.Drafts["handover/n"] == "" || o.pane.writer.text.Text != "My First words." {
		t.Error("what was written is gone")
	}
	o.pane.writer.text.SetText("")
	o.ctrl(fyne.KeyS)
	o.wantSays("The text must not be empty")
	o.pane.Open("n")
	o.desk.Fail = errors.New("the disk is full")
	o.by("lena", "m", shift.Note{From: "lena", Written: o.Now(), Text: "Read me."})
	o.render()
	o.pane.Open("m")
	o.pane.Acknowledge()
	o.render()
	o.wantSays("Not acknowledged: the disk is full.")
}

// Whoever comes back to the page finds the keyboard where Esc leaves and Enter
// decides nothing; a new note leaves the comparison as Esc does.
func TestAComparisonHasTheKeyboard(t *testing.T) {
	o := mine(t)
	o.by(stage.Me, "n", o.get("n").Rewrite("Elsewhere."))
	o.render()
	o.ctrl(fyne.KeyS)
	for name, come := range map[string]func(){
		"shown":          func() {},
		"the page's key": func() { o.window.Canvas().Unfocus(); o.pane.Focus() },
		"a click beside": func() {
			o.window.Canvas().Unfocus()
			test.Tap(stage.Find[*kit.Ground](o.pane.sides.Content)[0])
		},
	} {
		come()
		if got := o.window.Canvas().Focused(); got != fyne.Focusable(o.pane.sides.Back) {
			t.Fatalf("%s: the keyboard is in %T", name, got)
		}
	}
	o.ctrl(fyne.KeyN)
	o.wantSays("New note for the next shift")
	if o.pane.sides.Shown() || o.get("n").Text != "Elsewhere." || o.desk.Drafts["handover/n"] == "" {
		t.Error("the comparison stays, decides, or loses what was written")
	}
}
