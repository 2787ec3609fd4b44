package log

import (
	"context"
	"fmt"
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
	return found, l.eachEntry(ctx, kv, func(token string, stored []byte) error {
		key, value, ok := splitCredential(stored)
		if !ok {
			return fmt.Errorf("%w: credential %s", ErrCorrupt, token)
		}
		found[key] = value
		return nil
	})
}

func splitCredential(stored []byte) (key string, value []byte, ok bool) {
	for i, c := range stored {
		if c == 0 {
			return string(stored[:i]), stored[i+1:], true
		}
	}
	return "", nil, false
}
