package referee

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/guard"
	"floorwalker/app/ticket"
)

// refSlot is where a notice names the number of an escalation or a callback.
const refSlot = "{ref}"

// cancelNotice is what a customer reads who was told of an escalation that is
// taken back (E-ESC-08).
const cancelNotice = "About " + refSlot + ": your request stays with me, and I will go on helping you here."

// escalate tells the customer, and then offers the chat to who knows or may do
// more (A-32, G-ESC-00 to -04, E-ESC-00 to -07). Nothing changes hands by it: the
// sender serves on until somebody accepts.
func (r *ruling) escalate(w *chat.Escalate) (Decision, *chat.Refusal) {
	if no := r.mayHandOn("escalate"); no != nil {
		return Decision{}, no
	}
	if no := r.target(w.To, w.Queue, "Choose one person or one team to escalate this chat to (E-ESC-06).", func(a *chat.Agent) string {
		if r.policy.HasQueue(a.Department) {
			return "escalate to " + a.Department + ", their team, or promise the customer to be contacted."
		}
		return "escalate to a team, or promise the customer to be contacted."
	}); no != nil {
		return Decision{}, no
	}
	o, no := r.escalation(w)
	if no != nil {
		return Decision{}, no
	}
	notice, no := r.notice(w.Notice, o.Ref, true)
	if no != nil {
		return Decision{}, no
	}
	if w.Resolve <= r.now {
		return Decision{}, refuse(chat.RefusedInvalid, "Say by when the customer can expect it to be solved; that time has to be ahead (G-ESC-03).")
	}
	bodies := []chat.Body{notice, &chat.OfferMade{Offer: o}}
	if t := r.escalatedTag(o); t != "" {
		if _, has := r.tag(t); !has {
			bodies = append(bodies, &chat.TagAdded{Tag: t})
		}
	}
	return Decision{Events: r.events(bodies...), Effect: EffectPost}, nil
}

// escalation is the offer, with everything that its receiver needs (E-ESC-05).
func (r *ruling) escalation(w *chat.Escalate) (o chat.Offer, no *chat.Refusal) {
	if !w.Reason.ValidEscalation() {
		return o, refuse(chat.RefusedInvalid, "Say whether you escalate for expertise, because the customer asks for it, because it is sensitive, or for another reason.")
	}
	level, no := cleanTag(cmp.Or(w.Level, "-"))
	if no != nil {
		return o, refuse(no.Code, "This level is too long: at most "+strconv.Itoa(MaxTag)+" characters can be kept.")
	}
	issue, no := r.needNote(w.Issue, "what is the matter")
	if no != nil {
		return o, no
	}
	steps, no := r.needNote(w.Steps, "what has been tried")
	if no != nil {
		return o, no
	}
	return r.made(chat.Offer{
		Kind: chat.OfferEscalation, To: w.To, Queue: w.Queue, Reason: w.Reason, Note: issue, Ref: r.ref(ticket.RefEscalation),
		Level: strings.Trim(level, "-"), Issue: issue, Steps: steps, Resolve: w.Resolve,
	}), nil
}

// ref is the number of what this command begins. A desk that is offline
// comes to the same one by the id of its command.
func (r *ruling) ref(kind ticket.RefKind) string {
	return string(ticket.RefOf(kind, string(r.cmd.ID), r.now))
}

// notice is the line by which a customer learns what happens next. It is judged
// like any line, and has to name the number where one is needed (G-ESC-02).
func (r *ruling) notice(text, ref string, numbered bool) (*chat.MessagePosted, *chat.Refusal) {
	if strings.TrimSpace(text) == "" {
		return nil, refuse(chat.RefusedInvalid, "Write what the customer is told (G-ESC-01).")
	}
	if numbered && !strings.Contains(text, refSlot) && !strings.Contains(text, ref) {
		return nil, refuse(chat.RefusedInvalid, "Leave "+refSlot+" in the message, so that the customer has the reference number (G-ESC-02).")
	}
	text, no := cleanText(strings.ReplaceAll(text, refSlot, ref), "message")
	if no != nil {
		return nil, no
	}
	for _, o := range guard.Check(text, guardContext(r.chat, true)) {
		if o.Severity == guard.Block {
			return nil, refuse(chat.RefusedInvalid, o.Words)
		}
	}
	return r.spoken(text), nil
}

// spoken is a line of this agent's; events gives it the id of its event.
func (r *ruling) spoken(text string) *chat.MessagePosted {
	return &chat.MessagePosted{From: chat.SpeakerAgent, Name: r.by.Name, Text: text, Delivery: chat.DeliveryPending}
}

// needNote is cleanNote for what must be there, at the policy's length.
func (r *ruling) needNote(s, what string) (string, *chat.Refusal) {
	note, no := cleanNote(s)
	if no != nil {
		return "", no
	}
	if least := r.policy.Note.Min; utf8.RuneCountInString(note) < least {
		return "", refuse(chat.RefusedInvalid, "Say "+what+" in at least "+strconv.Itoa(least)+" characters.")
	}
	return note, nil
}

// escalatedTag is the tag of an escalation (G-TAG-11, G-TAG-15).
func (r *ruling) escalatedTag(o chat.Offer) string {
	return escalatedTag(r.floor, &r.edition.Form, o)
}

// escalatedTag is the tag that an escalation puts on its chat: the form's, with
// the team. Of a person that is their level, or else their team, as names do not
// belong into tags; it is empty where the form has none.
func escalatedTag(f *chat.Floor, form *ticket.Form, o chat.Offer) string {
	if form.Escalated == "" {
		return ""
	}
	team := cmp.Or(o.Queue, o.Level)
	if a := f.Agent(o.To); team == "" && a != nil {
		team = cmp.Or(a.Department, string(a.Role))
	}
	tag, no := cleanTag(strings.Replace(form.Escalated, "{team}", team, 1))
	if no != nil {
		return ""
	}
	return tag
}

// handToChannel tells the customer and goes on by phone, by mail or by ticket
// (S-ESC-03, A-32). The chat stays; what is owed from then on follows from the
// fact.
func (r *ruling) handToChannel(w *chat.HandToChannel) (Decision, *chat.Refusal) {
	if no := r.mayHandOn("hand"); no != nil {
		return Decision{}, no
	}
	ref := ""
	switch w.Channel {
	case chat.HandPhone:
		ref = r.ref(ticket.RefCallback)
	case chat.HandMail, chat.HandTicket:
		ref = string(ticket.RefOf(ticket.RefTicket, string(r.chat.ID), r.chat.Opened))
	default:
		return Decision{}, refuse(chat.RefusedInvalid, "Choose phone, mail or ticket.")
	}
	reason, no := needReason(w.Reason, "Say in a few words why it goes on elsewhere.")
	if no != nil {
		return Decision{}, no
	}
	note, no := r.needNote(w.Note, "what is to be done there")
	if no != nil {
		return Decision{}, no
	}
	if w.Due <= r.now {
		return Decision{}, refuse(chat.RefusedInvalid, "Say by when the customer hears from you; that time has to be ahead.")
	}
	// A callback has to have its number in the message (G-CB-10).
	notice, no := r.notice(w.Notice, ref, w.Channel == chat.HandPhone)
	if no != nil {
		return Decision{}, no
	}
	return Decision{Effect: EffectPost, Events: r.events(notice, &chat.HandedToChannel{
		Channel: w.Channel, Ref: ref, Reason: reason, Note: note, Due: w.Due,
	})}, nil
}

// mayHandOn refuses who may not give the chat away, and what would be given away
// twice.
func (r *ruling) mayHandOn(verb string) *chat.Refusal {
	c := r.chat
	switch {
	case !c.Active():
		return refuseClosed()
	case c.Owner == "":
		return refuse(chat.RefusedNotOwner, "You do not serve this chat; take it over to "+verb+" it.")
	case c.Owner != r.by.ID:
		return refuse(chat.RefusedNotOwner, r.name(c.Owner)+" serves this chat; only they can "+verb+" it.")
	case r.policy == nil:
		return refuseNoPolicy()
	}
	if o, open := handingOn(c); open {
		return refuse(chat.RefusedBusy, "You have offered this chat to "+r.receiver(o)+" already; wait for the answer, or take the offer back.")
	}
	return r.claimed()
}

// handingOn returns the open offer that would change the owner, a forward or an
// escalation; a chat has at most one.
func handingOn(c *chat.Chat) (chat.Offer, bool) {
	for _, o := range c.Offers {
		if o.Kind != chat.OfferInvitation {
			return o, true
		}
	}
	return chat.Offer{}, false
}
