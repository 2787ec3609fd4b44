package log

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// How a lease lives. The holder gives up long before others may take over,
// so that two never act at once as long as clocks run at the same speed.
const (
	leaseTTL   = 5 * time.Second // others may take it after this long without a renewal
	leaseRenew = time.Second     // how often it is renewed
	leaseOut   = 3 * time.Second // the holder considers itself out after this long
	leasePoll  = 250 * time.Millisecond
	leaseAsk   = 800 * time.Millisecond // for one renewal; then another is tried
	leaseKey   = "holder"
)

// Lease is the right to run drivers and everything with an outside effect.
type Lease struct {
	log      *Log
	value    []byte // what is written: the holder, and a mark of this very lease
	revision uint64
	renewed  atomic.Int64  // when the last renewal that was granted was asked for, in elapsed time
	gone     chan struct{} // closed when the lease is lost or released
	once     sync.Once
	life     context.Context // ends with the lease
	stop     context.CancelFunc
	stopped  chan struct{} // closed when the renewing has ended
}

// Lease blocks until this process holds the lease, or ctx ends. With an
// embedded log, whose folder only one process can have open, it is got at
// once. Only one lease may be held through one Log at a time. holder is for
// people who look who it is.
func (l *Log) Lease(ctx context.Context, holder string) (*Lease, error) {
	if holder == "" {
		return nil, &OpError{"lease", ErrUsage}
	}
	if old := l.lease.Load(); old != nil && !old.lost() {
		return nil, &OpError{"lease", ErrUsage}
	}
	value := []byte(holder + " " + rand.Text())
	for {
		lease, err := l.tryLease(ctx, value)
		if err == nil {
			l.gate <- struct{}{}
			l.chain = chain{}
			l.lease.Store(lease)
			<-l.gate
			return lease, nil
		}
		if !errors.Is(err, jetstream.ErrKeyExists) {
			if l.embedded != nil {
				return nil, &OpError{"lease", l.why(err)}
			}
			l.logger.Debug("the lease cannot be asked for", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil, &OpError{"lease", ctx.Err()}
		case <-time.After(leasePoll):
		}
	}
}

func (l *Log) tryLease(ctx context.Context, value []byte) (*Lease, error) {
	kv, err := l.leaseBucket(ctx)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, l.waits.api)
	defer cancel()
	return l.takeLease(ctx, kv, value)
}

func (l *Log) takeLease(ctx context.Context, kv jetstream.KeyValue, value []byte) (*Lease, error) {
	asked := l.elapsed()
	var revision uint64
	var err error
	if l.embedded != nil {
		revision, err = kv.Put(ctx, leaseKey, value) // the folder's lock is the lease
	} else {
		if revision, err = kv.Create(ctx, leaseKey, value); errors.Is(err, jetstream.ErrKeyExists) {
			revision, err = l.ownLease(ctx, kv, value, err)
		}
	}
	if err != nil {
		return nil, err
	}
	life, stop := context.WithCancel(context.Background())
	lease := &Lease{log: l, value: value, revision: revision, gone: make(chan struct{}), life: life, stop: stop, stopped: make(chan struct{})}
	lease.renewed.Store(int64(asked))
	if l.embedded != nil {
		close(lease.stopped)
		return lease, nil
	}
	go lease.renew(kv)
	return lease, nil
}

// ownLease renews a lease that was given to this process by an answer that it never
// got; exists is what it is told if it is somebody else's.
func (l *Log) ownLease(ctx context.Context, kv jetstream.KeyValue, value []byte, exists error) (uint64, error) {
	seq, held, ok, err := l.lastOn(ctx, "KV_"+kv.Bucket(), "$KV."+kv.Bucket()+"."+leaseKey)
	l.logger.Debug("the lease is held", "by", string(held), "revision", seq, "error", err)
	if err != nil || !ok || !bytes.Equal(held, value) {
		return 0, exists
	}
	return kv.Update(ctx, leaseKey, value, seq)
}

// left is for how long the lease is held if it is not renewed again.
func (e *Lease) left() time.Duration {
	return leaseOut - (e.log.elapsed() - time.Duration(e.renewed.Load()))
}

// renew keeps the lease until it is released or nothing was heard of it for
// too long.
func (e *Lease) renew(kv jetstream.KeyValue) {
	defer close(e.stopped)
	revision := e.revision
	tick := time.NewTicker(leaseRenew)
	defer tick.Stop()
	for {
		out := time.NewTimer(e.left())
		select {
		case <-e.life.Done():
			out.Stop()
			e.giveBack(kv, revision)
			return
		case <-out.C:
		case <-tick.C:
		}
		out.Stop()
		// The timer may have been asleep with the process; what has passed counts.
		if e.left() <= 0 {
			e.lose()
			return
		}
		next, still := e.ask(kv, revision)
		if !still {
			e.lose()
			return
		}
		revision = next
	}
}

// ask renews once. It reports false if the lease is somebody else's; an answer that
// does not come says nothing.
func (e *Lease) ask(kv jetstream.KeyValue, revision uint64) (next uint64, still bool) {
	ctx, cancel := context.WithTimeout(e.life, min(leaseAsk, max(e.left(), time.Millisecond)))
	defer cancel()
	asked := e.log.elapsed()
	next, err := kv.Update(ctx, leaseKey, e.value, revision)
	if err == nil {
		e.renewed.Store(int64(asked))
		return next, true
	}
	if !isConflict(err) {
		return revision, true
	}
	// An earlier renewal may have arrived whose answer did not.
	seq, value, ok, err := e.log.lastOn(ctx, "KV_"+kv.Bucket(), "$KV."+kv.Bucket()+"."+leaseKey)
	switch {
	case err != nil:
		return revision, true
	case ok && bytes.Equal(value, e.value):
		return seq, true
	default:
		return revision, false
	}
}

func isConflict(err error) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) && (api.ErrorCode == codeWrongLast || api.ErrorCode == codeWrongLastConstant)
}

// giveBack lets others have the lease at once instead of after its time.
func (e *Lease) giveBack(kv jetstream.KeyValue, revision uint64) {
	if e.left() <= 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), leaseRenew)
	defer cancel()
	if err := kv.Delete(ctx, leaseKey, jetstream.LastRevision(revision)); err != nil {
		e.log.logger.Warn("the lease was not given back and will run out", "error", err)
	}
}

// lose ends the lease for this process.
func (e *Lease) lose() {
	e.once.Do(func() {
		close(e.gone)
		e.stop()
	})
}

func (e *Lease) lost() bool {
	select {
	case <-e.gone:
		return true
	default:
		return false
	}
}

// Holds reports whether this process may act now. It is asked directly before each
// effect: a process that was stopped for a while and goes on finds here what has
// passed, before any timer has told it. It costs one reading of the clock.
func (e *Lease) Holds() bool {
	return !e.lost() && (e.log.embedded != nil || e.left() > 0)
}

// Revision is the fencing number of this lease: every later lease of the
// workspace has a greater one.
func (e *Lease) Revision() uint64 { return e.revision }

// Lost is closed when the lease was lost or released: from then on this
// process must do nothing that has an outside effect. After a loss
// [Log.Append] answers [ErrFenced] until there is a new lease.
func (e *Lease) Lost() <-chan struct{} { return e.gone }

// Release gives the lease back and waits until that is done. Further calls do
// nothing.
func (e *Lease) Release() {
	e.once.Do(func() { close(e.gone) })
	e.stop()
	<-e.stopped
	if e.log.embedded != nil { // that of a cluster goes on fencing until there is another
		e.log.lease.CompareAndSwap(e, nil)
	}
}
