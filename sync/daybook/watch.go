package daybook

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
)

// room is what is known of one chat today. Figures of several chats add up, so each
// reader is given those of each chat that they may know.
type room struct {
	// full has every look, blind none but what everybody sees.
	full, blind *coverage.Ledger
	// served are who has served the chat today.
	served map[chat.AgentID]bool
	// lookers count the observations that have not ended.
	lookers map[chat.AgentID]int
	over    bool
}

// rooms are the chats of one day.
type rooms struct {
	within      time.Duration
	all         map[chat.ChatID]*room
	offline     map[chat.AgentID]bool
	accountable chat.AgentID
}

func newRooms(within time.Duration, accountable chat.AgentID) *rooms {
	return &rooms{
		within: within, accountable: accountable, all: make(map[chat.ChatID]*room), offline: make(map[chat.AgentID]bool),
	}
}

// room returns that of a chat, with what is known of the team.
func (r *rooms) room(id chat.ChatID, at chat.Instant) *room {
	if o := r.all[id]; o != nil {
		return o
	}
	o := &room{
		full: coverage.New(r.within), blind: coverage.New(r.within),
		served: make(map[chat.AgentID]bool), lookers: make(map[chat.AgentID]int),
	}
	for _, l := range o.both() {
		for a, off := range r.offline {
			if off {
				l.Take(nil, &chat.Event{At: at, Body: &chat.PresenceChanged{Agent: a, Presence: chat.PresenceOffline}}, r.accountable)
			}
		}
		l.Accountable(r.accountable, at)
	}
	r.all[id] = o
	return o
}

func (o *room) both() [2]*coverage.Ledger { return [2]*coverage.Ledger{o.full, o.blind} }

// take folds an event of a chat.
func (r *rooms) take(c *chat.Chat, e *chat.Event) {
	o := r.room(c.ID, e.At)
	o.over = !c.Active()
	for _, a := range append([]chat.AgentID{c.Owner, c.Claim.Agent}, c.Joined...) {
		if a != "" && !o.served[a] {
			o.served[a] = true
		}
	}
	for _, l := range o.both() {
		l.Take(c, e, r.accountable)
		if m, ok := e.Body.(*chat.MessagePosted); ok {
			// It was judged in the batch that put it on the log, or would not be there.
			l.Judged(c.ID, m.Message, e.At)
		}
	}
}

// takeTeam folds an event of the team; answers is who answers for the floor after it.
func (r *rooms) takeTeam(e *chat.Event, answers chat.AgentID) {
	r.accountable = answers
	b, presence := e.Body.(*chat.PresenceChanged)
	if !presence && e.Body.Kind() != chat.KindCoverChanged {
		return
	}
	if presence {
		r.offline[b.Agent] = b.Presence != chat.PresenceOnline
	}
	for id, o := range r.all {
		if o.over && len(o.lookers) == 0 {
			continue
		}
		for _, l := range o.both() {
			l.Take(nil, e, answers)
			l.Accountable(answers, e.At)
		}
		for presence && r.offline[b.Agent] && o.lookers[b.Agent] > 0 { // nobody looks who is not there
			r.turned(id, b.Agent, e.At)
		}
	}
}

// setWithin changes how long a person has to look.
func (r *rooms) setWithin(d time.Duration) {
	r.within = d
	for _, o := range r.all {
		o.full.Within(d)
		o.blind.Within(d)
	}
}

func (r *rooms) looked(id chat.ChatID, a chat.AgentID, role chat.Role, at chat.Instant) {
	o := r.room(id, at)
	o.lookers[a]++
	o.full.Looked(id, a, role, at)
}

func (r *rooms) turned(id chat.ChatID, a chat.AgentID, at chat.Instant) {
	o := r.all[id]
	if o == nil || o.lookers[a] == 0 {
		return
	}
	if o.lookers[a]--; o.lookers[a] == 0 {
		delete(o.lookers, a)
	}
	o.full.Turned(id, a, at)
}

// left ends all observations, as when the hub that knew of them is gone.
func (r *rooms) left() {
	for _, o := range r.all {
		clear(o.lookers)
		o.full.Left()
	}
}

// next are the rooms of the day after.
func (r *rooms) next(at chat.Instant) *rooms {
	n := newRooms(r.within, r.accountable)
	n.offline = r.offline
	for id, o := range r.all {
		if o.over && len(o.lookers) == 0 {
			continue
		}
		n.all[id] = &room{
			full: o.full.Next(at), blind: o.blind.Next(at), served: maps.Clone(o.served), lookers: o.lookers, over: o.over,
		}
	}
	return n
}

// figures are those that somebody may know: a lead what leads looked at, others not,
// and nobody of a chat that they serve or served today who looked at that.
func (r *rooms) figures(who chat.AgentID, role chat.Role, now chat.Instant) coverage.Figures {
	to := coverage.Team
	if role == chat.RoleLead {
		to = coverage.Leads
	}
	return r.sum(func(o *room) coverage.Figures {
		if who != "" && o.served[who] {
			return o.blind.Figures(coverage.Team, now)
		}
		return o.full.Figures(to, now)
	})
}

// shared are those that everybody may know, whoever serves or has served what: of a
// chat that anybody has, only what was done where all can see it.
func (r *rooms) shared(now chat.Instant) coverage.Figures {
	return r.sum(func(o *room) coverage.Figures {
		if len(o.served) > 0 {
			return o.blind.Figures(coverage.Team, now)
		}
		return o.full.Figures(coverage.Team, now)
	})
}

// sum adds up the figures of all chats.
func (r *rooms) sum(of func(*room) coverage.Figures) (sum coverage.Figures) {
	for _, o := range r.all {
		f := of(o)
		sum.Machine.Lines += f.Machine.Lines
		sum.Machine.Judged += f.Machine.Judged
		sum.Machine.Missed = append(sum.Machine.Missed, f.Machine.Missed...)
		sum.Eyes.Due += f.Eyes.Due
		sum.Eyes.Seen += f.Eyes.Seen
		sum.Eyes.Night += f.Eyes.Night
		sum.Eyes.Gaps = append(sum.Eyes.Gaps, f.Eyes.Gaps...)
	}
	slices.SortFunc(sum.Machine.Missed, func(a, b coverage.Unjudged) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Chat, b.Chat), cmp.Compare(a.Message, b.Message))
	})
	slices.SortFunc(sum.Eyes.Gaps, func(a, b coverage.Gap) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Chat, b.Chat), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Since, b.Since))
	})
	return sum
}
