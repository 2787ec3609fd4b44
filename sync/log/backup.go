package log

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"slices"
	"strings"
)

// A backup is one file: a line that names its form, a line of JSON that says of what it
// is, then sections of entries, and at its end the SHA-256 of all before. An entry is
// its section's letter, a number, a name and bytes. It holds what the log holds, and
// so names what a hub knows: keep it as you keep the log.
const (
	backupForm = "floorwalker backup 1\n"
	backupEnd  = 'E' // the last entry
)

// The sections, in their order.
const (
	sectionFloor      = 'F' // number: the sequence; name: the subject
	sectionAudit      = 'A'
	sectionCommands   = 'M'
	sectionCredential = 'C' // name: the key
	sectionHole       = 'H' // name: as in the bucket of holes
	sectionCheckpoint = 'P' // name: the checkpoint's; one entry for each part of it
)

// ErrBackup says that a file is no backup, or not whole.
var ErrBackup = errors.New("this is no whole backup")

// BackupInfo says of what a backup is.
type BackupInfo struct {
	Workspace string `json:"workspace"`
	Epoch     string `json:"epoch"`
	// First and Last are sequences of the floor's oldest and newest event; Last is the
	// position at which everything in it is.
	First uint64 `json:"first"`
	Last  uint64 `json:"last"`
}

// Backup writes everything up to the position at which it begins, while others append
// and read: the floor's events, the audit facts, what became of commands, whose hash is whose, what was removed on
// purpose, and the newest checkpoint, which stands at that position or before it.
func (l *Log) Backup(ctx context.Context, w io.Writer) (BackupInfo, error) {
	info, err := l.backup(ctx, w)
	if err != nil {
		return info, &OpError{"backup", err}
	}
	return info, nil
}

func (l *Log) backup(ctx context.Context, out io.Writer) (info BackupInfo, err error) {
	state, err := l.floor.Info(ctx)
	if err != nil {
		return info, l.why(err)
	}
	info = BackupInfo{Workspace: l.names.workspace, Epoch: l.epoch, First: state.State.FirstSeq, Last: l.Last()}
	w := &backupWriter{sum: sha256.New()}
	w.out = bufio.NewWriterSize(io.MultiWriter(out, w.sum), 1<<18)
	head, err := json.Marshal(info)
	if err != nil {
		return info, err
	}
	w.text(backupForm + string(head) + "\n")
	for _, section := range []func(context.Context, *backupWriter, *BackupInfo) error{
		l.backupHoles, l.backupFloor, l.backupAudit, l.backupCommands, l.backupCredentials, l.backupCheckpoint,
	} {
		if err := errors.Join(section(ctx, w, &info), w.err); err != nil {
			return info, err
		}
	}
	w.entry(backupEnd, 0, "", nil)
	if err := errors.Join(w.err, w.out.Flush()); err != nil {
		return info, err
	}
	_, err = out.Write(w.sum.Sum(nil))
	return info, err
}

func (l *Log) backupHoles(ctx context.Context, w *backupWriter, _ *BackupInfo) error {
	kv, err := l.holeBucket(ctx)
	if err != nil {
		return l.why(err)
	}
	return l.eachEntry(ctx, kv, func(key string, value []byte) error {
		w.entry(sectionHole, 0, key, value)
		return w.err
	})
}

// backupFloor reads with headers: the subject is one of them.
func (l *Log) backupFloor(ctx context.Context, w *backupWriter, info *BackupInfo) error {
	for after := info.First - 1; info.First > 0 && after < info.Last; {
		c := l.request(ctx, l.names.floor, getRequest{Seq: after + 1, Batch: chunkEvents, MaxBytes: chunkBytes})
		if c.err != nil {
			return c.err
		}
		if len(c.data) == 0 {
			return nil // what is left was erased
		}
		for i, data := range c.data {
			if after = c.seqs[i]; after > info.Last {
				return nil
			}
			w.entry(sectionFloor, after, strings.TrimPrefix(c.subjects[i], l.names.prefix), data)
		}
		if w.err != nil {
			return w.err
		}
	}
	return nil
}

func (l *Log) backupAudit(ctx context.Context, w *backupWriter, _ *BackupInfo) error {
	return l.ReadAudit(ctx, 0, func(seq uint64, data []byte) error {
		w.entry(sectionAudit, seq, "", data)
		return w.err
	})
}

func (l *Log) backupCommands(ctx context.Context, w *backupWriter, _ *BackupInfo) error {
	return l.ReadCommands(ctx, 0, func(seq uint64, lines []byte) error {
		w.entry(sectionCommands, seq, "", lines)
		return w.err
	})
}

func (l *Log) backupCredentials(ctx context.Context, w *backupWriter, _ *BackupInfo) error {
	all, err := l.credentials(ctx)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		w.entry(sectionCredential, 0, key, all[key])
	}
	return err
}

// backupCheckpoint writes the newest that stands at the backup's position or before.
func (l *Log) backupCheckpoint(ctx context.Context, w *backupWriter, info *BackupInfo) error {
	l.rest.saving.Lock() // none is removed meanwhile
	defer l.rest.saving.Unlock()
	store, err := l.snapshotStore(ctx)
	if err != nil {
		return l.why(err)
	}
	all, _, err := store.list(ctx)
	if err != nil {
		return l.why(err)
	}
	var newest *object
	best := uint64(0)
	for i := range all {
		if _, position, ok := parseCheckpoint(&all[i]); ok && position <= info.Last && (newest == nil || position >= best) {
			newest, best = &all[i], position
		}
	}
	if newest == nil {
		return nil
	}
	r := store.open(ctx, newest)
	for part := make([]byte, partBytes); ; {
		n, err := fillPart(r, part)
		if n > 0 {
			w.entry(sectionCheckpoint, best, newest.Name, part[:n])
		}
		if errors.Is(err, io.EOF) {
			return w.err
		}
		if err != nil {
			return err
		}
	}
}

// backupWriter keeps the first error.
type backupWriter struct {
	out *bufio.Writer
	sum hash.Hash
	buf []byte
	err error
}

func (w *backupWriter) text(s string) {
	if w.err == nil {
		_, w.err = w.out.WriteString(s)
	}
}

func (w *backupWriter) entry(section byte, number uint64, name string, data []byte) {
	if w.err != nil {
		return
	}
	w.buf = append(w.buf[:0], section)
	w.buf = binary.AppendUvarint(w.buf, number)
	w.buf = binary.AppendUvarint(w.buf, uint64(len(name)))
	w.buf = append(w.buf, name...)
	w.buf = binary.AppendUvarint(w.buf, uint64(len(data)))
	if _, w.err = w.out.Write(w.buf); w.err == nil {
		_, w.err = w.out.Write(data)
	}
}

// CheckBackup reads a backup to its end and says of what it is, or [ErrBackup].
func CheckBackup(r io.ReadSeeker) (BackupInfo, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = r.Seek(0, io.SeekStart)
	}
	if err != nil {
		return BackupInfo{}, err
	}
	if size < int64(len(backupForm)+sha256.Size) {
		return BackupInfo{}, ErrBackup
	}
	sum := sha256.New()
	body := bufio.NewReaderSize(io.TeeReader(io.LimitReader(r, size-sha256.Size), sum), 1<<18)
	info, err := readHead(body)
	if err == nil {
		_, err = io.Copy(io.Discard, body)
	}
	if err != nil {
		return info, err
	}
	told := make([]byte, sha256.Size)
	if _, err := io.ReadFull(r, told); err != nil {
		return info, err
	}
	if !slices.Equal(told, sum.Sum(nil)) {
		return info, fmt.Errorf("%w: its hash is not that of what it holds", ErrBackup)
	}
	_, err = r.Seek(0, io.SeekStart)
	return info, err
}

func readHead(r *bufio.Reader) (info BackupInfo, err error) {
	form, err := r.ReadString('\n')
	if err != nil || form != backupForm {
		return info, ErrBackup
	}
	head, err := r.ReadBytes('\n')
	if err != nil || json.Unmarshal(head, &info) != nil {
		return info, ErrBackup
	}
	return info, nil
}
