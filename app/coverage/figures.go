package coverage

import (
	"cmp"
	"slices"
	"time"

	"floorwalker/app/chat"
)

// Audience is whose looks count.
type Audience uint8

// Leads see everybody's looks, the team only those of people who are not leads:
// nobody may tell from a figure that a lead watches (D-03). What somebody does
// where all can see it counts for both.
const (
	Team Audience = iota
	Leads
	audiences = 2
)

// Gap is a stretch of time in which nobody had looked at a chat who should have.
type Gap struct {
	Chat chat.ChatID `json:"chat"`
	// From is when the time to look was over, To when somebody looked or the chat
	// closed; To is the time of asking while neither has come, and Open says so.
	From chat.Instant `json:"from"`
	To   chat.Instant `json:"to"`
	Open bool         `json:"open,omitempty"`
	// Since is what it counts from: the chat's start, or the alert of Rule.
	Since chat.Instant `json:"since"`
	Rule  chat.RuleID  `json:"rule,omitempty"`
	// Accountable is who served the chat then, or else answered for the floor at
	// From; empty is NO COVER.
	Accountable chat.AgentID `json:"accountable,omitempty"`
}

// Length is how long nobody looked.
func (g *Gap) Length() time.Duration { return g.To.Sub(g.From) }

func compareGaps(a, b Gap) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Chat, b.Chat), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Since, b.Since))
}

// Unjudged is a line on which the rules were not evaluated.
type Unjudged struct {
	Chat    chat.ChatID    `json:"chat"`
	Message chat.MessageID `json:"message"`
	At      chat.Instant   `json:"at"`
}

// Machine is the machine's half: lines judged of lines to judge, which are those
// of customers and bots.
type Machine struct {
	Lines  int        `json:"lines"`
	Judged int        `json:"judged"`
	Missed []Unjudged `json:"missed,omitempty"`
}

// Eyes is the people's half: of Due times to look whose time is over or that were
// met, Seen were in time, and there is a gap for every other. Night are chats that
// came while nobody was on cover, which have clocks of their own (G-ON-02).
type Eyes struct {
	Due   int   `json:"due"`
	Seen  int   `json:"seen"`
	Night int   `json:"night"`
	Gaps  []Gap `json:"gaps,omitempty"`
}

// Figures are both halves, which are never added up.
type Figures struct {
	Machine Machine `json:"machine"`
	Eyes    Eyes    `json:"eyes"`
}

// Percent is the share of the lines that were judged, rounded down, so that 100
// means all of them; it is 100 where there was none.
func (m *Machine) Percent() int { return percent(m.Judged, m.Lines) }

// Percent is the share of the times to look that were met, as that of the machine.
func (e *Eyes) Percent() int { return percent(e.Seen, e.Due) }

func percent(n, of int) int {
	if of == 0 {
		return 100
	}
	return 100 * n / of
}

// Figures returns both halves as they stand.
func (l *Ledger) Figures(to Audience, now chat.Instant) Figures {
	b := &l.books[to]
	f := Figures{Machine: Machine{Lines: l.lines, Judged: l.lines - len(l.unjudged)}, Eyes: Eyes{Due: b.due, Seen: b.seen, Night: l.night}}
	for k, at := range l.unjudged {
		f.Machine.Missed = append(f.Machine.Missed, Unjudged{k.chat, k.message, at})
	}
	slices.SortFunc(f.Machine.Missed, func(a, b Unjudged) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Chat, b.Chat), cmp.Compare(a.Message, b.Message))
	})
	f.Eyes.Gaps = l.Gaps(to, now)
	f.Eyes.Due += len(f.Eyes.Gaps) - len(b.gaps) // those that are open
	return f
}

// Gaps returns every gap, those that are open among them, by when they began.
func (l *Ledger) Gaps(to Audience, now chat.Instant) []Gap {
	gaps := slices.Clone(l.books[to].gaps)
	for id, r := range l.rooms {
		for _, d := range r.open[to] {
			if d.due < now {
				g := l.gap(id, &d, now)
				g.Open = true
				gaps = append(gaps, g)
			}
		}
	}
	slices.SortFunc(gaps, compareGaps)
	return gaps
}
