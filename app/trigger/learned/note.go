package learned

import (
	"slices"

	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

const (
	// maxStems is how many different stems of a line are kept; of a longer
	// line those with the smallest digests are.
	maxStems = 32
	// planes is how many sums of hashed n-grams stand for the spelling of a
	// line. The angle between two such lists is near that between the lines'
	// full lists of n-grams.
	planes = 64
)

// note is what is kept of a line: enough to compare it, not to read it.
type note struct {
	line    int32 // which line of the chat it is, from 0
	bytes   int32 // how long the line is
	stems   [maxStems]stem
	n       int8
	words   int16
	ask     bool   // it asks something
	refuse  bool   // it begins with a refusal
	answer  bool   // it begins with yes, no or thanks
	other   bool   // it speaks of another one
	asking  bool   // it asks, wants or complains, and begins with no refusal
	figures uint32 // digest of the words with figures, in order
	openers uint32 // digest of the first question word
	person  bool   // it names somebody or speaks of one
	much    bool   // it asks how many, how much, how long, when
	negates bool
	spell   [planes]int16
	norm    int64 // sum of the squares of spell
	sense   [senses]int16
	length  int64 // sum of the squares of sense
}

// stem is a content word of a line, cut to its first runes, and how rare it is.
type stem struct {
	hash uint32
	rare uint8
}

// take makes n the note of t. Of the bot's lines standing phrases are left
// out: nobody minds hearing them again.
func (n *note) take(t *words.Text, runes []words.Gram, w *Weights, bot bool) {
	n.kind(t)
	n.n, n.figures = 0, 0
	clause, skip := int32(-1), false
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		if bot && tok.Clause != clause {
			clause, skip = tok.Clause, standing(t, i)
		}
		if tok.Figure {
			n.figures = n.figures*16777619 ^ tok.Hash
		}
		if rare := w.rare(tok); rare > 0 && !skip {
			n.add(stem{tok.Stem, rare})
		}
	}
	n.sum(runes)
	w.sense.take(t, n)
}

// kind notes what sort of line t is.
func (n *note) kind(t *words.Text) {
	var all, first words.Class
	if len(t.Tokens) > 0 {
		first = t.Tokens[0].Class
	}
	n.openers, n.person, n.much = 0, false, false
	for i := range t.Tokens {
		c := t.Tokens[i].Class
		all |= c
		n.person = n.person || fellows.has(t.Tokens[i].Hash)
		n.much = n.much || much.has(t.Tokens[i].Hash)
		if n.openers == 0 && c.Has(words.Ask|words.Why) && !t.Tokens[i].Figure {
			n.openers = t.Tokens[i].Hash
		}
	}
	n.bytes = int32(t.Bytes)       // #nosec G115 -- a line is far shorter than 2 GiB
	n.words = int16(len(t.Tokens)) // #nosec G115 -- at most words.MaxRead
	n.ask = t.Counts.Questions > 0 || first.Has(words.Ask|words.Why)
	n.refuse = first.Has(words.Refusal)
	n.answer = first.Has(words.Refusal | words.Yes | words.Thanks | words.Good)
	n.negates, n.other = all.Has(words.Negation), all.Has(words.Other)
	n.asking = (n.ask || all.Has(words.Seek|words.Fault|words.Give)) && !n.refuse
}

// standing reports whether the clause that begins with token i only offers
// more help: something else and who would help, and no figures.
func standing(t *words.Text, i int) bool {
	var all words.Class
	clause, from := t.Tokens[i].Clause, i
	for ; i < len(t.Tokens) && t.Tokens[i].Clause == clause; i++ {
		if t.Tokens[i].Figure {
			return false
		}
		all |= t.Tokens[i].Class
	}
	return i-from <= 16 && all.Has(words.Other) && (all.Has(words.Known) || i-from <= 5 || all.Has(words.Can|words.Want) && all.Has(words.You))
}

// add puts s into the sorted stems, once; when they are full the greatest
// digest leaves.
func (n *note) add(s stem) {
	at, found := slices.BinarySearchFunc(n.stems[:n.n], s.hash, func(a stem, h uint32) int {
		switch {
		case a.hash < h:
			return -1
		case a.hash > h:
			return 1
		}
		return 0
	})
	if found || at == maxStems {
		return
	}
	if n.n < maxStems {
		n.n++
	}
	copy(n.stems[at+1:n.n], n.stems[at:])
	n.stems[at] = s
}

// sum folds the runs of runes into the planes: each n-gram adds to or takes
// from one of them.
func (n *note) sum(runes []words.Gram) {
	n.spell = [planes]int16{}
	for i := range runes {
		h := runes[i].Hash
		at := (h >> 8) % planes
		if h>>31 == 0 {
			n.spell[at]++
		} else {
			n.spell[at]--
		}
	}
	n.norm = 0
	for _, v := range n.spell {
		n.norm += int64(v) * int64(v)
	}
}

// share is how much two notes have in common, in 1/256.
type share struct {
	union  int16 // of all stems, weighted by rarity
	inside int16 // of the stems of the smaller one
	spell  int16 // the cosine of the spellings
	sense  int16 // the cosine of the senses
	common int16 // the number of shared stems
	rarest int16 // the rarity of the rarest that only one has
}

// with compares n and o.
func (n *note) with(o *note) share {
	var both, mine, theirs, common int
	var rarest uint8
	i, j := 0, 0
	for i < int(n.n) || j < int(o.n) {
		switch {
		case j == int(o.n) || i < int(n.n) && n.stems[i].hash < o.stems[j].hash:
			mine += int(n.stems[i].rare)
			rarest = max(rarest, n.stems[i].rare)
			i++
		case i == int(n.n) || o.stems[j].hash < n.stems[i].hash:
			theirs += int(o.stems[j].rare)
			rarest = max(rarest, o.stems[j].rare)
			j++
		default:
			both += int(n.stems[i].rare)
			common++
			i, j = i+1, j+1
		}
	}
	s := share{common: int16(common), rarest: int16(rarest)} // #nosec G115 -- small by their types
	if all := both + mine + theirs; all > 0 {
		s.union = int16(both * linear.One / all) // #nosec G115 -- at most One
	}
	if least := both + min(mine, theirs); least > 0 {
		s.inside = int16(both * linear.One / least) // #nosec G115 -- at most One
	}
	s.spell = cosine(n.spell[:], o.spell[:], n.norm, o.norm)
	s.sense = cosine(n.sense[:], o.sense[:], n.length, o.length)
	return s
}

// cosine returns the cosine of two lists with their sums of squares, in
// 1/256; nought if one of them is nothing.
func cosine(a, b []int16, aa, bb int64) int16 {
	if aa == 0 || bb == 0 {
		return 0
	}
	var dot int64
	for i := range a {
		dot += int64(a[i]) * int64(b[i])
	}
	return linear.Cosine(dot, aa, bb)
}
