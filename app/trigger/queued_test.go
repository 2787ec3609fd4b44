package trigger_test

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// S-ACC-06: who waits for a person has a clock of their own, so the rules that
// say that the bot gets them no further are silent; what the customer says is
// heard all the same.
func TestAQueuedChatCallsForWhatIsNewOnly(t *testing.T) {
	d, since := began(t)
	d.apply(&chat.ChatQueued{})
	if at, ok := d.engine.Due(d.chat()); ok {
		t.Errorf("stuck is due at %d", at)
	}
	if ts := raised(d.tick(since.Add(time.Hour).Sub(d.clock))); len(ts) != 0 {
		t.Errorf("by time alone: %+v", ts)
	}
	for range 3 {
		if ts := raised(d.customer("how do I stop the red light of the router?"), policy.RuleCustomerRepeat); len(ts) != 0 {
			t.Errorf("said again in the queue: %+v", ts)
		}
	}
	if ts := raised(d.customer("let me talk to a human please"), policy.RuleHumanRequest); len(ts) != 1 {
		t.Errorf("a request in the queue raises %+v", ts)
	}
}
