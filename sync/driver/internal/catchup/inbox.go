package catchup

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"
)

// ErrBehind says that a stream brought more than was kept, so it counts as lost.
var ErrBehind = errors.New("more events came than could be kept")

// mostAtOnce is how many events Handle is given at a time.
const mostAtOnce = 64

// inbox is what a stream has brought and nobody has handled.
type inbox[E any] struct {
	news chan struct{} // has a token when there is something to take

	mu   sync.Mutex
	kept []E
	came []time.Time // when each of them did
	err  error       // why nothing more comes
	done chan struct{}
}

// listen reads the stream until it ends, and then ends ctx: a list that is under way
// would be for nothing.
func (e *Engine[E]) listen(ctx context.Context, cancel context.CancelFunc, s Stream[E]) *inbox[E] {
	in := &inbox[E]{news: make(chan struct{}, 1), done: make(chan struct{})}
	most := cmp.Or(e.Keep, 1<<16)
	go func() {
		defer close(in.done)
		for {
			ev, err := s.Next(ctx)
			if err == nil && !in.put(ev, e.Now(), most) {
				err = ErrBehind
			}
			if err != nil {
				in.end(err)
				cancel()
				return
			}
		}
	}()
	return in
}

func (in *inbox[E]) put(ev E, now time.Time, most int) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if len(in.kept) >= most {
		return false
	}
	in.kept, in.came = append(in.kept, ev), append(in.came, now)
	in.wake()
	return true
}

func (in *inbox[E]) end(err error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.err = err
	in.wake()
}

func (in *inbox[E]) wake() {
	select {
	case in.news <- struct{}{}:
	default:
	}
}

// take returns what is there and when the last of it came, and once nothing is there,
// why nothing more comes.
func (in *inbox[E]) take() ([]E, time.Time, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if len(in.kept) == 0 {
		in.kept, in.came = nil, nil
		return nil, time.Time{}, in.err
	}
	n := min(len(in.kept), mostAtOnce)
	batch, came := in.kept[:n:n], in.came[n-1]
	in.kept, in.came = in.kept[n:], in.came[n:]
	return batch, came, nil
}

// why prefers the end of the stream to what followed from it.
func (in *inbox[E]) why(err error) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.err != nil {
		return in.err
	}
	return err
}

func (in *inbox[E]) wait() { <-in.done }
