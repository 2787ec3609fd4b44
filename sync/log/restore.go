package log

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/nats-io/nats.go/jetstream"
)

// ErrNotEmpty says that a folder to restore into holds something.
var ErrNotEmpty = errors.New("the folder is not empty")

// resumeCredential is left out of a restore: desks that have seen what came after the
// backup must not go on from there (package hub keeps the key by which it reads their
// positions under this name, and makes another).
const resumeCredential = "resume-key"

// Restore makes an embedded log below dir from a backup that [CheckBackup] has passed.
// The folder must not be there, or be empty; it appears when everything is on disk. One
// that another process has is an [InUseError]. Sequences are as they were.
func Restore(ctx context.Context, dir string, r io.ReadSeeker, logger *slog.Logger) (BackupInfo, error) {
	info, err := restore(ctx, dir, r, logger)
	if err != nil {
		return info, &OpError{"restore", err}
	}
	return info, nil
}

func restore(ctx context.Context, dir string, r io.ReadSeeker, logger *slog.Logger) (info BackupInfo, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return info, err
	}
	if err := vacant(dir); err != nil {
		return info, err
	}
	if info, err = CheckBackup(r); err != nil {
		return info, err
	}
	building := dir + ".restoring"
	if err := os.RemoveAll(building); err != nil { // of a restore that was killed
		return info, classify(err)
	}
	if err := rebuild(ctx, building, &info, r, logger); err != nil {
		return info, errors.Join(err, os.RemoveAll(building))
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return info, classify(err)
	}
	return info, os.Rename(building, dir)
}

// vacant refuses a folder that is in use or holds anything.
func vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return classify(err)
	}
	if _, err := os.Stat(filepath.Join(dir, lockName)); err == nil {
		lock, err := lockFolder(dir)
		if err != nil {
			return classify(err)
		}
		lock.release()
	}
	return fmt.Errorf("%w: %s", ErrNotEmpty, dir)
}

func rebuild(ctx context.Context, dir string, info *BackupInfo, r io.Reader, logger *slog.Logger) (err error) {
	l, err := Open(ctx, Config{Dir: dir, Workspace: info.Workspace, Logger: logger, restoring: info})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	f := &filler{log: l, next: max(info.First, 1)}
	in := bufio.NewReaderSize(r, 1<<18)
	if _, err := readHead(in); err != nil {
		return err
	}
	for {
		e, err := readEntry(in)
		if err != nil {
			return err
		}
		if e.section == backupEnd {
			return f.end(ctx, info.Last)
		}
		if err := f.take(ctx, e); err != nil {
			return err
		}
	}
}

// entry is one of a backup.
type entry struct {
	section byte
	number  uint64
	name    string
	data    []byte
}

func readEntry(in *bufio.Reader) (e entry, err error) {
	if e.section, err = in.ReadByte(); err != nil {
		return e, ErrBackup
	}
	if e.number, err = binary.ReadUvarint(in); err != nil {
		return e, ErrBackup
	}
	name, err := readBytes(in)
	if err != nil {
		return e, err
	}
	e.name = string(name)
	e.data, err = readBytes(in)
	return e, err
}

func readBytes(in *bufio.Reader) ([]byte, error) {
	n, err := binary.ReadUvarint(in)
	if err != nil || n > MaxRecord+headroom {
		return nil, ErrBackup
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(in, b); err != nil {
		return nil, ErrBackup
	}
	return b, nil
}

// filler puts a backup's entries into a log that is being made.
type filler struct {
	log    *Log
	next   uint64 // the sequence that the next record gets
	batch  []Record
	erased []uint64 // sequences that stand for what was erased

	saving *io.PipeWriter // of the checkpoint that is being written
	saved  chan error
}

func (f *filler) take(ctx context.Context, e entry) error {
	switch e.section {
	case sectionHole:
		kv, err := f.log.holeBucket(ctx)
		if err == nil {
			_, err = kv.Put(ctx, e.name, e.data)
		}
		return err
	case sectionFloor:
		for f.next < e.number { // something was erased here
			f.erased = append(f.erased, f.next)
			if err := f.add(ctx, Record{Team(), []byte("erased"), nil}); err != nil {
				return err
			}
		}
		return f.add(ctx, Record{Subject{e.name}, e.data, nil})
	case sectionAudit:
		return errors.Join(f.flush(ctx), f.log.Audit(ctx, e.data))
	case sectionCommands:
		return errors.Join(f.flush(ctx), f.log.Commands(ctx, e.data))
	case sectionCredential:
		if e.name == resumeCredential {
			return nil
		}
		return f.log.PutCredential(ctx, e.name, e.data)
	case sectionCheckpoint:
		return errors.Join(f.flush(ctx), f.part(ctx, e))
	}
	return fmt.Errorf("%w: it has a section %q that this version does not know", ErrBackup, e.section)
}

// add appends in batches that are as large as may be.
func (f *filler) add(ctx context.Context, r Record) error {
	f.batch = append(f.batch, r)
	f.next++
	if len(f.batch) < MaxBatch/2 {
		return nil
	}
	return f.flush(ctx)
}

func (f *filler) flush(ctx context.Context) error {
	for len(f.batch) > 0 {
		n, size := 0, 0
		for n < len(f.batch) && size+len(f.batch[n].Data) <= MaxBatchBytes {
			size += len(f.batch[n].Data)
			n++
		}
		if _, err := f.log.Append(ctx, f.batch[:n]); err != nil {
			return err
		}
		f.batch = f.batch[n:]
	}
	f.batch = nil
	return nil
}

// part hands a part of a checkpoint to whoever is writing it.
func (f *filler) part(ctx context.Context, e entry) error {
	if f.saving == nil {
		store, err := f.log.snapshotStore(ctx)
		if err != nil {
			return err
		}
		r, w := io.Pipe()
		f.saving, f.saved = w, make(chan error, 1)
		go func() {
			err := store.put(ctx, e.name, r)
			_ = r.CloseWithError(err) // whoever writes learns of it
			f.saved <- err
		}()
	}
	_, err := f.saving.Write(e.data)
	return err
}

// end brings everything to an end, and takes away what stood for what was erased.
func (f *filler) end(ctx context.Context, last uint64) error {
	if err := f.flush(ctx); err != nil {
		return err
	}
	if f.saving != nil {
		_ = f.saving.Close() // its error is the other side's
		if err := <-f.saved; err != nil {
			return err
		}
	}
	if last != 0 && f.next != last+1 {
		return fmt.Errorf("%w: it ends at %d, not at %d", ErrBackup, f.next-1, last)
	}
	for _, seq := range f.erased {
		if err := f.log.floor.SecureDeleteMsg(ctx, seq); err != nil && !isGone(err) {
			return err
		}
	}
	return nil
}

// floorLike is the configuration of a floor's stream that begins as in a backup.
func floorLike(info *BackupInfo, cfg jetstream.StreamConfig) jetstream.StreamConfig {
	if info == nil {
		return cfg
	}
	cfg.FirstSeq = info.First
	cfg.Metadata = map[string]string{epochKey: info.Epoch}
	return cfg
}

// String says of what a backup is, for people.
func (b BackupInfo) String() string {
	if b.Last == 0 {
		return "a log without events"
	}
	return strings.Join([]string{"events", strconv.FormatUint(b.First, 10), "to", strconv.FormatUint(b.Last, 10)}, " ")
}
