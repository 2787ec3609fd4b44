package escalate

import (
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// S-MULTI-05: an escalation is something new, too, by name as by a level.
func TestWhoIsInFocusIsNoTarget(t *testing.T) {
	o := serving(t)
	o.Edition.Matrix = []policy.EscalationRule{{Condition: "over my limit", Level: "Lead", Agent: "lena"}}
	o.Do("", &chat.FocusChanged{Agent: "lena", On: true})
	found := 0
	for _, c := range targets(o.Snapshot(), o.Edition) {
		if c.Key != "level 0" && c.Key != "person lena" {
			continue
		}
		found++
		if !strings.HasPrefix(c.Locked, "in focus: takes nothing new; choose ") {
			t.Errorf("%s: %q", c.Key, c.Locked)
		}
	}
	if found != 2 {
		t.Errorf("%d entries for one in focus", found)
	}
}
