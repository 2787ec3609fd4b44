package routing_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/routing"
	"floorwalker/assets"
)

// edition is the policy that ships, which a test may change.
func edition(change ...func(*policy.Edition)) *policy.Edition {
	e := *assets.Edition()
	for _, f := range change {
		f(&e)
	}
	return &e
}

func auto(e *policy.Edition)        { e.Policy.Routing.Assign = policy.AssignAuto }
func departments(e *policy.Edition) { e.Policy.Routing.Model = policy.Departments }

// floor plays the hub: it folds events that come together, and what follows from them.
type floor struct {
	*chat.Floor
	t  testing.TB
	ed *policy.Edition
	n  int
	at chat.Instant
	// gave are the chats that were given to people, as "chat>agent".
	gave []string
	// freed is the event for which somebody may be given a chat.
	freed chat.EventID
	// check is asked after each event.
	check func(*chat.Event)
}

func newFloor(t testing.TB, ed *policy.Edition) *floor {
	return &floor{Floor: chat.NewFloor(), t: t, ed: ed}
}

func (f *floor) do(id chat.ChatID, by chat.AgentID, bs ...chat.Body) {
	f.t.Helper()
	f.at += 1_000
	var staged []chat.Event
	for _, b := range bs {
		f.n++
		staged = append(staged, chat.Event{ID: chat.EventID(fmt.Sprint("e", f.n)), At: f.at, Chat: id, By: by, Body: b})
		f.fold(&staged[len(staged)-1])
	}
	for i := range staged {
		if routing.Frees(f.Floor, &staged[i], f.ed) {
			f.freed = staged[i].ID
		}
		f.foldAll(routing.Follow(f.Floor, &staged[i], f.ed))
	}
	if f.freed != "" {
		facts, more := routing.Fill(f.Floor, f.ed, f.freed, f.at)
		if !more {
			f.freed = ""
		}
		f.foldAll(facts)
	}
}

func (f *floor) foldAll(facts []chat.Event) {
	f.t.Helper()
	for i := range facts {
		if facts[i].At != f.at {
			f.t.Fatalf("%s is at %d, and follows from what is at %d", facts[i].ID, facts[i].At, f.at)
		}
		f.fold(&facts[i])
	}
}

func (f *floor) fold(e *chat.Event) {
	f.t.Helper()
	if !f.Apply(e).Applied {
		f.t.Fatalf("%s %s was not applied", e.ID, e.Body.Kind())
	}
	if b, ok := e.Body.(*chat.ChatAccepted); ok && b.Rule != "" {
		f.gave = append(f.gave, fmt.Sprintf("%s>%s", e.Chat, b.Agent))
	}
	if f.check != nil {
		f.check(e)
	}
}

// joins puts people on the team who are there, as "asha" or "asha/Billing".
func (f *floor) joins(people ...string) {
	for _, p := range people {
		name, department, _ := strings.Cut(p, "/")
		f.do("", "", &chat.AgentAdded{Agent: chat.AgentID(name), Name: strings.ToUpper(name), Role: chat.RolePrimary, Department: department})
		f.do("", "", &chat.PresenceChanged{Agent: chat.AgentID(name), Presence: chat.PresenceOnline})
	}
}

// waits opens chats that wait for a person.
func (f *floor) waits(ids ...string) {
	for _, id := range ids {
		f.do(chat.ChatID(id), "", &chat.ChatOpened{})
	}
}

func (f *floor) says(id, text string) {
	f.do(chat.ChatID(id), "", &chat.MessagePosted{Message: chat.MessageID(fmt.Sprint("m", f.n)), From: chat.SpeakerCustomer, Text: text})
}

// gives fails the test unless just these were given since it was asked last.
func (f *floor) gives(want ...string) {
	f.t.Helper()
	if !slices.Equal(f.gave, want) {
		f.t.Errorf("given are %q, want %q", f.gave, want)
	}
	f.gave = nil
}
