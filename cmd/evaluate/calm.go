package main

import (
	"maps"
	"slices"
)

// customerLinesAnHour are those of 20 chats in which the customer writes twice
// a minute.
const customerLinesAnHour = 20 * 2 * 60

// tally is what was counted of a set.
type tally struct {
	dialogues       int
	customerLines   int
	alerts          map[string]int  // raised, by rule
	alarmed         map[string]int  // dialogues with one, by rule
	immediate       int             // raised by immediate rules
	falseImmediate  int             // of those, on turns that no label calls right
	right, labelled int             // of all that were raised where there is a label
	overPerson      int             // customer's lines that seem to ask for a person
	seen            map[string]bool // dialogue, and dialogue with rule
}

// count tallies all sets.
func count(all []measured) map[string]*tally {
	sets := map[string]*tally{}
	for i := range all {
		m := &all[i]
		t := sets[m.set]
		if t == nil {
			t = &tally{alerts: map[string]int{}, alarmed: map[string]int{}, seen: map[string]bool{}}
			sets[m.set] = t
		}
		t.dialogues += t.first(m.dialog)
		if m.customer {
			t.customerLines++
			if slices.Contains(m.Over, "human_request") {
				t.overPerson++
			}
		}
		for _, rule := range m.Fired {
			right, labelled := judge(all, i, rule)
			t.raised(m.dialog, rule, right, labelled)
		}
	}
	return sets
}

func (t *tally) raised(dialog, rule string, right, labelled bool) {
	t.alerts[rule]++
	t.alarmed[rule] += t.first(dialog + "\x00" + rule)
	if labelled {
		t.labelled++
		if right {
			t.right++
		}
	}
	if slices.Contains(immediate, rule) {
		t.immediate++
		if !right {
			t.falseImmediate++
		}
	}
}

// first is 1 for what was not seen before, else 0.
func (t *tally) first(key string) int {
	if t.seen[key] {
		return 0
	}
	t.seen[key] = true
	return 1
}

// falseAnHour is how many false immediate alerts an agent gets an hour on these
// sets together. An alert is false unless a label says that it was right.
func falseAnHour(sets map[string]*tally, names ...string) float64 {
	alerts, lines := 0, 0
	for _, name := range names {
		if t := sets[name]; t != nil {
			alerts += t.falseImmediate
			lines += t.customerLines
		}
	}
	return share(alerts, lines) * customerLinesAnHour
}

// personShare is the share of customers' lines on these sets that seem to ask
// for a person; nobody does there.
func personShare(sets map[string]*tally, names ...string) float64 {
	over, lines := 0, 0
	for _, name := range names {
		if t := sets[name]; t != nil {
			over += t.overPerson
			lines += t.customerLines
		}
	}
	return share(over, lines)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func sortedNames(sets map[string]*tally) []string { return slices.Sorted(maps.Keys(sets)) }
