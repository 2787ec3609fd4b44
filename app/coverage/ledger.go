package coverage

import (
	"slices"
	"sort"
	"time"

	"floorwalker/app/chat"
)

// Ledger keeps, for one span of time, what was watched. It belongs to one
// goroutine.
type Ledger struct {
	within time.Duration
	rooms  map[chat.ChatID]*room
	books  [audiences]book
	// gone are the people who are not connected.
	gone map[chat.AgentID]bool
	// held says who answered for the floor from when on, oldest first.
	held  []holder
	night int

	lines    int
	unjudged map[line]chat.Instant
}

type line struct {
	chat    chat.ChatID
	message chat.MessageID
}

type holder struct {
	agent chat.AgentID
	at    chat.Instant
}

// book is what one audience may know.
type book struct {
	due, seen int
	gaps      []Gap
}

// New returns a ledger in which a person has within (eyes_on.within) to look at
// a chat, from its start and from each alert.
func New(within time.Duration) *Ledger {
	return &Ledger{
		within: within, rooms: make(map[chat.ChatID]*room), gone: make(map[chat.AgentID]bool), unjudged: make(map[line]chat.Instant),
	}
}

// Within changes how long a person has, for what begins from now on.
func (l *Ledger) Within(d time.Duration) { l.within = d }

// Next returns the ledger of the span that follows: who looks at what, what is not
// looked at yet and who answers for the floor go over; gaps that have begun go on
// there from at on, and end here.
func (l *Ledger) Next(at chat.Instant) *Ledger {
	n := New(l.within)
	n.rooms, n.gone, n.unjudged = l.rooms, l.gone, make(map[line]chat.Instant)
	if len(l.held) > 0 {
		n.held = []holder{l.held[len(l.held)-1]}
	}
	l.rooms = make(map[chat.ChatID]*room)
	for id, r := range n.rooms {
		for to := range r.open {
			for i := range r.open[to] {
				if d := &r.open[to][i]; d.due < at {
					l.books[to].miss(l.gap(id, d, at))
					d.due = at
				}
			}
		}
	}
	return n
}

// Accountable says who answers for the floor from at on; empty is nobody. What is
// said is in the order of time.
func (l *Ledger) Accountable(a chat.AgentID, at chat.Instant) {
	n := len(l.held)
	switch {
	case n > 0 && l.held[n-1].agent == a:
	case n > 0 && l.held[n-1].at >= at:
		l.held[n-1].agent = a
	default:
		l.held = append(l.held, holder{a, at})
	}
}

// answering returns who answered for the floor at an instant.
func (l *Ledger) answering(at chat.Instant) chat.AgentID {
	if i := sort.Search(len(l.held), func(i int) bool { return l.held[i].at > at }); i > 0 {
		return l.held[i-1].agent
	}
	return ""
}

// Judged says that the rules were evaluated on a line that was taken.
func (l *Ledger) Judged(id chat.ChatID, m chat.MessageID, _ chat.Instant) {
	delete(l.unjudged, line{id, m})
}

// Looked says that somebody has a chat on screen from at on, on one desk more.
// What comes late is counted from the time that it names.
func (l *Ledger) Looked(id chat.ChatID, a chat.AgentID, role chat.Role, at chat.Instant) {
	r := l.room(id)
	if i := r.looker(a); i >= 0 {
		r.lookers[i].desks++
	} else {
		r.lookers = append(r.lookers, looker{agent: a, lead: role == chat.RoleLead, desks: 1})
	}
	l.met(id, r, Leads, at)
	if role != chat.RoleLead {
		l.met(id, r, Team, at)
	}
}

// Turned says that they have not any more, on one desk.
func (l *Ledger) Turned(id chat.ChatID, a chat.AgentID, _ chat.Instant) {
	r := l.rooms[id]
	if r == nil {
		return
	}
	i := r.looker(a)
	if i < 0 {
		return
	}
	if r.lookers[i].desks--; r.lookers[i].desks == 0 {
		r.lookers = slices.Delete(r.lookers, i, i+1)
	}
	if r.idle() {
		delete(l.rooms, id)
	}
}

// Left says that nobody looks at anything any more, as when the hub that knew it
// is gone.
func (l *Ledger) Left() {
	for _, r := range l.rooms {
		r.lookers = nil
	}
}

// demand adds a time to look at a chat, which is met at once if somebody does.
func (l *Ledger) demand(id chat.ChatID, r *room, rule chat.RuleID, at chat.Instant) {
	for to := range r.open {
		if l.watched(r, Audience(to)) {
			l.books[to].due++
			l.books[to].seen++
			continue
		}
		if slices.ContainsFunc(r.open[to], func(d demand) bool { return d.rule == rule }) {
			continue // the first of its kind is not met yet
		}
		r.open[to] = append(r.open[to], demand{since: at, due: at.Add(l.within), rule: rule, owner: r.owner})
	}
}

// watched reports whether somebody looks at a chat now, as far as an audience may
// know. Who serves a chat has it before them as long as they are connected.
func (l *Ledger) watched(r *room, to Audience) bool {
	if r.owner != "" && !l.gone[r.owner] {
		return true
	}
	return slices.ContainsFunc(r.lookers, func(o looker) bool { return to == Leads || !o.lead })
}

// met ends the times to look at a chat: somebody looked at an instant.
func (l *Ledger) met(id chat.ChatID, r *room, to Audience, at chat.Instant) {
	for _, d := range r.open[to] {
		if at <= d.due {
			l.books[to].due++
			l.books[to].seen++
			continue
		}
		l.books[to].miss(l.gap(id, &d, at))
	}
	r.open[to] = r.open[to][:0]
}

// close ends a chat: what was not due yet nobody has to look at any more.
func (l *Ledger) close(id chat.ChatID, r *room, at chat.Instant) {
	for to := range r.open {
		for _, d := range r.open[to] {
			if d.due < at {
				l.books[to].miss(l.gap(id, &d, at))
			}
		}
		r.open[to] = nil
	}
	r.owner, r.alerts, r.on = "", nil, false
	if r.idle() {
		delete(l.rooms, id)
	}
}

func (b *book) miss(g Gap) {
	b.due++
	b.gaps = append(b.gaps, g)
}

func (l *Ledger) gap(id chat.ChatID, d *demand, to chat.Instant) Gap {
	g := Gap{Chat: id, From: d.due, To: to, Since: d.since, Rule: d.rule, Accountable: d.owner}
	if g.Accountable == "" {
		g.Accountable = l.answering(d.due)
	}
	return g
}

func (l *Ledger) room(id chat.ChatID) *room {
	r := l.rooms[id]
	if r == nil {
		r = &room{}
		l.rooms[id] = r
	}
	return r
}
