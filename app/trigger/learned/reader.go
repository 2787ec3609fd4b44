package learned

import (
	"floorwalker/app/chat"
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// Line is a line of a chat.
type Line struct {
	From chat.Speaker
	At   chat.Instant
	Text string
}

// Turn is what was measured of a line. A rule that does not measure lines of
// its speaker has no score.
type Turn struct {
	Scores [RuleCount]chat.Score
	// Revised is the score of bot_wrong for the bot's last line, now that the
	// customer answered it; RevisedLine is which line of the chat that is.
	Revised     chat.Score
	RevisedLine int
	// Beyond is set for a technical or billing problem that the bot cannot
	// solve: it failed once at it, or it is of a kind for people.
	Beyond bool
}

// Reader measures one line after another. Its buffers are reused; it belongs
// to one goroutine.
type Reader struct {
	weights *Weights
	text    words.Text
	words   []words.Gram
	runes   []words.Gram
	vector  vector
	traits  traits
	phrases []words.Gram // of the bot's line
	shares  [kept]share
	sums    linear.Sums
	pair    pair
	paired  *note // the earlier line of pair; nil if there is none
	logits  [RuleCount]linear.Logit
	revised [revisedCount]int16
	// revising is set where revised belongs to the line at hand.
	revising bool
}

// NewReader returns a reader that scores with w.
func NewReader(w *Weights) *Reader { return &Reader{weights: w} }

// Read measures l, the next line of the chat that mem remembers, and takes it
// in. A line of anybody but the customer and the bot measures nothing.
func (r *Reader) Read(mem *Memory, l Line) Turn {
	if l.From != chat.SpeakerCustomer && l.From != chat.SpeakerBot {
		mem.lines++
		return Turn{}
	}
	r.text.Read(l.Text, r.weights.lexicon)
	r.words, r.runes = r.text.WordGrams(r.words[:0]), r.text.RuneGrams(r.runes[:0])
	mine := &mem.customer
	if l.From == chat.SpeakerBot {
		mine = &mem.bot
	}
	n := mine.ring.slot()
	n.take(&r.text, r.runes, r.weights, l.From == chat.SpeakerBot)
	n.line = mem.lines
	r.measure(mem, l.From, n, &r.vector)
	r.revising = mem.answer.open && l.From == chat.SpeakerCustomer
	var turn Turn
	if l.From == chat.SpeakerBot {
		r.answer(mem, l.Text, n, &r.traits)
		r.readBot(mem, n, &turn)
	} else {
		r.readCustomer(mem, n, l.At, &turn)
	}
	mine.take(&r.text, &r.vector)
	mine.ring.push()
	mem.issue.heard(l.From, l.At)
	mem.lines++
	mem.last = l.From
	return turn
}

// readCustomer scores a line of the customer.
func (r *Reader) readCustomer(mem *Memory, n *note, at chat.Instant, turn *Turn) {
	w := r.weights
	r.sums = linear.Sums{}
	w.customer.Add(r.words, &r.sums)
	w.customer.Add(r.runes, &r.sums)
	r.logits[HumanRequest] = r.sums[headHuman] + w.heads[HumanRequest].Dot(r.vector[:])
	r.logits[Technical] = r.sums[headTechnical] + w.heads[Technical].Dot(r.vector[:])
	r.logits[Billing] = r.sums[headBilling] + w.heads[Billing].Dot(r.vector[:])
	r.logits[Frustration] = r.vector.tempered(w.heads[Frustration].Dot(r.vector[:]))
	r.logits[CustomerRepeat] = r.repeated(CustomerRepeat, &mem.customer.ring, n)
	for _, rule := range [...]Rule{HumanRequest, Technical, Billing, Frustration, CustomerRepeat} {
		turn.Scores[rule] = r.logits[rule].Score()
	}
	if mem.answer.open {
		turn.Revised, turn.RevisedLine = r.revise(mem).Score(), int(mem.answer.line)
		mem.answer.open = false
	}
	turn.Beyond = mem.topics.beyond(&r.vector, turn)
	mem.customer.moods += int32(turn.Scores[Frustration].TenThousandths() * linear.One / 10_000) // #nosec G115 -- at most One
	mem.issue.follow(&r.vector, n, r.related(&mem.customer.ring), turn.Scores[Frustration] >= chat.ScoreOf(crossAt), at)
	mem.customer.cross = int16(int(mem.customer.cross)/2 + turn.Scores[Frustration].TenThousandths()*linear.One/10_000) // #nosec G115 -- at most two
}

// crossAt is the score of frustration from which on a customer makes no progress.
const crossAt = 3_000

// related reports whether the line at hand shares anything with one of the
// customer's last three.
func (r *Reader) related(g *ring) bool {
	for k := range min(g.n, 3) {
		if s := &r.shares[k]; s.common > 0 && s.union > linear.One/16 || s.sense > linear.One/2 {
			return true
		}
	}
	return false
}

// readBot scores a line of the bot.
func (r *Reader) readBot(mem *Memory, n *note, turn *Turn) {
	w := r.weights
	r.phrases = r.text.Phrases(r.phrases[:0])
	r.logits[BotWrong] = w.heads[BotWrong].Dot(r.vector[:]) + w.traits.Dot(r.traits[:]) + w.heard.judge(r.phrases)
	r.logits[BotRepeat] = r.repeated(BotRepeat, &mem.bot.ring, n)
	turn.Scores[BotWrong], turn.Scores[BotRepeat] = r.logits[BotWrong].Score(), r.logits[BotRepeat].Score()
	mem.answer.logit = int64(r.logits[BotWrong])
	mem.answer.line, mem.answer.open = mem.lines, true
	mem.topics.answered = mem.topics.answered || mem.topics.open
	mem.bot.repeated = r.vector[sameAsBefore]
	mem.bot.cross = int16(int(mem.bot.cross)/2 + turn.Scores[BotWrong].TenThousandths()*linear.One/10_000) // #nosec G115 -- at most two
}

// take takes the line at hand, whose features are v, into what is remembered
// of its speaker.
func (s *side) take(t *words.Text, v *vector) {
	s.last = *v
	s.lines++
	s.words += int32(len(t.Tokens)) // #nosec G115 -- at most words.MaxRead
	s.sorry = s.sorry/2 + v[classOf(words.Sorry)]
	s.failures = s.failures/2 + v[fails]
	s.polite = s.polite || v[classOf(words.Please)] > 0 || v[classOf(words.Thanks)] > 0
	s.fresh = v[sameAsBefore] < linear.One*3/4
}
