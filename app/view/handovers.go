package view

import (
	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
)

// Handovers are what goes from one shift to the next (D-05).
type Handovers struct {
	// Shift is the one that I would hand over, and Draft is what goes over now if
	// I sign: collected by the program, live until then.
	Shift string
	Draft []handover.Item
	// Waiting are signed documents with items that I have to acknowledge, Signed
	// mine that wait for somebody else, Others those between colleagues. Past are
	// done, the newest first.
	Waiting, Signed, Others, Past []Handover
	// Late counts documents that nobody has acknowledged in time.
	Late int
	// Key says whether I can sign.
	Key HandoverKey
	// Keys say whose every registered key is, the retired ones among them: what
	// signatures are verified against. It is nil while nobody works here, and never
	// changed.
	Keys *handover.Keys
}

// HandoverKey says whether this desk can sign.
type HandoverKey struct {
	// Registered says that the floor knows a key of mine that is in force.
	Registered bool
	Since      chat.Instant
	// Retired says that a lead has retired it, so that this desk may make another.
	Retired bool
	// Words say what is missing, empty if nothing is.
	Words string
}

// Handover is a signed document with the names of its people.
type Handover struct {
	chat.Handover
	FromName, ToName string
	Items            []HandoverItem
	// Open counts items that nobody has acknowledged, and for a lead those that need
	// one, too.
	Open int
	// Raised says that it went to the lead, as nobody acknowledged in time.
	Raised bool
	// Mine says that I may acknowledge it.
	Mine bool
	// ForLead says that everything is acknowledged, but chats that go on by no lead:
	// who handed them over may not go before one has.
	ForLead bool
	// TakenBy is the lead who took what was left in writing, by name.
	TakenBy string
}

// HandoverItem is a thing that goes over.
type HandoverItem struct {
	chat.HandoverItem
	Acknowledged chat.Instant
	By           chat.AgentID
	ByName       string
	// NeedsLead says that it is a chat that goes on and that no lead has
	// acknowledged, whoever else has. For a lead it is as open as any.
	NeedsLead bool
}
