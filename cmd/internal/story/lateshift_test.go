package story

import (
	"errors"
	"strings"
	"testing"

	"floorwalker/app"
	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/shift"
)

// line is a line to the customer.
type line = app.Line

// TestTwoDays is the story: a late shift, a night with forty chats, an early shift
// with one person missing; it ends with nothing unowned, and its handover verifies.
func TestTwoDays(t *testing.T) {
	f := openFloor(t)
	lateShift(f)
	nobodyIsThere(f)
	earlyShift(f)
	hubIsGone(f)
	endsWithNothingUnowned(f)
}

// The chats of the late shift.
const (
	agreed  = "c-agreed"  // a callback is agreed on, and nobody answers the phone
	silent  = "c-silent"  // the customer falls silent, is warned, and is promised a call
	wrong   = "c-wrong"   // the bot said something wrong, and nobody writes it up
	minutes = "c-minutes" // comes minutes before the end of the shift
)

// lateShift is the first day: Asha has the floor, Ben covers her break, and what
// is left at eight in the evening goes over in writing.
func lateShift(f *floor) {
	f.turnTo("11:30")
	for now := f.now().Time().In(zone); now.Weekday() != 2; now = f.now().Time().In(zone) {
		f.turnTo("11:30") // a Tuesday: the day after is a working day, too
	}
	f.turnTo("12:00")
	// G-COV-01: at twelve the floor is Asha's, and nobody did anything for it.
	s := f.asha.until("that the floor is hers", func(s sight) bool {
		return s.Cover.Mine && s.Cover.ShiftStart <= f.now() && f.now() < s.Cover.ShiftEnd // and not that of the day before
	})
	late := s.Cover.Shift
	f.asha.desk().StartShift(late, []chat.SelfCheck{{Name: "sound", OK: true}, {Name: "notification", OK: false, Words: "No notification came up."}})
	f.asha.until("that the shift has begun", func(s sight) bool { return !s.Cover.Begun.IsZero() })

	aCallIsAgreed(f)
	aCustomerFallsSilent(f)
	aBreakNeedsCover(f)

	// The bot says something wrong, Asha says so, and has no time to write it up.
	f.says(wrong, "customer", "What does the big plan cost?")
	f.says(wrong, "bot", "The big plan costs nothing at all.")
	f.asha.desk().Open(wrong)
	f.asha.until("the bot's answer", func(s sight) bool { return s.Thread != nil && s.Thread.ID == wrong && len(s.Thread.Messages) == 2 })
	f.asha.marksTheBot(wrong)
	f.asha.serve(wrong)

	// G-END-01: a customer who comes minutes before the end is this shift's.
	f.turnTo("19:52")
	f.says(minutes, "customer", "My invoice is wrong, can somebody look at it?")
	f.asha.serve(minutes)

	theShiftIsHandedOver(f, late)
}

// aCallIsAgreed is G-CB: offered for one of six reasons, agreed to by a line of the
// customer's, with a number, unconfirmed until the customer was sent it.
func aCallIsAgreed(f *floor) {
	f.says(agreed, "customer", "You can call me at +1 202 555 0143. My line is cut every day at three.")
	f.says(agreed, "bot", "Please restart the router.")
	f.asha.serve(agreed)
	f.asha.desk().OfferCallback(agreed, chat.CallScreenShare, "")
	f.asha.writes(agreed, line{Text: "May we call you, so that we can look at your screen together?"})
	f.asha.refused("a call that nobody has agreed to", "", func() {
		f.asha.desk().ScheduleCallback(agreed, chat.ScheduleCallback{Reason: chat.CallScreenShare, Slot: chat.SlotUrgent})
	}) // G-CB-08
	f.says(agreed, "customer", "Yes, please call me.")
	consent := f.asha.lineSaying("Yes, please call me.")
	f.asha.desk().ScheduleCallback(agreed, chat.ScheduleCallback{
		Reason: chat.CallScreenShare, Consent: consent, Slot: chat.SlotUrgent, Number: "+1 202 555 0143",
	})
	call := f.asha.lineOf(agreed, chat.CallScreenShare)
	if !call.Unconfirmed || !strings.HasPrefix(call.Ref, "CB-") {
		f.t.Errorf("the callback is %+v, and should be unconfirmed with a number", call) // G-CB-10, G-CB-11
	}
	f.asha.writes(agreed, line{Text: "We call you within two hours. Your reference is " + call.Ref + "."})
	f.asha.until("that it is confirmed", func(s sight) bool {
		l, ok := followup.Find(s.Calls, call.Key)
		return ok && !l.Unconfirmed
	})
	f.turnTo("12:40")
	f.asha.call(call.Key, chat.AttemptNoAnswer, "It rang out.")
	// G-FU-06: neither she nor anybody else calls again before an hour is over.
	f.turnTo("13:39")
	for _, d := range []*desk{f.asha, f.lena} {
		if _, err := d.begin(call.Key); err == nil {
			f.t.Errorf("%s could call again after 59 minutes", d.name)
		}
	}
}

// aCustomerFallsSilent is G-NR-04: after the second message of the silence a call is
// owed, whatever becomes of the chat.
func aCustomerFallsSilent(f *floor) {
	f.says(silent, "customer", "I cannot log in. My number is +1 202 555 0144.")
	f.says(silent, "bot", "Have you tried another browser?")
	f.asha.serve(silent)
	f.asha.writes(silent, line{Text: "Which message do you see?"})
	f.turn(2 * minute)
	f.asha.writes(silent, line{Text: "Are you still there?", Script: "silence-1"})
	f.turn(2 * minute)
	f.asha.writes(silent, line{Text: "As I do not hear from you, we will call you within two hours.", Script: "silence-2"})
	f.asha.lineOf(silent, chat.CallSilent)
}

// aBreakNeedsCover is G-COV-02 and D-12: Ben is asked, says no, then yes; who is
// accountable is never nobody.
func aBreakNeedsCover(f *floor) {
	f.asha.desk().AskCover(f.ben.id, "Lunch")
	ask := f.ben.asked("")
	f.ben.desk().AnswerCover(ask, false, "I am on the phone")
	f.asha.until("the no", func(s sight) bool { return s.Cover.Answer.Reason == "I am on the phone" && len(s.Cover.Asks) == 0 })
	f.asha.desk().AskCover(f.ben.id, "Lunch, now really")
	ask = f.ben.asked(ask)
	f.ben.desk().AnswerCover(ask, true, "")
	f.ben.until("that the floor is his", func(s sight) bool { return s.Cover.Mine })
	f.asha.until("that she is on a break", func(s sight) bool { return !s.Cover.Break.IsZero() && s.Cover.Agent == f.ben.id })
	f.turn(20 * minute)
	f.asha.desk().EndBreak()
	f.asha.until("that the floor is hers again", func(s sight) bool { return s.Cover.Mine && s.Cover.Break.IsZero() })
}

// asked waits for a question to cover that is not the one before.
func (d *desk) asked(before chat.AskID) (ask chat.AskID) {
	d.floor.t.Helper()
	d.until("the question to cover", func(s sight) bool {
		for _, a := range s.Cover.Asks {
			if a.Mine && a.Ask != before {
				ask = a.Ask
				return true
			}
		}
		return false
	})
	return ask
}

// theShiftIsHandedOver is D-05 and A-40.
func theShiftIsHandedOver(f *floor, shift string) {
	f.turnTo("19:55")
	f.asha.refused("to go with open chats", "", func() { f.asha.desk().EndShift(shift) }) // G-END-02
	f.asha.desk().PutFollowUp(app.Edit{}, followup.FollowUp{
		Customer: "Tara L.", Phone: "+1 202 555 0145", Reason: "Asked by mail for the new tariff", Due: f.now().Add(20 * hour), Assignee: f.asha.id,
		State: followup.StateOpen, Created: f.now(), CreatedBy: f.asha.id,
	}, func(_ recordID, err error) {
		if err != nil {
			f.t.Errorf("the follow-up: %v", err)
		}
	})
	draft := f.asha.until("what goes over", func(s sight) bool { return len(s.Handovers.Draft) >= 6 }).Handovers.Draft
	for _, want := range []chat.ChatID{agreed, silent, wrong, minutes} {
		if !has(draft, want) {
			f.t.Errorf("nothing of %s goes over: %+v", want, draft)
		}
	}
	notes := map[string]string{draft[0].ID: "Please ring before noon."}
	f.asha.done("the signature", func(got func(error)) {
		f.asha.desk().SignHandover(shift, f.ben.id, "A quiet day but for the invoices.", notes, got)
	})
	doc := f.ben.until("the document", func(s sight) bool { return len(s.Handovers.Waiting) == 1 }).Handovers.Waiting[0]
	var theirs, leads []string
	for _, it := range doc.Items {
		if it.Obligation == "" && it.Record == "" {
			leads = append(leads, it.ID) // an open chat goes over by the lead
		} else {
			theirs = append(theirs, it.ID)
		}
	}
	f.ben.done("half of it", func(got func(error)) { f.ben.desk().AcknowledgeHandover(doc.Hash, theirs[:1], got) })
	// D-05: ten minutes without the rest, and it is the lead's.
	f.turn(11 * minute)
	f.lena.until("that it came to her", func(s sight) bool { return s.Handovers.Late > 0 })
	f.lena.calledFor(alert.CauseRaised)
	f.ben.done("the rest", func(got func(error)) { f.ben.desk().AcknowledgeHandover(doc.Hash, theirs[1:], got) })
	f.lena.done("the chats", func(got func(error)) { f.lena.desk().AcknowledgeHandover(doc.Hash, leads, got) })
	f.asha.until("that nothing waits", func(s sight) bool { return len(s.Handovers.Signed) == 0 })

	f.asha.desk().SubmitBotErrors(shift, false) // one was seen, and signed over to be written up
	f.asha.done("the report", func(got func(error)) { f.asha.desk().PublishReport(shift, got) })
	f.asha.until("that she may go", func(s sight) bool {
		for _, it := range s.Leaving {
			if !it.Done {
				return false
			}
		}
		return len(s.Leaving) > 0
	})
	f.asha.desk().EndShift(shift)
	f.asha.until("that the shift is over", func(s sight) bool { return s.Cover.Shift != shift || !s.Cover.Ended.IsZero() })
	f.verifies(shift)
}

// aNote is a record that both desks have.
func (d *desk) writesNote(text string) {
	d.floor.t.Helper()
	d.desk().PutNote(app.Edit{}, shift.Note{From: d.id, Written: d.floor.now(), Text: text}, func(_ recordID, err error) {
		if err != nil && !errors.Is(err, app.ErrAway) {
			d.floor.t.Errorf("the note: %v", err)
		}
	})
}
