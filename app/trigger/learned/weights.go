package learned

import (
	"errors"
	"fmt"

	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// ErrWeights is what NewWeights returns for a file that was fitted for other
// features than these.
var ErrWeights = errors.New("learned: the weights do not fit")

// The heads of the customer's table.
const (
	headHuman = iota
	headTechnical
	headBilling
)

// The sizes of the tables by stem.
const (
	stemRows = 1 << 14
	senses   = 48
)

// The names of the sections. A head is a Dense: its bias, then a weight a
// feature.
const (
	SectionCustomer = "customer.grams" // rows of linear.Heads
	SectionRarity   = "rarity"         // a value a stem
	SectionSenses   = "senses"         // rows of 32
	SectionTraits   = "bot_wrong.traits"
	SectionHeard    = "bot_wrong.heard" // pairs of a phrase and what it weighs
	SectionRevised  = "bot_wrong.revised"
)

// Weights are what a Reader scores with. They are never written after they
// were made and may be shared.
type Weights struct {
	lexicon  *words.Lexicon
	customer linear.Table
	rarity   []uint8
	sense    sense
	heads    [RuleCount]linear.Dense
	traits   linear.Dense
	heard    heard
	revised  linear.Dense
	version  string
}

// NewWeights reads a file of weights. Sections that are missing weigh
// nothing, so that a fit can begin with an empty file; one of the wrong length
// is [ErrWeights].
func NewWeights(f *linear.File) (*Weights, error) {
	w := &Weights{lexicon: words.NewLexicon(), version: f.Version, rarity: make([]uint8, stemRows)}
	var err error
	if w.customer, err = table(f, SectionCustomer); err != nil {
		return nil, err
	}
	if w.heard, err = newHeard(f.Section(SectionHeard)); err != nil {
		return nil, err
	}
	for i, v := range f.Section(SectionRarity) {
		if i < stemRows {
			w.rarity[i] = uint8(min(max(v, 0), 127)) // #nosec G115 -- clamped
		}
	}
	if w.sense, err = newSense(f.Section(SectionSenses)); err != nil {
		return nil, err
	}
	for r := range RuleCount {
		w.heads[r] = dense(f.Section(r.String()))
	}
	w.traits = dense(f.Section(SectionTraits))
	w.revised = dense(f.Section(SectionRevised))
	return w, nil
}

// Version names the weights by their content.
func (w *Weights) Version() string { return w.version }

// Lexicon is the one by which lines are cut into words; it is never written.
func (w *Weights) Lexicon() *words.Lexicon { return w.lexicon }

func table(f *linear.File, name string) (linear.Table, error) {
	vs := f.Section(name)
	n := len(vs) / linear.Heads
	if len(vs)%linear.Heads != 0 || n&(n-1) != 0 {
		return linear.Table{}, fmt.Errorf("%w: section %s has %d values", ErrWeights, name, len(vs))
	}
	t := linear.Table{Rows: make([][linear.Heads]int16, n)}
	for i, v := range vs {
		t.Rows[i/linear.Heads][i%linear.Heads] = int16(v) // #nosec G115 -- the section is two bytes wide
	}
	return t, nil
}

func dense(vs []int32) linear.Dense {
	if len(vs) == 0 {
		return linear.Dense{}
	}
	return linear.Dense{Bias: vs[0], Weights: vs[1:]}
}

// polite are the parts of which standing phrases are made: they say little,
// however rare they are.
const polite = words.Other | words.Known | words.Thanks | words.Please | words.Greeting | words.Bye | words.Sorry | words.Yes |
	words.Good | words.You | words.Ask | words.Can | words.Want | words.Done | words.Refusal

// rare returns how much a word says by being there, 0 for one that says
// nothing in a comparison, up to 127.
func (w *Weights) rare(tok *words.Token) uint8 {
	if tok.Class.Has(words.Filler) {
		return 2
	}
	if tok.Class.Has(polite) {
		return 8
	}
	if v := w.rarity[tok.Stem&(stemRows-1)]; v > 0 {
		return v
	}
	return 64
}
