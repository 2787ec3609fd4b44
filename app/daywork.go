package app

import (
	"context"
	"encoding/json"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/report"
)

// dayDraft is the kind under which the newest figures of the day lie on this
// desk's disk, so that they are there, with their age, while the hub is gone.
const dayDraft = "day"

// onDays asks the hub if it is there, and says so if it is not.
func (d *Desk) onDays(ask func(context.Context, Days), away func(error)) {
	d.do(func() { d.askDays(ask, away) })
}

func (d *Desk) askDays(ask func(context.Context, Days), away func(error)) {
	e := d.errands
	if !d.live || e.days == nil {
		e.work.Go(func() { away(ErrAway) })
		return
	}
	e.work.Go(func() { ask(e.ctx, e.days) })
}

// fetchDay asks for the day's figures, once at a time.
func (d *Desk) fetchDay() {
	if d.shift.fetching {
		return
	}
	d.shift.fetching = true
	d.askDays(func(ctx context.Context, s Days) {
		day, err := s.Day(ctx)
		d.later(func() { d.dayCame(day, err) })
	}, func(err error) { d.later(func() { d.dayCame(report.Day{}, err) }) })
}

// dayCame shows the figures, or why they are as old as they are, and keeps them.
func (d *Desk) dayCame(day report.Day, err error) {
	w := &d.shift
	w.fetching, w.old, d.urgent = false, true, true
	if err != nil {
		w.today.Failed = err.Error()
		return
	}
	now, _ := d.cfg.Clock.Now()
	w.today = Today{Day: day, At: max(now, 1)}
	if raw, err := json.Marshal(w.today); err == nil {
		d.drafts[draftKey{kind: dayDraft}] = Draft{Kind: dayDraft, Text: string(raw), At: max(now, 1)}
	}
}

// recallDay shows the figures that were fetched before the program started.
func (d *Desk) recallDay() {
	f, ok := d.drafts[draftKey{kind: dayDraft}]
	if !ok {
		return
	}
	var kept Today
	if json.Unmarshal([]byte(f.Text), &kept) == nil {
		d.shift.today = kept
	}
}

func (d *Desk) publishReport(shift string, got func(error)) {
	d.askDays(func(ctx context.Context, s Days) {
		day, err := s.Day(ctx)
		var raw []byte
		if err == nil {
			raw, err = json.Marshal(day)
		}
		d.later(func() {
			if err != nil {
				got(err)
				return
			}
			d.dayCame(day, nil)
			d.demand("", &chat.PublishReport{Shift: shift, Report: raw}, got)
		})
	}, func(err error) { d.later(func() { got(err) }) })
}

// takeRecord makes this person the one who calls for a record.
func (d *Desk) takeRecord(id string) {
	v, ok := d.shelves.followUps.book.Get(record.ID(id))
	if !ok || v.Content.Assignee == d.me.Agent {
		return
	}
	d.changeRecord(v, v.Content.Assign(d.me.Agent))
}

// takeLeft is takeRecord for a record that still names who left it, and that nobody has
// written since this person took it.
func (d *Desk) takeLeft(id string, left chat.AgentID, taken chat.Instant) {
	v, ok := d.shelves.followUps.book.Get(record.ID(id))
	if ok && v.Content.State == followup.StateOpen && v.Content.Assignee == left && v.Updated <= taken {
		d.takeRecord(id)
	}
}

// changeRecord writes a record of the shared list.
func (d *Desk) changeRecord(v followup.Version, to followup.FollowUp) {
	if err := d.shelves.followUps.put(d, v.ID, to, v.Revision); err != nil {
		d.notice("", "The entry of the list is not changed: "+err.Error(), true)
	}
}

// tellIdle tells the hub whether somebody is at this desk, if it does not know.
func (d *Desk) tellIdle() {
	w := &d.shift
	if d.live && w.idle != w.told && d.quietly("", &chat.SetIdle{On: w.idle}) {
		w.told = w.idle
	}
}
