package ladder

import (
	"context"
	"encoding/json"
	"os"

	"floorwalker/assets"
	"floorwalker/cmd/internal/station"
)

// runHub is the hub's process.
func runHub(ctx context.Context, c *child) error {
	s, err := station.Open(ctx, station.Options{
		Dir: os.Getenv(dirVariable), Listen: os.Getenv(addrVariable), Practice: true,
		Policy: assets.DefaultPolicy, Now: c.now,
	})
	if err != nil {
		return err
	}
	go c.obey(map[string]deed{
		"skew": c.skew(),
		"hash": func(json.RawMessage) (any, error) {
			h, _, err := s.Hub().FloorHash(ctx)
			return h, err
		},
	})
	c.say(reply{N: wordReady, Out: s.Addr()})
	return s.Run(ctx)
}
