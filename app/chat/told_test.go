package chat

import "testing"

func offered(id OfferID, kind OfferKind) *OfferMade {
	return &OfferMade{Offer: Offer{ID: id, Kind: kind, From: "asha", To: "ben", Reason: ForwardExpertise, Note: "she paid twice in May"}}
}

// S-TRF-03: what people wrote about a chat stays in it when the offer has gone.
func TestTheTeamsWordsStayInTheThread(t *testing.T) {
	const note = "she paid twice in May"
	for _, tc := range []struct {
		name   string
		bodies []Body
		text   string // "" is no line
		told   Told
	}{
		{
			"a forward is accepted",
			[]Body{offered("o", OfferForward), &OfferAccepted{Offer: "o", Agent: "ben"}},
			note,
			Told{What: ToldAccepted, Offer: OfferForward, Queue: "", Reason: ForwardExpertise, By: "ben"},
		},
		{
			"an invitation is accepted",
			[]Body{offered("o", OfferInvitation), &OfferAccepted{Offer: "o", Agent: "ben"}},
			note,
			Told{What: ToldAccepted, Offer: OfferInvitation, Queue: "", Reason: ForwardExpertise, By: "ben"},
		},
		{
			"declined",
			[]Body{offered("o", OfferForward), &OfferReturned{Offer: "o", How: ReturnedDeclined, Reason: "at lunch", Agent: "ben"}},
			"at lunch",
			Told{What: ToldDeclined, Offer: OfferForward, Queue: "", Reason: ForwardExpertise, By: "ben"},
		},
		{
			"expired",
			[]Body{offered("o", OfferForward), &OfferReturned{Offer: "o", How: ReturnedExpired, Reason: "nobody took it"}},
			"nobody took it",
			Told{What: ToldExpired, Offer: OfferForward, Queue: "", Reason: ForwardExpertise, By: ""},
		},
		{"taken back", []Body{offered("o", OfferForward), &OfferReturned{Offer: "o", How: ReturnedWithdrawn, Reason: "x"}}, "", Told{}},
		{"an offer that nobody knows", []Body{&OfferAccepted{Offer: "x", Agent: "ben"}}, "", Told{}},
		{"left with a word", []Body{&AgentLeft{Agent: "asha", Next: "ben", Reason: "end of shift"}}, "end of shift", Told{What: ToldLeft}},
		{"left without", []Body{&AgentLeft{Agent: "asha"}}, "", Told{}},
		{"a stranger left", []Body{&AgentLeft{Agent: "dev", Reason: "x"}}, "", Told{}},
	} {
		f := staffed()
		c := f.Chat("c")
		f.Apply(ev("m", 5, &MessagePosted{Message: "m", From: SpeakerCustomer, Text: "hi"}))
		last, moves := c.LastAt, c.OthersDid("cara")
		for i, b := range tc.bodies {
			if _, left := b.(*AgentLeft); left {
				moves++ // that somebody went is a move; their words are not
			}
			f.Apply(ev(string(rune('a'+i)), Instant(6+i), b))
		}
		if c.LastAt != last || c.LastLine != 0 || c.OthersDid("cara") != moves {
			t.Errorf("%s: it counts as a line: last %d at %d, %d moves", tc.name, c.LastLine, c.LastAt, c.OthersDid("cara"))
		}
		if tc.text == "" {
			if len(c.Messages) != 1 {
				t.Errorf("%s: %+v", tc.name, c.Messages[1:])
			}
			continue
		}
		if len(c.Messages) != 2 {
			t.Fatalf("%s: %d lines", tc.name, len(c.Messages))
		}
		if m := c.Messages[1]; m.From != SpeakerTeam || m.Agent != "asha" || m.Text != tc.text || *m.Told != tc.told {
			t.Errorf("%s: %+v, %+v", tc.name, m, *m.Told)
		}
	}
}

// Floors that folded the same have one hash, in any process; what was told is
// part of it.
func TestHashKnowsWhatWasTold(t *testing.T) {
	hash := func(reason ForwardReason) string {
		f := staffed()
		o := offered("o", OfferForward)
		o.Offer.Reason = reason
		f.Apply(ev("a", 6, o))
		f.Apply(ev("b", 7, &OfferAccepted{Offer: "o", Agent: "ben"}))
		return f.Hash()
	}
	if once, again := hash(ForwardOther), hash(ForwardOther); once != again {
		t.Error("an address is in the hash")
	}
	if hash(ForwardOther) == hash(ForwardExpertise) {
		t.Error("what was told is not in the hash")
	}
}
