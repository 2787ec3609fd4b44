package linear

import "floorwalker/app/trigger/learned/words"

// Heads is how many models share a table: they lie side by side, so that one
// n-gram costs one visit to memory for all of them.
const Heads = 4

// Table holds the weights of hashed n-grams. Its length is a power of two.
type Table struct{ Rows [][Heads]int16 }

// Sums is the evidence of all heads.
type Sums [Heads]Logit

// Add adds the evidence of grams, weakened by the root of their number, so
// that a long line says no more than a short one.
func (t *Table) Add(grams []words.Gram, into *Sums) {
	if len(grams) == 0 || len(t.Rows) == 0 {
		return
	}
	mask := uint32(len(t.Rows) - 1) // #nosec G115 -- a table has far fewer than 2^32 rows
	var a, b, c, d int64
	for i := range grams {
		row := &t.Rows[grams[i].Hash&mask]
		a += int64(row[0])
		b += int64(row[1])
		c += int64(row[2])
		d += int64(row[3])
	}
	root := Root(len(grams))
	for i, sum := range [Heads]int64{a, b, c, d} {
		into[i] += Logit(sum * root / (1 << 16) * (Unit / GramUnit))
	}
}

// Weight returns what one n-gram of head weighs before it is weakened.
func (t *Table) Weight(g words.Gram, head int) int64 {
	if len(t.Rows) == 0 {
		return 0
	}
	return int64(t.Rows[int(g.Hash)&(len(t.Rows)-1)][head])
}
