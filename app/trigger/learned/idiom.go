package learned

import (
	"slices"
	"strings"

	"floorwalker/app/trigger/learned/words"
)

// idioms are neighbours that together say that somebody has had enough, by
// the digests of both. Read-only.
var idioms = pairsOf(
	"fed up", "enough already", "had enough", "give up", "waste of", "waste my", "kidding me", "joking me", "last straw", "no use", "wasting time", "wasting my", "wasted my",
	"getting nowhere", "going nowhere", "never again", "third time", "fourth time", "hundredth time",
	"for nothing", "nobody answers", "nobody replies", "nobody helps", "nobody cares", "nobody can", "even reading", "even listening",
	"kitni baar", "bas karo", "hadd hai", "tang aa", "pak gaya", "bewakoof bana", "pagal bana", "samajh nahi", "time waste",
	"baar baar", "wahi baat", "बार बार", "वही बात", "कितनी बार", "बस करो", "हद है", "तंग आ", "पागल बना",
)

// pairsOf returns the digests of pairs of folded words.
func pairsOf(pairs ...string) map[[2]uint32]bool {
	out := make(map[[2]uint32]bool, len(pairs))
	for _, p := range pairs {
		first, second, _ := strings.Cut(p, " ")
		out[[2]uint32{words.HashOf(first), words.HashOf(second)}] = true
	}
	return out
}

// idiom reports whether a clause of the line has one of the idioms.
func (r *Reader) idiom() bool {
	ts := r.text.Tokens
	for i := 1; i < len(ts); i++ {
		if ts[i].Clause == ts[i-1].Clause && idioms[[2]uint32{ts[i-1].Hash, ts[i].Hash}] {
			return true
		}
	}
	return false
}

// rivals are words for where a customer goes who leaves. Read-only.
var rivals = [...]uint32{
	words.HashOf("competitor"), words.HashOf("competitors"), words.HashOf("competition"), words.HashOf("provider"),
	words.HashOf("elsewhere"), words.HashOf("rival"),
}

// aways are words before what is left. Read-only.
var aways = hashesOf(`from`)

// goes are words for going there. Read-only.
var goes = hashesOf(`go going move moving switch switching change changing join joining`)

// elsewhere reports whether the line speaks of leaving and of a rival, or of
// going to one. Who comes from one does neither.
func (r *Reader) elsewhere(all words.Class) bool {
	going := all.Has(words.Leave)
	for i := range r.text.Tokens {
		h := r.text.Tokens[i].Hash
		going = going || goes.has(h)
		if going && slices.Contains(rivals[:], h) && !r.before(i, 2, aways) {
			return true
		}
	}
	return false
}
