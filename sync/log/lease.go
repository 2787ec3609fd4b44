package log

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// How a lease lives. The holder gives up long before others may take over,
// so that two never act at once as long as clocks run at the same speed.
const (
	leaseTTL   = 5 * time.Second // others may take it after this long without a renewal
	leaseRenew = time.Second     // how often it is renewed
	leaseOut   = 3 * time.Second // the holder considers itself out after this long
	leasePoll  = 500 * time.Millisecond
	leaseKey   = "holder"
)

// Lease is the right to run drivers and everything with an outside effect.
type Lease struct {
	log      *Log
	holder   string
	revision uint64
	gone     chan struct{} // closed when the lease is lost or released
	once     sync.Once
	stop     context.CancelFunc
	stopped  chan struct{} // closed when the renewing has ended
}

// Lease blocks until this process holds the lease, or ctx ends. With an
// embedded log, whose folder only one process can have open, it is got at
// once. Only one lease may be held through one Log at a time.
func (l *Log) Lease(ctx context.Context, holder string) (*Lease, error) {
	kv, err := l.leaseBucket(ctx)
	if err != nil {
		return nil, &OpError{"lease", l.why(err)}
	}
	if holder == "" {
		return nil, &OpError{"lease", ErrUsage}
	}
	if old := l.lease.Load(); old != nil && !old.lost() {
		return nil, &OpError{"lease", ErrUsage}
	}
	for {
		lease, err := l.takeLease(ctx, kv, holder)
		if err == nil {
			l.lease.Store(lease)
			return lease, nil
		}
		if !errors.Is(err, jetstream.ErrKeyExists) && l.embedded != nil {
			return nil, &OpError{"lease", l.why(err)}
		}
		select {
		case <-ctx.Done():
			return nil, &OpError{"lease", ctx.Err()}
		case <-time.After(leasePoll):
		}
	}
}

func (l *Log) takeLease(ctx context.Context, kv jetstream.KeyValue, holder string) (*Lease, error) {
	asked := time.Now()
	var revision uint64
	var err error
	if l.embedded != nil {
		revision, err = kv.Put(ctx, leaseKey, []byte(holder)) // the folder's lock is the lease
	} else {
		revision, err = kv.Create(ctx, leaseKey, []byte(holder))
	}
	if err != nil {
		return nil, err
	}
	life, stop := context.WithCancel(context.Background())
	lease := &Lease{log: l, holder: holder, revision: revision, gone: make(chan struct{}), stop: stop, stopped: make(chan struct{})}
	if l.embedded != nil {
		close(lease.stopped)
		return lease, nil
	}
	go lease.renew(life, kv, asked)
	return lease, nil
}

// renew keeps the lease until it is released or nothing was heard of it for
// too long.
func (e *Lease) renew(life context.Context, kv jetstream.KeyValue, renewed time.Time) {
	defer close(e.stopped)
	revision := e.revision
	tick := time.NewTicker(leaseRenew)
	defer tick.Stop()
	for {
		out := time.NewTimer(time.Until(renewed.Add(leaseOut)))
		select {
		case <-life.Done():
			out.Stop()
			e.giveBack(kv, revision)
			return
		case <-out.C:
			e.lose()
			return
		case <-tick.C:
		}
		out.Stop()
		asked := time.Now()
		ctx, cancel := context.WithDeadline(life, renewed.Add(leaseOut))
		next, err := kv.Update(ctx, leaseKey, []byte(e.holder), revision)
		cancel()
		if err == nil {
			revision, renewed = next, asked
			continue
		}
		if isConflict(err) { // somebody else has it
			e.lose()
			return
		}
	}
}

func isConflict(err error) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) && (api.ErrorCode == codeWrongLast || api.ErrorCode == codeWrongLastConstant)
}

// giveBack lets others have the lease at once instead of after its time.
func (e *Lease) giveBack(kv jetstream.KeyValue, revision uint64) {
	ctx, cancel := context.WithTimeout(context.Background(), leaseRenew)
	defer cancel()
	if err := kv.Delete(ctx, leaseKey, jetstream.LastRevision(revision)); err != nil {
		e.log.logger.Warn("the lease was not given back and will run out", "error", err)
	}
}

func (e *Lease) lose() { e.once.Do(func() { close(e.gone) }) }

func (e *Lease) lost() bool {
	select {
	case <-e.gone:
		return true
	default:
		return false
	}
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
	e.log.lease.CompareAndSwap(e, nil)
	e.lose()
	e.stop()
	<-e.stopped
}
