package station

import (
	"floorwalker/cmd/internal/machine"
	"floorwalker/sync/clock"
)

// SystemClock reads this machine's two clocks for a hub.
func SystemClock() clock.Local { return machine.Clock() }

// boot names this run of the machine, if the hub goes by its clock.
func (s *Station) boot() string {
	if s.opts.Clock == nil {
		return ""
	}
	return machine.Boot()
}
