package log

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// The floor's sequences have no gaps but those made on purpose. Each of these
// is written down before it is made, so that a gap that nobody wrote down is
// known to be damage, and is said instead of passed over.
const (
	purgedKey = "purged"  // the value is the first sequence that was kept
	erasedKey = "erased." // and the first of them; the value is the last
)

// holes are the gaps made on purpose.
type holes struct {
	purged uint64            // everything below
	erased map[uint64]uint64 // first to last
}

// explain reports whether every sequence in [from, to] was removed on purpose.
func (h *holes) explain(from, to uint64) bool {
	from = max(from, h.purged)
	for from <= to {
		last, ok := h.erased[from]
		if !ok || last < from {
			return false
		}
		from = last + 1
	}
	return true
}

// Erase destroys the content of floor events: it is overwritten on disk, and
// their sequences become holes. Erasing what is not there is not an error.
// The newest event cannot be erased, because its sequence would be forgotten.
func (l *Log) Erase(ctx context.Context, seqs ...uint64) error {
	for _, seq := range seqs {
		if seq == 0 || seq >= l.Last() {
			return &OpError{"erase", fmt.Errorf("%w: sequence %d of %d", ErrUsage, seq, l.Last())}
		}
		err := l.writeHole(ctx, erasedKey+strconv.FormatUint(seq, 10), seq)
		if err == nil {
			err = l.floor.SecureDeleteMsg(ctx, seq)
		}
		if err != nil && !isGone(err) {
			return &OpError{"erase", l.why(err)}
		}
	}
	return nil
}

func (l *Log) writeHole(ctx context.Context, key string, value uint64) error {
	kv, err := l.holeBucket(ctx)
	if err == nil {
		_, err = kv.Put(ctx, key, strconv.AppendUint(nil, value, 10))
	}
	return err
}

// readHoles reads what was removed on purpose.
func (l *Log) readHoles(ctx context.Context) (*holes, error) {
	h := &holes{erased: make(map[uint64]uint64)}
	kv, err := l.holeBucket(ctx)
	if err != nil {
		return nil, err
	}
	return h, l.eachEntry(ctx, kv, func(key string, value []byte) error {
		n, err := strconv.ParseUint(string(value), 10, 64)
		if err != nil {
			return err
		}
		if key == purgedKey {
			h.purged = n
			return nil
		}
		first, err := strconv.ParseUint(strings.TrimPrefix(key, erasedKey), 10, 64)
		h.erased[first] = n
		return err
	})
}

// gapless returns a Visit that passes events on to visit and finds gaps
// behind after that nobody made, and a check of what lies behind the last.
func (l *Log) gapless(ctx context.Context, after uint64, visit Visit) (checked Visit, end func(upTo uint64) error) {
	next := after + 1
	var known *holes
	explain := func(upTo uint64) (err error) {
		if next > upTo {
			return nil
		}
		if known == nil {
			if known, err = l.readHoles(ctx); err != nil {
				return err
			}
		}
		if !known.explain(next, upTo) {
			return fmt.Errorf("%w: events are missing between %d and %d", ErrCorrupt, next, upTo)
		}
		return nil
	}
	checked = func(seq uint64, data []byte) error {
		if seq != next {
			if err := explain(seq - 1); err != nil {
				return err
			}
		}
		next = seq + 1
		return visit(seq, data)
	}
	return checked, explain
}
