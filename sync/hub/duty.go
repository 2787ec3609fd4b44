package hub

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/cover"
	"floorwalker/app/shift/roster"
)

// ofTeam is the place in the heap of what time brings about for the team: who
// answers for the floor, and what becomes of a handover that nobody acknowledges.
const ofTeam chat.ChatID = ""

// awaitTeam notes when time alone brings something about for the team, as await does
// for a chat.
func (c *core) awaitTeam() {
	if !c.live {
		return
	}
	if at, ok := c.nearestTeam(); ok {
		c.awaitAt(ofTeam, at)
	}
}

// nearestTeam returns when the team is to be looked at again if nothing happens.
func (c *core) nearestTeam() (at chat.Instant, ok bool) {
	at, ok = cover.Due(c.floor, c.edition, c.newest())
	for _, h := range c.floor.Handovers() {
		if unraised(&h) && (!ok || h.Due < at) {
			at, ok = h.Due, true
		}
	}
	return at, ok
}

// newest is the instant up to which time has been seen to: that of the newest event,
// or now on a log that has none.
func (c *core) newest() chat.Instant {
	if c.last.IsZero() {
		return c.glance()
	}
	return c.last
}

// unraised reports whether a handover goes to the lead at its due time.
func unraised(h *chat.Handover) bool { return h.Open() && h.Raised.IsZero() && !h.Due.IsZero() }

// elapseTeam stages what time alone has brought about for the team.
func (c *core) elapseTeam(d due) {
	if c.awaited[ofTeam] != d.at {
		return
	}
	delete(c.awaited, ofTeam)
	at, ok := c.nearestTeam()
	switch {
	case !ok:
		return
	case at > c.at: // something has happened since
		c.awaitTeam()
		return
	}
	c.passTeam(at)
	if next, ok := c.nearestTeam(); ok && next > at {
		c.awaitAt(ofTeam, next)
	}
}

// passTeam stages what the instant at brings about.
func (c *core) passTeam(at chat.Instant) {
	for range elapsedAtOnce {
		facts := cover.Elapse(c.floor, at, c.edition)
		if len(facts) == 0 {
			break
		}
		for _, e := range facts {
			c.stageDue(e, at)
		}
	}
	for _, h := range c.floor.Handovers() {
		if unraised(&h) && h.Due <= at {
			c.stageDue(chat.Event{ID: chat.EventID("raised/" + h.Hash), Body: &chat.HandoverRaised{
				Hash: h.Hash, To: c.leadFor(&h, at),
			}}, at)
		}
	}
}

// leadFor returns who has a handover that nobody acknowledged: a lead who is there,
// else the one on the roster, else any. Whoever signed it is the last to be asked.
func (c *core) leadFor(h *chat.Handover, at chat.Instant) chat.AgentID {
	r := roster.Of(c.edition)
	var due []chat.AgentID
	if s, ok := r.ShiftAt(at); ok {
		due = r.Who(s, policy.RoleLead)
	}
	var leads []*chat.Agent
	c.floor.EachAgent(func(a *chat.Agent) {
		if a.Role == chat.RoleLead && !a.Revoked {
			leads = append(leads, a)
		}
	})
	if len(leads) == 0 {
		return ""
	}
	far := func(a *chat.Agent) int {
		n := 0
		for i, no := range []bool{!slices.Contains(due, a.ID), a.Presence != chat.PresenceOnline, a.ID == h.From} {
			if no {
				n += 1 << i
			}
		}
		return n
	}
	return slices.MinFunc(leads, func(a, b *chat.Agent) int {
		return cmp.Or(cmp.Compare(far(a), far(b)), cmp.Compare(a.ID, b.ID))
	}).ID
}
