package followups

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// owe folds a chat with a customer who is owed something after d.
func (o *office) owe(id chat.ChatID, customer string, x chat.Obligation, d time.Duration) {
	o.DoAtOnce(id, stage.Opened(customer))
	if x.ID == "" {
		x.ID = "o"
	}
	if x.Kind == "" {
		x.Kind = chat.OwedCall
	}
	x.Due = o.Now().Add(d)
	if x.Started == 0 {
		x.Started = x.Due.Add(-2 * time.Hour)
	}
	o.DoAtOnce(id, &chat.ObligationStarted{Obligation: x})
}

// owing is a floor that owes three things.
func owing(t testing.TB) *office {
	o := newOffice(t)
	o.Person(stage.Me, chat.RolePrimary, "", true)
	o.owe("c2", "Ben", chat.Obligation{Owner: "lena", Kind: chat.OwedPromise, Words: "the invoice today"}, 3*time.Hour)
	o.owe("c1", "Asha", chat.Obligation{Owner: stage.Me, Words: "I'll call you within 2 hours"}, time.Hour)
	o.owe("c3", "मीरा वर्मा", chat.Obligation{Owner: chat.OwnerQueue("Billing"), Kind: chat.OwedEscalation}, 90*time.Minute)
	o.render()
	return o
}

// owed are the customers of the ledger in the order on screen.
func (o *office) owed() string {
	var out []string
	for _, key := range o.pane.ledger.order.Shown {
		out = append(out, o.pane.ledger.lines[key].row.Cells[1].Text)
	}
	return strings.Join(out, " ")
}

func (o *office) letter(r rune) {
	o.t.Helper()
	o.window.Canvas().Focused().TypedRune(r)
	o.render()
}

// overSays reports whether what lies over the page says all of the words.
func (o *office) overSays(words ...string) bool {
	top := o.window.Canvas().Overlays().Top()
	return top != nil && stage.Says(top, words...)
}

// D-02: everything owed is on one list, the nearest first, each with its owner, its
// words and a clock that is not only a colour.
func TestWhatIsOwedStandsNearestFirst(t *testing.T) {
	o := owing(t)
	if got := o.owed(); got != "Asha मीरा वर्मा Ben" {
		t.Errorf("on screen: %s", got)
	}
	o.wantSays("PROMISED TO CUSTOMERS", "3 owed", "“I'll call you within 2 hours”", "“the invoice today”", "Solve the escalation",
		"You", "Agent lena", "Team Billing", "1 h 00", "hurry · ", "0 of 3 attempts")
	o.wantSilent("late")
	o.Pass(61 * time.Minute)
	o.pane.Tick()
	o.wantSays("late +1:00", "was due ", "1 late")
	if got := o.owed(); got != "Asha मीरा वर्मा Ben" {
		t.Errorf("time moved the rows: %s", got)
	}
}

// G-COV-01, A-64: nobody on duty, a clock that stands still, and a time that is a
// guess are said in words.
func TestDoubtPauseAndNoCoverAreSaid(t *testing.T) {
	o := newOffice(t)
	o.Person(stage.Me, chat.RolePrimary, "", false)
	o.Person(stage.Other, chat.RolePrimary, "", false)
	o.owe("c1", "Asha", chat.Obligation{Words: "we will call"}, time.Hour)
	o.render()
	o.wantSays("NO COVER")
	o.DoAtOnce("c1", &chat.ObligationPaused{Obligation: "o", Reason: "an offer is open"})
	o.render()
	o.wantSays("paused", "an offer is open")
	o.DoAtOnce("c1", &chat.ObligationResumed{Obligation: "o", Due: o.Now().Add(time.Hour)})
	o.pane.opts.Uncertain = func() bool { return true }
	o.render()
	o.pane.Tick()
	o.wantSays("about 1 h 00", "uncertain · ")
	o.choose("c1/o")
	o.wantSays("time is uncertain", "Hand it on to a lead")
	o.Person(stage.Me, chat.RolePrimary, "", true)
	o.render()
	o.wantSays("The floor · you")
	o.wantSilent("NO COVER")
}

// choose opens a row of the ledger as a click does.
func (o *office) choose(key string) {
	o.pane.ledger.table.OnOpen(key)
	o.render()
}

// G-NR-04: what is owed leaves only with a note of what came of it; by keys alone.
func TestKeptByKey(t *testing.T) {
	o := owing(t)
	o.pane.Focus()
	o.key(fyne.KeyReturn)
	o.wantSays("HOW OFTEN IT WAS TRIED")
	o.letter('k')
	if !o.overSays("Call the customer: kept", "Owed to Asha", "I'll call you within 2 hours") {
		t.Fatal("K asks nothing")
	}
	test.Type(o.window.Canvas().Focused(), "short")
	if stage.Find[*kit.Sheet](o.window.Canvas().Overlays().Top())[0].Lack() == "" {
		t.Fatal("it can be kept without a note")
	}
	test.Type(o.window.Canvas().Focused(), " but long enough")
	o.press("It is kept")
	if got := o.desk.Take(); !slices.Equal(got, []string{`keep c1 o "short but long enough"`}) {
		t.Errorf("asked %v", got)
	}
	if o.desk.Drafts["duty/c1/o/kept"] == "" {
		t.Error("the words are forgotten before the hub has them")
	}
	o.DoAtOnce("c1", &chat.ObligationEnded{Obligation: "o", How: chat.EndedKept})
	o.render()
	if o.desk.Drafts["duty/c1/o/kept"] != "" {
		t.Error("the draft stays for good")
	}
	o.wantSays("This is owed no more.")
	o.letter('k')
	if o.window.Canvas().Overlays().Top() != nil {
		t.Error("what is owed no more can be kept")
	}
}

// G-FU-06, A-15: an attempt counts an hour after the one before, and not sooner; the
// words stand beside the button before anybody presses it.
func TestTriedOnlyAfterTheGap(t *testing.T) {
	o := owing(t)
	o.choose("c1/o")
	o.press("Tried…")
	if !o.overSays("2 attempts left after this one", "1 h 00 min") {
		t.Fatal("the sheet does not say what is left")
	}
	if stage.Find[*kit.Sheet](o.window.Canvas().Overlays().Top())[0].Lack() == "" {
		t.Fatal("an attempt needs no outcome")
	}
	o.key(fyne.KeySpace)
	o.press("Write it down")
	if got := o.desk.Take(); !slices.Equal(got, []string{`attempt c1 o no_answer ""`}) {
		t.Errorf("asked %v", got)
	}
	o.DoAtOnce("c1", &chat.ObligationAttempted{Obligation: "o", Outcome: chat.AttemptNoAnswer})
	o.render()
	o.wantSays("1 of 3 attempts", "next from", "Tried counts not before", "(A-15)")
	o.pane.ledger.table.OnRune('t')
	if o.window.Canvas().Overlays().Top() != nil {
		t.Error("a second attempt is asked for at once")
	}
	o.Pass(o.Policy.FollowUp.Gap - time.Second)
	o.pane.Tick()
	o.wantSays("Tried counts not before")
	o.Pass(time.Second)
	o.pane.Tick()
	o.wantSays("next now")
	o.wantSilent("Tried counts not before")
	o.DoAtOnce("c1", &chat.ObligationAttempted{Obligation: "o", Outcome: chat.AttemptBusy})
	o.Pass(o.Policy.FollowUp.Gap)
	o.render()
	o.press("Tried…")
	if !o.overSays("This is the last attempt") {
		t.Error("the last attempt is not told")
	}
}

// A sheet that is open when somebody else has tried locks itself (two desks, A-15).
func TestASheetFollowsWhatOthersDo(t *testing.T) {
	o := owing(t)
	o.choose("c1/o")
	o.press("Tried…")
	o.key(fyne.KeySpace) // an outcome
	o.DoAtOnce("c1", &chat.ObligationAttempted{Obligation: "o", Outcome: chat.AttemptNoAnswer})
	o.render()
	if !o.overSays("not before") {
		t.Error("the attempt of another desk is not seen")
	}
	o.DoAtOnce("c1", &chat.ObligationEnded{Obligation: "o", How: chat.EndedKept})
	o.render()
	if !o.overSays("This is owed no more.") {
		t.Error("the sheet goes on about what is owed no more")
	}
	o.key(fyne.KeyEscape)
	o.pane.ledger.table.OnRune('h')
	if o.window.Canvas().Overlays().Top() != nil {
		t.Error("it can still be handed on")
	}
}

// D-11: what is owed is handed on to somebody who can see to it, signed with a note;
// Esc loses nothing of it.
func TestHandedOn(t *testing.T) {
	o := owing(t)
	o.choose("c1/o")
	o.press("Hand on…")
	if !o.overSays("agent ben", "agent lena", "offline", "It stays due at the same time") {
		t.Fatal("there is nobody to hand it on to")
	}
	note := stage.Find[*kit.TextField](o.window.Canvas().Overlays().Top())[0]
	test.Type(note.Focusable(), "they speak Hindi")
	o.key(fyne.KeyEscape)
	o.press("Hand on…")
	if note := stage.Find[*kit.TextField](o.window.Canvas().Overlays().Top())[0]; note.Text() != "they speak Hindi" {
		t.Errorf("of the note is left %q", note.Text())
	}
	picker := stage.Find[*kit.Picker](o.window.Canvas().Overlays().Top())[0]
	picker.Search("ben")
	o.window.Canvas().Focus(picker.Focusable())
	o.key(fyne.KeyReturn)
	o.press("Hand it on")
	if got := o.desk.Take(); !slices.Equal(got, []string{`hand on c1 o to ben "they speak Hindi"`}) {
		t.Errorf("asked %v", got)
	}
}

// What a colleague owes is theirs and a lead's.
func TestWhatOthersOweIsLocked(t *testing.T) {
	o := owing(t)
	o.choose("c2/o")
	o.wantSays("Only agent lena or a lead can act on this.", "Only a call is tried")
	for _, r := range "kth" {
		o.pane.ledger.table.OnRune(r)
	}
	if o.window.Canvas().Overlays().Top() != nil {
		t.Error("what somebody else owes can be acted on")
	}
	o.Snap.Me.Role = chat.RoleLead
	o.render()
	o.pane.Tick()
	o.pane.ledger.table.OnRune('k')
	if !o.overSays("Keep a promise: kept") {
		t.Error("a lead cannot act on it")
	}
}

// What is chosen stays chosen, and keeps its place, while others come and go.
func TestNothingMovesUnderTheHand(t *testing.T) {
	o := owing(t)
	o.pane.Focus()
	o.choose("c1/o")
	o.owe("c0", "Nils", chat.Obligation{Owner: stage.Me}, 5*time.Minute)
	o.DoAtOnce("c3", &chat.ObligationEnded{Obligation: "o", How: chat.EndedKept})
	o.render()
	if got := o.owed(); got != "Asha मीरा वर्मा Ben" {
		t.Errorf("rows moved under the keyboard: %s", got)
	}
	o.wantSays("2 rows moved", "Owed no more")
	o.letter('o')
	if !slices.Equal(o.opened, []chat.ChatID{"c1"}) {
		t.Errorf("opened %v", o.opened)
	}
	o.ctrl(fyne.KeyR)
	if got := o.owed(); got != "Nils Asha Ben" {
		t.Errorf("on screen: %s", got)
	}
	if o.pane.panel.duty.Chat != "c1" {
		t.Error("another duty is open")
	}
}

// The hub's refusal stands where the wish was made, and the words are not lost.
func TestARefusalStandsBesideTheDuty(t *testing.T) {
	o := owing(t)
	o.Snap.Notices = []app.Notice{{N: 1, Chat: "c1", Words: "An old answer.", Bad: true}}
	o.render()
	o.choose("c1/o")
	o.wantSilent("An old answer.")
	o.Snap.Notices = append(o.Snap.Notices, app.Notice{N: 2, Chat: "c1", Words: "The last attempt is not long enough ago.", Bad: true})
	o.render()
	o.wantSays("The last attempt is not long enough ago.")
	o.choose("c2/o")
	o.wantSilent("not long enough ago")
}

func TestNothingIsOwed(t *testing.T) {
	o := newOffice(t)
	o.wantSays("Nothing is promised", "Nobody can delete it.")
	o.Snap.Link.State = app.LinkOffline
	o.render()
	o.wantSays("As far as this desk has heard.")
	o.owe("c1", "Asha", chat.Obligation{Owner: stage.Me}, time.Hour)
	o.render()
	o.wantSilent("Nothing is promised")
	o.choose("c1/o")
	o.wantSays("Offline: what is said here is kept")
}

// S-TRF: the rail counts what is owed, coloured when it is near or late.
func TestTheRailCountsWhatIsOwed(t *testing.T) {
	o := owing(t)
	check := func(want int, tone kit.Tone) {
		t.Helper()
		if n, got := o.pane.Count(o.Snapshot()); n != want || got != tone {
			t.Errorf("%d in %v, want %d in %v", n, got, want, tone)
		}
	}
	check(2, kit.Grey) // mine and the team's, not Lena's
	o.Pass(45 * time.Minute)
	check(2, kit.Amber)
	o.theirs("f", call("Nils", o.Now()+60*minute).Assign(stage.Me))
	check(3, kit.Amber)
	o.Pass(15 * time.Minute)
	check(3, kit.Red)
	o.DoAtOnce("c1", &chat.ObligationEnded{Obligation: "o", How: chat.EndedKept})
	check(2, kit.Grey)
	o.DoAtOnce("", &chat.AgentRevoked{Agent: "lena"})
	check(3, kit.Grey)
}

// Hundreds are as quick as few: only rows in sight exist.
func TestHundredsAreOwed(t *testing.T) {
	o := newOffice(t)
	for i := range 300 {
		o.owe(chat.ChatID(fmt.Sprint("c", i)), fmt.Sprint("Customer ", i), chat.Obligation{Owner: stage.Me}, time.Duration(i+30)*time.Minute)
	}
	o.render()
	if n := o.pane.ledger.table.VisibleRows(); n > 12 {
		t.Errorf("%d rows exist", n)
	}
	o.wantSays("300 owed", "Customer 0")
}

// Both lists are reached by key, and each shows its own beside it.
func TestBetweenTheLists(t *testing.T) {
	o := owing(t)
	o.theirs("f", call("Nils", o.Now()+60*minute).Assign(stage.Me))
	o.render()
	o.pane.Focus()
	if o.window.Canvas().Focused() != o.pane.ledger.table.Focusable() {
		t.Error("what is owed does not come first")
	}
	o.ctrl(fyne.KeyD)
	if o.window.Canvas().Focused() != o.pane.front.Table.Focusable() {
		t.Error("Ctrl+D leads nowhere")
	}
	o.key(fyne.KeyDown)
	o.key(fyne.KeyReturn)
	o.wantSays("Save")
	o.wantSilent("HOW OFTEN IT WAS TRIED")
	o.choose("c1/o")
	o.wantSays("HOW OFTEN IT WAS TRIED")
	o.wantSilent("Save")
	o.ctrl(fyne.KeyD)
	o.ctrl(fyne.KeyD)
	if o.window.Canvas().Focused() != o.pane.front.Table.Focusable() {
		t.Error("Ctrl+D does not lead back")
	}
}
