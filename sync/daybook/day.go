package daybook

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/referee"
	"floorwalker/app/report"
	"floorwalker/app/shift/roster"
)

// dayAt returns the day of an instant in the policy's zone: it begins at the first
// instant at which the clock shows its date, which is not midnight where that is
// skipped, and to is always after the instant.
func dayAt(ed *policy.Edition, at chat.Instant) (date string, from, to chat.Instant) {
	// A clock that is set back over midnight shows the day before once more; then the
	// day that has begun goes on.
	days := roster.Of(ed).Days(at, 4)
	i := 0
	for i < len(days)-2 && days[i+1].Start <= at {
		i++
	}
	return days[i].Date, days[i].Start, days[i+1].Start
}

// day is one day as far as it has come.
type day struct {
	from, to chat.Instant
	floor    *chat.Floor
	tally    *report.Tally
	rooms    *rooms
}

// newDay returns an empty day on a floor as it was when the day began.
func newDay(ed *policy.Edition, at chat.Instant, floor *chat.Floor) *day {
	date, from, to := dayAt(ed, at)
	d := &day{
		from: from, to: to, floor: floor, tally: report.NewTally(date, from, to),
		rooms: newRooms(ed.Policy.EyesOn.Within, floor.Cover().Agent),
	}
	floor.EachAgent(func(a *chat.Agent) { d.rooms.offline[a.ID] = a.Presence != chat.PresenceOnline })
	return d
}

// next is the day of an instant, on the same floor: what is open goes on.
func (d *day) next(ed *policy.Edition, at chat.Instant) *day {
	n := newDay(ed, at, d.floor)
	n.rooms = d.rooms.next(n.from)
	return n
}

// take folds an event and counts it.
func (d *day) take(e *chat.Event) {
	was := report.WasOf(d.floor.Chat(e.Chat))
	change := d.floor.Apply(e)
	if !change.Applied {
		return
	}
	d.tally.Take(was, change.Chat, e)
	if change.Chat == nil {
		d.takeTeam(e)
		return
	}
	d.rooms.take(change.Chat, e)
}

func (d *day) takeTeam(e *chat.Event) {
	if b, ok := e.Body.(*chat.PolicyChanged); ok {
		if ed, err := policy.ParseEdition(b.File); err == nil {
			d.rooms.setWithin(ed.Policy.EyesOn.Within)
		}
	}
	d.rooms.takeTeam(e, d.floor.Cover().Agent)
}

// look takes in an audit fact.
func (d *day) look(f *referee.AuditFact) {
	switch f.Kind {
	case referee.AuditObserved:
		role := chat.RoleLead // whoever nobody knows is told of to leads only
		if a := d.floor.Agent(f.Agent); a != nil {
			role = a.Role
		}
		d.rooms.looked(f.Chat, f.Agent, role, f.At)
	case referee.AuditStopped, referee.AuditSteppedIn:
		d.rooms.turned(f.Chat, f.Agent, f.At)
	}
}
