package trigger

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
)

// How many lines in a row must show nothing before a rule is armed again. One
// could be chance.
const (
	calmLines    = 3 // of a customer, for frustration
	freshLines   = 2 // of the speaker, for the two rules about repetition
	rightAnswers = 2 // of the bot, for an answer before them that was wrong
)

// view is one line under the eyes of the rules, with what was measured of it.
type view struct {
	e    *Engine
	mem  *memory
	chat *chat.Chat
	at   int
	turn learned.Turn
	// was is what the customer was at before the line.
	was learned.Issue
}

func (v *view) message() *chat.Message { return &v.chat.Messages[v.at] }

// look fills the engine's findings.
func (v *view) look() {
	m := v.message()
	if m.From == chat.SpeakerBot {
		v.mem.bot = v.at
		v.confidence(m)
	} else {
		v.mem.customer = v.at
		v.followIssue()
	}
	v.e.found[atStuck].score = v.e.stuckFor(v.mem, said(m))
	if m.Text == "" {
		return // nothing was said, and nothing could be pointed at
	}
	if m.From == chat.SpeakerBot {
		v.bot()
		return
	}
	v.customer()
}

// score puts what was measured for the rule of index i into its finding.
func (v *view) score(i int, s chat.Score) *finding {
	f := &v.e.found[i]
	f.score = s
	level, crossed, _ := v.e.limits[i].Level(s)
	f.rises, f.crossed = loud(level), crossed
	return f
}

func (v *view) measured(i int) *finding { return v.score(i, v.turn.Scores[rules[i].of]) }

// customer looks at a line of the customer.
func (v *view) customer() {
	slots := &v.mem.slots
	f := v.measured(atFrustration)
	calm := slots[atFrustration].settle(f.rises == 0, calmLines)
	switch {
	case f.rises == 0 && v.ended():
		f.passed = "the customer is content"
	case calm:
		f.passed = "three lines of the customer show no sign of it"
	}

	f = v.measured(atHumanRequest)
	f.fresh = f.rises > 0 && slots[atHumanRequest].answered

	v.topic(atTechnical, v.e.policy.Severity.Technical)
	v.topic(atBilling, v.e.policy.Severity.Billing)
	v.repeats(atCustomerRepeat, v.e.policy.Trigger.RepeatCustomer, "the customer asks something else")
	if v.turn.Revised.Known() && v.mem.bot >= v.mem.from {
		v.revise()
	}
}

// bot looks at a line of the bot.
func (v *view) bot() {
	v.mem.slots[atHumanRequest].answered = true
	// Each answer is a cause of its own: that one was right says nothing of
	// the next.
	v.measured(atBotWrong).fresh = true
	v.repeats(atBotRepeat, v.e.policy.Trigger.RepeatBot, "the bot says new things again")
}

// revise judges the bot's last line again, now that the customer has answered.
func (v *view) revise() {
	f := v.score(atBotWrong, v.turn.Revised)
	v.mem.slots[atBotWrong].settle(f.rises == 0, rightAnswers)
	if f.rises == 0 {
		f.passed = "the customer goes on from the answer"
	}
}

// ends reports whether what passed is what held was raised for. Of bot_wrong
// it is the answer that was revised, or two right answers after it.
func (v *view) ends(i int, held *chat.Trigger) bool {
	if i != atBotWrong || v.mem.slots[i].calm >= rightAnswers {
		return true
	}
	return held.PointsAt(v.chat.Messages[v.mem.bot].ID)
}

// topic looks whether the line is about a problem, and how loud that may be.
func (v *view) topic(i int, s policy.TopicSeverity) {
	f := v.measured(i)
	if f.rises == alerted && !v.mayAlert(i, s) {
		f.rises, f.crossed = noticed, v.e.limits[i].Notice
	}
	switch {
	case f.rises > 0:
		f.fresh = v.turned()
	case v.ended():
		f.passed = "the customer is content"
	case v.turned():
		f.passed = "the customer has gone on to something else"
	}
}

// mayAlert reports whether a problem over the alert threshold calls somebody
// (A-11, G-TRIG-06).
func (v *view) mayAlert(i int, s policy.TopicSeverity) bool {
	if s != policy.SeverityImmediate && (s != policy.SeverityBeyond || !v.turn.Beyond) {
		return false
	}
	return i != atBilling || !v.e.safe.in(v.message().Text)
}

// ended reports whether what the customer was at is settled by this line.
func (v *view) ended() bool {
	now := v.mem.learned.Issue()
	return v.was.Asked > 0 && now.Asked == 0
}

// turned reports whether the customer has gone from one thing to another.
func (v *view) turned() bool {
	now := v.mem.learned.Issue()
	return v.was.Asked > 0 && now.Asked == 1
}

// followIssue keeps where the customer stopped getting on.
func (v *view) followIssue() {
	f, now := &v.e.found[atStuck], v.mem.learned.Issue()
	switch now.Stands {
	case 0:
		v.mem.issue = -1
	case 1:
		v.mem.issue = v.at
	}
	switch {
	case v.ended():
		f.passed = "the customer is content"
	case v.turned():
		f.passed = "the customer has gone on to something else"
	case v.was.Stands > 1 && now.Stands == 1:
		f.passed = "the customer is getting on"
	}
}

// repeats counts the lines that say the same; times of them are a repetition
//
func (v *view) repeats(i, times int, passed string) {
	f, a, s := v.measured(i), v.mem.again.of(i), &v.mem.slots[i]
	if f.rises == 0 {
		if s.settle(true, freshLines) {
			f.passed, a.n = passed, 0
		}
		return
	}
	s.settle(false, freshLines)
	earlier := v.earlier(i)
	if !a.has(earlier) {
		f.fresh = a.n > 0 // something else is said again
		a.n = 0
		a.add(earlier)
	}
	a.add(v.at)
	if int(a.n) < times {
		f.rises = 0
	}
}

// earlier returns the line of the chat that the line at hand repeats.
func (v *view) earlier(i int) int {
	for _, s := range v.e.reader.Why(&v.mem.learned, rules[i].of).Spans {
		if at := v.place(s.Line); at != v.at {
			return at
		}
	}
	return v.at
}

// place returns where the chat has a line that package learned counts, which
// are those of the customer and the bot.
func (v *view) place(line int) int {
	back := v.mem.learned.Lines() - 1 - line
	at := v.at
	for ; back > 0 && at > v.mem.from; back-- {
		at--
		for at > v.mem.from && !counts(&v.chat.Messages[at]) {
			at--
		}
	}
	return at
}

// counts reports whether the rules look at a line.
func counts(m *chat.Message) bool {
	return (m.From == chat.SpeakerCustomer || m.From == chat.SpeakerBot) && m.Removed.IsZero()
}

// confidence looks at the bot's own score (G-TRIG-10, A-44). It never treats a
// missing score as a good one: an answer without one neither fires nor ends
// anything, and is not part of a mean.
func (v *view) confidence(m *chat.Message) {
	r := &v.mem.confidence
	if r.unscored = !m.Confidence.Known(); r.unscored {
		return
	}
	r.add(scored{line: int32(v.at), score: m.Confidence}) // #nosec G115 -- a chat is far shorter than 2 G lines
	value, _ := r.value()
	if f := v.score(atLowConfidence, value); value > v.e.policy.Trigger.ConfidenceRearm {
		f.passed = v.e.rearmed
	}
}
