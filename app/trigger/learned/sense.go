package learned

import (
	"fmt"

	"floorwalker/app/trigger/learned/words"
)

// sense holds a short list of numbers for each stem: stems that are asked for
// in the same breath have like lists.
type sense struct{ rows [][senses]int8 }

func newSense(vs []int32) (sense, error) {
	if len(vs) == 0 {
		return sense{}, nil
	}
	if len(vs) != stemRows*senses {
		return sense{}, fmt.Errorf("%w: section %s has %d values", ErrWeights, SectionSenses, len(vs))
	}
	s := sense{rows: make([][senses]int8, stemRows)}
	for i, v := range vs {
		s.rows[i/senses][i%senses] = int8(v) // #nosec G115 -- the section is one byte wide
	}
	return s, nil
}

// take writes into n what the words of t mean together.
func (s *sense) take(t *words.Text, n *note) {
	n.sense, n.length = [senses]int16{}, 0
	if len(s.rows) == 0 {
		return
	}
	var sum [senses]int32
	for i := range t.Tokens {
		row := &s.rows[t.Tokens[i].Stem&(stemRows-1)]
		for k, v := range row {
			sum[k] += int32(v)
		}
	}
	for k, v := range sum {
		n.sense[k] = int16(min(max(v, -32_000), 32_000)) // #nosec G115 -- clamped
		n.length += int64(n.sense[k]) * int64(n.sense[k])
	}
}
