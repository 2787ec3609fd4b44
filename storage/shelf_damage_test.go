package storage

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
)

// A version that rots costs that version, is told, and can be put back.
func TestDamagedRecordIsPassedOver(t *testing.T) {
	s := tempStore(t)
	at := Position{Floor: "hub"}
	bad, good := rec(chat.ShelfCanned, "bad", "01", `{"n":1}`), rec(chat.ShelfCanned, "good", "01", `{"n":2}`)
	save(t, s, FloorBatch{Records: []Record{bad, good}, Position: at})
	err := s.db.Update(func(tx *bbolt.Tx) error {
		b, k := tx.Bucket(bucketRecords), bad.key().bytes()
		return b.Put(k, flipped(b.Get(k), sealSize+6))
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := recordsOf(s)
	var d *DamagedError
	if !errors.As(err, &d) || len(got) != 1 || got[good.key()] != `{"n":2}` {
		t.Fatalf("%v, %v", got, err)
	}
	save(t, s, FloorBatch{Records: []Record{bad}, Position: at})
	if got := records(t, s); len(got) != 2 {
		t.Fatalf("after the snapshot: %v", got)
	}
}

// onlyWritten fails if a record is not as written wrote it.
func onlyWritten(t *testing.T, s *Store, what string) (n int) {
	t.Helper()
	got, err := recordsOf(s)
	var d *DamagedError
	if err != nil && !errors.As(err, &d) {
		t.Fatalf("%s: %v", what, err)
	}
	for k, raw := range got {
		var i, n int
		_, err := fmt.Sscanf(k.ID+" "+k.Mark, "r-%d %x", &i, &n)
		if err != nil || n != i && n != i+40 || versionOf(i, n).key() != k || raw != string(versionOf(i, n).Raw) {
			t.Errorf("%s: %v became %q", what, k, raw)
		}
	}
	return len(got)
}

// recordPages are the numbers of the leaf pages that hold records.
func recordPages(t *testing.T, b []byte) (ids []int) {
	t.Helper()
	size := os.Getpagesize()
	for id := 2; id < highWater(t, b); id++ {
		page := b[id*size : (id+1)*size]
		if native.Uint16(page[8:]) != flagLeaf || native.Uint32(page[12:]) > 0 {
			continue
		}
		found := false
		_ = eachLeaf(page, func(_ bool, k, v []byte) error {
			_, _, err := openRecord(k, v)
			found = found || err == nil
			return nil
		})
		if found {
			ids = append(ids, id)
		}
	}
	return ids
}

// A page that was written by half, as a power cut may leave it, costs what was
// on it. Everything else on the shelves comes back.
func TestTornRecordPage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	sound := written(t, path)
	all := len(records(t, mustOpen(t, path)))
	size := os.Getpagesize()
	pages := recordPages(t, sound)
	if len(pages) < 4 {
		t.Fatalf("the records lie on %d pages, which is no test", len(pages))
	}
	o := testOptions()
	o.NoSync = true
	dir, lost := t.TempDir(), 0
	for i, id := range pages {
		for name, tear := range map[string]func(page []byte){
			"half":   func(p []byte) { clear(p[size/2:]) },
			"head":   func(p []byte) { clear(p[:size/2]) },
			"sector": func(p []byte) { copy(p[512:1024], bytes.Repeat([]byte{0xAA}, 512)) },
			"older":  func(p []byte) { copy(p[size/2:], sound[pages[(i+1)%len(pages)]*size+size/2:][:size/2]) },
		} {
			b := bytes.Clone(sound)
			tear(b[id*size : (id+1)*size])
			torn := filepath.Join(dir, fmt.Sprint(name, id))
			overwrite(t, torn, b)
			s, err := Open(torn, o)
			if err != nil {
				t.Fatalf("page %d, %s: %v", id, name, err)
			}
			n := onlyWritten(t, s, fmt.Sprintf("page %d, %s", id, name))
			// A page has room for a dozen of them.
			if n < all-12 {
				t.Errorf("page %d, %s: %d of %d versions came back", id, name, n, all)
			}
			lost += all - n
			usable(t, s)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if lost == 0 {
		t.Error("no torn page lost a version: the test tore nothing")
	}
}

// What stands on the shelves is read out of a file that is put aside, and
// nothing of a floor that the file was of before.
func TestRecordsAreSalvaged(t *testing.T) {
	const metaChecksum = pageHeader + 56
	path := filepath.Join(t.TempDir(), "desk.db")
	s := mustOpen(t, path)
	for i := range 60 {
		floor := "hub"
		if i < 30 {
			floor = "former"
		}
		save(t, s, FloorBatch{Records: []Record{versionOf(i, i)}, Position: Position{Floor: floor, At: chat.Instant(i)}})
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	overwrite(t, path, flipped(b, metaChecksum, os.Getpagesize()+metaChecksum))
	s = mustOpen(t, path)
	words, _, ok := s.Recovered()
	if !ok || !strings.Contains(words, "30 shared records") {
		t.Fatalf("%v: %s", ok, words)
	}
	got := records(t, s)
	for i := 30; i < 60; i++ {
		r := versionOf(i, i)
		if got[r.key()] != string(r.Raw) {
			t.Fatalf("record %d is %q", i, got[r.key()])
		}
	}
	if len(got) != 30 {
		t.Fatalf("%d versions came back; those of the former floor must not", len(got))
	}
	// There is no position any more. The first batch of the same floor keeps
	// them; that of another floor drops them.
	save(t, s, FloorBatch{Reset: true, Position: Position{Floor: "hub"}})
	if n := len(records(t, s)); n != 30 {
		t.Fatalf("%d are left on their own floor", n)
	}
}

// Pages that are no longer in use may hold records and positions of a floor
// that the file was of before. Only what is of its last floor comes back; where
// nobody can say which that was, nothing of either.
func TestSalvageKeepsToOneFloor(t *testing.T) {
	mine, theirs := versionOf(1, 1), versionOf(2, 2)
	both := versionOf(3, 3) // such as one that came with the program
	position := func(floor string, at chat.Instant) []byte {
		return seal(tagPosition, keyPosition, encodePosition(Position{Floor: floor, At: at}))
	}
	for name, tt := range map[string]struct {
		tree, pages [][]byte
		want        []Record
	}{
		"the tree says":             {[][]byte{position("hub", 5)}, [][]byte{position("former", 9)}, []Record{mine, both}},
		"a page says":               {nil, [][]byte{position("former", 3), position("hub", 5), position("former", 4)}, []Record{mine, both}},
		"another floor's page says": {nil, [][]byte{position("former", 9), position("hub", 5)}, []Record{theirs, both}},
		"nobody says":               {nil, nil, nil},
		"a damaged one says":        {nil, [][]byte{flipped(position("hub", 5), sealSize+1)}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSalvaged()
			for _, v := range tt.tree {
				s.offer(keyPosition, v)
			}
			s.at.sure = s.at.ok
			for _, v := range tt.pages {
				s.offer(keyPosition, v)
			}
			for floor, rs := range map[string][]Record{"former": {theirs, both}, "hub": {mine, both}} {
				for _, r := range rs {
					k := r.key().bytes()
					s.offer(k, sealRecord(k, floor, r.Raw))
				}
			}
			got := s.ofItsFloor()
			for _, r := range tt.want {
				if _, ok := got[string(r.key().bytes())]; !ok {
					t.Errorf("%s is missing", r.ID)
				}
			}
			if len(got) != len(tt.want) {
				t.Errorf("%d came back, want %d", len(got), len(tt.want))
			}
		})
	}
}

func TestSalvagedRecordsOfAnotherFloorGo(t *testing.T) {
	s := tempStore(t)
	r := versionOf(1, 1)
	k := r.key().bytes()
	saved := salvaged{records: map[string]sealed{string(k): {value: sealRecord(k, "former", r.Raw)}}}
	if err := saved.restore(s); err != nil {
		t.Fatal(err)
	}
	if n := len(records(t, s)); n != 1 {
		t.Fatalf("%d came back", n)
	}
	mine := versionOf(2, 2)
	save(t, s, FloorBatch{Records: []Record{mine}, Position: Position{Floor: "hub"}})
	if got := records(t, s); len(got) != 1 || got[mine.key()] == "" {
		t.Fatalf("%v", got)
	}
}
