package trigger

import (
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// lowConfidence fires when the bot itself is not sure: its latest answer is
// under the threshold, or the mean of its last three is (G-TRIG-10, A-44).
type lowConfidence struct {
	rearm  chat.Score
	passed string
}

func newLowConfidence(p policy.Policy) lowConfidence {
	return lowConfidence{
		rearm:  p.Trigger.ConfidenceRearm,
		passed: "the bot's confidence is above " + p.Trigger.ConfidenceRearm.String() + " again",
	}
}

func (lowConfidence) id() chat.RuleID { return policy.RuleLowConfidence }
func (lowConfidence) version() int    { return 1 }
func (lowConfidence) tier() chat.Tier { return chat.TierProactive }

// observe never treats a missing score as a good one: an answer without a
// score neither fires nor ends anything, and is not part of a mean.
func (l lowConfidence) observe(mem *memory, m *chat.Message, _ *text) finding {
	if m.From != chat.SpeakerBot {
		return finding{}
	}
	mem.scores.unscored = !m.Confidence.Known()
	if mem.scores.unscored {
		return finding{}
	}
	mem.scores.add(scored{message: m.ID, length: len(m.Text), score: m.Confidence})
	value, _ := l.value(mem)
	if value > l.rearm {
		return finding{score: value, passed: true, words: l.passed}
	}
	return finding{score: value}
}

// value returns the lower of the latest score and the mean of the last three,
// and whether it is the mean.
func (lowConfidence) value(mem *memory) (v chat.Score, mean bool) {
	v = mem.scores.last[0].score
	if m := mem.scores.mean(); m.Known() && m < v {
		return m, true
	}
	return v, false
}

func (l lowConfidence) evidence(mem *memory, _ *chat.Message, crossed chat.Score) []chat.Evidence {
	value, mean := l.value(mem)
	under := fmt.Sprintf("under %s", exact(crossed))
	if !mean {
		return span(nil, mem.scores.last[0], "confidence "+exact(value)+", "+under)
	}
	var es []chat.Evidence
	for i := mem.scores.n - 1; i >= 0; i-- {
		s := mem.scores.last[i]
		words := fmt.Sprintf("confidence %s; the mean of three is %s, %s", exact(s.score), exact(value), under)
		es = span(es, s, words)
	}
	return es
}

// span points at a whole message; one without text has nothing to point at.
func span(es []chat.Evidence, s scored, words string) []chat.Evidence {
	if s.length == 0 {
		return es
	}
	return append(es, chat.Evidence{Message: s.message, To: s.length, Words: words})
}

func (l lowConfidence) explain(mem *memory) (chat.Score, string) {
	switch {
	case mem.scores.unscored:
		return 0, "no score: the bot's latest answer came without one"
	case mem.scores.n == 0:
		return 0, "no score: the bot has not answered yet"
	}
	v, mean := l.value(mem)
	if mean {
		return v, "the mean of the bot's last three scores is " + exact(v)
	}
	return v, "the bot's confidence is " + exact(v)
}

// exact writes a score with as many decimals as it takes not to mislead:
// 0.6999 must not look like 0.70.
func exact(s chat.Score) string {
	n := s.TenThousandths()
	if n%100 == 0 {
		return s.String()
	}
	return fmt.Sprintf("%d.%04d", n/10_000, n%10_000)
}
