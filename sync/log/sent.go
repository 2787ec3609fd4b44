package log

import (
	"context"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// sentAge is for how long a cluster remembers what was sent.
const sentAge = 90 * 24 * time.Hour

// MarkSent keeps under a key that something has left the house, for whoever holds the
// lease next. It returns when a quorum has it.
func (l *Log) MarkSent(ctx context.Context, key string, slip []byte) error {
	kv, err := l.sentBucket(ctx)
	if err == nil {
		ctx, cancel := context.WithTimeout(ctx, l.waits.ack)
		defer cancel()
		_, err = kv.Put(ctx, encodeToken(key), slip)
	}
	if err != nil {
		return &OpError{"mark sent", l.why(err)}
	}
	return nil
}

// WasSent returns what [Log.MarkSent] kept; nil if it kept nothing.
func (l *Log) WasSent(ctx context.Context, key string) ([]byte, error) {
	kv, err := l.sentBucket(ctx)
	if err != nil {
		return nil, &OpError{"was sent", l.why(err)}
	}
	_, slip, _, err := l.lastOn(ctx, "KV_"+kv.Bucket(), "$KV."+kv.Bucket()+"."+encodeToken(key))
	if err != nil {
		return nil, &OpError{"was sent", l.why(err)}
	}
	return slip, nil
}

func (l *Log) sentBucket(ctx context.Context) (jetstream.KeyValue, error) {
	l.rest.mu.Lock()
	defer l.rest.mu.Unlock()
	return l.bucket(ctx, &l.rest.sent, jetstream.KeyValueConfig{Bucket: l.names.sent, TTL: sentAge})
}
