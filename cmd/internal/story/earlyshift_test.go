package story

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/view"
)

// earlyShift is the second day. Ben, whose shift it is, does not come.
func earlyShift(f *floor) {
	f.asha.open()
	f.turnTo("08:00")
	// Ben is not there, so Asha is asked; she does not answer in fifteen
	// seconds, so the floor is the lead's; then Asha takes it.
	f.turn(16 * second)
	f.lena.until("that the floor is hers", func(s sight) bool { return s.Cover.Mine })
	f.asha.desk().TakeCover("I am here now")
	s := f.asha.until("that the floor is hers", func(s sight) bool { return s.Cover.Mine })
	f.asha.desk().StartShift(s.Cover.Shift, nil)

	theNightIsReviewed(f)
	theNightIsCalled(f)
	whatWasLeftIsCalled(f)
}

// theNightIsReviewed is G-ON-02: all of them, within half an hour.
func theNightIsReviewed(f *floor) {
	s := f.asha.until("the night", func(s sight) bool { return s.Night.Of() == overnight })
	if left := s.Night.Review.Sub(f.now()); left > 30*minute {
		f.t.Errorf("the review may take %v", left)
	}
	for _, c := range s.Night.Chats {
		// Every tenth had only said good night to the bot.
		if strings.HasSuffix(string(c.Chat), "9") {
			f.asha.desk().ReviewNight(c.Chat, false, "The customer only thanked the bot.")
		} else {
			f.asha.desk().ReviewNight(c.Chat, true, "")
		}
	}
	f.turn(10 * minute)
	f.asha.until("that all are reviewed", func(s sight) bool { return s.Night.Reviewed == overnight })
}

// theNightIsCalled is G-ON-03 to -07 and A-17: an acknowledgement, then the phone,
// and no attempt to solve it in the chat before.
func theNightIsCalled(f *floor) {
	first := nightChat(0)
	f.asha.serve(first)
	f.asha.desk().Say(first, line{Text: "Have you tried to restart it?"})
	f.asha.until("that own words wait for a call (A-17)", func(s sight) bool {
		return len(s.Thread.Pending) == 1 && strings.Contains(s.Thread.Pending[0].Words, "is called first")
	})
	f.asha.writes(first, line{Text: "Good morning, this is Asha. You wrote in the night; I am calling you now.", Script: ackNow()})
	call := f.asha.lineOf(first, chat.CallOvernight)
	f.asha.call(call.Key, chat.AttemptReached, "Explained the bill; the customer is content.")
	f.asha.writes(first, line{Text: "As we said on the phone, it is settled."})

	// G-ONESC: the second is upset; the lead has it at once, and in a day somebody
	// asks whether all is well.
	upset := nightChat(1)
	f.asha.serve(upset)
	f.asha.writes(upset, line{Text: "Good morning, this is Asha. I am calling you now.", Script: ackNow()})
	f.asha.call(f.asha.lineOf(upset, chat.CallOvernight).Key, chat.AttemptReached, "Very upset about the night.")
	f.asha.desk().Escalate(upset, chat.Escalate{
		To: f.lena.id, Level: "Lead", Reason: chat.EscalateSensitive, Issue: "Upset about the delay",
		Steps: "Called and apologised", Notice: "I bring in our team lead. Your reference is {ref}.", Resolve: f.now().Add(2 * hour),
	})
	f.lena.until("the escalation", func(s sight) bool { return s.Boards[view.Escalations].Len() > 0 })
	f.asha.lineOf(upset, chat.CallDelayCheck)

	// The others that need a call are called; the third answers nobody.
	for n := 3; n < overnight; n++ {
		if n%10 == 9 {
			continue
		}
		f.asha.call(f.asha.lineOf(nightChat(n), chat.CallOvernight).Key, chat.AttemptReached, "Reached and helped.")
	}
	never := f.asha.lineOf(nightChat(2), chat.CallOvernight)
	for attempt := range 3 {
		f.asha.desk().Say(nightChat(2), line{Text: "Too early", Via: chat.ChannelWhatsApp}) // refused, or the log shows it
		if attempt > 0 {
			f.turn(61 * minute)
		}
		if l, _ := followup.Find(f.asha.see().Calls, never.Key); l.Log.Failed() < 3 && l.Spent {
			f.t.Errorf("WhatsApp is open after %d attempts", l.Log.Failed())
		}
		f.asha.call(never.Key, chat.AttemptNoAnswer, "Nobody answers.")
	}
	// G-FU-08, G-ON-07: only now, and only through the platform.
	f.asha.until("that WhatsApp is open", func(s sight) bool {
		l, ok := followup.Find(s.Calls, never.Key)
		return ok && l.Stage(f.now()) == followup.StageWhatsApp
	})
	f.asha.desk().Open(nightChat(2))
	f.asha.until("the chat", func(s sight) bool { return s.Thread != nil && s.Thread.ID == nightChat(2) })
	f.asha.writes(nightChat(2), line{Text: "We tried to call you about your question. When may we?", Via: chat.ChannelWhatsApp})
	f.asha.until("that it went, and that nothing is left to do", func(s sight) bool {
		l, ok := followup.Find(s.Calls, never.Key)
		return !ok || l.Texted
	})
	for _, m := range f.asha.see().Thread.Messages {
		if m.Text == "Too early" {
			f.t.Errorf("the customer got a message by WhatsApp at %v, before three calls had failed", m.At.Time().In(zone))
		}
	}
}

// whatWasLeftIsCalled works off what the late shift left.
func whatWasLeftIsCalled(f *floor) {
	f.lena.until("nothing of Asha's old shift without an owner", func(s sight) bool {
		for _, d := range s.Duties {
			if d.OwnerName == "" {
				return false
			}
		}
		return true
	})
}
