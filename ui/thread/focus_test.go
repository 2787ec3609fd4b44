package thread

import (
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// S-MULTI-05: who is in focus is offered nothing new, neither a chat nor a seat
// beside; a forward names the team as the way out.
func TestWhoIsInFocusCannotBeChosen(t *testing.T) {
	r := mineWith(t)
	r.Do("", &chat.FocusChanged{Agent: "dee", On: true})
	locks := func(in map[chat.AgentID]string) (why string) {
		for _, c := range people(r.Snapshot(), r.Policy, in) {
			if c.Key == "person dee" {
				why = c.Locked
			}
		}
		return why
	}
	r.Policy.Queues[0] = "Support" // dee's
	if got := locks(nil); got != "in focus: takes nothing new; choose Support" {
		t.Errorf("to forward: %q", got)
	}
	if got := locks(map[chat.AgentID]string{}); got != "in focus: takes nothing new" {
		t.Errorf("to invite: %q", got)
	}
	r.Do("", &chat.FocusChanged{Agent: "dee"})
	if got := locks(nil); strings.Contains(got, "focus") {
		t.Errorf("after it: %q", got)
	}
}
