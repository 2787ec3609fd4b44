package app

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/report"
)

// S-ACC-06: how long chats waited for a person is shown, and of the floor that
// is read now alone.
func TestHowLongChatsWaitedIsShown(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(append(s.opened("c"), s.ev("c", &chat.ChatQueued{}))...)
		want(t, "before anybody accepts", s.desk.Snapshot().Waits, report.AcceptTimes{})
		s.sleep(40 * time.Second)
		s.give(s.ev("c", &chat.ChatAccepted{Agent: "ben"}))
		want(t, "after 40 s", s.settle().Waits, report.AcceptTimes{N: 1, P50: 40 * time.Second, P95: 40 * time.Second})
		s.goLive(s.opened("d")...)
		want(t, "on another reading", s.settle().Waits, report.AcceptTimes{})
	})
}
