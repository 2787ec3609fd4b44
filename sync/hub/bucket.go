package hub

import "time"

// bucket lets through what comes in bursts and holds back what never ends. It is made
// full, and whoever uses it guards it.
type bucket struct {
	burst float64 // how much is let through at once
	rate  float64 // how much comes back in a second
	spent float64 // how much of the burst is used; more than that is owed
	at    time.Time
}

// take takes one and returns how long to wait for it; zero is not at all. Who does not
// want to wait gives it back.
func (b *bucket) take(now time.Time) time.Duration {
	if passed := now.Sub(b.at); passed > 0 { // a clock that is set back gives nothing
		b.spent = max(0, b.spent-passed.Seconds()*b.rate)
	}
	b.at = now
	b.spent++
	if b.spent <= b.burst {
		return 0
	}
	return time.Duration((b.spent - b.burst) / b.rate * float64(time.Second))
}

func (b *bucket) giveBack() { b.spent-- }

// rest waits, and reports whether neither of the two channels, which may be nil, was
// closed before.
func rest(d time.Duration, off, over <-chan struct{}) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-off:
	case <-over:
	}
	return false
}
