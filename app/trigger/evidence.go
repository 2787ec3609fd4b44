package trigger

import (
	"fmt"
	"time"

	"floorwalker/app/chat"
)

// nouns say what a rule sees where it fires. Read-only.
var nouns = [Rules]string{
	atFrustration: "a sign of frustration", atHumanRequest: "asks for a person", atBotWrong: "the answer looks wrong",
	atHallucination: "suspected", atTechnical: "a technical problem", atBilling: "a billing or account problem",
	atStuck: "no further", atBotRepeat: "the bot says this again", atCustomerRepeat: "the customer asks this again",
	atLowConfidence: "the bot is not sure",
}

// evidence points at what the rule of index i saw in the line at hand, oldest
// first (D-01). Its words say what was seen, not what that comes to: value and
// threshold are beside it. It is asked for right after the line was read, and may allocate.
func (v *view) evidence(i int) []chat.Evidence {
	f := &v.e.found[i]
	switch i {
	case atBotRepeat, atCustomerRepeat:
		return v.repeated(i)
	case atLowConfidence:
		return v.unsure(f)
	case atBotWrong:
		if v.message().From == chat.SpeakerCustomer {
			return v.revision(f)
		}
	}
	reason := v.e.reader.Why(&v.mem.learned, rules[i].of)
	words := reason.Words
	if f.rises > 0 {
		words = v.noun(i) + ": " + reason.Words
	}
	var es []chat.Evidence
	for _, s := range reason.Spans {
		es = append(es, chat.Evidence{Message: v.chat.Messages[v.place(s.Line)].ID, From: s.From, To: s.To, Words: words})
	}
	if es == nil { // signs and emoji only
		es = whole(es, v.message(), words)
	}
	return es
}

func (v *view) noun(i int) string {
	if (i == atTechnical || i == atBilling) && v.turn.Beyond {
		return nouns[i] + " beyond the bot"
	}
	return nouns[i]
}

// repeated points at all lines of a repetition (G-TRIG-08, G-TRIG-09).
func (v *view) repeated(i int) []chat.Evidence {
	a := v.mem.again.of(i)
	var es []chat.Evidence
	for _, at := range a.lines[:a.n] {
		words := "this was said before"
		if int(at) == v.at {
			words = nouns[i] + ", for the " + ordinal(int(a.n)) + " time"
		}
		es = whole(es, &v.chat.Messages[at], words)
	}
	return es
}

// revision points at the answer and at what the customer said to it.
func (v *view) revision(f *finding) []chat.Evidence {
	if f.rises == 0 {
		es := whole(nil, &v.chat.Messages[v.mem.bot], "the answer")
		return whole(es, v.message(), "what the customer said to it")
	}
	es := whole(nil, &v.chat.Messages[v.mem.bot], nouns[atBotWrong])
	if v.e.found[atFrustration].rises > 0 { // then there are words that say so
		why := v.e.reader.Why(&v.mem.learned, rules[atFrustration].of)
		for _, s := range why.Spans {
			return append(es, chat.Evidence{Message: v.message().ID, From: s.From, To: s.To, Words: "the customer's next line: " + why.Words})
		}
	}
	return whole(es, v.message(), "judged by what the customer said next")
}

// unsure points at the answers whose scores count.
func (v *view) unsure(f *finding) []chat.Evidence {
	r := &v.mem.confidence
	value, mean := r.value()
	if !mean {
		words := fmt.Sprintf("confidence %s, under %s", value.Exact(), f.crossed.Exact())
		return whole(nil, &v.chat.Messages[r.last[0].line], words)
	}
	var es []chat.Evidence
	for i := r.n - 1; i >= 0; i-- {
		s := r.last[i]
		words := fmt.Sprintf("confidence %s; the mean of three is %s, under %s", s.score.Exact(), value.Exact(), f.crossed.Exact())
		es = whole(es, &v.chat.Messages[s.line], words)
	}
	return es
}

// stuckEvidence points at the last sign of progress and at the customer's newest
// line.
func stuckEvidence(mem *memory, c *chat.Chat, at chat.Instant) []chat.Evidence {
	issue := mem.learned.Issue()
	es := whole(nil, &c.Messages[mem.issue], "since here the customer is no further")
	if mem.customer != mem.issue {
		es = whole(es, &c.Messages[mem.customer], "still at it after "+inWords(issue.Lasts(at)))
	}
	return es
}

// whole appends a whole message; one without text has nothing to point at.
func whole(es []chat.Evidence, m *chat.Message, words string) []chat.Evidence {
	if m.Text == "" {
		return es
	}
	return append(es, chat.Evidence{Message: m.ID, To: len(m.Text), Words: words})
}

// inWords writes a duration as people say it: 45 s, 2 min, 2 min 5 s.
func inWords(d time.Duration) string {
	minutes, seconds := d.Round(time.Second)/time.Minute, d.Round(time.Second)%time.Minute/time.Second
	switch {
	case minutes == 0:
		return fmt.Sprintf("%d s", seconds)
	case seconds == 0:
		return fmt.Sprintf("%d min", minutes)
	}
	return fmt.Sprintf("%d min %d s", minutes, seconds)
}

func ordinal(n int) string {
	switch n {
	case 2:
		return "second"
	case 3:
		return "third"
	}
	return fmt.Sprintf("%dth", n)
}
