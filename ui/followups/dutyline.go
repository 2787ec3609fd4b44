package followups

import (
	"cmp"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/view"
	"floorwalker/ui/duty"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// dutyLine is one row of the ledger, and what of it changes as time goes by.
type dutyLine struct {
	duty  view.Duty
	over  bool // owed no more
	clock string
	tone  kit.Tone
	tries string
	row   kit.TableRow
}

// clockOf reads a duty's clock now.
func (l *ledger) clockOf(d view.Duty) (k obligation.Clock, text string, tone kit.Tone) {
	p := l.pane
	k = obligation.Read(d.Obligation, p.opts.Now(), p.doubt(), p.opts.Policy)
	text, tone = duty.Clock(d.Obligation, k, p.opts.Policy)
	return k, text, tone
}

// stale reports whether time alone has changed the row.
func (n *dutyLine) stale(l *ledger) bool {
	_, text, tone := l.clockOf(n.duty)
	return text != n.clock || tone != n.tone || n.tries != l.pane.tries(n.duty, l.pane.short)
}

// tries is how often a call was tried and when it may be again, in instants as at
// writes them.
func (p *Pane) tries(d view.Duty, at func(chat.Instant) string) string {
	return duty.Tries(d.Owed, p.opts.Policy, p.opts.Now(), at)
}

func (l *ledger) draw(d view.Duty) *dutyLine {
	p := l.pane
	k, text, tone := l.clockOf(d)
	n := &dutyLine{duty: d, clock: text, tone: tone, tries: p.tries(d, p.short)}
	what := kit.Cell{Text: words.DutyFull(d.Kind), Detail: n.tries}
	if d.Words != "" {
		what.Text = duty.Quote(d.Words)
	}
	kind := words.DutyFull(d.Kind)
	if d.Closed {
		kind += " · the chat has ended"
	}
	owner := kit.Cell{Text: words.Upper(duty.Owner(d.Owed, l.me))}
	if duty.Unowned(d.Owed) {
		owner.Tone, owner.Strong = kit.Red, true
	}
	n.row = kit.TableRow{Key: string(dutyKey(d)), Cells: []kit.Cell{
		{Text: text, Detail: l.state(d, k), Tone: tone},
		{Text: words.Name(d.Customer), Detail: kind, Strong: true},
		what, owner,
	}}
	if k.Level == obligation.Breached && !k.Paused {
		n.row.Tone = kit.Red
	}
	return n
}

// state says in words what the colour does, and by when it is due.
func (l *ledger) state(d view.Duty, k obligation.Clock) string {
	due := l.pane.short(d.Due)
	switch {
	case k.Paused:
		return cmp.Or(d.PausedWhy, "stands still")
	case k.Level == obligation.Breached:
		due = "was due " + due
	case k.Uncertain:
		due = "uncertain · " + due
	case k.Level != obligation.Calm:
		due = "hurry · " + due
	}
	return due
}

// short says an instant as a row does: its column names the zone, and a row is of today
// unless it says another day.
func (p *Pane) short(i chat.Instant) string {
	return strings.TrimPrefix(words.When(i.Time(), p.now()), "today ")
}

// gone is the line of what ended while it stood on screen.
func (n *dutyLine) gone() *dutyLine {
	g := &dutyLine{duty: n.duty, over: true, row: kit.TableRow{Key: n.row.Key, Cells: slices.Clone(n.row.Cells)}}
	g.row.Cells[0] = kit.Cell{Text: "Owed no more"}
	return g
}
