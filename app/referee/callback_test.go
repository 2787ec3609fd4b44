package referee

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

func TestCallbacks(t *testing.T) {
	offer := func(r chat.CallReason, override string) func(*testing.T, *stand) chat.Wish {
		return just(&chat.OfferCallback{Reason: r, Override: override})
	}
	agree := func(change func(*stand, *chat.ScheduleCallback)) func(*testing.T, *stand) chat.Wish {
		return func(_ *testing.T, s *stand) chat.Wish {
			w := &chat.ScheduleCallback{Reason: chat.CallPrefersPhone, Consent: "thanks", Slot: chat.SlotUrgent, Words: "the invoice"}
			change(s, w)
			return w
		}
	}
	with := func(change func(*chat.ScheduleCallback)) func(*testing.T, *stand) chat.Wish {
		return agree(func(_ *stand, w *chat.ScheduleCallback) { change(w) })
	}
	own := func(in time.Duration, owner chat.AgentID) func(*testing.T, *stand) chat.Wish {
		return agree(func(s *stand, w *chat.ScheduleCallback) {
			w.Slot, w.Due, w.Owner = chat.SlotOwn, s.now.Add(in), owner
		})
	}
	overridden := func(t *testing.T) *stand {
		s := rostered(t)
		s.ok(t, "meera", "c", "join", &chat.Join{})
		s.ok(t, "meera", "c", "offer", &chat.OfferCallback{Override: "Their screen reader fails here."})
		return s
	}
	lead := func(t *testing.T) *stand {
		s := rostered(t)
		s.ok(t, "meera", "c", "join", &chat.Join{})
		return s
	}
	night := func(t *testing.T) *stand {
		s := rostered(t)
		s.now = s.now.Add(10 * time.Hour) // nine in the evening
		s.elapse()
		return s
	}
	for _, tc := range []asked{
		// G-CB-01 to -06: six reasons.
		{name: "offer one that needs to see the screen", floor: rosteredOf, by: "asha", wish: offer(chat.CallScreenShare, ""), kinds: "CallbackOffered"},
		{name: "offer one for a billing dispute", floor: rosteredOf, by: "asha", wish: offer(chat.CallBillingDispute, ""), kinds: "CallbackOffered"},
		{name: "offer one for a configuration", floor: rosteredOf, by: "asha", wish: offer(chat.CallConfiguration, ""), kinds: "CallbackOffered"},
		{name: "offer one to who prefers it", floor: rosteredOf, by: "asha", wish: offer(chat.CallPrefersPhone, ""), kinds: "CallbackOffered"},
		{name: "offer one as it takes long", floor: rosteredOf, by: "asha", wish: offer(chat.CallLongChat, ""), kinds: "CallbackOffered CallbackPromptGone"},
		{name: "offer one to who is frustrated", floor: rosteredOf, by: "asha", wish: offer(chat.CallFrustrated, ""), kinds: "CallbackOffered"},
		// G-CB-07: and no other, but by a lead.
		{name: "for a reason of one's own", floor: rosteredOf, by: "asha", wish: offer("bored", "It is easier for me."), code: chat.RefusedRole, words: "six reasons only"},
		{name: "for a rule's reason", floor: rosteredOf, by: "asha", wish: offer(chat.CallSilent, ""), code: chat.RefusedRole, words: "prefers phone"},
		{name: "by a lead who says why", floor: lead, by: "meera", wish: offer("accessibility", "Their screen reader fails."), kinds: "CallbackOffered"},
		{name: "by a lead who does not", floor: lead, by: "meera", wish: offer("accessibility", "no"), code: chat.RefusedInvalid, words: "at least 10"},
		{name: "by a lead for a long reason", floor: lead, by: "meera", wish: offer(chat.CallReason(strings.Repeat("a", 41)), "Their screen reader fails."), code: chat.RefusedTooLong},
		{name: "by who watches", floor: rosteredOf, by: "rohan", wish: offer(chat.CallFrustrated, ""), code: chat.RefusedNotOwner, words: "join it"},

		{name: "agree on one", floor: rosteredOf, by: "asha", wish: with(func(*chat.ScheduleCallback) {}), kinds: "ObligationStarted"},
		// G-CB-08: their own words.
		{name: "without consent", floor: rosteredOf, by: "asha", wish: with(func(w *chat.ScheduleCallback) { w.Consent = "" }), code: chat.RefusedInvalid, words: "agrees to be called"},
		{name: "with an agent's consent", floor: rosteredOf, by: "asha", wish: with(func(w *chat.ScheduleCallback) { w.Consent = "hello" }), code: chat.RefusedInvalid, words: "Only a line of the customer"},
		{name: "with no line", floor: rosteredOf, by: "asha", wish: with(func(w *chat.ScheduleCallback) { w.Consent = "none" }), code: chat.RefusedInvalid, words: "no such line"},
		{name: "for a rule's reason", floor: rosteredOf, by: "asha", wish: with(func(w *chat.ScheduleCallback) { w.Reason = chat.CallTechnical }), code: chat.RefusedInvalid, words: "six reasons only"},
		{name: "for a reason that a lead has offered one for", floor: overridden, by: "asha", wish: with(func(w *chat.ScheduleCallback) { w.Reason = otherReason }), kinds: "ObligationStarted"},
		// G-CB-09: now, two hours, today, or their own time.
		{name: "at no time", floor: rosteredOf, by: "asha", wish: with(func(w *chat.ScheduleCallback) { w.Slot = "soon" }), code: chat.RefusedInvalid, words: "within two hours"},
		{name: "now", floor: rosteredOf, by: "asha", wish: with(func(w *chat.ScheduleCallback) { w.Slot = chat.SlotNow }), kinds: "ObligationStarted"},
		{name: "today", floor: rosteredOf, by: "asha", wish: with(func(w *chat.ScheduleCallback) { w.Slot = chat.SlotToday }), kinds: "ObligationStarted"},
		{name: "at a time of theirs", floor: rosteredOf, by: "asha", wish: own(3*time.Hour, ""), kinds: "ObligationStarted"},
		{name: "at a time that has passed", floor: rosteredOf, by: "asha", wish: own(0, ""), code: chat.RefusedInvalid, words: "ahead"},
		{name: "after the shift, by nobody", floor: rosteredOf, by: "asha", wish: own(9*time.Hour, ""), code: chat.RefusedInvalid, words: "name who makes it"},
		{name: "after the shift, by somebody", floor: rosteredOf, by: "asha", wish: own(9*time.Hour, "rohan"), kinds: "ObligationStarted"},
		{name: "at night, by nobody", floor: night, by: "asha", wish: own(time.Hour, ""), code: chat.RefusedInvalid, words: "name who makes it"},
		{name: "by nobody we know", floor: rosteredOf, by: "asha", wish: own(time.Hour, "nobody"), code: chat.RefusedInvalid, words: "Nobody on the team"},
		{name: "by who has left", floor: rosteredOf, by: "asha", wish: own(time.Hour, "zoya"), code: chat.RefusedInvalid, words: "no longer"},
		{name: "by who watches", floor: rosteredOf, by: "rohan", wish: with(func(*chat.ScheduleCallback) {}), code: chat.RefusedNotOwner, words: "join it"},
		{name: "without a policy", floor: withoutPolicy(rosteredOf), by: "asha", wish: with(func(*chat.ScheduleCallback) {}), code: chat.RefusedBusy, words: "policy"},
	} {
		tc.kinds = strings.TrimSuffix(tc.kinds, " CallbackPromptGone")
		t.Run(tc.name, tc.run)
	}
}

// A call has its number at once, the same wherever it is made (G-CB-10, A-21), and
// is unconfirmed until the customer has it (G-CB-11).
func TestACallbackIsConfirmedByItsNumber(t *testing.T) {
	s := rostered(t)
	s.ok(t, "asha", "c", "call", &chat.ScheduleCallback{
		Reason: chat.CallFrustrated, Consent: "thanks", Slot: chat.SlotNow, Number: " +91 00000 00000 ", Words: "the invoice",
	})
	owed := func() chat.Obligation { o, _ := s.Chat("c").Owed("call"); return o }
	want := chat.Obligation{
		ID: "call", Kind: chat.OwedCall, Started: s.now, Due: s.now.Add(atOnce), Owner: "asha", Cause: "call", Words: "the invoice",
		Policy: s.policy.Version, Reason: chat.CallFrustrated, Urgent: true, Ref: string(ticket.RefOf(ticket.RefCallback, "call", s.now)),
		Consent: "thanks", Unconfirmed: true, Number: "+91 00000 00000", Shift: today,
	}
	if got := owed(); got != want || !strings.HasPrefix(got.Ref, "CB-") {
		t.Fatalf("got  %+v\nwant %+v", got, want)
	}
	s.ok(t, "asha", "c", "plain", &chat.PostMessage{Text: "I will call you at once."})
	if !owed().Unconfirmed {
		t.Error("confirmed without its number")
	}
	s.ok(t, "asha", "c", "numbered", &chat.PostMessage{Text: "The number of our call is " + want.Ref + "."})
	if owed().Unconfirmed {
		t.Error("not confirmed by its number")
	}
}
