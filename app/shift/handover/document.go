package handover

import (
	"floorwalker/app/chat"
)

// Format is written into every document, so that a reader knows what it has.
const Format = "floorwalker-handover-1"

// Document is what one shift hands to the next: what the one who goes signs. All
// of it is in the hash.
type Document struct {
	Format string `json:"format"`
	// Floor is what the workspace is called.
	Floor string `json:"floor"`
	// Shift is the id of the shift that ends.
	Shift string       `json:"shift"`
	From  chat.AgentID `json:"from"`
	// To is who comes; empty where nobody is named, and then it is the lead's.
	To chat.AgentID `json:"to"`
	// At is when it was made, in hub time.
	At chat.Instant `json:"at"`
	// Due is by when it has to be acknowledged before it goes to the lead.
	Due chat.Instant `json:"due"`
	// Prev is the hash of the document before this one; empty for the first of a
	// floor.
	Prev string `json:"prev"`
	// Note is what the one who goes says of the shift as a whole.
	Note string `json:"note"`
	// Key is the public key, in hexadecimal, that the signature is checked with.
	Key string `json:"key"`
	// Zone is where the times are read by people, such as "Asia/Kolkata".
	Zone string `json:"zone"`
	// People are the names behind the ids in it.
	People    map[chat.AgentID]string `json:"people"`
	Items     []Item                  `json:"items"`
	Checklist []Check                 `json:"checklist"`
	// names are those of the list of keys that it is verified by; nil without one.
	names map[chat.AgentID]string
}

// Kind is what sort of thing an item is.
type Kind string

// The kinds of items. They are written into files and never renamed.
const (
	KindChat       Kind = "chat"       // somebody still talks with the customer, or should
	KindCall       Kind = "call"       // a call is owed
	KindPromise    Kind = "promise"    // something was promised
	KindEscalation Kind = "escalation" // somebody was escalated to and has not answered
	KindNight      Kind = "night"      // a chat of the night is not worked off
	KindBotError   Kind = "bot_error"  // an error of the bot is not written up
	KindFollowUp   Kind = "follow_up"  // an entry of the list of customers to be phoned
	KindDuty       Kind = "duty"       // anything else that is owed
)

// Item is one thing that goes over.
type Item struct {
	// ID is the same for the same thing in every document: "chat:…",
	// "owed:…" or "follow-up:…".
	ID   string `json:"id"`
	Kind Kind   `json:"kind"`
	// Title says what it is in a few words.
	Title      string            `json:"title"`
	Customer   string            `json:"customer"`
	Chat       chat.ChatID       `json:"chat"`
	Obligation chat.ObligationID `json:"obligation"`
	// Record is the follow-up record, where there is no chat.
	Record string `json:"record"`
	// Ref is the number that the customer was given, such as "CB-…" or a ticket's.
	Ref string `json:"ref"`
	// Due is 0 where nothing is due at a time.
	Due chat.Instant `json:"due"`
	// Owner is who has it now; empty is nobody.
	Owner chat.AgentID `json:"owner"`
	// Words is why it is here; Note what the one who goes says of it.
	Words string `json:"words"`
	Note  string `json:"note"`
	// Hash is that of all the other fields, in hexadecimal: it names the item that
	// was changed.
	Hash string `json:"hash"`
}

// Check is a line of the checklist as it stood when the document was made.
type Check struct {
	ID    string `json:"id"`
	Words string `json:"words"`
	Done  bool   `json:"done"`
	Why   string `json:"why"`
}

// Acknowledgement says that somebody took items over.
type Acknowledgement struct {
	// Items are ids of items, in their order.
	Items []string     `json:"items"`
	By    chat.AgentID `json:"by"`
	At    chat.Instant `json:"at"`
	// Key and Signature are in hexadecimal; the signature is over hash,
	// items, by and at.
	Key       string `json:"key"`
	Signature string `json:"signature"`
}

// Taken is a lead's word in writing that the one who goes may go.
type Taken struct {
	// Agent is who goes.
	Agent chat.AgentID `json:"agent"`
	By    chat.AgentID `json:"by"`
	At    chat.Instant `json:"at"`
	Note  string       `json:"note"`
	// Key and Signature are in hexadecimal; the signature is over hash,
	// agent, by, at and note.
	Key       string `json:"key"`
	Signature string `json:"signature"`
}

// File is a document with everything that was signed under it: what lies in
// handover-<shift>.json.
type File struct {
	Document Document `json:"document"`
	// Hash is that of the document, Signature that of the one who goes, both in
	// hexadecimal.
	Hash             string            `json:"hash"`
	Signature        string            `json:"signature"`
	Acknowledgements []Acknowledgement `json:"acknowledgements"`
	Taken            []Taken           `json:"taken"`
}
