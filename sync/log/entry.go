package log

import (
	"bytes"
	"context"
	"errors"

	"github.com/nats-io/nats.go/jetstream"
)

// Entries are small things that hubs of one workspace share and that are no events, such
// as a list that is replaced as a whole. They are written by compare and set.

// Entry returns what is kept under name, and its revision; revision 0 means nothing.
func (l *Log) Entry(ctx context.Context, name string) (value []byte, revision uint64, err error) {
	kv, err := l.entryBucket(ctx)
	if err == nil {
		revision, value, _, err = l.lastOn(ctx, "KV_"+kv.Bucket(), entrySubject(kv, name))
	}
	if err != nil {
		return nil, 0, &OpError{"read entry", l.why(err)}
	}
	if len(value) == 0 { // removed by a tool: what is written next is the first again
		return nil, 0, nil
	}
	return value, revision, nil
}

// PutEntry keeps value, which is not empty and at most 512 KB, under name, if the
// revision is still the one that was read, or 0 and nothing is there. Otherwise it is
// [ErrConflict] and nothing was written.
func (l *Log) PutEntry(ctx context.Context, name string, value []byte, revision uint64) (next uint64, err error) {
	if len(value) == 0 || len(value) > partBytes {
		return 0, &OpError{"write entry", ErrUsage}
	}
	kv, err := l.entryBucket(ctx)
	if err == nil {
		next, err = l.putEntry(ctx, kv, name, value, revision)
	}
	if err != nil {
		return 0, &OpError{"write entry", l.why(err)}
	}
	return next, nil
}

func (l *Log) putEntry(ctx context.Context, kv jetstream.KeyValue, name string, value []byte, revision uint64) (next uint64, err error) {
	ask, cancel := context.WithTimeout(ctx, l.waits.ack)
	defer cancel()
	if revision == 0 {
		next, err = kv.Create(ask, encodeToken(name), value)
	} else {
		next, err = kv.Update(ask, encodeToken(name), value, revision)
	}
	if err == nil {
		return next, nil
	}
	// It may have been written although no answer came; then it is there.
	seq, now, ok, look := l.lastOn(ctx, "KV_"+kv.Bucket(), entrySubject(kv, name))
	switch {
	case look == nil && ok && bytes.Equal(now, value):
		return seq, nil
	case errors.Is(err, jetstream.ErrKeyExists), isConflict(err):
		return 0, errors.Join(ErrConflict, err)
	}
	return 0, err
}

func entrySubject(kv jetstream.KeyValue, name string) string {
	return "$KV." + kv.Bucket() + "." + encodeToken(name)
}

func (l *Log) entryBucket(ctx context.Context) (jetstream.KeyValue, error) {
	l.rest.mu.Lock()
	defer l.rest.mu.Unlock()
	return l.bucket(ctx, &l.rest.entries, jetstream.KeyValueConfig{Bucket: l.names.entries})
}
