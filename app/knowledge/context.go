package knowledge

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// context is what a message is about: its words, those of the customer's line,
// and how rare they are.
type context struct {
	answer *reading
	weight map[uint64]int // of a stem: its rarity, in sixteenths of a bit
	prior  map[uint64]int // the same for the customer's words
	topics []topic
	asked  int // of maxAsked
	// known are the terms of claims that some article has and that hold
	// wherever they stand.
	known map[string]bool
}

// topic is a word that may be looked up.
type topic struct {
	term      string
	frequency int
	weight    int
}

// newContext asks the index how rare the words of the message are.
func newContext(answer, before *reading, claims []Claim, ix Index) (*context, error) {
	c := &context{answer: answer, weight: make(map[uint64]int), prior: make(map[uint64]int)}
	claimed := make(map[int]bool)
	for i := range claims {
		if k := claims[i].Kind; k == KindPolicy || k == KindFeature || k == KindQuantity {
			continue // their words are what an article about them has
		}
		for w := claims[i].first; w <= claims[i].last; w++ {
			claimed[w] = true
		}
	}
	if err := c.take(answer, c.weight, claimed, ix); err != nil {
		return nil, err
	}
	if err := c.take(before, c.prior, nil, ix); err != nil {
		return nil, err
	}
	return c, c.know(claims, ix)
}

// take weighs the telling words of r that are not to be skipped.
func (c *context) take(r *reading, into map[uint64]int, skip map[int]bool, ix Index) error {
	for i := range r.words {
		w := &r.words[i]
		if _, again := into[w.stem]; again || !w.tells() || w.has(isNumber) || skip[i] {
			continue
		}
		if c.asked == maxAsked {
			return nil
		}
		c.asked++
		term := r.term(i)
		n, err := ix.Frequency(term)
		if err != nil {
			return err
		}
		into[w.stem] = rarity(n, ix.Len())
		if n > 0 {
			c.topics = append(c.topics, topic{term, n, into[w.stem]})
		}
	}
	return nil
}

// know asks which addresses and numbers of the claims any article has: there
// may be more of them than articles are read.
func (c *context) know(claims []Claim, ix Index) error {
	c.known = make(map[string]bool)
	for i := range claims {
		if !claims[i].holdsAnywhere() {
			continue
		}
		n, err := ix.Frequency(claims[i].term())
		if err != nil {
			return err
		}
		c.known[claims[i].term()] = n > 0
	}
	return nil
}

// flatContext takes all words as equally rare, for a single passage.
func flatContext(answer, before *reading, claims []Claim) *context {
	c := &context{answer: answer, weight: make(map[uint64]int), prior: make(map[uint64]int)}
	for i := range answer.words {
		if answer.words[i].tells() && !answer.words[i].has(isNumber) {
			c.weight[answer.words[i].stem] = 16
		}
	}
	for i := range before.words {
		if before.words[i].tells() {
			c.prior[before.words[i].stem] = 16
		}
	}
	return c
}

// rarity is 1 + log2(total/frequency) in sixteenths; a word that no article
// has is as rare as one that one article has.
func rarity(frequency, total int) int {
	return 16 + max(0, log2(max(total, 1))-log2(max(frequency, 1)))
}

// log2 is the logarithm in sixteenths, with straight lines between powers.
func log2(n int) int {
	whole := bits.Len(uint(n)) - 1 // #nosec G115 -- a count, never negative
	return 16*whole + 16*(n-1<<whole)>>whole
}

// terms are what the index is asked for: the claims and the rarest words, never
// the whole message. A word in the title of an article counts twice.
func (c *context) terms(claims []Claim) []Term {
	slices.SortFunc(c.topics, func(a, b topic) int {
		return cmp.Or(cmp.Compare(a.frequency, b.frequency), strings.Compare(a.term, b.term))
	})
	var terms []Term
	seen := make(map[string]bool)
	add := func(t string, weight int) {
		if t != "" && !seen[t] {
			seen[t] = true
			terms = append(terms, Term{t, weight})
		}
	}
	for i := range claims {
		add(claims[i].term(), claimWeight)
	}
	words := 0
	for _, t := range c.topics {
		if words < maxTopics && !seen[t.term] {
			words++
			add(t.term, t.weight)
			add(titleTerm(t.term), t.weight)
		}
	}
	return terms
}

// claimWeight is what an article's having the claim itself weighs, as much as
// a word that one article in a thousand has.
const claimWeight = 16 * 11

// callVerbs stand before every phone number and do not say whose it is.
const callVerbs = `call dial phone ring number contact reach tel telephone mobile कॉल नंबर फोन`

// nameWeight is how much more a name says about which of several things is
// meant: the price of the Team plan, not of the Basic plan.
const nameWeight = 4

// around returns the weights of the words in the context of a claim: those of
// its clause fully, those of its sentence and of the customer's line by half.
func (c *context) around(claim *Claim) map[uint64]int {
	near := make(map[uint64]int)
	first, last := c.answer.clause(claim)
	for s, w := range c.prior {
		near[s] = w / 2
	}
	for i := range c.answer.words {
		w := &c.answer.words[i]
		if w.sentence != claim.sentence || i >= claim.first && i <= claim.last && claim.Kind != KindPolicy {
			continue
		}
		weight, ok := c.weight[w.stem]
		if !ok {
			continue
		}
		if w.has(isName) {
			weight *= nameWeight
		}
		if i < first || i > last {
			weight /= 2
		}
		near[w.stem] = max(near[w.stem], weight)
	}
	if claim.Kind == KindPhone {
		for _, verb := range strings.Fields(callVerbs) {
			delete(near, hashText(stemOf([]byte(verb))))
		}
	}
	return near
}
