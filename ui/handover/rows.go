package handover

import (
	"slices"
	"time"

	"floorwalker/app/record"
	"floorwalker/app/shift"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/words"
)

// filter is which notes are listed.
type filter int

const (
	filterAll filter = iota
	filterWaiting
	filterMine
	filters
)

var filterWords = [filters]string{"All", "To acknowledge", "By me"}

// rows is the table's content. A note never moves once it is written, so what
// comes only ever comes above; that too waits while a hand is on the rows.
type rows struct {
	shelf.Order
	notes  shift.Notes
	who    people
	zone   *time.Location
	wanted filter

	waiting map[record.ID]bool
	drawn   map[record.ID]kit.TableRow
	day     time.Time // of the words for times
}

// take brings the rows up to later notes; the caller has seen that something is
// different, and changed are the notes that are.
func (r *rows) take(notes shift.Notes, who people, changed []record.ID, now time.Time) {
	all := r.drawn == nil || !r.who.Same(who.People) || !words.Date(now).Equal(r.day)
	waited := r.waiting
	r.notes, r.who, r.day = notes, who, words.Date(now)
	r.waiting = make(map[record.ID]bool)
	for v := range notes.Waiting(who.Me) {
		r.waiting[v.ID] = true
	}
	if all {
		r.drawn = make(map[record.ID]kit.TableRow)
		for v := range notes.Newest() {
			r.drawn[v.ID] = r.draw(v, now)
		}
	}
	for _, id := range changed {
		if v, ok := notes.Get(id); ok {
			r.drawn[id] = r.draw(v, now)
		}
	}
	for id := range waited {
		if v, ok := notes.Get(id); ok && !r.waiting[id] {
			r.drawn[id] = r.draw(v, now)
		}
	}
	r.order()
}

func (r *rows) order() {
	r.Latest = nil
	for v := range r.notes.Newest() {
		if r.wanted == filterAll || r.wanted == filterWaiting && r.waiting[v.ID] || r.wanted == filterMine && v.Content.From == r.who.Me {
			r.Latest = append(r.Latest, v.ID)
		}
	}
}

func (r *rows) table() []kit.TableRow {
	out := make([]kit.TableRow, 0, len(r.Shown))
	for _, id := range r.Shown {
		out = append(out, r.drawn[id])
	}
	return out
}

// draw makes the row of a note.
func (r *rows) draw(v shift.Version, now time.Time) kit.TableRow {
	n := r.whole(v)
	what := kit.Cell{Text: firstLine(n.Text), Detail: items(n)}
	if what.Text == "" {
		what.Text, what.Detail = what.Detail, ""
	}
	row := kit.TableRow{Key: string(v.ID)}
	state := kit.Cell{Text: "Nobody yet"}
	switch {
	case r.split(v.ID):
		state = kit.Cell{Pill: kit.PillData{Word: "two versions", Tone: kit.Amber}}
	case r.waiting[v.ID]:
		row.Tone = kit.Amber
		state = kit.Cell{Pill: kit.PillData{Word: "waits for you", Tone: kit.Amber}}
	case n.Taken() || len(n.Acknowledged) > 0:
		state = kit.Cell{Text: r.ackedBy(n)}
		if n.Taken() {
			state.Tone = kit.Green
		}
	}
	row.Cells = []kit.Cell{
		{Text: r.who.Name(n.From), Detail: "for " + r.who.to(n.To), Strong: r.waiting[v.ID]},
		what, state,
		{Text: words.When(n.Written.Time(), now)},
	}
	return row
}

func (r *rows) ackedBy(n shift.Note) string {
	s := "✓ " + r.who.Name(n.Acknowledged[0].By)
	if more := len(n.Acknowledged) - 1; more > 0 {
		s += " +" + words.Count(more, "other")
	}
	return s
}

// heads are the versions of a note that stand side by side.
func (r *rows) heads(id record.ID) []shift.Version { return r.notes.Book().Heads(id) }

// whole is a note with all who have acknowledged the words that it has.
func (r *rows) whole(v shift.Version) shift.Note {
	if !r.notes.Book().InConflict(v.ID) {
		return v.Content
	}
	if n, ok := shift.Reconcile(contents(r.heads(v.ID))...); ok {
		return n
	}
	return v.Content
}

// split reports whether people wrote different words into a note without knowing
// of each other.
func (r *rows) split(id record.ID) bool {
	if !r.notes.Book().InConflict(id) {
		return false
	}
	_, ok := shift.Reconcile(contents(r.heads(id))...)
	return !ok
}

func contents(vs []shift.Version) []shift.Note {
	out := make([]shift.Note, len(vs))
	for i, v := range vs {
		out[i] = v.Content
	}
	return out
}

// sameNote reports whether two notes say the same, acknowledgements included.
func sameNote(a, b shift.Note) bool {
	a, b = a.Normal(), b.Normal()
	return a.From == b.From && a.To == b.To && a.Written == b.Written && a.Text == b.Text && slices.Equal(a.Chats, b.Chats) &&
		slices.Equal(a.FollowUps, b.FollowUps) && slices.Equal(a.Acknowledged, b.Acknowledged)
}
