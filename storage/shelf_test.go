package storage

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
)

// recordsOf is what LoadRecords gives.
func recordsOf(s *Store) (map[RecordKey]string, error) {
	all := map[RecordKey]string{}
	err := s.LoadRecords(func(r Record) error {
		if _, twice := all[r.key()]; twice {
			return fmt.Errorf("%v comes twice", r.key())
		}
		all[r.key()] = string(r.Raw)
		return nil
	})
	return all, err
}

func records(t testing.TB, s *Store) map[RecordKey]string {
	t.Helper()
	all, err := recordsOf(s)
	if err != nil {
		t.Fatalf("LoadRecords: %v", err)
	}
	return all
}

func recordKey(shelf chat.Shelf, id, mark string) RecordKey {
	return RecordKey{Shelf: shelf, ID: id, Mark: mark}
}

func rec(shelf chat.Shelf, id, mark, raw string) Record {
	return Record{Shelf: shelf, ID: id, Mark: mark, Raw: []byte(raw)}
}

// D-03: the shelves come back after a restart, to the byte; a version that
// another replaces goes with the batch that brings the other.
func TestRecordsComeBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	s := mustOpen(t, path)
	if got := records(t, s); len(got) != 0 {
		t.Fatalf("a new file holds %v", got)
	}
	at := Position{Floor: "hub"}
	save(t, s, FloorBatch{Position: at, Records: []Record{
		rec(chat.ShelfCanned, "refund", "01", `{"text":"पैसे"}`), rec(chat.ShelfCanned, "refund", "02", `{ "spaces": "stay" }`),
		rec(chat.ShelfHandover, "refund", "01", `{"another":"shelf"}`), rec(chat.ShelfFollowUps, "x", "01", `{}`),
	}})
	save(t, s, FloorBatch{
		Position: at,
		Records:  []Record{rec(chat.ShelfCanned, "refund", "03", `{"v":3}`), rec(chat.ShelfCanned, "brief", "01", `{}`)},
		Forget: []RecordKey{
			recordKey(chat.ShelfCanned, "refund", "01"), recordKey(chat.ShelfCanned, "brief", "01"), recordKey(chat.ShelfCanned, "nobody", "01"),
		},
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, path)
	want := map[RecordKey]string{
		recordKey(chat.ShelfCanned, "refund", "02"):   `{ "spaces": "stay" }`,
		recordKey(chat.ShelfCanned, "refund", "03"):   `{"v":3}`,
		recordKey(chat.ShelfHandover, "refund", "01"): `{"another":"shelf"}`,
		recordKey(chat.ShelfFollowUps, "x", "01"):     `{}`,
	}
	if got := records(t, s); !maps.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	if st, err := s.Stats(); err != nil || st.Records != len(want) {
		t.Fatalf("%+v, %v", st, err)
	}
	stop := errors.New("stop")
	if err := s.LoadRecords(func(Record) error { return stop }); err != stop { //nolint:errorlint // it is returned as it is
		t.Fatalf("the visit's error came back as %v", err)
	}
	long := recordKey(chat.ShelfCanned, strings.Repeat("x", 5000), "01")
	for what, b := range map[string]FloorBatch{
		"a record": {Records: []Record{{Shelf: long.Shelf, ID: long.ID}}}, "what is forgotten": {Forget: []RecordKey{long}},
	} {
		if err := s.SaveFloor(b); !errors.Is(err, ErrTooLong) {
			t.Errorf("%s with an endless id: %v", what, err)
		}
	}
}

// A new snapshot is merged with the records that are there; another floor's
// are dropped, and only then.
func TestRecordsAreDroppedWithTheirFloorOnly(t *testing.T) {
	s := tempStore(t)
	one := rec(chat.ShelfCanned, "one", "01", `{}`)
	has := func(what string, want ...Record) {
		t.Helper()
		got := records(t, s)
		for _, r := range want {
			if got[r.key()] != string(r.Raw) {
				t.Fatalf("%s: %s is %q", what, r.ID, got[r.key()])
			}
		}
		if len(got) != len(want) {
			t.Fatalf("%s: %v", what, got)
		}
	}
	save(t, s, FloorBatch{Records: []Record{one}, Position: Position{Floor: "hub", Resume: "1"}})
	save(t, s, FloorBatch{Reset: true, Position: Position{Floor: "hub", Resume: "2"}})
	has("after a reset", one)
	save(t, s, FloorBatch{Drop: []chat.ChatID{"x"}, Position: Position{Floor: "hub"}})
	has("after a position without a token", one)
	two := rec(chat.ShelfCanned, "two", "01", `{"of":"other"}`)
	save(t, s, FloorBatch{Reset: true, Records: []Record{two}, Position: Position{Floor: "other"}})
	has("on another floor", two)
	save(t, s, FloorBatch{Reset: true, Position: Position{Floor: "hub"}})
	has("back on the first")
}

// makeV2 makes a file as version 2 left it.
func makeV2(path string) error {
	s, err := Open(path, testOptions())
	if err != nil {
		return err
	}
	return errors.Join(
		s.SaveFloor(FloorBatch{Events: []CachedEvent{line("a", 1)}, Position: Position{Floor: "hub", Resume: "r"}}),
		s.db.Update(func(tx *bbolt.Tx) error {
			v2 := []byte{0, 0, 0, 2, 0xa9, 0x5c, 0x3b, 0x30}
			return errors.Join(tx.DeleteBucket(bucketRecords), tx.Bucket([]byte("meta")).Put([]byte("version"), v2))
		}),
		s.Close(),
	)
}

// A desk that is updated keeps its floor and gets its shelves.
func TestFileOfVersion2IsMigrated(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	if err := makeV2(path); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, path)
	got, p, ok := loaded(t, s)
	same(t, "migrated", got, []string{`a {"chat":"a","n":1}`})
	if !ok || p.Resume != "r" {
		t.Fatalf("%+v, %v", p, ok)
	}
	save(t, s, FloorBatch{Records: []Record{versionOf(1, 1)}, Position: p})
	if n := len(records(t, s)); n != 1 {
		t.Fatalf("%d records", n)
	}
	if baks, _ := filepath.Glob(path + ".v2-*.bak"); len(baks) != 1 {
		t.Fatalf("backups: %q", baks)
	}
}
