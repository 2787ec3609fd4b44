package learned

import (
	"fmt"
	"slices"

	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// heard knows phrases of bots whose answers were judged: runs of three words
// and whole lines. A bot that says other things has none of them, so they
// add what is known of a bot without speaking for another.
type heard struct {
	keys    []uint32 // sorted
	weights []int32  // 1/GramUnit
}

func newHeard(vs []int32) (heard, error) {
	if len(vs)%2 != 0 {
		return heard{}, fmt.Errorf("%w: section %s has %d values", ErrWeights, SectionHeard, len(vs))
	}
	var h heard
	for i := 0; i < len(vs); i += 2 {
		h.keys = append(h.keys, uint32(vs[i])) // #nosec G115 -- two's complement is what is stored
		h.weights = append(h.weights, vs[i+1])
	}
	if !slices.IsSorted(h.keys) {
		return heard{}, fmt.Errorf("%w: section %s is not sorted", ErrWeights, SectionHeard)
	}
	return h, nil
}

// weight returns what a phrase weighs, nothing for one that is not known.
func (h *heard) weight(key uint32) int32 {
	i, found := slices.BinarySearch(h.keys, key)
	if !found {
		return 0
	}
	return h.weights[i]
}

// judge returns the evidence of the phrases, weakened by the root of their
// number, so that a line of which little is known says little.
func (h *heard) judge(phrases []words.Gram) linear.Logit {
	if len(h.keys) == 0 {
		return 0
	}
	sum := int64(0)
	for i := range phrases {
		sum += int64(h.weight(phrases[i].Hash))
	}
	return linear.Logit(sum * linear.Root(len(phrases)) >> 16 * (linear.Unit / linear.GramUnit))
}
