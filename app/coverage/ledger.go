package coverage

import (
	"time"

	"floorwalker/app/chat"
)

// Audience is whose looks count.
type Audience uint8

// Leads see everybody's looks, the team only those of people who are not leads:
// nobody may tell from a figure that a lead watches (D-03).
const (
	Team Audience = iota
	Leads
)

// Ledger keeps, for one span of time, what was watched. It belongs to one
// goroutine.
type Ledger struct {
	within time.Duration
}

// New returns a ledger in which a person has within (eyes_on.within) to look at
// a chat, from its start and from each alert.
func New(within time.Duration) *Ledger { return &Ledger{within: within} }

// Within changes how long a person has, from now on.
func (l *Ledger) Within(d time.Duration) { l.within = d }

// Take folds an event of the floor; c is the chat after it, and accountable who
// answers for the floor at that time.
func (l *Ledger) Take(c *chat.Chat, e *chat.Event, accountable chat.AgentID) {}

// Judged says that the rules were evaluated on a line (G-QUAL-03).
func (l *Ledger) Judged(id chat.ChatID, m chat.MessageID, at chat.Instant) {}

// Looked says that somebody has a chat on screen from at on.
func (l *Ledger) Looked(id chat.ChatID, a chat.AgentID, role chat.Role, at chat.Instant) {}

// Turned says that they have not any more.
func (l *Ledger) Turned(id chat.ChatID, a chat.AgentID, at chat.Instant) {}

// Accountable says who answers for the floor from at on; empty is nobody.
func (l *Ledger) Accountable(a chat.AgentID, at chat.Instant) {}

// Gap is a stretch of time in which nobody had looked at a chat who should have.
type Gap struct {
	Chat chat.ChatID `json:"chat"`
	// From is when the time to look was over, To when somebody looked; To is the
	// time of asking while nobody has, and Open says so.
	From chat.Instant `json:"from"`
	To   chat.Instant `json:"to"`
	Open bool         `json:"open,omitempty"`
	// Since is what it counts from: the chat's start, or the alert of Rule.
	Since chat.Instant `json:"since"`
	Rule  chat.RuleID  `json:"rule,omitempty"`
	// Accountable answered for the floor at From; empty is NO COVER.
	Accountable chat.AgentID `json:"accountable,omitempty"`
}

// Unjudged is a line on which the rules were not evaluated.
type Unjudged struct {
	Chat    chat.ChatID    `json:"chat"`
	Message chat.MessageID `json:"message"`
	At      chat.Instant   `json:"at"`
}

// Machine is the machine's half: lines judged of lines to judge.
type Machine struct {
	Lines  int        `json:"lines"`
	Judged int        `json:"judged"`
	Missed []Unjudged `json:"missed,omitempty"`
}

// Eyes is the people's half: of Due times to look, Seen were in time.
type Eyes struct {
	Due  int   `json:"due"`
	Seen int   `json:"seen"`
	Gaps []Gap `json:"gaps,omitempty"`
}

// Figures are both halves, which are never added up.
type Figures struct {
	Machine Machine `json:"machine"`
	Eyes    Eyes    `json:"eyes"`
}

// Figures returns both halves as they stand.
func (l *Ledger) Figures(to Audience, now chat.Instant) Figures { return Figures{} }

// Gaps returns every gap, those that are open among them, by when they began.
func (l *Ledger) Gaps(to Audience, now chat.Instant) []Gap { return nil }
