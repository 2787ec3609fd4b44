package referee

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// agreed makes obligations of the times that a ticket names, and writes them into
// it (G-CLOSE-06, G-CLOSE-07). What is owed by that time already is not owed
// twice: who is called by three is not called again at four, and what the message of
// the close has promised is this promise (G-CLOSE-05).
func (r *ruling) agreed(t *ticket.Ticket) (owed []*chat.ObligationStarted) {
	for _, a := range []struct {
		kind  chat.ObligationKind
		due   chat.Instant
		words string
	}{
		{chat.OwedPromise, t.ResolveBy, t.NextSteps},
		{chat.OwedCall, t.CallAt, "the call that was agreed on when the chat was closed"},
	} {
		runs := func(o chat.Obligation) bool {
			return o.Kind == a.kind && (o.Due == a.due || o.Due < a.due && (a.kind == chat.OwedCall || r.toldAtClose(o)))
		}
		if a.due <= r.now {
			continue
		}
		if at := slices.IndexFunc(r.chat.Obligations, runs); at >= 0 {
			if id := r.chat.Obligations[at].ID; !slices.Contains(t.Obligations, id) {
				t.Obligations = append(slices.Clone(t.Obligations), id)
			}
			continue
		}
		o := r.promised(chat.ObligationID(string(r.cmd.ID)+"/"+string(a.kind)), a.kind, a.due, oneLine(a.words))
		owed = append(owed, o)
		t.Obligations = append(slices.Clone(t.Obligations), o.Obligation.ID)
	}
	form := &r.edition.Form
	calls := func(o chat.Obligation) bool { return slices.Contains(form.CallbackKinds, o.Kind) }
	called := slices.ContainsFunc(owed, func(o *chat.ObligationStarted) bool { return calls(o.Obligation) })
	if form.Callback != "" && (called || slices.ContainsFunc(r.chat.Obligations, calls)) {
		t.Tags = append(slices.Clone(t.Tags), form.Callback) // G-TAG-10
	}
	return owed
}

// toldAtClose reports whether an obligation follows from a message that only what is
// not solved is closed by.
func (r *ruling) toldAtClose(o chat.Obligation) bool {
	told := func(m chat.Message) bool {
		return string(m.ID) == o.Cause && slices.Contains(r.edition.Scripts.Unresolved, m.Script) &&
			!slices.Contains(r.edition.Scripts.Closing, m.Script)
	}
	return o.Cause != "" && slices.ContainsFunc(r.chat.Messages, told)
}

// overtaken ends what the message of the close has promised for later than the
// ticket now does: the earlier time is owed in its place, and not both.
func (r *ruling) overtaken(t *ticket.Ticket) (ended []chat.Body) {
	for _, o := range r.chat.Obligations {
		if o.Kind != chat.OwedPromise || t.ResolveBy <= r.now || o.Due <= t.ResolveBy || !r.toldAtClose(o) {
			continue
		}
		ended = append(ended, &chat.ObligationEnded{
			Obligation: o.ID, How: chat.EndedVoid, Reason: "the ticket promises it for an earlier time",
		})
		same := func(id chat.ObligationID) bool { return id == o.ID }
		t.Obligations = slices.DeleteFunc(slices.Clone(t.Obligations), same)
	}
	return ended
}
