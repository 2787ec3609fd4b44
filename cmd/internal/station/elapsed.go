package station

import (
	"time"

	"floorwalker/sync/clock"
)

// SystemClock reads this machine's two clocks for a hub: what the wall
// shows, and how long the machine has run, its sleep included.
func SystemClock() clock.Local {
	began := time.Now()
	return func() (wall time.Time, mono time.Duration) {
		now := time.Now()
		if mono, ok := sinceBoot(); ok {
			return now.Round(0), mono
		}
		return now.Round(0), now.Sub(began)
	}
}

// boot names this run of the machine, if the hub goes by its clock.
func (s *Station) boot() string {
	if s.opts.Clock == nil {
		return ""
	}
	return bootID()
}
