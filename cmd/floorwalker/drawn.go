package main

import (
	"fmt"
	"io"
	"slices"
	"time"

	desk "floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// rowsInSight is how many rows of the board a window shows at most.
const rowsInSight = 20

// drawStats measures how long after the hub's acceptance something is on
// screen: to the end of the function that drew it. It is right only where hub
// and desk share a clock, as on the practice floor. It belongs to the UI thread.
type drawStats struct {
	now func() time.Time

	thread chat.ChatID
	lines  int
	rows   map[chat.ChatID]rowSeen

	opened, urgent, merged []time.Duration
}

type rowSeen struct {
	last  chat.Instant
	since chat.Instant // of the alert
}

func newDrawStats(now func() time.Time) *drawStats {
	return &drawStats{now: now, rows: make(map[chat.ChatID]rowSeen)}
}

// drawn is told after each render.
func (d *drawStats) drawn(s *desk.Snapshot) {
	now := d.now()
	d.readThread(s.Thread, now)
	b := s.Boards[view.All]
	for i := range rowsInSight {
		if r := b.Row(i); r != nil {
			d.readRow(r, now)
		}
	}
}

func (d *drawStats) readThread(t *view.Thread, now time.Time) {
	if t == nil {
		return
	}
	n := len(t.Messages)
	if t.ID == d.thread && n > d.lines {
		d.opened = append(d.opened, now.Sub(t.Messages[n-1].At.Time()))
	}
	d.thread, d.lines = t.ID, n
}

func (d *drawStats) readRow(r *view.Row, now time.Time) {
	was, known := d.rows[r.ID]
	is := rowSeen{last: r.LastAt}
	if r.Urgency <= view.Proactive {
		is.since = r.Owed.Started
	}
	d.rows[r.ID] = is
	switch {
	case !known || r.ID == d.thread:
	case is.since > was.since:
		d.urgent = append(d.urgent, now.Sub(is.since.Time()))
	case is.last > was.last:
		d.merged = append(d.merged, now.Sub(is.last.Time()))
	}
}

// print writes the figures.
func (d *drawStats) print(w io.Writer) {
	for _, row := range []struct {
		name string
		all  []time.Duration
	}{{"opened chat", d.opened}, {"urgent row", d.urgent}, {"merged row", d.merged}} {
		if len(row.all) == 0 {
			_, _ = fmt.Fprintf(w, "%-12s none\n", row.name) // a figure that nobody reads
			continue
		}
		slices.Sort(row.all)
		at := func(p int) int64 { return row.all[(len(row.all)*p+99)/100-1].Milliseconds() }
		_, _ = fmt.Fprintf(w, "%-12s n=%d p50=%d ms p95=%d ms p99=%d ms\n", row.name, len(row.all), at(50), at(95), at(99))
	}
}
