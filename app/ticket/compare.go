package ticket

import (
	"maps"
	"slices"

	"floorwalker/app/chat"
)

// Differences are where closed chats and tickets are not the same. None of the
// lists holds anything on a good night (G-TKT-01).
type Differences struct {
	// Missing are closed chats without a ticket, Extra chats with a ticket that
	// are not closed, each once and in order.
	Missing []chat.ChatID
	Extra   []chat.ChatID
	// Double are chats with tickets of several numbers.
	Double []chat.ChatID
	// Shared are numbers that tickets of several chats have.
	Shared []Ref
}

// Empty reports whether there is no difference.
func (d Differences) Empty() bool {
	return len(d.Missing)+len(d.Extra)+len(d.Double)+len(d.Shared) == 0
}

// Compare holds tickets against the chats that are closed, in any order. A
// ticket that is there twice under its one number is one: a hub that was
// restarted may well say a thing again. It is linear but for sorting what differs.
func Compare(closed []chat.ChatID, tickets []Ticket) Differences {
	ended := make(map[chat.ChatID]bool, len(closed))
	for _, id := range closed {
		ended[id] = true
	}
	var (
		refs   = make(map[chat.ChatID]Ref, len(tickets))
		chats  = make(map[Ref]chat.ChatID, len(tickets))
		extra  = make(map[chat.ChatID]bool)
		double = make(map[chat.ChatID]bool)
		shared = make(map[Ref]bool)
	)
	for i := range tickets {
		t := &tickets[i]
		if !ended[t.Chat] {
			extra[t.Chat] = true
		}
		if ref, again := refs[t.Chat]; again && ref != t.Ref {
			double[t.Chat] = true
		}
		if id, again := chats[t.Ref]; again && id != t.Chat {
			shared[t.Ref] = true
		}
		refs[t.Chat], chats[t.Ref] = t.Ref, t.Chat
	}
	maps.DeleteFunc(ended, func(id chat.ChatID, _ bool) bool { _, there := refs[id]; return there })
	return Differences{
		Missing: slices.Sorted(maps.Keys(ended)),
		Extra:   slices.Sorted(maps.Keys(extra)),
		Double:  slices.Sorted(maps.Keys(double)),
		Shared:  slices.Sorted(maps.Keys(shared)),
	}
}
