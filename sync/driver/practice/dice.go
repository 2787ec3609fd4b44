package practice

import (
	"hash/fnv"
	"time"
)

// dice is a stream of numbers that a seed and a name decide (splitmix64). It
// chooses names and pauses; nothing secret rests on it.
type dice struct{ state uint64 }

func newDice(seed uint64, name string) *dice {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // a hash never fails
	return &dice{state: seed ^ h.Sum64()}
}

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// under returns a number in 0..n-1; n must be positive.
func (d *dice) under(n int) int {
	return int(float64(d.next()>>11) / (1 << 53) * float64(n))
}

// between returns a duration in lo..hi.
func (d *dice) between(lo, hi time.Duration) time.Duration {
	return lo + time.Duration(d.under(int(hi-lo)/int(time.Millisecond)+1))*time.Millisecond
}

// shuffled returns 0..n-1 in an order of its own.
func (d *dice) shuffled(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	for i := n - 1; i > 0; i-- {
		j := d.under(i + 1)
		order[i], order[j] = order[j], order[i]
	}
	return order
}
