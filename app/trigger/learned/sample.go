package learned

import "floorwalker/app/trigger/learned/words"

// Sample is what the models see of a line: the fit is made from it. Its lists
// are the reader's and hold until the next line is read.
type Sample struct {
	Features []int16 // 1/256, Features of them
	Words    []words.Gram
	Runes    []words.Gram
	// Pair is the comparison that decided whether the speaker repeated
	// something, Pairs values.
	Pair []int16
	// Traits are those of a bot's line, Traits of them.
	Traits []int16
	// Phrases are those of a bot's line.
	Phrases []words.Gram
	// Revised is what an answer is judged by again, Revised values; nil where
	// no answer waits.
	Revised []int16
}

// Sample returns what the models saw of the line that was read last.
func (r *Reader) Sample() Sample {
	s := Sample{Features: r.vector[:], Words: r.words, Runes: r.runes, Pair: r.pair[:], Traits: r.traits[:], Phrases: r.phrases}
	if r.revising {
		s.Revised = r.revised[:]
	}
	return s
}

// Heads of the customer's table and the sections of their features, in the
// table's order. Read-only.
var Heads = [...]string{
	headHuman: HumanRequest.String(), headTechnical: Technical.String(), headBilling: Billing.String(),
}

// StemRows and Senses are the sizes of the sections by stem.
const (
	StemRows = stemRows
	Senses   = senses
)

// FromText reports whether feature i can be seen in a line by itself. The
// others need what came before, which single messages do not have.
func FromText(i int) bool {
	f := feature(i)
	switch f {
	case losesManners, otherShort, jeers, shrinks, sameFigures, unanswered, repeatsAsk, againHeld, early, late:
		return false
	}
	return f < refusesAgain || f > refusesAgain && f < sameAsBefore || f >= featurePerson
}
