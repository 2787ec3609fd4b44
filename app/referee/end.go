package referee

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/ticket"
)

// endChat is the one way in which a person ends a chat (G-COMM-03): the closing
// protocol is complete, or each step that is not has its reason (G-COMM-04), and
// the ticket is complete (A-29, S-CLOSE-04). Ticket, tags and end are one
// decision, so that there is never one without the others (G-TKT-01).
func (r *ruling) endChat(w *chat.EndChat) (Decision, *chat.Refusal) {
	if no := r.mayEnd(); no != nil {
		return Decision{}, no
	}
	t, no := r.ticketIn(w.Ticket)
	if no != nil {
		return Decision{}, no
	}
	t.Closed, t.Form = r.now, r.edition.Form.Version
	if t.Confirmed == "" {
		t.Confirmed = r.chat.Confirmed
	}
	overtaken := r.overtaken(&t)
	owed := r.agreed(&t)
	steps := flow.TraceOf(r.chat, r.edition, !r.edition.Form.Unsolved(&t))
	skipped := r.skipped(steps, w.Skipped)
	if missing := append(r.wrong(&t, owed), r.open(steps, skipped)...); len(missing) > 0 {
		return Decision{}, refuse(chat.RefusedInvalid, "This chat cannot be closed yet: "+listed(missing)+".")
	}
	bodies, no := r.saved(t)
	if no != nil {
		return Decision{}, no
	}
	bodies = append(bodies, overtaken...)
	for _, o := range owed {
		bodies = append(bodies, o)
	}
	bodies = append(bodies, &chat.ChatClosed{Reason: endWords(&r.edition.Form, &t), Skipped: skipped})
	return Decision{Events: r.events(bodies...)}, nil
}

// mayEnd refuses who may not end the chat: in a group chat its lead does, whoever owns
// it (C-TRF-03).
func (r *ruling) mayEnd() *chat.Refusal {
	c := r.chat
	switch {
	case !c.Group || c.Lead == c.Owner && c.Owner == r.by.ID:
		return r.mayHandOn("end")
	case r.policy == nil:
		return refuseNoPolicy()
	}
	if no := r.mayFinish("end it"); no != nil {
		return no
	}
	return r.claimed()
}

// saveTicket changes the ticket of a chat that has ended; who changed what, its
// priority too, is the event itself (G-TKT-06). What the transcript proves cannot
// be changed.
func (r *ruling) saveTicket(w *chat.SaveTicket) (Decision, *chat.Refusal) {
	switch {
	case r.edition == nil:
		return Decision{}, refuseNoPolicy()
	case r.chat.Active():
		return Decision{}, refuse(chat.RefusedInvalid, "This chat goes on; its ticket is saved when it is closed.")
	}
	t, no := r.ticketIn(w.Ticket)
	if no != nil {
		return Decision{}, no
	}
	if was, err := ticket.Decode(r.chat.Ticket); err == nil && was.Ref == t.Ref {
		t.Driver, t.Channel, t.Handled = was.Driver, was.Channel, was.Handled
		t.Created, t.Opened, t.Closed = was.Created, was.Opened, was.Closed
	}
	t.Form = r.edition.Form.Version
	if problems := problemsOf(&r.edition.Form, &t); len(problems) > 0 {
		return Decision{}, refuse(chat.RefusedInvalid, "This ticket cannot be saved yet: "+listed(problems)+".")
	}
	bodies, no := r.saved(t)
	if no != nil {
		return Decision{}, no
	}
	if b, ok := bodies[0].(*chat.TicketSaved); ok && string(b.Ticket) == string(r.chat.Ticket) {
		return Decision{}, nil
	}
	return Decision{Events: r.events(bodies...)}, nil
}

// ticketIn reads the ticket that came with a command. It has to be this chat's.
func (r *ruling) ticketIn(raw []byte) (ticket.Ticket, *chat.Refusal) {
	t, err := ticket.Decode(raw)
	switch {
	case len(raw) == 0:
		return t, refuse(chat.RefusedInvalid, "A chat is closed with its ticket; open the close dialog (G-COMM-03).")
	case err != nil:
		return t, refuse(chat.RefusedInvalid, "The ticket of this chat cannot be read; open the close dialog again.")
	case t.Chat != r.chat.ID || t.Ref != ticket.RefOf(ticket.RefTicket, string(r.chat.ID), r.chat.Opened):
		return t, refuse(chat.RefusedInvalid, "This ticket is another chat's; open the close dialog again.")
	}
	t.TakeCalls(r.chat) // facts that no desk may know less of than the hub
	return t, nil
}

// saved is the fact of a ticket, with the tags that follow from it (G-TAG-01 to
// -14). Tags of the form's lists that it does not have go; all others are people's
// own and stay.
func (r *ruling) saved(t ticket.Ticket) ([]chat.Body, *chat.Refusal) {
	raw, err := ticket.Encode(t)
	if err != nil {
		return nil, refuse(chat.RefusedInvalid, "This ticket cannot be kept: "+oneLine(err.Error())+".")
	}
	bodies := []chat.Body{&chat.TicketSaved{Ref: string(t.Ref), Ticket: raw}}
	form := &r.edition.Form
	want := form.TagsOf(&t)
	for _, tag := range want {
		tag, no := cleanTag(tag)
		if no != nil {
			return nil, no
		}
		if _, has := r.tag(tag); !has {
			bodies = append(bodies, &chat.TagAdded{Tag: tag})
		}
	}
	for _, tag := range r.chat.Tags {
		same := func(w string) bool { return strings.EqualFold(w, tag) }
		if isListed(form, tag) && !slices.ContainsFunc(want, same) {
			bodies = append(bodies, &chat.TagRemoved{Tag: tag})
		}
	}
	return bodies, nil
}

// isListed reports whether a tag is one of those that a ticket's fields set.
func isListed(f *ticket.Form, tag string) bool {
	for _, list := range [][]ticket.Choice{f.Sentiments, f.Methods, f.Topics} {
		if slices.ContainsFunc(list, func(c ticket.Choice) bool { return strings.EqualFold(c.Name, tag) }) {
			return true
		}
	}
	return false
}

// wrong lists what keeps a ticket from being this chat's last word.
func (r *ruling) wrong(t *ticket.Ticket, owed []*chat.ObligationStarted) []string {
	found := problemsOf(&r.edition.Form, t)
	for _, id := range t.Obligations {
		begins := func(o *chat.ObligationStarted) bool { return o.Obligation.ID == id }
		if _, runs := r.chat.Owed(id); !runs && !slices.ContainsFunc(owed, begins) {
			found = append(found, "obligations names something that is not owed any more (G-TKT-10)")
		}
	}
	if t.Confirmed != "" && t.Confirmed != r.chat.Confirmed && unfitConfirmation(r.chat, t.Confirmed) != "" {
		found = append(found, "confirmed must be a customer's line behind an answer (S-FLOW-04)")
	}
	for _, at := range []struct {
		field ticket.Field
		due   chat.Instant
		id    string
	}{{ticket.FieldResolveBy, t.ResolveBy, "G-CLOSE-06"}, {ticket.FieldCallAt, t.CallAt, "G-CLOSE-07"}} {
		if !at.due.IsZero() && at.due <= r.now {
			found = append(found, string(at.field)+" must be a time ahead ("+at.id+")")
		}
	}
	if e := r.chat.Escalation; e.State == chat.EscalationAccepted {
		tag := r.escalatedTag(e.Offer)
		if tag != "" && !slices.ContainsFunc(r.edition.Form.TagsOf(t), func(o string) bool { return strings.EqualFold(o, tag) }) {
			found = append(found, "escalated must keep the tag \""+tag+"\" (G-TAG-15)")
		}
	}
	return found
}

// problemsOf writes what is wrong with a ticket by itself.
func problemsOf(f *ticket.Form, t *ticket.Ticket) []string {
	var words []string
	for _, p := range f.Problems(t) {
		w := string(p.Field) + " " + p.Words
		if p.ID != "" {
			w += " (" + p.ID + ")"
		}
		words = append(words, w)
	}
	return words
}

// skipped keeps the reasons that say something, of steps that a chat can have.
func (r *ruling) skipped(steps []flow.Mark, all []chat.Skip) []chat.Skip {
	var kept []chat.Skip
	for _, m := range steps {
		at := slices.IndexFunc(all, func(s chat.Skip) bool { return s.Step == m.Step })
		if at < 0 || !m.Done.IsZero() {
			continue
		}
		if reason, no := cleanReason(all[at].Reason); no == nil && utf8.RuneCountInString(reason) >= r.policy.Note.Min {
			kept = append(kept, chat.Skip{Step: m.Step, Reason: reason})
		}
	}
	return kept
}

// open lists the closing steps that are neither done nor excused.
func (r *ruling) open(steps []flow.Mark, skipped []chat.Skip) []string {
	var words []string
	for _, m := range flow.Missing(steps, skipped) {
		words = append(words, "the step \""+m.Words+"\" is open, do it or say why not in at least "+
			strconv.Itoa(r.policy.Note.Min)+" characters (G-COMM-04)")
	}
	return words
}

// mostListed is how many missing things a refusal names.
const mostListed = 6

func listed(all []string) string {
	if n := len(all) - mostListed; n > 0 {
		return strings.Join(all[:mostListed], "; ") + "; and " + strconv.Itoa(n) + " more"
	}
	return strings.Join(all, "; ")
}

// endWords are the reason and its detail as people read them, which package
// ticket reads back.
func endWords(f *ticket.Form, t *ticket.Ticket) string {
	at := slices.IndexFunc(f.Reasons, func(r ticket.EndReason) bool { return r.ID == t.EndReason })
	if at < 0 {
		return string(t.EndReason)
	}
	words := f.Reasons[at].Name
	for _, d := range f.Reasons[at].Details {
		if d.ID == t.EndDetail {
			words += " - " + d.Name
		}
	}
	return words
}
