package closing

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/promise"
)

// G-CLOSE-04 to -07: with an end reason that is not solved the other messages stand
// there at once. The first says what the ticket promises, waits until it is there,
// and what the ledger reads in it is what the ticket names.
func TestTheMessagesOfWhatIsNotSolved(t *testing.T) {
	o := solved(t).open()
	o.wantSays("1 of 3: anything else?", "the end reason decides")
	o.answer("End reason", "will be")
	o.wantSays("1 of 2: the next steps", "2 of 2: how to reach us")
	o.wantSilent("anything else?", "the end reason decides")
	s := o.pane.sheet
	send := s.steps.lines["closing-open"].send
	locked := func(why string) {
		t.Helper()
		if !send.Disabled() || !strings.Contains(send.AccessibilityLabel(), why) {
			t.Errorf("the button says %q, want %q", send.AccessibilityLabel(), why)
		}
	}
	locked("Say what the next steps are.")
	o.desk.Take()
	o.press(fyne.KeyF2)
	o.wantAsked()
	o.answer("Solved at first contact", "n")
	o.answer("Follow-up needed", "y")
	o.answer("Next steps", "the carrier repairs the trunk")
	locked("Say by when it is solved.")
	o.ctrl(fyne.KeyJ)
	o.answer("Solved by", "tomorrow 10:00")
	locked("Say when the customer is called.")
	o.wantSays("Say when the customer is called.")
	o.answer("Call at", "in 2 h")
	o.wantSilent("Say when the customer is called.")
	o.desk.Take()
	o.press(fyne.KeyF2)
	at := func(i chat.Instant) string { return s.zoned(i).Format("2 January at 15:04") }
	text := "I am sorry that this is not solved yet, Rohan M. The next steps: the carrier repairs the trunk. We will have it solved by " +
		at(s.ticket.ResolveBy) + ". We will call you on " + at(s.ticket.CallAt) + "."
	o.wantAsked(`post c "` + text + `" script closing-open`)
	owed := obligation.Promises(text, o.Now(), o.Policy)
	if len(owed) != 2 {
		t.Errorf("the ledger reads %+v", owed)
	}
	for _, p := range owed {
		want := s.ticket.ResolveBy
		if p.Kind == promise.Call {
			want = s.ticket.CallAt
		}
		if p.Due != want {
			t.Errorf("%q is owed at %s, and the ticket says %s", p.Words, at(p.Due), at(want))
		}
	}
	o.said("closing-open")
	o.next("closing-3")
	for _, l := range s.missing.all {
		if strings.Contains(l.word, "closing message") {
			t.Errorf("still missing: %q", l.word)
		}
	}
	if got := s.skipped(); len(got) != 0 {
		t.Errorf("left out: %v", got)
	}
}
