package alert

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// stage is a floor with a bell before it and a clock of its own.
type stage struct {
	*chat.Floor
	bell Bell
	at   Moment
	n    int
}

func newStage() *stage {
	p := new(policy.Policy)
	p.Toasts.Max, p.Alerts.Repeats = 6, 3
	p.Ring = policy.Ring{Secondary: 15 * time.Second, Lead: 25 * time.Second}
	p.TakeOver = policy.TakeOver{Immediate: 30 * time.Second, Proactive: 2 * time.Minute}
	return &stage{Floor: chat.NewFloor(), at: Moment{
		Now: 1_000_000, Me: Me{Agent: "asha", Role: chat.RolePrimary, Accountable: true}, Policy: p,
	}}
}

// happens folds an event without telling the bell.
func (s *stage) happens(c chat.ChatID, b chat.Body) *chat.Chat {
	s.n++
	e := &chat.Event{ID: chat.EventID(fmt.Sprint("e", s.n)), At: s.at.Now, Chat: c, By: "rohan", Body: b}
	switch b := b.(type) {
	case *ack:
		e.By, e.Body = b.by, &chat.AlertAcknowledged{Rule: b.rule}
	case *mine:
		e.By, e.Body = "asha", b.Body
	}
	s.Apply(e)
	return s.Chat(c)
}

// tell folds an event and tells the bell.
func (s *stage) tell(c chat.ChatID, b chat.Body) []Action {
	return s.bell.Changed(s.happens(c, b), s.at)
}

func (s *stage) open(cs ...chat.ChatID) {
	for _, c := range cs {
		s.tell(c, &chat.ChatOpened{Bot: true, Customer: chat.Customer{Name: "Asha R."}})
	}
}

func (s *stage) wait(d time.Duration) []Action {
	s.at.Now = s.at.Now.Add(d)
	return s.bell.Tick(s.at)
}

// ack is an acknowledgement with its author.
type ack struct {
	chat.Body
	rule chat.RuleID
	by   chat.AgentID
}

// mine is what Asha does herself; everything else is Rohan's or the customer's.
type mine struct{ chat.Body }

// offered holds the chat out until twenty seconds from now.
func (s *stage) offered(o chat.Offer) *chat.OfferMade {
	o.Made, o.Due = s.at.Now, s.at.Now.Add(20*time.Second)
	if o.Kind == "" {
		o.Kind = chat.OfferForward
	}
	return &chat.OfferMade{Offer: o}
}

func (s *stage) whispered() *chat.WhisperPosted {
	return &chat.WhisperPosted{Message: chat.MessageID(fmt.Sprint("w", s.n)), To: "asha", Text: "ask for the invoice"}
}

func (s *stage) raised(r chat.RuleID, tier chat.Tier) *chat.TriggerRaised {
	return &chat.TriggerRaised{Trigger: chat.Trigger{Rule: r, Level: chat.LevelAlert, Tier: tier, RaisedAt: s.at.Now}}
}

func (s *stage) p0() *chat.TriggerRaised {
	return s.raised(policy.RuleHumanRequest, chat.TierImmediate)
}

func (s *stage) p1() *chat.TriggerRaised { return s.raised(policy.RuleBotRepeat, chat.TierProactive) }

// brief writes actions so that a test can quote them.
func brief(acts []Action) string {
	var ss []string
	for _, a := range acts {
		k := string(a.Of().Chat) + ":" + string(a.Of().Cause)
		switch a := a.(type) {
		case Show:
			s := fmt.Sprintf("show %s P%d", k, a.Urgency)
			if a.Replace {
				s += " replaced"
			}
			ss = append(ss, s)
		case Ring:
			ss = append(ss, "ring "+k)
		case RollUp:
			ss = append(ss, fmt.Sprintf("rollup %d/%d", a.Alerts, a.Chats))
		case Withdraw:
			ss = append(ss, "withdraw "+k)
		}
	}
	return strings.Join(ss, ", ")
}

func expect(t *testing.T, acts []Action, want string) {
	t.Helper()
	if got := brief(acts); got != want {
		t.Fatalf("got  %q\nwant %q", got, want)
	}
}
