package log

import (
	"context"
	"errors"

	"github.com/nats-io/nats.go/jetstream"
)

// Extent is how much of the floor's events the log has.
type Extent struct {
	First, Last uint64 // sequences; nothing is there if First is greater
	Bytes       uint64 // on disk, of one copy
}

// Extent says how much there is now.
func (l *Log) Extent(ctx context.Context) (Extent, error) {
	info, err := l.infoOf(ctx, l.floor)
	if err != nil {
		return Extent{}, &OpError{"extent", l.why(err)}
	}
	return Extent{First: info.State.FirstSeq, Last: info.State.LastSeq, Bytes: info.State.Bytes}, nil
}

// Search returns the first sequence from first to last whose event is young, or
// last+1 if none is. Events get younger with their sequences; what was erased counts
// as the next event that is there.
func (l *Log) Search(ctx context.Context, first, last uint64, young func(data []byte) (bool, error)) (uint64, error) {
	at, err := l.searchIn(ctx, l.names.floor, l.names.prefix+">", first, last, young)
	if err != nil {
		return 0, &OpError{"search", err}
	}
	return at, nil
}

func (l *Log) searchIn(ctx context.Context, stream, subjects string, first, last uint64, young func(data []byte) (bool, error)) (uint64, error) {
	for first <= last {
		mid := first + (last-first)/2
		m, err := l.atLeader(ctx, stream, getRequest{Seq: mid, NextFor: subjects})
		var api *jetstream.APIError
		if err != nil && !errors.As(err, &api) {
			return 0, err
		}
		is := m == nil || m.Seq > last
		if !is {
			if is, err = young(m.Data); err != nil {
				return 0, err
			}
		}
		if is {
			last = mid - 1
		} else {
			first = mid + 1
		}
	}
	return first, nil
}
