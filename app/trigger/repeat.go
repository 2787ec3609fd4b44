package trigger

import (
	"fmt"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// freshAnswers is how many answers in a row must repeat nothing before a
// repetition counts as over. One could be the bot changing its tune by chance.
const freshAnswers = 2

// botRepeat fires when the bot gives an answer that it gave before (G-TRIG-08,
// Its score is how alike the answers are.
type botRepeat struct {
	// times is how many like answers make a repetition, the newest among them.
	times  int
	notice chat.Score
}

func newBotRepeat(p policy.Policy) botRepeat {
	return botRepeat{times: p.Trigger.RepeatBot, notice: p.Rules.BotRepeat.Notice}
}

func (botRepeat) id() chat.RuleID { return policy.RuleBotRepeat }
func (botRepeat) version() int    { return 1 }
func (botRepeat) tier() chat.Tier { return chat.TierProactive }

func (b botRepeat) observe(mem *memory, m *chat.Message, t *text) finding {
	if m.From != chat.SpeakerBot {
		return finding{}
	}
	a := &mem.answers
	a.likeness = 0
	s, ok := sketchOf(t)
	if !ok { // only standing phrases, which nobody minds hearing again
		return finding{}
	}
	a.compare(s, b.times-1)
	a.add(answer{message: m.ID, length: len(m.Text), sketch: s})
	if a.likeness >= b.notice {
		a.fresh = 0
		return finding{score: a.likeness}
	}
	if a.fresh = min(a.fresh+1, freshAnswers); a.fresh == freshAnswers {
		return finding{score: a.likeness, passed: true, words: "the bot says new things again"}
	}
	return finding{score: a.likeness}
}

// evidence points at the newest answer and those that it repeats, oldest
// first.
func (b botRepeat) evidence(mem *memory, _ *chat.Message, _ chat.Score) []chat.Evidence {
	a := &mem.answers
	var es []chat.Evidence
	for _, i := range a.like[:a.likes] {
		old := a.last[i+1] // the newest was put before it
		es = append(es, chat.Evidence{Message: old.message, To: old.length, Words: "the bot said this before"})
	}
	slices.Reverse(es)
	words := "the bot says the same again"
	if a.likeness < chat.ScoreOne {
		words = fmt.Sprintf("the bot says nearly the same again, likeness %s", exact(a.likeness))
	}
	return append(es, chat.Evidence{Message: a.last[0].message, To: a.last[0].length, Words: words})
}

func (b botRepeat) explain(mem *memory) (chat.Score, string) {
	a := &mem.answers
	switch {
	case a.n == 0:
		return 0, "no score: the bot has not answered yet"
	case !a.likeness.Known():
		return 0, "no score: there are no earlier answers to compare with, or the latest is a standing phrase"
	}
	return a.likeness, "the likeness of the bot's latest answer to earlier ones is " + exact(a.likeness)
}

// answer is a sketch of what the bot said.
type answer struct {
	message chat.MessageID
	length  int // of the text, in bytes
	sketch  sketch
}

// answerRing holds the bot's last answers.
type answerRing struct {
	last [9]answer // newest first; one more than the most repetitions
	n    int
	// likeness is that of the newest answer to those in like, no score if
	// there were not enough to compare with.
	likeness chat.Score
	like     [8]int // indexes into last, as they were before the newest came
	likes    int
	fresh    int // answers in a row that repeated nothing
}

func (r *answerRing) add(a answer) {
	copy(r.last[1:], r.last[:])
	r.last[0] = a
	r.n = min(r.n+1, len(r.last))
}

// compare finds the others answers most like s; likeness becomes that of the
// least like among them.
func (r *answerRing) compare(s sketch, others int) {
	r.likes, r.likeness = 0, 0
	var found [8]chat.Score
	for i := range min(r.n, len(found)) {
		l := s.likeness(r.last[i].sketch)
		at := r.likes
		for at > 0 && found[at-1] < l {
			at--
		}
		if at >= others {
			continue
		}
		r.likes = min(r.likes+1, others)
		copy(found[at+1:r.likes], found[at:])
		copy(r.like[at+1:r.likes], r.like[at:])
		found[at], r.like[at] = l, i
	}
	if r.likes == others {
		r.likeness = found[others-1]
	}
	slices.Sort(r.like[:r.likes])
}
