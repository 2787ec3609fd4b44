package followups

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
)

// meeting is a note typed here while the other desk has written another.
func meeting(t *testing.T) *office {
	o := three(t)
	o.pane.Edit("f-late")
	o.render()
	o.fill(o.pane.form.note, "mine")
	f := o.get("f-late")
	f.Note, f.Assignee = "theirs", "lena"
	o.theirs("f-late", f)
	o.render()
	if o.pane.form.note.Text != "mine" {
		t.Fatalf("news took what was typed: %q", o.pane.form.note.Text)
	}
	o.wantSays("Changed meanwhile", "by agent ben", "What you typed is kept.")
	return o
}

// A-63 and house rule: a conflict is shown side by side, nobody's text is lost.
func TestAConflictWhileTyping(t *testing.T) {
	for _, c := range []struct {
		name, press, asked string
		note               string
		heads              int
	}{
		{"keep mine", "Keep You", "settle follow-up f-late of 1", "mine", 1},
		{"keep theirs", "Keep agent ben", "", "theirs", 1},
		{"keep both", "Keep both", "keep both follow-ups f-late", "", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := meeting(t)
			o.ctrl(fyne.KeyS)
			if !o.pane.sides.Shown() {
				t.Fatal("the versions are not side by side")
			}
			o.wantSays("Two versions of Asha", "mine", "theirs", "agent lena", "not saved yet")
			if o.desk.Drafts["followups/f-late"] == "" {
				t.Error("what was typed is no draft while somebody thinks")
			}
			before := len(o.desk.Asked)
			o.keepButton(c.press)
			asked := strings.Join(o.desk.Asked[before:], " ")
			if asked != c.asked {
				t.Errorf("asked %q, want %q", asked, c.asked)
			}
			heads := o.Snap.Shelves.FollowUps.Book().Heads("f-late")
			if len(heads) != c.heads || c.note != "" && heads[0].Content.Note != c.note {
				t.Errorf("%d heads, note %q", len(heads), heads[0].Content.Note)
			}
			if o.pane.sides.Shown() || o.pane.form.dirty() || len(o.desk.Drafts) != 0 {
				t.Errorf("it is not over: drafts %v", o.desk.Drafts)
			}
		})
	}
}

// keepButton presses a button of the comparison.
func (o *office) keepButton(label string) {
	o.t.Helper()
	versions := stage.Find[*kit.Compare](o.pane.Content())
	if len(versions) != 1 {
		o.t.Fatal("there is no comparison")
	}
	switch label {
	case "Keep You":
		versions[0].OnKeep(shelf.KeyMine)
	case "Keep both":
		versions[0].OnKeepBoth()
	default:
		heads := o.pane.sides.Heads
		versions[0].OnKeep(heads[len(heads)-1].Revision.String())
	}
	o.render()
}

func TestEscLeavesTheComparisonAndKeepsWhatIsTyped(t *testing.T) {
	o := meeting(t)
	o.ctrl(fyne.KeyS)
	o.key(fyne.KeyEscape)
	if o.pane.sides.Shown() || o.pane.form.note.Text != "mine" || o.get("f-late").Note != "theirs" {
		t.Errorf("shown %t, typed %q", o.pane.sides.Shown(), o.pane.form.note.Text)
	}
	o.ctrl(fyne.KeyS)
	if !o.pane.sides.Shown() {
		t.Error("it cannot be shown again")
	}
}

func TestWriteOneFromBoth(t *testing.T) {
	o := meeting(t)
	o.ctrl(fyne.KeyS)
	o.pane.sides.Compare.OnWrite("mine and theirs")
	o.render()
	o.wantSays("Written from both")
	o.ctrl(fyne.KeyS)
	heads := o.Snap.Shelves.FollowUps.Book().Heads("f-late")
	if len(heads) != 1 || heads[0].Content.Note != "mine and theirs" {
		t.Errorf("%d heads, %q", len(heads), heads[0].Content.Note)
	}
}

// apart lets two desks write without knowing of each other.
func (o *office) apart(id record.ID) {
	o.t.Helper()
	v, _ := o.Snap.Shelves.FollowUps.Get(id)
	a, b := v.Content, v.Content
	a.Note, b.Note = "from here", "from there"
	var vs []followup.Version
	for by, f := range map[chat.AgentID]followup.FollowUp{stage.Me: a, stage.Other: b} {
		p, err := o.Snap.Shelves.FollowUps.Book().Propose(id, f, v.Revision, by, o.Now())
		if err != nil {
			o.t.Fatal(err)
		}
		vs = append(vs, p)
	}
	o.Snap.Shelves.FollowUps = o.Snap.Shelves.FollowUps.Merge(vs...)
}

func TestTwoVersionsAreMarkedAndShownSideBySide(t *testing.T) {
	o := three(t)
	o.apart("f-soon")
	o.render()
	o.wantSays("two versions")
	o.pane.Edit("f-soon")
	o.render()
	o.wantSays("from here", "from there", "Two versions of Ben")
	o.pane.sides.Compare.OnKeep(o.pane.sides.Heads[1].Revision.String())
	o.render()
	if heads := o.Snap.Shelves.FollowUps.Book().Heads("f-soon"); len(heads) != 1 {
		t.Errorf("%d heads", len(heads))
	}
	o.wantSilent("two versions")
}

// A customer who is done on one desk and not on the other is not done yet.
func TestTwoVersionsOfWhichOneIsDone(t *testing.T) {
	o := three(t)
	v, _ := o.Snap.Shelves.FollowUps.Get("f-later")
	var vs []followup.Version
	for by, f := range map[chat.AgentID]followup.FollowUp{stage.Me: v.Content.Assign(""), stage.Other: v.Content.Complete(stage.Other, o.Now(), "")} {
		at := o.Now()
		if by == stage.Other {
			at++ // so that this side is the one that is offered
		}
		p, err := o.Snap.Shelves.FollowUps.Book().Propose("f-later", f, v.Revision, by, at)
		if err != nil {
			t.Fatal(err)
		}
		vs = append(vs, p)
	}
	o.Snap.Shelves.FollowUps = o.Snap.Shelves.FollowUps.Merge(vs...)
	o.render()
	if o.get("f-later").IsOpen() || o.names() != "मीरा वर्मा Asha Ben" {
		t.Errorf("listed: %s", o.names())
	}
}

// A third version that comes while somebody compares is never settled unseen.
func TestAVersionThatComesWhileComparing(t *testing.T) {
	o := meeting(t)
	o.ctrl(fyne.KeyS)
	f := o.get("f-late")
	f.Note = "later still"
	o.theirs("f-late", f)
	o.pane.Count(o.Snapshot()) // the rail is quicker than the page
	o.pane.sides.Compare.OnKeep(shelf.KeyMine)
	o.render()
	if got := o.get("f-late").Note; got != "later still" {
		t.Errorf("settled over what nobody saw: %q", got)
	}
	o.wantSays("changed again meanwhile", "mine")
	o.ctrl(fyne.KeyS)
	o.wantSays("later still", "mine", "not saved yet")
}

func TestNewsFillsFieldsInWhichNothingIsTyped(t *testing.T) {
	o := three(t)
	o.pane.Edit("f-late")
	o.render()
	f := o.get("f-late")
	f.Note, f.Phone = "new words", "+91 00000 00009"
	o.theirs("f-late", f)
	o.render()
	if o.pane.form.note.Text != "new words" || o.pane.form.phone.Text != "+91 00000 00009" {
		t.Errorf("the fields have %q", o.pane.form.note.Text)
	}
	o.wantSilent("Changed meanwhile")
}

// House rule: what is typed survives a crash, with what its author had seen.
func TestDraftsSurviveAStart(t *testing.T) {
	o := three(t)
	o.pane.Edit("f-late")
	o.render()
	o.fill(o.pane.form.note, "आधा लिखा ✍")
	o.fill(o.pane.form.due, "tomorrow 9")
	o.pane.Edit("f-soon") // another page of the same, too
	o.render()
	if o.pane.form.dirty() {
		t.Error("typed words moved to another follow-up")
	}
	f := o.get("f-late")
	f.Reason = "Another reason"
	o.theirs("f-late", f)
	o.enter() // after kill -9
	o.pane.Edit("f-late")
	o.render()
	if o.pane.form.note.Text != "आधा लिखा ✍" || o.pane.form.due.Text != "tomorrow 9" {
		t.Fatalf("brought back %q", o.pane.form.note.Text)
	}
	o.wantSays("Changed meanwhile")
	o.fill(o.pane.form.due, "tomorrow 9:00")
	o.ctrl(fyne.KeyS)
	if !o.pane.sides.Shown() {
		t.Error("the save forgot that its author had not seen the other reason")
	}
}

func TestADraftThatWasSavedIsLetGo(t *testing.T) {
	o := three(t)
	o.pane.Edit("f-late")
	o.render()
	o.fill(o.pane.form.note, "saved")
	kept := o.desk.Drafts["followups/f-late"]
	o.ctrl(fyne.KeyS)
	o.desk.Drafts["followups/f-late"] = kept // the crash came between the two
	o.enter()
	o.pane.Edit("f-late")
	o.render()
	if o.pane.form.dirty() || len(o.desk.Drafts) != 0 {
		t.Errorf("drafts %v", o.desk.Drafts)
	}
	o.wantSilent("Brought back")
}

// look.md 5: nothing moves under the hand.
func TestRowsStandStillUnderTheKeyboard(t *testing.T) {
	o := three(t)
	o.pane.Focus()
	o.theirs("f-first", call("Zed", o.Now()-60*minute))
	f := o.get("f-soon")
	o.theirs("f-soon", f.Complete(stage.Other, o.Now(), ""))
	o.render()
	if got := o.names(); got != "Asha Ben मीरा वर्मा" {
		t.Errorf("moved to %s", got)
	}
	o.wantSays("2 rows moved", "Done")
	o.ctrl(fyne.KeyR)
	if got := o.names(); got != "Zed Asha मीरा वर्मा" {
		t.Errorf("the new order is %s", got)
	}
	o.theirs("f-2", call("Yan", o.Now()-90*minute))
	o.render()
	o.window.Canvas().Unfocus()
	o.pane.Tick()
	if got := o.names(); got != "Yan Zed Asha मीरा वर्मा" {
		t.Errorf("left alone, the order is %s", got)
	}
}

// Whoever comes back to the page finds the keyboard where Esc leaves and Enter
// decides nothing.
func TestAComparisonHasTheKeyboard(t *testing.T) {
	o := meeting(t)
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
	o.key(fyne.KeyEscape)
	if o.pane.sides.Shown() || len(o.Snap.Shelves.FollowUps.Book().Heads("f-late")) != 1 {
		t.Error("Esc does not leave, or decides")
	}
}
