package link

import "time"

const (
	backoffBase = 250 * time.Millisecond
	backoffMax  = 30 * time.Second
)

// Backoff counts failures and says how long to wait after each. It belongs to
// one goroutine. Everything on a desk that keeps a connection to a hub waits
// by it, so that a hub that comes back is not met by all at once.
type Backoff struct {
	// Random returns numbers in [0, 1). It is required.
	Random func() float64

	n int
}

// Next returns min(30 s, 250 ms·2ⁿ) times 0.5 to 1.5 and counts the failure.
func (b *Backoff) Next() time.Duration {
	d := backoffMax
	if b.n < 7 { // 250 ms·2⁷ is above the most
		d = backoffBase << b.n
		b.n++
	}
	return time.Duration(float64(d) * (0.5 + b.Random()))
}

// Reset forgets the failures; the connection has proved itself.
func (b *Backoff) Reset() { b.n = 0 }
