package app

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
)

// Finish closes a chat at the wish of a program, such as a rehearsal or a
// measurement: the ticket is completed by the team's preset, and every step of the
// closing that is open is excused by why, which needs the policy's length of a
// reason. A person closes by [Desk.Close]; no key leads here (G-COMM-03).
func (d *Desk) Finish(id chat.ChatID, why string) {
	d.do(func() {
		c := d.floor.Chat(id)
		if c == nil {
			return
		}
		now, _ := d.cfg.Clock.Now()
		t := ticket.Draft(c, now, &d.edition.Form)
		d.edition.Form.Complete(&t)
		var skipped []chat.Skip
		for _, m := range flow.TraceOf(c, d.edition, !d.edition.Form.Unsolved(&t)) {
			if m.Done.IsZero() {
				skipped = append(skipped, chat.Skip{Step: m.Step, Reason: why})
			}
		}
		raw, err := ticket.Encode(t)
		if err != nil {
			d.notice(id, "Not closed: "+err.Error(), true)
			return
		}
		d.wish(id, &chat.EndChat{Ticket: raw, Skipped: skipped})
	})
}

// TicketDraft calls back, from a goroutine of its own, with the chat's ticket as
// far as the chat proves it, and with what is still missing: a transcript may be
// long, and events must not wait for its summary. Of a chat that has a ticket it
// is that one. A chat that is not here has the zero ticket and no problems.
func (d *Desk) TicketDraft(id chat.ChatID, got func(ticket.Ticket, []ticket.Problem)) {
	d.do(func() {
		c, form := d.floor.Chat(id), &d.edition.Form
		if c == nil {
			d.explainer.work.Go(func() { got(ticket.Ticket{}, nil) })
			return
		}
		seen := *c // what it points to is never changed in place
		now, _ := d.cfg.Clock.Now()
		sad := dissatisfied(c, d.edition)
		d.explainer.work.Go(func() {
			t, err := ticket.Decode(seen.Ticket)
			if err != nil || len(seen.Ticket) == 0 || seen.Active() {
				t = ticket.Draft(&seen, now, form)
				if sad != "" {
					t.Tags = append(t.Tags, sad)
					t = t.Normal()
				}
			}
			got(t, form.Problems(&t))
		})
	})
}

// dissatisfied returns the tag that is proposed for a customer who was frustrated
// or has rated badly; empty for any other (G-TAG-12).
func dissatisfied(c *chat.Chat, e *policy.Edition) string {
	frustrated := func(t chat.Trigger) bool { return t.Rule == policy.RuleFrustration && t.Level == chat.LevelAlert }
	rated := c.Rating.Stars > 0 && c.Rating.Stars <= e.Rating.Dissatisfied
	if rated || slices.ContainsFunc(c.Triggers, frustrated) || slices.ContainsFunc(c.Brought, frustrated) {
		return e.Tags.Dissatisfied
	}
	return ""
}
