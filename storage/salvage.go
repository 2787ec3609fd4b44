package storage

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
	"floorwalker/storage/key"
)

const asideTime = "20060102T150405Z"

// putAside renames the damaged file and reads out of it what is dearer than a
// cache: what somebody was writing, what they had asked for, and how they had
// set things up.
func putAside(path string, found fs.FileInfo, o Options) (recovery, salvaged, error) {
	now, err := os.Stat(path) //nolint:gosec // G703: the path is the profile's own
	if err != nil {
		return recovery{}, salvaged{}, err
	}
	if !os.SameFile(found, now) {
		// Another process was faster: what lies there is its fresh file.
		return recovery{}, salvaged{}, &InUseError{Path: path}
	}
	aside, err := freeName(path + ".damaged-" + o.Now().UTC().Format(asideTime))
	if err != nil {
		return recovery{}, salvaged{}, err
	}
	if err := os.Rename(path, aside); err != nil { //nolint:gosec // G703: as above
		return recovery{}, salvaged{}, err
	}
	saved := salvage(aside)
	words := fmt.Sprintf("The saved state of this profile was damaged. It was put aside as %s, %d of its drafts, %d of its settings, %d commands that were waiting and %d shared records were recovered, and the chats are read from the hub again.",
		aside, len(saved.drafts), len(saved.settings), len(saved.outbox), len(saved.records))
	o.Logger.Error("storage: put aside", "aside", aside, "drafts", len(saved.drafts), "settings", len(saved.settings),
		"outbox", len(saved.outbox), "records", len(saved.records))
	return recovery{words: words, aside: aside}, saved, nil
}

// freeName returns name, or name with a number, such that nothing is there.
func freeName(name string) (string, error) {
	for i := 1; i < 1000; i++ {
		try := name
		if i > 1 {
			try = fmt.Sprintf("%s-%d", name, i)
		}
		if _, err := os.Lstat(try); errors.Is(err, fs.ErrNotExist) { //nolint:gosec // G703: as above
			return try, nil
		}
	}
	return "", fmt.Errorf("too many damaged files beside %s", name)
}

// salvaged are sealed values by their bbolt key, the newest of each.
type salvaged struct {
	drafts, settings, outbox, records map[string]sealed
	// floors has every floor's records until the newest position says which
	// floor the file was of.
	floors map[string]map[string]sealed
	at     *newest
}

// newest is the position of the damaged file, if one could be read.
type newest struct {
	Position
	ok bool
	// sure says that it is the one that the tree leads to, so that none from a
	// page that is no longer in use counts.
	sure bool
}

type sealed struct {
	at    chat.Instant
	value []byte
}

// salvage reads what it can and has no errors, only less to show for it.
func salvage(path string) salvaged {
	s := newSalvaged()
	s.read(path)
	s.records = s.ofItsFloor()
	return s
}

func newSalvaged() salvaged {
	return salvaged{
		drafts: map[string]sealed{}, settings: map[string]sealed{}, outbox: map[string]sealed{},
		floors: map[string]map[string]sealed{}, at: &newest{},
	}
}

// ofItsFloor returns the records of the floor that the file was of. Where its
// position is lost they are kept if all are of one floor: of two, nobody could
// say which is this team's.
func (s salvaged) ofItsFloor() map[string]sealed {
	if s.at.ok {
		return s.floors[s.at.Floor]
	}
	if len(s.floors) == 1 {
		for _, records := range s.floors {
			return records
		}
	}
	return nil
}

// read offers every pair of the file that can be reached or found.
//
// Where the tree does not lead everywhere any more, a draft that was deleted a
// moment ago may come back, from a page not yet written over: a text too many in a
// box is the smaller harm. A command that was discarded may come back the same way,
// so the outbox must send nothing of a recovered file by itself. A record that was
// replaced is known as such by the one that replaced it.
func (s salvaged) read(path string) {
	leaf := func(_ [][]byte, k, v []byte) { s.offer(k, v) }
	readDamaged(path, leaf, func() { s.at.sure = s.at.ok }, s.offer)
}

// offer takes a pair if its checksum says that it is a draft, a setting, a
// command that waits or a record.
func (s salvaged) offer(k, v []byte) {
	if bytes.Equal(k, keyPosition) {
		s.at.offer(v)
		return
	}
	if _, _, _, ok := key.ParseRecord(k); ok {
		s.offerRecord(k, v)
	}
	if _, _, ok := key.ParseDraft(k); ok {
		if at, _, err := openDraft(k, v); err == nil {
			keep(s.drafts, k, v, at)
			return
		}
	}
	if _, ok := key.ParseText(k); ok {
		if at, _, err := openSetting(k, v); err == nil {
			keep(s.settings, k, v, at)
		}
		if at, _, err := openOutbox(k, v); err == nil {
			keep(s.outbox, k, v, at)
		}
	}
}

// offerRecord takes a record. Two values under one key hold the same version,
// because its mark is part of the key.
func (s salvaged) offerRecord(k, v []byte) {
	floor, _, err := openRecord(k, v)
	if err != nil {
		return
	}
	if s.floors[floor] == nil {
		s.floors[floor] = map[string]sealed{}
	}
	keep(s.floors[floor], k, v, 0)
}

// offer takes a position if it is newer than the one that is known.
func (n *newest) offer(v []byte) {
	b, err := unseal(tagPosition, keyPosition, v)
	if err != nil || n.sure {
		return
	}
	if p, err := decodePosition(b); err == nil && (!n.ok || p.At > n.At) {
		n.Position, n.ok = p, true
	}
}

func keep(m map[string]sealed, k, v []byte, at chat.Instant) {
	if old, ok := m[string(k)]; !ok || at > old.at {
		m[string(k)] = sealed{at: at, value: append([]byte(nil), v...)}
	}
}

func (s salvaged) restore(to *Store) error {
	if len(s.drafts)+len(s.settings)+len(s.outbox)+len(s.records) == 0 {
		return nil
	}
	return to.update("restore what was salvaged", func(tx *bbolt.Tx) error {
		return errors.Join(
			put(tx.Bucket(bucketDrafts), s.drafts), put(tx.Bucket(bucketSettings), s.settings),
			put(tx.Bucket(bucketOutbox), s.outbox), put(tx.Bucket(bucketRecords), s.records))
	})
}

func put(b *bbolt.Bucket, m map[string]sealed) error {
	for k, v := range m {
		if err := b.Put([]byte(k), v.value); err != nil {
			return err
		}
	}
	return nil
}

// scan offers every pair of every leaf page, reachable or not.
func scan(f *os.File, size, pageSize int64, offer func(k, v []byte)) {
	var each func(bucket bool, k, v []byte) error
	depth := 0
	each = func(bucket bool, k, v []byte) error {
		if !bucket {
			offer(k, v)
			return nil
		}
		if len(v) >= bucketHeader+pageHeader && native.Uint64(v) == 0 && depth < maxDepth {
			depth++
			defer func() { depth-- }()
			return eachLeaf(v[bucketHeader:], each)
		}
		return nil
	}
	b := make([]byte, pageSize)
	for off := int64(0); off < size; off += pageSize {
		n, _ := f.ReadAt(b, off)
		if n < pageHeader || native.Uint16(b[8:]) != flagLeaf {
			continue
		}
		page := b[:n]
		if more := native.Uint32(b[12:]); more > 0 && more < 1<<20 {
			page = make([]byte, min(int64(more+1)*pageSize, size-off))
			n, _ = f.ReadAt(page, off)
			page = page[:n]
		}
		// A page that stops making sense half way has given what it had.
		_ = eachLeaf(page, each)
	}
}
