package outgoing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"floorwalker/storage"
	"floorwalker/sync/courier"
)

// damaged returns a file with ten parcels of which three have arrived, and its bytes.
func damaged(t *testing.T) (path string, file []byte) {
	t.Helper()
	s, path := fresh(t)
	var letters []courier.Letter
	for n := range 10 {
		letters = append(letters, letter(fmt.Sprint("key", n), uint64(n+1)))
	}
	if err := s.Take(Batch{Letters: letters, Tickets: []Entry{entry(1)}, Cursor: Cursor{Log: "e", Read: 40, Sent: 40}}); err != nil {
		t.Fatal(err)
	}
	for _, l := range letters[:3] {
		l.Slip.State = courier.Done
		if err := s.Save(l.Slip); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, file
}

// Whatever rots, the file opens, what was damaged lies beside it, and nothing that
// has arrived is waiting.
func TestDamage(t *testing.T) {
	path, file := damaged(t)
	found := 0
	for at := 0; at < len(file); at += 61 {
		rotten := bytes.Clone(file)
		rotten[at] ^= 0x41
		if err := os.WriteFile(path, rotten, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(path, Options{Now: func() time.Time { return noon }})
		if err != nil {
			t.Fatalf("byte %d: %v", at, err)
		}
		if sound(t, s, at) {
			found++
			aside, _, _ := strings.Cut(strings.SplitAfter(s.Recovered(), "put aside as ")[1], ";")
			if b, err := os.ReadFile(aside); err != nil || !bytes.Equal(b, rotten) {
				t.Errorf("byte %d: what was damaged is gone: %v", at, err)
			}
			if err := os.Remove(aside); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if found == 0 {
		t.Error("no damage was found")
	}
}

// sound sees that what waits agrees with itself, and says whether there was damage.
func sound(t *testing.T, s *Store, at int) bool {
	t.Helper()
	got := pending(t, s)
	for _, slip := range got {
		if known, _, err := s.Slip(slip.Key); err != nil || known.State == courier.Done {
			t.Errorf("byte %d: %s waits and has arrived, %v", at, slip.Key, err)
		}
		if _, err := s.Parcel(slip.Key); err != nil {
			t.Errorf("byte %d: %v", at, err)
		}
	}
	if s.Recovered() != "" {
		if c, err := s.Cursor(); err != nil || c.Read != 0 {
			t.Errorf("byte %d: the tickets would not be read again: %+v, %v", at, c, err)
		}
		return true
	}
	if len(got) != 7 && (at > 2*os.Getpagesize() || len(got) != 8) { // a rotten head takes the last transaction back
		t.Errorf("byte %d: %d of 7 wait and nobody is told", at, len(got))
	}
	return false
}

// One value that has rotted costs that value.
func TestDamageKeepsTheRest(t *testing.T) {
	path, file := damaged(t)
	at := bytes.Index(file, []byte(`{"n":1}`))
	if at < 0 {
		t.Fatal("there is no ticket in the file")
	}
	for i := 0; i >= 0; i = bytes.Index(file[at:], []byte(`{"n":1}`)) {
		at += i
		file[at+5] ^= 1
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	s := opened(t, path, func() time.Time { return noon })
	if got := pending(t, s); len(got) != 7 || !strings.Contains(s.Recovered(), "7 parcels") {
		t.Errorf("%d wait; %q", len(got), s.Recovered())
	}
	if c, err := s.Cursor(); err != nil || c != (Cursor{Log: "e", Read: 0, Sent: 40}) {
		t.Errorf("%+v, %v", c, err)
	}
	if slip, ok, err := s.Slip("key1"); !ok || err != nil || slip.State != courier.Done {
		t.Errorf("what has arrived is forgotten: %+v, %t, %v", slip, ok, err)
	}
}

func TestWhereItCannotBe(t *testing.T) {
	_, err := Open(filepath.Join(t.TempDir(), "missing", "o.db"), Options{Now: time.Now})
	var folder *storage.FolderError
	if !errors.As(err, &folder) {
		t.Errorf("%v", err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "o.db"), Options{}); err == nil {
		t.Error("it opened without a clock")
	}
}

// childPath makes the test binary the writer that is killed.
const childPath = "OUTGOING_TEST_PATH"

func TestMain(m *testing.M) {
	path := os.Getenv(childPath)
	if path == "" {
		os.Exit(m.Run())
	}
	s, err := Open(path, Options{Now: time.Now})
	if err != nil {
		panic(err)
	}
	c, err := s.Cursor()
	if err != nil {
		panic(err)
	}
	for n := c.Read + 1; ; n++ {
		l := letter(fmt.Sprint("k", n), n)
		if err := s.Take(Batch{
			Letters: []courier.Letter{l}, Tickets: []Entry{entry(int(n))}, Cursor: Cursor{Log: "e", Read: n, Sent: n},
		}); err != nil {
			panic(err)
		}
		fmt.Println(n)
	}
}

// kill -9 at any moment: parcels, tickets and cursor agree, and what Take returned
// for is there.
func TestKilled(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "o.db")
	for round := range 10 {
		ctx, cancel := context.WithCancel(t.Context())
		cmd := exec.CommandContext(ctx, exe)
		cmd.Env = append(os.Environ(), childPath+"="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		var said uint64
		for range 3 + 7*round {
			if _, err := fmt.Fscanln(out, &said); err != nil {
				t.Fatal(err)
			}
		}
		cancel()
		_ = cmd.Wait() // it was killed
		s := opened(t, path, time.Now)
		c, err := s.Cursor()
		if err != nil || c.Read < said || s.Recovered() != "" {
			t.Fatalf("%+v after %d, %v %s", c, said, err, s.Recovered())
		}
		if n, err := s.Tickets(); err != nil || uint64(n) != c.Read || uint64(len(pending(t, s))) != c.Read {
			t.Errorf("%d tickets and %d parcels at %d, %v", n, len(pending(t, s)), c.Read, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
