package storage

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
	"floorwalker/storage/key"
)

// waiting is what LoadOutbox gives.
func waiting(t testing.TB, s *Store) map[chat.CommandID]string {
	t.Helper()
	all := map[chat.CommandID]string{}
	err := s.LoadOutbox(func(id chat.CommandID, entry []byte) error {
		all[id] = string(entry)
		return nil
	})
	if err != nil {
		t.Fatalf("LoadOutbox: %v", err)
	}
	return all
}

func saveOutbox(t testing.TB, s *Store, changes map[chat.CommandID][]byte) {
	t.Helper()
	if err := s.SaveOutbox(changes); err != nil {
		t.Fatalf("SaveOutbox: %v", err)
	}
}

// what was asked for is there after a restart and after a new floor.
func TestOutboxComesBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	s := mustOpen(t, path)
	saveOutbox(t, s, map[chat.CommandID][]byte{"a": []byte("one"), "b": []byte("two"), "c": {}})
	saveOutbox(t, s, map[chat.CommandID][]byte{"a": nil, "b": []byte("three"), "nobody": nil})
	save(t, s, FloorBatch{Reset: true, Position: Position{Resume: "1"}})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, path)
	if got, want := waiting(t, s), map[chat.CommandID]string{"b": "three", "c": ""}; !maps.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	if err := s.SaveOutbox(map[chat.CommandID][]byte{chat.CommandID(strings.Repeat("x", 1<<16)): nil}); !errors.Is(err, ErrTooLong) {
		t.Fatalf("an endless id: %v", err)
	}
	stop := errors.New("stop")
	if err := s.LoadOutbox(func(chat.CommandID, []byte) error { return stop }); err != stop { //nolint:errorlint // it is returned as it is
		t.Fatalf("the visit's error came back as %v", err)
	}
}

// A damaged entry costs that entry and hides no other.
func TestDamagedOutboxEntryIsPassedOver(t *testing.T) {
	s := tempStore(t)
	saveOutbox(t, s, map[chat.CommandID][]byte{"a": []byte("one"), "b": []byte("two")})
	err := s.db.Update(func(tx *bbolt.Tx) error {
		b, k := tx.Bucket(bucketOutbox), key.Text("a")
		return b.Put(k, flipped(b.Get(k), sealSize+8))
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []chat.CommandID
	err = s.LoadOutbox(func(id chat.CommandID, _ []byte) error { got = append(got, id); return nil })
	var d *DamagedError
	if !errors.As(err, &d) || len(got) != 1 || got[0] != "b" {
		t.Fatalf("%q, %v", got, err)
	}
}

// What waited is read out of a file that is put aside.
func TestOutboxIsSalvaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	s := mustOpen(t, path)
	for i := range 50 {
		saveOutbox(t, s, map[chat.CommandID][]byte{chat.CommandID(fmt.Sprint("id-", i)): fmt.Append(nil, "entry ", i)})
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path) //nolint:gosec // G304: the test's own file
	if err != nil {
		t.Fatal(err)
	}
	const metaChecksum = pageHeader + 56
	overwrite(t, path, flipped(b, metaChecksum, os.Getpagesize()+metaChecksum))
	s = mustOpen(t, path)
	words, _, ok := s.Recovered()
	if !ok || !strings.Contains(words, "50 commands") {
		t.Fatalf("%v: %s", ok, words)
	}
	got := waiting(t, s)
	for i := range 50 {
		if got[chat.CommandID(fmt.Sprint("id-", i))] != fmt.Sprint("entry ", i) {
			t.Fatalf("entry %d is %q", i, got[chat.CommandID(fmt.Sprint("id-", i))])
		}
	}
}

// On a full disk a command is refused aloud, what waits stays, and there is
// room again for it once something has gone.
func TestOutboxOnAFullDisk(t *testing.T) {
	o := testOptions()
	o.maxSize = 512 << 10
	s, err := Open(filepath.Join(t.TempDir(), "desk.db"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	saved := 0
	for ; err == nil && saved < 10_000; saved++ {
		err = s.SaveOutbox(map[chat.CommandID][]byte{chat.CommandID(fmt.Sprint("id-", saved)): make([]byte, 8_000)})
	}
	var full *FullError
	if !errors.As(err, &full) {
		t.Fatalf("after %d commands: %v", saved, err)
	}
	saved-- // the last was refused
	if got := waiting(t, s); len(got) != saved || saved == 0 {
		t.Fatalf("%d commands wait, %d were saved", len(got), saved)
	}
}
