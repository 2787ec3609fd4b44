package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"floorwalker/app/chat"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/sync/driver"
	"floorwalker/sync/feed"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
)

// rig is a whole Floorwalker without a window: the embedded log, a hub on
// loopback, and a desk with its store.
type rig struct {
	dir     string
	journal *countingJournal
	hub     *hub.Hub
	backend *backend
	witness *witness
	console *console.Console
	server  *http.Server

	running  sync.WaitGroup
	stopDesk context.CancelFunc
	stopHub  context.CancelFunc
	deskDone chan error
	hubErr   error
}

// openRig starts it and waits until the desk is live.
func openRig(ctx context.Context, dir string, changed func(urgent bool)) (*rig, error) {
	r := &rig{dir: dir, backend: &backend{sink: make(chan driver.Sink, 1)}, deskDone: make(chan error, 1)}
	pol, weights, err := shipped()
	if err != nil {
		return nil, err
	}
	l, err := log.Open(ctx, log.Config{Dir: filepath.Join(dir, "hub")})
	if err != nil {
		return nil, err
	}
	r.journal = &countingJournal{Log: l}
	r.hub, err = hub.Open(ctx, hub.Config{Journal: r.journal, Drivers: []driver.Driver{r.backend}, Edition: assets.Edition(), Weights: weights, Now: time.Now})
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	url, err := r.serve(ctx)
	if err != nil {
		return nil, err
	}
	token, err := r.hub.AddAgent(ctx, "Asha", chat.RolePrimary)
	if err != nil {
		return nil, err
	}
	r.witness = &witness{acked: &r.journal.events}
	r.console, err = console.Open(console.Options{
		Dir: filepath.Join(dir, "desk"), URL: url, Token: token, Policy: pol, Now: time.Now, Local: console.System(),
		Changed: changed, Witness: func(s feed.Sink) feed.Sink { r.witness.Sink = s; return r.witness },
	})
	if err != nil {
		return nil, err
	}
	ctx, r.stopDesk = context.WithCancel(ctx)
	go func() { r.deskDone <- r.console.Run(ctx) }()
	return r, waitFor(ctx, func() bool { return r.witness.live.Load() })
}

// serve runs the hub and its listener.
func (r *rig) serve(ctx context.Context) (url string, err error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	r.server = &http.Server{Handler: r.hub.Handler(), ReadHeaderTimeout: time.Second}
	ctx, r.stopHub = context.WithCancel(ctx)
	r.running.Go(func() { _ = r.server.Serve(l) }) // ends with the server
	r.running.Go(func() { r.hubErr = r.hub.Run(ctx) })
	return "ws://" + l.Addr().String() + "/v1/stream", nil
}

// closeDesk ends the desk; then everything it has got is in its store.
func (r *rig) closeDesk() error {
	r.stopDesk()
	return <-r.deskDone
}

// close ends the rest.
func (r *rig) close() error {
	err := r.server.Close()
	r.stopHub()
	r.running.Wait()
	return errors.Join(err, r.hubErr, r.journal.Close())
}

// waitFor polls, because what it waits for has no other sign.
func waitFor(ctx context.Context, ok func() bool) error {
	for !ok() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Millisecond):
		}
	}
	return nil
}

// countingJournal counts what the log has acknowledged as being on its disk.
type countingJournal struct {
	*log.Log
	events, batches, nanos atomic.Int64
}

// Append implements hub.Journal.
func (j *countingJournal) Append(ctx context.Context, recs []log.Record) (uint64, error) {
	began := time.Now()
	first, err := j.Log.Append(ctx, recs)
	if err == nil {
		j.events.Add(int64(len(recs)))
		j.batches.Add(1)
		j.nanos.Add(int64(time.Since(began)))
	}
	return first, err
}

// witness stands between feed and desk and holds the hub to its word: nothing
// is told before the log has acknowledged it.
type witness struct {
	feed.Sink
	acked *atomic.Int64
	live  atomic.Bool
	got   atomic.Int64
	early atomic.Int64 // events that came before their acknowledgement
}

// Events implements feed.Sink.
func (w *witness) Events(items []feed.Item) {
	if got := w.got.Add(int64(len(items))); got > w.acked.Load() {
		w.early.Add(got - w.acked.Load())
	}
	w.Sink.Events(items)
}

// Live implements feed.Sink.
func (w *witness) Live(resume string) {
	w.Sink.Live(resume)
	w.live.Store(true)
}

// backend is a vendor that says what the sections tell it to.
type backend struct{ sink chan driver.Sink }

// Name implements driver.Driver; it is the name in the traffic.
func (b *backend) Name() string { return "practice" }

func (b *backend) Capabilities() chat.Capabilities {
	var all chat.Capabilities
	for _, op := range chat.Operations() {
		all = append(all, chat.Capability{Op: op, Ability: chat.AbilityNative})
	}
	return all
}

// Run implements driver.Driver.
func (b *backend) Run(ctx context.Context, s driver.Sink) error {
	b.sink <- s
	<-ctx.Done()
	return nil
}

// The commands of a desk have no effect here.
func (b *backend) TakeOver(context.Context, chat.ChatID, driver.Person, chat.EventID) error {
	return nil
}
func (b *backend) Post(context.Context, chat.ChatID, driver.Line) error       { return nil }
func (b *backend) Serving(context.Context, chat.ChatID) (chat.AgentID, error) { return "", nil }

// agree waits until hub and desk have folded the same.
func (r *rig) agree(ctx context.Context) (hash string, err error) {
	err = waitFor(ctx, func() bool { return r.witness.got.Load() >= r.journal.events.Load() })
	if err != nil {
		return "", err
	}
	want, _, err := r.hub.FloorHash(ctx)
	if err != nil {
		return "", err
	}
	if got := r.console.Desk.FloorHash(); got != want {
		return "", fmt.Errorf("the desk's floor is %.8s, the hub's %.8s", got, want)
	}
	return want, nil
}
