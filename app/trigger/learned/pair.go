package learned

import (
	"floorwalker/app/trigger/learned/linear"
)

// The features of a pair of lines of one speaker.
const (
	pairUnion = iota
	pairInside
	pairSpell
	pairSense
	pairUnionSpell // what both say, so that each alone says less
	pairSenseUnion
	pairCommon    // the number of shared stems
	pairRarest    // how rare what only one has is
	pairLengths   // how different the lengths are
	pairFigures   // other figures
	pairOpeners   // other question words
	pairSame      // the same question word
	pairNegation  // one negates and the other does not
	pairAsks      // both ask
	pairShort     // one of them has up to two words
	pairExact     // all the same
	pairFar       // lines of the speaker that lie between: half for one, and half of the rest for each more
	pairMass      // how much the new line says at all
	pairMassUnion // alike and saying something
	pairAlike     // very alike: what is over three quarters, times four
	pairThin      // one of them says next to nothing
	pairAsking    // the new line asks, wants or complains
	pairAnswer    // one of them begins with yes, no or thanks
	pairOther     // the new line asks for another one
	pairUnionSquare
	pairSenseSquare
	pairCount
)

// Pairs is how many features a pair of lines has.
const Pairs = pairCount

type pair [pairCount]int16

// fill measures a, the new line, against b, the k-th line before it.
func (p *pair) fill(a, b *note, s share, k int) {
	*p = pair{}
	p[pairUnion], p[pairInside], p[pairSpell], p[pairSense] = s.union, s.inside, s.spell, s.sense
	p[pairUnionSpell] = times(s.union, s.spell)
	p[pairSenseUnion] = times(s.sense, s.union)
	p[pairUnionSquare] = times(s.union, s.union)
	p[pairSenseSquare] = times(max(s.sense, 0), max(s.sense, 0))
	p[pairCommon] = min(s.common, 8) * linear.One / 4
	p[pairRarest] = s.rarest * 2
	gap := log(int(a.words)) - log(int(b.words))
	p[pairLengths] = int16(max(gap, -gap)) // #nosec G115 -- a logarithm
	set := func(f int, on bool) {
		if on {
			p[f] = linear.One
		}
	}
	set(pairFigures, a.figures != b.figures)
	set(pairOpeners, a.openers != b.openers && a.openers != 0 && b.openers != 0)
	set(pairSame, a.openers == b.openers && a.openers != 0)
	set(pairNegation, a.negates != b.negates)
	set(pairAsks, a.ask && b.ask)
	set(pairShort, a.words <= 2 || b.words <= 2)
	set(pairExact, s.union == linear.One && s.spell >= linear.One-1)
	p[pairFar] = linear.One - linear.One>>k
	mass := a.mass()
	set(pairThin, min(mass, b.mass()) < thin)
	p[pairMass] = int16(min(mass, 256) * linear.One / 128) // #nosec G115 -- at most two
	p[pairMassUnion] = times(p[pairMass], s.union)
	p[pairAlike] = max((s.union+s.spell)/2-linear.One*3/4, 0) * 4
	set(pairAnswer, a.answer || b.answer)
	set(pairOther, a.other)
	set(pairAsking, a.asking)
}

// thin is the rarity, all stems together, below which a line says next to
// nothing: two or three everyday words.
const thin = 100

// mass is the rarity of all stems of a line.
func (n *note) mass() (sum int) {
	for i := range n.n {
		sum += int(n.stems[i].rare)
	}
	return sum
}

func times(a, b int16) int16 { return int16(int(a) * int(b) / linear.One) } // #nosec G115 -- both at most One

// repeated returns how surely n says again what one of the lines in g said.
// r.shares holds the comparisons.
func (r *Reader) repeated(rule Rule, g *ring, n *note) linear.Logit {
	best := linear.Logit(-8 * linear.Unit)
	head := &r.weights.heads[rule]
	r.pair, r.paired = pair{}, nil
	for k := range g.n {
		var p pair
		p.fill(n, g.back(k), r.shares[k], k)
		if l := head.Dot(p[:]); k == 0 || l > best {
			best, r.pair, r.paired = l, p, g.back(k)
		}
	}
	return best
}
