package log

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

const reopenWait = 20 * time.Second

// reopen stops the embedded server and starts it again on the same store.
// A server whose disk once refused a write takes no more of them, even when
// there is room again. A batch that turns up whole, although nobody could be
// told so, stays with keepWhole; otherwise its caller was told that it failed,
// and it is removed. Called under the gate.
func (l *Log) reopen(ctx context.Context, keepWhole bool) error {
	l.broken = true
	l.stats.reopened.Add(1)
	l.logger.Warn("reopening the log after a failed write")
	l.embedded.stop()
	if err := l.embedded.start(); err != nil {
		return err
	}
	// Only now: after a failed write starting may mean reading every block.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), reopenWait)
	defer cancel()
	if err := l.reconnected(ctx); err != nil {
		return err
	}
	info, err := l.floor.Info(ctx)
	if err != nil {
		return err
	}
	if info.Config.Metadata[epochKey] != l.epoch {
		return fmt.Errorf("%w: it came back as another stream", ErrCorrupt)
	}
	newest, last, err := l.healTail(ctx)
	if err != nil {
		return err
	}
	if !keepWhole && newest > l.acked {
		if err := l.remove(ctx, l.acked+1, newest); err != nil {
			return err
		}
		newest = l.acked
	}
	if newest < last { // sequences that failed writes used up
		if err := l.writeHole(ctx, erasedKey+strconv.FormatUint(newest+1, 10), last); err != nil {
			return err
		}
	}
	if !l.embedded.healthy() {
		return errors.New("the store does not take writes")
	}
	l.sawLast(last)
	l.broken = false
	return nil
}

// reconnected waits until the client has noticed the new server.
func (l *Log) reconnected(ctx context.Context) error {
	for {
		if l.nc.Status() == nats.CONNECTED && l.nc.FlushWithContext(ctx) == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the embedded server does not answer: %w", ctx.Err())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// afterFailure reopens the store and finds out what became of a batch whose
// append failed with cause. Called under the gate.
func (l *Log) afterFailure(ctx context.Context, batch string, recs []Record, cause error) (uint64, error) {
	before := l.last.Load()
	if err := l.reopen(ctx, true); err != nil {
		return 0, fmt.Errorf("%w; and the log cannot be reopened yet: %w", cause, err)
	}
	kept, err := l.keptSince(ctx, before, batch, recs)
	if err != nil {
		return 0, err
	}
	if kept {
		return before + 1, nil
	}
	return 0, fmt.Errorf("the write failed and was undone: %w", cause)
}

// keptSince reports whether recs are on disk directly behind before. Only this
// process writes to an embedded log, and only one batch at a time, so nothing
// else can be there.
func (l *Log) keptSince(ctx context.Context, before uint64, batch string, recs []Record) (bool, error) {
	msg, err := l.floor.GetMsg(ctx, before+uint64(len(recs)))
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	end := recs[len(recs)-1]
	return msg.Header.Get("Nats-Batch-Id") == batch && msg.Subject == l.names.prefix+end.Subject.path &&
		bytes.Equal(msg.Data, end.Data), nil
}

// healTail returns the sequences of the newest event and of the last that was
// ever used. When the newest belongs to a batch that was never committed, and
// that the server could not complete from what it had staged, the batch's
// events are removed first: nobody was told of them.
func (l *Log) healTail(ctx context.Context) (newest, last uint64, err error) {
	info, err := l.floor.Info(ctx)
	if err != nil {
		return 0, 0, err
	}
	last = info.State.LastSeq
	if l.embedded == nil {
		return last, last, nil
	}
	if info.State.Msgs > 0 {
		msg, err := l.floor.GetLastMsgForSubject(ctx, l.names.prefix+">")
		if err != nil {
			return 0, 0, err
		}
		newest = msg.Sequence
		if first, torn := tornBatch(msg); torn {
			if err := l.remove(ctx, first, newest); err != nil {
				return 0, 0, err
			}
			newest = first - 1
		}
	}
	if newest < l.acked && info.State.FirstSeq <= l.acked {
		return 0, 0, fmt.Errorf("%w: the newest event is %d, but %d was acknowledged", ErrCorrupt, newest, l.acked)
	}
	return newest, last, nil
}

// tornBatch returns the first sequence of the uncommitted batch that msg, the
// newest event, is a part of.
func tornBatch(msg *jetstream.RawStreamMsg) (first uint64, torn bool) {
	n, err := strconv.ParseUint(msg.Header.Get("Nats-Batch-Sequence"), 10, 64)
	if err != nil || n == 0 || n > msg.Sequence || msg.Header.Get("Nats-Batch-Commit") != "" {
		return 0, false
	}
	return msg.Sequence - n + 1, true
}

// remove takes away events that nobody was told of.
func (l *Log) remove(ctx context.Context, first, last uint64) error {
	l.logger.Warn("removing a batch that was never committed", "first", first, "last", last)
	if err := l.writeHole(ctx, erasedKey+strconv.FormatUint(first, 10), last); err != nil {
		return err
	}
	for seq := last; seq >= first; seq-- {
		if err := l.floor.DeleteMsg(ctx, seq); err != nil && !isGone(err) {
			return err
		}
	}
	return nil
}

// isGone reports whether an event could not be deleted because it is not there.
func isGone(err error) bool {
	return errors.Is(err, jetstream.ErrMsgNotFound) || errors.Is(err, jetstream.ErrMsgDeleteUnsuccessful)
}
