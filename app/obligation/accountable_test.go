package obligation_test

import (
	"fmt"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
)

// None without an owner, ever (D-02): who owes it, or who answers for the floor.
func TestAccountable(t *testing.T) {
	f, n := chat.NewFloor(), 0
	team := func(bodies ...chat.Body) {
		for _, b := range bodies {
			n++
			f.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("t", n)), At: 1, Body: b})
		}
	}
	add := func(id chat.AgentID, name string, r chat.Role) chat.Body {
		return &chat.AgentAdded{Agent: id, Name: name, Role: r}
	}
	online := func(id chat.AgentID) chat.Body {
		return &chat.PresenceChanged{Agent: id, Presence: chat.PresenceOnline}
	}
	offline := func(id chat.AgentID) chat.Body {
		return &chat.PresenceChanged{Agent: id, Presence: chat.PresenceOffline}
	}
	want := func(o chat.Obligation, id chat.AgentID, words string) {
		t.Helper()
		if gotID, got := obligation.Accountable(f, o); gotID != id || got != words {
			t.Errorf("owner %q: %q, %q; want %q, %q", o.Owner, gotID, got, id, words)
		}
	}
	nobody := chat.Obligation{}
	want(nobody, "", obligation.NoCover)
	want(chat.Obligation{Owner: "asha"}, "", obligation.NoCover)
	want(chat.Obligation{Owner: chat.OwnerBot}, chat.OwnerBot, "the bot")
	want(chat.Obligation{Owner: chat.OwnerQueue("Billing")}, "@team:Billing", "team Billing")

	team(add("lena", "Lena", chat.RoleLead), add("bob", "", chat.RoleBackup), online("bob"))
	want(nobody, "", obligation.NoCover) // G-COV-04: a backup never becomes primary by itself
	team(online("lena"))
	want(nobody, "lena", "Lena")
	team(add("sam", "Sam", chat.RoleSecondary), online("sam"))
	want(nobody, "sam", "Sam")
	team(add("rohan", "Rohan", chat.RolePrimary), add("asha", "Asha", chat.RolePrimary), online("asha"), online("rohan"))
	want(nobody, "asha", "Asha")
	f.Apply(&chat.Event{ID: "1", At: 1, Chat: "c", Body: &chat.ChatOpened{}})
	f.Apply(&chat.Event{ID: "2", At: 1, Chat: "c", Body: &chat.ChatAccepted{Agent: "asha"}})
	want(nobody, "rohan", "Rohan") // the fewest chats
	team(offline("rohan"))
	want(nobody, "asha", "Asha")
	want(chat.Obligation{Owner: "rohan"}, "rohan", "Rohan") // still theirs
	want(chat.Obligation{Owner: "bob"}, "bob", "bob")
	team(&chat.AgentRevoked{Agent: "rohan"})
	want(chat.Obligation{Owner: "rohan"}, "asha", "Asha")

	// Who covers the floor answers for it, backups too, once somebody says so, and
	// a lead who is not there (G-COV-01, A-56).
	team(&chat.CoverChanged{Agent: "bob", Role: chat.RoleBackup})
	want(nobody, "bob", "bob")
	want(chat.Obligation{Owner: "asha"}, "asha", "Asha")
	team(add("dev", "Dev", chat.RoleLead), &chat.CoverChanged{Agent: "dev", Role: chat.RoleLead})
	want(nobody, "dev", "Dev")
	team(&chat.AgentRevoked{Agent: "dev"})
	want(nobody, "asha", "Asha")
	team(&chat.CoverChanged{})
	want(nobody, "asha", "Asha")

	breach := func(owner chat.AgentID) chat.Event {
		return chat.Event{Body: &chat.ObligationBreached{Obligation: "o", Owner: owner}}
	}
	facts := []chat.Event{breach(""), breach("bob"), {Body: &chat.CustomerTyped{}}}
	obligation.Blame(f, facts) // G-SLA-04: a breach is logged with its owner
	if a, b := facts[0].Body.(*chat.ObligationBreached).Owner, facts[1].Body.(*chat.ObligationBreached).Owner; a != "asha" || b != "bob" {
		t.Errorf("blamed %q and %q", a, b)
	}
}

// G-SLA-04: a breach says what it followed from.
func TestABreachHasACause(t *testing.T) {
	h := newHub(t)
	h.at(0, &chat.ChatOpened{Bot: true}, "")
	h.at(second, line("c1", customer, "Hello", ""), "")
	h.at(second, trigger("human", chat.LevelAlert, chat.TierImmediate), "")
	h.elapse(minute)
	causes := map[string]chat.Instant{}
	for _, e := range h.log {
		if b, ok := e.Body.(*chat.ObligationBreached); ok {
			causes[b.Cause] = e.At
		}
	}
	if len(causes) != 2 || causes["c1"] != 16*second || causes["human"] != 31*second {
		t.Errorf("%v", causes)
	}
}
