package referee

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

// TestRandomFloor lets three agents, the backend and the network do what they
// like, and looks at what must hold whatever they do.
func TestRandomFloor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := withBot()
		s.put("c", &chat.TriggerRaised{Trigger: chat.Trigger{Rule: "r", Level: chat.LevelAlert}})
		var sent []chat.Command
		for i := range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0:
				s.apply(Confirm(s.Floor, "c", 6, nil))
			case 1:
				s.apply(Revert(s.Floor, "c", "the backend said no"))
			case 2:
				if s.Chat("c").Stage != chat.StageClosed {
					s.put("c", &chat.ChatQueued{Queue: "q", Reason: "r"})
				}
			case 3:
				if len(sent) > 0 {
					replay(t, s, rapid.SampledFrom(sent).Draw(t, "replay"))
				}
			default:
				c := chat.Command{
					ID: chat.CommandID(fmt.Sprintf("k%d", i)), Chat: "c",
					By:   rapid.SampledFrom([]chat.AgentID{"asha", "rohan", "meera"}).Draw(t, "by"),
					Body: anyWish(t),
				}
				step(t, s, c)
				sent = append(sent, c)
			}
			sound(t, s.Chat("c"))
		}
	})
}

func anyWish(t *rapid.T) chat.Wish {
	return rapid.SampledFrom([]chat.Wish{
		&chat.TakeOver{}, &chat.TakeOver{Reason: "looks odd"}, &chat.AcceptChat{}, &chat.AcceptChat{},
		&chat.PostMessage{Text: "Hello"}, &chat.PostMessage{}, &chat.PostNote{Text: "n"},
		&chat.Observe{}, &chat.StopObserving{}, &chat.AcknowledgeAlert{Rule: "r"},
		&chat.DismissTrigger{Rule: "r", Reason: "no reason"},
	}).Draw(t, "wish")
}

// step sends a new command and checks the answer against the chat before it.
func step(t *rapid.T, s *stand, c chat.Command) {
	owner, claim := s.Chat("c").Owner, s.Chat("c").Claim
	d, no := s.do(c.By, c.Chat, c.ID, c.Body)
	if no != nil {
		if no.Words == "" || no.Code == "" || len(d.Events) > 0 || d.Effect != EffectNone || d.Audit != nil {
			t.Fatalf("a refusal has words and nothing else: %+v %+v", no, d)
		}
		return
	}
	for _, e := range d.Events {
		allowed(t, e, owner, claim)
	}
}

// allowed checks one granted fact against who owned and claimed before it.
func allowed(t *rapid.T, e chat.Event, owner chat.AgentID, claim chat.Claim) {
	switch b := e.Body.(type) {
	case *chat.TakeOverClaimed:
		if claim.Open() || owner != "" && e.By != "meera" {
			t.Fatalf("%s won a claim against owner %q and claim %+v", e.By, owner, claim)
		}
	case *chat.ChatAccepted:
		if owner != "" || claim.Open() && claim.Agent != e.By {
			t.Fatalf("%s accepted a chat of %q, claim %+v", e.By, owner, claim)
		}
	case *chat.MessagePosted:
		if b.From == chat.SpeakerAgent && owner != e.By {
			t.Fatalf("%s wrote in a chat of %q (V-INV-02)", e.By, owner)
		}
	}
}

// replay sends a command once more. If it had an effect the floor must not
// change and nothing may be asked of the driver.
func replay(t *rapid.T, s *stand, c chat.Command) {
	if !s.Chat("c").Knows(chat.EventID(c.ID)) {
		step(t, s, c)
		return
	}
	before := s.Hash()
	d, no := s.do(c.By, c.Chat, c.ID, c.Body)
	if no != nil || len(d.Events) > 0 || d.Effect != EffectNone || d.Audit != nil || s.Hash() != before {
		t.Fatalf("replay of %+v: %+v %+v", c, d, no)
	}
}

func sound(t *rapid.T, c *chat.Chat) {
	if c.Owner != "" && (c.Bot || c.Stage != chat.StageActive) {
		t.Fatalf("two speak: %+v", c)
	}
	if c.Claim.Open() && c.Claim.Agent == c.Owner {
		t.Fatalf("a claim on one's own chat: %+v", c.Claim)
	}
}

// TestRace has three agents press at the same moment: one winner, and the
// losers are told who (E-Q-02, S-ACC-03).
func TestRace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := withBot()
		if rapid.Bool().Draw(t, "queued") {
			s = withQueue()
		}
		order := rapid.Permutation([]chat.AgentID{"asha", "rohan", "bela"}).Draw(t, "order")
		var winners int
		for i, by := range order {
			d, no := s.do(by, "c", chat.CommandID(fmt.Sprint("k", i)), &chat.TakeOver{})
			if len(d.Events) > 0 {
				winners++
			} else if name := s.Agent(order[0]).Name; no == nil || no.Code != chat.RefusedTaken || no.Words[:len(name)] != name {
				t.Fatalf("loser %s was told %+v", by, no)
			}
		}
		s.apply(Confirm(s.Floor, "c", 6, nil))
		if winners != 1 || s.Chat("c").Owner != order[0] {
			t.Fatalf("%d winners, owner %s, order %v", winners, s.Chat("c").Owner, order)
		}
	})
}
