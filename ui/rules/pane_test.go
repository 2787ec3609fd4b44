package rules

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/ui/kit"
)

const faster = "Thirty seconds are too long"

// Everything of the register is listed, in groups, and found by key, value,
// requirement and the words of a key.
func TestTheRegisterIsSearched(t *testing.T) {
	o := newOffice(t)
	all := policy.Register(o.Edition)
	if got := len(strings.Fields(o.keys())); got != len(all) {
		t.Errorf("%d rows for %d entries", got, len(all))
	}
	seen := make(map[string]bool)
	for _, r := range o.pane.list.rows() {
		if seen[r.Key] {
			t.Errorf("two rows are called %q", r.Key)
		}
		seen[r.Key] = true
	}
	for _, tc := range []struct{ typed, want string }{
		{"takeover.imm", "takeover.immediate"},
		{"first response", "first_response.target first_response.max"},
		{"A-44", "trigger.confidence_rearm"},
		{"asia", "cover.zone"},
		{"G-NR silence 5m", "silence.close"},
		{"no such thing", ""},
	} {
		o.pane.list.search.SetText(tc.typed)
		o.render()
		if got := o.keys(); got != tc.want {
			t.Errorf("%q lists %q, want %q", tc.typed, got, tc.want)
		}
	}
	o.says("Nothing has all of these words", "0 entries")
	o.window.Canvas().Focus(o.pane.list.search)
	o.key(fyne.KeyEscape)
	if o.pane.list.search.Text != "" || len(strings.Fields(o.keys())) != len(all) {
		t.Error("Esc does not empty the search")
	}
}

// An entry is opened by pointer and by key, and shown in full.
func TestAnEntryIsShownInFull(t *testing.T) {
	o := newOffice(t)
	o.pane.list.search.SetText("ticket.topics")
	o.window.Canvas().Focus(o.pane.list.search)
	o.key(fyne.KeyDown)
	o.says("ticket.topics", "Ticket topics · from G-TAG-01..09", "2. id login, name Login / panel issue")
	o.pane.about.goTo("escalation.matrix")
	o.render()
	o.says("Nothing.", "The escalation matrix is empty")
	o.press("Everything about the policy")
	o.says("Version 5 is in force, as it comes with the program.")
}

// What is not set up is said in words, and counted for those who can change it.
func TestWhatIsNotSetUp(t *testing.T) {
	o := newOffice(t)
	o.says("NOT SET UP", "The escalation matrix is empty: an escalation has to be addressed by hand.", "On a weekday 4 of 4 slots have NO COVER.")
	if n, tone := o.pane.Count(o.Snapshot()); n != 4 || tone != kit.Amber {
		t.Errorf("a lead's figure is %d", n)
	}
	o.Snap.Me.Role = chat.RolePrimary
	o.render()
	if n, _ := o.pane.Count(o.Snapshot()); n != 0 {
		t.Errorf("an agent's figure is %d", n)
	}
	o.says("Only leads change the policy")
	if o.ctrl(fyne.KeyN); o.pane.edit.shown() {
		t.Error("an agent edits the policy")
	}
}

// A floor whose policy this desk cannot read says so, and is not written over.
func TestAPolicyThatCannotBeRead(t *testing.T) {
	o := newOffice(t)
	o.Snap.PolicyOld = "This desk cannot read the floor's policy version 7; it goes on by version 3."
	o.render()
	o.says(o.Snap.PolicyOld, "This desk cannot read the floor's policy")
	if n, tone := o.pane.Count(o.Snapshot()); n != 1 || tone != kit.Red {
		t.Errorf("%d %v", n, tone)
	}
	if o.ctrl(fyne.KeyN); o.pane.edit.shown() {
		t.Error("it is edited")
	}
}

// Who changed the policy when and why is there to be read, and what.
func TestWhoChangedIt(t *testing.T) {
	o := newOffice(t)
	o.in("Lena", "Customers said so", version(6, `immediate = "30s"`, `immediate = "25s"`))
	o.Pass(time.Minute)
	o.in("Ben", faster, version(7, `immediate = "30s"`, `immediate = "20s"`, `name = "Practice floor"`, `name = "North"`))
	o.says("Version 7 is in force since today", "(Ben).", "North", "Version 7 · Ben · today", faster, "Version 6 · Lena · today", "Customers said so")
	o.press("What it changed")
	o.says("takeover.immediate", "was 25s", "now 20s", "floor.name")
	o.press("Hide what it changed")
	o.silent("was 25s")
}

// The whole way of a change: the caret at the entry, the difference, a reason, and
// in force when the floor tells of it.
func TestAChangeIsSaved(t *testing.T) {
	o := newOffice(t)
	o.pane.about.open("takeover.immediate")
	if !o.ctrl(fyne.KeyN) || !o.pane.edit.shown() || o.window.Canvas().Focused() != fyne.Focusable(o.pane.edit.text) {
		t.Fatal("the text is not there to be written in")
	}
	line, _, _ := policy.Find(o.Edition.File, "takeover.immediate")
	if o.pane.edit.text.CursorRow != line-1 {
		t.Errorf("the caret is in row %d, want %d", o.pane.edit.text.CursorRow, line-1)
	}
	o.says("Policy, version 6", "None yet.", "Nothing is changed")
	o.swap(`immediate = "30s"`, `immediate = "20s"`)
	o.says("takeover.immediate", "was 30s", "now 20s", "Say why in at least 10 characters")
	o.ctrl(fyne.KeyS)
	o.why("faster") // too short
	o.ctrl(fyne.KeyS)
	if asked := o.desk.Take(); len(asked) != 0 {
		t.Fatalf("it was sent without a reason: %q", asked)
	}
	o.why("  " + faster + " ")
	o.ctrl(fyne.KeyS)
	o.ctrl(fyne.KeyS) // twice is once
	file := version(6, `immediate = "30s"`, `immediate = "20s"`)
	if asked := o.desk.Take(); len(asked) != 1 || asked[0] != "policy from 5, "+figure(len(file))+` bytes, "`+faster+`"` {
		t.Fatalf("%q", asked)
	}
	o.says("On its way to the hub.")
	o.in("Asha", faster, file)
	if o.pane.edit.shown() || o.desk.Drafts[draftKind] != "" {
		t.Error("the editor is still there, or its draft")
	}
	o.says("Version 6 is in force since today", "(Asha).")
}

// An error stands there with its line and column as one types, with a way to it.
func TestAnErrorHasItsPlace(t *testing.T) {
	o := newOffice(t)
	o.press("Edit the policy")
	o.swap(`immediate = "30s"`, `  immediate = "soon"`)
	line, _, _ := policy.Find(o.Edition.File, "takeover.immediate")
	o.says("Line "+figure(line)+", column 3", `takeover.immediate "soon" is not a time such as`, "They stand here when the text has no error.", "The text has an error")
	o.why(faster)
	if o.ctrl(fyne.KeyS); len(o.desk.Take()) != 0 {
		t.Error("an error was sent")
	}
	o.window.Canvas().Focus(o.pane.edit.reason)
	o.key(fyne.KeyF8)
	if x := o.pane.edit.text; x.CursorRow != line-1 || x.CursorColumn != 2 || o.window.Canvas().Focused() != fyne.Focusable(x) {
		t.Errorf("F8 leads to %d:%d", x.CursorRow, x.CursorColumn)
	}
	o.swap(`matrix = []`, `matrix = [`)
	o.says("Line ")
	o.swap(`matrix = [`+"\n", "matrix = []\n")
	o.swap(`immediate = "soon"`, `immediate = "31s"`)
	o.says("was 30s", "now 31s")
	o.silent("column 3")
}

// A caret stands behind letters, not bytes.
func TestTheCaretCountsLetters(t *testing.T) {
	o := newOffice(t)
	o.press("Edit the policy")
	o.pane.edit.text.SetText("# बिल कब\nname = \"बिल\" x")
	o.render()
	o.pane.edit.goToError()
	if x := o.pane.edit.text; x.CursorRow != 1 || x.CursorColumn != len([]rune(`name = "बिल" `)) {
		t.Errorf("%d:%d, %v", x.CursorRow, x.CursorColumn, o.pane.edit.wrong)
	}
}

// What is written survives Esc, another page, and the end of the program.
func TestWhatIsWrittenIsKept(t *testing.T) {
	o := newOffice(t)
	o.press("Edit the policy")
	o.swap(`name = "Practice floor"`, `name = "Süd"`)
	o.why("A new name")
	o.key(fyne.KeyEscape)
	o.says("Go on with your changes", "You began version 6 and did not save it.")
	o.pane = nil
	o.enter() // the program starts again
	o.says("Go on with your changes")
	if o.ctrl(fyne.KeyN); !strings.Contains(o.pane.edit.text.Text, "Süd") || o.pane.edit.reason.Text != "A new name" {
		t.Error("what was written is gone")
	}
	o.says("Brought back", "now Süd")
	o.press("Discard")
	if len(o.desk.Drafts) != 0 {
		t.Errorf("%q", o.desk.Drafts)
	}
	o.says("Edit the policy")
	// Whoever only looks leaves nothing behind.
	o.press("Edit the policy")
	o.key(fyne.KeyEscape)
	o.says("Edit the policy")
}

// Another version that comes meanwhile is never written over unseen.
func TestAnotherVersionComesMeanwhile(t *testing.T) {
	o := newOffice(t)
	o.press("Edit the policy")
	o.swap(`name = "Practice floor"`, `name = "North"`)
	o.why(faster)
	o.in("Lena", "Quieter", version(6, `immediate = "30s"`, `immediate = "25s"`))
	o.says("Version 6 came meanwhile", "Lena changed the policy", "Go on from version 6 first", "was 25s", "now 30s", "now North")
	if o.ctrl(fyne.KeyS); len(o.desk.Take()) != 0 {
		t.Fatal("Lena's change was written over unseen")
	}
	o.press("Go on from version 6")
	o.silent("came meanwhile")
	o.swap(`immediate = "30s"`, `immediate = "25s"`)
	o.silent("was 25s")
	o.ctrl(fyne.KeyS)
	if asked := o.desk.Take(); len(asked) != 1 || !strings.HasPrefix(asked[0], "policy from 6, ") {
		t.Errorf("%q", asked)
	}
	// The hub refuses it after all.
	o.Snap.Notices = append(o.Snap.Notices, noticed("The policy is at version 6 by now."))
	o.render()
	o.says("The policy is at version 6 by now.")
	if !o.pane.edit.shown() || o.pane.edit.sent != nil {
		t.Error("what was written is not there to be saved again")
	}
}

// Offline nothing is sent: who edits must see the policy that is in force.
func TestOfflineWaits(t *testing.T) {
	o := newOffice(t)
	o.press("Edit the policy")
	o.swap(`name = "Practice floor"`, `name = "North"`)
	o.why(faster)
	o.Snap.Link.State = "offline"
	o.render()
	o.says("The hub is not there; what you write is kept")
	if o.ctrl(fyne.KeyS); len(o.desk.Take()) != 0 {
		t.Error("it was sent")
	}
}

// A key in a field that means nothing here is the window's.
func TestKeysAreHandedOn(t *testing.T) {
	o := newOffice(t)
	o.press("Edit the policy")
	test.Type(o.pane.edit.text, "# ")
	o.pane.edit.text.TypedShortcut(&custom)
	if o.passed != 1 {
		t.Error("a key of the window's was swallowed")
	}
}
