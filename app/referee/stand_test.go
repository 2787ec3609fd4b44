package referee

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
)

// start is hub time in a stand of the guide's: 22 November 2026, noon.
var start = chat.InstantOf(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC))

// guide has Asha serve "c" under the policy that ships, with a customer who has
// said something since her first line.
func guide(t testing.TB) *stand {
	t.Helper()
	b, err := os.ReadFile("../../assets/policy/default.toml")
	if err != nil {
		t.Fatal(err)
	}
	e, err := policy.ParseEdition(b)
	if err != nil {
		t.Fatal(err)
	}
	e.Policy.Queues[0], e.Policy.Queues[1] = "billing", "technical"
	s := newStand()
	s.edition, s.policy, s.now = e, &e.Policy, start
	s.put("c", &chat.ChatOpened{Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "Rohan M.", Contact: "+91 98765 43214", Account: "BAN-1"}})
	s.put("c", &chat.MessagePosted{Message: "early", From: chat.SpeakerCustomer, Text: "My invoice is wrong."})
	s.send("asha", "c", "take", &chat.AcceptChat{})
	s.say(t, "asha", "hello", "Hello, I have looked at your invoice and corrected it.")
	s.put("c", &chat.MessagePosted{Message: "thanks", From: chat.SpeakerCustomer, Text: "It works now, thank you."})
	if s.Chat("c").Owner != "asha" {
		t.Fatal("Asha should own the chat")
	}
	return s
}

func guideOf(t *testing.T) *stand { return guide(t) }

func (s *stand) say(t testing.TB, by chat.AgentID, id chat.CommandID, text string) {
	t.Helper()
	if _, no := s.do(by, "c", id, &chat.PostMessage{Text: text}); no != nil {
		t.Fatal(no)
	}
}

// failing is a test, or a property's.
type failing interface{ Fatal(args ...any) }

// filled is a complete ticket of "c", for a chat that is solved.
func (s *stand) filled(t failing, change ...func(*ticket.Ticket)) []byte {
	k := ticket.Draft(s.Chat("c"), s.now, &s.edition.Form)
	k.Service.Unknown = "The customer has only one."
	for _, a := range []*ticket.Answer{&k.Account, &k.Contact, &k.Phone} {
		if !a.Given() {
			a.Unknown = "Not given in the chat."
		}
	}
	k.Subject, k.Summary = cmp.Or(k.Subject, "An invoice"), cmp.Or(k.Summary, "The invoice was wrong.")
	k.Category, k.Classification, k.Priority = "billing", "invoice", "normal"
	k.FCR, k.FollowUp = ticket.Yes, ticket.No
	k.Sentiment, k.Method, k.Topics = "positive", "chat", []ticket.ChoiceID{"invoice"}
	k.EndReason, k.EndNote, k.Confirmed = "resolved", "", "thanks"
	s.edition.Form.Follow(&k)
	for _, c := range change {
		c(&k)
	}
	b, err := ticket.Encode(k)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// excused gives a reason for every closing step that is open, of either protocol.
func (s *stand) excused() []chat.Skip {
	var skips []chat.Skip
	for _, solved := range []bool{true, false} {
		for _, m := range flow.TraceOf(s.Chat("c"), s.edition, solved) {
			if m.Done.IsZero() {
				skips = append(skips, chat.Skip{Step: m.Step, Reason: "The customer had left already."})
			}
		}
	}
	return skips
}

// asked is one command in a stand of its own.
type asked struct {
	name  string
	floor func(*testing.T) *stand
	by    chat.AgentID
	// chat is "c" unless team is set.
	team  bool
	wish  func(*testing.T, *stand) chat.Wish
	code  chat.RefusalCode // empty for a yes
	words string           // part of the refusal
	kinds string           // the events, joined by a space
}

// just is a wish that does not depend on the floor.
func just(w chat.Wish) func(*testing.T, *stand) chat.Wish {
	return func(*testing.T, *stand) chat.Wish { return w }
}

func (tc *asked) run(t *testing.T) {
	s := tc.floor(t)
	in := chat.ChatID("c")
	if tc.team {
		in = ""
	}
	wish := tc.wish(t, s)
	d, no := s.decide(tc.by, in, "cmd-1", wish)
	if no != nil || tc.code != "" {
		tc.refused(t, d, no)
		return
	}
	if got := kinds(d.Events); got != tc.kinds {
		t.Fatalf("events %q, want %q", got, tc.kinds)
	}
	if pending := hasPending(d.Events); pending != (d.Effect != EffectNone) {
		t.Errorf("a line is pending %t, the effect is %q", pending, d.Effect)
	}
	if len(d.Events) == 0 {
		return
	}
	before := s.Hash() // A replay has no second effect.
	if again, no := s.decide(tc.by, in, "cmd-1", wish); no != nil || len(again.Events) > 0 || s.Hash() != before {
		t.Errorf("again: %+v %+v", again, no)
	}
}

func (tc *asked) refused(t *testing.T, d Decision, no *chat.Refusal) {
	t.Helper()
	if no == nil || no.Code != tc.code || !strings.Contains(no.Words, tc.words) {
		t.Fatalf("refusal %+v, want %q with %q", no, tc.code, tc.words)
	}
	if len(d.Events) > 0 || d.Effect != EffectNone {
		t.Fatalf("a refusal did something: %+v", d)
	}
}

func hasPending(es []chat.Event) bool {
	return slices.ContainsFunc(es, func(e chat.Event) bool {
		m, ok := e.Body.(*chat.MessagePosted)
		return ok && m.Delivery == chat.DeliveryPending
	})
}

// after plays wishes before the one that is tested.
func after(floor func(*testing.T) *stand, by chat.AgentID, wishes ...chat.Wish) func(*testing.T) *stand {
	return func(t *testing.T) *stand {
		s := floor(t)
		for _, w := range wishes {
			id := chat.CommandID("before-a")
			for s.Chat("c").Knows(chat.EventID(id)) {
				id += "a"
			}
			if _, no := s.do(by, "c", id, w); no != nil {
				t.Fatal(no)
			}
		}
		return s
	}
}

// later lets time pass.
func later(floor func(*testing.T) *stand, d time.Duration) func(*testing.T) *stand {
	return func(t *testing.T) *stand {
		s := floor(t)
		s.now = s.now.Add(d)
		return s
	}
}

// given folds facts that no wish of a person's makes.
func given(floor func(*testing.T) *stand, bodies ...chat.Body) func(*testing.T) *stand {
	return func(t *testing.T) *stand {
		s := floor(t)
		for _, b := range bodies {
			s.put("c", b)
		}
		return s
	}
}

func withoutPolicy(floor func(*testing.T) *stand) func(*testing.T) *stand {
	return func(t *testing.T) *stand {
		s := floor(t)
		s.edition = nil
		return s
	}
}
