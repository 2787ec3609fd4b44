package main

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"floorwalker/sync/link"
	"floorwalker/sync/wire"
)

// benchDesk is a desktop that reads and measures, and decodes no event: two hundred of
// them share the machine with the hub.
type benchDesk struct {
	token string
	nap   time.Duration // before each frame is taken, for one that hardly reads
	link  *link.Link
	stop  context.CancelFunc
	began time.Time
	live  chan struct{} // closed when it has the floor for the first time
	first sync.Once

	lost atomic.Int64

	mu     sync.Mutex // guards what follows
	isLive bool
	lived  time.Time
	waits  []time.Duration
}

// sitDown connects one.
func sitDown(ctx context.Context, url, token string, nap time.Duration) *benchDesk {
	ctx, stop := context.WithCancel(ctx)
	d := &benchDesk{token: token, nap: nap, stop: stop, began: time.Now(), live: make(chan struct{})}
	d.link = link.New(link.Config{URL: url, Subprotocol: wire.Subprotocol, ReadLimit: wire.MaxFromHub, Protocol: d, Now: time.Now})
	go func() { _ = d.link.Run(ctx) }() // it returns nil
	return d
}

func (d *benchDesk) leave() { d.stop() }

// took is how long it was until it had the floor.
func (d *benchDesk) took() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.lived.Sub(d.began)
}

// Hello implements link.Protocol.
func (d *benchDesk) Hello(uint64) []byte {
	return wire.AppendFrame(nil, &wire.Frame{Kind: wire.FrameHello, Token: d.token, Desk: "bench"})
}

// Ping implements link.Protocol.
func (d *benchDesk) Ping(uint64) []byte {
	return wire.AppendFrame(nil, &wire.Frame{Kind: wire.FramePing, Sent: time.Now().UnixNano()})
}

// Moved implements link.Protocol.
func (d *benchDesk) Moved(s link.Status) {
	if s.State == link.Offline {
		d.lost.Add(1)
	}
}

// Receive implements link.Protocol.
func (d *benchDesk) Receive(_ uint64, message []byte) (link.State, error) {
	if d.nap > 0 {
		time.Sleep(d.nap)
	}
	f, err := wire.DecodeFrame(message, nil)
	if err != nil {
		return link.Greeting, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	switch f.Kind {
	case wire.FrameLive:
		d.isLive, d.lived = true, time.Now()
		d.first.Do(func() { close(d.live) })
	case wire.FrameEvents:
		if d.isLive {
			d.time(f.Events)
		}
	}
	if d.isLive {
		return link.Live, nil
	}
	return link.CatchingUp, nil
}

var atField = []byte(`"at":`)

// time takes how old the lines are: from the hub's acceptance on, its log's sync
// included.
func (d *benchDesk) time(lines [][]byte) {
	now := time.Now().UnixMilli()
	for _, l := range lines {
		i := bytes.Index(l, atField)
		if i < 0 {
			continue
		}
		digits := l[i+len(atField):]
		n := 0
		for n < len(digits) && digits[n] >= '0' && digits[n] <= '9' {
			n++
		}
		at, err := strconv.ParseInt(string(digits[:n]), 10, 64)
		if err == nil {
			d.waits = append(d.waits, time.Duration(now-at)*time.Millisecond)
		}
	}
}

var errNoFloor = errors.New("a desktop was not given the floor within a minute")

// allLive waits until every one has the floor.
func allLive(ctx context.Context, desks []*benchDesk) error {
	late := time.After(time.Minute)
	for _, d := range desks {
		select {
		case <-d.live:
		case <-ctx.Done():
			return ctx.Err()
		case <-late:
			return errNoFloor
		}
	}
	return nil
}

// reset begins to measure.
func reset(desks []*benchDesk) {
	for _, d := range desks {
		d.mu.Lock()
		d.waits = d.waits[:0]
		d.mu.Unlock()
		d.lost.Store(0)
	}
}

// gather returns all waits, sorted, and how many connections were lost.
func gather(desks []*benchDesk) (waits []time.Duration, events, lost int) {
	for _, d := range desks {
		d.mu.Lock()
		waits = append(waits, d.waits...)
		d.mu.Unlock()
		lost += int(d.lost.Load())
	}
	slices.Sort(waits)
	return waits, len(waits), lost
}
