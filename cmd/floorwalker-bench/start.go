package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"floorwalker/app/chat"
	"floorwalker/assets"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

const (
	// startChats are open at any time in the log of this section.
	startChats = 200
	// startBatch is how many events the log takes at once.
	startBatch = 500
	// startTail is how many events lie behind the newest checkpoint.
	startTail = 1_000
)

// measureStart times a hub's start on a long log, after a clean end and after
// the process that wrote the log was killed.
func measureStart(ctx context.Context, o options) ([]row, error) {
	dir, err := os.MkdirTemp(o.dir, "start-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is temporary
	o.dir = dir
	line, stop, kill, err := peer(ctx, o, "generate")
	if err != nil {
		return nil, err
	}
	if line != "ready" {
		return nil, errors.Join(fmt.Errorf("the log was not made: %s", line), stop())
	}
	if err := kill(); err != nil {
		return nil, err
	}
	var rows []row
	for _, after := range []string{"kill -9", "a clean end", "a clean end, again"} {
		o.arg = after
		got, err := child(ctx, o, "one-start")
		if err != nil {
			return nil, err
		}
		rows = append(rows, got...)
	}
	return rows, nil
}

// runGenerate fills a log as fast as it takes events, lets a hub write a
// checkpoint, adds a little behind it, and waits to be killed.
func runGenerate(ctx context.Context, o options) ([]row, error) {
	if err := generate(ctx, o); err != nil {
		return nil, err
	}
	h, l, err := openHub(ctx, o.dir)
	if err != nil {
		return nil, err
	}
	if err := checkpoint(ctx, h); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	t := newTraffic("tail", startChats, smallEvent, true)
	if err := fill(ctx, l, t, startTail); err != nil {
		return nil, err
	}
	fmt.Println("ready")
	_, _ = os.Stdin.Read(make([]byte, 1)) // until killed
	return nil, l.Close()
}

func generate(ctx context.Context, o options) error {
	l, err := log.Open(ctx, log.Config{Dir: o.dir})
	if err != nil {
		return err
	}
	t := newTraffic("log", startChats, smallEvent, true)
	return errors.Join(fill(ctx, l, t, o.events), l.Close())
}

// fill puts events on the log without a hub.
func fill(ctx context.Context, l *log.Log, t *traffic, events int) error {
	recs := make([]log.Record, 0, startBatch)
	for n := 0; n < events; n += len(recs) {
		recs = recs[:0]
		for range min(startBatch, events-n) {
			e := t.next()
			recs = append(recs, log.Record{Subject: subject(&e), Data: wire.AppendEvent(nil, &e)})
		}
		if _, err := l.Append(ctx, recs); err != nil {
			return err
		}
	}
	return nil
}

// subject is where a hub would put e.
func subject(e *chat.Event) log.Subject {
	switch e.Body.(type) {
	case *chat.ChatOpened, *chat.ChatClosed:
		return log.ChatOwn(e.Chat)
	case *chat.MessagePosted:
		return log.ChatMessages(e.Chat)
	default:
		return log.ChatFacts(e.Chat)
	}
}

// openHub opens log and hub.
func openHub(ctx context.Context, dir string) (*hub.Hub, *log.Log, error) {
	_, weights, err := shipped()
	if err != nil {
		return nil, nil, err
	}
	l, err := log.Open(ctx, log.Config{Dir: dir})
	if err != nil {
		return nil, nil, err
	}
	h, err := hub.Open(ctx, hub.Config{Journal: l, Edition: assets.Edition(), Weights: weights, Now: time.Now})
	if err != nil {
		return nil, nil, errors.Join(err, l.Close())
	}
	return h, l, nil
}

// checkpoint has the hub write one, as it does when it ends.
func checkpoint(ctx context.Context, h *hub.Hub) error {
	ctx, end := context.WithCancel(ctx)
	end()
	return h.Run(ctx)
}

// measureOneStart is one start. It ends cleanly, but the hub does not run, so
// that the tail behind the checkpoint stays for the next one.
func measureOneStart(ctx context.Context, o options) ([]row, error) {
	_, weights, err := shipped()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	l, err := log.Open(ctx, log.Config{Dir: o.dir})
	if err != nil {
		return nil, err
	}
	opened := time.Since(began)
	if _, err := hub.Open(ctx, hub.Config{Journal: l, Edition: assets.Edition(), Weights: weights, Now: time.Now}); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	took := time.Since(began)
	bytes, err := size(o.dir)
	return []row{{
		What: "start: hub with a long log, after " + o.arg, Figure: fmt.Sprintf("%.2f s", took.Seconds()), Target: "≤ 5 s at 10 M",
		Note: fmt.Sprintf("%d events and %d behind the checkpoint, %d MB; the log %.2f s, the hub %.2f s",
			l.Last(), startTail, bytes>>20, opened.Seconds(), (took - opened).Seconds()),
	}}, errors.Join(err, l.Close())
}

// size is how many bytes lie in dir.
func size(dir string) (int64, error) {
	var n int64
	err := filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	return n, err
}
