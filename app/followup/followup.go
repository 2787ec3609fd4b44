package followup

import (
	"strings"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

// Limits in characters; maxKey is in bytes.
const (
	maxCustomer = 120
	maxPhone    = 40
	maxReason   = 500
	maxOrigin   = 40
	// MaxNote is the length of a follow-up's note.
	MaxNote = 4_000

	maxKey = 128
)

// Origin says why a follow-up exists. It is an open type: a rule that makes
// follow-ups brings its own word.
type Origin string

// The origins that exist so far.
const (
	OriginAsked      Origin = "asked"      // the customer asked to be called
	OriginSilent     Origin = "silent"     // the customer fell silent (G-NR-04, G-FU-04)
	OriginOvernight  Origin = "overnight"  // the customer wrote while nobody was there (G-ON-06)
	OriginEscalation Origin = "escalation" // a chat was handed up
)

// State is whether somebody still has to call.
type State string

// The states that exist so far.
const (
	StateOpen State = "open"
	StateDone State = "done"
)

// FollowUp is a customer to be phoned: the content of a [Version].
type FollowUp struct {
	// Customer and Phone say whom to call; one of them may be empty. Both come
	// from strangers.
	Customer string `json:"customer"`
	Phone    string `json:"phone"`
	// Chat is the conversation that it comes from; empty if there was none.
	Chat chat.ChatID `json:"chat,omitempty"`
	// Reason says in one line what the call is about.
	Reason string `json:"reason"`
	Origin Origin `json:"origin,omitempty"`
	// Due is when the call should have been made, in hub time.
	Due chat.Instant `json:"due"`
	// Assignee is who calls; empty while that is open.
	Assignee chat.AgentID `json:"assignee,omitempty"`
	Note     string       `json:"note,omitempty"`
	State    State        `json:"state"`
	// Created and CreatedBy say when and by whom it was opened; by nobody where
	// a rule did it.
	Created   chat.Instant `json:"created"`
	CreatedBy chat.AgentID `json:"createdBy,omitempty"`
	// Done and DoneBy are zero unless State is StateDone.
	Done   chat.Instant `json:"done,omitempty"`
	DoneBy chat.AgentID `json:"doneBy,omitempty"`
}

// Normal implements [record.Content].
func (f FollowUp) Normal() FollowUp {
	f.Customer = strings.TrimSpace(f.Customer)
	f.Phone = strings.TrimSpace(f.Phone)
	f.Reason = strings.TrimSpace(f.Reason)
	f.Origin = Origin(strings.TrimSpace(string(f.Origin)))
	f.Note = record.Tidy(f.Note)
	return f
}

// Check implements [record.Content]. Times only need to be there: whether a due
// time makes sense is for people.
func (f FollowUp) Check() error {
	for _, l := range []struct {
		name, value string
		limit       int
	}{{"customer", f.Customer, maxCustomer}, {"phone", f.Phone, maxPhone}, {"reason", f.Reason, maxReason}, {"origin", string(f.Origin), maxOrigin}} {
		if err := record.CheckLine(l.name, l.value, l.limit); err != nil {
			return err
		}
	}
	for _, k := range []struct{ name, value string }{{"chat", string(f.Chat)}, {"assignee", string(f.Assignee)}, {"createdBy", string(f.CreatedBy)}, {"doneBy", string(f.DoneBy)}} {
		if len(k.value) > maxKey || !utf8.ValidString(k.value) {
			return record.Invalidf(k.name, "must be at most %d bytes of UTF-8", maxKey)
		}
	}
	if err := record.CheckText("note", f.Note, MaxNote); err != nil {
		return err
	}
	return f.checkMeaning()
}

func (f FollowUp) checkMeaning() error {
	done := f.State == StateDone
	switch {
	case f.Customer == "" && f.Phone == "":
		return record.Invalidf("customer", "must be named, or have a phone number")
	case f.Reason == "":
		return record.Invalidf("reason", "must not be empty")
	case f.Due <= 0:
		return record.Invalidf("due", "must be a time")
	case f.Created <= 0:
		return record.Invalidf("created", "must be a time")
	case !done && f.State != StateOpen:
		return record.Invalidf("state", "must be %s or %s", StateOpen, StateDone)
	case done && f.Done <= 0:
		return record.Invalidf("done", "must be a time")
	case !done && (f.Done != 0 || f.DoneBy != ""):
		return record.Invalidf("done", "must be empty while it is open")
	}
	return nil
}

// IsOpen reports whether somebody still has to call.
func (f FollowUp) IsOpen() bool { return f.State != StateDone }

// Late reports whether it is open and its due time has passed.
func (f FollowUp) Late(now chat.Instant) bool { return f.IsOpen() && f.Due < now }
