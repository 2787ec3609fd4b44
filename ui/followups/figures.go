package followups

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/dial"
	"floorwalker/ui/kit"
)

// figures are what stands over the table.
type figures struct{ today, late, promises int }

// midnight is the end of the day of now, where the team's cover is.
func (r *rows) midnight(now chat.Instant) chat.Instant {
	y, m, d := now.Time().In(r.zone).Date()
	return chat.InstantOf(time.Date(y, m, d+1, 0, 0, 0, 0, r.zone))
}

// figures counts the calls that are late, or due before midnight, and the other
// promises that are late.
func (r *rows) figures(now chat.Instant) figures {
	var f figures
	end := r.midnight(now)
	for i := range r.calls {
		switch c := &r.calls[i]; {
		case ended(c) || c.Due >= end:
		case c.Late(now):
			f.late++
		default:
			f.today++
		}
	}
	for i := range r.duties {
		if d := &r.duties[i]; promised(d) && lateAt(d, now) {
			f.promises++
		}
	}
	return f
}

// tally is the rail's figure as it was counted at a round of the rows and a second of
// time: the window asks for it far more often than either changes.
type tally struct {
	round  int
	second int64
	n      int
	tone   kit.Tone
}

func (r *rows) counted(now chat.Instant) (n int, tone kit.Tone) {
	if second := int64(now) / 1000; r.tally.round != r.round || r.tally.second != second {
		n, tone := r.count(now)
		r.tally = tally{r.round, second, n, tone}
	}
	return r.tally.n, r.tally.tone
}

// count is the figure in the rail: red if something of it is late, amber if something
// is due within a quarter of an hour.
func (r *rows) count(now chat.Instant) (n int, tone kit.Tone) {
	end := r.midnight(now)
	for i := range r.calls {
		c := &r.calls[i]
		if ended(c) || c.Due >= end || c.Owner.Person() && !r.mine(c) {
			continue
		}
		n++
		tone = worse(tone, dial.ToneOf(c, now))
	}
	for i := range r.duties {
		d := &r.duties[i]
		if !promised(d) || d.Owner.Person() && d.Answers == d.Owner && !d.Mine {
			continue
		}
		n++
		if d.Paused.IsZero() {
			tone = worse(tone, dutyTone(d, now))
		}
	}
	return n, tone
}

func dutyTone(d *view.Duty, now chat.Instant) kit.Tone {
	switch {
	case lateAt(d, now):
		return kit.Red
	case d.Due.Sub(now) <= dial.Soon*time.Minute:
		return kit.Amber
	}
	return kit.Grey
}

func worse(a, b kit.Tone) kit.Tone {
	if a == kit.Red || b == kit.Grey {
		return a
	}
	return b
}

// lateAt reports whether d is over: at its time, not after it (G-SLA-04).
func lateAt(d *view.Duty, now chat.Instant) bool {
	if !d.Paused.IsZero() {
		now = d.Paused
	}
	return now >= d.Due
}
