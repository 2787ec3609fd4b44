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
// there is room again. Called under the gate.
func (l *Log) reopen(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), reopenWait)
	defer cancel()
	l.broken = true
	l.stats.reopened.Add(1)
	l.logger.Warn("reopening the log after a failed write")
	l.embedded.stop()
	if err := l.embedded.start(); err != nil {
		return err
	}
	if err := l.reconnected(ctx); err != nil {
		return err
	}
	info, err := l.floor.Info(ctx)
	if err != nil {
		return err
	}
	if got := info.Config.Metadata[epochKey]; got != l.epoch || info.State.LastSeq < l.last.Load() {
		return fmt.Errorf("%w: it came back shorter than it was (%d events, %d were acknowledged)", ErrCorrupt, info.State.LastSeq, l.last.Load())
	}
	if err := l.healTail(ctx); err != nil {
		return err
	}
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
	if err := l.reopen(ctx); err != nil {
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

// healTail looks at the newest event. When it belongs to a batch that was
// never committed, and that the server could not complete from what it had
// staged, the batch's events are removed: nobody was told of them. It also
// learns Last.
func (l *Log) healTail(ctx context.Context) error {
	info, err := l.floor.Info(ctx)
	if err != nil {
		return err
	}
	last := info.State.LastSeq
	if l.embedded == nil || info.State.Msgs == 0 {
		l.sawLast(last)
		return nil
	}
	msg, err := l.floor.GetMsg(ctx, last)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		l.sawLast(last)
		return nil
	}
	if err != nil {
		return err
	}
	n, err := strconv.ParseUint(msg.Header.Get("Nats-Batch-Sequence"), 10, 64)
	if err == nil && n > 0 && n <= last && msg.Header.Get("Nats-Batch-Commit") == "" {
		first := last - n + 1
		l.logger.Warn("removing a batch that was never committed", "records", n, "from", first)
		if err := l.writeHole(ctx, erasedKey+strconv.FormatUint(first, 10), last); err != nil {
			return err
		}
		for seq := last; seq >= first; seq-- {
			if err := l.floor.DeleteMsg(ctx, seq); err != nil {
				return err
			}
		}
	}
	l.sawLast(last)
	return nil
}
