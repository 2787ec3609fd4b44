package board

import (
	"fmt"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// lookedAt is how many rows from the top are compared; beyond them nobody is
// looking.
const lookedAt = 200

// heldBack says what the newest order has that is not on screen; empty if nothing. That
// chats have come is said by itself: they stand in no row yet.
func heldBack(shown, latest view.Board) string {
	const show = " · show the new order"
	come := max(latest.Len()-shown.Len(), 0)
	switch moved := countMoved(shown, latest) - come; {
	case come > 0 && moved > 0:
		return fmt.Sprintf("%d new, %d moved", come, moved) + show
	case come > 0:
		return fmt.Sprintf("%d new", come) + show
	case moved > 0:
		return fmt.Sprintf("%d moved", moved) + show
	}
	return ""
}

// countMoved is how many rows have to be put elsewhere, in or out to make the
// order that is shown the newest one: an alert that goes to the top is one,
// however many rows it pushes down.
func countMoved(shown, latest view.Board) int {
	was := make(map[chat.ChatID]int, lookedAt)
	for i := range min(shown.Len(), lookedAt) {
		was[shown.Row(i).ID] = i
	}
	n := min(latest.Len(), lookedAt)
	// tails[k] is the earliest old place at which k+1 rows can end that kept
	// their order among themselves.
	var tails []int
	for i := range n {
		at, known := was[latest.Row(i).ID]
		if !known {
			continue
		}
		k, _ := slices.BinarySearch(tails, at)
		if k == len(tails) {
			tails = append(tails, at)
		} else {
			tails[k] = at
		}
	}
	return max(n, len(was)) - len(tails)
}
