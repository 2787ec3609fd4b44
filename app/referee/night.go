package referee

import (
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/followup"
)

// lockedAtNight refuses a line of one's own to a customer of the night whom nobody
// has tried to call: they are phoned first, and nothing is solved in the chat before
// (G-ON-05, A-17). An acknowledgement of the policy passes while one is owed, which is
// once a night.
func (r *ruling) lockedAtNight(m *chat.MessagePosted) *chat.Refusal {
	if !flow.NightLocked(r.chat, r.by.ID) {
		return nil
	}
	text := r.edition != nil && m.File == nil && slices.Contains(r.edition.Scripts.OvernightAck, m.Script)
	if text && slices.ContainsFunc(r.chat.Obligations, func(o chat.Obligation) bool { return o.Kind == chat.OwedNightAck }) {
		return nil
	}
	return refuse(chat.RefusedLocked, "This customer wrote while nobody was there and is called first: send the acknowledgement and try the call, or unlock the chat with a reason (G-ON-05, A-17).")
}

// mayText refuses a line by WhatsApp before the policy's number of calls has
// failed (G-FU-08, A-16). It goes through the chat's platform, and says which of
// the calls of this chat it follows by being the one that opened it.
func (r *ruling) mayText(via chat.Channel) *chat.Refusal {
	switch {
	case via == "":
		return nil
	case via != chat.ChannelWhatsApp:
		return refuse(chat.RefusedInvalid, "A customer is written to in the chat, or by WhatsApp through its platform, and in no other way (G-FU-08).")
	case r.edition == nil:
		return refuseNoPolicy()
	}
	no := refuse(chat.RefusedInvalid, "WhatsApp opens after the calls that are owed have failed, and none is owed here (G-FU-08).")
	for _, l := range followup.LinesOf(r.chat, followup.Unsent{}, r.edition) {
		v := followup.MayText(&l, r.caller())
		if v.OK {
			return nil
		}
		if v.Code != followup.CodeOver || no.Code == chat.RefusedInvalid {
			no = v.Refusal()
		}
	}
	return no
}

// reviewNight says that somebody has read a chat of the night (G-ON-02). That its
// customer is not called needs a note.
func (r *ruling) reviewNight(w *chat.ReviewNight) (Decision, *chat.Refusal) {
	n := &r.chat.Night
	switch {
	case r.policy == nil:
		return Decision{}, refuseNoPolicy()
	case !n.Filed():
		return Decision{}, refuse(chat.RefusedInvalid, "This chat did not come at night.")
	case !n.Reviewed.IsZero() && n.Call == w.Call && strings.TrimSpace(w.Note) == n.Note:
		return Decision{}, nil
	}
	note, no := cleanNote(w.Note)
	if no == nil && !w.Call {
		note, no = r.needNote(w.Note, "why nobody calls this customer (G-ON-01)")
	}
	if no != nil {
		return Decision{}, no
	}
	return r.facts(&chat.NightReviewed{Call: w.Call, Note: note}), nil
}

// unlockNight opens a chat of the night for other lines, with a reason that is
// logged.
func (r *ruling) unlockNight(w *chat.UnlockNight) (Decision, *chat.Refusal) {
	switch {
	case !r.chat.Active():
		return Decision{}, refuseClosed()
	case !r.chat.Night.Filed():
		return Decision{}, refuse(chat.RefusedInvalid, "This chat did not come at night; it is not locked.")
	case r.chat.Owner != "" && !r.chat.Serves(r.by.ID):
		return Decision{}, refuse(chat.RefusedNotOwner, r.name(r.chat.Owner)+" serves this chat; only they or who has joined can open it.")
	case !flow.NightLocked(r.chat, r.by.ID):
		return Decision{}, nil
	}
	reason, no := needReason(w.Reason, "Say why this customer is answered in the chat before a call, such as that they ask for it (A-17).")
	if no != nil {
		return Decision{}, no
	}
	return r.facts(&chat.NightUnlocked{Reason: reason}), nil
}
