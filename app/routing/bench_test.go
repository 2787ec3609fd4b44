package routing_test

import (
	"fmt"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/routing"
)

// What an event costs does not depend on how many chats are on the floor: a chat that
// waits where nobody is free, one that is given to somebody, and a line of another.
func BenchmarkFollow(b *testing.B) {
	for _, n := range []int{300, 10_000} {
		full := edition(auto, func(e *policy.Edition) { e.Policy.Agent.Cap = 1 })
		f := newFloor(b, full)
		for i := range 200 {
			f.joins(fmt.Sprint("agent", i))
		}
		for i := range n {
			f.waits(fmt.Sprint("c", i))
		}
		line := &chat.Event{ID: "line", Chat: "c1", Body: &chat.MessagePosted{From: chat.SpeakerAgent}}
		queued := &chat.Event{ID: "queued", Chat: chat.ChatID(fmt.Sprint("c", n-1)), Body: &chat.ChatQueued{}}
		f.ed = edition(auto, func(e *policy.Edition) { e.Policy.Agent.Cap = 1; e.Caps = []policy.AgentCap{{Agent: "agent7", Cap: 2}} })
		for _, tc := range []struct {
			name string
			ed   *policy.Edition
			e    *chat.Event
		}{{"line", full, line}, {"full", full, queued}, {"given", f.ed, queued}} {
			b.Run(fmt.Sprintf("%s/%d", tc.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					routing.Follow(f.Floor, tc.e, tc.ed)
					if routing.Frees(f.Floor, tc.e, tc.ed) {
						routing.Fill(f.Floor, tc.ed, tc.e.ID, tc.e.At)
					}
				}
			})
		}
	}
}
