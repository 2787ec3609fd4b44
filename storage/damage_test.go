package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
	"floorwalker/storage/migrate"
)

// written makes a file with a floor, drafts and settings, closed and sound, and
// returns its bytes.
func written(t testing.TB, path string) []byte {
	t.Helper()
	s, err := Open(path, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		id := chat.ChatID(fmt.Sprintf("chat-%d", i%8))
		save(t, s, FloorBatch{
			Events:   []CachedEvent{line(id, i), {Chat: id, Line: bytes.Repeat([]byte{'x'}, 900)}},
			Records:  []Record{versionOf(i, i), versionOf(i, i+40)},
			Position: Position{Resume: fmt.Sprint(i)},
		})
	}
	err = errors.Join(
		s.SaveDraft("chat-1", "reply", "half a sentence", 5),
		s.SaveDraft("chat-2", "note", strings.Repeat("long ", 2000), 6),
		s.SetSetting("theme", []byte("dark")),
		s.Close(),
	)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path) //nolint:gosec // G304: the test's own file
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func overwrite(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func flipped(b []byte, at ...int) []byte {
	b = bytes.Clone(b)
	for _, i := range at {
		b[i] ^= 0x10
	}
	return b
}

// usable fails unless s takes and gives back a batch.
func usable(t testing.TB, s *Store) {
	t.Helper()
	save(t, s, FloorBatch{Reset: true, Events: []CachedEvent{line("fresh", 1)}, Position: Position{Resume: "new"}})
	got, p, ok := loaded(t, s)
	same(t, "after the repair", got, []string{`fresh {"chat":"fresh","n":1}`})
	if !ok || p.Resume != "new" {
		t.Fatalf("position %+v, %v", p, ok)
	}
}

func TestDamagedFileIsMovedAside(t *testing.T) {
	page := os.Getpagesize()
	const metaChecksum = pageHeader + 56
	cases := []struct {
		name   string
		damage func(b []byte) []byte
		drafts int // how many of the two must come back
	}{
		{"garbage", func(b []byte) []byte { return bytes.Repeat([]byte("not a store "), len(b)/12) }, 0},
		{"a few bytes", func([]byte) []byte { return []byte("hello") }, 0},
		{"cut short by half", func(b []byte) []byte { return b[:len(b)/2] }, 0},
		{"cut to the metas", func(b []byte) []byte { return b[:2*page] }, 0},
		{"cut by a page in use", func(b []byte) []byte { return b[:highWater(t, b)*page-1] }, 0},
		{"both metas flipped", func(b []byte) []byte { return flipped(b, metaChecksum, page+metaChecksum) }, 2},
		{"metas zeroed", func(b []byte) []byte { return append(make([]byte, 2*page), b[2*page:]...) }, 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "desk.db")
			bad := c.damage(written(t, path))
			overwrite(t, path, bad)
			s := mustOpen(t, path)
			words, aside, ok := s.Recovered()
			if !ok || aside != path+".damaged-20260301T120000Z" || !strings.Contains(words, aside) {
				t.Fatalf("Recovered is %q, %q, %v", words, aside, ok)
			}
			if kept, err := os.ReadFile(aside); err != nil || !bytes.Equal(kept, bad) { //nolint:gosec // G304: the test's own file
				t.Fatalf("the damaged file was not kept as it was: %v", err)
			}
			salvagedAtLeast(t, s, c.drafts)
			if _, _, ok := loaded(t, s); ok {
				t.Fatal("a fresh file claims to hold a floor")
			}
			usable(t, s)
		})
	}
}

// salvagedAtLeast counts the drafts that came back; where all of them must,
// their words and the setting must have, too.
func salvagedAtLeast(t *testing.T, s *Store, drafts int) {
	t.Helper()
	n := 0
	if err := s.Drafts(func(Draft) error { n++; return nil }); err != nil || n < drafts {
		t.Fatalf("%d drafts came back, want %d; %v", n, drafts, err)
	}
	if drafts < 2 {
		return
	}
	if text, ok, err := s.Draft("chat-1", "reply"); err != nil || !ok || text != "half a sentence" {
		t.Fatalf("draft %q, %v, %v", text, ok, err)
	}
	if v, ok, err := s.Setting("theme"); err != nil || !ok || string(v) != "dark" {
		t.Fatalf("setting %q, %v, %v", v, ok, err)
	}
}

func highWater(t testing.TB, b []byte) int {
	t.Helper()
	p, err := openPages(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return int(p.high) //nolint:gosec // G115: a small file
}

// One damaged meta page is what bbolt keeps two for: the file opens as it was
// one transaction earlier, events and position still of one piece.
func TestOneDamagedMetaPage(t *testing.T) {
	page := os.Getpagesize()
	for _, at := range []int{pageHeader, pageHeader + 8, pageHeader + 16, pageHeader + 48, pageHeader + 56, page + pageHeader + 4, page + pageHeader + 40, page + pageHeader + 60} {
		path := filepath.Join(t.TempDir(), "desk.db")
		overwrite(t, path, flipped(written(t, path), at))
		s := mustOpen(t, path)
		if words, _, ok := s.Recovered(); ok {
			t.Errorf("byte %d: %s", at, words)
		}
		got, p, ok := loaded(t, s)
		if !ok || p.Resume != "39" || len(got) != 80 {
			t.Errorf("byte %d: %d events at %q, %v", at, len(got), p.Resume, ok)
		}
		usable(t, s)
	}
}

// TestAnyFlippedByte flips one byte after another, anywhere. Whatever it hits, the
// store opens and works, and nothing it hands out differs from what was saved.
func TestAnyFlippedByte(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	sound := written(t, path)
	want, _, _ := loaded(t, mustOpen(t, path))
	high := highWater(t, sound) * os.Getpagesize()
	r := rand.New(rand.NewPCG(7, 11))
	var places []int
	for range 300 {
		places = append(places, r.IntN(high))
	}
	// The root's page is small and holds what everything else hangs from: the
	// buckets' names, and the version.
	p, err := openPages(bytes.NewReader(sound), int64(len(sound)))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 700 {
		places = append(places, int(p.root)*os.Getpagesize()+i) //nolint:gosec // G115: a small file
	}
	o := testOptions()
	o.NoSync = true
	dir := t.TempDir()
	aside, damaged := 0, 0
	for i, at := range places {
		path := filepath.Join(dir, fmt.Sprint(i))
		overwrite(t, path, flipped(sound, at))
		s, err := Open(path, o)
		if err != nil {
			t.Fatalf("byte %d: %v", at, err)
		}
		if _, _, ok := s.Recovered(); ok {
			aside++
		}
		if foundByChecksum(t, s, at, want) {
			damaged++
		}
		usable(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if aside == 0 || damaged == 0 {
		t.Fatalf("of all flips %d put the file aside and %d were found by a checksum: the test missed one of the ways", aside, damaged)
	}
}

// foundByChecksum reads everything of a store that was opened after byte at
// was flipped. What comes back must be what was saved; it reports whether
// reading the floor met damage.
func foundByChecksum(t *testing.T, s *Store, at int, want []string) bool {
	t.Helper()
	var got []string
	_, _, err := s.LoadFloor(func(e CachedEvent) error {
		got = append(got, string(e.Chat)+" "+string(e.Line))
		return nil
	})
	var d *DamagedError
	met := errors.As(err, &d)
	if err != nil && !met {
		t.Fatalf("byte %d: %v", at, err)
	}
	if err == nil && len(got) > 0 {
		same(t, fmt.Sprintf("byte %d", at), got, want)
	}
	err = s.Drafts(func(d Draft) error {
		if d.Text != "half a sentence" && d.Text != strings.Repeat("long ", 2000) {
			t.Errorf("byte %d: a draft changed", at)
		}
		return nil
	})
	if err != nil && !errors.As(err, &d) {
		t.Fatalf("byte %d: %v", at, err)
	}
	onlyWritten(t, s, fmt.Sprint("byte ", at))
	return met
}

// FuzzPages gives the page reader any bytes at all. What it passes, bbolt must
// be able to open and walk.
func FuzzPages(f *testing.F) {
	path := filepath.Join(f.TempDir(), "desk.db")
	sound := written(f, path)
	f.Add(uint32(0), []byte{0})
	f.Add(uint32(os.Getpagesize()+pageHeader), []byte{0xFF, 0xFF})    //nolint:gosec // G115: a page size
	f.Add(uint32(3*os.Getpagesize()), bytes.Repeat([]byte{0xFF}, 64)) //nolint:gosec // G115: a page size
	f.Fuzz(func(t *testing.T, at uint32, mask []byte) {
		b := bytes.Clone(sound)
		for i, m := range mask {
			b[(int(at)+i)%len(b)] ^= m
		}
		p, err := openPages(bytes.NewReader(b), int64(len(b)))
		if err == nil {
			err = p.walk()
		}
		if err != nil {
			return
		}
		path := filepath.Join(t.TempDir(), "desk.db")
		overwrite(t, path, b)
		s, err := Open(path, testOptions())
		if err != nil {
			t.Fatalf("the pages are sound, Open says %v", err)
		}
		_, _, _ = s.LoadFloor(func(CachedEvent) error { return nil })
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// A newer program's file is refused and stays as it is, to the byte.
func TestNewerFileIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	written(t, path)
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(db.Update(func(tx *bbolt.Tx) error {
		v := []byte{0, 0, 0, 99}
		v = binary.BigEndian.AppendUint32(v, crc32.Checksum(v, castagnoli))
		return tx.Bucket([]byte("meta")).Put([]byte("version"), v)
	}), db.Close())
	if err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path) //nolint:gosec // G304: the test's own file
	_, err = Open(path, testOptions())
	var newer *migrate.NewerError
	if !errors.As(err, &newer) || newer.Have != 99 || newer.Path != path {
		t.Fatalf("Open returned %v", err)
	}
	after, _ := os.ReadFile(path) //nolint:gosec // G304: the test's own file
	names, _ := filepath.Glob(path + "*")
	if !bytes.Equal(before, after) || len(names) != 1 {
		t.Fatalf("the file was touched, or has company: %q", names)
	}
}

// An early file comes up to date when it is opened, with a backup beside it.
func TestEarlyFileIsMigrated(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	pairs := map[string]map[string]string{
		"events":   {"\x00\x00\x00\x00\x00\x00\x00\x00\x01": "team", "a\x00\x00\x00\x00\x00\x00\x00\x00\x04": "first", "a\x00\x00\x00\x00\x00\x00\x00\x00\x05": "second"},
		"position": {"position": `{"floor":"hub","resume":"r","at":12}`},
		"drafts":   {"a\x00reply": "unsent"},
		"settings": {"theme": "light"},
	}
	err = errors.Join(db.Update(func(tx *bbolt.Tx) error {
		for name, kv := range pairs {
			b, err := tx.CreateBucket([]byte(name))
			for k, v := range kv {
				err = errors.Join(err, b.Put([]byte(k), []byte(v)))
			}
			if err != nil {
				return err
			}
		}
		return nil
	}), db.Close())
	if err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, path)
	save(t, s, FloorBatch{Events: []CachedEvent{{Chat: "a", Line: []byte("third")}}, Position: Position{Floor: "hub", Resume: "s", At: 13}})
	got, p, ok := loaded(t, s)
	same(t, "migrated", got, []string{" team", "a first", "a second", "a third"})
	if !ok || p != (Position{Floor: "hub", Resume: "s", At: 13}) {
		t.Fatalf("position %+v, %v", p, ok)
	}
	if text, ok, err := s.Draft("a", "reply"); err != nil || !ok || text != "unsent" {
		t.Fatalf("draft %q, %v, %v", text, ok, err)
	}
	if v, _, _ := s.Setting("theme"); string(v) != "light" {
		t.Fatalf("setting %q", v)
	}
	if baks, _ := filepath.Glob(path + ".v0-*.bak"); len(baks) != 1 {
		t.Fatalf("backups: %q", baks)
	}
}

// What rots while the file is open is an error too, not the end of the
// program; the next start finds a damaged file and repairs it.
func TestFileCutUnderAnOpenStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	written(t, path)
	s, err := Open(path, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, int64(2*os.Getpagesize())); err != nil {
		t.Fatal(err)
	}
	var d *DamagedError
	if _, _, err := s.LoadFloor(func(CachedEvent) error { return nil }); !errors.As(err, &d) {
		t.Fatalf("LoadFloor returned %v", err)
	}
	if err := s.SaveFloor(FloorBatch{}); !errors.As(err, &d) {
		t.Fatalf("SaveFloor returned %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
