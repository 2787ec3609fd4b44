package trigger_test

import (
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
)

// The rules are those of the policy, in its order.
func TestRulesAreThePolicys(t *testing.T) {
	d := newDesk(t)
	var got []chat.RuleID
	for _, v := range d.engine.Explain(d.chat(), d.clock) {
		got = append(got, v.Rule)
	}
	if !slices.Equal(got, policy.RuleIDs()) || len(got) != trigger.Rules {
		t.Errorf("verdicts of %v, the policy has %v", got, policy.RuleIDs())
	}
}

// A dialogue that is about most of what the guide says to step in for.
var dialogue = []string{
	"C: my internet is not working since morning",
	"B: Please restart the router.",
	"C: I did and it is still not working",
	"B: Please restart the router.",
	"C: connect me to a human agent now",
	"B: Is there anything else I can help you with?",
	"C: I was charged twice on my bill and want a refund",
	"B: Your refund was issued yesterday, call +91 00000 00000.",
	"C: great, thank you so much, that is all",
}

// TestDialogue holds the dialogue to what is raised and what is cleared, line
// by line.
func TestDialogue(t *testing.T) {
	want := []string{
		"technical notice",
		"",
		"technical alert",
		"bot_repeat alert",
		"human_request alert",
		"",
		"cleared technical",
		"cleared bot_repeat",
		"cleared billing",
	}
	d := newDesk(t)
	for i, l := range dialogue {
		facts := d.talk(l)
		var got []string
		for _, tr := range raised(facts) {
			got = append(got, string(tr.Rule)+" "+string(tr.Level))
		}
		for _, r := range cleared(facts) {
			got = append(got, "cleared "+string(r))
		}
		if all := strings.Join(got, ", "); want[i] != "" && !slices.Contains(got, want[i]) {
			t.Errorf("%q gives %s, want %s among it", l, all, want[i])
		}
	}
}
