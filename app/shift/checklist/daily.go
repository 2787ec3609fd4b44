package checklist

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/report"
	"floorwalker/app/shift/roster"
	"floorwalker/app/typed"
)

// Daily returns the seven items of the day, in their order.
func Daily(in Input) []Item {
	return []Item{in.overnight(), in.watched(), in.takeovers(), in.followUps(), in.errors(), in.tickets(), in.reported()}
}

// untold is what an item says that needs figures which have not come.
const untold = "The hub has not told the figures of the day yet."

func customer(c *chat.Chat) string {
	return cmp.Or(typed.Line(c.Customer.Name), typed.Line(c.Customer.Contact), "a customer without a name")
}

// day is the day of the calendar that a shift is of.
func day(shift string) string { return shift[:min(len(shift), len("2026-11-22"))] }

// overnight is D1: it ticks itself when every chat of the night is reviewed.
func (in *Input) overnight() Item {
	it := Item{ID: "G-CHK-D1", Words: "Check the chats of the night", Why: "No chat came at night."}
	in.Floor.EachChat(func(c *chat.Chat) {
		if !c.Night.Filed() || day(c.Night.Shift) != day(in.Shift) {
			return
		}
		it.Of++
		if c.Night.Reviewed.IsZero() {
			it.Missing = append(it.Missing, Missing{Words: customer(c), Chat: c.ID})
		}
	})
	byWords(it.Missing)
	it.Count = it.Of - len(it.Missing)
	it.Done = len(it.Missing) == 0
	if it.Of > 0 {
		it.Why = fmt.Sprintf("%d of %d reviewed.", it.Count, it.Of)
	}
	return it
}

func byWords(m []Missing) {
	slices.SortFunc(m, func(a, b Missing) int {
		return cmp.Or(strings.Compare(a.Words, b.Words), cmp.Compare(a.Chat, b.Chat), cmp.Compare(a.Obligation, b.Obligation))
	})
}

// share writes a share with what it was made from: "50% (2 of 4)". Of nothing there is
// no percentage, as in the report.
func share(percent, n, of int) string {
	if of == 0 {
		return "– (0 of 0)"
	}
	return fmt.Sprintf("%d%% (%d of %d)", percent, n, of)
}

// watched is D2: the two numbers of coverage, side by side.
func (in *Input) watched() Item {
	it := Item{ID: "G-CHK-D2", Words: "Watch every conversation of the bot", Why: untold}
	if in.Coverage == nil {
		return it
	}
	m, e := &in.Coverage.Machine, &in.Coverage.Eyes
	it.Count, it.Of = e.Seen, e.Due
	it.Done = m.Judged == m.Lines && e.Seen == e.Due
	it.Why = fmt.Sprintf("The rules judged %s of the lines; people looked in time at %s.",
		share(m.Percent(), m.Judged, m.Lines), share(e.Percent(), e.Seen, e.Due))
	for _, g := range e.Gaps {
		who := "NO COVER"
		if g.Accountable != "" {
			who = in.name(g.Accountable)
		}
		words := "Not looked at from " + in.second(g.From) + " to " + in.second(g.To) + ", " + who
		if g.Open {
			words = "Not looked at since " + in.second(g.From) + ", " + who
		}
		it.Missing = append(it.Missing, Missing{Words: in.of(g.Chat) + ": " + words, Chat: g.Chat})
	}
	for _, u := range m.Missed {
		it.Missing = append(it.Missing, Missing{Words: in.of(u.Chat) + ": a line of " + in.second(u.At) + " was not judged", Chat: u.Chat})
	}
	return it
}

// second writes an instant to the second.
func (in *Input) second(i chat.Instant) string {
	return i.Time().In(in.Edition.Zone()).Format("15:04:05")
}

// of names the customer of a chat.
func (in *Input) of(id chat.ChatID) string {
	if c := in.Floor.Chat(id); c != nil {
		return customer(c)
	}
	return "Chat " + string(id)
}

// takeovers is D3: today's takeovers in time of all.
func (in *Input) takeovers() Item {
	it := Item{ID: "G-CHK-D3", Words: "Step in within the time when it is needed", Why: untold}
	if in.Day == nil {
		return it
	}
	k := &in.Day.TakeOver
	it.Count, it.Of, it.Done = k.InTime, k.Of, k.InTime == k.Of
	it.Why = fmt.Sprintf("%d of %s in time.", k.InTime, count(k.Of, "takeover"))
	if k.Of == 0 {
		it.Why = "No takeover was needed."
	}
	for _, c := range k.Late {
		it.Missing = append(it.Missing, in.late(&c))
	}
	return it
}

func (in *Input) late(c *report.Case) Missing {
	words := in.of(c.Chat) + ": late at " + in.second(c.At)
	if c.Agent != "" {
		words += ", " + in.name(c.Agent)
	}
	return Missing{Words: words, Chat: c.Chat, Obligation: c.Obligation}
}

// followUps is D4: the calls that are due before cover ends today. What is due
// later is named in the words only.
func (in *Input) followUps() Item {
	it := Item{ID: "G-CHK-D4", Words: "Complete all follow-up calls"}
	end := roster.Of(in.Edition).EndOfCover(in.Now)
	later := 0
	add := func(due chat.Instant, m Missing) {
		if end > 0 && due > end {
			later++
			return
		}
		m.Words += ", due " + in.clock(due)
		it.Missing = append(it.Missing, m)
	}
	in.Floor.EachChat(func(c *chat.Chat) {
		for i := range c.Obligations {
			if o := &c.Obligations[i]; o.Kind == chat.OwedCall {
				add(o.Due, Missing{Words: customer(c), Chat: c.ID, Obligation: o.ID})
			}
		}
	})
	for v := range in.FollowUps.Open() {
		f := &v.Content
		add(f.Due, Missing{Words: cmp.Or(typed.Line(f.Customer), typed.Line(f.Phone)), Chat: f.Chat, Record: record.ID(v.ID)})
	}
	byWords(it.Missing)
	n := len(it.Missing)
	if in.Day != nil {
		it.Count = in.Day.Calls.Kept + in.Day.Calls.Failed
	}
	it.Of, it.Done, it.Why = it.Count+n, n == 0, "No call is open today."
	if n > 0 {
		it.Why = count(n, "call") + " " + isAre(n) + " open."
	}
	if later > 0 {
		it.Why += fmt.Sprintf(" %d more %s due later.", later, isAre(later))
	}
	return it
}

// errors is D5: the entries of the log of the bot's errors; a day without any needs
// somebody who says so.
func (in *Input) errors() Item {
	it := Item{ID: "G-CHK-D5", Words: "Write up the bot's errors"}
	in.Floor.EachChat(func(c *chat.Chat) {
		for i := range c.Obligations {
			if o := &c.Obligations[i]; o.Kind == chat.OwedWriteUp {
				it.Missing = append(it.Missing, Missing{Words: customer(c), Chat: c.ID, Obligation: o.ID})
			}
		}
	})
	byWords(it.Missing)
	n := len(it.Missing)
	if in.Day != nil {
		it.Count = in.Day.Bot.Written
	}
	it.Of = it.Count + n
	none := in.Day != nil && in.Day.Bot.NoneSeen
	if s := in.Floor.Shift(in.Shift); s != nil && s.BotErrors != nil {
		none = none || s.BotErrors.NoneSeen
	}
	switch {
	case n > 0:
		it.Why = fmt.Sprintf("%s in the log today; %d %s not written up.", entries(it.Count), n, isAre(n))
	case in.Day == nil && !none:
		it.Why = untold
	case it.Count == 0 && none:
		it.Done, it.Why = true, "“I saw none”."
	case it.Count == 0:
		it.Why = "No entry today. Say “I saw none” if there was none."
	default:
		it.Done, it.Why = true, entries(it.Count)+" in the log today."
	}
	return it
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// tickets is D6: closed chats minus those with a ticket.
func (in *Input) tickets() Item {
	it := Item{ID: "G-CHK-D6", Words: "Make a ticket of every closed chat", Why: untold}
	if in.Day == nil {
		return it
	}
	c := &in.Day.Chats
	it.Count, it.Of, it.Done = c.Ticketed, c.Closed, c.Ticketed == c.Closed
	it.Why = fmt.Sprintf("%s closed, %d without a ticket.", count(c.Closed, "chat"), c.Closed-c.Ticketed)
	for _, id := range c.Without {
		it.Missing = append(it.Missing, Missing{Words: in.of(id), Chat: id})
	}
	return it
}

// reported is D7: whether today's report is published.
func (in *Input) reported() Item {
	it := Item{ID: "G-CHK-D7", Words: "Publish the day's report", Why: "It is not published."}
	by, at := chat.AgentID(""), chat.Instant(0)
	if s := in.Floor.Shift(in.Shift); s != nil && s.Report != nil {
		by, at = s.Report.By, s.Report.At
	}
	if in.Day != nil {
		for _, p := range in.Day.Published {
			if p.At > at {
				by, at = p.By, p.At
			}
		}
	}
	if at > 0 {
		it.Done, it.Why = true, "Published at "+in.clock(at)+" by "+in.name(by)+"."
	}
	return it
}
