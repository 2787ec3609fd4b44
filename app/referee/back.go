package referee

import (
	"net/mail"
	"strings"

	"floorwalker/app/chat"
)

// returnToBot gives a chat back to the bot, which answers from then on: nobody serves
// it, and nobody is in it. The customer is told first, by the line of whoever leaves,
// while that is still a person's chat.
func (r *ruling) returnToBot(w *chat.ReturnToBot) (Decision, *chat.Refusal) {
	switch c := r.chat; {
	case !c.Active():
		return Decision{}, refuseClosed()
	case c.Owner == "" && c.Bot:
		return Decision{}, nil
	case c.Owner == "":
		return Decision{}, refuse(chat.RefusedNotOwner, "Nobody serves this chat; start it, and you can give it back to the bot.")
	}
	if no := r.mayFinish("give it back to the bot"); no != nil {
		return Decision{}, no
	}
	if no := r.claimed(); no != nil {
		return Decision{}, no
	}
	reason, no := needReason(w.Reason, "Say in a few words why the bot can go on, so that whoever comes next knows.")
	if no != nil {
		return Decision{}, no
	}
	return Decision{
		Events: r.events(r.line(leftBy(r.by.Name, r.policy)), &chat.ChatReturned{Agent: r.by.ID, Reason: reason}),
		Effect: EffectPost, Step: r.step(AuditLeft),
	}, nil
}

// blockCustomer keeps a customer from writing, or lets them again. Who serves the chat
// may, and a lead in everybody's; both say why, as nobody can ask the customer.
func (r *ruling) blockCustomer(w *chat.BlockCustomer) (Decision, *chat.Refusal) {
	if !r.serves() && !may(r.by.Role, chat.NameBlockCustomer, formColleague) {
		return Decision{}, refuse(chat.RefusedNotOwner, "Only who serves this chat, or a lead, can block its customer.")
	}
	if r.chat.Blocked == w.On {
		return Decision{}, nil
	}
	reason, no := needReason(w.Reason, "Say in a few words why.")
	if no != nil {
		return Decision{}, no
	}
	return Decision{Events: r.events(&chat.CustomerBlocked{On: w.On, Reason: reason})}, nil
}

// sendTranscript has the backend mail the chat. What was said in it is the customer's:
// to another address than the one that is known of them it goes by a lead's word only.
func (r *ruling) sendTranscript(w *chat.SendTranscript) (Decision, *chat.Refusal) {
	own := mailOf(r.chat.Customer.Contact)
	to := mailOf(w.To)
	switch {
	case w.To != "" && to == "":
		return Decision{}, refuse(chat.RefusedInvalid, "This is no mail address.")
	case to == "" && own == "":
		return Decision{}, refuse(chat.RefusedInvalid, "No mail address of the customer is known; write down the one that they gave you.")
	case to == "":
		to = own
	}
	if !may(r.by.Role, chat.NameSendTranscript, formOther) {
		switch {
		case !r.serves():
			return Decision{}, refuse(chat.RefusedNotOwner, "Only who serves this chat, or a lead, can have it mailed.")
		case own != "" && !strings.EqualFold(own, to):
			return Decision{}, refuse(chat.RefusedRole, "The address that is known of this customer is another one; only a lead can have the chat mailed elsewhere.")
		}
	}
	return Decision{Events: r.events(&chat.TranscriptAsked{To: to})}, nil
}

// serves reports whether this agent serves the chat, has joined it, or served it last
// where it has ended or the bot has it again.
func (r *ruling) serves() bool {
	c := r.chat
	return c.Serves(r.by.ID) || c.Owner == "" && c.ServedBy == r.by.ID
}

// maxMail is the longest mail address.
const maxMail = 254

// mailOf returns s if it is a mail address and nothing else, and otherwise nothing: a
// name, a comment or a second receiver has no business there.
func mailOf(s string) string {
	s = strings.TrimSpace(s)
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > maxMail || strings.ContainsAny(s, "\r\n\"<>") {
		return ""
	}
	return s
}

// mayFinish refuses who may not say that people are done with the chat: its owner is,
// and in a group chat its lead, or a lead of the floor (C-TRF-03). While its lead is away
// its owner is: no group is one that nobody can end. deed says what they wanted. The chat
// is served by somebody.
func (r *ruling) mayFinish(deed string) *chat.Refusal {
	c := r.chat
	switch {
	case c.Group && (c.Lead == r.by.ID || may(r.by.Role, r.cmd.Body.Name(), formGroup)):
	case c.Group && c.Owner == r.by.ID && !here(r.floor, c.Lead):
	case c.Group:
		return refuse(chat.RefusedNotOwner, r.name(c.Lead)+" leads this group chat; only they or a lead of the floor can "+deed+".")
	case !c.Group && c.Owner != r.by.ID:
		return refuse(chat.RefusedNotOwner, r.name(c.Owner)+" serves this chat; only they can "+deed+".")
	}
	return nil
}

// here reports whether somebody has a desk and is at it.
func here(f *chat.Floor, id chat.AgentID) bool {
	a := f.Agent(id)
	return a != nil && !a.Revoked && !a.Outside && a.Presence == chat.PresenceOnline
}
