package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/sync/feed"
	"floorwalker/sync/wire"
)

const (
	deskEvents = 40_000
	deskChats  = 200
	largeEvent = 1_700
	smallEvent = 300
)

// measureDesk times reading, decoding and folding.
func measureDesk(ctx context.Context, o options) ([]row, error) {
	addr, stop, _, err := peer(ctx, o, "sender")
	if err != nil {
		return nil, err
	}
	var rows []row
	for _, size := range []int{largeEvent, smallEvent} {
		for _, batch := range []int{1, 32} {
			var took []time.Duration
			for round := range o.rounds + 1 {
				d, err := readOnce(ctx, addr, fmt.Sprintf("%d %d %d", size, batch, round))
				if err != nil {
					return nil, err
				}
				if round > 0 { // the first one warms up
					took = append(took, d)
				}
			}
			r := row{
				What:   fmt.Sprintf("desk: read, decode, fold %d B, frames of %d", size, batch),
				Figure: micros(median(took)),
				Note:   fmt.Sprintf("processor time per event over %d, kernel and GC included", deskEvents),
			}
			if size == largeEvent {
				r.Target = "≤ 6 µs"
			}
			rows = append(rows, r)
		}
	}
	return rows, stop()
}

// readOnce reads all events and returns the processor time of one.
func readOnce(ctx context.Context, addr, wish string) (time.Duration, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s := &foldingSink{floor: chat.NewFloor(), stop: stop}
	began := time.Now()
	f := feed.New(feed.Config{
		URL: "ws://" + addr + "/", Desk: wish, Sink: s,
		Local: func() (time.Time, time.Duration) { now := time.Now(); return now, now.Sub(began) },
	})
	if err := f.Run(ctx); err != nil {
		return 0, err
	}
	after, err := processor()
	if err != nil || s.err != nil || s.applied != deskEvents {
		return 0, fmt.Errorf("%d of %d events were folded: %w, %w", s.applied, deskEvents, err, s.err)
	}
	return (after - s.before) / deskEvents, nil
}

// foldingSink folds into a floor, and stops after the last event.
type foldingSink struct {
	floor   *chat.Floor
	applied int
	before  time.Duration // processor time when the hub said live
	stop    func()
	err     error
}

// Events implements feed.Sink.
func (s *foldingSink) Events(items []feed.Item) {
	for i := range items {
		if s.floor.Apply(&items[i].Event).Applied {
			s.applied++
		}
	}
	if s.applied >= deskEvents {
		s.stop()
	}
}

// Live implements feed.Sink.
func (s *foldingSink) Live(string) { s.before, s.err = processor() }

// The rest of feed.Sink does not matter here.
func (s *foldingSink) Reset(int)               {}
func (s *foldingSink) Position(string)         {}
func (s *foldingSink) Result(feed.Result)      {}
func (s *foldingSink) Gap([]chat.ChatID, bool) {}
func (s *foldingSink) Status(feed.Status)      {}

// runSender is the hub of the section desk: it sends prepared frames, as many
// as the socket takes.
func runSender(context.Context, options) ([]row, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	fmt.Println(l.Addr())
	go func() {
		_, _ = os.Stdin.Read(make([]byte, 1)) // its end is the signal
		_ = l.Close()
	}()
	srv := &http.Server{Handler: http.HandlerFunc(send), ReadHeaderTimeout: time.Second}
	_ = srv.Serve(l) // ends with the listener
	return nil, nil
}

func send(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{Subprotocols: []string{wire.Subprotocol}, WriteBufferSize: 64 << 10}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer func() { _ = ws.Close() }() // the desk has gone
	_, data, err := ws.ReadMessage()
	if err != nil {
		return
	}
	hello, err := wire.DecodeFrame(data, nil)
	if err != nil {
		return
	}
	var size, batch, round int
	if _, err := fmt.Sscan(hello.Desk, &size, &batch, &round); err != nil {
		return
	}
	frames := prepare(size, batch, round)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		for { // empties the heartbeats
			if _, _, err := ws.NextReader(); err != nil {
				return
			}
		}
	}()
	for _, f := range frames {
		if ws.WriteMessage(websocket.TextMessage, f) != nil {
			return
		}
	}
	<-gone // the desk ends the connection
}

// prepare encodes everything that is sent.
func prepare(size, batch, round int) [][]byte {
	put := func(f wire.Frame) []byte { return wire.AppendFrame(nil, &f) }
	frames := [][]byte{
		put(wire.Frame{Kind: wire.FrameWelcome, Now: 1}), put(wire.Frame{Kind: wire.FrameSnapshot}),
		put(wire.Frame{Kind: wire.FrameLive, Resume: "0"}),
	}
	t := newTraffic(fmt.Sprint("d", round), deskChats, size, false)
	for n := 0; n < deskEvents; n += batch {
		f := wire.Frame{Kind: wire.FrameEvents, First: uint64(n) + 1, Resume: fmt.Sprint(n + batch)} // #nosec G115 -- small
		for range min(batch, deskEvents-n) {
			e := t.next()
			f.Events = append(f.Events, wire.AppendEvent(nil, &e))
		}
		frames = append(frames, put(f))
	}
	return frames
}
