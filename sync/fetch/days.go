package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"floorwalker/app/coverage"
	"floorwalker/app/report"
)

// ErrNoHandover means that nothing was handed over at the end of a shift.
var ErrNoHandover = errors.New("Nothing was handed over at the end of this shift.") //nolint:staticcheck,revive // ST1005: it is shown as it is

// Day returns the figures of the day that runs, as this agent may know them.
func (c *Client) Day(ctx context.Context) (d report.Day, err error) {
	return d, c.ask(ctx, "/day", nil, &d)
}

// Coverage returns who looked at what today (D-10). A lead is told more than others.
func (c *Client) Coverage(ctx context.Context) (f coverage.Figures, err error) {
	return f, c.ask(ctx, "/coverage", nil, &f)
}

// Handover returns the file of a shift's newest handover, byte by byte as the hub
// writes it, so that its signatures can be verified; ErrNoHandover if there is none.
func (c *Client) Handover(ctx context.Context, shift string) ([]byte, error) {
	raw, err := c.get(ctx, "/handover", url.Values{"shift": {shift}})
	var refused *RefusedError
	if errors.As(err, &refused) && refused.Code == http.StatusNotFound {
		return nil, ErrNoHandover
	}
	return raw, err
}
