package board

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
)

// V-ROUTE-01: what is said of the row under the pointer ends with what it was about: nobody
// waits for a team once the chat is accepted.
func TestTheTipFollowsItsChat(t *testing.T) {
	h := newHall(t)
	h.Do("ada", stage.Opened("Ada"), stage.Said("help"), &chat.ChatQueued{Queue: "Billing"})
	h.render()
	h.pane.tell("ada", 40, 90)
	if got := h.pane.tip.Said(); got != "It waits for Billing." {
		t.Fatalf("while it waits: %q", got)
	}
	h.Do("ada", stage.Taken(stage.Me)...)
	h.render()
	if got := h.pane.tip.Said(); got != "" {
		t.Errorf("after it was accepted: %q", got)
	}
}

// V-ROUTE-01: the rule's name is a pointer away, and what is nothing says nothing.
func TestTheTipNamesTheRule(t *testing.T) {
	for want, r := range map[string]view.Row{
		"": {},
		"By the rule “Refunds → Billing”. It waits for Billing.":                     {Routed: "Refunds → Billing", Queue: "Billing", Stage: chat.StageQueued},
		"By the rule “Hindi → Asha”. It waits for you or your team.":                 {Routed: "Hindi → Asha", ForMe: true, Queue: "Billing", Stage: chat.StageQueued},
		"By the rule “Refunds → Sales”.":                                             {Routed: "Refunds → Sales", Queue: "Sales", Stage: chat.StageActive},
		"Several people serve it together. The team has said 2 new lines beside it.": {Group: true, Beside: 2, Stage: chat.StageActive},
	} {
		if got := tipWords(&r); got != want {
			t.Errorf("%+v: %q, want %q", r, got, want)
		}
	}
}
