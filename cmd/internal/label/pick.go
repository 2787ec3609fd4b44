package label

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"floorwalker/app/chat"
)

// Order says which chats are wanted.
type Order struct {
	// Chats is how many, Seed which: the same seed draws the same chats of
	// the same log.
	Chats int
	Seed  int64
	// Alerts prefers chats in which somebody was called. What is measured on
	// such a choice holds for such chats, not for all.
	Alerts bool
}

// Pick draws chats that have something to label and are not among those that
// were drawn before, at most as many as are wanted.
func Pick(chats []Counted, o Order, before map[chat.ChatID]bool) []chat.ChatID {
	var from []Counted
	for _, c := range chats {
		if c.Lines > 0 && !before[c.ID] {
			from = append(from, c)
		}
	}
	slices.SortFunc(from, func(a, b Counted) int { return cmp.Compare(a.ID, b.ID) })
	// A draw that can be repeated is what is wanted.
	rng := rand.New(rand.NewPCG(uint64(o.Seed), 4)) // #nosec G404 G115 -- a seed, whatever its sign
	rng.Shuffle(len(from), func(i, j int) { from[i], from[j] = from[j], from[i] })
	if o.Alerts {
		slices.SortStableFunc(from, func(a, b Counted) int { return cmp.Compare(loud(b), loud(a)) })
	}
	var ids []chat.ChatID
	for _, c := range from[:min(len(from), max(o.Chats, 0))] {
		ids = append(ids, c.ID)
	}
	return ids
}

func loud(c Counted) int {
	if c.Alerted {
		return 1
	}
	return 0
}
