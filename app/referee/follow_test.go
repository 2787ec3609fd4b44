package referee

import (
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// everythingOffered has Asha's chat with Rohan in it: a forward to Bela, an
// invitation of hers by Asha, and one of Meera by Rohan.
func everythingOffered(t *testing.T) *stand {
	t.Helper()
	s := owned(t)
	s.must(t, "rohan", "j", &chat.Join{})
	s.must(t, "asha", "fwd", &chat.Forward{To: "bela", Reason: chat.ForwardOther, Note: why})
	s.must(t, "asha", "inv-a", &chat.Invite{To: "bela", Note: "VAT"})
	s.must(t, "rohan", "inv-r", &chat.Invite{To: "meera", Note: "VAT"})
	return s
}

func TestFollow(t *testing.T) {
	for name, tc := range map[string]struct {
		what  func(t *testing.T, s *stand) []chat.Event
		gone  []chat.OfferID
		words string // why the first of them has gone
	}{
		"the chat ends": {
			func(t *testing.T, s *stand) []chat.Event { return s.put("c", &chat.ChatClosed{}) },
			[]chat.OfferID{"fwd", "inv-a", "inv-r"},
			"The chat has ended.",
		},
		"it goes into the queue": {
			func(t *testing.T, s *stand) []chat.Event { return s.put("c", &chat.ChatQueued{}) },
			[]chat.OfferID{"fwd", "inv-a", "inv-r"},
			"Nobody serves this chat now.",
		},
		"a lead takes it over": {
			func(t *testing.T, s *stand) []chat.Event {
				return s.put("c", &chat.ChatTakenOver{Agent: "meera", From: "asha"})
			},
			[]chat.OfferID{"fwd", "inv-a", "inv-r"},
			"Meera serves this chat now.",
		},
		"its owner leaves it to Rohan": {
			func(t *testing.T, s *stand) []chat.Event {
				return s.put("c", &chat.AgentLeft{Agent: "asha", Next: "rohan"})
			},
			[]chat.OfferID{"fwd", "inv-a"},
			"Rohan serves this chat now.",
		},
		"who has joined leaves": {
			func(t *testing.T, s *stand) []chat.Event { return s.put("c", &chat.AgentLeft{Agent: "rohan"}) },
			[]chat.OfferID{"inv-r"},
			"Rohan has left the chat.",
		},
		"who is invited comes in by a way of their own": {
			func(t *testing.T, s *stand) []chat.Event { return s.put("c", &chat.AgentJoined{Agent: "meera"}) },
			[]chat.OfferID{"inv-r"},
			"Meera is in the chat already.",
		},
		"the sender's access goes": {
			func(t *testing.T, s *stand) []chat.Event { return s.team(&chat.AgentRevoked{Agent: "rohan"}) },
			[]chat.OfferID{"inv-r"},
			"Rohan is no longer on the team.",
		},
		"the receiver's access goes": {
			func(t *testing.T, s *stand) []chat.Event { return s.team(&chat.AgentRevoked{Agent: "bela"}) },
			[]chat.OfferID{"fwd", "inv-a"},
			"Bela is no longer on the team.",
		},
		"somebody else's access goes": {
			func(t *testing.T, s *stand) []chat.Event { return s.team(&chat.AgentRevoked{Agent: "tariq"}) }, nil, "",
		},
		"a line": {
			func(t *testing.T, s *stand) []chat.Event {
				return s.put("c", &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer})
			}, nil, "",
		},
		"a colleague goes offline": { // they may be back before it is due
			func(t *testing.T, s *stand) []chat.Event { s.away("bela"); return nil }, nil, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := everythingOffered(t)
			got := slices.DeleteFunc(tc.what(t, s), func(e chat.Event) bool {
				_, offer := e.Body.(*chat.OfferReturned)
				return !offer
			})
			if len(got) != len(tc.gone) {
				t.Fatalf("%d facts followed, want %v", len(got), tc.gone)
			}
			for i, e := range got {
				b := e.Body.(*chat.OfferReturned)
				if b.Offer != tc.gone[i] || b.How != chat.ReturnedVoid || e.Chat != "c" || e.ID != chat.EventID(b.Offer)+"/returned" {
					t.Errorf("%+v %+v", e, b)
				}
				if i == 0 && b.Reason != tc.words {
					t.Errorf("%q, want %q", b.Reason, tc.words)
				}
				if _, open := s.Chat("c").Offer(b.Offer); open {
					t.Errorf("%s is still open", b.Offer)
				}
			}
			if left := len(s.Chat("c").Offers); left != 3-len(tc.gone) {
				t.Errorf("%d offers are open", left)
			}
		})
	}
}

// Whose access goes loses their offers in every chat, in the same order for
// whoever follows the log.
func TestFollowLooksAtEveryChat(t *testing.T) {
	s := newStand()
	ids := []chat.ChatID{"c3", "c1", "c2", "c4"}
	for _, id := range ids {
		s.put(id, &chat.ChatOpened{})
		s.put(id, &chat.ChatAccepted{Agent: "asha"})
		if _, no := s.do("asha", id, chat.CommandID("f-"+id), &chat.Forward{To: "rohan", Reason: chat.ForwardOther, Note: why}); no != nil {
			t.Fatal(no)
		}
	}
	e := chat.Event{ID: "gone", At: 9, Body: &chat.AgentRevoked{Agent: "rohan"}}
	s.Apply(&e)
	seen := make(map[chat.EventID]bool)
	for range 3 {
		es := Follow(s.Floor, &e)
		if len(es) != len(ids) {
			t.Fatalf("%d facts", len(es))
		}
		for i, e := range es {
			if want := chat.ChatID([]string{"c1", "c2", "c3", "c4"}[i]); e.Chat != want {
				t.Errorf("fact %d is of %s", i, e.Chat)
			}
			seen[e.ID] = true
		}
	}
	if len(seen) != len(ids) {
		t.Errorf("ids %v", seen)
	}
	if Follow(s.Floor, &chat.Event{ID: "x", Chat: "nowhere", Body: &chat.ChatClosed{}}) != nil {
		t.Error("no such chat")
	}
}

// it goes back to the sender, who has served meanwhile.
func TestExpire(t *testing.T) {
	s := offered(t)
	due := s.Chat("c").Offers[0].Due
	es := Expire(s.Floor, "c", "fwd")
	if len(es) != 1 || es[0].At != due || es[0].ID != "fwd/returned" {
		t.Fatalf("%+v", es)
	}
	if b := es[0].Body.(*chat.OfferReturned); b.How != chat.ReturnedExpired || b.Reason == "" || b.Agent != "" {
		t.Errorf("%+v", b)
	}
	s.apply(es)
	if c := s.Chat("c"); c.Owner != "asha" || len(c.Offers) != 0 {
		t.Errorf("%+v", c)
	}
	if Expire(s.Floor, "c", "fwd") != nil || Expire(s.Floor, "c", "never") != nil || Expire(s.Floor, "nowhere", "fwd") != nil {
		t.Error("what is not open does not run out")
	}
	s.now = s.now.Add(time.Minute)
	s.must(t, "asha", "again", &chat.Forward{To: "rohan", Reason: chat.ForwardOther, Note: why})
}

// Nobody who cannot come back keeps a chat: it goes to who is there, or to the
// queue, and is in exactly one list all the while (S-TRF-05).
func TestWhoseAccessGoesKeepsNoChat(t *testing.T) {
	s := owned(t)
	s.must(t, "rohan", "j", &chat.Join{})
	s.team(&chat.AgentRevoked{Agent: "asha"})
	if c := s.Chat("c"); c.Owner != "rohan" || c.HasJoined("asha") || c.Stage != chat.StageActive {
		t.Errorf("the chat is %s's, joined by %v, %s", c.Owner, c.Joined, c.Stage)
	}
	followed := s.team(&chat.AgentRevoked{Agent: "rohan"})
	if c := s.Chat("c"); c.Owner != "" || c.Stage != chat.StageQueued || c.QueuedWhy != "Rohan is no longer on the team" {
		t.Errorf("the chat is %s's, %s: %s", c.Owner, c.Stage, c.QueuedWhy)
	}
	for _, e := range followed {
		if ch := s.Apply(&e); ch.Applied {
			t.Errorf("%s a second time has an effect", e.ID)
		}
	}
	s = owned(t)
	s.must(t, "rohan", "j", &chat.Join{})
	s.team(&chat.AgentRevoked{Agent: "rohan"})
	if c := s.Chat("c"); c.Owner != "asha" || len(c.Joined) != 0 {
		t.Errorf("after who had joined has gone the chat is %s's, joined by %v", c.Owner, c.Joined)
	}
}
