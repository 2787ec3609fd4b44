package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/sync/feed"
)

// hangs is when something that is waited for will not come any more.
const hangs = time.Minute

// sitting is one agent at a desk of the team: a console with its store, and a
// real socket to the hub.
type sitting struct {
	name    string
	console *console.Console
	met     met
	shown   atomic.Pointer[app.Desk] // for Changed, which comes from another goroutine
	events  atomic.Int64             // that came
	stopRun context.CancelFunc
	done    chan error
}

// busy reports whether the customers have begun to talk, all of them.
func busy(s *app.Snapshot) bool {
	return s.Link.State == app.LinkLive && s.Boards[view.All].Len() >= teamChats*9/10
}

// sit opens the desk of the n-th agent and waits until the floor talks.
func (t *team) sit(ctx context.Context, dir string, n int) (*sitting, error) {
	d, err := t.console(dir, n, nil)
	if err != nil {
		return nil, err
	}
	return d, d.run(ctx)
}

// console makes the desk of the n-th agent; changed, if not nil, is told of
// snapshots.
func (t *team) console(dir string, n int, changed func(bool)) (*sitting, error) {
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		return nil, err
	}
	d := &sitting{name: names[n], done: make(chan error, 1)}
	d.console, err = console.Open(console.Options{
		Dir: filepath.Join(dir, d.name), URL: t.url, Token: t.tokens[n], Policy: pol, Now: time.Now, Local: console.System(),
		Changed: func(urgent bool) {
			d.met.look()
			if changed != nil {
				changed(urgent)
			}
		},
		Witness: func(s feed.Sink) feed.Sink { return &tally{s, &d.events} },
	})
	if err != nil {
		return nil, fmt.Errorf("opening a desk: %w", err)
	}
	d.shown.Store(d.console.Desk)
	return d, nil
}

// run lets the desk work and waits until the floor talks.
func (d *sitting) run(ctx context.Context) error {
	running, stop := context.WithCancel(ctx)
	d.stopRun = stop
	_, err := d.within(ctx, "a floor that talks", busy, func() { go func() { d.done <- d.console.Run(running) }() })
	return err
}

// within does something and returns how long after it a snapshot was right.
func (d *sitting) within(ctx context.Context, what string, right func(*app.Snapshot) bool, do func()) (time.Duration, error) {
	at := d.met.expect(func() bool { return right(d.snapshot()) })
	began := time.Now()
	do()
	select {
	case t := <-at:
		return t.Sub(began), nil
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-time.After(hangs):
		s := d.snapshot()
		return 0, fmt.Errorf("%s waited for %s: %s %q, notices %v", d.name, what, s.Link.State, s.Alarm, s.Notices)
	}
}

func (d *sitting) snapshot() *app.Snapshot { return d.shown.Load().Snapshot() }

// open puts a chat on screen, once it is there.
func (d *sitting) open(ctx context.Context, id chat.ChatID) error {
	_, err := d.within(ctx, string(id), func(s *app.Snapshot) bool { return s.Thread != nil && s.Thread.ID == id },
		func() { d.console.Desk.Open(id) })
	return err
}

// close ends the desk; what it has got is in its store then.
func (d *sitting) close() error {
	d.stopRun()
	return <-d.done
}

// leaveAll closes desks and their hub.
func leaveAll(t *team, desks ...*sitting) error {
	var errs []error
	for _, d := range desks {
		errs = append(errs, d.close())
	}
	return errors.Join(append(errs, t.stop())...)
}

// tally counts the events that come to a desk.
type tally struct {
	feed.Sink
	n *atomic.Int64
}

// Events implements feed.Sink.
func (t *tally) Events(items []feed.Item) {
	t.n.Add(int64(len(items)))
	t.Sink.Events(items)
}
