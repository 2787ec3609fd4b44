package app

import (
	"context"
	"sync"
	"sync/atomic"
)

// errands are what is asked of the hub beside the stream, on goroutines that end with
// the desk.
type errands struct {
	files    Files
	articles Articles
	reveals  Revealer
	tickets  Tickets
	days     Days
	signer   Signer
	backends Backends
	// asked numbers searches, so that only the newest one is answered.
	asked atomic.Uint64

	ctx  context.Context // ends with the desk
	stop context.CancelFunc
	work sync.WaitGroup
}

func newErrands() *errands {
	e := &errands{}
	e.ctx, e.stop = context.WithCancel(context.Background())
	return e
}

// end gives up what is under way, and waits for it.
func (e *errands) end() {
	e.stop()
	e.work.Wait()
}
