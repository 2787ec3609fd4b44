package followups

import (
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/words"
)

// filter is which follow-ups are listed.
type filter int

const (
	filterOpen filter = iota
	filterMine
	filterDone
	filters
)

var filterWords = [filters]string{"Open", "Mine", "Done"}

// line is one row and what its clock rests on.
type line struct {
	due     chat.Instant
	open    bool
	minutes int // as shown
	row     kit.TableRow
}

// rows is the table's content: which records, in which order, and their lines.
// The order that is shown is kept while a hand is on it; the lines are not.
type rows struct {
	shelf.Order
	list   followup.List
	who    who
	zone   *time.Location
	wanted filter

	lines map[record.ID]*line
}

// take brings the lines up to a later list and other names and says whether
// anything changed. changed are the records that differ.
func (r *rows) take(list followup.List, people who, changed []record.ID, now chat.Instant) {
	all := r.lines == nil || !r.who.Same(people.People)
	r.list, r.who = list, people
	if all {
		r.lines = make(map[record.ID]*line)
		for v := range list.Book().All() {
			r.lines[v.ID] = r.draw(v, now)
		}
	}
	for _, id := range changed {
		v, ok := list.Get(id)
		switch {
		case ok:
			r.lines[id] = r.draw(v, now)
		case r.lines[id] != nil:
			r.lines[id] = r.gone(id)
		}
	}
	r.order()
}

// order works out which records pass the filter and where they stand: open ones
// by due time, so that late ones come first, and those of which two versions stand
// side by side above all, whichever of the two is offered.
func (r *rows) order() {
	r.Latest = nil
	if r.wanted == filterDone {
		for _, v := range r.list.Done(0) {
			r.Latest = append(r.Latest, v.ID)
		}
		return
	}
	for _, id := range r.list.Book().Conflicts() {
		if v, ok := r.list.Get(id); ok && !v.Content.IsOpen() && r.passes(v) {
			r.Latest = append(r.Latest, id)
		}
	}
	for v := range r.list.Open() {
		if r.passes(v) {
			r.Latest = append(r.Latest, v.ID)
		}
	}
}

func (r *rows) passes(v followup.Version) bool {
	return r.wanted != filterMine || v.Content.Assignee == r.who.Me
}

// table is the rows as they stand.
func (r *rows) table() []kit.TableRow {
	out := make([]kit.TableRow, 0, len(r.Shown))
	for _, id := range r.Shown {
		if l := r.lines[id]; l != nil {
			out = append(out, l.row)
		}
	}
	return out
}

// tick lets the clocks run and says whether a figure changed. Of 10,000 rows,
// some 170 do in a second.
func (r *rows) tick(now chat.Instant) bool {
	ran := false
	for _, id := range r.Shown {
		l := r.lines[id]
		if l == nil || !l.open {
			continue
		}
		if m := minutesLeft(l.due, now); m != l.minutes {
			l.run(m, r.dueWords(l.due, now))
			ran = true
		}
	}
	return ran
}

// run shows another figure; the cells before it stay as they were, because a
// table holds them.
func (l *line) run(minutes int, detail string) {
	l.minutes = minutes
	l.row.Cells = slices.Clone(l.row.Cells)
	l.row.Cells[0] = dueCell(minutes, detail)
	l.row.Tone = kit.Grey
	if minutes < 0 {
		l.row.Tone = kit.Red
	}
}

func dueCell(minutes int, detail string) kit.Cell {
	if minutes < 0 {
		detail = "late · " + detail
	}
	return kit.Cell{Text: figure(minutes), Detail: detail, Tone: dueTone(minutes)}
}

func (r *rows) dueWords(due, now chat.Instant) string {
	return strings.TrimPrefix(words.When(due.Time(), now.Time().In(r.zone)), "today ")
}

// draw makes the line of a version.
func (r *rows) draw(v followup.Version, now chat.Instant) *line {
	f := v.Content
	l := &line{due: f.Due, open: f.IsOpen()}
	why := kit.Cell{Text: f.Reason, Detail: detail(f)}
	if r.list.Book().InConflict(v.ID) {
		why.Pill = kit.PillData{Word: "two versions", Tone: kit.Amber}
	}
	name, number := words.Name(f.Customer), f.Phone
	if f.Customer == "" {
		name, number = f.Phone, ""
	}
	l.row = kit.TableRow{Key: string(v.ID), Cells: []kit.Cell{
		{}, {Text: name, Detail: number, Strong: true}, why, {Text: r.who.assignee(f.Assignee)},
	}}
	if l.open {
		l.run(minutesLeft(f.Due, now), r.dueWords(f.Due, now))
		return l
	}
	l.row.Cells[0] = kit.Cell{Text: "Done", Detail: r.dueWords(f.Done, now), Tone: kit.Green}
	l.row.Cells[3] = kit.Cell{Text: r.who.author(f.DoneBy)}
	return l
}

// detail says where a follow-up comes from.
func detail(f followup.FollowUp) string {
	s := originWords(f.Origin)
	if f.Chat != "" {
		if s != "" {
			s += " · "
		}
		s += "from a chat"
	}
	return s
}

// gone is the line of a record that was deleted while it stood on screen.
func (r *rows) gone(id record.ID) *line {
	l := &line{row: kit.TableRow{Key: string(id), Cells: slices.Clone(r.lines[id].row.Cells)}}
	l.row.Cells[0] = kit.Cell{Text: "Deleted"}
	return l
}
