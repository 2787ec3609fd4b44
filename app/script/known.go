package script

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Known is what slots may be filled from. Whatever is zero is not known, and
// its slots stay empty.
type Known struct {
	Now      chat.Instant
	Customer chat.Customer
	// Messages is the chat's thread, oldest first; notes in it are ignored.
	Messages []chat.Message
	// Agent is the name of the person who writes.
	Agent string
	// Zone is the customer's time zone; nil means that of the team's cover.
	Zone     *time.Location
	Settings Settings
	// Policy has the promised times and the zone of cover.
	Policy policy.Policy
	// CallNext says that the dialler opens next, so that "now" is no lie.
	CallNext bool
	// Holiday names the holiday on which the customer wrote, if it was one.
	Holiday string
	Ticket  Ticket
	// Similar counts the resolved tickets like this one.
	Similar int
	// Typed is what the agent wrote into slots by hand, by slot name. It goes
	// before what was found, but not where a fact must be looked up.
	Typed map[string]string
}

// Settings are the team's own words, of which none is in the library.
type Settings struct {
	// Salutation stands for a customer whose name is unknown.
	Salutation string
	Team       string
	Phone      string
	Email      string
}

// Ticket is one that was looked up just now.
type Ticket struct {
	Ref string
	// Resolved is the ticket's own state, never somebody's belief.
	Resolved bool
	// Person is who resolved it.
	Person string
}

func (k *Known) zone() *time.Location {
	if k.Zone != nil {
		return k.Zone
	}
	return k.Policy.Cover.Location()
}

// SourceKind is where the value of a slot came from.
type SourceKind string

// The sources of values.
const (
	SourceNone     SourceKind = ""
	SourceMessage  SourceKind = "message"  // Message, and of it Start to End
	SourceCustomer SourceKind = "customer" // the customer's Field
	SourceSetting  SourceKind = "setting"  // the team's Field
	SourcePolicy   SourceKind = "policy"   // the policy's key Field
	SourceDesk     SourceKind = "desk"     // what this desk does: Field
	SourceTicket   SourceKind = "ticket"   // the ticket, or tickets, Field
	SourceClock    SourceKind = "clock"    // now, in the time zone Field
	SourceTyped    SourceKind = "typed"    // by the agent
)

// Source is the proof of a value: it can be shown beside it and clicked on.
type Source struct {
	Kind SourceKind
	// Message is the line that the value rests on.
	Message chat.MessageID
	// Start and End are the bytes of that line's text which the value says
	// again; both are 0 where it rests on the line's time.
	Start, End int
	// Field says which of several.
	Field string
}

// quotesCustomer reports whether the value is the customer's own words.
func (s Source) quotesCustomer() bool { return s.Kind == SourceMessage && s.End > s.Start }
