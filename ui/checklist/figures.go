package checklist

import (
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/report"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// figure is one of the day's figures with what it was made from.
type figure struct {
	key, word     string
	value, detail string
	from, target  string
	tone          kit.Tone
	about         []string
	late          []report.Case
	gaps          bool // its cases are the gaps of coverage
	without       []chat.ChatID
	cases         []oneCase
}

// oneCase is one thing behind a figure.
type oneCase struct {
	word, text string
	pill       kit.PillData
	chat       chat.ChatID
}

// none is a figure that was made from nothing.
const none = "–"

// figuresOf lists a day's figures in their order.
func figuresOf(d *report.Day) []figure {
	fs := []figure{
		kept("takeover", "Takeovers in time", &d.TakeOver, "takeover"),
		kept("accept", "Chats accepted in time", &d.Accept, "chat"),
		kept("first", "First responses in time", &d.FirstResponse, "chat"),
		kept("ack", "Acknowledged by the bot in time", &d.Ack, "chat"),
		kept("resolution", "Resolved in time", &d.Resolution, "chat"),
		tickets(&d.Chats), calls(&d.Calls),
		csat("csat", "Customers satisfied", &d.CSAT), csat("delayed", "Satisfied after a night's delay", &d.Delayed),
		fcr(&d.FCR),
	}
	fs = append(fs, watched(d)...)
	if d.Night.Filed > 0 {
		fs = append(fs, kept("night review", "Night chats reviewed in time", &d.Night.Review, "night chat"),
			kept("night ack", "Night chats acknowledged in time", &d.Night.Ack, "night chat"),
			kept("night call", "Night chats phoned in time", &d.Night.Call, "night chat"),
			kept("night resolve", "Night chats resolved in time", &d.Night.Resolve, "night chat"))
	}
	return append(fs, bot(&d.Bot), alerts(&d.Alerts))
}

// share prints n of of in percent; of nothing it is no figure.
func share(n, of int) string {
	if of == 0 {
		return none
	}
	return words.Percent(n, of)
}

func span(ms int64) string { return words.Span(time.Duration(ms) * time.Millisecond) }

func kept(key, word string, k *report.Kept, noun string) figure {
	f := figure{key: key, word: word, value: share(k.InTime, k.Of), from: words.Count(k.Of, noun), late: k.Late}
	if k.Target > 0 {
		f.target = "within " + span(k.Target)
	}
	if k.InTime < k.Of {
		f.tone = kit.Amber
		f.detail = words.Count(k.Of-k.InTime, "late one")
	}
	f.about = []string{fmt.Sprintf("%d of %s were in time.", k.InTime, words.Count(k.Of, noun))}
	if k.InTime > 0 {
		f.about = append(f.about, fmt.Sprintf("Half within %s, 95 of 100 within %s, all within %s.", span(k.Median), span(k.P95), span(k.Max)))
	}
	if k.Goal > 0 {
		f.about = append(f.about, fmt.Sprintf("%d were within %s, which is the time to aim at.", k.InGoal, span(k.Goal)))
	}
	if k.Open > 0 {
		f.about = append(f.about, words.Count(k.Open, "clock")+" still running.")
	}
	if more := k.Of - k.InTime - len(k.Late); more > 0 {
		f.about = append(f.about, fmt.Sprintf("Of those late the first %d are listed; %d are not.", len(k.Late), more))
	}
	return f
}

func tickets(c *report.Chats) figure {
	f := figure{
		key: "tickets", word: "Closed chats with a ticket", value: share(c.Ticketed, c.Closed), from: words.Count(c.Closed, "closed chat"), target: "all", without: c.Without,
		about: []string{words.Count(c.Opened, "chat") + " opened, " + words.Figure(c.Closed) + " closed, " + words.Figure(c.Ticketed) + " with a ticket."},
	}
	if c.Ticketed < c.Closed {
		f.tone = kit.Amber
	}
	return f
}

func calls(c *report.Calls) figure {
	f := figure{
		key: "calls", word: "Calls kept", value: share(c.Kept, c.Due), from: words.Count(c.Due, "call") + " due", target: "all", late: c.LateList,
		about: []string{
			fmt.Sprintf("%s due, %d kept, %d not reached in three attempts, %d late, %d open.", words.Count(c.Due, "call"), c.Kept, c.Failed, c.Late, c.Open),
			fmt.Sprintf("%s made, the customer reached %d times, %d too early after another; %d messages by WhatsApp.", words.Count(c.Attempts, "attempt"), c.Reached, c.Early, c.Texts),
			fmt.Sprintf("Offered in a chat %d times, confirmed %d.", c.Offered, c.Confirmed),
		},
	}
	if c.Late > 0 {
		f.tone = kit.Amber
	}
	return f
}

func csat(key, word string, c *report.CSAT) figure {
	f := figure{key: key, word: word, value: none, from: words.Count(c.N, "rating")}
	if c.Target > 0 {
		f.target = fmt.Sprintf("%d%%", c.Target)
	}
	if c.Target == 0 && c.TargetMean > 0 {
		f.target = stars(c.TargetMean) + " stars"
	}
	if c.N == 0 {
		f.about = []string{"Nobody has rated yet."}
		return f
	}
	f.value = fmt.Sprintf("%d%%", c.Satisfied)
	if c.Satisfied < c.Target || c.Mean < c.TargetMean {
		f.tone = kit.Amber
	}
	f.about = []string{
		fmt.Sprintf("Four or five stars %d%%, five stars %d%%, %s stars on average.", c.Satisfied, c.Five, stars(c.Mean)),
		fmt.Sprintf("Five stars %d, four %d, three %d, two %d, one %d.", c.Stars[4], c.Stars[3], c.Stars[2], c.Stars[1], c.Stars[0]),
	}
	return f
}

// stars prints hundredths of a star.
func stars(hundredths int) string { return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100) }

func fcr(c *report.FCR) figure {
	f := figure{key: "fcr", word: "Solved at the first contact", value: share(c.Yes, c.Yes+c.No), from: words.Count(c.Yes+c.No, "ticket"), target: fmt.Sprintf("%d%%", c.Target)}
	f.about = []string{
		fmt.Sprintf("%d yes, %d no; %d of the answers are a rule's and no person's.", c.Yes, c.No, c.ByRule),
		"The figure is provisional: a customer who comes back overturns it.",
	}
	if c.Yes+c.No > 0 && c.Percent < c.Target {
		f.tone = kit.Amber
	}
	return f
}

// watched are the two figures of coverage (D-10, G-QUAL-03).
func watched(d *report.Day) []figure {
	m, e := &d.Coverage.Machine, &d.Coverage.Eyes
	machine := figure{
		key: "machine", word: "Lines judged by the machine", value: share(m.Judged, m.Lines), from: words.Count(m.Lines, "line"), target: "100%",
		about: []string{fmt.Sprintf("%d of %s were judged.", m.Judged, words.Count(m.Lines, "line"))},
	}
	if m.Judged < m.Lines {
		machine.tone = kit.Red
	}
	eyes := figure{
		key: "eyes", word: "Chats watched by people", value: share(e.Seen, e.Due), from: words.Count(e.Due, "look") + " due", target: "100%", gaps: true,
		about: []string{fmt.Sprintf("Of %s due after a chat began or an alert came, %d were in time.", words.Count(e.Due, "look"), e.Seen), "Every gap stands under Who looked: 2."},
	}
	if e.Seen < e.Due {
		eyes.tone = kit.Amber
		eyes.detail = words.Count(e.Due-e.Seen, "gap")
	}
	return []figure{machine, eyes}
}

func bot(b *report.Bot) figure {
	f := figure{key: "bot", word: "Errors of the bot written up", value: share(b.Written, b.Written+b.Owed), from: words.Count(b.Written+b.Owed, "error"), target: "all"}
	f.about = []string{fmt.Sprintf("%d written up, %d to be written, %d marks that were none.", b.Written, b.Owed, b.Rejected)}
	if b.NoneSeen {
		f.about = append(f.about, "Somebody said outright that they saw none.")
	}
	if b.Owed > 0 {
		f.tone = kit.Amber
	}
	return f
}

func alerts(a *report.Alerts) figure {
	return figure{
		key: "alerts", word: "Alerts that were right", value: share(a.Raised-a.Dismissed, a.Raised), from: words.Count(a.Raised, "alert"),
		about: []string{fmt.Sprintf("%s, of which people dismissed %d as none.", words.Count(a.Raised, "alert"), a.Dismissed)},
	}
}

// casesOf names what is behind a figure.
func (r *Report) casesOf(f figure) (out []oneCase) {
	names := namesOf(r.snap)
	word := func(id chat.ChatID) string {
		if n := names[id]; n != "" {
			return words.Name(n)
		}
		return "Chat " + string(id)
	}
	for _, c := range f.late {
		one := oneCase{word: word(c.Chat), chat: c.Chat, text: r.clock(c.At), pill: kit.PillData{Word: "late", Tone: kit.Amber}}
		if c.Took > 0 {
			// What took a moment longer than it may is not said to have taken just that.
			one.pill.Word = "took " + span((c.Took+999)/1000*1000)
		}
		if c.Agent != "" {
			one.text += " · " + r.snap.NameOf(c.Agent)
		}
		out = append(out, one)
	}
	for _, id := range f.without {
		out = append(out, oneCase{word: word(id), chat: id, pill: kit.PillData{Word: "no ticket", Tone: kit.Amber}})
	}
	if f.gaps {
		out = append(out, r.gapCases(word)...)
	}
	return out
}

// gapCases are the times at which nobody looked, by chat and second (D-10).
func (r *Report) gapCases(word func(chat.ChatID) string) (out []oneCase) {
	for _, g := range r.snap.Day.Coverage.Eyes.Gaps {
		one := oneCase{
			word: word(g.Chat), chat: g.Chat, pill: kit.PillData{Word: words.Span(g.To.Sub(g.From)), Tone: kit.Amber},
			text: r.second(g.From) + " to " + r.second(g.To),
		}
		if g.Open {
			one.pill = kit.PillData{Word: "still unseen", Tone: kit.Red}
		}
		if g.Accountable != "" {
			one.text += " · accountable " + r.snap.NameOf(g.Accountable)
		} else {
			one.text += " · NO COVER"
		}
		out = append(out, one)
	}
	return out
}

// second is a time of day to the second, in the workspace's zone.
func (r *Report) second(i chat.Instant) string {
	t := i.Time().In(r.opts.Policy.Cover.Location())
	return t.Format(time.TimeOnly) + words.Place(t, r.opts.Here)
}
