package stage

import (
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// TicketDraft answers at once, as the desk would a little later.
func (d *Desk) TicketDraft(id chat.ChatID, got func(ticket.Ticket, []ticket.Problem)) {
	c := d.Floor.floor.Chat(id)
	if c == nil {
		got(ticket.Ticket{}, nil)
		return
	}
	form := &d.Floor.Edition.Form
	t := ticket.Draft(c, d.Floor.now, form)
	got(t, form.Problems(&t))
}

// Close is written down, and the ticket kept in Closed.
func (d *Desk) Close(id chat.ChatID, t ticket.Ticket, skipped []chat.Skip) {
	d.Closed = t
	s := fmt.Sprintf("close %s %s", id, t.EndReason)
	for _, k := range skipped {
		s += fmt.Sprintf(" without %s %q", k.Step, k.Reason)
	}
	d.ask("%s", s)
}

// SaveTicket is written down, and the ticket kept in Closed.
func (d *Desk) SaveTicket(id chat.ChatID, t ticket.Ticket) {
	d.Closed = t
	d.ask("save ticket %s", id)
}

// Promise is written down, with how long from now it is due.
func (d *Desk) Promise(id chat.ChatID, p chat.PromiseTo) {
	d.ask("promise %s %s in %s %q", id, p.Kind, p.Due.Sub(d.Floor.now), p.Words)
}

// Escalate is written down, a person as "ben" and a team as "#Billing".
func (d *Desk) Escalate(id chat.ChatID, e chat.Escalate) {
	to := string(e.To)
	if e.Queue != "" {
		to += "#" + e.Queue
	}
	if e.Level != "" {
		to += " as " + e.Level
	}
	d.ask("escalate %s to %s %s %q %q in %s %q", id, to, e.Reason, e.Issue, e.Steps, e.Resolve.Sub(d.Floor.now), e.Notice)
}

// AcceptEscalation is written down.
func (d *Desk) AcceptEscalation(id chat.ChatID, o chat.OfferID) {
	d.ask("accept escalation %s %s", id, o)
}

// CancelEscalation is written down.
func (d *Desk) CancelEscalation(id chat.ChatID, o chat.OfferID, reason string) {
	d.ask("cancel escalation %s %s %q", id, o, reason)
}

// HandToChannel is written down.
func (d *Desk) HandToChannel(id chat.ChatID, h chat.HandToChannel) {
	d.ask("hand %s to %s %q %q in %s %q", id, h.Channel, h.Reason, h.Note, h.Due.Sub(d.Floor.now), h.Notice)
}

// AskForHelp is written down.
func (d *Desk) AskForHelp(id chat.ChatID, reason string) { d.ask("help %s %q", id, reason) }

// AnswerHelp is written down.
func (d *Desk) AnswerHelp(id chat.ChatID) { d.ask("come %s", id) }

// SetFocus is written down.
func (d *Desk) SetFocus(on bool) {
	d.ask("focus %t", on)
	d.Floor.Snap.Focus = on
}

// SetStep is written down.
func (d *Desk) SetStep(id chat.ChatID, step chat.Step, reason string) {
	d.ask("step %s %s %q", id, step, reason)
}

// KeepObligation is written down.
func (d *Desk) KeepObligation(id chat.ChatID, o chat.ObligationID, note string) {
	d.ask("keep %s %s %q", id, o, note)
}

// AttemptObligation is written down.
func (d *Desk) AttemptObligation(id chat.ChatID, o chat.ObligationID, outcome, note string) {
	d.ask("attempt %s %s %s %q", id, o, outcome, note)
}

// HandObligation is written down.
func (d *Desk) HandObligation(id chat.ChatID, o chat.ObligationID, to chat.AgentID, note string) {
	d.ask("hand on %s %s to %s %q", id, o, to, note)
}

// ChangePolicy is written down.
func (d *Desk) ChangePolicy(version int, file []byte, reason string) {
	d.ask("policy from %d, %d bytes, %q", version, len(file), reason)
}
