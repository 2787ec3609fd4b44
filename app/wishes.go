package app

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// pendingCommand is a wish that the hub has not answered.
type pendingCommand struct {
	cmd  chat.Command
	line bool // it shows as a line of the thread
	// quiet wishes are the desk's own; a refusal of them is no news.
	quiet bool
}

// The methods of this file are the person's side of the desk. Each binds its
// wish to the chat that was on screen when the key went down.

// Open shows a chat; it observes invisibly unless the chat is mine (V-INV-01).
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

// SetDND turns do-not-disturb on or off.
func (d *Desk) SetDND(on bool) {
	d.do(func() {
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
			d.wish(id, &chat.AcceptChat{}, false)
			return
		}
		d.wish(id, &chat.TakeOver{Reason: reason}, false)
	})
}

// Acknowledge says that the alert was seen.
func (d *Desk) Acknowledge(id chat.ChatID, rule chat.RuleID) {
	d.do(func() { d.wish(id, &chat.AcknowledgeAlert{Rule: rule}, false) })
}

// Dismiss says that the trigger was none, and why.
func (d *Desk) Dismiss(id chat.ChatID, rule chat.RuleID, reason string) {
	d.do(func() { d.wish(id, &chat.DismissTrigger{Rule: rule, Reason: reason}, false) })
}

// Post writes a line to the customer. It shows at once as pending and is never
// silently lost: it ends as a message, or as a failed line with its words.
func (d *Desk) Post(id chat.ChatID, text string) {
	d.do(func() { d.say(id, &chat.PostMessage{Text: text}, text) })
}

// Note writes a line to the team.
func (d *Desk) Note(id chat.ChatID, text string) {
	d.do(func() { d.say(id, &chat.PostNote{Text: text}, text) })
}

// Again sends a failed line once more, under the same command id, so that it
// cannot arrive twice. insist sends it although lines may be missing (D-15). A
// line that still waits for its answer is left alone.
func (d *Desk) Again(id chat.ChatID, cmd chat.CommandID, insist bool) {
	d.do(func() {
		l, ok := d.removeEnded(id, cmd)
		if !ok {
			return
		}
		var w chat.Wish = &chat.PostMessage{Text: l.Text, DespiteGap: insist}
		if l.Note {
			w = &chat.PostNote{Text: l.Text}
		}
		d.sendLine(chat.Command{ID: cmd, Chat: id, Body: w}, l.Text)
	})
}

// Discard forgets a line that failed or is unsure. One that still waits for
// its answer stays: its end must be seen.
func (d *Desk) Discard(id chat.ChatID, cmd chat.CommandID) {
	d.do(func() {
		if _, ok := d.removeEnded(id, cmd); ok {
			d.urgent = true
		}
	})
}

// removeEnded takes a line that waits for nothing off the chat.
func (d *Desk) removeEnded(id chat.ChatID, cmd chat.CommandID) (view.PendingLine, bool) {
	if _, waits := d.pending[cmd]; waits {
		return view.PendingLine{}, false
	}
	return d.removeLine(id, cmd)
}

// Retry cuts short the wait for the next attempt to connect.
func (d *Desk) Retry() {
	d.do(func() { d.stream.RetryNow() })
}

func (d *Desk) say(id chat.ChatID, w chat.Wish, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	d.sendLine(chat.Command{ID: d.cfg.NewID(), Chat: id, Body: w}, text)
}

// holdWords is what a person reads when the guard of D-15 holds a line back.
const holdWords = "Not sent: lines of this chat may be missing here. Send anyway?"

func (d *Desk) sendLine(cmd chat.Command, text string) {
	now, _ := d.cfg.Clock.Now()
	post, isPost := cmd.Body.(*chat.PostMessage)
	l := view.PendingLine{ID: cmd.ID, At: now, Text: text, Note: !isPost, State: chat.DeliveryPending}
	d.urgent = true
	switch {
	case isPost && !post.DespiteGap && d.incomplete(cmd.Chat):
		l.State, l.Words, l.Gap = chat.DeliveryFailed, holdWords, true
	default:
		if err := d.stream.Send(cmd); err != nil {
			l.State, l.Words = chat.DeliveryFailed, "Not sent: this desk is not connected."
		} else {
			d.pending[cmd.ID] = pendingCommand{cmd: cmd, line: true}
		}
	}
	d.lines[cmd.Chat] = append(d.lines[cmd.Chat], l)
}

// incomplete reports whether lines of the chat are known to be missing here: a
// gap that the feed found, or a floor that is still being read.
func (d *Desk) incomplete(id chat.ChatID) bool {
	return d.book.HasGap(id) || !d.live && d.link.State == LinkReading
}

// wish sends a command that shows no line; it reports whether it was sent.
func (d *Desk) wish(id chat.ChatID, w chat.Wish, quiet bool) bool {
	cmd := chat.Command{ID: d.cfg.NewID(), Chat: id, Body: w}
	if err := d.stream.Send(cmd); err != nil {
		if !quiet {
			d.notice(id, "Not done: this desk is not connected.", true)
		}
		return false
	}
	d.pending[cmd.ID] = pendingCommand{cmd: cmd, quiet: quiet}
	return true
}

// observe tells the hub what is on screen, for the audit and nobody else
// (V-INV-01). What could not be sent is tried again at the next occasion.
func (d *Desk) observe() {
	want := d.watched()
	if !d.live || d.observed == want {
		return
	}
	// A chat that has become mine is observed no more without being told so.
	if was := d.floor.Chat(d.observed); was != nil && was.Owner != d.me.Agent {
		if !d.wish(was.ID, &chat.StopObserving{}, true) {
			return
		}
	}
	d.observed = ""
	if want != "" && d.wish(want, &chat.Observe{}, true) {
		d.observed = want
	}
}

// watched returns the chat on screen, if it is not mine. One that ended while
// it was watched is still being watched.
func (d *Desk) watched() chat.ChatID {
	c := d.floor.Chat(d.open)
	if c == nil || c.Active() && c.Owner == d.me.Agent || !c.Active() && d.observed != c.ID {
		return ""
	}
	return c.ID
}

// answered ends a command.
func (d *Desk) answered(id chat.CommandID, r *chat.Refusal) {
	p, ok := d.pending[id]
	if !ok {
		return
	}
	delete(d.pending, id)
	switch {
	case r == nil:
		// What it did has come, or comes, as an event. A line sent again may
		// have become one long ago.
		if c := d.floor.Chat(p.cmd.Chat); p.line && c != nil && c.Knows(chat.EventID(id)) {
			d.confirmed(c.ID, chat.EventID(id))
		}
	case p.line:
		d.fail(p.cmd.Chat, id, r.Words)
	case !p.quiet:
		d.notice(p.cmd.Chat, r.Words, true)
	}
}

func (d *Desk) fail(id chat.ChatID, cmd chat.CommandID, words string) {
	for i := range d.lines[id] {
		if l := &d.lines[id][i]; l.ID == cmd {
			l.State, l.Words = chat.DeliveryFailed, "Not sent: "+words
			d.urgent = true
		}
	}
}

// confirmed removes the pending line that has become the event e.
func (d *Desk) confirmed(id chat.ChatID, e chat.EventID) {
	if len(d.lines[id]) == 0 {
		return
	}
	if _, ok := d.removeLine(id, chat.CommandID(e)); ok {
		d.urgent = true
	}
}

// broken makes what was sent and not answered unsure.
func (d *Desk) broken() {
	for id, p := range d.pending {
		delete(d.pending, id)
		if !p.line {
			if !p.quiet {
				d.notice(p.cmd.Chat, "The connection broke before the hub answered; look whether it was done.", true)
			}
			continue
		}
		for i := range d.lines[p.cmd.Chat] {
			if l := &d.lines[p.cmd.Chat][i]; l.ID == id {
				l.State, l.Words = chat.DeliveryUnsure, "The connection broke before the hub answered."
			}
		}
	}
}

// settleUnsure decides, when nothing is missing any more, what became of the
// lines that were unsure: the hub either has them or does not.
func (d *Desk) settleUnsure() {
	for id, ls := range d.lines {
		c := d.floor.Chat(id)
		for _, l := range append([]view.PendingLine(nil), ls...) {
			switch {
			case l.State != chat.DeliveryUnsure:
			case c != nil && c.Knows(chat.EventID(l.ID)):
				d.removeLine(id, l.ID)
			default:
				d.fail(id, l.ID, "the hub did not get it before the connection broke.")
			}
		}
	}
}
