package console

import (
	"context"

	"floorwalker/app"
	"floorwalker/app/coverage"
	"floorwalker/app/report"
	"floorwalker/sync/fetch"
)

// days are the hub's as the desk asks for them.
type days struct{ client *fetch.Client }

var _ app.Days = days{}

// Day implements app.Days.
func (d days) Day(ctx context.Context) (report.Day, error) { return d.client.Day(ctx) }

// Coverage implements app.Days.
func (d days) Coverage(ctx context.Context) (coverage.Figures, error) {
	return d.client.Coverage(ctx)
}

// Handover implements app.Days.
func (d days) Handover(ctx context.Context, shift string) ([]byte, error) {
	return d.client.Handover(ctx, shift)
}
