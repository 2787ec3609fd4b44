package checklist

import (
	"fmt"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/report"
)

// Input is all that the lists are computed from. Nothing in it is changed, and
// nothing in it is anybody's word that something is done: each part is a fold of the
// log or the policy.
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
	// Handover is the hash of a document that has it and that waits to be
	// acknowledged.
	Handover string
}

// Left returns those of items that are not done.
func Left(items []Item) []Item {
	var left []Item
	for i := range items {
		if !items[i].Done {
			left = append(left, items[i])
		}
	}
	return left
}

// named is how many missing things a refusal names of each item.
const named = 3

// Refusal is the referee's "no" to EndShift: what is missing, in words, or nil
// if nothing is.
func Refusal(items []Item) *chat.Refusal {
	left := Left(items)
	if len(left) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("The shift cannot end yet.")
	for i := range left {
		it := &left[i]
		b.WriteString(" " + it.Words + ": " + it.Why)
		for n, m := range it.Missing {
			switch {
			case n == named:
				fmt.Fprintf(&b, " And %d more.", len(it.Missing)-named)
			case n < named:
				b.WriteString(" " + strings.TrimSuffix(m.Words, ".") + ".")
			}
		}
	}
	return &chat.Refusal{Code: chat.RefusedBusy, Words: b.String()}
}

// count puts a number and a noun together.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// clock writes an instant as the wall shows it, with the day if it is another.
func (in *Input) clock(i chat.Instant) string {
	t, now := i.Time().In(in.Edition.Zone()), in.Now.Time().In(in.Edition.Zone())
	if t.Format("20060102") == now.Format("20060102") {
		return t.Format("15:04")
	}
	return t.Format("2 January 15:04")
}

// name is what people call somebody.
func (in *Input) name(a chat.AgentID) string {
	if p := in.Floor.Agent(a); p != nil && p.Name != "" {
		return p.Name
	}
	return string(a)
}
