package followups

import (
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/obligation"
	"floorwalker/app/view"
	"floorwalker/ui/dial"
	"floorwalker/ui/duty"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// line is one row and what its clock rests on: a call, another promise, or a record
// that is done.
type line struct {
	call  *followup.Line
	duty  *view.Duty
	stamp stamp // of a call, as shown
	clock string
	tone  kit.Tone
	over  bool // in no list any more
	round int
	row   kit.TableRow
}

// stamp is what time alone changes of a call's row.
type stamp struct {
	minutes int
	stage   followup.Stage
}

func stampOf(c *followup.Line, now chat.Instant) stamp {
	return stamp{words.MinutesLeft(c.Due, now), c.Stage(now)}
}

// The columns of the table.
const (
	cellDue = iota
	cellCustomer
	cellBecause
	cellAttempts
	cellOwner
)

func (r *rows) drawCall(c *followup.Line, now chat.Instant) *line {
	l := &line{call: c}
	because := dial.Because(c)
	if c.Key.Record != "" && r.list.Book().InConflict(c.Key.Record) {
		because.Pill = kit.PillData{Word: "two versions", Tone: kit.Amber}
	}
	l.row = kit.TableRow{Key: dial.Name(c.Key), Cells: []kit.Cell{{}, dial.Customer(c), because, {}, r.owner(c)}}
	l.run(r, now)
	return l
}

// run shows another figure; the cells before it stay as they were, because a table
// holds them.
func (l *line) run(r *rows, now chat.Instant) {
	l.stamp = stampOf(l.call, now)
	l.row.Cells = slices.Clone(l.row.Cells)
	l.row.Cells[cellDue] = dial.Due(l.call, now, r.pane.short)
	l.row.Cells[cellAttempts] = dial.Attempts(l.call, r.pane.opts.Policy.FollowUp.Attempts, now, r.pane.short)
	l.row.Tone = kit.Grey
	if l.row.Cells[cellDue].Tone == kit.Red {
		l.row.Tone = kit.Red
	}
}

// owner is who owes a call, or who answers for it where nobody does by name.
func (r *rows) owner(c *followup.Line) kit.Cell {
	d, ok := r.owners[dutyKeyOf(c.Key)]
	switch {
	case !ok && c.Owner.Person():
		return kit.Cell{Text: r.who.Name(c.Owner)}
	case !ok:
		return kit.Cell{Text: r.who.assignee("")}
	}
	return ownerCell(d.Owed, r.who.Me)
}

// ownerCell is who owes something; whoever answers for the floor stands on the second
// line, for the column has no room for both.
func ownerCell(o view.Owed, me chat.AgentID) kit.Cell {
	name, answers, _ := strings.Cut(words.Upper(duty.Owner(o, me)), " · ")
	cell := kit.Cell{Text: name, Detail: answers}
	if duty.Unowned(o) {
		cell.Tone, cell.Strong = kit.Red, true
	}
	return cell
}

// drawDuty makes the line of a promise that is no call.
func (r *rows) drawDuty(d view.Duty) *line {
	p := r.pane
	k, text, tone := p.clockOf(d)
	l := &line{duty: &d, clock: text, tone: tone, round: r.round}
	what := kit.Cell{Text: words.DutyFull(d.Kind)}
	if d.Words != "" {
		what = kit.Cell{Text: duty.Quote(d.Words), Detail: words.DutyFull(d.Kind)}
	}
	closed := ""
	if d.Closed {
		closed = "the chat has ended"
	}
	l.row = kit.TableRow{Key: string(dutyKey(d)), Cells: []kit.Cell{
		{Text: text, Detail: p.dutyState(d, k), Tone: tone},
		{Text: words.Name(d.Customer), Detail: closed, Strong: true},
		what,
		{},
		ownerCell(d.Owed, r.who.Me),
	}}
	if k.Level == obligation.Breached && !k.Paused {
		l.row.Tone = kit.Red
	}
	return l
}

// stale reports whether time alone has changed the row of a promise.
func (l *line) stale(p *Pane) bool {
	_, text, tone := p.clockOf(*l.duty)
	return text != l.clock || tone != l.tone
}

// drawRecord makes the line of a record that is no call any more.
func (r *rows) drawRecord(v followup.Version) *line {
	f := v.Content
	why := kit.Cell{Text: f.Reason, Detail: detail(f)}
	if r.list.Book().InConflict(v.ID) {
		why.Pill = kit.PillData{Word: "two versions", Tone: kit.Amber}
	}
	name, number := words.Name(f.Customer), f.Phone
	if f.Customer == "" {
		name, number = f.Phone, ""
	}
	due := kit.Cell{Text: "Done", Detail: r.pane.short(f.Done), Tone: kit.Green}
	who := r.who.author(f.DoneBy)
	if f.IsOpen() {
		due, who = kit.Cell{Text: "To call", Detail: r.pane.short(f.Due)}, r.who.assignee(f.Assignee)
	}
	return &line{round: r.round, row: kit.TableRow{Key: string(v.ID), Cells: []kit.Cell{
		due, {Text: name, Detail: number, Strong: true}, why, {}, {Text: who},
	}}}
}

// detail says where a follow-up comes from.
func detail(f followup.FollowUp) string {
	var parts []string
	if s := originWords(f.Origin); s != "" {
		parts = append(parts, s)
	}
	if f.Chat != "" {
		parts = append(parts, "from a chat")
	}
	return strings.Join(parts, " · ")
}

// gone is the line of what left every list while it stood on screen.
func (l *line) gone() *line {
	g := &line{over: true, row: kit.TableRow{Key: l.row.Key, Cells: slices.Clone(l.row.Cells)}}
	g.row.Cells[cellDue] = kit.Cell{Text: "Gone", Detail: "owed no more"}
	g.row.Cells[cellAttempts] = kit.Cell{}
	return g
}
