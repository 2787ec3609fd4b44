package shelf

import (
	"slices"

	"floorwalker/app/record"
)

// Order is which records a table lists and where they stand. What is shown may be
// older than what should stand there while a hand is on the rows.
type Order struct {
	Latest []record.ID // as they should stand
	Shown  []record.ID // as they stand
}

// Settle shows the order as it should be.
func (o *Order) Settle() { o.Shown = o.Latest }

// Moved counts the rows that would come, go or stand elsewhere, roughly: those that
// are not in both orders, or one if only their places differ.
func (o *Order) Moved() int {
	if slices.Equal(o.Shown, o.Latest) {
		return 0
	}
	was := make(map[record.ID]bool, len(o.Shown))
	for _, id := range o.Shown {
		was[id] = true
	}
	came := 0
	for _, id := range o.Latest {
		if !was[id] {
			came++
		}
	}
	went := len(o.Shown) + came - len(o.Latest)
	return max(came+went, 1)
}
