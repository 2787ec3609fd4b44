package hub

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// Starter is what a shelf begins with: encoded versions of package record.
type Starter map[chat.Shelf][][]byte

// CannedStarter returns the canned library of files as what its shelf begins
// with. The same files make the same versions, with the same marks.
func CannedStarter(files fs.FS) (Starter, error) {
	library, err := script.Starter(files)
	if err != nil {
		return nil, err
	}
	var versions [][]byte
	for v := range library.Versions() {
		raw, err := record.Encode(v)
		if err != nil {
			return nil, fmt.Errorf("the starter library: %w", err)
		}
		versions = append(versions, raw)
	}
	return Starter{chat.ShelfCanned: versions}, nil
}

// begin puts the starter on each shelf that never had anything on it, a
// deleted record included: so once ever. It is called before the hub runs.
//
// Two hubs that begin at once on one cluster do not double it. The first event
// expects an empty shelf, so only one batch is written; ids and marks are the
// same anyway, and the fold would drop the second.
func (c *core) begin(ctx context.Context, s Starter) error {
	for name, versions := range s {
		if on := c.shelves[name]; on != nil && on.heads.Len() > 0 {
			continue
		}
		if err := c.beginShelf(ctx, name, versions); err != nil {
			return fmt.Errorf("putting the first records on the shelf %s: %w", name, err)
		}
	}
	return nil
}

func (c *core) beginShelf(ctx context.Context, name chat.Shelf, versions [][]byte) error {
	if len(versions) > log.MaxBatch {
		return fmt.Errorf("%w: %d records, and one batch holds %d", log.ErrTooLarge, len(versions), log.MaxBatch)
	}
	recs := make([]log.Record, 0, len(versions))
	at := c.instant()
	for _, v := range versions {
		e, err := record.ReadEnvelope(v)
		if err != nil {
			return err
		}
		ev := chat.Event{
			ID: chat.EventID(fmt.Sprintf("starter/%s/%s/%s", name, e.ID, e.Revision)), At: at,
			Body: &chat.RecordSaved{Shelf: name, Version: v},
		}
		subject, _ := subjectOf(&ev)
		recs = append(recs, log.Record{Subject: subject, Data: wire.AppendEvent(nil, &ev)})
	}
	if len(recs) == 0 {
		return nil
	}
	recs[0].ExpectLast = new(uint64)
	if _, err := c.journal.Append(ctx, recs); err != nil && !errors.Is(err, log.ErrConflict) {
		return err
	}
	// Either way they are on the log now, and are folded from there.
	return c.journal.Read(ctx, c.seq, c.replay)
}
