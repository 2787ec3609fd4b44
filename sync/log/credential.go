package log

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// PutCredential keeps value, the hash of a token and what belongs to it, under
// key. It returns when it is on disk.
func (l *Log) PutCredential(ctx context.Context, key string, value []byte) error {
	kv, err := l.credentialBucket(ctx)
	if err == nil {
		_, err = kv.Put(ctx, encodeToken(key), append([]byte(key+"\x00"), value...))
	}
	if err != nil {
		return &OpError{"put credential", l.why(err)}
	}
	return nil
}

// DeleteCredential removes key; there need not be such a key.
func (l *Log) DeleteCredential(ctx context.Context, key string) error {
	kv, err := l.credentialBucket(ctx)
	if err == nil {
		err = kv.Purge(ctx, encodeToken(key))
	}
	if err != nil {
		return &OpError{"delete credential", l.why(err)}
	}
	return nil
}

// Credentials returns all of them by key.
func (l *Log) Credentials(ctx context.Context) (map[string][]byte, error) {
	found, err := l.credentials(ctx)
	if err != nil {
		return nil, &OpError{"credentials", err}
	}
	return found, nil
}

func (l *Log) credentials(ctx context.Context) (map[string][]byte, error) {
	kv, err := l.credentialBucket(ctx)
	if err != nil {
		return nil, err
	}
	found := make(map[string][]byte)
	watch, err := kv.WatchAll(ctx, jetstream.IgnoreDeletes())
	if err != nil {
		return nil, err
	}
	defer func() { _ = watch.Stop() }()
	for {
		select {
		case entry := <-watch.Updates():
			if entry == nil { // all that was there has been seen
				return found, nil
			}
			key, value, ok := splitCredential(entry.Value())
			if !ok {
				return nil, fmt.Errorf("%w: credential %s", ErrCorrupt, entry.Key())
			}
			found[key] = value
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err())
		}
	}
}

func splitCredential(stored []byte) (key string, value []byte, ok bool) {
	for i, c := range stored {
		if c == 0 {
			return string(stored[:i]), stored[i+1:], true
		}
	}
	return "", nil, false
}
