package register_test

import (
	"fmt"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/referee"
	"floorwalker/app/routing"
)

// queued opens chats that wait for a person, and folds what follows for where they go.
func (s *stand) queued(e *policy.Edition, chats int) {
	for range chats {
		s.n++
		ev := chat.Event{ID: chat.EventID(fmt.Sprint("e", s.n)), At: start, Chat: chat.ChatID(fmt.Sprint("q", s.n)), Body: &chat.ChatOpened{}}
		s.Apply(&ev)
		if !routing.Frees(s.Floor, &ev, e) {
			continue
		}
		facts, _ := routing.Fill(s.Floor, e, ev.ID, ev.At)
		for i := range facts {
			s.Apply(&facts[i])
		}
	}
}

// alone is a floor with Asha on it, who is of the Technical team.
func alone() *stand {
	s := newStand(true)
	s.do("", &chat.AgentAdded{Agent: "asha", Name: "Asha", Role: chat.RolePrimary, Department: "Technical"})
	s.do("", &chat.PresenceChanged{Agent: "asha", Presence: chat.PresenceOnline})
	return s
}

// givenTo is how many chats somebody is given (E-ACT-03).
func givenTo(who chat.AgentID) measure {
	return func(_ *testing.T, e *policy.Edition) string {
		auto := *e
		auto.Policy.Routing.Assign = policy.AssignAuto
		s := alone()
		s.queued(&auto, 30)
		return fmt.Sprint(s.Agent(who).Owns)
	}
}

// givenAtAll is how many of one chat are given to anybody (E-Q-02, E-Q-03).
func givenAtAll(_ *testing.T, e *policy.Edition) string {
	s := alone()
	s.queued(e, 1)
	return fmt.Sprint(s.Agent("asha").Owns)
}

// whoHas is who may be given a chat that is a team's (C-DEPT-01).
func whoHas(team string) measure {
	return func(_ *testing.T, e *policy.Edition) string {
		s := alone()
		s.do("", &chat.ChatQueued{Queue: team})
		who, _ := routing.Assign(s.Floor, e, s.chat())
		return string(who)
	}
}

// belongs is where a chat goes whose customer chose one team on the page of another
// (C-ROUTE-01).
func belongs(_ *testing.T, e *policy.Edition) string {
	with := *e
	with.Routes = []policy.RoutingRule{{Name: "page", Page: "/fix", To: "Technical"}}
	return routing.Route(&with, &chat.ChatOpened{Choice: "Billing", Customer: chat.Customer{Page: "/fix/1"}}, nil).Queue
}

// elsewhereBelongs is where a chat goes of which nothing is known (V-ROUTE-01).
func elsewhereBelongs(_ *testing.T, e *policy.Edition) string {
	return routing.Route(e, &chat.ChatOpened{}, nil).Queue
}

// tooMuch is the least number of chats with which the meter warns (C-DIST-01).
func tooMuch(t *testing.T, e *policy.Edition) string {
	s := alone()
	for n := range 20 {
		if len(routing.Overloaded(routing.Meter(s.Floor, e))) > 0 {
			return fmt.Sprint(n)
		}
		id := chat.ChatID(fmt.Sprint("own", n))
		s.Apply(&chat.Event{ID: "o", At: start, Chat: id, Body: &chat.ChatOpened{}})
		s.Apply(&chat.Event{ID: "a", At: start, Chat: id, Body: &chat.ChatAccepted{Agent: "asha"}})
	}
	t.Fatal("nothing is too much")
	return ""
}

// promised is by when somebody who is away gets in touch at the latest (C-TRF-04).
func promised(t *testing.T, e *policy.Edition) string {
	s := served()
	s.do("", &chat.PresenceChanged{Agent: "ben", Presence: chat.PresenceOffline})
	const now = start + 60_000
	d, no := referee.Decide(s.Floor, chat.Command{ID: "wish", Chat: "c", By: "asha", Body: &chat.PromiseContact{
		To: "ben", How: chat.ContactMail, Note: "she asks for Ben alone",
	}}, now, e)
	if no != nil {
		t.Fatal(no.Words)
	}
	for _, ev := range d.Events {
		if b, ok := ev.Body.(*chat.ObligationStarted); ok {
			return b.Obligation.Due.Sub(now).String()
		}
	}
	t.Fatal("nothing is owed")
	return ""
}
