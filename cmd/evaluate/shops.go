package main

import "slices"

// shopsF1 is F1 of asking for a person in two of hint3's three shops: in the
// third one the label is a routing decision that covers other things.
func shopsF1(all []measured) float64 {
	right, over, asked := 0, 0, 0
	for _, m := range all {
		y, ok := m.labels["human_request"]
		if m.set != "hint3" || m.bot == "powerplay11" || !ok {
			continue
		}
		said := slices.Contains(m.Over, "human_request")
		if said {
			over++
		}
		if y != 0 {
			asked++
		}
		if said && y != 0 {
			right++
		}
	}
	return 2 * share(right, over+asked)
}
