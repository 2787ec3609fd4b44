package daybook

import (
	"cmp"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/policy"
	"floorwalker/app/referee"
	"floorwalker/app/report"
	"floorwalker/app/shift/roster"
)

// dayAt returns the day of an instant in the policy's zone.
func dayAt(ed *policy.Edition, at chat.Instant) (date string, from, to chat.Instant) {
	local := at.Time().In(roster.Of(ed).Zone())
	y, m, d := local.Date()
	begin := time.Date(y, m, d, 0, 0, 0, 0, local.Location())
	return begin.Format(time.DateOnly), chat.InstantOf(begin), chat.InstantOf(time.Date(y, m, d+1, 0, 0, 0, 0, local.Location()))
}

// day is one day as far as it has come.
type day struct {
	date     string
	from, to chat.Instant
	floor    *chat.Floor
	tally    *report.Tally
	// all has every look, team those of people who are no leads, open what everybody
	// sees: who may know which is for figures.
	all, team, open *coverage.Ledger
	// served are who has served each chat today.
	served map[chat.ChatID]map[chat.AgentID]bool
	// watched are the observations that have not ended.
	watched map[watch]bool
}

type watch struct {
	chat  chat.ChatID
	agent chat.AgentID
}

// newDay returns an empty day on a floor as it was when the day began.
func newDay(ed *policy.Edition, date string, from, to chat.Instant, floor *chat.Floor) *day {
	d := &day{
		date: date, from: from, to: to, floor: floor, tally: report.NewTally(date, from, to),
		served: make(map[chat.ChatID]map[chat.AgentID]bool), watched: make(map[watch]bool),
	}
	within := ed.Policy.EyesOn.Within
	for _, l := range []**coverage.Ledger{&d.all, &d.team, &d.open} {
		*l = coverage.New(time.Duration(within))
		(*l).Accountable(floor.Cover().Agent, from)
	}
	return d
}

// next is the day after, on the same floor: who has a chat on the screen has it there
// at midnight, too.
func (d *day) next(ed *policy.Edition, date string, from, to chat.Instant) *day {
	n := newDay(ed, date, from, to, d.floor)
	d.floor.EachChat(n.serving)
	for w := range d.watched {
		n.looked(w, from)
	}
	return n
}

func (d *day) ledgers() []*coverage.Ledger { return []*coverage.Ledger{d.all, d.team, d.open} }

// take folds an event and counts it.
func (d *day) take(e *chat.Event, misses map[lineKey]bool) {
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
	d.serving(change.Chat)
	m, line := e.Body.(*chat.MessagePosted)
	judged := line && !misses[lineKey{e.Chat, m.Message}]
	for _, l := range d.ledgers() {
		l.Take(change.Chat, e, d.floor.Cover().Agent)
		if judged {
			l.Judged(e.Chat, m.Message, e.At)
		}
	}
}

func (d *day) takeTeam(e *chat.Event) {
	if e.Body.Kind() != chat.KindCoverChanged {
		return
	}
	for _, l := range d.ledgers() {
		l.Accountable(d.floor.Cover().Agent, e.At)
	}
}

// serving notes who serves a chat.
func (d *day) serving(c *chat.Chat) {
	who := append([]chat.AgentID{c.Owner, c.Claim.Agent}, c.Joined...)
	for _, a := range who {
		if a == "" {
			continue
		}
		if d.served[c.ID] == nil {
			d.served[c.ID] = make(map[chat.AgentID]bool)
		}
		d.served[c.ID][a] = true
	}
}

// look takes in an audit fact.
func (d *day) look(f *referee.AuditFact) {
	w := watch{f.Chat, f.Agent}
	switch f.Kind {
	case referee.AuditObserved:
		d.looked(w, f.At)
	case referee.AuditStopped, referee.AuditSteppedIn:
		delete(d.watched, w)
		d.all.Turned(w.chat, w.agent, f.At)
		d.team.Turned(w.chat, w.agent, f.At)
	}
}

// looked says that somebody has a chat on the screen from an instant on.
func (d *day) looked(w watch, at chat.Instant) {
	d.watched[w] = true
	role := chat.RoleLead // whoever nobody knows is told of to leads only
	if a := d.floor.Agent(w.agent); a != nil {
		role = a.Role
	}
	d.all.Looked(w.chat, w.agent, role, at)
	if role != chat.RoleLead {
		d.team.Looked(w.chat, w.agent, role, at)
	}
}

// figures are what somebody may be told.
func (d *day) figures(who chat.AgentID, role chat.Role, now chat.Instant) coverage.Figures {
	most := d.team.Figures(coverage.Team, now)
	if role == chat.RoleLead {
		most = d.all.Figures(coverage.Leads, now)
	}
	own := func(id chat.ChatID) bool { return who != "" && d.served[id][who] }
	if !slices.ContainsFunc(most.Eyes.Gaps, func(g coverage.Gap) bool { return own(g.Chat) }) && !d.servesAny(who) {
		return most
	}
	least := d.open.Figures(coverage.Team, now)
	most.Eyes.Gaps = slices.DeleteFunc(slices.Clone(most.Eyes.Gaps), func(g coverage.Gap) bool { return own(g.Chat) })
	for _, g := range least.Eyes.Gaps {
		if own(g.Chat) {
			most.Eyes.Gaps = append(most.Eyes.Gaps, g)
		}
	}
	slices.SortFunc(most.Eyes.Gaps, func(a, b coverage.Gap) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Chat, b.Chat), cmp.Compare(a.Rule, b.Rule))
	})
	most.Eyes.Seen = most.Eyes.Due - len(most.Eyes.Gaps)
	return most
}

func (d *day) servesAny(who chat.AgentID) bool {
	for _, by := range d.served {
		if by[who] {
			return true
		}
	}
	return false
}
