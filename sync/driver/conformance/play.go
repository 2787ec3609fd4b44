package conformance

import (
	"testing"

	"floorwalker/sync/driver"
)

// play is one case under way.
type play struct {
	*testing.T
	backend Backend
	c       kase
	driver  driver.Driver
	vendor  Vendor
}

func newPlay(t *testing.T, b Backend, c kase) *play { return &play{T: t, backend: b, c: c} }

func (p *play) run() {}
