package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"floorwalker/app/chat"
	"floorwalker/storage"
	"floorwalker/sync/driver"
	"floorwalker/sync/wire"
)

const (
	pathChats = 200
	pathLines = 60_000
	// slowFsync is what strace adds to every fsync, in microseconds.
	slowFsync = 2_000
)

// measurePath times the whole path, as it is and with a slow disk.
func measurePath(ctx context.Context, o options) ([]row, error) {
	var rows []row
	for _, size := range []string{"1700", "300"} {
		o.arg = size
		got, err := child(ctx, o, "one-path")
		if err != nil {
			return nil, err
		}
		rows = append(rows, got...)
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		return append(rows, row{What: "path: fsync slowed to 2 ms", Figure: "not measured", Note: "strace is not installed"}), nil
	}
	trace := filepath.Join(o.dir, "fsyncs")
	for _, size := range []string{"1700", "300"} {
		o.arg = size + " slow"
		got, err := child(ctx, o, "one-path", strace, "-f", "-qq", "--seccomp-bpf", "-o", trace,
			"-e", "trace=fsync,fdatasync", "-e", fmt.Sprintf("inject=fsync,fdatasync:delay_exit=%d", slowFsync))
		if err != nil {
			return append(rows, row{What: "path: fsync slowed to 2 ms", Figure: "not measured", Note: err.Error()}), nil
		}
		calls, err := os.ReadFile(trace) // #nosec G304 -- our own file
		if err != nil {
			return nil, err
		}
		got[0].Note += fmt.Sprintf("; %d fsync and %d fdatasync calls were slowed; NATS's small O_SYNC writes were not",
			bytes.Count(calls, []byte(" fsync(")), bytes.Count(calls, []byte("fdatasync(")))
		rows = append(rows, got...)
	}
	return rows, nil
}

// measureOnePath is one run: each chat's customer says a line when the one
// before is on the log's disk, so that 200 lines at most are under way.
func measureOnePath(ctx context.Context, o options) ([]row, error) {
	var size int
	if _, err := fmt.Sscan(o.arg, &size); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(o.dir, "path-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is temporary
	p50, p95, err := probe(dir)
	if err != nil {
		return nil, err
	}
	r, err := openRig(ctx, dir, nil)
	if err != nil {
		return nil, err
	}
	cpu, _ := processor() // where it cannot be had it is not printed
	before := r.journal.events.Load()
	began := time.Now()
	if err := talk(ctx, <-r.backend.sink, size); err != nil {
		return nil, err
	}
	onDisk := time.Since(began)
	hash, err := r.agree(ctx)
	if err != nil {
		return nil, err
	}
	if err := r.closeDesk(); err != nil {
		return nil, err
	}
	took := time.Since(began)
	spent, _ := processor()
	events := r.journal.events.Load() - before
	if err := r.close(); err != nil {
		return nil, err
	}
	if err := stored(filepath.Join(dir, "desk", "desk.db"), hash); err != nil {
		return nil, err
	}
	what := fmt.Sprintf("path: driver to desk's store, %d B, %d chats", size, pathChats)
	if strings.HasSuffix(o.arg, "slow") {
		what += ", fsync + 2 ms"
	}
	per := func(n int64, d time.Duration) float64 { return float64(n) / d.Seconds() }
	return []row{{
		What: what, Figure: fmt.Sprintf("%.0f events/s", per(events, took)), Target: "≥ 5,000/s",
		Note: fmt.Sprintf("%d lines, %d events in %.1f s; on the log's disk %.0f/s; %.0f events a batch, %s to commit one; "+
			"fsync %s median, %s p95; %s processor an event; told before on disk: %d; store and hub agree",
			pathLines, events, took.Seconds(), per(events, onDisk), float64(events)/float64(r.journal.batches.Load()),
			millis(time.Duration(r.journal.nanos.Load()/r.journal.batches.Load())), millis(p50), millis(p95),
			micros((spent-cpu)/time.Duration(events)), r.witness.early.Load()),
	}}, nil
}

// talk brings all lines to the hub.
func talk(ctx context.Context, sink driver.Sink, size int) error {
	g, ctx := errgroup.WithContext(ctx)
	for i := range pathChats {
		g.Go(func() error {
			t := newTraffic(fmt.Sprintf("p%03d", i), 1, size, false)
			t.n = i % (life - 1) // not all open and close at once
			first := chat.Event{}
			for n := range pathLines / pathChats {
				e := t.next()
				if n == 0 && t.n > 1 {
					first = opening(&e)
					if _, err := sink.Deliver(ctx, first); err != nil {
						return err
					}
				}
				if _, err := sink.Deliver(ctx, e); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// opening is what must come before e if a chat is joined in the middle.
func opening(e *chat.Event) chat.Event {
	return chat.Event{ID: e.ID + "/first", Chat: e.Chat, Body: &chat.ChatOpened{
		Bot: true, Driver: "practice", Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "Rohan M."},
	}}
}

// stored checks that the desk's store holds the floor with this hash.
func stored(path, hash string) error {
	s, err := storage.Open(path, storage.Options{Now: time.Now})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // it was only read
	f := chat.NewFloor()
	_, _, err = s.LoadFloor(func(c storage.CachedEvent) error {
		e, err := wire.DecodeEvent(bytes.Clone(c.Line), nil)
		if err == nil {
			f.Apply(&e)
		}
		return err
	})
	if err != nil {
		return err
	}
	if got := f.Hash(); got != hash {
		return fmt.Errorf("the store holds floor %.8s, the hub has %.8s", got, hash)
	}
	return nil
}
