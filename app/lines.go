package app

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// Post writes a line to the customer. It shows at once as pending and is never
// silently lost: it is on the disk before it goes, waits there for a
// connection if it must, and ends as a message, or as a line that says what it
// waits for.
func (d *Desk) Post(id chat.ChatID, text string) {
	d.do(func() { d.sayLine(id, Line{Text: text}) })
}

// Note writes a line to the team.
func (d *Desk) Note(id chat.ChatID, text string) {
	d.do(func() { d.pend(id, view.PendingLine{Text: text, Note: true}) })
}

// Again sends a line that failed or is held, as of now and under the same
// command id, so that it cannot arrive twice. insist sends it although lines
// may be missing (D-15). A line that still waits for its answer is left alone.
func (d *Desk) Again(id chat.ChatID, cmd chat.CommandID, insist bool) {
	d.do(func() {
		l := d.line(id, cmd)
		if l == nil {
			return
		}
		d.urgent = true
		w, kept := d.outbox.Entry(cmd)
		switch {
		case !kept && l.State != chat.DeliveryFailed:
			// It is done; its event is on its way.
		case !kept: // the disk did not take it
			d.addLine(id, l, insist)
		case w.State != WaitHeld && w.State != WaitRefused:
		case !insist && l.ToCustomer() && d.incomplete(id):
			l.State, l.Words, l.Gap, l.Held = chat.DeliveryFailed, missingWords, true, true
		default:
			now, err := d.outbox.Confirm(cmd)
			if err != nil {
				l.Words = "Not sent: " + err.Error()
				return
			}
			d.showLine(l, now)
		}
	})
}

// Discard forgets a line that failed, is held, or has not gone yet. One that is
// on its way stays: its end must be seen.
func (d *Desk) Discard(id chat.ChatID, cmd chat.CommandID) {
	d.do(func() {
		l := d.line(id, cmd)
		if l == nil {
			return
		}
		if _, kept := d.outbox.Entry(cmd); kept {
			if err := d.outbox.Discard(cmd); err != nil {
				if l.State != chat.DeliveryPending {
					d.notice(id, "Not discarded: "+err.Error(), true)
				}
				return
			}
		} else if l.State != chat.DeliveryFailed {
			return // done; its event is on its way
		}
		d.removeLine(id, cmd)
		d.urgent = true
	})
}

func (d *Desk) sayLine(id chat.ChatID, l Line) {
	d.pend(id, view.PendingLine{Text: l.Text, Script: l.Script, Overrides: l.Overrides, File: l.File, Via: l.Via})
}

func (d *Desk) sayTo(id chat.ChatID, to chat.AgentID, text string) {
	d.pend(id, view.PendingLine{Text: text, To: to, Whisper: d.nameOf(to)})
}

// pend shows a line and gives it to the outbox.
func (d *Desk) pend(id chat.ChatID, l view.PendingLine) {
	if strings.TrimSpace(l.Text) == "" && l.File == nil {
		return
	}
	now, _ := d.cfg.Clock.Now()
	l.ID, l.At = d.cfg.NewID(), now
	d.addLine(id, &l, false)
	d.lines[id] = append(d.lines[id], l)
	d.urgent = true
}

// missingWords is what a person reads when the guard of D-15 holds a line back.
const missingWords = "Not sent: lines of this chat may be missing here. Send anyway?"

// addLine gives a line to the outbox and shows on it how that went. If the
// disk does not take it, the line has the text.
func (d *Desk) addLine(id chat.ChatID, l *view.PendingLine, insist bool) {
	var w chat.Wish
	add := d.outbox.Add
	switch {
	case l.Note:
		w = &chat.PostNote{Text: l.Text}
	case l.To != "":
		w = &chat.Whisper{Text: l.Text, To: l.To}
	default:
		w = &chat.PostMessage{Text: l.Text, DespiteGap: insist, Script: l.Script, Overrides: l.Overrides, File: l.File, Via: l.Via}
		if !insist && d.incomplete(id) {
			add = d.outbox.AddHeld
		}
	}
	now, err := add(chat.Command{ID: l.ID, Chat: id, Body: w})
	if err != nil {
		l.State, l.Words = chat.DeliveryFailed, "Not sent: "+err.Error()
		return
	}
	d.showLine(l, now)
}

// line returns the chat's line that is not a message yet, or nil.
func (d *Desk) line(id chat.ChatID, cmd chat.CommandID) *view.PendingLine {
	for i := range d.lines[id] {
		if d.lines[id][i].ID == cmd {
			return &d.lines[id][i]
		}
	}
	return nil
}
