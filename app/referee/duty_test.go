package referee

import (
	"testing"
	"time"

	"floorwalker/app/chat"
)

// promised has Asha owe the customer of "c" a call within an hour.
func promised(t *testing.T) *stand {
	s := guide(t)
	s.must(t, "asha", "owed", &chat.PromiseTo{Kind: chat.OwedCall, Due: start.Add(time.Hour), Words: "a call about the invoice"})
	return s
}

func TestDuties(t *testing.T) {
	ended := given(promised, &chat.ChatClosed{Reason: "solved"})
	tried := func(n int) func(*testing.T) *stand {
		return func(t *testing.T) *stand {
			s := promised(t)
			for i := range n {
				s.must(t, "asha", chat.CommandID(rune('a'+i)), &chat.AttemptObligation{Obligation: "owed", Outcome: chat.AttemptNoAnswer})
				s.now = s.now.Add(s.policy.FollowUp.Gap)
			}
			return s
		}
	}
	tooSoon := func(t *testing.T) *stand {
		s := tried(1)(t)
		s.now = s.now.Add(-time.Millisecond)
		return s
	}
	ofTeam := given(guideOf, &chat.ObligationStarted{Obligation: chat.Obligation{ID: "owed", Kind: chat.OwedEscalation, Owner: chat.OwnerQueue("billing"), Due: start.Add(time.Hour)}})
	aClock := given(guideOf, &chat.ObligationStarted{Obligation: chat.Obligation{ID: "owed", Kind: chat.OwedReply, Owner: "asha", Due: start.Add(time.Minute)}})
	keep := just(&chat.KeepObligation{Obligation: "owed", Note: "Spoke to them, all is well."})
	attempt := just(&chat.AttemptObligation{Obligation: "owed", Outcome: chat.AttemptBusy, Note: "again at five"})
	hand := func(to chat.AgentID) func(*testing.T, *stand) chat.Wish {
		return just(&chat.HandObligation{Obligation: "owed", To: to, Note: "I am off now."})
	}
	promise := func(change func(*chat.PromiseTo)) func(*testing.T, *stand) chat.Wish {
		p := &chat.PromiseTo{Kind: chat.OwedPromise, Due: start.Add(time.Hour), Words: "the corrected invoice"}
		change(p)
		return just(p)
	}
	for _, tc := range []asked{
		// G-NR-04, D-11: kept with a note, also after the end.
		{name: "keep", floor: promised, by: "asha", wish: keep, kinds: "ObligationEnded"},
		{name: "keep after the end", floor: ended, by: "asha", wish: keep, kinds: "ObligationEnded"},
		{name: "keep without a note", floor: promised, by: "asha", wish: just(&chat.KeepObligation{Obligation: "owed", Note: "done"}), code: chat.RefusedInvalid, words: "at least 10"},
		{name: "keep a colleague's", floor: promised, by: "rohan", wish: keep, code: chat.RefusedNotOwner, words: "Asha owes this"},
		{name: "a lead keeps a colleague's", floor: promised, by: "meera", wish: keep, kinds: "ObligationEnded"},
		{name: "anybody keeps a team's", floor: ofTeam, by: "bela", wish: keep, kinds: "ObligationEnded"},
		{name: "keep what is not owed", floor: guideOf, by: "asha", wish: keep, code: chat.RefusedGone, words: "not owed any more"},
		{name: "keep a clock of the chat", floor: aClock, by: "asha", wish: keep, code: chat.RefusedInvalid, words: "by itself"},
		{name: "keep before there is a policy", floor: withoutPolicy(promised), by: "asha", wish: keep, code: chat.RefusedBusy, words: "policy"},
		// G-FU-06, A-15: three attempts, each a gap after the one before.
		{name: "attempt", floor: promised, by: "asha", wish: attempt, kinds: "ObligationAttempted"},
		{name: "attempt after the end", floor: ended, by: "asha", wish: attempt, kinds: "ObligationAttempted"},
		{name: "attempt too soon", floor: tooSoon, by: "asha", wish: attempt, code: chat.RefusedBusy, words: "try again in 1 minute (A-15)"},
		{name: "attempt after the gap", floor: tried(1), by: "asha", wish: attempt, kinds: "ObligationAttempted"},
		{name: "the third attempt fails", floor: tried(2), by: "asha", wish: attempt, kinds: "ObligationAttempted ObligationEnded"},
		{name: "a fourth is nobody's", floor: tried(3), by: "asha", wish: attempt, code: chat.RefusedGone, words: "not owed any more"},
		{name: "attempt with no outcome", floor: promised, by: "asha", wish: just(&chat.AttemptObligation{Obligation: "owed"}), code: chat.RefusedInvalid, words: "nobody answered"},
		{name: "attempt what is no call", floor: ofTeam, by: "asha", wish: attempt, code: chat.RefusedInvalid, words: "Only a call"},
		{name: "attempt a colleague's", floor: promised, by: "rohan", wish: attempt, code: chat.RefusedNotOwner, words: "Asha"},
		// G-CHK-E1: to somebody online, or to a lead.
		{name: "hand over", floor: promised, by: "asha", wish: hand("rohan"), kinds: "ObligationHanded"},
		{name: "hand over after the end", floor: ended, by: "asha", wish: hand("rohan"), kinds: "ObligationHanded"},
		{name: "hand to oneself", floor: promised, by: "asha", wish: hand("asha")},
		{name: "hand to one offline", floor: promised, by: "asha", wish: hand("tariq"), code: chat.RefusedOffline, words: "or to a lead"},
		{name: "hand to a lead who is offline", floor: func(t *testing.T) *stand {
			s := promised(t)
			s.team(&chat.PresenceChanged{Agent: "meera", Presence: chat.PresenceOffline})
			return s
		}, by: "asha", wish: hand("meera"), kinds: "ObligationHanded"},
		{name: "hand to one revoked", floor: promised, by: "asha", wish: hand("zoya"), code: chat.RefusedInvalid, words: "no longer"},
		{name: "hand to nobody", floor: promised, by: "asha", wish: hand("@bot"), code: chat.RefusedInvalid, words: "Nobody on the team"},
		{name: "hand over without a word", floor: promised, by: "asha", wish: just(&chat.HandObligation{Obligation: "owed", To: "rohan"}), code: chat.RefusedInvalid, words: "Rohan has to know"},
		{name: "hand over a clock of the chat", floor: aClock, by: "asha", wish: hand("rohan"), code: chat.RefusedInvalid, words: "forward the chat"},
		{name: "take a colleague's", floor: promised, by: "rohan", wish: hand("rohan"), code: chat.RefusedNotOwner, words: "Asha"},
		// D-11, A-34.
		{name: "promise", floor: guideOf, by: "asha", wish: promise(func(*chat.PromiseTo) {}), kinds: "ObligationStarted"},
		{name: "who has joined promises", floor: joined, by: "rohan", wish: promise(func(*chat.PromiseTo) {}), kinds: "ObligationStarted"},
		{name: "promise a reply", floor: guideOf, by: "asha", wish: promise(func(p *chat.PromiseTo) { p.Kind = chat.OwedReply }), code: chat.RefusedInvalid, words: "A call or something else"},
		{name: "promise for now", floor: guideOf, by: "asha", wish: promise(func(p *chat.PromiseTo) { p.Due = start }), code: chat.RefusedInvalid, words: "ahead"},
		{name: "promise nothing", floor: guideOf, by: "asha", wish: promise(func(p *chat.PromiseTo) { p.Words = " " }), code: chat.RefusedInvalid, words: "what was promised"},
		{name: "an observer promises", floor: guideOf, by: "rohan", wish: promise(func(*chat.PromiseTo) {}), code: chat.RefusedNotOwner, words: "join it"},
		{name: "promise in a closed chat", floor: ended, by: "asha", wish: promise(func(*chat.PromiseTo) {}), code: chat.RefusedClosed, words: "closed"},
	} {
		t.Run(tc.name, tc.run)
	}
}

func TestPromiseSaysWhat(t *testing.T) {
	s := promised(t)
	o, runs := s.Chat("c").Owed("owed")
	want := chat.Obligation{
		ID: "owed", Kind: chat.OwedCall, Started: start, Due: start.Add(time.Hour), Owner: "asha",
		Cause: "owed", Words: "a call about the invoice", Policy: s.policy.Version,
	}
	if !runs || o != want {
		t.Errorf("got  %+v\nwant %+v", o, want)
	}
	for i := range 3 { // G-FU-06: three times, an hour apart.
		s.must(t, "asha", chat.CommandID(rune('a'+i)), &chat.AttemptObligation{Obligation: "owed", Outcome: chat.AttemptNoAnswer})
		s.now = s.now.Add(time.Hour)
	}
	if _, runs := s.Chat("c").Owed("owed"); runs {
		t.Error("after three attempts it has failed")
	}
}
