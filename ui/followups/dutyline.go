package followups

import (
	"cmp"

	"floorwalker/app/followup"
	"floorwalker/app/obligation"
	"floorwalker/app/record"
	"floorwalker/app/view"
	"floorwalker/ui/dial"
	"floorwalker/ui/duty"
	"floorwalker/ui/kit"
)

// dutyKey names a duty in the table, as [dial.Name] names a call.
func dutyKey(d view.Duty) record.ID {
	return dutyKeyOf(followup.Key{Chat: d.Chat, Obligation: d.ID})
}

func dutyKeyOf(k followup.Key) record.ID { return record.ID(dial.Name(k)) }

// clockOf reads a duty's clock now.
func (p *Pane) clockOf(d view.Duty) (k obligation.Clock, text string, tone kit.Tone) {
	k = obligation.Read(d.Obligation, p.opts.Now(), p.doubt(), p.opts.Policy)
	text, tone = duty.Clock(d.Obligation, k, p.opts.Policy)
	return k, text, tone
}

// dutyState says in words what the colour does, and by when it is due.
func (p *Pane) dutyState(d view.Duty, k obligation.Clock) string {
	due := p.short(d.Due)
	switch {
	case k.Paused:
		return cmp.Or(d.PausedWhy, "stands still")
	case k.Level == obligation.Breached:
		due = "was due " + due
	case k.Uncertain:
		due = "uncertain · " + due
	case k.Level != obligation.Calm:
		due = "hurry · " + due
	}
	return due
}
