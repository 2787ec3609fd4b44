package main

import (
	"floorwalker/app/chat"
	"floorwalker/sync/clock"
)

// deskClock is hub time as the window's port.
type deskClock struct{ *clock.Clock }

// Now implements ui.Clock.
func (c deskClock) Now() (chat.Instant, bool) {
	t := c.Clock.Now()
	return t.At, !t.Certain
}
