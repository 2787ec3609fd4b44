//go:build unix

package cluster

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"floorwalker/assets"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/driver"
)

// runHub is one of the team's hubs.
func runHub(ctx context.Context) error {
	var logger *slog.Logger
	if path := os.Getenv(logVariable); path != "" {
		out, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
		if err != nil {
			return err
		}
		logger = slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelDebug})).With("hub", os.Getenv(indexVariable))
	}
	s, err := station.Open(ctx, station.Options{
		Dir: os.Getenv(dirVariable), NATS: os.Getenv(peersVariable), Listen: os.Getenv(listenVariable), StandBy: true,
		Policy: assets.DefaultPolicy, Now: time.Now, Clock: station.SystemClock(), Logger: logger, Version: "test",
		Drivers: func() ([]driver.Driver, error) {
			return []driver.Driver{newVendorDriver(os.Getenv(vendorVariable))}, nil
		},
	})
	if err != nil {
		return err
	}
	fmt.Println("ready")
	return s.Run(ctx)
}
