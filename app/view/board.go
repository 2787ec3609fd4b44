package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tidwall/btree"

	"floorwalker/app/chat"
)

// Section is a part of the board.
type Section int

// The sections, in the order of their keys Ctrl+1 to Ctrl+6.
const (
	Alerts Section = iota
	All
	Mine
	Bot
	Queue
	// Escalations are the chats whose escalation nobody has accepted yet
	// (E-ESC-09).
	Escalations
	Sections // how many there are
)

// key is what a row is sorted by. It changes rarely.
type key struct {
	urgency Urgency
	due     chat.Instant // zero sorts last
	opened  chat.Instant
}

type item struct {
	key  key
	cell *cell
}

func less(a, b item) bool {
	if c := cmp.Compare(a.key.urgency, b.key.urgency); c != 0 {
		return c < 0
	}
	if a.key.due != b.key.due {
		return !a.key.due.IsZero() && (b.key.due.IsZero() || a.key.due < b.key.due)
	}
	if c := cmp.Compare(a.key.opened, b.key.opened); c != 0 {
		return c < 0
	}
	return a.cell.id < b.cell.id
}

// Board is the order of one section at one moment.
type Board struct {
	items *btree.BTreeG[item]
	n     int // how many of them, from the first, are the section's
	// Version changes when the order or the set of rows does.
	Version uint64
	// Topics counts the rows of each topic (G-SCOPE-02).
	Topics [Topics]int
	// Oldest is when the escalation was made that has waited longest; zero in
	// any section but Escalations, and where there is none (E-ESC-09).
	Oldest chat.Instant
}

// Len returns how many rows there are.
func (b Board) Len() int { return b.n }

// Row returns the i-th row as it is now, or nil.
func (b Board) Row(i int) *Row {
	if i < 0 || i >= b.n {
		return nil
	}
	it, ok := b.items.GetAt(i)
	if !ok {
		return nil
	}
	return it.cell.row()
}

// Each calls visit for each row in order until it returns false.
func (b Board) Each(visit func(*Row) bool) {
	b.scan(func(it item) bool { return visit(it.cell.row()) })
}

func (b Board) scan(visit func(item) bool) {
	left := b.n
	if left == 0 {
		return
	}
	b.items.Scan(func(it item) bool {
		left--
		return visit(it) && left > 0
	})
}

// Filter narrows a section down, by words, by channel and by topic.
type Filter struct {
	// Text is looked for in the customer's name and the last line, case-blind.
	Text    string
	Channel chat.Channel
	Topic   Topic
	// Scope puts what is out of scope behind all that is in it; it hides
	// nothing (G-SCOPE-01).
	Scope bool
}

// Empty reports whether the filter lets everything through.
func (f Filter) Empty() bool { return f == Filter{} }

// Match reports whether r passes.
func (f Filter) Match(r *Row) bool {
	if f.Channel != "" && f.Channel != r.Channel || f.Topic != AnyTopic && f.Topic != r.Topic {
		return false
	}
	if f.Text == "" {
		return true
	}
	want := strings.ToLower(f.Text)
	return strings.Contains(strings.ToLower(r.Customer), want) ||
		strings.Contains(strings.ToLower(r.LastText), want) ||
		strings.Contains(strings.ToLower(r.Server), want) || r.tagged(want)
}

// tagged reports whether a tag has the words; "#" before them asks for tags
// alone (E-ACT-09).
func (r *Row) tagged(want string) bool {
	want = strings.TrimPrefix(want, "#")
	return slices.ContainsFunc(r.Tags, func(tag string) bool {
		return strings.Contains(strings.ToLower(tag), want)
	})
}

// Rows returns the ids of the rows that pass f, in order. It costs every row
// of the section, and is for a filter that somebody typed.
func (b Board) Rows(f Filter) []chat.ChatID {
	var ids, out []chat.ChatID
	b.Each(func(r *Row) bool {
		switch {
		case !f.Match(r):
		case f.Scope && !r.InScope && r.Urgency > Proactive: // an alert is nobody's to hide
			out = append(out, r.ID)
		default:
			ids = append(ids, r.ID)
		}
		return true
	})
	return append(ids, out...)
}
