package log

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/nats-io/nats.go/jetstream"
)

// rest holds the parts of a workspace that are made when they are first
// needed, so that opening a log stays quick and small.
type rest struct {
	mu          sync.Mutex
	audit       jetstream.Stream
	commands    jetstream.Stream
	credentials jetstream.KeyValue
	leases      jetstream.KeyValue
	holes       jetstream.KeyValue
	sent        jetstream.KeyValue
	entries     jetstream.KeyValue
	snapshots   *objects
	files       *objects
	arriving    sync.Map   // the ids of contents that are being written
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
func (l *Log) eachEntry(ctx context.Context, kv jetstream.KeyValue, visit func(key string, value []byte) error) error {
	if l.embedded == nil {
		return l.eachAtLeader(ctx, kv.Bucket(), visit)
	}
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

// eachAtLeader asks the bucket's leader for each key: a watch may be served by a
// copy that lags, and a successor must not miss whom its predecessor has let in.
// What was deleted left a record without a value.
func (l *Log) eachAtLeader(ctx context.Context, bucket string, visit func(key string, value []byte) error) error {
	prefix := "$KV." + bucket + "."
	info, err := again(ctx, l, func(ctx context.Context) (*jetstream.StreamInfo, error) {
		stream, err := l.js.Stream(ctx, "KV_"+bucket)
		if err != nil {
			return nil, err
		}
		return stream.Info(ctx, jetstream.WithSubjectFilter(prefix+">"))
	})
	if err != nil {
		return err
	}
	for _, subject := range slices.Sorted(maps.Keys(info.State.Subjects)) {
		_, value, ok, err := l.lastOn(ctx, "KV_"+bucket, subject)
		if err != nil {
			return err
		}
		if !ok || len(value) == 0 {
			continue
		}
		if err := visit(strings.TrimPrefix(subject, prefix), value); err != nil {
			return err
		}
	}
	return nil
}

// bucket holds rest.mu.
func (l *Log) bucket(ctx context.Context, kept *jetstream.KeyValue, cfg jetstream.KeyValueConfig) (jetstream.KeyValue, error) {
	if *kept != nil {
		return *kept, nil
	}
	kv, err := again(ctx, l, func(ctx context.Context) (jetstream.KeyValue, error) { return l.js.KeyValue(ctx, cfg.Bucket) })
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
	return l.objectStore(ctx, &l.rest.snapshots, l.names.snapshot)
}

// fileStore returns the store of contents that hubs share.
func (l *Log) fileStore(ctx context.Context) (*objects, error) {
	return l.objectStore(ctx, &l.rest.files, l.names.files)
}

func (l *Log) objectStore(ctx context.Context, kept **objects, bucket string) (*objects, error) {
	l.rest.mu.Lock()
	defer l.rest.mu.Unlock()
	if *kept != nil {
		return *kept, nil
	}
	store := &objects{log: l, bucket: bucket}
	var err error
	store.stream, err = l.ensureStream(ctx, jetstream.StreamConfig{
		Name: store.name(), Subjects: []string{store.partsOf(">"), store.prefix() + "M.>"},
		AllowRollup: true, AllowDirect: true,
	})
	if err != nil {
		return nil, err
	}
	*kept = store
	return store, nil
}
