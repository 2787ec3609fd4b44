package killtest

import (
	"context"
	"os"
	"sync"
	"time"

	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/cmd/internal/station"
)

// runHub is the hub's process.
func runHub(ctx context.Context) error {
	s, err := station.Open(ctx, station.Options{
		Dir: os.Getenv(dirVariable), Listen: os.Getenv(addrVariable), Practice: true,
		Policy: assets.DefaultPolicy, Now: time.Now,
	})
	if err != nil {
		return err
	}
	go obey(map[string]func() string{wordHash: func() string {
		h, _, err := s.Hub().FloorHash(ctx)
		if err != nil {
			return ""
		}
		return wordHash + " " + h
	}})
	say(wordReady)
	return s.Run(ctx)
}

// runDesk is a desk's process.
func runDesk(ctx context.Context) error {
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		return err
	}
	c, err := console.Open(console.Options{
		Dir: os.Getenv(dirVariable), URL: "ws://" + os.Getenv(addrVariable) + "/v1/stream",
		Token: os.Getenv(tokenVariable), Policy: pol, Now: time.Now, Local: console.System(), Boot: console.Boot(),
	})
	if err != nil {
		return err
	}
	w := newWriter(c.Desk, c.Store)
	var working sync.WaitGroup
	working.Go(func() { w.run(ctx) })
	defer working.Wait()
	go obey(map[string]func() string{
		wordHash:    func() string { return wordHash + " " + c.Desk.FloorHash() },
		wordShelves: func() string { return wordShelves + " " + w.shelves() },
		wordPrivate: func() string { return wordPrivate + " " + w.private() },
		wordPause:   func() string { w.pause(); return wordPaused },
		wordWork:    func() string { w.paused.Store(false); return "" },
	})
	say(wordReady)
	return c.Run(ctx)
}
