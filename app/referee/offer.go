package referee

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"floorwalker/app/chat"
)

// MaxNote is the longest note of an offer, in bytes. It travels with the
// chat's state, not with its lines, so it is shorter than those.
const MaxNote = 4 << 10

// forward offers the chat to a person or a team (S-TRF-01 to -06, V-FWD-01,
// -02). Nothing changes hands by it: the sender owns the chat and answers for
// it until somebody accepts.
func (r *ruling) forward(w *chat.Forward) (Decision, *chat.Refusal) {
	if no := r.mayHandOn("forward"); no != nil {
		return Decision{}, no
	}
	if no := r.target(w.To, w.Queue, "Choose one person or one team to forward this chat to.", func(a *chat.Agent) string {
		if r.policy.HasQueue(a.Department) {
			return "forward the chat to " + a.Department + ", their team, instead."
		}
		return "forward the chat to a team instead."
	}); no != nil {
		return Decision{}, no
	}
	if !w.Reason.Valid() {
		return Decision{}, refuse(chat.RefusedInvalid, "Say whether you forward for expertise, to balance the load, or for another reason.")
	}
	note, no := cleanNote(w.Note)
	if no != nil {
		return Decision{}, no
	}
	if least := r.policy.Note.Min; utf8.RuneCountInString(note) < least {
		return Decision{}, refuse(chat.RefusedInvalid, "Write a note of at least "+strconv.Itoa(least)+" characters, so that the receiver knows why.")
	}
	return r.offer(chat.Offer{Kind: chat.OfferForward, To: w.To, Queue: w.Queue, Reason: w.Reason, Note: note}), nil
}

// target refuses to hand the chat on where nobody could accept it: there has to be
// one of a person and a team (S-TRF-02, E-ESC-06), and a person who is there. choose
// asks for one, and instead says what to do about a person who is offline.
func (r *ruling) target(to chat.AgentID, queue, choose string, instead func(*chat.Agent) string) *chat.Refusal {
	switch {
	case (to == "") == (queue == ""):
		return refuse(chat.RefusedInvalid, choose)
	case queue != "" && !r.policy.HasQueue(queue):
		return refuse(chat.RefusedInvalid, "There is no team of that name on this floor.")
	case queue != "":
		return nil
	case to == r.by.ID:
		return refuse(chat.RefusedInvalid, "You serve this chat already; choose somebody else.")
	}
	return r.reachable(to, instead)
}

// reachable refuses somebody who could not answer now (A-34, E-ACT-05), or has
// asked not to be offered anything (S-MULTI-05).
// instead says what to do about a person who is offline.
func (r *ruling) reachable(id chat.AgentID, instead func(*chat.Agent) string) *chat.Refusal {
	a := r.floor.Agent(id)
	switch {
	case a == nil:
		return refuse(chat.RefusedInvalid, "Nobody on the team has this name.")
	case a.Revoked:
		return refuse(chat.RefusedInvalid, r.name(id)+" is no longer on the team.")
	case a.Outside:
		return refuse(chat.RefusedInvalid, outsider(r.name(id))+"; choose somebody of the team, or a team.")
	case a.Presence != chat.PresenceOnline:
		return refuse(chat.RefusedOffline, r.name(id)+" is offline; "+instead(a))
	case a.Focus:
		return refuse(chat.RefusedBusy, r.name(id)+" has asked to finish what is at hand first (S-MULTI-05); choose somebody else, or a team.")
	}
	return nil
}

// invite asks somebody into the chat, with context (V-INVITE-01).
func (r *ruling) invite(w *chat.Invite) (Decision, *chat.Refusal) {
	if no := r.mayInvite(w.To); no != nil {
		return Decision{}, no
	}
	note, no := cleanNote(w.Note)
	if no != nil {
		return Decision{}, no
	}
	if utf8.RuneCountInString(note) < MinReason {
		return Decision{}, refuse(chat.RefusedInvalid, "Say in a few words what "+r.nameIn(w.To)+" is asked in for.")
	}
	return r.offer(chat.Offer{Kind: chat.OfferInvitation, To: w.To, Note: note}), nil
}

func (r *ruling) mayInvite(to chat.AgentID) *chat.Refusal {
	c := r.chat
	switch {
	case !c.Active():
		return refuseClosed()
	case !c.Serves(r.by.ID):
		return refuse(chat.RefusedNotOwner, "You are not in this chat; join it or take it over to invite somebody.")
	case r.policy == nil:
		return refuseNoPolicy()
	case c.Serves(to):
		return refuse(chat.RefusedInvalid, r.name(to)+" is in this chat already.")
	case slices.ContainsFunc(c.Offers, func(o chat.Offer) bool { return o.Kind == chat.OfferInvitation && o.To == to }):
		return refuse(chat.RefusedBusy, r.name(to)+" is invited already; wait for the answer.")
	}
	if no := r.roomInGroup(); no != nil {
		return no
	}
	return r.reachable(to, func(*chat.Agent) string { return "invite somebody who is online, or write a note." })
}

// offer is the fact of an offer.
func (r *ruling) offer(o chat.Offer) Decision {
	return Decision{Events: r.events(&chat.OfferMade{Offer: r.made(o)})}
}

// made is an offer of this agent's, made now. It goes back by itself at its due
// time, which is later where a team has to find somebody.
func (r *ruling) made(o chat.Offer) chat.Offer {
	within := r.policy.Offer.Agent
	if o.Queue != "" {
		within = r.policy.Offer.Queue
	}
	o.ID, o.From, o.Made, o.Due = chat.OfferID(r.cmd.ID), r.by.ID, r.now, r.now.Add(within)
	return o
}

// cleanNote is cleanText for what the receiver of an offer reads, without
// white space at its ends. It may be empty.
func cleanNote(s string) (string, *chat.Refusal) {
	switch {
	case len(s) > MaxNote:
		return "", refuse(chat.RefusedTooLong, "This note is too long: at most 4 KiB can go with an offer.")
	case !utf8.ValidString(s):
		return "", refuse(chat.RefusedInvalid, "This note has characters that cannot be sent.")
	}
	return strings.TrimSpace(stripControls(s)), nil
}

func refuseNoPolicy() *chat.Refusal {
	return refuse(chat.RefusedBusy, "The team's policy has not come yet; try again in a moment.")
}

// receiver names to whom an offer is made.
func (r *ruling) receiver(o chat.Offer) string {
	if o.To == "" {
		return o.Queue
	}
	return r.nameIn(o.To)
}
