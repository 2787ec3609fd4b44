package learned

import (
	"cmp"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// Span points at bytes of a line of the chat, From < To.
type Span struct {
	Line, From, To int
	Words          string
}

// Reason is why a rule scored as it did, or why it did not (D-01).
type Reason struct {
	Score chat.Score
	// Words say in a clause what weighed most.
	Words string
	// Spans are the words that did, oldest line first; none for an empty line.
	Spans []Span
}

// Why explains what rule measured of the line that was read last, with the
// memory that it was read with. It reads nothing again and may allocate: it is
// asked for what is shown.
func (r *Reader) Why(mem *Memory, rule Rule) Reason {
	last := mem.last
	if rule.ofCustomer() != (last == chat.SpeakerCustomer) {
		return Reason{Words: "the latest line is not one that this rule measures"}
	}
	reason := Reason{Score: r.logits[rule].Score()}
	this := int(mem.lines) - 1
	if rule == BotRepeat || rule == CustomerRepeat {
		return r.whyPair(reason, this)
	}
	reason.Words = r.strongest(rule)
	from, to := r.heaviest(rule)
	if from < to {
		reason.Spans = []Span{{this, int(r.text.Tokens[from].From), int(r.text.Tokens[to-1].To), reason.Words}}
	}
	return reason
}

// whyPair points at both lines of a pair.
func (r *Reader) whyPair(reason Reason, this int) Reason {
	if r.paired == nil {
		reason.Words = "there is no earlier line to compare with"
		return reason
	}
	reason.Words = "it says much the same as an earlier line"
	switch {
	case r.pair[pairExact] > 0:
		reason.Words = "it says the same as an earlier line"
	case r.pair[pairUnion] == 0:
		reason.Words = "it shares no word that counts with an earlier line"
	}
	if r.paired.bytes > 0 && r.text.Bytes > 0 {
		reason.Spans = []Span{
			{int(r.paired.line), 0, int(r.paired.bytes), "this was said before"},
			{this, 0, r.text.Bytes, reason.Words},
		}
	}
	return reason
}

// term is what a feature adds to a rule's evidence, in words for people.
type term struct {
	say   string
	logit linear.Logit
}

// strongest names the up to three features that weighed most for the rule.
func (r *Reader) strongest(rule Rule) string {
	terms := r.terms(rule)
	slices.SortStableFunc(terms, func(a, b term) int { return cmp.Compare(b.logit, a.logit) })
	var said []string
	for _, t := range terms[:min(len(terms), 3)] {
		said = append(said, t.say)
	}
	if len(said) == 0 {
		return "no sign of it but the words themselves"
	}
	return strings.Join(said, ", ")
}

// terms returns what weighs for the rule and can be said.
func (r *Reader) terms(rule Rule) (terms []term) {
	add := func(say string, l linear.Logit) {
		if l > linear.Unit/8 && say != "" {
			terms = append(terms, term{say, l})
		}
	}
	for f := range featureCount {
		say := f.phrase()
		if rule == BotWrong && f == crossBefore {
			say = phrases[badBefore]
		}
		add(say, r.weights.heads[rule].Term(r.vector[:], int(f)))
	}
	if rule == BotWrong {
		for f := range traitCount {
			add(traitPhrases[f], r.weights.traits.Term(r.traits[:], int(f)))
		}
	}
	return terms
}

// heaviest returns the run of tokens whose evidence for the rule is largest;
// all of them where no word weighs anything for it.
func (r *Reader) heaviest(rule Rule) (from, to int) {
	weights := make([]int64, len(r.text.Tokens))
	r.spread(rule, weights)
	best, sum, start := int64(0), int64(0), 0
	for i, w := range weights {
		if sum <= 0 {
			sum, start = 0, i
		}
		if sum += w; sum > best {
			best, from, to = sum, start, i+1
		}
	}
	if best == 0 {
		return 0, len(weights)
	}
	return from, to
}

// spread shares the evidence of the classes and the n-grams out among the
// tokens that they were read from.
func (r *Reader) spread(rule Rule, weights []int64) {
	head := &r.weights.heads[rule]
	for i := range r.text.Tokens {
		for c := r.text.Tokens[i].Class & (1<<parts - 1); c != 0; c &= c - 1 {
			f := classOf(c)
			if x := int64(r.vector[f]); x > 0 && int(f) < len(head.Weights) {
				weights[i] += int64(head.Weights[f])
			}
		}
	}
	if rule == BotWrong {
		r.spreadHeard(weights)
		return
	}
	table, column := &r.weights.customer, headOf(rule)
	if column < 0 {
		return
	}
	for _, grams := range [...][]words.Gram{r.words, r.runes} {
		root := linear.Root(len(grams))
		for _, g := range grams {
			w := table.Weight(g, column) * root * (linear.Unit / linear.GramUnit) >> 16 / int64(g.To-g.From)
			for i := g.From; i < g.To; i++ {
				weights[i] += w
			}
		}
	}
}

// headOf returns the column of a rule in the customer's table, -1 for none.
func headOf(rule Rule) int {
	switch rule {
	case HumanRequest:
		return headHuman
	case Technical:
		return headTechnical
	case Billing:
		return headBilling
	}
	return -1
}

// spreadHeard shares the evidence of the bot's known phrases out.
func (r *Reader) spreadHeard(weights []int64) {
	for _, g := range r.phrases {
		w := r.weights.heard.weight(g.Hash)
		for i := g.From; i < g.To; i++ {
			weights[i] += int64(w) * (linear.Unit / linear.GramUnit) / int64(g.To-g.From)
		}
	}
}
