package followups

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// asked are the wishes since the last look, without drafts.
func (o *office) asked() string { return strings.Join(o.desk.Take(), " | ") }

// D-04: calls of every source are one list, the nearest first, each with who owes it
// and how often it was tried, in words beside the dots.
func TestEveryCallIsOnOneList(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.theirs("f-1", call("Nils", o.Now()+30*minute).Assign("lena"))
	o.render()
	if got := o.names(); got != "Nisha G. Rita D. Imran Q. Nils मीरा वर्मा A customer with a name that goes on and on and on Tara 😀😀" {
		t.Errorf("on screen: %s", got)
	}
	o.wantSays("first", "from 20:10", "send", "unconfirmed", "You", "Agent lena", "WhatsApp", "1 late", "+91 98765 43210")
	o.wantSilent("PROMISED TO CUSTOMERS", "owed")
	o.pane.pick(filterMine)
	if got := o.names(); strings.Contains(got, "Nils") || !strings.Contains(got, "Imran Q.") {
		t.Errorf("mine: %s", got)
	}
}

// D-04: from the list to the end of a call by keys alone. The attempt is on the desk
// before the telephone is asked to dial; the note is a draft until then (G-FU-10).
func TestACallByKeys(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.choose("c2/o")
	o.wantSays("SAY", "Imran Q.", "CB-7K2M-4", "3 attempts, 60 minutes from the end of one", "1: now · 2: 20:30 · 3: 21:30", "Nobody has called yet.")
	o.asked()
	o.key(fyne.KeyReturn)
	if got := o.asked(); got != "call c2 o" || !slices.Equal(o.dialled, []string{"tel:+919876543210"}) {
		t.Fatalf("asked %s, dialled %v", got, o.dialled)
	}
	o.key(fyne.KeyReturn) // a key too many
	if got := o.asked(); got != "" || len(o.dialled) != 1 {
		t.Errorf("a second Enter asked %s", got)
	}
	o.Pass(72 * time.Second)
	o.pane.Tick()
	o.wantSays("1:12", "on the phone", "Say how it went: 1 to 5.", "calling")
	o.typeNote()
	if !strings.Contains(o.desk.Drafts["call/c2/o/note"], "corrected invoice") {
		t.Fatalf("the note is no draft: %v", o.desk.Drafts)
	}
	o.key(fyne.KeyEscape)
	o.letter('t')
	o.letter('1')
	o.render()
	if got := o.asked(); got != `end call c2 o reached "Will pay after the corrected invoice. 🙏\nThe script was read out."` {
		t.Errorf("asked %s", got)
	}
	if o.desk.Drafts["call/c2/o/note"] != "" {
		t.Error("the note stays a draft after the attempt has ended with it")
	}
	o.wantSays("reached after 1:12", "corrected invoice")
}

// D-04: a note is no longer than the hub keeps, and the card says so.
func TestANoteOfACallIsNotTooLong(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.choose("c2/o")
	o.key(fyne.KeyReturn)
	o.letter('n')
	field := o.window.Canvas().Focused().(*kit.Field)
	field.SetText(strings.Repeat("x", 4000))
	o.wantSilent("The note is full")
	field.SetText("x" + strings.Repeat("अ", 4000))
	o.wantSays("The note is full")
	kept := o.desk.Drafts["call/c2/o/note"]
	if len(kept) != 4000 || !utf8.ValidString(kept) || field.Text != kept {
		t.Errorf("%d bytes are kept, %d shown", len(kept), len(field.Text))
	}
}

// A call in progress outlives the program that it was begun in; so does its note.
func TestACallThatRunsIsThereAgain(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.choose("c2/o")
	o.key(fyne.KeyReturn)
	o.typeNote()
	o.Pass(time.Minute)
	o.enter()
	o.render()
	o.wantSays("on the phone", "Say how it went", "corrected invoice", "1:00")
	o.pane.Focus()
	o.letter('2')
	if got := o.asked(); !strings.Contains(got, "end call c2 o no_answer") {
		t.Errorf("asked %s", got)
	}
}

// G-FU-06, A-15: a second attempt is refused until an hour after the first has ended,
// to the second, and the card says from when before anybody presses it.
func TestTheNextAttemptWaitsAnHour(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.choose("c2/o")
	o.key(fyne.KeyReturn)
	o.letter('2')
	o.wantSays("from 20:30", "The last attempt is not long enough ago: again from 20:30:00, in 60 min.")
	o.asked()
	o.key(fyne.KeyReturn)
	o.Pass(o.Policy.FollowUp.Gap - time.Second)
	o.pane.Tick()
	o.key(fyne.KeyReturn)
	if got := o.asked(); got != "" {
		t.Fatalf("59:59 after the last it asked %s", got)
	}
	o.Pass(time.Second)
	o.pane.Tick()
	o.wantSays("next now", "Enter writes the attempt down and dials.")
	o.key(fyne.KeyReturn)
	if got := o.asked(); got != "call c2 o" {
		t.Errorf("after the hour it asked %q", got)
	}
}

// G-FU-08, A-16: WhatsApp opens with the third failure and not before, through the
// chat platform.
func TestWhatsAppOpensAfterTheThirdFailure(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.choose("c3/o")
	o.wantSays("WhatsApp opens after 3 calls in vain; there were 2.")
	o.letter('w')
	if o.window.Canvas().Overlays().Top() != nil {
		t.Fatal("two failures open it")
	}
	o.choose("c5/o")
	o.wantSays("3 calls failed; write by WhatsApp instead.", "WhatsApp is open")
	o.asked()
	o.key(fyne.KeyReturn)
	if got := o.asked(); got != "" {
		t.Errorf("a fourth attempt asked %s", got)
	}
	o.letter('w')
	if !o.overSays("WhatsApp to Rita D.", "through the chat platform", "I tried to call you", "No calls come in since morning") {
		t.Fatalf("W asks:\n%s", stage.Read(o.window.Canvas().Overlays().Top()))
	}
	o.press("Send")
	if l := o.desk.Said; len(l) != 1 || l[0].Via != chat.ChannelWhatsApp || l[0].Script != "delayed-write" {
		t.Errorf("sent %+v", l)
	}
}

// without the hub only who owes a call may begin it.
func TestOfflineOnlyTheOwnerCalls(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.Snap.Link.State = app.LinkOffline
	o.render()
	o.choose("c4/o")
	o.wantSays("The hub does not answer. Only agent lena, who owes this call, may begin it meanwhile.", "Works without a network")
	o.asked()
	o.key(fyne.KeyReturn)
	if got := o.asked(); got != "" {
		t.Errorf("asked %s", got)
	}
	o.choose("c2/o")
	o.wantSays("Works without the hub: the attempt is written down here")
	o.key(fyne.KeyReturn)
	if got := o.asked(); got != "call c2 o" {
		t.Errorf("asked %s", got)
	}
}

// while time is a guess the first attempt may begin and no further one.
func TestAtAnUncertainTimeNobodyCallsAgain(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.pane.opts.Uncertain = func() bool { return true }
	o.enterWith(func(p *Options) { p.Uncertain = func() bool { return true } })
	o.choose("c3/o")
	o.wantSays("The time is not certain on this machine")
	o.choose("c2/o")
	o.wantSays("Enter writes the attempt down and dials.")
}

// A slip is taken back: it counts for nothing, and its note is for the next call.
func TestACallThatWasNotMade(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.choose("c2/o")
	o.key(fyne.KeyReturn)
	o.typeNote()
	o.key(fyne.KeyEscape)
	o.letter('0')
	o.wantSays("not made", "corrected invoice", "Enter writes the attempt down and dials.")
	if l, _ := o.pane.card.Line(); l.Log.Failed() != 0 {
		t.Error("it counts")
	}
}

// A customer who asks for another time gets a call then; Esc goes on with the call.
func TestCallBackAt(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.choose("c2/o")
	o.key(fyne.KeyReturn)
	o.letter('4')
	if !o.overSays("Call Imran Q. back", "in 1 h", "tomorrow 10:00") {
		t.Fatal("4 does not ask when")
	}
	o.key(fyne.KeyEscape)
	o.wantSays("on the phone")
	o.letter('4')
	o.asked()
	o.press("in 2 h")
	o.press("Write it down")
	if got := o.asked(); got != `end call c2 o call_back ""` {
		t.Errorf("asked %s", got)
	}
}

// G-ONESC-02, G-ONESC-03: the check after a delay ends with what the customer said.
func TestTheCheckAfterADelayNeedsANote(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.DoAtOnce("c4", &chat.ObligationHanded{Obligation: "o", To: stage.Me, Note: "yours"})
	o.render()
	o.choose("c4/o")
	o.key(fyne.KeyReturn)
	o.asked()
	o.letter('1')
	if got := o.asked(); got != "" {
		t.Fatalf("without a note it asked %s", got)
	}
	o.wantSays("The note of this check needs")
	test.Type(o.window.Canvas().Focused(), "She is content now and thanks.")
	o.key(fyne.KeyEscape)
	o.letter('1')
	if got := o.asked(); !strings.Contains(got, "reached") {
		t.Errorf("asked %s", got)
	}
}

// One telephone, one call: from any other card Enter leads back to it.
func TestOneCallAtATime(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.choose("c2/o")
	o.key(fyne.KeyReturn)
	o.asked()
	o.choose("c1/o")
	o.wantSays("You are on the phone with Imran Q.: Enter leads back to it.", "Back to your call")
	o.key(fyne.KeyReturn)
	if l, _ := o.pane.card.Line(); l.Key.Chat != "c2" || o.asked() != "" {
		t.Errorf("on the card is %s", l.Customer)
	}
	if o.pane.front.Table.Selected() != "c2/o" {
		t.Error("the rows do not follow")
	}
}

// A refusal stands where the wish was made, and dials nothing.
func TestARefusedCallDialsNothing(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.choose("c2/o")
	o.desk.Fail = errors.New("agent lena is on this call now.")
	o.key(fyne.KeyReturn)
	o.wantSays("Agent lena is on this call now.")
	if len(o.dialled) != 0 {
		t.Errorf("dialled %v", o.dialled)
	}
}

// A number is always there to be copied, as it can be dialled; where nothing opens,
// it is copied by itself.
func TestTheNumberCanAlwaysBeCopied(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.enterWith(func(p *Options) { p.Dial = func(string) error { return errors.New("no program") } })
	o.choose("c2/o")
	o.letter('c')
	if got := fyne.CurrentApp().Clipboard().Content(); got != "+919876543210" {
		t.Errorf("copied %q", got)
	}
	fyne.CurrentApp().Clipboard().SetContent("")
	o.key(fyne.KeyReturn)
	o.wantSays("The telephone of this computer did not open. The number is copied")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "+919876543210" {
		t.Errorf("copied %q", got)
	}
}

// enterWith opens the window with other options.
func (o *office) enterWith(change func(*Options)) {
	opts := o.pane.opts
	change(&opts)
	o.pane = New(opts)
	o.window = test.NewTempWindow(o.t, o.pane.Content())
	o.window.SetPadded(false)
	o.window.Resize(fyne.NewSize(1130, 720))
	o.render()
}

// D-11: a call is handed on to somebody who can see to it.
func TestACallIsHandedOn(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.choose("c2/o")
	o.letter('h')
	if !o.overSays("agent ben", "It stays due at the same time") {
		t.Fatal("H asks nobody")
	}
	o.key(fyne.KeyEscape)
	o.choose("c4/o")
	o.letter('h')
	if o.window.Canvas().Overlays().Top() != nil {
		t.Error("what a colleague owes can be handed on")
	}
	o.wantSays("Only agent lena or a lead can act on this.")
}

// What is chosen stays chosen, and keeps its place, while others come and go.
func TestCallsDoNotMoveUnderTheHand(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.pane.focusRows()
	before := o.names()
	o.owe("c0", "Nils", chat.Obligation{Owner: stage.Me}, -time.Hour)
	o.DoAtOnce("c1", &chat.ObligationEnded{Obligation: "o", How: chat.EndedKept})
	o.render()
	if got := o.names(); got != before {
		t.Errorf("rows moved under the keyboard: %s", got)
	}
	o.wantSays("moved")
	o.ctrl(fyne.KeyR)
	if got := o.names(); !strings.HasPrefix(got, "Nils Rita D.") {
		t.Errorf("on screen: %s", got)
	}
}

// The arrows lead from card to card without leaving the keys of the card.
func TestFromCardToCard(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.pane.Focus()
	o.key(fyne.KeyReturn)
	first, _ := o.pane.card.Line()
	o.key(fyne.KeyDown)
	second, _ := o.pane.card.Line()
	if first.Key == second.Key || !o.pane.card.Focused(o.window.Canvas().Focused()) {
		t.Errorf("from %s to %s", first.Customer, second.Customer)
	}
	o.letter('o')
	if !slices.Equal(o.opened, []chat.ChatID{second.Chat}) {
		t.Errorf("opened %v", o.opened)
	}
}

// The rail counts what is mine and nobody's, coloured when it is near or late.
func TestTheRailCountsCalls(t *testing.T) {
	o := owing(t)
	check := func(want int, tone kit.Tone) {
		t.Helper()
		if n, got := o.pane.Count(o.Snapshot()); n != want || got != tone {
			t.Errorf("%d in %v, want %d in %v", n, got, want, tone)
		}
	}
	check(2, kit.Grey) // my call and the team's escalation, not Lena's promise
	o.Pass(45 * time.Minute)
	check(2, kit.Amber)
	o.theirs("f", call("Nils", o.Now()+60*minute).Assign(stage.Me))
	check(3, kit.Amber)
	o.Pass(16 * time.Minute)
	check(3, kit.Red)
	o.DoAtOnce("c1", &chat.ObligationEnded{Obligation: "o", How: chat.EndedKept})
	check(2, kit.Grey)
}

// Hundreds are as quick as few: only rows in sight exist.
func TestHundredsOfCalls(t *testing.T) {
	o := newOffice(t)
	for i := range 300 {
		o.owe(chat.ChatID(fmt.Sprint("c", i)), fmt.Sprint("Customer ", i), chat.Obligation{Owner: stage.Me}, time.Duration(i+30)*time.Minute)
	}
	o.render()
	if n := o.pane.front.Table.VisibleRows(); n > 14 {
		t.Errorf("%d rows exist", n)
	}
	o.wantSays("Customer 0")
}

// A call of another page is shown, whatever was listed.
func TestACallIsShownFromElsewhere(t *testing.T) {
	o := newOffice(t)
	o.evening()
	o.pane.pick(filterPromises)
	if !o.pane.Call(followup.Key{Chat: "c2", Obligation: "o"}) || o.pane.Call(followup.Key{Chat: "gone", Obligation: "o"}) {
		t.Fatal("there is another call")
	}
	o.render()
	o.wantSays("Imran Q.", "HOW DID IT GO")
}
