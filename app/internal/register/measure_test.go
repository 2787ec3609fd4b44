package register_test

import (
	"fmt"
	"sort"
	"strings"
	"testing"
	"time"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/referee"
	"floorwalker/app/shift/handover"
	"floorwalker/app/trigger"
	"floorwalker/app/trigger/learned"
	"floorwalker/app/view"
	"floorwalker/assets"
)

const start chat.Instant = 1_795_341_600_000

// stand is a floor with one chat on it.
type stand struct {
	*chat.Floor
	n int
}

func newStand(bot bool) *stand {
	s := &stand{Floor: chat.NewFloor()}
	s.do("", &chat.ChatOpened{Bot: bot, Channel: chat.ChannelWebsite})
	return s
}

func (s *stand) do(by chat.AgentID, b chat.Body) *chat.Event {
	s.n++
	id := chat.ChatID("c")
	switch b.(type) {
	case *chat.AgentAdded, *chat.PresenceChanged:
		id = ""
	}
	e := &chat.Event{ID: chat.EventID(fmt.Sprint("e", s.n)), At: start.Add(time.Duration(s.n) * time.Second), Chat: id, By: by, Body: b}
	s.Apply(e)
	return e
}

func (s *stand) chat() *chat.Chat { return s.Chat("c") }

// served is a chat of Asha's.
func served() *stand {
	s := waiting()
	s.do("asha", &chat.ChatAccepted{Agent: "asha"})
	return s
}

// waiting is a chat that nobody serves, with Asha and Ben there, and a team.
func waiting() *stand {
	s := newStand(false)
	for _, who := range []chat.AgentID{"asha", "ben"} {
		s.do("", &chat.AgentAdded{Agent: who, Name: string(who), Role: chat.RolePrimary, Department: "Technical"})
		s.do("", &chat.PresenceChanged{Agent: who, Presence: chat.PresenceOnline})
	}
	s.do("", &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer, Text: "My invoice is wrong."})
	return s
}

// decide asks the referee for what Asha wishes.
func decide(t *testing.T, e *policy.Edition, w chat.Wish) ([]chat.Event, *chat.Refusal) {
	t.Helper()
	return decideFor(served(), e, "asha", w)
}

func decideFor(s *stand, e *policy.Edition, by chat.AgentID, w chat.Wish) ([]chat.Event, *chat.Refusal) {
	d, no := referee.Decide(s.Floor, chat.Command{ID: "wish", Chat: "c", By: by, Body: w}, start+60_000, e)
	return d.Events, no
}

// told is the line that a customer gets of what somebody does (V-JOIN-02, V-LEAVE-01).
func told(in func() *stand, by chat.AgentID, w chat.Wish) measure {
	return func(t *testing.T, e *policy.Edition) string {
		events, no := decideFor(in(), e, by, w)
		if no != nil {
			t.Fatal(no.Words)
		}
		for _, ev := range events {
			if b, ok := ev.Body.(*chat.MessagePosted); ok {
				return b.Text
			}
		}
		t.Fatal("nothing is said")
		return ""
	}
}

// offered is how long an offer waits.
func offered(f chat.Forward) measure {
	return func(t *testing.T, e *policy.Edition) string {
		f.Reason, f.Note = chat.ForwardExpertise, "she paid twice in May"
		events, no := decide(t, e, &f)
		if no != nil {
			t.Fatal(no.Words)
		}
		for _, ev := range events {
			if b, ok := ev.Body.(*chat.OfferMade); ok {
				return b.Offer.Due.Sub(ev.At).String()
			}
		}
		t.Fatal("nothing was offered")
		return ""
	}
}

// leastNote is how short a reason may be (S-TRF-03).
func leastNote(t *testing.T, e *policy.Edition) string {
	for n := range 400 {
		if _, no := decide(t, e, &chat.Forward{To: "ben", Reason: chat.ForwardExpertise, Note: strings.Repeat("x", n)}); no == nil {
			return fmt.Sprint(n)
		}
	}
	return "nothing is long enough"
}

// largestFile is what the referee lets through (E-ACT-06, A-37).
func largestFile(t *testing.T, e *policy.Edition) string {
	file := chat.File{Hash: strings.Repeat("0a", 32), Name: "bill.pdf", Type: "application/pdf"}
	refused := sort.Search(1<<24, func(size int) bool {
		with := file
		with.Size = int64(size + 1)
		_, no := decide(t, e, &chat.PostMessage{Text: "Here is your bill.", File: &with})
		return no != nil
	})
	return fmt.Sprint(refused)
}

// attempts is how often a call is tried before it has failed (G-FU-06).
func attempts(t *testing.T, e *policy.Edition) string {
	s := served()
	s.do("asha", &chat.ObligationStarted{Obligation: chat.Obligation{ID: "call", Kind: chat.OwedCall, Owner: "asha", Started: start, Due: start + 600_000}})
	for n := 1; n <= 20; n++ {
		at := start.Add(time.Duration(n) * 24 * time.Hour)
		d, no := referee.Decide(s.Floor, chat.Command{ID: chat.CommandID(fmt.Sprint("try", n)), Chat: "c", By: "asha", Body: &chat.AttemptObligation{
			Obligation: "call", Outcome: chat.AttemptNoAnswer, Note: "It rang out and nobody came.",
		}}, at, e)
		if no != nil {
			t.Fatal(no.Words)
		}
		for i := range d.Events {
			if b, ok := d.Events[i].Body.(*chat.ObligationEnded); ok && b.How == chat.EndedFailed {
				return fmt.Sprint(n)
			}
			s.Apply(&d.Events[i])
		}
	}
	return "for ever"
}

// movesOn is when an alert that nobody takes rings at a role.
func movesOn(role chat.Role) measure {
	return func(t *testing.T, e *policy.Edition) string {
		at := alert.Moment{Now: start, Me: alert.Me{Agent: "asha", Role: role}, Policy: &e.Policy}
		bell, s := new(alert.Bell), newStand(true)
		s.raise(at.Now, chat.TierImmediate)
		if acts := bell.Changed(s.chat(), at); len(acts) > 0 {
			t.Fatal("it rings at once")
		}
		next := bell.Next(at)
		at.Now = next - 1
		if acts := bell.Tick(at); len(acts) > 0 {
			t.Fatal("it rings early")
		}
		if at.Now = next; len(bell.Tick(at)) == 0 {
			t.Fatal("it does not ring")
		}
		return next.Sub(start).String()
	}
}

func (s *stand) raise(at chat.Instant, tier chat.Tier) {
	s.n++
	s.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("e", s.n)), At: at, Chat: "c", Body: &chat.TriggerRaised{Trigger: chat.Trigger{
		Rule: policy.RuleHumanRequest, Tier: tier, Level: chat.LevelAlert, RaisedAt: at,
	}}})
}

// rings is how often an alert insists at one person.
func rings(t *testing.T, e *policy.Edition) string {
	at := alert.Moment{Now: start, Me: alert.Me{Agent: "asha", Role: chat.RolePrimary, Accountable: true}, Policy: &e.Policy}
	bell, s := new(alert.Bell), newStand(true)
	s.raise(at.Now, chat.TierImmediate)
	times := len(bell.Changed(s.chat(), at))
	for range 100 {
		next := bell.Next(at)
		if next.IsZero() {
			break
		}
		at.Now = next
		times += len(bell.Tick(at))
	}
	return fmt.Sprint(times)
}

// shown is how many notifications a minute has before they roll up.
func shown(t *testing.T, e *policy.Edition) string {
	at := alert.Moment{Now: start, Me: alert.Me{Agent: "asha", Role: chat.RolePrimary, Accountable: true}, Policy: &e.Policy}
	bell := new(alert.Bell)
	for n := range 100 {
		f := chat.NewFloor()
		id := chat.ChatID(fmt.Sprint("chat ", n))
		f.Apply(&chat.Event{ID: "o", At: start, Chat: id, Body: &chat.ChatOpened{Bot: true}})
		f.Apply(&chat.Event{ID: "t", At: start, Chat: id, Body: &chat.TriggerRaised{Trigger: chat.Trigger{
			Rule: policy.RuleStuck, Tier: chat.TierProactive, Level: chat.LevelAlert, RaisedAt: start,
		}}})
		for _, a := range bell.Changed(f.Chat(id), at) {
			if _, up := a.(alert.RollUp); up {
				return fmt.Sprint(n)
			}
		}
	}
	return "no end of them"
}

// looked is how soon a chat must be looked at.
func looked(_ *testing.T, e *policy.Edition) string {
	b, s := view.NewBook("asha", e.Policy.EyesOn.Within, func(chat.AgentID) string { return "" }), newStand(true)
	b.Update(s.chat())
	row := b.Row("c")
	return row.Owed.Due.Sub(row.Opened).String()
}

// engine is a new one with the weights that ship.
func engine(t *testing.T, e *policy.Edition) *trigger.Engine {
	t.Helper()
	w, err := learned.ParseWeights(assets.TriggerWeights())
	if err != nil {
		t.Fatal(err)
	}
	return trigger.New(e.Policy, w)
}

// says folds a line and what the rules make of it.
func (s *stand) says(x *trigger.Engine, from chat.Speaker, text string, sure chat.Score) (raised []chat.Trigger, cleared []chat.RuleID) {
	s.do("", &chat.MessagePosted{Message: chat.MessageID(fmt.Sprint("m", s.n)), From: from, Text: text, Confidence: sure})
	c := s.chat()
	for _, ev := range x.Message(c, c.Messages[len(c.Messages)-1]) {
		switch b := ev.Body.(type) {
		case *chat.TriggerRaised:
			raised = append(raised, b.Trigger)
		case *chat.TriggerCleared:
			cleared = append(cleared, b.Rule)
		}
		s.do("", ev.Body)
	}
	return raised, cleared
}

// leastScore is the least confidence of which a rule does not say this any more
// (G-TRIG-10).
func leastScore(level chat.Level) measure {
	return func(t *testing.T, e *policy.Edition) string {
		x := engine(t, e)
		return fourths(sort.Search(10_001, func(score int) bool {
			x.Forget("c")
			raised, _ := newStand(true).says(x, chat.SpeakerBot, "You find the invoice in your panel.", chat.ScoreOf(score))
			for _, r := range raised {
				if r.Rule == policy.RuleLowConfidence && (r.Level == level || r.Level == chat.LevelAlert) {
					return false
				}
			}
			return true
		}))
	}
}

// rearms is the confidence that ends what a low one began.
func rearms(t *testing.T, e *policy.Edition) string {
	x := engine(t, e)
	above := sort.Search(10_001, func(score int) bool {
		x.Forget("c")
		s := newStand(true)
		s.says(x, chat.SpeakerBot, "You find the invoice in your panel.", chat.ScoreOf(0))
		_, cleared := s.says(x, chat.SpeakerBot, "Or by mail, if you like that better.", chat.ScoreOf(score))
		return len(cleared) > 0
	})
	return fourths(above - 1)
}

func fourths(n int) string { return fmt.Sprintf("%.4f", float64(n)/10_000) }

// repeats is how often the same is said until it counts (G-TRIG-08, -09, A-45).
func repeats(rule chat.RuleID, who, other chat.Speaker, line string) measure {
	return func(t *testing.T, e *policy.Edition) string {
		x, s := engine(t, e), newStand(true)
		for n := 1; n <= 9; n++ {
			raised, _ := s.says(x, who, line, 0)
			for _, r := range raised {
				if r.Rule == rule {
					return fmt.Sprint(n)
				}
			}
			s.says(x, other, fmt.Sprint("word ", n), 0)
		}
		return "never"
	}
}

// takenBy is how long the one who comes has to take a handover (D-05).
func takenBy(_ *testing.T, e *policy.Edition) string {
	d := handover.Build(served().Floor, e, handover.Brief{From: "asha", At: start})
	return d.Due.Sub(d.At).String()
}

// card are the texts that are read out in a call.
func card(why chat.CallReason, ref string) measure {
	return func(_ *testing.T, e *policy.Edition) string {
		return strings.Join(followup.CardIDs(&followup.Line{Reason: why, Ref: ref}, e), " ")
	}
}
