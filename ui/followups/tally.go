package followups

import (
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/ui/kit"
)

// tally is when the open follow-ups of mine and of nobody are due, in order, so
// that the rail's figure costs nothing while only time goes by.
type tally struct {
	zone *time.Location
	due  []chat.Instant
}

func (t *tally) take(list followup.List, me chat.AgentID) {
	t.due = t.due[:0]
	for v := range list.Open() {
		if a := v.Content.Assignee; a == "" || a == me {
			t.due = append(t.due, v.Content.Due)
		}
	}
}

// count is how many are late or due before midnight: red if one is late, amber if
// one is due within a quarter of an hour.
func (t *tally) count(now chat.Instant) (n int, tone kit.Tone) {
	y, m, d := now.Time().In(t.zone).Date()
	midnight := chat.InstantOf(time.Date(y, m, d+1, 0, 0, 0, 0, t.zone))
	n, _ = slices.BinarySearch(t.due, midnight)
	if n == 0 {
		return 0, kit.Grey
	}
	return n, dueTone(minutesLeft(t.due[0], now))
}
