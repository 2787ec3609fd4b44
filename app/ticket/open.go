package ticket

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

// CompleteOpen answers as [Form.Complete] does, for a chat that goes on without
// anybody (V-LEAVE-02). How it ends nobody knows yet: the end stays open, and so does
// the status.
func (f *Form) CompleteOpen(t *Ticket) {
	status, ruled := t.Status, slices.Contains(t.ByRule, FieldStatus)
	f.Complete(t)
	t.EndReason, t.EndDetail, t.EndNote, t.Resolution = "", "", "", ""
	t.ByRule = slices.DeleteFunc(t.ByRule, func(field Field) bool {
		switch field {
		case FieldEndReason, FieldEndDetail, FieldEndNote, FieldResolution, FieldStatus:
			return true
		}
		return false
	})
	t.FCR = No
	if s := f.status(status); s.ID == "" || s.Done {
		status = f.openStatus()
		ruled = status != ""
	}
	t.byRule(FieldStatus, ruled)
	t.Status = status
	*t = t.Normal()
}

// openStatus is the first that something is still to be done in, or "".
func (f *Form) openStatus() ChoiceID {
	for _, s := range f.Statuses {
		if !s.Done {
			return s.ID
		}
	}
	return ""
}

// goOn takes over from the ticket that was made when the chat's last person left what
// a person chose then: who has it, until somebody else answers the customer, and that
// no copy is sent (V-LEAVE-03, V-LEAVE-04).
func (t *Ticket) goOn(c *chat.Chat) {
	if len(c.Ticket) == 0 {
		return
	}
	was, err := Decode(c.Ticket)
	if err != nil || was.Ref != t.Ref || !was.Closed.IsZero() {
		return
	}
	t.Created = was.Created
	if c.Owner == "" && !answeredSince(c, was.Created) {
		t.Assignee = was.Assignee
	}
	if was.SendCopy == No && was.Mail != "" {
		t.SendCopy = No
	}
}

// answeredSince reports whether a person has written to the customer after an instant.
func answeredSince(c *chat.Chat, at chat.Instant) bool {
	return slices.ContainsFunc(c.Messages, func(m chat.Message) bool { return m.From == chat.SpeakerAgent && m.At > at })
}

// MailOf is the address that a customer can be sent a copy at, or "" if none is known.
func MailOf(c *chat.Customer) string {
	if contact := typed.Line(c.Contact); isMail(contact) {
		return contact
	}
	return ""
}
