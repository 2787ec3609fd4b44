package referee

import (
	"encoding/hex"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
)

// signHandover takes a signed document (D-05): whole, signed by who sends it with
// the key that the floor knows, chained to the one before, and with everything in
// it that this floor says has to go over.
func (r *ruling) signHandover(w *chat.SignHandover) (Decision, *chat.Refusal) {
	f, err := handover.Read(w.Document)
	if err != nil {
		return Decision{}, refuse(chat.RefusedInvalid, "This handover cannot be read: "+oneLine(err.Error())+".")
	}
	d := &f.Document
	switch {
	case d.From != r.by.ID:
		return Decision{}, refuse(chat.RefusedRole, "This handover is "+r.nameIn(d.From)+"'s; only they can sign it.")
	case d.Shift != w.Shift || d.To != w.To:
		return Decision{}, refuse(chat.RefusedInvalid, "What was signed names another shift or another receiver; sign it again.")
	case len(f.Acknowledgements)+len(f.Taken) > 0:
		return Decision{}, refuse(chat.RefusedInvalid, "A handover is signed before anybody acknowledges it; sign it again.")
	case !r.knownShift(d.Shift):
		return Decision{}, refuse(chat.RefusedInvalid, "The roster has no shift of that name that runs or has just ended.")
	}
	if no := r.receives(d.To); no != nil {
		return Decision{}, no
	}
	if no := r.genuine(f); no != nil {
		return Decision{}, no
	}
	if no := r.timely(d.At); no != nil {
		return Decision{}, no
	}
	if d.Due != d.At.Add(r.policy.Handover.Ack) {
		return Decision{}, refuse(chat.RefusedGone, "By the policy of now, this handover has to be taken by another time than it says; sign it again.")
	}
	if no := r.asNamed(d); no != nil {
		return Decision{}, no
	}
	items, no := r.complete(d)
	if no != nil {
		return Decision{}, no
	}
	return r.facts(&chat.HandoverSigned{
		Shift: d.Shift, Hash: f.Hash, Prev: d.Prev, To: d.To, Items: items, Due: r.now.Add(r.policy.Handover.Ack),
		Document: w.Document,
	}), nil
}

// receives refuses a receiver who cannot take anything over. Nobody is the lead.
func (r *ruling) receives(to chat.AgentID) *chat.Refusal {
	if to == "" {
		return nil
	}
	switch a := r.floor.Agent(to); {
	case a == nil:
		return refuse(chat.RefusedInvalid, "Nobody on the team has this name.")
	case a.Revoked:
		return refuse(chat.RefusedInvalid, r.name(to)+" is no longer on the team.")
	case to == r.by.ID:
		return refuse(chat.RefusedInvalid, "You cannot hand over to yourself; choose who comes, or the lead.")
	}
	return nil
}

// genuine refuses what is not what was signed, or not by the key of who sends it.
func (r *ruling) genuine(f *handover.File) *chat.Refusal {
	key := r.floor.Key(r.by.ID)
	switch {
	case key == nil:
		return refuse(chat.RefusedInvalid, "No key of yours is registered, so nothing can be signed; connect again, or ask a lead.")
	case f.Document.Key != hex.EncodeToString(key):
		return refuse(chat.RefusedInvalid, "This was signed with another key than the one that is registered for you; ask a lead to retire that one.")
	case f.Document.Prev != r.floor.LastHandover():
		return refuse(chat.RefusedGone, "Another handover was signed meanwhile, and this one does not follow it; sign again.")
	}
	err := f.Complete()
	if err == nil {
		err = f.Check()
	}
	if err != nil {
		return refuse(chat.RefusedInvalid, "The signature does not fit what was signed: "+oneLine(err.Error())+".")
	}
	return nil
}

// acknowledgeHandover takes items of a handover, by signature. Each changes hands
// in the same decision: chats with their customers told, what is owed, and what it
// asks of whoever has it. The records among them are written by the desk.
func (r *ruling) acknowledgeHandover(w *chat.AcknowledgeHandover) (Decision, *chat.Refusal) {
	h, no := r.openHandover(w.Hash)
	if no != nil {
		return Decision{}, no
	}
	lead := r.by.Role == chat.RoleLead
	if h.To != r.by.ID && !lead {
		return Decision{}, refuse(chat.RefusedNotOwner, "This is handed to "+r.receiverOf(&h)+"; only they or a lead can acknowledge it.")
	}
	if h.From == r.by.ID {
		return Decision{}, refuse(chat.RefusedRole, "You hand this over yourself; somebody else has to take it.")
	}
	items, no := r.acknowledged(&h, w.Items, lead)
	if no != nil || len(items) == 0 {
		return Decision{}, no
	}
	ack, err := handover.ReadAck(w.Signature, w.Hash, w.Items, r.by.ID)
	if no := r.stamped(ack.Key, ack.At, &h, err); no != nil {
		return Decision{}, no
	}
	es := r.events(&chat.HandoverAcknowledged{Hash: w.Hash, Items: w.Items, Signature: w.Signature})
	d := Decision{Events: es}
	for _, it := range items {
		d.Events = append(d.Events, r.handedOn(&it, h.From, len(d.Events))...)
	}
	if slices.ContainsFunc(d.Events, isForward) {
		d.Effect = EffectTakeOver
	}
	return d, nil
}

func isForward(e chat.Event) bool { return e.Body.Kind() == chat.KindChatForwarded }

// openHandover finds a handover of which something waits.
func (r *ruling) openHandover(hash string) (chat.Handover, *chat.Refusal) {
	h, ok := r.floor.Handover(hash)
	switch {
	case !ok:
		return h, refuse(chat.RefusedGone, "There is no such handover on the floor.")
	case !h.Taken.At.IsZero():
		return h, refuse(chat.RefusedGone, r.name(h.Taken.By)+" has taken what was left of this handover in writing.")
	case !h.Open() && !(r.by.Role == chat.RoleLead && slices.ContainsFunc(h.Items, func(it chat.HandoverItem) bool { return r.needsLead(&h, it) })):
		if h.Replaced != "" {
			return h, refuse(chat.RefusedGone, r.name(h.From)+" has handed this shift over again since; take the newer handover.")
		}
		return h, refuse(chat.RefusedGone, "All of this handover has been acknowledged already.")
	}
	return h, nil
}

// needsLead reports whether an item is a chat that goes on and that no lead has
// acknowledged: who hands it over may go only with a lead's word for it, whoever
// serves it by then (A-40, G-CHK-E4).
func (r *ruling) needsLead(h *chat.Handover, it chat.HandoverItem) bool {
	c := r.floor.Chat(it.Chat)
	if it.Kind != string(handover.KindChat) || c == nil || !c.Active() {
		return false
	}
	return !slices.ContainsFunc(h.Acks, func(a chat.Acknowledgement) bool {
		by := r.floor.Agent(a.By)
		return slices.Contains(a.Items, it.ID) && by != nil && by.Role == chat.RoleLead
	})
}

// acknowledged returns the items that are meant and that nobody has yet, or no lead
// where it needs one.
func (r *ruling) acknowledged(h *chat.Handover, ids []string, lead bool) ([]chat.HandoverItem, *chat.Refusal) {
	if len(ids) == 0 {
		return nil, refuse(chat.RefusedInvalid, "Say which items you take.")
	}
	var items []chat.HandoverItem
	for i, id := range ids {
		at := slices.IndexFunc(h.Items, func(it chat.HandoverItem) bool { return it.ID == id })
		switch {
		case at < 0:
			return nil, refuse(chat.RefusedInvalid, "This handover has no such item.")
		case slices.Contains(ids[:i], id):
			return nil, refuse(chat.RefusedInvalid, "One item is named twice.")
		}
		if _, _, taken := h.Acked(id); !taken || lead && r.needsLead(h, h.Items[at]) {
			items = append(items, h.Items[at])
		}
	}
	return items, nil
}

// handedOn are the facts by which one item becomes this agent's, n others before
// them in the decision. What has come to somebody else meanwhile stays with them;
// a chat that waits in the queue goes on waiting there, for everybody.
func (r *ruling) handedOn(it *chat.HandoverItem, from chat.AgentID, n int) []chat.Event {
	c := r.floor.Chat(it.Chat)
	if c == nil {
		return nil
	}
	own := *r
	own.chat = c
	var bodies []chat.Body
	switch {
	case it.Obligation != "":
		o, runs := c.Owed(it.Obligation)
		if runs && o.Owner != r.by.ID && goesAlone(o.Kind) && (!o.Owner.Person() || r.left(it.ID, o.Owner, from)) {
			bodies = append(bodies, &chat.ObligationHanded{Obligation: o.ID, To: r.by.ID, Note: "handed over with the shift"})
		}
	case c.Active() && c.Owner != "" && c.Owner != r.by.ID && !c.Claim.Open() && r.left(it.ID, c.Owner, from):
		bodies = append(bodies, &chat.ChatForwarded{From: c.Owner, To: r.by.ID, Reason: chat.ForwardOther})
		if !c.HasJoined(r.by.ID) {
			bodies = append(bodies, line("", takenOverBy(r.by.Name, r.policy)))
		}
	}
	return own.eventsFrom(n, bodies...)
}

// goesAlone reports whether something that is owed goes from person to person; all
// else goes with its chat.
func goesAlone(k chat.ObligationKind) bool {
	return k.Outlives() || k == chat.OwedNightAck || k == chat.OwedNightResolve
}

// left reports whether an item is still the one's who hands it over: theirs, or of
// somebody who is gone, be it from the team or after a handover that nobody has
// acknowledged and that has come down to them.
func (r *ruling) left(item string, owner, from chat.AgentID) bool {
	if owner == from {
		return true
	}
	if a := r.floor.Agent(owner); a == nil || a.Revoked {
		return true
	}
	return slices.ContainsFunc(r.floor.Handovers(), func(h chat.Handover) bool {
		return h.From == owner && (h.To == from || h.RaisedTo == from) &&
			slices.ContainsFunc(h.Missing(), func(it chat.HandoverItem) bool { return it.ID == item })
	})
}

// takeHandover lets somebody go although not all that they handed over has been
// acknowledged: a lead takes it, in writing and with their signature. What
// is left becomes the lead's at once.
func (r *ruling) takeHandover(w *chat.TakeHandover) (Decision, *chat.Refusal) {
	h, no := r.openHandover(w.Hash)
	switch {
	case no != nil:
		return Decision{}, no
	case h.From != w.Agent:
		return Decision{}, refuse(chat.RefusedInvalid, "This handover is "+r.nameIn(h.From)+"'s.")
	case h.From == r.by.ID:
		return Decision{}, refuse(chat.RefusedRole, "You hand this over yourself; another lead has to take it.")
	}
	note, no := r.needNote(w.Note, "in writing what becomes of what is left (A-40)")
	switch {
	case no != nil:
		return Decision{}, no
	case note != w.Note:
		return Decision{}, refuse(chat.RefusedInvalid, "What was signed has blanks at its ends, or characters that cannot be kept; write it again.")
	}
	taken, err := handover.ReadTaken(w.Signature, w.Hash, w.Agent, w.Note, r.by.ID)
	if no := r.stamped(taken.Key, taken.At, &h, err); no != nil {
		return Decision{}, no
	}
	d := Decision{Events: r.events(&chat.HandoverTaken{Hash: w.Hash, Agent: w.Agent, Note: note, Signature: w.Signature})}
	for _, it := range h.Missing() {
		d.Events = append(d.Events, r.handedOn(&it, h.From, len(d.Events))...)
	}
	if slices.ContainsFunc(d.Events, isForward) {
		d.Effect = EffectTakeOver
	}
	return d, nil
}

// receiverOf names who a handover is for.
func (r *ruling) receiverOf(h *chat.Handover) string {
	if h.To == "" {
		return "the lead"
	}
	return strings.TrimSpace(r.nameIn(h.To))
}
