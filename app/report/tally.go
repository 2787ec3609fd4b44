package report

import (
	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/policy"
)

// Tally counts one day, event by event. It belongs to one goroutine.
type Tally struct{}

// NewTally returns the empty tally of a day.
func NewTally(date string, from, to chat.Instant) *Tally { return &Tally{} }

// Was is what an event's chat was before the event was folded. The zero Was is
// right for events without a chat and for chats that were not there.
type Was struct {
	Stage       chat.Stage
	Owner       chat.AgentID
	Triggers    []chat.Trigger
	Obligations []chat.Obligation
}

// WasOf returns what c is now; c may be nil.
func WasOf(c *chat.Chat) Was { return Was{} }

// Take counts e, an event that the fold applied. was is its chat before, c after;
// c is nil for facts about the team.
func (t *Tally) Take(was Was, c *chat.Chat, e *chat.Event) {}

// Day returns the figures as they stand.
func (t *Tally) Day(ed *policy.Edition, cov coverage.Figures, now chat.Instant) Day { return Day{} }

// MarshalJSON and UnmarshalJSON keep a tally over a restart of its owner.
func (t *Tally) MarshalJSON() ([]byte, error) { return []byte("{}"), nil }

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Tally) UnmarshalJSON(b []byte) error { return nil }
