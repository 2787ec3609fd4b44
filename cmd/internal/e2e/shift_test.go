package e2e

import (
	"image"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// The chats of the story.
const (
	bill   = "c-bill"   // Rohan M., to whom a call is promised
	late   = "c-late"   // Mira V., who wrote in the night
	thanks = "c-thanks" // Tara L., who only thanked the bot in the night
)

// The parts of a window in which pages say what they do.
var (
	besides = image.Rect(855, 42, 1280, 768) // a card, a brief, an item
	pages   = image.Rect(150, 42, 1280, 768)
	foot    = image.Rect(0, 768, 1280, 800)
)

// TestShiftByKeysAlone is two days of two people in their windows, without a mouse:
// a shift begun, a call agreed, refused too early and made, a break, a night reviewed
// and called, a handover signed and taken, the end (C-TRF-02, G-CB-01 to -11, G-FU-06,
// G-COV-02, G-ON-01 to -07, D-05, G-END-01, G-END-02, A-40). The people see it in the
// windows, and the hub's log is the judge.
func TestShiftByKeysAlone(t *testing.T) {
	t.Setenv("TZ", "Asia/Kolkata") // that of the policy's cover, so that windows show one clock
	f := openShiftFloor(t, "15:00")
	f.shiftBegins(1)
	f.callIsAgreed()
	f.breakIsCovered()
	f.callIsMade()
	f.nightPasses()
	f.shiftBegins(2)
	f.nightIsSeenTo()
	f.shiftIsHandedOver()
	f.shiftEnds()
	f.judge()
}

// shiftBegins tries the desk and begins (C-TRF-02); somebody may hear the tone here.
func (f *shiftFloor) shiftBegins(n int) {
	f.t.Helper()
	p := f.asha
	p.front()
	p.sees("begin", topBar)
	p.keys("ctrl+shift+3")
	p.sees("Start of shift", whole)
	eventually(f.t, "the tests of the desk", func() error {
		f.quiet()
		got := words(f.t, p.window())
		if strings.Contains(got, "did you hear") {
			p.keys("y")
		}
		return yes(!strings.Contains(got, "did you hear") && !strings.Contains(got, "trying"), "the sheet says %q", got)
	})
	p.kept("shift-begins")
	p.keys("ctrl+Return")
	f.happened(chat.KindShiftStarted, n)
	p.sees("You are primary until 19:00", topBar)
}

// callIsAgreed takes a chat over, offers a call, and books what the customer says yes
// to; it is confirmed when its number has gone to them (G-CB-02, -08 to -11).
func (f *shiftFloor) callIsAgreed() {
	f.t.Helper()
	p := f.asha
	f.says(bill, "Rohan M.", chat.SpeakerCustomer, "My bill of October is twice as high as it should be.")
	f.says(bill, "Rohan M.", chat.SpeakerCustomer, askForHuman)
	p.sees("Alerts 1 All chats", rail)
	p.keys("alt+shift+Down", "ctrl+shift+t")
	p.ownWords()
	p.keys("ctrl+i")
	p.sees("Offer Rohan M a call", whole)
	p.keys("2", "ctrl+Return")
	f.happened(chat.KindCallbackOffered, 1)
	p.sees("Would a phone call suit you", threadPane)
	p.keys("Return")
	f.answers(bill, 1)
	f.says(bill, "Rohan M.", chat.SpeakerCustomer, "Yes, please call me today.")
	p.sees("Yes please call me today", threadPane)
	p.keys("ctrl+i")
	p.sees("A call that Rohan M agreed to", whole)
	p.keys("Return", "2") // the newest line; within two hours
	p.sees("within 2 h", whole)
	p.kept("call-agreed")
	p.keys("ctrl+Return")
	f.until("the call that is owed", func(fl *chat.Floor) bool { return owed(fl.Chat(bill), chat.OwedCall) != nil })
	p.sees("CB-", threadPane)
	p.kept("confirmation")
	p.keys("Return")
	f.happened(chat.KindCallbackConfirmed, 1)
}

// answers waits for as many lines of an agent in a chat.
func (f *shiftFloor) answers(id chat.ChatID, n int) {
	f.t.Helper()
	f.until("the agent's line", func(fl *chat.Floor) bool {
		got := 0
		for _, m := range fl.Chat(id).Messages {
			if m.From == chat.SpeakerAgent {
				got++
			}
		}
		return got >= n
	})
}

// owed is what is owed of a kind in a chat, nil if nothing is.
func owed(c *chat.Chat, k chat.ObligationKind) *chat.Obligation {
	if c == nil {
		return nil
	}
	for i, o := range c.Obligations {
		if o.Kind == k {
			return &c.Obligations[i]
		}
	}
	return nil
}

// breakIsCovered asks at one window and is answered at the other (G-COV-02, D-12).
func (f *shiftFloor) breakIsCovered() {
	f.t.Helper()
	f.asha.keys("ctrl+shift+4")
	f.asha.sees("Take a break", whole)
	f.asha.keys("ctrl+Return")
	f.happened(chat.KindCoverAsked, 1)
	f.lena.front()
	f.lena.sees("Asha", topBar)
	f.lena.kept("cover-asked")
	f.lena.keys("ctrl+shift+1")
	f.happened(chat.KindBreakBegan, 1)
	f.lena.sees("Lead until 19:00", topBar)
	f.lena.kept("cover-taken")
	f.asha.front()
	f.asha.sees("Your break has begun", whole)
	f.asha.kept("break")
	f.asha.keys("ctrl+Return", "ctrl+shift+4")
	f.happened(chat.KindBreakEnded, 1)
	f.asha.sees("You are primary", topBar)
}

// callIsMade calls on the card: nobody answers, an hour has to pass (G-FU-06), then
// the customer is reached.
func (f *shiftFloor) callIsMade() {
	f.t.Helper()
	p := f.asha
	p.keys("ctrl+7")
	p.sees("Rohan", pages)
	p.keys("Return")
	p.sees("Enter writes the attempt down", besides)
	p.keys("Return")
	f.happened(chat.KindAttemptBegan, 1)
	p.sees("on the phone", besides)
	p.keys("2")
	f.happened(chat.KindAttemptEnded, 1)
	p.sees("from 16:0", besides)
	p.keys("Return")
	p.sees("not long enough ago", besides)
	p.kept("too-early")
	f.turn(61 * time.Minute)
	p.sees("Enter writes the attempt down", besides)
	if n := f.log.count(chat.KindAttemptBegan); n != 1 {
		f.t.Errorf("before an hour was over %d calls were begun (G-FU-06)", n)
	}
	p.keys("Return")
	f.happened(chat.KindAttemptBegan, 2)
	p.sees("Say how it went", besides)
	p.kept("on-the-phone")
	p.keys("1")
	f.happened(chat.KindAttemptEnded, 2)
	f.until("the call to be kept", func(fl *chat.Floor) bool { return owed(fl.Chat(bill), chat.OwedCall) == nil })
}

// nightPasses has customers write while nobody is on cover.
func (f *shiftFloor) nightPasses() {
	f.t.Helper()
	f.turnTo("21:30")
	for _, n := range []struct {
		id         chat.ChatID
		name, text string
	}{
		{late, "Mira V.", "My line has been dead since the evening. Please call me."},
		{"c-plan", "Ines O.", "I was promised the new plan from today and do not have it."},
		{thanks, "Tara L.", "Thank you, that was all. Good night!"},
	} {
		f.says(n.id, n.name, chat.SpeakerCustomer, n.text)
		f.says(n.id, n.name, chat.SpeakerBot, "A colleague will look at it in the morning.")
	}
	f.happened(chat.KindNightFiled, 3)
	f.turnTo("10:01")
}

// nightIsSeenTo reviews the night, acknowledges one chat and calls (G-ON-02 to -05).
func (f *shiftFloor) nightIsSeenTo() {
	f.t.Helper()
	p := f.asha
	p.keys("ctrl+shift+7")
	p.sees("reviewed 0 of 3", pages)
	p.keys("Return")
	p.sees("Mira V", besides)
	p.keys("r")
	f.happened(chat.KindNightReviewed, 1)
	p.keys("Down", "Return")
	p.sees("Ines O", besides)
	p.keys("r")
	f.happened(chat.KindNightReviewed, 2)
	p.keys("Down", "Return")
	p.sees("Tara L", besides)
	p.keys("x")
	p.sees("No call for Tara L", whole)
	p.write("She only said thank you.", 5)
	p.keys("ctrl+Return")
	f.happened(chat.KindNightReviewed, 3)
	p.sees("1 row moved", pages)
	p.keys("ctrl+r", "Home", "Return") // who is to be called first is first now
	p.sees("Mira V", besides)
	p.kept("night")
	p.keys("k")
	p.sees("Enter writes the attempt down", besides)
	p.keys("Return")
	f.happened(chat.KindAttemptBegan, 3)
	p.sees("Say how it went", besides)
	p.kept("night-called")
	p.keys("1")
	f.happened(chat.KindAttemptEnded, 3)
}

// shiftIsHandedOver signs at one window and takes item by item at the other (D-05).
func (f *shiftFloor) shiftIsHandedOver() {
	f.t.Helper()
	p := f.asha
	p.keys("ctrl+9")
	p.sees("Sign and hand over", besides)
	p.keys("n")
	p.write("Both bills are in the ticket.", 5)
	p.keys("Return")
	p.kept("goes-over")
	p.keys("ctrl+s")
	p.sees("Sign your handover", whole)
	p.keys("ctrl+Return")
	f.happened(chat.KindHandoverSigned, 1)
	p.sees("Handed over", besides)
	p.kept("signed")

	p = f.lena
	p.front()
	p.keys("ctrl+9")
	p.sees("waits for you", pages)
	items := 0
	f.until("the handover", func(fl *chat.Floor) bool { items = len(fl.Handovers()[0].Items); return true })
	for n := range items {
		p.keys("space")
		f.happened(chat.KindHandoverAcknowledged, n+1)
		if n == items/2 {
			p.sees("Lena, 10:0", pages)
			p.kept("acknowledging")
		}
	}
}

// shiftEnds hands in the log of the bot's errors, publishes the day, and goes.
func (f *shiftFloor) shiftEnds() {
	f.t.Helper()
	p := f.asha
	p.front()
	p.keys("ctrl+shift+9")
	p.sees("I saw none", pages)
	p.keys("ctrl+s", "Return")
	f.happened(chat.KindBotErrorsSubmitted, 1)
	p.sees("5 of 7", pages)
	p.kept("checklist")
	p.keys("ctrl+shift+0")
	p.sees("Publish", pages)
	p.keys("ctrl+s")
	f.happened(chat.KindReportPublished, 1)
	p.sees("Publish again", pages)
	p.kept("report")
	p.keys("ctrl+shift+3")
	p.sees("Nothing stands in the way", whole)
	p.keys("ctrl+Return")
	f.happened(chat.KindShiftEnded, 1)
	p.sees("Your shift has ended", whole)
	p.kept("shift-ends")
	p.keys("Escape")
}
