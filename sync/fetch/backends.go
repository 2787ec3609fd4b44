package fetch

import (
	"context"

	"floorwalker/sync/wire"
)

// Backends returns how the hub's connections to its backends are.
func (c *Client) Backends(ctx context.Context) ([]wire.BackendStatus, error) {
	var all wire.BackendStatuses
	if err := c.ask(ctx, "/backends", nil, &all); err != nil {
		return nil, err
	}
	return all.Backends, nil
}
