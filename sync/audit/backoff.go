package audit

import "time"

const (
	backoffBase = 250 * time.Millisecond
	backoffMax  = 30 * time.Second
)

// backoff counts failures and says how long to wait after each.
type backoff struct {
	n      int
	random func() float64 // in [0, 1)
}

// next returns min(30 s, 250 ms·2ⁿ) times 0.5 to 1.5 and counts the failure.
func (b *backoff) next() time.Duration {
	d := backoffMax
	if b.n < 7 { // 250 ms·2⁷ is above the most
		d = backoffBase << b.n
		b.n++
	}
	return time.Duration(float64(d) * (0.5 + b.random()))
}

// reset forgets the failures.
func (b *backoff) reset() { b.n = 0 }
