package board

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// V-ROUTE-01: the rule's name is a pointer away, and what is nothing says nothing.
func TestTheTipNamesTheRule(t *testing.T) {
	for want, r := range map[string]view.Row{
		"": {},
		"By the rule “Refunds → Billing”. It waits for Billing.":                     {Routed: "Refunds → Billing", Queue: "Billing"},
		"By the rule “Hindi → Asha”. It waits for you or your team.":                 {Routed: "Hindi → Asha", ForMe: true, Queue: "Billing"},
		"Several people serve it together. The team has said 2 new lines beside it.": {Group: true, Beside: 2, Stage: chat.StageActive},
	} {
		if got := tipWords(&r); got != want {
			t.Errorf("%+v: %q, want %q", r, got, want)
		}
	}
}
