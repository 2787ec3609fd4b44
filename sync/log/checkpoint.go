package log

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// keptCheckpoints is how many checkpoints of a schema are kept. Of the schema
// that was in use before it, one is: whoever goes back to the version before
// need not read the whole log.
const keptCheckpoints = 2

// tidyWait bounds the tidying after a save that failed, which may be because
// the store does not answer.
const tidyWait = 5 * time.Second

// checkpoint is one in the store.
type checkpoint struct {
	object
	schema   string // the hash
	position uint64
}

func schemaHash(schema string) string {
	sum := sha256.Sum256([]byte(schema))
	return hex.EncodeToString(sum[:12])
}

// SaveCheckpoint stores what r has as the state of a fold with this schema at
// this position, which means: with every event up to it applied. It appears
// only when it is complete. The newest two of this schema are kept, and the
// newest of the schema that was saved before; what else there is goes, the
// parts of a save that was killed half-way included. It may take any time as
// long as the store takes parts.
func (l *Log) SaveCheckpoint(ctx context.Context, schema string, position uint64, r io.Reader) error {
	l.rest.saving.Lock()
	defer l.rest.saving.Unlock()
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
	// What the dead left goes first, so that it never adds up.
	if err := l.tidy(ctx, store, hash); err != nil {
		return l.why(err)
	}
	if err := store.put(ctx, fmt.Sprintf("%s-%020d", hash, position), r); err != nil {
		l.afterFailedSave(ctx, store, hash)
		return l.why(err)
	}
	l.useSchema(hash)
	if err := l.tidy(ctx, store, hash); err != nil {
		return l.why(err)
	}
	return nil
}

// afterFailedSave removes the parts at once; if that fails too, the next save
// does it.
func (l *Log) afterFailedSave(ctx context.Context, store *objects, hash string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tidyWait)
	defer cancel()
	if err := l.tidy(ctx, store, hash); err != nil {
		l.logger.Warn("the parts of a checkpoint that was not written are still there", "error", err)
	}
}

// tidy removes what is not to be kept.
func (l *Log) tidy(ctx context.Context, store *objects, hash string) error {
	all, parts, err := store.list(ctx)
	if err != nil {
		return err
	}
	keep := kept(all, hash)
	for i := range all {
		if !keep[all[i].NUID] {
			if err := store.remove(ctx, &all[i]); err != nil {
				return err
			}
		}
	}
	if !l.alone() {
		return nil
	}
	for _, id := range parts {
		if !keep[id] {
			if err := store.removeParts(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// alone reports whether nobody else can be in the middle of saving.
func (l *Log) alone() bool {
	lease := l.lease.Load()
	return l.embedded != nil || lease != nil && !lease.lost()
}

// kept chooses, by id, what is kept while checkpoints of the schema hash are
// being saved.
func kept(all []object, hash string) map[string]bool {
	keep := make(map[string]bool)
	for i, c := range checkpoints(all, hash) {
		if i < keptCheckpoints {
			keep[c.NUID] = true
		}
	}
	var before object // the newest one of any other schema
	for _, one := range all {
		if schema, _, ok := parseCheckpoint(&one); ok && schema != hash && one.seq > before.seq {
			before = one
		}
	}
	keep[before.NUID] = true
	return keep
}

// checkpoints are those of one schema, the newest first.
func checkpoints(all []object, hash string) []checkpoint {
	var found []checkpoint
	for _, one := range all {
		if schema, position, ok := parseCheckpoint(&one); ok && (schema == hash || hash == anySchema) {
			found = append(found, checkpoint{one, schema, position})
		}
	}
	slices.SortFunc(found, func(a, b checkpoint) int { return cmp.Compare(b.position, a.position) })
	return found
}

// parseCheckpoint reads a checkpoint's name; ok is false for one that was
// deleted, and for what is none.
func parseCheckpoint(one *object) (schema string, position uint64, ok bool) {
	schema, digits, ok := strings.Cut(one.Name, "-")
	position, err := strconv.ParseUint(digits, 10, 64)
	return schema, position, ok && err == nil && !one.Deleted
}

// LoadCheckpoint returns the newest checkpoint of this schema whose content is
// whole; ok is false if there is none. The caller closes r, may take any time
// to read it, and must not end ctx before that. A checkpoint that cannot be
// read because the store does not answer is [ErrSilent] and not passed over;
// events that were purged without a checkpoint that is left to stand for them
// are [ErrNeedCheckpoint].
func (l *Log) LoadCheckpoint(ctx context.Context, schema string) (position uint64, r io.ReadCloser, ok bool, err error) {
	if position, r, ok, err = l.loadCheckpoint(ctx, schemaHash(schema)); err != nil {
		return 0, nil, false, &OpError{"load checkpoint", l.why(err)}
	}
	return position, r, ok, nil
}

func (l *Log) loadCheckpoint(ctx context.Context, hash string) (position uint64, r io.ReadCloser, ok bool, err error) {
	store, err := l.snapshotStore(ctx)
	if err != nil {
		return 0, nil, false, err
	}
	all, _, err := store.list(ctx)
	if err != nil {
		return 0, nil, false, err
	}
	info, err := l.infoOf(ctx, l.floor)
	if err != nil {
		return 0, nil, false, err
	}
	if l.embedded == nil {
		l.sawLast(info.State.LastSeq) // another hub may have saved what this one has not seen
	}
	for _, c := range checkpoints(all, hash) {
		if c.position > l.Last() {
			return 0, nil, false, fmt.Errorf("%w: a checkpoint stands at %d, but the log ends at %d", ErrCorrupt, c.position, l.Last())
		}
		err := store.verify(ctx, &c.object)
		if errors.Is(err, ErrCorrupt) {
			l.logger.Warn("a damaged checkpoint is passed over", "name", c.Name, "error", err)
			continue
		}
		if err == nil {
			err = l.followsOn(ctx, c.position, info.State.FirstSeq)
		}
		if err != nil {
			return 0, nil, false, err
		}
		l.useSchema(hash)
		return c.position, store.open(ctx, &c.object), true, nil
	}
	return 0, nil, false, l.followsOn(ctx, 0, info.State.FirstSeq)
}

// anySchema stands for every schema's hash.
const anySchema = "*"

// LoadOlderCheckpoint is [Log.LoadCheckpoint] for whoever has none of its own schema
// although events were purged: it returns the newest of any. It is for a reader that can
// make something of what an earlier version of itself has written.
func (l *Log) LoadOlderCheckpoint(ctx context.Context) (position uint64, r io.ReadCloser, ok bool, err error) {
	if position, r, ok, err = l.loadCheckpoint(ctx, anySchema); err != nil {
		return 0, nil, false, &OpError{"load an older checkpoint", l.why(err)}
	}
	return position, r, ok, nil
}

// followsOn returns [ErrNeedCheckpoint] if events behind position were purged:
// a fold from there would miss them without a word.
func (l *Log) followsOn(ctx context.Context, position, first uint64) error {
	if first <= position+1 {
		return nil
	}
	known, err := l.readHoles(ctx)
	if err == nil && known.purged > position+1 {
		err = fmt.Errorf("%w: those up to %d are gone, and the newest whole checkpoint that this version can read stands at %d", ErrNeedCheckpoint, known.purged-1, position)
	}
	return err
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
	listed, _, err := store.list(ctx)
	if err != nil {
		return l.why(err)
	}
	all := checkpoints(listed, hash)
	if len(all) == 0 || before > all[0].position+1 {
		return ErrNeedCheckpoint
	}
	if err := l.writeHole(ctx, purgedKey, before); err != nil {
		return l.why(err)
	}
	return l.floor.Purge(ctx, jetstream.WithPurgeSequence(before))
}
