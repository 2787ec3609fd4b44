package overnight

import (
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/view"
	"floorwalker/ui/dial"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/words"
)

// rows is the table's content. Its keys are those of chats; no record is meant.
type rows struct {
	shelf.Order
	pane  *Pane
	chats []view.NightChat // as the snapshot has them
	lines map[record.ID]*line
	day   time.Time // for which the rows say when something was
}

// line is one row and what its clock rests on.
type line struct {
	chat    view.NightChat
	minutes int
	late    bool // acknowledged, and not called for too long
	row     kit.TableRow
}

// take brings the lines up to a later night and says whether anything changed. A
// snapshot keeps the chats as long as nothing of them changes.
func (r *rows) take(n view.Night) bool {
	if r.lines != nil && len(r.chats) == len(n.Chats) && (len(n.Chats) == 0 || &r.chats[0] == &n.Chats[0]) {
		return false
	}
	first := r.lines == nil
	r.day = words.Date(r.pane.now())
	if !first && slices.Equal(r.chats, n.Chats) {
		r.chats = n.Chats
		return false
	}
	was := r.lines
	r.chats, r.lines = n.Chats, make(map[record.ID]*line, len(n.Chats))
	r.Latest = make([]record.ID, 0, len(n.Chats))
	for i := range n.Chats {
		key := record.ID(n.Chats[i].Chat)
		r.Latest = append(r.Latest, key)
		if old := was[key]; old != nil && old.chat == n.Chats[i] && r.pane.night.Review == n.Review {
			r.lines[key] = old
			continue
		}
		r.lines[key] = r.draw(&n, n.Chats[i])
	}
	for _, key := range r.Shown { // of a night that another has replaced meanwhile
		if r.lines[key] == nil && was[key] != nil {
			r.lines[key] = was[key]
		}
	}
	return true
}

// next is what has to be done next for a chat, and by when; zero if nothing is.
func next(n *view.Night, c *view.NightChat) (due chat.Instant, what string) {
	switch {
	case c.Reviewed.IsZero():
		return n.Review, "review"
	case !c.Acknowledge.IsZero() && !c.Closed:
		return c.Acknowledge, "answer"
	case !c.Resolve.IsZero():
		return c.Resolve, "resolve"
	case !c.Call.IsZero():
		return c.Call, "call"
	}
	return 0, ""
}

// step is where a chat stands, as a pill: what is done, or what comes next.
func (r *rows) step(c *view.NightChat) (kit.PillData, string) {
	night := view.Night{Review: r.pane.snap.Night.Review}
	_, what := next(&night, c)
	tried := ""
	if c.Tried > 0 {
		tried = words.Count(c.Tried, "attempt")
	}
	switch {
	case c.Upset && c.Calling:
		return kit.PillData{Word: "upset", Tone: kit.Red}, "calling"
	case c.Calling:
		return kit.PillData{Word: "calling", Tone: kit.Blue}, tried
	case c.Upset:
		return kit.PillData{Word: "upset", Tone: kit.Red}, words.Upper(strings.TrimSpace(what + " " + tried))
	case what == "review":
		return kit.PillData{Word: "to review", Tone: kit.Amber}, ""
	case what == "answer":
		return kit.PillData{Word: "acknowledge", Tone: kit.Blue}, tried
	case what == "resolve":
		return kit.PillData{Word: "reached", Tone: kit.Green}, "resolve it now"
	case what == "call" && r.waiting(c):
		return kit.PillData{Word: "call now", Tone: kit.Amber}, "not called yet"
	case what == "call":
		return kit.PillData{Word: "to call", Tone: kit.Blue}, tried
	case !c.ToCall:
		return kit.PillData{Word: "no call needed"}, c.ReviewedBy
	case !c.Contact.IsZero():
		return kit.PillData{Word: "reached", Tone: kit.Green}, r.pane.short(c.Contact)
	}
	return kit.PillData{Word: "done", Tone: kit.Green}, tried
}

// waiting reports whether the call should have followed the acknowledgement by now
// (G-ON-04).
func (r *rows) waiting(c *view.NightChat) bool {
	return !c.Acknowledged.IsZero() && !c.Call.IsZero() && c.Tried == 0 && r.pane.opts.Now().Sub(c.Acknowledged) > callAfter
}

func (r *rows) draw(n *view.Night, c view.NightChat) *line {
	p := r.pane
	l := &line{chat: c}
	wrote := p.short(c.Opened)
	if !strings.Contains(wrote, " ") { // a day before it says as much, and takes the room
		wrote = "wrote " + wrote
	}
	if c.Closed {
		wrote += " · ended"
	}
	issue := kit.Cell{Text: "Nothing in words", Detail: c.Note}
	if c.Issue != "" {
		issue.Text = "“" + strings.Join(strings.Fields(c.Issue), " ") + "”"
	}
	if c.Unlocked != "" {
		issue.Detail = "unlocked: " + c.Unlocked
	}
	l.row = kit.TableRow{Key: string(c.Chat), Cells: []kit.Cell{
		{}, {Text: words.Name(c.Customer), Detail: wrote, Strong: true}, issue, {}, {Text: serves(&c)},
	}}
	r.run(n, l)
	return l
}

func serves(c *view.NightChat) string {
	if c.Owner == "" {
		return "Nobody"
	}
	return words.Upper(c.OwnerName)
}

// run shows another figure; the cells before it stay as they were.
func (r *rows) run(n *view.Night, l *line) {
	due, what := next(n, &l.chat)
	l.row.Cells = slices.Clone(l.row.Cells)
	l.row.Tone = kit.Grey
	l.minutes, l.late = 0, r.waiting(&l.chat)
	first := kit.Cell{Text: "–"}
	if !due.IsZero() {
		now := r.pane.opts.Now()
		l.minutes = words.MinutesLeft(due, now)
		first = kit.Cell{Text: words.HoursLeft(l.minutes), Detail: what + " by " + r.pane.short(due), Tone: dial.Tone(l.minutes)}
		if now < n.From && what == "review" {
			first = r.notYet(n.From)
		}
		switch {
		case what == "call" && l.chat.Calling: // as Follow-ups has it
			first = kit.Cell{Text: "Calling", Detail: "now", Tone: kit.Blue}
		case l.minutes < 0:
			l.row.Tone = kit.Red
			first.Detail = what + " is late"
		}
	}
	pill, detail := r.step(&l.chat)
	l.row.Cells[0], l.row.Cells[3] = first, kit.Cell{Pill: pill, Detail: detail}
}

// notYet is a clock that has not begun: the shift does that (G-ON-10).
func (r *rows) notYet(from chat.Instant) kit.Cell {
	day, clock, other := strings.Cut(r.pane.short(from), " ")
	if !other {
		return kit.Cell{Text: "from " + day, Detail: "the shift begins"}
	}
	if i := strings.LastIndexByte(clock, ' '); i >= 0 { // "24 Nov 10:00"
		day, clock = day+" "+clock[:i], clock[i+1:]
	}
	return kit.Cell{Text: "from " + clock, Detail: day}
}

// tick lets the clocks run and says whether a figure changed.
func (r *rows) tick() bool {
	ran := false
	n := r.pane.snap.Night
	now := r.pane.opts.Now()
	if day := words.Date(r.pane.now()); !day.Equal(r.day) { // what was today is yesterday
		r.day, ran = day, true
		for key, l := range r.lines {
			r.lines[key] = r.draw(&n, l.chat)
		}
	}
	for _, key := range r.Shown {
		l := r.lines[key]
		if l == nil {
			continue
		}
		due, _ := next(&n, &l.chat)
		if !due.IsZero() && words.MinutesLeft(due, now) != l.minutes || l.late != r.waiting(&l.chat) {
			r.run(&n, l)
			ran = true
		}
	}
	return ran
}

// table is the rows as they stand.
func (r *rows) table() []kit.TableRow {
	out := make([]kit.TableRow, 0, len(r.Shown))
	for _, key := range r.Shown {
		if l := r.lines[key]; l != nil {
			out = append(out, l.row)
		}
	}
	return out
}

// toCall counts the calls that are still to be made.
func (r *rows) toCall() int {
	n := 0
	for i := range r.chats {
		if c := &r.chats[i]; c.ToCall && !c.Call.IsZero() && c.Contact.IsZero() {
			n++
		}
	}
	return n
}

// short says an instant as a row does: of today unless it says another day.
func (p *Pane) short(i chat.Instant) string {
	return strings.TrimPrefix(words.When(i.Time(), p.now()), "today ")
}
