package trigger

import (
	"fmt"

	"floorwalker/app/chat"
)

// Verdict is what one rule thinks of a chat now, fired or not (D-01).
type Verdict struct {
	Rule    chat.RuleID
	Version int
	// Weights and Knowledge are what it was judged by; see chat.Trigger.
	Weights, Knowledge string
	Policy             int
	// Tier is that of an alert.
	Tier chat.Tier
	// Score is what the rule measured last; it may be no score.
	Score chat.Score
	// Level is what that comes to by itself, severity considered; empty for
	// nothing.
	Level chat.Level
	// Notice and Alert are the thresholds, Below how they compare.
	Notice, Alert chat.Score
	Below         bool
	// Held is the level at which the rule holds on the chat now; empty if it
	// does not.
	Held chat.Level
	// Words say what was seen, or what is missing. What Score comes to between
	// Notice and Alert is not repeated in them.
	Words string
	// Spans are what it looked at: the words that weighed most, oldest first.
	Spans []chat.Evidence
}

// Explain returns a verdict for every rule, in the order of policy.RuleIDs, of
// the chat as it is now. Each rule speaks of the newest line that it measures.
// The chat is read again since its bot last began, so nothing that Message
// knows is needed and nothing changes; what the knowledge said is known to
// the engine only that was told by Checked.
func (e *Engine) Explain(c *chat.Chat, now chat.Instant) []Verdict {
	vs, begin := make([]Verdict, Rules), lastBegin(c)
	for i := range vs {
		vs[i] = e.verdict(i)
		vs[i].Words = unspoken(i, begin > 0)
	}
	mem := new(memory)
	mem.begin(begin)
	customer, bot := newest(c, chat.SpeakerCustomer), newest(c, chat.SpeakerBot)
	for mem.next < len(c.Messages) {
		at := mem.next
		e.replay(mem, c, at, func(v *view) {
			if at == customer || at == bot {
				v.tell(vs)
			}
		})
	}
	e.tellStuck(&vs[atStuck], mem, c, now)
	for i := range vs {
		if i == atHallucination {
			vs[i] = e.ExplainChecked(c)
		} else {
			vs[i].hold(c, mem.slots[i].rose.level())
		}
	}
	return vs
}

// ExplainChecked returns the verdict of hallucination alone, the rule that only
// who has the knowledge can explain. No line is read again for it.
func (e *Engine) ExplainChecked(c *chat.Chat) Verdict {
	v := e.verdict(atHallucination)
	v.Words = unspoken(atHallucination, lastBegin(c) > 0)
	e.tellChecked(&v, c)
	v.hold(c, "")
	return v
}

// hold adds what holds on the chat, and what there is to say of that; rose is how
// far the rule has risen.
func (v *Verdict) hold(c *chat.Chat, rose chat.Level) {
	held, _ := c.Trigger(v.Rule)
	v.Held = held.Level
	if state := v.state(c, rose, &held); state != "" {
		v.Words += "; " + state
	}
}

// verdict is the frame of one.
func (e *Engine) verdict(i int) Verdict {
	limits := e.limits[i]
	v := Verdict{
		Rule: rules[i].id, Version: rules[i].version, Policy: e.policy.Version, Tier: rules[i].tier,
		Notice: limits.Notice, Alert: limits.Alert, Below: limits.Below,
	}
	if weighed(i) {
		v.Weights = e.weights
	}
	return v
}

// unspoken says that there is nothing to measure: not yet, or not since an
// agent wrote.
func unspoken(i int, agent bool) string {
	when := "yet"
	if agent {
		when = "since an agent wrote"
	}
	switch i {
	case atBotWrong, atBotRepeat, atLowConfidence, atHallucination:
		return "no score: the bot has not answered " + when
	}
	return "no score: the customer has not written " + when
}

// tell writes what the rules made of the line at hand into those verdicts that
// it is for.
func (v *view) tell(vs []Verdict) {
	for i := range rules {
		f := &v.e.found[i]
		if i == atStuck || i == atHallucination {
			continue
		}
		if i == atLowConfidence && v.message().From == chat.SpeakerBot {
			v.tellConfidence(&vs[i], f)
			continue
		}
		if !f.score.Known() {
			continue
		}
		vs[i].Score, vs[i].Level = f.score, f.rises.level()
		vs[i].Words, vs[i].Spans = v.why(i, f)
	}
}

// why says in words what the rule of index i made of the line at hand.
func (v *view) why(i int, f *finding) (string, []chat.Evidence) {
	switch i {
	case atBotRepeat, atCustomerRepeat:
		return v.whyRepeated(i, f)
	case atBotWrong:
		if v.message().From == chat.SpeakerCustomer {
			return v.reaction(f), v.evidence(i)
		}
	}
	reason := v.e.reader.Why(&v.mem.learned, rules[i].of)
	said := "in the latest line: " + reason.Words
	if f.rises == noticed && f.score >= v.e.limits[i].Alert {
		said += "; it is not beyond the bot, so it is watched"
	}
	return said, v.evidence(i)
}

// reaction says what the customer's next line makes of an answer.
func (v *view) reaction(f *finding) string {
	if f.rises > 0 {
		return "the customer's next line speaks against the answer"
	}
	return "the customer's next line does not speak against the answer"
}

func (v *view) whyRepeated(i int, f *finding) (string, []chat.Evidence) {
	reason := v.e.reader.Why(&v.mem.learned, rules[i].of)
	said := "in the latest line: " + reason.Words
	if f.rises > 0 {
		return said, v.evidence(i)
	}
	var es []chat.Evidence
	for _, s := range reason.Spans {
		es = append(es, chat.Evidence{Message: v.chat.Messages[v.place(s.Line)].ID, From: s.From, To: s.To, Words: s.Words})
	}
	return said, es
}

func (v *view) tellConfidence(to *Verdict, f *finding) {
	r := &v.mem.confidence
	if r.unscored {
		to.Score, to.Level, to.Spans = 0, "", nil
		to.Words = "no score: the bot's latest answer came without one"
		return
	}
	value, mean := r.value()
	to.Score, to.Level = f.score, f.rises.level()
	to.Words = "the bot's confidence is " + value.Exact()
	if mean {
		to.Words = "the mean of the bot's last three scores is " + value.Exact()
	}
	if f.rises > 0 {
		to.Spans = v.unsure(f)
	}
}

// tellStuck says how long the customer has been at it.
func (e *Engine) tellStuck(to *Verdict, mem *memory, c *chat.Chat, now chat.Instant) {
	if mem.customer < 0 {
		return
	}
	issue := mem.learned.Issue()
	f := e.stuckFinding(mem, now)
	to.Score, to.Level = f.score, f.rises.level()
	switch {
	case mem.issue < 0:
		to.Words = "the customer is at nothing that is open"
		return
	case issue.Stands < 2:
		to.Words = "the customer has written one line of it, which is no exchange"
	default:
		to.Words = fmt.Sprintf("the customer has been at one thing for %s, stuck is %s",
			inWords(issue.Lasts(now)), inWords(e.policy.Trigger.Stuck))
	}
	to.Spans = stuckEvidence(mem, c, now)
}

// tellChecked says what the knowledge said of the bot's newest answer.
func (e *Engine) tellChecked(to *Verdict, c *chat.Chat) {
	mem, bot := e.chats[c.ID], newest(c, chat.SpeakerBot)
	switch {
	case bot < lastBegin(c):
		return
	case mem == nil || mem.checked == nil || mem.checked.Message != c.Messages[bot].ID:
		to.Words = "no score: the bot's latest answer was not checked yet"
	default:
		a := mem.checked
		f := e.suspicion(a)
		to.Score, to.Level, to.Knowledge = a.Score, f.rises.level(), a.Version
		to.Words, to.Spans = a.Explain(), a.Evidence()
		if !a.Score.Known() {
			to.Words = "no score: " + to.Words
		}
	}
}

// state says what there is to say of a trigger beside value and thresholds.
func (v *Verdict) state(c *chat.Chat, rose chat.Level, held *chat.Trigger) string {
	switch {
	case held.MarkedBy != "":
		return "it holds as somebody marked it"
	case v.Held != "":
		return "it holds as " + article(v.Held)
	case c.Owner != "":
		return "an agent serves the chat, so nothing is raised"
	case waits(c) && v.Tier == chat.TierProactive:
		return "the chat waits for a person, so nothing is raised"
	case rose != "":
		return "it was " + article(rose) + " before and waits until the reason has passed"
	}
	return ""
}

func article(l chat.Level) string {
	if l == chat.LevelAlert {
		return "an alert"
	}
	return "a notice"
}
