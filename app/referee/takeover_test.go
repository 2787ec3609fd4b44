package referee

import (
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// V-INV-04, A-36: exactly one line, naming who has joined, on either way in.
func TestCustomerIsToldOnce(t *testing.T) {
	bot := withBot()
	bot.send("asha", "c", "x", &chat.TakeOver{})
	bot.apply(Confirm(bot.Floor, "c", 6, nil))
	bot.apply(Confirm(bot.Floor, "c", 7, nil)) // a successor finishes it again

	queue := withQueue()
	queue.send("asha", "c", "x", &chat.AcceptChat{})
	queue.apply(Confirm(queue.Floor, "c", 6, nil)) // the hub's path is the same

	for name, s := range map[string]*stand{"bot": bot, "queue": queue} {
		c := s.Chat("c")
		if c.Owner != "asha" || c.Bot || c.Claim.Open() || c.Stage != chat.StageActive {
			t.Errorf("%s: chat %+v", name, c)
		}
		if len(c.Messages) != 1 || c.Messages[0].From != chat.SpeakerSystem || !strings.Contains(c.Messages[0].Text, "Asha") {
			t.Errorf("%s: lines %+v", name, c.Messages)
		}
		if c.Outcomes()[c.Messages[0].ID].Delivery != chat.DeliveryPending {
			t.Errorf("%s: the line must be followed until it arrived", name)
		}
	}
}

func TestConfirmFromColleague(t *testing.T) {
	s := owned(t)
	s.send("meera", "c", "y", &chat.TakeOver{})
	if s.Chat("c").Owner != "asha" {
		t.Fatal("Asha serves until the takeover is confirmed")
	}
	es := Confirm(s.Floor, "c", 9, nil)
	if b := es[0].Body.(*chat.ChatTakenOver); b.From != "asha" || b.Agent != "meera" || es[0].At != 9 {
		t.Fatalf("%+v", b)
	}
	s.apply(es)
	if _, no := s.do("asha", "c", "z", &chat.PostMessage{Text: "still me"}); no == nil || no.Code != chat.RefusedNotOwner {
		t.Fatalf("refusal %+v", no)
	}
}

func TestRevert(t *testing.T) {
	s := withBot()
	if es := Revert(s.Floor, "c", "no"); es != nil {
		t.Fatalf("nothing to revert, got %v", es)
	}
	s.send("asha", "c", "x", &chat.TakeOver{})
	es := Revert(s.Floor, "c", "")
	if len(es) != 1 || es[0].Body.(*chat.TakeOverReverted).Reason == "" {
		t.Fatalf("%+v", es)
	}
	s.apply(es)
	if c := s.Chat("c"); c.Claim.Open() || c.Owner != "" || !c.Bot {
		t.Fatalf("%+v", c)
	}
	if es := Confirm(s.Floor, "c", 9, nil); es != nil {
		t.Fatalf("a reverted claim cannot be confirmed: %v", es)
	}
	if d, no := s.do("rohan", "c", "y", &chat.TakeOver{}); no != nil || d.Effect != EffectTakeOver {
		t.Fatalf("the chat is free again: %+v", no)
	}
}

func TestClosedWhileClaimed(t *testing.T) {
	s := withBot()
	s.send("asha", "c", "x", &chat.TakeOver{})
	s.put("c", &chat.ChatClosed{Reason: "left"})
	if Confirm(s.Floor, "c", 9, nil) != nil || Revert(s.Floor, "c", "closed") != nil {
		t.Fatal("a closed chat has no claim to end")
	}
}

func TestDelivered(t *testing.T) {
	s := owned(t)
	s.put("c", &chat.MessagePosted{Message: "theirs", From: chat.SpeakerCustomer, Text: "hi"})
	s.send("asha", "c", "say", &chat.PostMessage{Text: "Hello"})
	deliver := func(m chat.MessageID, d chat.Delivery, reason string) *chat.MessageDelivered {
		es := Delivered(s.Floor, "c", m, d, reason)
		s.apply(es)
		if len(es) == 0 {
			return nil
		}
		return es[0].Body.(*chat.MessageDelivered)
	}
	for _, tc := range []struct {
		name  string
		m     chat.MessageID
		state chat.Delivery
		told  bool
		words bool
	}{
		{"unknown line", "nope", chat.DeliverySent, false, false},
		{"customer's line", "theirs", chat.DeliverySent, false, false},
		{"no way back to pending", "say", chat.DeliveryPending, false, false},
		{"unsure has words (A-65)", "say", chat.DeliveryUnsure, true, true},
		{"the same again", "say", chat.DeliveryUnsure, false, false},
		{"failed has words", "say", chat.DeliveryFailed, true, true},
		{"it arrived after all", "say", chat.DeliverySent, true, false},
		{"sent is final", "say", chat.DeliveryFailed, false, false},
		{"the customer's line needs no confirmation", "theirs", chat.DeliveryDelivered, false, false},
		{"the customer's side has it", "say", chat.DeliveryDelivered, true, false},
		{"confirmed again", "say", chat.DeliveryDelivered, false, false},
		{"never back to sent", "say", chat.DeliverySent, false, false},
	} {
		got := deliver(tc.m, tc.state, "")
		if (got != nil) != tc.told {
			t.Fatalf("%s: %+v", tc.name, got)
		}
		if got != nil && (got.Reason != "") != tc.words {
			t.Errorf("%s: reason %q", tc.name, got.Reason)
		}
	}
	if Delivered(s.Floor, "elsewhere", "say", chat.DeliverySent, "") != nil {
		t.Error("no such chat")
	}
}

// A line is sent before it is delivered, also where the customer's side is faster than
// the backend; one before a confirmed line is told only where it was not known to be sent.
func TestDeliveredKeepsTheOrder(t *testing.T) {
	s := owned(t)
	for _, m := range []chat.CommandID{"one", "two", "three"} {
		s.send("asha", "c", m, &chat.PostMessage{Text: "Hello " + string(m)})
	}
	s.apply(Delivered(s.Floor, "c", "two", chat.DeliverySent, ""))
	for _, tc := range []struct {
		m    chat.MessageID
		want string
	}{{"three", "three/sent three/delivered"}, {"two", ""}, {"one", "one/sent"}, {"one", ""}, {"three", ""}} {
		var ids []string
		es := Delivered(s.Floor, "c", tc.m, chat.DeliveryDelivered, "")
		for _, e := range es {
			ids = append(ids, string(e.ID))
		}
		if got := strings.Join(ids, " "); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.m, got, tc.want)
		}
		s.apply(es)
	}
	c := s.Chat("c")
	if _, open := c.Outcomes()["one"]; open || c.Messages[c.Reached-1].ID != "three" {
		t.Errorf("%v, %d reached", c.Outcomes(), c.Reached)
	}
}

func TestMay(t *testing.T) {
	for _, n := range chat.CommandNames() {
		for _, role := range everyRole {
			lead := false
			switch n {
			// S-ESC-02: a lead answers; only leads change the policy, retire keys
			// (D-05), let somebody have a break without cover (D-12), and take what
			// was left in writing.
			case chat.NameAnswerHelp, chat.NameChangePolicy, chat.NameRetireKey, chat.NameOverrideBreak, chat.NameTakeHandover:
				lead = true
			}
			if May(role, n) != (!lead || role == chat.RoleLead) {
				t.Errorf("%s and %s", role, n)
			}
		}
		if May("guest", n) {
			t.Errorf("a stranger may %s", n)
		}
	}
	for _, role := range everyRole {
		if MayTakeFromColleague(role) != (role == chat.RoleLead) {
			t.Errorf("%s", role)
		}
	}
}

// The words are the team's own, from the policy.
func TestPolicyHasTheWords(t *testing.T) {
	p := &policy.Policy{Texts: policy.Texts{TakeOver: "Here is {agent}, a person."}}
	s := withBot()
	s.send("asha", "c", "x", &chat.TakeOver{})
	if m := Confirm(s.Floor, "c", 6, p)[1].Body.(*chat.MessagePosted); m.Text != "Here is Asha, a person." {
		t.Errorf("%q", m.Text)
	}
}
