package followup

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Lines returns every call that is owed, from the chats of the floor and from
// the open records, as one sorted list, and behind them what is over and still
// remembered. It reads every chat: who follows a floor that changes keeps the
// list and goes on with [Replace].
func Lines(f *chat.Floor, l List, mine Unsent, ed *policy.Edition) []Line {
	var all []Line
	f.EachChat(func(c *chat.Chat) {
		all = append(all, LinesOf(c, mine, ed)...)
	})
	all = append(all, RecordLines(f, l, mine, ed)...)
	slices.SortFunc(all, compare)
	return all
}

// Replace returns the list with fresh, which are the lines of chat id, or of all
// records if id is empty, in the place of those that it had of it. It costs the
// length of the list and never that of the floor; where neither has any line of
// the chat it is the list itself.
func Replace(list []Line, id chat.ChatID, fresh []Line) []Line {
	had := slices.ContainsFunc(list, func(l Line) bool { return l.Key.Chat == id })
	if !had && len(fresh) == 0 {
		return list
	}
	fresh = slices.SortedFunc(slices.Values(fresh), compare)
	merged := make([]Line, 0, len(list)+len(fresh))
	for i := range list {
		if list[i].Key.Chat == id {
			continue
		}
		for len(fresh) > 0 && compare(fresh[0], list[i]) < 0 {
			merged, fresh = append(merged, fresh[0]), fresh[1:]
		}
		merged = append(merged, list[i])
	}
	return append(merged, fresh...)
}

// Find returns the line of a call.
func Find(list []Line, k Key) (Line, bool) {
	if i := slices.IndexFunc(list, func(l Line) bool { return l.Key == k }); i >= 0 {
		return list[i], true
	}
	return Line{}, false
}
