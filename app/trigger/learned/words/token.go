package words

// Token is a word of a line.
type Token struct {
	// Start and End are its folded bytes in the Text.
	Start, End int32
	// From and To are its bytes in the line as it was written.
	From, To int32
	// Clause counts the clauses of the line, from 0.
	Clause int32
	// Hash is the digest of the folded word, Stem that of its first runes:
	// "refund" and "refunded" have one stem.
	Hash, Stem uint32
	// Class is every part that the word can play.
	Class Class
	// Loud is set for a word of two letters or more in capitals only, Held
	// for one with a letter held down, Figure for one with a digit in it.
	Loud, Held, Figure bool
}

// Counts is what a line shows beside its words.
type Counts struct {
	// Letters counts letters, Upper those of them in capitals.
	Letters, Upper int
	// Questions and Shouts count question marks and exclamation marks, Dots
	// the ellipses, Runs the runs of two or more ? or !.
	Questions, Shouts, Dots, Runs int
	// Glad and Cross count emoji and emoticons of either mood.
	Glad, Cross int
	// Cut is set where the middle of the line was left out.
	Cut bool
}

// stemRunes is how many runes of a word are its stem.
const stemRunes = 5

// The parameters of 32-bit FNV-1a, which is the same in each process.
const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// mix spreads a digest over all of its bits: FNV leaves the low ones of short
// words close together.
func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x7feb352d
	h ^= h >> 15
	h *= 0x846ca68b
	return h ^ h>>16
}

// HashOf returns the digest of a word that is folded already.
func HashOf(folded string) uint32 {
	h := uint32(fnvOffset)
	for i := range len(folded) {
		h = (h ^ uint32(folded[i])) * fnvPrime
	}
	return mix(h)
}
