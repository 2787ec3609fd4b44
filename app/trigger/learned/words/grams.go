package words

import "unicode/utf8"

// The runs of runes that are n-grams, in runes. The sign for a word's edge
// counts as one.
const (
	minGram = 3
	maxGram = 5
)

// Gram is a hashed n-gram and the tokens that it was read from, To excluded.
type Gram struct {
	Hash     uint32
	From, To int32
}

// Seeds tell the kinds of n-grams apart.
const (
	seedWord  = 0x9e3779b9
	seedPair  = 0x85ebca6b
	seedEdge  = 0xc2b2ae35
	seedRun   = 0x165667b1
	seedLine  = 0xd3a2646c
	edgeByte  = 0x01
	figureKey = 0x27d4eb2f
)

// WordGrams appends the words and the pairs of neighbours of t to buf. Pairs
// cross no clause. Words with figures in them are all one word: no order
// number means anything to another customer.
func (t *Text) WordGrams(buf []Gram) []Gram {
	last := uint32(seedEdge)
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		h := tok.Hash
		if tok.Figure {
			h = figureKey
		}
		if i > 0 && t.Tokens[i-1].Clause != tok.Clause {
			last = seedEdge
		}
		at := int32(i) // #nosec G115 -- a text has at most MaxRead tokens
		buf = append(buf, Gram{mix(h ^ seedWord), at, at + 1}, Gram{mix(last*31 + h ^ seedPair), max(at-1, 0), at + 1})
		last = h
	}
	return buf
}

// Phrases appends the runs of three words of t to buf, both edges of the line
// counted as words, and the line as a whole. Words with figures in them are all
// one word.
func (t *Text) Phrases(buf []Gram) []Gram {
	a, b, line := uint32(0), uint32(seedEdge), uint32(seedLine)
	n := int32(len(t.Tokens)) // #nosec G115 -- a text has at most MaxRead tokens
	for i := range n + 1 {
		c := uint32(seedEdge)
		if i < n {
			c = t.Tokens[i].Hash
			if t.Tokens[i].Figure {
				c = figureKey
			}
		}
		if i > 0 {
			buf = append(buf, Gram{mix((a*31+b)*31 + c ^ seedRun), max(i-2, 0), min(i+1, n)})
		}
		line = (line ^ c) * fnvPrime
		a, b = b, c
	}
	return append(buf, Gram{mix(line), 0, n})
}

// RuneGrams appends the runs of three to five runes inside each word of t to
// buf, the word's edges included.
func (t *Text) RuneGrams(buf []Gram) []Gram {
	for i := range t.Tokens {
		if !t.Tokens[i].Figure {
			buf = t.inWord(buf, i)
		}
	}
	return buf
}

// inWord appends the runs inside token i. The space after a folded word is its
// end edge.
func (t *Text) inWord(buf []Gram, i int) []Gram {
	tok := &t.Tokens[i]
	word := t.folded[tok.Start : tok.End+1]
	at := int32(i) // #nosec G115 -- a text has at most MaxRead tokens
	edge := uint32(fnvOffset) ^ edgeByte
	buf = runs(buf, word, edge*fnvPrime, 1, at)
	for from := range word {
		if utf8.RuneStart(word[from]) {
			buf = runs(buf, word[from:], fnvOffset, 0, at)
		}
	}
	return buf
}

// runs appends those that begin where s does; h is the digest of what was read
// already, which is n runes.
func runs(buf []Gram, s []byte, h uint32, n int, at int32) []Gram {
	for i, b := range s {
		h = (h ^ uint32(b)) * fnvPrime
		if i+1 < len(s) && !utf8.RuneStart(s[i+1]) {
			continue
		}
		if n++; n >= minGram {
			buf = append(buf, Gram{mix(h), at, at + 1})
		}
		if n == maxGram {
			break
		}
	}
	return buf
}
