package trigger

import (
	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/app/trigger/learned"
)

// memory is what the engine remembers of one chat. Its size is fixed, most of
// it that of learned.Memory. All but the answers of the knowledge, and how loud
// stuck has been said, is a pure function of the chat's lines.
type memory struct {
	learned learned.Memory
	// next indexes the first line of the chat that was not observed, and from
	// the first that counts: an agent's line begins anew.
	next, from int
	// customer and bot index the newest line of either, -1 if there is none.
	customer, bot int
	// issue indexes the customer's line since which they are no further, -1 if
	// they are at nothing.
	issue int
	slots [Rules]slot

	confidence ring // low_confidence
	// again are the lines that the two rules about repetition count.
	again repetitions
	// checked is the newest answer of the knowledge, suspected the one that the
	// trigger of hallucination follows from; nil if there is none.
	checked, suspected *knowledge.Answer
}

// slot is how far one rule has risen on one chat since it was last armed.
type slot struct {
	rose loudness
	// calm counts lines in a row that would end it; see each rule.
	calm uint8
	// answered says that the bot has spoken since the rule rose.
	answered bool
}

// move takes a finding in and reports whether the rule rose by it. By a line of the past
// it does not: nobody was called, and who is to be called by the next line like it must
// not be kept from that.
func (s *slot) move(f *finding, past bool) bool {
	if f.fresh || f.passed != "" {
		s.rose = 0
	}
	if past || f.rises <= s.rose {
		return false
	}
	s.rose, s.calm, s.answered = f.rises, 0, false
	return true
}

// settle counts a line that shows nothing, or one that does, and reports
// whether enough have come in a row.
func (s *slot) settle(quiet bool, enough uint8) bool {
	if !quiet {
		s.calm = 0
		return false
	}
	s.calm = min(s.calm+1, enough)
	return s.calm == enough
}

// begin forgets what the bot and the customer did before line at.
func (m *memory) begin(at int) {
	*m = memory{next: at, from: at, customer: -1, bot: -1, issue: -1}
}

// repetitions are those of the bot and of the customer.
type repetitions struct{ bot, customer again }

func (r *repetitions) of(i int) *again {
	if i == atBotRepeat {
		return &r.bot
	}
	return &r.customer
}

// again is the lines of one repetition, by their places in the chat.
type again struct {
	lines [maxAgain]int32 // oldest first, the newest of them last
	n     int8
}

// maxAgain is the most repetitions that a policy may ask for.
const maxAgain = 8

// add puts a line behind the others, once; of too many the second goes, for
// the first is what was repeated.
func (a *again) add(line int) {
	at := int32(line) // #nosec G115 -- a chat is far shorter than 2 G lines
	if a.has(line) {
		return
	}
	if a.n == maxAgain {
		copy(a.lines[1:], a.lines[2:])
		a.n--
	}
	a.lines[a.n] = at
	a.n++
}

func (a *again) has(line int) bool {
	for _, l := range a.lines[:a.n] {
		if int(l) == line {
			return true
		}
	}
	return false
}

// ring holds the bot's last three scored answers.
type ring struct {
	last [3]scored // newest first
	n    int8
	// unscored is set while the very latest answer has no score.
	unscored bool
}

// scored is an answer of the bot with its own confidence.
type scored struct {
	line  int32
	score chat.Score
}

func (r *ring) add(s scored) {
	copy(r.last[1:], r.last[:])
	r.last[0] = s
	r.n = min(r.n+1, int8(len(r.last)))
}

// value returns the lower of the latest score and the mean of the last three,
// cut to four decimals, and whether it is the mean. There is no mean of fewer.
func (r *ring) value() (v chat.Score, mean bool) {
	v = r.last[0].score
	if int(r.n) < len(r.last) {
		return v, false
	}
	sum := 0
	for _, s := range r.last {
		sum += s.score.TenThousandths()
	}
	if m := chat.ScoreOf(sum / len(r.last)); m < v {
		return m, true
	}
	return v, false
}
