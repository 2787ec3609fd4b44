package promise_test

import "testing"

// sample is a text and what it promises: "kind basis day hour:minute" of each
// promise, or nothing for a near miss.
type sample struct{ text, want string }

// TestTablesAreLargeEnough holds the tables to what was asked for: at least
// 300 sentences, a third of them held back, half of them near misses (D-11).
func TestTablesAreLargeEnough(t *testing.T) {
	all := append(append([]sample{}, tuned...), heldOut...)
	near := 0
	for _, s := range all {
		if s.want == "" {
			near++
		}
	}
	if len(all) < 300 || len(heldOut) < 100 || near*20 < len(all)*9 || near*20 > len(all)*11 {
		t.Errorf("%d sentences, %d held back, %d near misses", len(all), len(heldOut), near)
	}
}
