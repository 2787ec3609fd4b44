package hub

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// ruled is the policy that ships, with assignment by the hub and two rules.
func ruled(c *Config) {
	e := *c.Edition
	e.Policy.Routing.Assign = policy.AssignAuto
	e.Policy.Agent.Cap = 2
	e.Routes = []policy.RoutingRule{
		{Name: "Invoices", Page: "/billing", To: "Billing"},
		{Name: "Outage", Words: []string{"down"}, To: "Technical"},
	}
	c.Edition = &e
}

// E-Q-03, V-ROUTE-01: a chat that waits is given to whoever is there, with the rule's
// name on it; its backend and its customer are told, and the next hub knows it all.
func TestTheHubGivesChats(t *testing.T) {
	r := newRig(t, newJournal(), ruled)
	token := r.agent("Asha", chat.RolePrimary)
	open := func(id chat.ChatID, page string) {
		r.deliver(chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{Driver: "scripted", Customer: chat.Customer{Page: page}}})
	}
	open("a", "/billing/7")
	open("b", "/")
	r.deliver(said("b", "m1", "everything is down", chat.SpeakerCustomer))
	open("c", "/")
	asha := r.desk(token) // she is there: two chats are hers, and a third waits
	asha.sees(func(f *chat.Floor) bool { return f.Chat("b").Owner != "" })
	a, b, c := asha.floor.Chat("a"), asha.floor.Chat("b"), asha.floor.Chat("c")
	if a.Owner == "" || a.Owner != b.Owner || a.GivenBy != chat.AutoRule || c.Owner != "" || asha.floor.Waiting() != 1 {
		t.Errorf("a %q, b %q, c %q; %d wait", a.Owner, b.Owner, c.Owner, asha.floor.Waiting())
	}
	if a.Routed.Rule != "Invoices" || b.Routed.Rule != "Outage" || b.Routed.Why != "the word down" || c.Routed != (chat.Routing{}) {
		t.Errorf("%+v %+v %+v", a.Routed, b.Routed, c.Routed)
	}
	r.wait(func() bool {
		calls := strings.Join(r.driver.called(), "\n")
		return strings.Contains(calls, "take over a") && strings.Contains(calls, "take over b") && strings.Count(calls, "post") == 2
	})
	r.deliver(closedFact("a", "end"))
	asha.sees(func(f *chat.Floor) bool { return f.Chat("c").Owner != "" })
	r = r.restart(ruled)
	err := r.hub.look(context.Background(), func(c *core) {
		if x := c.floor.Chat("c"); x.GivenBy != chat.AutoRule || c.floor.Waiting() != 0 {
			t.Errorf("%q, %d wait", x.GivenBy, c.floor.Waiting())
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A chat that its customer opens again goes where it went, and to whoever is there; one
// that a backend tells of with whoever serves it there is given to nobody.
func TestTheHubGivesNothingInBetween(t *testing.T) {
	r := newRig(t, newJournal(), ruled)
	asha := r.desk(r.agent("Asha", chat.RolePrimary))
	r.agent("Out", chat.RoleBackup)
	r.deliver(
		chat.Event{ID: "open", Chat: "a", Body: &chat.ChatOpened{Driver: "scripted", Choice: "Billing"}},
		chat.Event{ID: "has", Chat: "a", Body: &chat.ChatAccepted{Agent: "out"}},
		chat.Event{ID: "open", Chat: "b", Body: &chat.ChatOpened{Driver: "scripted", Choice: "Billing"}},
		closedFact("b", "end"),
	)
	r.deliver(said("b", "m1", "one more thing", chat.SpeakerCustomer))
	asha.sees(func(f *chat.Floor) bool { return f.Chat("b") != nil && f.Chat("b").Owner == "asha" })
	a, b := asha.floor.Chat("a"), asha.floor.Chat("b")
	if a.Owner != "out" || a.GivenBy != "" || b.GivenBy != chat.AutoRule || b.Routed.Queue != "Billing" || b.Choice != "Billing" {
		t.Errorf("%q %q, %q %+v", a.Owner, a.GivenBy, b.GivenBy, b.Routed)
	}
}

// Whoever comes to a long queue has all that is theirs, though it is more than one batch
// of the log has room for, and though nothing else happens.
func TestTheHubGivesALongQueue(t *testing.T) {
	r := newRig(t, newJournal(), ruled, func(c *Config) {
		e := *c.Edition
		e.Policy.Agent.Cap = 100
		c.Edition = &e
	})
	var facts []chat.Event
	for i := range 130 {
		facts = append(facts, chat.Event{ID: "open", Chat: chat.ChatID(fmt.Sprint("c", i)), Body: &chat.ChatOpened{Driver: "scripted"}})
	}
	r.deliver(facts...)
	token := r.agent("Asha", chat.RolePrimary)
	asha := r.desk(token)
	asha.sees(func(f *chat.Floor) bool { return f.Agent("asha").Owns == 100 })
	asha.same()
	if asha.floor.Waiting() != 30 {
		t.Errorf("%d wait", asha.floor.Waiting())
	}
}

// However much is said in the channel, a checkpoint and a desk that comes have what the
// floor remembers of it, and the hub keeps not much more.
func TestTheChannelIsBounded(t *testing.T) {
	m := newMoved(t, 1, testWeights(t))
	for i := range 900 {
		m.decide(func(c *core) {
			room := []string{"", "Billing"}[i%2]
			c.stage(chat.Event{ID: chat.EventID(fmt.Sprint("t", i)), By: "asha", Body: &chat.TeamPosted{
				Message: chat.MessageID(fmt.Sprint("m", i)), Room: room, Text: fmt.Sprint("line ", i),
			}})
		})
	}
	want := m.core.floor.Hash()
	if got := snapshotOf(t, m.core).Hash(); got != want {
		t.Error("a desk that comes has another channel")
	}
	if n := len(m.core.team.inOrder(m.core.floor)); n > 2*chat.KeepChannel+10 {
		t.Errorf("%d facts are kept", n)
	}
	if err := m.core.checkpoint(context.Background()); err != nil {
		t.Fatal(err)
	}
	m.start()
	if m.core.floor.Hash() != want || !slices.Equal(m.core.floor.Rooms(), []string{"", "Billing"}) {
		t.Error("the next hub has another channel")
	}
}
