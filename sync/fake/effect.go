package fake

import (
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// offerTime is how long an offer of an obedient hub is open, if nobody answers.
// The hub does not end it; a test pushes [Returned] when it wants that.
const offerTime = 20 * time.Second

// effects are the facts that a command leads to, if nobody objects. The first
// has the command's id. It is no referee: it asks neither who may nor whether it
// makes sense, only what the floor says about offers and owners.
func (h *Hub) effects(f *wire.Frame, who person) []chat.Event {
	bodies := said(f, who.name)
	if bodies == nil {
		bodies = h.moved(f, who.id)
	}
	if bodies == nil {
		bodies = stepped(f, who)
	}
	at := chat.InstantOf(h.now())
	for _, more := range []func() []chat.Body{
		func() []chat.Body { return owed(f, who.id, at) },
		func() []chat.Body { return phoned(f, who.id, at) },
		func() []chat.Body { return h.covered(f, who, at) },
		func() []chat.Body { return h.shifted(f, who, at) },
	} {
		if bodies == nil {
			bodies = more()
		}
	}
	events := make([]chat.Event, len(bodies))
	for i, b := range bodies {
		events[i] = chat.Event{ID: chat.EventID(f.Command), At: at, Chat: f.Chat, By: who.id, Body: b}
		if i > 0 {
			events[i].ID += chat.EventID("/" + strconv.Itoa(i))
		}
	}
	return events
}

// said is what a command adds to a chat or a shelf.
func said(f *wire.Frame, name string) []chat.Body {
	id := chat.MessageID(f.Command)
	switch w := f.Wish.(type) {
	case *chat.PostMessage:
		return []chat.Body{&chat.MessagePosted{
			Message: id, From: chat.SpeakerAgent, Name: name, Text: w.Text, DespiteGap: w.DespiteGap,
			Script: w.Script, Overrides: w.Overrides, File: w.File, Via: w.Via,
		}}
	case *chat.PostNote:
		return []chat.Body{&chat.NotePosted{Message: id, Name: name, Text: w.Text}}
	case *chat.Whisper:
		return []chat.Body{&chat.WhisperPosted{Message: id, To: w.To, Name: name, Text: w.Text}}
	case *chat.AddTag:
		return []chat.Body{&chat.TagAdded{Tag: w.Tag}}
	case *chat.RemoveTag:
		return []chat.Body{&chat.TagRemoved{Tag: w.Tag}}
	case *chat.SaveRecord:
		return []chat.Body{&chat.RecordSaved{Shelf: w.Shelf, Version: w.Version}}
	}
	return nil
}

// moved is what a command changes about who is in a chat.
func (h *Hub) moved(f *wire.Frame, by chat.AgentID) []chat.Body {
	c := h.floor.Chat(f.Chat)
	if c == nil {
		return nil
	}
	offer := chat.Offer{ID: chat.OfferID(f.Command), From: by, Made: chat.InstantOf(h.now())}
	offer.Due = offer.Made.Add(offerTime)
	switch w := f.Wish.(type) {
	case *chat.TakeOver:
		return []chat.Body{&chat.ChatTakenOver{Agent: by, From: c.Owner}}
	case *chat.AcceptChat:
		return []chat.Body{&chat.ChatAccepted{Agent: by}}
	case *chat.Join:
		return []chat.Body{&chat.AgentJoined{Agent: by}}
	case *chat.Leave:
		return left(c, by, w.Reason)
	case *chat.Forward:
		offer.Kind, offer.To, offer.Queue, offer.Reason, offer.Note = chat.OfferForward, w.To, w.Queue, w.Reason, w.Note
		return []chat.Body{&chat.OfferMade{Offer: offer}}
	case *chat.Invite:
		offer.Kind, offer.To, offer.Note = chat.OfferInvitation, w.To, w.Note
		return []chat.Body{&chat.OfferMade{Offer: offer}}
	case *chat.AcceptOffer:
		return accepted(c, w.Offer, by)
	case *chat.DeclineOffer:
		return []chat.Body{&chat.OfferReturned{Offer: w.Offer, How: chat.ReturnedDeclined, Reason: w.Reason, Agent: by}}
	case *chat.WithdrawOffer:
		return []chat.Body{&chat.OfferReturned{Offer: w.Offer, How: chat.ReturnedWithdrawn, Reason: w.Reason}}
	case *chat.Escalate:
		offer.Kind, offer.To, offer.Queue, offer.Reason, offer.Note = chat.OfferEscalation, w.To, w.Queue, w.Reason, w.Issue
		offer.Ref, offer.Level, offer.Issue, offer.Steps, offer.Resolve = EscalationRef, w.Level, w.Issue, w.Steps, w.Resolve
		return []chat.Body{&chat.OfferMade{Offer: offer}}
	}
	return ended(f)
}

// left hands the chat on as the last of chat.AgentLeft's rules says.
func left(c *chat.Chat, by chat.AgentID, reason string) []chat.Body {
	gone := &chat.AgentLeft{Agent: by, Reason: reason}
	switch {
	case c.Owner != by:
		return []chat.Body{gone}
	case len(c.Joined) > 0:
		gone.Next = c.Joined[0]
		return []chat.Body{gone}
	}
	return []chat.Body{gone, &chat.ChatQueued{Reason: "nobody serves it any more"}}
}

// accepted ends an offer with what was offered.
func accepted(c *chat.Chat, id chat.OfferID, by chat.AgentID) []chat.Body {
	o, open := c.Offer(id)
	if !open {
		return nil
	}
	yes := &chat.OfferAccepted{Offer: id, Agent: by}
	if o.Kind == chat.OfferInvitation {
		return []chat.Body{yes, &chat.AgentJoined{Agent: by, Invited: id}}
	}
	return []chat.Body{yes, &chat.ChatForwarded{From: c.Owner, To: by, Offer: id, Queue: o.Queue, Reason: o.Reason}}
}
