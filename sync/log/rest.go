package log

import (
	"context"
	"errors"
	"sync"

	"github.com/nats-io/nats.go/jetstream"
)

// rest holds the parts of a workspace that are made when they are first
// needed, so that opening a log stays quick and small.
type rest struct {
	mu          sync.Mutex
	audit       jetstream.Stream
	credentials jetstream.KeyValue
	leases      jetstream.KeyValue
	holes       jetstream.KeyValue
	snapshots   *objects
	schema      string     // of the checkpoint saved or loaded last
	saving      sync.Mutex // held while a checkpoint is being saved
}

// auditStream returns the stream of audit facts. It is not the floor's, so
// that nobody can infer from a hole in the floor's sequences that an audit
// fact was written.
func (l *Log) auditStream(ctx context.Context) (jetstream.Stream, error) {
	l.rest.mu.Lock()
	defer l.rest.mu.Unlock()
	if l.rest.audit != nil {
		return l.rest.audit, nil
	}
	stream, err := l.ensureStream(ctx, jetstream.StreamConfig{
		Name: l.names.audit, Subjects: []string{l.names.auditSubject}, AllowDirect: true,
	})
	if err == nil {
		l.rest.audit = stream
	}
	return stream, err
}

func (l *Log) credentialBucket(ctx context.Context) (jetstream.KeyValue, error) {
	l.rest.mu.Lock()
	defer l.rest.mu.Unlock()
	return l.bucket(ctx, &l.rest.credentials, jetstream.KeyValueConfig{Bucket: l.names.credentials})
}

func (l *Log) leaseBucket(ctx context.Context) (jetstream.KeyValue, error) {
	l.rest.mu.Lock()
	defer l.rest.mu.Unlock()
	return l.bucket(ctx, &l.rest.leases, jetstream.KeyValueConfig{Bucket: l.names.leases, TTL: leaseTTL})
}

func (l *Log) holeBucket(ctx context.Context) (jetstream.KeyValue, error) {
	l.rest.mu.Lock()
	defer l.rest.mu.Unlock()
	return l.bucket(ctx, &l.rest.holes, jetstream.KeyValueConfig{Bucket: l.names.holes})
}

// eachEntry visits what a bucket has now.
func eachEntry(ctx context.Context, kv jetstream.KeyValue, visit func(key string, value []byte) error) error {
	watch, err := kv.WatchAll(ctx, jetstream.IgnoreDeletes())
	if err != nil {
		return err
	}
	defer func() { _ = watch.Stop() }()
	for {
		select {
		case entry := <-watch.Updates():
			if entry == nil { // all that was there has been seen
				return ctx.Err()
			}
			if err := visit(entry.Key(), entry.Value()); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// bucket holds rest.mu.
func (l *Log) bucket(ctx context.Context, kept *jetstream.KeyValue, cfg jetstream.KeyValueConfig) (jetstream.KeyValue, error) {
	if *kept != nil {
		return *kept, nil
	}
	kv, err := l.js.KeyValue(ctx, cfg.Bucket)
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		cfg.Storage = jetstream.FileStorage
		for _, cfg.Replicas = range l.replicas() {
			if kv, err = l.js.CreateKeyValue(ctx, cfg); err == nil {
				break
			}
			if errors.Is(err, jetstream.ErrBucketExists) {
				kv, err = l.js.KeyValue(ctx, cfg.Bucket)
				break
			}
		}
	}
	if err == nil {
		*kept = kv
	}
	return kv, err
}

// snapshotStore returns the store of checkpoints.
func (l *Log) snapshotStore(ctx context.Context) (*objects, error) {
	l.rest.mu.Lock()
	defer l.rest.mu.Unlock()
	if l.rest.snapshots != nil {
		return l.rest.snapshots, nil
	}
	store := &objects{log: l, bucket: l.names.snapshot}
	var err error
	store.stream, err = l.ensureStream(ctx, jetstream.StreamConfig{
		Name: store.name(), Subjects: []string{store.partsOf(">"), store.prefix() + "M.>"},
		AllowRollup: true, AllowDirect: true,
	})
	if err != nil {
		return nil, err
	}
	l.rest.snapshots = store
	return store, nil
}
