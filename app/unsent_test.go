package app

import (
	"testing"
	"time"

	"floorwalker/app/view"
)

// A reply that is held is seen from every page, not in its chat alone: in its
// row, and as a figure (ux 4.6).
func TestAHeldLineIsCounted(t *testing.T) {
	mine(t, func(t *testing.T, s *stage) {
		offline(s)
		s.desk.Open("")
		s.desk.Post("c", "Hello")
		s.settle()
		want(t, "while it waits by itself", s.desk.Snapshot().Unsent, Unsent{})
		s.sleep(2 * time.Minute)
		got := online(s)
		want(t, "held", got.Unsent, Unsent{Lines: 1, Chat: "c"})
		want(t, "its row", got.Boards[view.All].Row(0).Unsent, 1)
		for _, l := range s.desk.lines["c"] {
			s.desk.Discard("c", l.ID)
		}
		got = s.settle()
		want(t, "discarded", []any{got.Unsent, got.Boards[view.All].Row(0).Unsent}, []any{Unsent{}, 0})
	})
}
