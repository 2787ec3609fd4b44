package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/sync/driver"
)

const (
	latencyChats = 200
	latencyRate  = 20 // events a second
	latencyTime  = 45 * time.Second
)

// measureLatency times from the hub's acceptance of a line, which is when its
// backend hands it over, to the snapshot in which the desk publishes it. A
// third of the lines are in the chat on screen; some of the others ask for a
// human, which makes their rows urgent.
func measureLatency(ctx context.Context, o options) ([]row, error) {
	dir, err := os.MkdirTemp(o.dir, "latency-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is temporary
	w := &watch{sent: make(map[chat.ChatID][]sentLine)}
	r, err := openRig(ctx, dir, func(bool) { w.look() })
	if err != nil {
		return nil, err
	}
	w.start(r.console.Desk.Snapshot)
	sink := <-r.backend.sink
	if err := openChats(ctx, sink); err != nil {
		return nil, err
	}
	r.console.Desk.Open(latencyChat(0))
	if err := w.talk(ctx, sink); err != nil {
		return nil, err
	}
	if _, err := r.agree(ctx); err != nil {
		return nil, err
	}
	time.Sleep(time.Second) // the last window
	err = r.closeDesk()
	if err := r.close(); err != nil {
		return nil, err
	}
	return w.rows(), err
}

func latencyChat(i int) chat.ChatID { return chat.ChatID(fmt.Sprintf("practice:late-%03d", i)) }

func openChats(ctx context.Context, sink driver.Sink) error {
	for i := range latencyChats {
		e := chat.Event{ID: chat.EventID(fmt.Sprint("open/", i)), Chat: latencyChat(i)}
		e = opening(&e)
		if _, err := sink.Deliver(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// class is which of the promises a line is held to.
type class int

const (
	onScreen class = iota
	urgentRow
	mergedRow
	classes
)

type sentLine struct {
	class class
	text  string
	at    time.Time
}

// watch knows which lines are on their way and sees them arrive.
type watch struct {
	mu    sync.Mutex // guards all below
	shown func() *app.Snapshot
	sent  map[chat.ChatID][]sentLine
	took  [classes][]time.Duration
}

// start says where snapshots come from; before that nothing is looked at.
func (w *watch) start(shown func() *app.Snapshot) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.shown = shown
}

// talk hands lines over at the rate, whatever becomes of them.
func (w *watch) talk(ctx context.Context, sink driver.Sink) error {
	var g errgroup.Group
	tick := time.NewTicker(time.Second / latencyRate)
	defer tick.Stop()
	for n := range int(latencyTime/time.Second) * latencyRate {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
		id, c, words := latencyChat(0), onScreen, "and another thing"
		switch n % 6 {
		case 1, 2, 4, 5:
			id, c = latencyChat(1+n%(latencyChats/2-1)), mergedRow
		case 3:
			// Each of these chats asks once: a trigger that holds is not raised again.
			id, c, words = latencyChat(latencyChats/2+n/6%(latencyChats/2)), urgentRow, "I want to talk to a human agent"
		}
		if n >= 6*latencyChats/2 && c == urgentRow {
			c = mergedRow
		}
		text := fmt.Sprintf("%d: %s. %s", n, words, strings.Repeat("x", 200))
		e := line(fmt.Sprint("late/", n), id, 1, text)
		w.mu.Lock()
		w.sent[id] = append(w.sent[id], sentLine{c, text, time.Now()})
		w.mu.Unlock()
		g.Go(func() error {
			_, err := sink.Deliver(ctx, e)
			return err
		})
	}
	return g.Wait()
}

// look is called when a snapshot has been published.
func (w *watch) look() {
	now := time.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.shown == nil {
		return
	}
	s := w.shown()
	if t := s.Thread; t != nil && len(t.Messages) > 0 {
		w.arrived(t.ID, t.Messages[len(t.Messages)-1].Text, now)
	}
	s.Boards[view.All].Each(func(r *view.Row) bool {
		if s.Thread == nil || r.ID != s.Thread.ID {
			w.arrived(r.ID, r.LastText, now)
		}
		return true
	})
}

// arrived notes that a line and those before it are shown; text may be cut.
func (w *watch) arrived(id chat.ChatID, text string, now time.Time) {
	lines := w.sent[id]
	if len(lines) == 0 || text == "" {
		return
	}
	for i := range lines {
		if !strings.HasPrefix(lines[i].text, text) {
			continue
		}
		for _, l := range lines[:i+1] {
			w.took[l.class] = append(w.took[l.class], now.Sub(l.at))
		}
		w.sent[id] = lines[i+1:]
		return
	}
}

func (w *watch) rows() []row {
	w.mu.Lock()
	defer w.mu.Unlock()
	lost := 0
	for _, l := range w.sent {
		lost += len(l)
	}
	var rows []row
	for c, name := range [classes][2]string{
		onScreen: {"a line in the open chat", "p50 ≤ 10 ms, p95 ≤ 25 ms"}, urgentRow: {"an urgent row", "p99 ≤ 60 ms"},
		mergedRow: {"a merged row", "p99 ≤ 150 ms"},
	} {
		t := w.took[c]
		rows = append(rows, row{
			What:   "latency: " + name[0],
			Figure: fmt.Sprintf("%s / %s / %s", millis(median(t)), millis(quantile(t, 0.95)), millis(quantile(t, 0.99))), Target: name[1],
			Note: fmt.Sprintf("p50 / p95 / p99 of %d, hub's acceptance to published snapshot, drawing not included; %d chats, %d events/s; not seen: %d",
				len(t), latencyChats, latencyRate, lost),
		})
	}
	return rows
}
