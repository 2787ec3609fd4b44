package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/referee"
	"floorwalker/assets"
)

// assigning is the policy that ships, by which the hub gives chats to people, two at a
// time.
func assigning(t *testing.T, pairs ...string) func(*Config) {
	t.Helper()
	ed, err := policy.ParseEdition(edited(t, assets.Edition(), append([]string{`assign = "manual"`, `assign = "auto"`, "cap = 5", "cap = 2"}, pairs...)...))
	if err != nil {
		t.Fatal(err)
	}
	return func(c *Config) { c.Edition = ed }
}

// waits puts chats into the queue.
func (r *rig) waits(ids ...chat.ChatID) {
	r.t.Helper()
	for _, id := range ids {
		r.open(id)
		r.deliver(chat.Event{ID: "queue", Chat: id, Body: &chat.ChatQueued{Reason: "asked for a person"}})
	}
}

func numbered(n int) (ids []chat.ChatID) {
	for i := range n {
		ids = append(ids, chat.ChatID(fmt.Sprint("c", i)))
	}
	return ids
}

// assigned counts how often a chat was given to somebody, and its customer told.
func (r *rig) assigned(id chat.ChatID) (taken, told int) {
	r.t.Helper()
	for _, e := range r.journal.all(r.t) {
		if e.Chat != id {
			continue
		}
		switch b := e.Body.(type) {
		case *chat.ChatAccepted:
			if b.Rule == chat.AutoRule {
				taken++
			}
		case *chat.MessagePosted:
			if b.From == chat.SpeakerSystem {
				told++
			}
		}
	}
	return taken, told
}

// E-Q-03, E-ACT-03: waiting chats are given to who is there, evenly and never more than
// their cap; the backend and the customer are told; the next who comes has the next.
func TestTheHubAssigns(t *testing.T) {
	r := newRig(t, newJournal(), assigning(t))
	asha := r.desk(r.agent("Asha", chat.RolePrimary))
	r.desk(r.agent("Ben", chat.RoleSecondary))
	r.waits(numbered(5)...)
	owns := func(f *chat.Floor, id chat.AgentID) int { return f.Agent(id).Owns }
	asha.sees(func(f *chat.Floor) bool { return owns(f, "asha") == 2 && owns(f, "ben") == 2 })
	asha.same()
	if ct := asha.floor.Chat("c4"); ct.Owner != "" || ct.Stage != chat.StageQueued || asha.floor.Waiting() != 1 {
		t.Errorf("the fifth is %s of %q; %d wait", ct.Stage, ct.Owner, asha.floor.Waiting())
	}
	for _, id := range numbered(4) {
		if taken, told := r.assigned(id); taken != 1 || told != 1 { // V-JOIN-02, A-36
			t.Errorf("%s was given %d times, and its customer told %d times", id, taken, told)
		}
	}
	r.wait(func() bool {
		calls := slices.DeleteFunc(r.driver.called(), func(c string) bool { return !strings.HasPrefix(c, "take over ") })
		return len(calls) == 4
	})
	// Whoever has room again has the one that waits.
	var mine chat.ChatID
	asha.floor.EachChat(func(c *chat.Chat) {
		if c.Owner == "asha" {
			mine = c.ID
		}
	})
	r.deliver(closedFact(mine, "gone"))
	asha.sees(func(f *chat.Floor) bool { return f.Chat("c4").Owner == "asha" })
	// And whoever comes has the next that waits.
	r.waits("c5")
	r.desk(r.agent("Cem", chat.RoleBackup))
	asha.sees(func(f *chat.Floor) bool { return f.Chat("c5") != nil && f.Chat("c5").Owner == "cem" })
	asha.same()
}

// V-INV-03: who is given a chat that they watch watches it no more, and leads can read
// that.
func TestWhoIsGivenAChatWatchesItNoMore(t *testing.T) {
	r := newRig(t, newJournal(), assigning(t))
	asha := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	asha.must("look", "c", &chat.Observe{})
	r.deliver(chat.Event{ID: "queue", Chat: "c", Body: &chat.ChatQueued{Reason: "asked for a person"}})
	asha.sees(func(f *chat.Floor) bool { return f.Chat("c").Owner == "asha" })
	facts := func() (kinds []string) {
		r.journal.mu.Lock()
		defer r.journal.mu.Unlock()
		for _, a := range r.journal.audits {
			var f referee.AuditFact
			if json.Unmarshal([]byte(a), &f) == nil {
				kinds = append(kinds, fmt.Sprint(f.Kind, " ", f.Agent, " ", f.Chat))
			}
		}
		return kinds
	}
	r.wait(func() bool { return slices.Equal(facts(), []string{"observed asha c", "stepped_in asha c"}) })
}

// V-ROUTE-01, C-ROUTE-01: what the customer chose says which team has the chat, the rule
// is named on it, and where departments own their chats nobody else is given it.
func TestTheHubRoutes(t *testing.T) {
	r := newRig(t, newJournal(), assigning(t, `model = "first_line"`, `model = "departments"`,
		"rules = []", `rules = [ { name = "Invoices", page = "/invoices*", to = "Billing" } ]`))
	asha := r.desk(r.agent("Asha", chat.RolePrimary))
	r.deliver(chat.Event{ID: "open", Chat: "c", Body: &chat.ChatOpened{Driver: "scripted", Bot: true, Customer: chat.Customer{Page: "https://shop.example.com/invoices/7"}}},
		chat.Event{ID: "queue", Chat: "c", Body: &chat.ChatQueued{Reason: "asked for a person"}})
	asha.sees(func(f *chat.Floor) bool { return f.Chat("c") != nil && f.Chat("c").Stage == chat.StageQueued })
	if c := asha.floor.Chat("c"); c.Routed.Rule != "Invoices" || c.Routed.Queue != "Billing" || c.Queue != "Billing" || c.Owner != "" {
		t.Errorf("%+v, waits for %q, served by %q", c.Routed, c.Queue, c.Owner)
	}
	token, err := r.hub.Add(t.Context(), NewAgent{Name: "Bela", Role: chat.RoleBackup, Department: "Billing"})
	if err != nil {
		t.Fatal(err)
	}
	r.desk(token)
	asha.sees(func(f *chat.Floor) bool { return f.Chat("c") != nil && f.Chat("c").Owner == "bela" })
}

// A command that the chat's backend cannot do is refused in words that name it, and
// nothing happens.
func TestTheHubRefusesWhatABackendCannotDo(t *testing.T) {
	r := newRig(t, newJournal())
	asha := r.desk(r.agent("Asha", chat.RolePrimary))
	if err := r.hub.ask(t.Context(), func(_ context.Context, c *core) {
		c.stage(chat.Event{ID: "poor", Body: &chat.BackendDescribed{Backend: chat.Backend{Name: "scripted", Title: "Shop chat", Capabilities: chat.Capabilities{
			{Op: chat.OpTakeOver, Ability: chat.AbilityNative}, {Op: chat.OpReply, Ability: chat.AbilityNative},
		}}}})
	}, nil); err != nil {
		t.Fatal(err)
	}
	r.open("c")
	asha.takes("t", "c", "asha")
	before := r.hash()
	if f := asha.wish("b", "c", &chat.ReturnToBot{Reason: "only hours"}); f.OK || f.Words != "Shop chat cannot give a chat back to its bot." {
		t.Errorf("%+v", f)
	}
	if f := asha.wish("n", "c", &chat.PostNote{Text: "Mind the tax."}); !f.OK {
		t.Errorf("%+v", f)
	}
	if r.hash() == before {
		t.Error("the note is nowhere")
	}
}

// E-ACT-03: a hub that comes after one that was killed gives nothing to somebody who is
// online on the log and whose desk is not there; whoever comes has what waits.
func TestNobodyAbsentIsGivenAChatAfterARestart(t *testing.T) {
	r := newRig(t, newJournal())
	token := r.agent("Asha", chat.RolePrimary)
	r.desk(token)
	r.waits("c")
	next := r.restart(assigning(t), func(c *Config) {
		c.Now = func() time.Time { return time.Now().Add(time.Hour) } // what was due begins the term
	})
	if err := next.hub.ask(t.Context(), func(context.Context, *core) {}, nil); err != nil {
		t.Fatal(err)
	}
	if taken, told := next.assigned("c"); taken != 0 || told != 0 {
		t.Fatalf("it was given %d times, and its customer told %d times, while nobody was there", taken, told)
	}
	asha := next.desk(token)
	asha.sees(func(f *chat.Floor) bool { return f.Chat("c").Owner == "asha" })
	asha.same()
}
