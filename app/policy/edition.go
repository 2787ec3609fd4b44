package policy

import (
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// Edition is one version of a policy as a whole: its numbers, which are a
// value, and its lists, which are not. It is shared by pointer and never
// changed; whoever wants another one edits the file and parses it again.
type Edition struct {
	// Policy holds the numbers and the fixed sentences.
	Policy Policy
	// Form is what a ticket is filled in by (G-TKT, G-TAG, E-END).
	Form ticket.Form
	// Matrix is the escalation matrix, empty until the team has written one
	// down (G-ESC-00, A-09).
	Matrix []EscalationRule
	// Roster is who covers the floor. A slot without an agent has no cover
	//
	Roster []RosterSlot
	// Holidays are the days that are no working days, as "2026-12-25".
	Holidays []string
	// Scripts are the approved responses that a way of working goes through.
	Scripts Scripts
	// Identity is the checklist before a change to an account (G-SEC-03).
	Identity []string
	// Emoji says who may use them (V-EMO-01).
	Emoji Emoji
	// Uploads are the limits of single channels; the least of a channel's and
	// [Upload] wins, see [Edition.UploadMax].
	Uploads []ChannelUpload
	Rating  Rating
	Assist  Assist
	Tickets Tickets
	Tags    Tags
	// RouteOrder says which source of routing is asked first (C-ROUTE-01), and Routes
	// are its rules (V-ROUTE-01).
	RouteOrder []RouteSource
	Routes     []RoutingRule
	// Caps are of those people who have one of their own, by their ids; see
	// [Edition.CapOf].
	Caps []AgentCap
	// File is what the edition was read from, to the byte. Nobody changes it.
	File []byte
	// Assumed are the keys that the file does not have because it is older than
	// they are; each has the value that ships (see late.go).
	Assumed []string

	zone *time.Location // of Policy.Cover.Zone, when it was read
}

// EscalationRule is one line of the matrix: what calls for which level, who
// that is, and by when (G-ESC-00).
type EscalationRule struct {
	Condition string
	// Level is the team's own name for it, such as "Lead".
	Level string
	// Queue is one of the policy's teams, Agent a person; one of the two may
	// be empty.
	Queue string
	Agent chat.AgentID
	// Within is how long they have.
	Within time.Duration
}

// DayType is a kind of shift (G-ROLE-01).
type DayType string

// The kinds of days.
const (
	DayWeekday DayType = "weekday"
	DayWeekend DayType = "weekend"
	DayHoliday DayType = "holiday"
)

// DayTypes returns the kinds of days. The slice is the caller's.
func DayTypes() []DayType { return []DayType{DayWeekday, DayWeekend, DayHoliday} }

// DayOf returns which kind of day it is at an instant, in the zone of cover.
func (e *Edition) DayOf(at time.Time) DayType {
	at = at.In(e.Zone())
	return DayTypeOf(at.Format(time.DateOnly), at.Weekday(), e.Holidays)
}

// DayTypeOf returns the kind of a day of the calendar, written as "2026-12-25",
// that falls on a weekday.
func DayTypeOf(date string, on time.Weekday, holidays []string) DayType {
	switch {
	case slices.Contains(holidays, date):
		return DayHoliday
	case on == time.Saturday, on == time.Sunday:
		return DayWeekend
	}
	return DayWeekday
}

// Zone is [Cover.Location], looked up once: days are counted far more often than
// a policy changes.
func (e *Edition) Zone() *time.Location {
	if e.zone != nil && e.zone.String() == e.Policy.Cover.Zone {
		return e.zone
	}
	return e.Policy.Cover.Location()
}

// Role is the part that somebody has in a shift.
type Role string

// The roles. A backup never becomes primary by itself (G-COV-04).
const (
	RolePrimary   Role = "primary"
	RoleSecondary Role = "secondary"
	RoleBackup    Role = "backup"
	RoleLead      Role = "lead"
)

// Roles returns the roles in the order of the chain of cover, and the backup last.
// The slice is the caller's.
func Roles() []Role { return []Role{RolePrimary, RoleSecondary, RoleLead, RoleBackup} }

// RosterSlot is one place of the roster; an empty Agent is "NO COVER".
type RosterSlot struct {
	Day   DayType
	Role  Role
	Agent chat.AgentID
	// Window is the time of this place alone; zero is that of [Cover]. It may go
	// over midnight, and belongs to the day on which it begins.
	Window Window
}

// Scripts are ids of approved responses, in the order in which they are said.
type Scripts struct {
	TakeOver   []string // G-HAND-01 to -04
	Silence    []string // G-NR-01 to -03
	Closing    []string // G-CLOSE-01 to -03, of what is solved
	Unresolved []string // G-CLOSE-04 to -07, of what is not

	// OvernightAck are two: that the call comes now, for when the dialler opens
	// next, and that it comes within two hours (G-ON-03, A-17).
	OvernightAck []string
	// WhatsApp is the one text after three calls that nobody answered (G-ON-08,
	// G-FU-08).
	WhatsApp []string
	// CallbackOffer asks whether a call is wanted (G-CB-08), CallbackConfirm
	// gives its number and time (G-CB-10, G-CB-11). Each is one.
	CallbackOffer   []string
	CallbackConfirm []string
	// What is read out on the phone, line by line: for a follow-up (G-FU-10), a
	// chat that had to wait (G-ON-09) and a call that was agreed (G-CB).
	CallFollowUp []string
	CallDelayed  []string
	CallCallback []string
}

// Emoji are two switches that do not depend on each other (V-EMO-01).
type Emoji struct{ Staff, Customers bool }

// ChannelUpload is the largest file of a channel in bytes.
type ChannelUpload struct {
	Channel chat.Channel
	Max     int
}

// UploadMax returns the largest file that may go through a channel, in bytes:
// the smaller of the floor's limit and the channel's own (A-37, E-ACT-06).
func (e *Edition) UploadMax(c chat.Channel) int {
	most := e.Policy.Upload.Max
	if i := slices.IndexFunc(e.Uploads, func(u ChannelUpload) bool { return u.Channel == c }); i >= 0 {
		most = min(most, e.Uploads[i].Max)
	}
	return most
}

// The styles of a rating (V-RATE-01). Both give 1 to 5.
const (
	RatingStars  = "stars"
	RatingSmiley = "smiley"
)

// Rating is how a customer is asked what they think.
type Rating struct {
	Style string
	// Dissatisfied and less proposes the tag [Tags.Dissatisfied] (G-TAG-12).
	Dissatisfied int
}

// Assist is the team's tool for looking at a customer's screen (G-SEC-04).
type Assist struct {
	Name string
	// Link starts a session; empty until the team has one.
	Link string
}

// Tickets says where tickets go. Addresses and secrets are the hub's own
// settings and are not in a policy, which every desk reads.
type Tickets struct {
	// Hook is the name of the receiver among the hub's; empty is none.
	Hook string
	// MailCopies says whether a customer may be sent a copy.
	MailCopies bool
}

// Tags are those that the program itself sets and that are not the ticket
// form's.
type Tags struct {
	Dissatisfied string // G-TAG-12
}
