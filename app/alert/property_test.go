package alert

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

// screen is what a person would have before them, rebuilt from the actions.
type screen struct {
	live  map[Key]bool
	shows []chat.Instant
	calls map[string]int
	roll  RollUp
	// since says when a P2 was last told, by key.
	since map[Key]chat.Instant
}

// see checks each action against the promises of doc.go.
func (v *screen) see(t *rapid.T, s *stage, acts []Action) {
	for _, a := range acts {
		k := a.Of()
		switch a := a.(type) {
		case Show:
			v.show(t, s, a)
		case RollUp:
			if v.live[k] != a.Replace {
				t.Fatalf("the roll-up is live %t, replaced %t", v.live[k], a.Replace)
			}
			v.live[k], v.roll = true, a
		case Ring:
			if !v.live[k] {
				t.Fatalf("%v rings and is not on show", k)
			}
			if k != RollUpKey {
				v.called(t, s, k)
			}
		case Withdraw:
			if !v.live[k] {
				t.Fatalf("%v was not on show", k)
			}
			delete(v.live, k)
			delete(v.since, k)
		}
	}
	for i, at := range v.shows {
		if i >= 6 && at.Sub(v.shows[i-6]) < time.Minute {
			t.Fatalf("seven showings within a minute, at %v", v.shows[i-6:i+1])
		}
	}
	v.onlyWhatHolds(t, s)
}

func (v *screen) show(t *rapid.T, s *stage, a Show) {
	k := a.Key
	if v.live[k] && !a.Replace {
		t.Fatalf("%v is stacked", k)
	}
	if s.at.DND && (a.Urgency != P0 || !s.at.Me.Accountable) {
		t.Fatalf("%v is shown behind do-not-disturb", k)
	}
	v.live[k] = true
	if delete(v.since, k); a.Urgency == P2 {
		v.since[k] = s.at.Now
	}
	v.shows = append(v.shows, s.at.Now)
	v.called(t, s, k)
}

// onlyAtAGlance: after a tick no P2 has stood longer than it may, and the bell
// does not ask to be called again at once for ever.
func (v *screen) onlyAtAGlance(t *rapid.T, s *stage) {
	for k, since := range v.since {
		if s.at.Now.Sub(since) >= Glance {
			t.Fatalf("%v stands for %s", k, s.at.Now.Sub(since))
		}
	}
	for range 5 {
		next := s.bell.Next(s.at)
		if next.IsZero() || next > s.at.Now {
			return
		}
		v.see(t, s, s.bell.Tick(s.at))
	}
	t.Fatal("the bell never has enough")
}

// called counts the calls of one reason, told apart by when it began.
func (v *screen) called(t *rapid.T, s *stage, k Key) {
	for _, r := range Reasons(s.Chat(k.Chat), s.at.Me, s.at.Policy) {
		if r.Key == k {
			id := fmt.Sprint(k, r.Since, r.Urgency)
			if v.calls[id]++; v.calls[id] > 3 {
				t.Fatalf("%v has called %d times", k, v.calls[id])
			}
			return
		}
	}
	t.Fatalf("%v calls without a reason", k)
}

// onlyWhatHolds: every live notification has a reason that holds.
func (v *screen) onlyWhatHolds(t *rapid.T, s *stage) {
	holds := make(map[Key]bool)
	s.EachChat(func(c *chat.Chat) {
		for _, r := range Reasons(c, s.at.Me, s.at.Policy) {
			holds[r.Key] = true
		}
	})
	for k := range v.live {
		if k != RollUpKey && !holds[k] {
			t.Fatalf("%v is on show and has no reason", k)
		}
	}
	if v.live[RollUpKey] && len(holds) == 0 {
		t.Fatal("the roll-up is on show and nothing holds")
	}
}

func TestRandomMinutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newStage()
		s.at.Me.Role = rapid.SampledFrom([]chat.Role{chat.RolePrimary, chat.RoleSecondary, chat.RoleLead}).Draw(t, "role")
		s.at.Me.Accountable = rapid.Bool().Draw(t, "accountable")
		v := &screen{live: map[Key]bool{}, calls: map[string]int{}, since: map[Key]chat.Instant{}}
		var ids []chat.ChatID
		for i := range 6 {
			ids = append(ids, chat.ChatID(fmt.Sprint("c", i)))
		}
		s.open(ids...)
		for range rapid.IntRange(1, 80).Draw(t, "steps") {
			v.see(t, s, anyStep(t, s, ids))
			v.see(t, s, s.wait(0))
			v.onlyAtAGlance(t, s)
		}
		// However it went, everything goes when the floor is empty.
		for _, id := range ids {
			v.see(t, s, s.tell(id, &chat.ChatClosed{}))
			v.see(t, s, s.tell(id, &chat.ObligationEnded{Obligation: "call", How: chat.EndedKept}))
		}
		if len(v.live) > 0 {
			t.Fatalf("left on show: %v", v.live)
		}
	})
}

func anyStep(t *rapid.T, s *stage, ids []chat.ChatID) []Action {
	id := rapid.SampledFrom(ids).Draw(t, "chat")
	switch rapid.IntRange(0, 3).Draw(t, "whose") {
	case 0:
		return s.tell(id, anyColleague(t, s))
	case 1:
		return s.tell(id, anyDuty(t, s))
	}
	switch rapid.IntRange(0, 13).Draw(t, "what") {
	case 0, 1, 2:
		return s.tell(id, s.p0())
	case 3, 4:
		return s.tell(id, s.p1())
	case 5:
		return s.tell(id, &chat.ChatQueued{})
	case 6:
		return s.tell(id, &chat.TriggerCleared{Rule: "human_request"})
	case 7:
		return s.tell(id, &ack{rule: "bot_repeat", by: "asha"})
	case 8:
		by := rapid.SampledFrom([]chat.AgentID{"asha", "rohan"}).Draw(t, "by")
		return s.tell(id, &chat.TakeOverClaimed{Agent: by})
	case 9:
		return s.tell(id, &chat.TakeOverReverted{})
	case 10:
		s.at.DND = !s.at.DND
	case 11:
		s.at.Open, s.at.Foreground = id, !s.at.Foreground
	case 12:
		var cs []*chat.Chat
		s.EachChat(func(c *chat.Chat) { cs = append(cs, c) })
		return s.bell.Summarise(cs, s.at)
	}
	return s.wait(time.Duration(rapid.IntRange(0, 30_000).Draw(t, "ms")) * time.Millisecond)
}

// anyColleague is what people do with each other in a chat.
func anyColleague(t *rapid.T, s *stage) chat.Body {
	o := chat.OfferID(rapid.SampledFrom([]string{"a", "b"}).Draw(t, "offer"))
	return rapid.SampledFrom([]chat.Body{
		&chat.ChatTakenOver{Agent: "asha"}, &chat.ChatTakenOver{Agent: "rohan"},
		s.offered(chat.Offer{ID: "a", From: "rohan", To: "asha"}), s.offered(chat.Offer{ID: "a", From: "asha", To: "rohan"}),
		s.offered(chat.Offer{ID: "a", From: "rohan", Queue: "billing"}),
		s.offered(chat.Offer{ID: "b", From: "rohan", To: "asha", Kind: chat.OfferInvitation}),
		&chat.OfferReturned{Offer: o, How: chat.ReturnedExpired}, &chat.OfferReturned{Offer: o, How: chat.ReturnedVoid},
		s.whispered(), &mine{&chat.NotePosted{}}, &chat.ChatForwarded{To: "asha"}, &chat.ChatQueued{},
	}).Draw(t, "body")
}

// anyDuty is what is owed, asked for and escalated in a chat.
func anyDuty(t *rapid.T, s *stage) chat.Body {
	owed := func(id chat.ObligationID, k chat.ObligationKind, within time.Duration) chat.Body {
		owner := rapid.SampledFrom([]chat.AgentID{"asha", "rohan", "", chat.OwnerQueue("billing")}).Draw(t, "owner")
		return &chat.ObligationStarted{Obligation: chat.Obligation{
			ID: id, Kind: k, Owner: owner, Started: s.at.Now, Due: s.at.Now.Add(within),
		}}
	}
	of := chat.ObligationID(rapid.SampledFrom([]string{"reply", "call"}).Draw(t, "obligation"))
	return rapid.SampledFrom([]chat.Body{
		owed("reply", chat.OwedReply, time.Minute), owed("call", chat.OwedCall, 16*time.Minute),
		&chat.ObligationEnded{Obligation: of, How: chat.EndedKept}, &chat.ObligationPaused{Obligation: of, Reason: "escalated"},
		&chat.ObligationResumed{Obligation: of, Due: s.at.Now.Add(time.Minute)},
		&chat.HelpAsked{Reason: "an odd bill"}, &chat.HelpAnswered{}, &chat.ChatTakenOver{Agent: "asha"},
		s.offered(chat.Offer{ID: "a", From: "rohan", To: "asha", Kind: chat.OfferEscalation}), &chat.ChatClosed{},
		&chat.ChatOpened{Bot: true},
	}).Draw(t, "body")
}
