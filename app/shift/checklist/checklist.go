package checklist

import (
	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/report"
)

// Input is all that the lists are computed from. Nothing in it is changed.
type Input struct {
	Floor     *chat.Floor
	FollowUps followup.List
	// Day and Coverage are today's figures as the hub told them last; a desk
	// that has none leaves them nil, and the items that need them say so. Leaving
	// needs neither.
	Day      *report.Day
	Coverage *coverage.Figures
	// Shift is the id of the shift, Me whose list it is.
	Shift   string
	Me      chat.AgentID
	Now     chat.Instant
	Edition *policy.Edition
}

// Item is one line of a list.
type Item struct {
	// ID is the requirement's, such as "G-CHK-D1".
	ID    string
	Words string
	Done  bool
	// Count of Of are done, where there is something to count; Of 0 is none.
	Count, Of int
	// Why says in words what is missing, or that nothing is.
	Why string
	// Missing is what is missing, by name.
	Missing []Missing
}

// Missing names one thing that is not done.
type Missing struct {
	Words      string
	Chat       chat.ChatID
	Obligation chat.ObligationID
	Record     record.ID
	// Handover is the hash of a document that nobody has acknowledged.
	Handover string
}

// Daily returns the seven items of the day, in their order.
func Daily(in Input) []Item { return nil }

// Leaving returns the four items of the end of a shift and, last, what is
// nobody's. EndShift is refused while one of them is not done.
func Leaving(in Input) []Item { return nil }

// Left returns those of items that are not done.
func Left(items []Item) []Item { return nil }

// Refusal is the referee's "no" to EndShift: what is missing, in words, or nil
// if nothing is.
func Refusal(items []Item) *chat.Refusal { return nil }
