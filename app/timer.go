package app

import "time"

// timer is armed once and stays armed until it fires, so that a steady stream
// of changes cannot put it off for ever.
type timer struct {
	C     <-chan time.Time
	t     *time.Timer
	armed bool
}

func newTimer() *timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return &timer{C: t.C, t: t}
}

// arm starts the timer unless it is running already.
func (t *timer) arm(d time.Duration) {
	if !t.armed {
		t.armed = true
		t.t.Reset(d)
	}
}

// again sets the timer anew, whether it was running or not.
func (t *timer) again(d time.Duration) {
	t.armed = true
	t.t.Reset(d)
}

// done is called after C has fired.
func (t *timer) done() { t.armed = false }
