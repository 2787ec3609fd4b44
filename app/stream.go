package app

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/report"
	"floorwalker/app/view"
)

// The methods of this file are the stream's side of the desk. They are called
// from the feed's goroutine, in order, and wait when the desk is busy, so that
// a flood is held back at the socket and not in memory.

// Reset begins a new snapshot of about total chats.
func (d *Desk) Reset(total int) {
	d.do(func() {
		d.outbox.CatchingUp()
		d.floor, d.teamOld = chat.NewFloor(), true
		d.accepts, d.waitsOld = report.Accepts{}, true
		d.outages.reset()
		d.talk.old = true
		d.calls.all, d.shift.old, d.shift.teamOld, d.shift.heard = true, true, true, 0
		d.rules.past = nil // until the snapshot is whole, the edition stays
		d.book.Clear()
		d.book.Whole()
		clear(d.dirty)
		d.gapAll, d.live, d.cached, d.reading = false, false, false, true
		d.loading = Progress{Of: total}
		d.shelves.each(taker.anew)
		d.batch = Batch{Reset: true, Position: d.batch.Position}
		d.urgent = true
		d.follow()
	})
}

// Events folds new facts.
func (d *Desk) Events(items []Item) {
	d.do(func() {
		for i := range items {
			if d.fold(&items[i].Event) {
				d.batch.Items = append(d.batch.Items, items[i])
			}
		}
		d.settleShelves()
		if d.reading {
			d.loading.Got = d.floor.Active()
		}
	})
}

// Position is the resume token behind the events just given.
func (d *Desk) Position(resume string) {
	d.do(func() { d.mark(resume) })
}

// Live says that nothing is missing up to here.
func (d *Desk) Live(resume string) {
	d.do(func() {
		first := !d.live
		d.settleEdition()
		d.live, d.cached, d.reading, d.loading = true, false, false, Progress{}
		d.mark(resume)
		d.urgent = true
		if first {
			d.jam(d.outbox.Live(d.me.signature()))
			var all []*chat.Chat
			d.floor.EachChat(func(c *chat.Chat) { all = append(all, c) })
			d.rung = true
			d.call(d.bell.Summarise(all, d.moment()))
			d.observed = ""
			d.observe()
			d.tidyOnlookers()
			d.arrived()
		}
		d.follow()
	})
}

func (d *Desk) mark(resume string) {
	now, _ := d.cfg.Clock.Now()
	d.batch.Position = Position{Floor: d.me.Floor, Resume: resume, At: now}
}

// Result answers a command.
func (d *Desk) Result(id chat.CommandID, refusal *chat.Refusal) {
	d.do(func() { d.outbox.Result(id, refusal) })
}

// Gap says that lines of these chats, or of any if none are named, may be missing.
func (d *Desk) Gap(chats []chat.ChatID) {
	d.do(func() {
		d.book.Gap(chats...)
		if len(chats) == 0 {
			d.gapAll = true
			d.floor.EachChat(func(c *chat.Chat) { d.dirty[c.ID] = c })
		}
		for _, id := range chats {
			if c := d.floor.Chat(id); c != nil {
				d.dirty[id] = c
			}
		}
		d.urgent = true
	})
}

// Connection tells the state of the link. A desk that reads the floor anew on
// the same connection is not live, but what it has sent is still on its way.
func (d *Desk) Connection(l Link) {
	d.do(func() {
		l.AsOf = d.link.AsOf
		if d.live && l.State != LinkLive {
			l.AsOf, _ = d.cfg.Clock.Now()
			d.live = false
		}
		switch l.State {
		case LinkLive: // Live tells the outbox, when the fold is whole
		case LinkReading:
			d.outbox.CatchingUp()
		default:
			d.outbox.Broken()
		}
		d.link = l
		d.urgent = true
		d.follow()
	})
}

// Welcome tells who works here, as the hub says.
func (d *Desk) Welcome(me Me) {
	d.do(func() {
		other := me.Agent != d.me.Agent
		d.otherFloor(me.Floor)
		d.meNew = d.meNew || me != d.me
		d.otherEyes(me)
		d.otherShift(me)
		d.me, d.urgent = me, true
		if !other {
			return
		}
		d.teamOld, d.shift.teamOld, d.shift.old, d.talk.old = true, true, true, true
		d.recallAttempts()
		d.book.Me(me.Agent)
		d.book.Department(d.department())
		d.floor.EachChat(func(c *chat.Chat) { d.dirty[c.ID] = c })
	})
}

// fold applies one event and notes what has to be redrawn and rung. It reports
// whether the event is worth keeping: it was new, or it is of a kind that a
// later version of this desk may know.
func (d *Desk) fold(e *chat.Event) (keep bool) {
	ch := d.floor.Apply(e)
	if !ch.Applied {
		return e.Body == nil
	}
	if _, opened := e.Body.(*chat.ChatOpened); opened && slices.Contains(d.batch.Drop, e.Chat) {
		// The cache drops a batch's chats after adding its events, so a chat
		// that comes back must not share a batch with its own going.
		d.keep(true)
	}
	if ch.Dropped != "" {
		d.batch.Drop = append(d.batch.Drop, ch.Dropped)
		d.book.Remove(ch.Dropped)
		delete(d.dirty, ch.Dropped)
		d.forgetLines(ch.Dropped)
		d.onlookers.drop(ch.Dropped)
		d.talk.drop(d, ch.Dropped)
		if d.calls.of[ch.Dropped] {
			d.calls.stale[ch.Dropped] = true
		}
	}
	d.stale = true
	d.witness(ch, e)
	d.onTeam(e)
	d.onShift(ch.Chat, e)
	d.talk.heard(d, ch.Chat, e)
	d.outages.heard(d, e)
	d.attempted(e)
	if ch.Chat == nil {
		return d.foldTeam(e)
	}
	d.outbox.Happened(ch.Chat.ID, e.ID)
	d.confirmed(ch.Chat.ID, e.ID)
	d.count(ch.Chat, e)
	d.dirty[ch.Chat.ID] = ch.Chat
	if ch.Chat.ID == d.open {
		d.protocol.chat = nil
		d.onScreen(e)
	}
	if !d.live {
		return true
	}
	d.refusedTakeOver(e)
	d.urgent = d.urgent || d.isUrgent(ch.Chat, e)
	if d.rings(ch.Chat, e) {
		d.rung = true
		d.call(d.bell.Changed(ch.Chat, d.moment()))
	}
	return true
}

// foldTeam notes a fact about the team. What stands on a shelf is kept with its
// like and not among the events.
func (d *Desk) foldTeam(e *chat.Event) (keep bool) {
	if b, ok := e.Body.(*chat.RecordSaved); ok {
		d.shelve(b)
		d.outbox.Happened("", e.ID)
		return false
	}
	d.outbox.Happened("", e.ID)
	if d.rules.learn(e); !d.reading {
		d.settleEdition()
	}
	d.urgent = d.urgent || d.live && urgent(e.Body)
	d.renamed(e)
	return true
}

// onScreen notes an event of the chat that is shown.
func (d *Desk) onScreen(e *chat.Event) {
	if d.foreground {
		d.look(e.Chat)
	}
	if b, ok := e.Body.(*chat.TakeOverReverted); ok && b.Agent == d.me.Agent {
		d.observed = "" // the hub took the claim as the end of observing
	}
	d.observe()
}

// refusedTakeOver says that a take-over of this person came to nothing, and why: the hub
// had accepted it, so no answer to the key tells, and without a word the chat would
// only be somebody else's again.
func (d *Desk) refusedTakeOver(e *chat.Event) {
	if b, ok := e.Body.(*chat.TakeOverReverted); ok && b.Agent == d.me.Agent {
		d.notice(e.Chat, "You did not get this chat: "+b.Reason, true)
	}
}

// renamed redraws the rows that show the name of an agent.
func (d *Desk) renamed(e *chat.Event) {
	b, ok := e.Body.(*chat.AgentAdded)
	if !ok {
		return
	}
	d.floor.EachChat(func(c *chat.Chat) {
		if c.Owner == b.Agent || c.HasJoined(b.Agent) {
			d.dirty[c.ID] = c
		}
	})
}

// rings reports whether an event can change why this person is called: all but
// those that are known to touch neither ownership, stage, triggers nor offers. A
// line of one's own does: it answers a whisper, or an offer that came back. So
// does what is owed in a chat that concerns this person.
func (d *Desk) rings(c *chat.Chat, e *chat.Event) bool {
	switch b := e.Body.(type) {
	case *chat.MessagePosted, *chat.NotePosted:
		return e.By != "" && e.By == d.me.Agent
	case *chat.ObligationStarted:
		return b.Obligation.Kind.Outlives() || d.concerns(c)
	case *chat.ObligationEnded, *chat.ObligationPaused, *chat.ObligationResumed, *chat.AttemptBegan, *chat.AttemptEnded:
		return d.concerns(c)
	case *chat.MessageDelivered, *chat.TagAdded, *chat.TagRemoved, *chat.CustomerTyped, *chat.ObligationBreached,
		*chat.ObligationAttempted, *chat.ChatStepped, *chat.TicketSaved, *chat.RatingAsked, *chat.RatingGiven,
		*chat.IdentityVerified, *chat.BotLineRejected, *chat.CallbackOffered, *chat.CallbackConfirmed, *chat.CallPlaced,
		*chat.NightReviewed, *chat.NightUnlocked, *chat.BotErrorWritten,
		*chat.TeamPosted, *chat.MessageEdited, *chat.MessageRemoved, *chat.CustomerBlocked, *chat.TranscriptAsked,
		*chat.BackendDid, *chat.GroupChanged:
		return false
	}
	return true
}

// concerns reports whether this person owes something in c, or may be called
// about it.
func (d *Desk) concerns(c *chat.Chat) bool {
	return c.Owner != "" && c.Owner == d.me.Agent || d.bell.Concerned(c.ID)
}

// count brings the figures up to date.
func (d *Desk) count(c *chat.Chat, e *chat.Event) {
	switch e.Body.(type) {
	case *chat.ChatAccepted, *chat.ChatTakenOver:
		d.accepts.Take(c, e)
		d.waitsOld = true
	}
}

// showWaits returns the figures, made anew only after one was counted: they are
// sorted, and a snapshot of the hub's counts hundreds.
func (d *Desk) showWaits() report.AcceptTimes {
	if d.waitsOld {
		d.waits, d.waitsOld = d.accepts.Times(), false
	}
	return d.waits
}

// isUrgent reports whether somebody waits to see e: it is in the chat on
// screen, in a chat of mine, or it calls for a person.
func (d *Desk) isUrgent(c *chat.Chat, e *chat.Event) bool {
	return c.ID == d.open || c.Serves(d.me.Agent) || urgent(e.Body)
}

// urgent reports whether an event must be seen at once in whatever chat it
// is. What is not known to be able to wait cannot.
func urgent(b chat.Body) bool {
	switch b := b.(type) {
	case *chat.MessagePosted, *chat.MessageDelivered, *chat.NotePosted, *chat.CustomerDescribed,
		*chat.ChatOpened, *chat.ChatClosed, *chat.ObligationStarted, *chat.ObligationEnded, *chat.TriggerCleared,
		*chat.AgentAdded, *chat.AgentRevoked, *chat.PresenceChanged, *chat.WhisperPosted, *chat.AgentJoined,
		*chat.TagAdded, *chat.TagRemoved, *chat.OfferAccepted, *chat.RecordSaved,
		*chat.ObligationPaused, *chat.ObligationResumed, *chat.ObligationAttempted, *chat.ChatStepped,
		*chat.ResolutionConfirmed, *chat.RatingAsked, *chat.RatingGiven, *chat.IdentityVerified,
		*chat.HandedToChannel, *chat.TicketSaved, *chat.CustomerTyped, *chat.BotLineRejected,
		*chat.CallbackOffered, *chat.CallbackConfirmed, *chat.NightFiled, *chat.NightReviewed, *chat.BotErrorWritten,
		*chat.BotErrorsSubmitted, *chat.ReportPublished, *chat.KeyRegistered, *chat.KeyRetired, *chat.IdleChanged,
		*chat.ShiftStarted, *chat.ShiftEnded, *chat.MessageEdited, *chat.MessageRemoved, *chat.ChatRouted,
		*chat.TranscriptAsked, *chat.CustomerBlocked, *chat.BackendDescribed, *chat.TeamPosted:
		return false
	case *chat.TriggerRaised:
		return b.Trigger.Level == chat.LevelAlert
	}
	return true
}

// look records that the person sees the chat now.
func (d *Desk) look(id chat.ChatID) {
	now, _ := d.cfg.Clock.Now()
	d.book.Looked(id, now)
	d.looked[id] = now
	d.talk.looked(id)
	if c := d.floor.Chat(id); c != nil {
		d.dirty[id] = c
	}
}

// removeLine takes a pending line off the chat.
func (d *Desk) removeLine(id chat.ChatID, cmd chat.CommandID) (view.PendingLine, bool) {
	for i, l := range d.lines[id] {
		if l.ID == cmd {
			d.lines[id] = append(d.lines[id][:i:i], d.lines[id][i+1:]...)
			return l, true
		}
	}
	return view.PendingLine{}, false
}
