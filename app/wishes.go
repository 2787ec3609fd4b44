package app

import (
	"floorwalker/app/chat"
	"floorwalker/app/shift/cover"
)

// The methods of this file are the person's side of the desk. Each binds its
// wish to the chat that was on screen when the key went down.

// Open shows a chat; it observes invisibly unless I serve the chat (V-INV-01).
// An empty id closes the thread.
func (d *Desk) Open(id chat.ChatID) {
	d.do(func() {
		if was := d.floor.Chat(d.open); was != nil {
			d.dirty[was.ID] = was
		}
		d.open, d.urgent = id, true
		if d.foreground && id != "" {
			d.look(id)
		}
		d.tick()
		d.observe()
	})
}

// Foreground tells whether the window is in front of the person.
func (d *Desk) Foreground(is bool) {
	d.do(func() {
		d.foreground = is
		if is && d.open != "" {
			d.look(d.open)
			d.stale = true
		}
		d.tick()
	})
}

// SetDND turns do-not-disturb on or off. Who answers for the floor by the roster has
// somebody cover first: until then it stays off, and a notice says why (D-12).
func (d *Desk) SetDND(on bool) {
	d.do(func() {
		if on {
			now, _ := d.cfg.Clock.Now()
			if why, ok := cover.MayGo(d.floor, d.edition, now, d.me.Agent); !ok {
				d.notice("", "Do not disturb stays off. "+why, true)
				return
			}
		}
		d.dnd, d.urgent = on, true
		d.tick()
	})
}

// TakeOver asks to serve the chat (G-ROLE-04). The reason is asked for where
// no trigger is active (G-TRIG-11).
func (d *Desk) TakeOver(id chat.ChatID, reason string) {
	d.do(func() {
		c := d.floor.Chat(id)
		if c != nil && c.Stage == chat.StageQueued {
			d.wish(id, &chat.AcceptChat{})
			return
		}
		d.wish(id, &chat.TakeOver{Reason: reason})
	})
}

// Acknowledge says that the alert was seen.
func (d *Desk) Acknowledge(id chat.ChatID, rule chat.RuleID) {
	d.do(func() { d.wish(id, &chat.AcknowledgeAlert{Rule: rule}) })
}

// Dismiss says that the trigger was none, and why.
func (d *Desk) Dismiss(id chat.ChatID, rule chat.RuleID, reason string) {
	d.do(func() { d.wish(id, &chat.DismissTrigger{Rule: rule, Reason: reason}) })
}

// Retry cuts short the wait for the next attempt to connect.
func (d *Desk) Retry() {
	d.do(func() { d.stream.RetryNow() })
}

// incomplete reports whether lines of the chat are known to be missing here: a
// gap that the feed found, or a floor that is still being read.
func (d *Desk) incomplete(id chat.ChatID) bool {
	return d.book.HasGap(id) || !d.live && d.link.State == LinkReading
}

// quietly sends a wish that is the desk's own, of this moment and never kept;
// it reports whether it was sent. A refusal of it is no news.
func (d *Desk) quietly(id chat.ChatID, w chat.Wish) bool {
	return d.stream.Send(chat.Command{ID: d.cfg.NewID(), Chat: id, Body: w}) == nil
}

// observe tells the hub what is on screen, for the audit and nobody else
// (V-INV-01). What could not be sent is tried again at the next occasion.
func (d *Desk) observe() {
	want := d.watched()
	if !d.live || d.observed == want {
		return
	}
	// A chat that has become mine is observed no more without being told so.
	if was := d.floor.Chat(d.observed); was != nil && !was.Serves(d.me.Agent) {
		if !d.quietly(was.ID, &chat.StopObserving{}) {
			return
		}
	}
	d.observed = ""
	if want != "" && d.quietly(want, &chat.Observe{}) {
		d.observed = want
	}
}

// watched returns the chat on screen, if I do not serve it. One that ended while
// it was watched is still being watched.
func (d *Desk) watched() chat.ChatID {
	c := d.floor.Chat(d.open)
	if c == nil || c.Active() && c.Serves(d.me.Agent) || !c.Active() && d.observed != c.ID {
		return ""
	}
	return c.ID
}
