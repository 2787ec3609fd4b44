package log

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// chain is what the holder of a cluster's lease knows to be the log's end. While
// there is one, every append expects the log to end there. So a holder whose last
// record is still on its way, when its successor has begun to write, comes too
// late, and a successor whose fold lacks such a record is told by its first append.
// It also makes an append that nobody has acknowledged safe to repeat: at most one
// of them can find the log as it was. It is guarded by [Log.gate].
type chain struct {
	on  bool
	end uint64
}

// expect puts the expectation on a batch's first record.
func (c *chain) expect(m *nats.Msg) {
	if !c.on {
		return
	}
	if m.Header == nil {
		m.Header = make(nats.Header, 1)
	}
	m.Header[jetstream.ExpectedLastSeqHeader] = []string{strconv.FormatUint(c.end, 10)}
}

// grew says that the log ends at seq now.
func (c *chain) grew(seq uint64) {
	if c.on {
		c.end = seq
	}
}

// Chain has every append under the lease expect that the log ends where this
// process has read it to: at [Log.Last]. It is called when the fold has been read,
// and before anything else reads. Without a cluster, or without a lease, it does
// nothing. An append that finds that somebody else has written is [ErrConflict], and
// the fold has to be read again.
func (l *Log) Chain() {
	l.gate <- struct{}{}
	defer func() { <-l.gate }()
	if !l.chain.on {
		l.chainOn()
	}
}

// chainOn holds the gate.
func (l *Log) chainOn() {
	if lease := l.lease.Load(); lease != nil && l.embedded == nil {
		l.chain = chain{on: true, end: l.Last()}
	}
}

// underLease refuses an append of a process that is out, and gives others a
// context that ends when they are.
func (l *Log) underLease(ctx context.Context) (context.Context, func(), error) {
	lease := l.lease.Load()
	if lease == nil || l.embedded != nil {
		if lease != nil && lease.lost() {
			return ctx, nil, ErrFenced
		}
		return ctx, func() {}, nil
	}
	if !lease.Holds() {
		return ctx, nil, ErrFenced
	}
	if !l.chain.on {
		l.chainOn()
	}
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(lease.life, func() { cancel(ErrFenced) })
	return ctx, func() { stop(); cancel(nil) }, nil
}

// fenced gives what failed because the lease was lost meanwhile both names: nobody
// knows what became of it, and this process must not ask.
func (l *Log) fenced(err error) error {
	if lease := l.lease.Load(); lease != nil && l.embedded == nil && !lease.Holds() && !errors.Is(err, ErrConflict) {
		return fmt.Errorf("%w: %w", ErrUnsure, err)
	}
	return err
}

// sendUntil is send, again and again where the chain makes that safe.
func (l *Log) sendUntil(ctx context.Context, recs []Record) (ack uint64, batch string, err error) {
	for tried := false; ; tried = true {
		ack, batch, err = l.send(ctx, recs)
		switch {
		case err == nil, !l.chain.on, errors.Is(err, ErrTooLarge), errors.Is(err, ErrFull), ctx.Err() != nil:
			return ack, batch, err
		case errors.Is(err, ErrConflict):
			if !tried {
				return 0, batch, err
			}
			last := l.chain.end + uint64(len(recs))
			if ours, failed := l.wrote(ctx, recs); failed == nil && ours {
				return last, batch, nil // the one before it had arrived
			} else if failed == nil {
				return 0, batch, err
			}
		}
		l.logger.Warn("the cluster did not acknowledge an append; it is sent again", "error", err)
	}
}

// wrote reports whether the records behind the chain's end are recs.
func (l *Log) wrote(ctx context.Context, recs []Record) (bool, error) {
	for i := range recs {
		m, err := l.atLeader(ctx, l.names.floor, getRequest{Seq: l.chain.end + 1 + uint64(i)}) // #nosec G115 -- an index
		if err != nil || m == nil {
			return false, err
		}
		if m.Subject != l.names.prefix+recs[i].Subject.path || !bytes.Equal(m.Data, recs[i].Data) {
			return false, nil
		}
	}
	return true, nil
}

// unsent reports whether a message certainly reached nobody.
func unsent(err error) bool {
	return errors.Is(err, nats.ErrNoResponders) || errors.Is(err, nats.ErrReconnectBufExceeded)
}
