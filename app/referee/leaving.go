package referee

import (
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// leftBehind is the ticket of a chat whose only person leaves: made at once, open,
// with the customer's question as its subject (V-LEAVE-02, A-51). The chat goes on,
// so it gets no tags of it: whoever closes the chat says what it was about, under the
// same number. Without a policy there is no form to write one by.
func (r *ruling) leftBehind(w *chat.Leave) ([]chat.Body, *chat.Refusal) {
	if r.edition == nil {
		return nil, nil
	}
	t := ticket.Draft(r.chat, r.now, &r.edition.Form)
	if w.Assignee != "" {
		if a := r.floor.Agent(w.Assignee); a == nil || a.Revoked || a.Outside {
			return nil, refuse(chat.RefusedInvalid, "Whoever is to have the ticket is not on the team; choose somebody else.")
		}
		t.Assignee = w.Assignee // V-LEAVE-04
	}
	t.SendCopy = ticket.No
	if w.SendCopy { // V-LEAVE-03
		if t.Mail == "" {
			return nil, refuse(chat.RefusedInvalid, "No mail address of the customer is known; leave without sending a copy.")
		}
		t.SendCopy = ticket.Yes
	}
	r.edition.Form.CompleteOpen(&t)
	raw, err := ticket.Encode(t)
	if err != nil {
		return nil, refuse(chat.RefusedInvalid, "The ticket of this chat cannot be kept: "+oneLine(err.Error())+".")
	}
	return []chat.Body{&chat.TicketSaved{Ref: string(t.Ref), Ticket: raw}}, nil
}
