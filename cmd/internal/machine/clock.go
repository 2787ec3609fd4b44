package machine

import (
	"time"

	"floorwalker/sync/clock"
)

// Clock reads what the wall shows, and how long the machine has run, its sleep
// included.
func Clock() clock.Local {
	began := time.Now()
	return func() (wall time.Time, mono time.Duration) {
		now := time.Now()
		if mono, ok := sinceBoot(); ok {
			return now.Round(0), mono
		}
		return now.Round(0), now.Sub(began)
	}
}
