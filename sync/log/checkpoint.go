package log

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/nats-io/nats.go/jetstream"
)

// keptCheckpoints is how many checkpoints of a schema are kept.
const keptCheckpoints = 2

// checkpoint is one in the store.
type checkpoint struct {
	name, schema string // schema is the hash
	position     uint64
}

func schemaHash(schema string) string {
	sum := sha256.Sum256([]byte(schema))
	return hex.EncodeToString(sum[:12])
}

// SaveCheckpoint stores what r has as the state of a fold with this schema at
// this position, which means: with every event up to it applied. It appears
// only when it is complete. The newest two of each schema are kept.
func (l *Log) SaveCheckpoint(ctx context.Context, schema string, position uint64, r io.Reader) error {
	if err := l.saveCheckpoint(ctx, schemaHash(schema), position, r); err != nil {
		return &OpError{"save checkpoint", err}
	}
	return nil
}

func (l *Log) saveCheckpoint(ctx context.Context, hash string, position uint64, r io.Reader) error {
	if position > l.Last() {
		return fmt.Errorf("%w: position %d, but the newest event is %d", ErrUsage, position, l.Last())
	}
	store, err := l.snapshotStore(ctx)
	if err != nil {
		return l.why(err)
	}
	meta := jetstream.ObjectMeta{Name: fmt.Sprintf("%s-%020d", hash, position)}
	if _, err := store.Put(ctx, meta, r); err != nil {
		return l.why(err)
	}
	l.useSchema(hash)
	all, err := checkpoints(ctx, store, hash)
	if err != nil {
		return err
	}
	for _, old := range all[min(keptCheckpoints, len(all)):] {
		if err := store.Delete(ctx, old.name); err != nil {
			return err
		}
	}
	return nil
}

// LoadCheckpoint returns the newest checkpoint of this schema whose content is
// whole; ok is false if there is none. The caller closes r.
func (l *Log) LoadCheckpoint(ctx context.Context, schema string) (position uint64, r io.ReadCloser, ok bool, err error) {
	hash := schemaHash(schema)
	store, err := l.snapshotStore(ctx)
	if err != nil {
		return 0, nil, false, &OpError{"load checkpoint", l.why(err)}
	}
	all, err := checkpoints(ctx, store, hash)
	if err != nil {
		return 0, nil, false, &OpError{"load checkpoint", err}
	}
	for _, c := range all {
		if c.position > l.Last() {
			return 0, nil, false, &OpError{"load checkpoint", fmt.Errorf("%w: a checkpoint stands at %d, but the log ends at %d", ErrCorrupt, c.position, l.Last())}
		}
		if err := verify(ctx, store, c.name); err != nil {
			if ctx.Err() != nil {
				return 0, nil, false, &OpError{"load checkpoint", ctx.Err()}
			}
			l.logger.Warn("a damaged checkpoint is passed over", "name", c.name, "error", err)
			continue
		}
		object, err := store.Get(ctx, c.name)
		if err != nil {
			return 0, nil, false, &OpError{"load checkpoint", err}
		}
		l.useSchema(hash)
		return c.position, object, true, nil
	}
	return 0, nil, false, nil
}

// verify reads an object to its end, where its digest is compared.
func verify(ctx context.Context, store jetstream.ObjectStore, name string) error {
	object, err := store.Get(ctx, name)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, object)
	return errors.Join(err, object.Close())
}

// checkpoints lists those of one schema, the newest first. An object is
// listed only when all of it was stored.
func checkpoints(ctx context.Context, store jetstream.ObjectStore, hash string) ([]checkpoint, error) {
	infos, err := store.List(ctx)
	if err != nil && !errors.Is(err, jetstream.ErrNoObjectsFound) {
		return nil, err
	}
	var all []checkpoint
	for _, info := range infos {
		schema, digits, ok := strings.Cut(info.Name, "-")
		position, err := strconv.ParseUint(digits, 10, 64)
		if ok && err == nil && schema == hash && !info.Deleted {
			all = append(all, checkpoint{info.Name, schema, position})
		}
	}
	slices.SortFunc(all, func(a, b checkpoint) int { return strings.Compare(b.name, a.name) })
	return all, nil
}

func (l *Log) useSchema(hash string) {
	l.rest.mu.Lock()
	defer l.rest.mu.Unlock()
	l.rest.schema = hash
}

// Purge removes the floor's events whose sequence is below before. It refuses
// with [ErrNeedCheckpoint] unless the newest checkpoint of the schema that
// this process saved or loaded last stands for all of them. Sequences are
// never used again.
func (l *Log) Purge(ctx context.Context, before uint64) error {
	if err := l.purge(ctx, before); err != nil {
		return &OpError{"purge", err}
	}
	return nil
}

func (l *Log) purge(ctx context.Context, before uint64) error {
	l.rest.mu.Lock()
	hash := l.rest.schema
	l.rest.mu.Unlock()
	store, err := l.snapshotStore(ctx)
	if err != nil {
		return l.why(err)
	}
	all, err := checkpoints(ctx, store, hash)
	if err != nil {
		return err
	}
	if len(all) == 0 || before > all[0].position+1 {
		return ErrNeedCheckpoint
	}
	if err := l.writeHole(ctx, purgedKey, before); err != nil {
		return l.why(err)
	}
	return l.floor.Purge(ctx, jetstream.WithPurgeSequence(before))
}
