package fake

import (
	"fmt"

	"floorwalker/app/chat"
)

// The functions of this file invent facts about who is in a chat, and about the
// shelves. Like [Line] they have the same id for the same arguments.

// companyAt is when they happen, in hub time: after every [Line] of a chat that
// has fewer than a thousand.
const companyAt = firstAt + 1_000_000

func about(c int, id string, by chat.AgentID, b chat.Body) chat.Event {
	return chat.Event{
		ID: chat.EventID("fake:" + id), At: companyAt, Chat: chat.ChatID(fmt.Sprintf("c%d", c)), By: by, Body: b,
	}
}

// Served says that an agent has taken chat c over from the bot.
func Served(c int, by chat.AgentID) chat.Event {
	return about(c, fmt.Sprintf("c%d:served:%s", c, by), by, &chat.ChatTakenOver{Agent: by})
}

// Whispered is whisper n in chat c. Only desks of by and to are told of it.
func Whispered(c, n int, by, to chat.AgentID, text string) chat.Event {
	id := fmt.Sprintf("c%d:w%d", c, n)
	return about(c, id, by, &chat.WhisperPosted{Message: chat.MessageID(id), To: to, Name: string(by), Text: text})
}

// Offered holds chat c out, from one agent to another. The offer's id is
// OfferOf(c, kind).
func Offered(c int, kind chat.OfferKind, from, to chat.AgentID) chat.Event {
	o := chat.Offer{
		ID: OfferOf(c, kind), Kind: kind, From: from, To: to, Note: "They know the answer.",
		Made: companyAt, Due: companyAt.Add(offerTime),
	}
	if kind == chat.OfferForward {
		o.Reason = chat.ForwardExpertise
	}
	return about(c, string(o.ID), from, &chat.OfferMade{Offer: o})
}

// OfferOf is the id of the offer that Offered makes.
func OfferOf(c int, kind chat.OfferKind) chat.OfferID {
	return chat.OfferID(fmt.Sprintf("c%d:%s", c, kind))
}

// Returned ends that offer without a yes.
func Returned(c int, kind chat.OfferKind, how chat.HowReturned, reason string) chat.Event {
	id := OfferOf(c, kind)
	return about(c, string(id)+":"+string(how), "", &chat.OfferReturned{Offer: id, How: how, Reason: reason})
}

// Record is version n of a record on a shelf. The version is an object that
// replaces no other; a test that merges brings versions of package record, and
// [Saved].
func Record(shelf chat.Shelf, id string, n int) chat.Event {
	return Saved(shelf, fmt.Sprintf("%s:%s:%d", shelf, id, n), fmt.Appendf(nil, `{"id":%q,"n":%d}`, id, n))
}

// Saved puts a version on a shelf, as an event of the given id.
func Saved(shelf chat.Shelf, id string, version []byte) chat.Event {
	e := about(0, id, "asha", &chat.RecordSaved{Shelf: shelf, Version: version})
	e.Chat = ""
	return e
}
