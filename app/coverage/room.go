package coverage

import (
	"slices"

	"floorwalker/app/chat"
)

// room is one chat and who looks at it.
type room struct {
	on      bool // the floor
	owner   chat.AgentID
	lookers []looker
	alerts  []chat.RuleID // that hold
	open    [audiences][]demand
}

// looker is somebody who has the chat on screen, on so many desks.
type looker struct {
	agent chat.AgentID
	lead  bool
	desks int
}

// demand is a time to look that nobody has met.
type demand struct {
	since, due chat.Instant
	rule       chat.RuleID
	owner      chat.AgentID
}

func (r *room) looker(a chat.AgentID) int {
	return slices.IndexFunc(r.lookers, func(o looker) bool { return o.agent == a })
}

// idle reports whether nothing has to be remembered of the chat.
func (r *room) idle() bool { return !r.on && len(r.lookers) == 0 }

// Take folds an event of the floor, in the log's order; c is the chat after it,
// nil for facts about the team, of which presence matters. accountable is who
// answers for the floor at that time.
func (l *Ledger) Take(c *chat.Chat, e *chat.Event, accountable chat.AgentID) {
	if c == nil {
		if b, ok := e.Body.(*chat.PresenceChanged); ok {
			l.gone[b.Agent] = b.Presence != chat.PresenceOnline
		}
		return
	}
	l.Accountable(accountable, e.At)
	r := l.room(c.ID)
	switch b := e.Body.(type) {
	case *chat.ChatOpened:
		l.opened(c, r, e.At)
	case *chat.ChatClosed:
		l.close(c.ID, r, e.At)
		return
	case *chat.NightFiled:
		l.filed(r)
	case *chat.MessagePosted:
		if b.From == chat.SpeakerCustomer || b.From == chat.SpeakerBot {
			l.lines++
			l.unjudged[line{c.ID, b.Message}] = e.At
		}
	case *chat.TriggerCleared:
		r.quiet(b.Rule)
	case *chat.TriggerDismissed:
		r.quiet(b.Rule)
	}
	if seen(e) { // before the owner is told: the gap was that of who served then
		l.met(c.ID, r, Leads, e.At)
		if !e.Private() {
			l.met(c.ID, r, Team, e.At)
		}
	}
	r.owner = c.Owner
	if b, ok := e.Body.(*chat.TriggerRaised); ok {
		l.raised(c, r, &b.Trigger, e.At)
	}
	if r.on = c.Active(); r.idle() {
		delete(l.rooms, c.ID)
	}
}

func (l *Ledger) opened(c *chat.Chat, r *room, at chat.Instant) {
	if r.on {
		return
	}
	r.owner = c.Owner
	l.demand(c.ID, r, "", at)
}

// filed takes back that somebody has to look at a chat that came at night: it is
// reviewed when the shift begins, and package obligation has that clock.
func (l *Ledger) filed(r *room) {
	l.night++
	for to := range r.open {
		r.open[to] = slices.DeleteFunc(r.open[to], func(d demand) bool { return d.rule == "" })
	}
}

// raised adds a time to look for a rule that has become an alert. At night nobody
// is there to look.
func (l *Ledger) raised(c *chat.Chat, r *room, t *chat.Trigger, at chat.Instant) {
	if t.Level != chat.LevelAlert || slices.Contains(r.alerts, t.Rule) {
		return
	}
	r.alerts = append(r.alerts, t.Rule)
	if at < c.Night.From {
		return
	}
	l.demand(c.ID, r, t.Rule, at)
}

func (r *room) quiet(rule chat.RuleID) {
	r.alerts = slices.DeleteFunc(r.alerts, func(o chat.RuleID) bool { return o == rule })
}

// seen reports whether somebody has done something about a chat for which they
// had to look at it.
func seen(e *chat.Event) bool {
	switch b := e.Body.(type) {
	case *chat.ChatAccepted:
		return b.Rule == "" // what somebody is given they have not seen yet
	case *chat.TakeOverClaimed, *chat.ChatTakenOver, *chat.ChatForwarded, *chat.AgentJoined, *chat.ChatReturned:
		return true
	case *chat.MessagePosted:
		return b.From == chat.SpeakerAgent && e.By != ""
	case *chat.TriggerRaised:
		return b.Trigger.MarkedBy != "" && b.Trigger.MarkedBy == e.By
	case *chat.NotePosted, *chat.WhisperPosted, *chat.AlertAcknowledged, *chat.TriggerDismissed, *chat.TriggerConfirmed,
		*chat.OfferMade, *chat.OfferAccepted, *chat.TagAdded, *chat.TagRemoved, *chat.ChatStepped, *chat.IdentityVerified,
		*chat.GroupChanged, *chat.CustomerBlocked, *chat.TranscriptAsked,
		*chat.HelpAsked, *chat.HelpAnswered, *chat.NightReviewed, *chat.NightUnlocked, *chat.CallbackOffered, *chat.BotErrorWritten:
		return e.By != ""
	}
	return false
}
