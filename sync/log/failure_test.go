package log

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// oneSentence requires an error that a person can read in one line.
func oneSentence(t *testing.T, err error) {
	t.Helper()
	if err == nil || strings.Contains(err.Error(), "\n") || len(err.Error()) > 300 {
		t.Errorf("not one clear sentence: %v", err)
	}
}

func TestASecondHolderIsToldWhoHasTheFolder(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	_, err := Open(t.Context(), Config{Dir: dir})
	var inUse *InUseError
	if !errors.As(err, &inUse) || inUse.PID != os.Getpid() || inUse.Program != filepath.Base(os.Args[0]) ||
		!strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Fatalf("got %v", err)
	}
	oneSentence(t, err)
	mustAppend(t, l, batch("c", 0, 1)...)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
}

func TestAFolderThatCannotBeMadeIsSaid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, cfg := range []Config{{Dir: filepath.Join(file, "data")}, {Dir: file}, {}} {
		_, err := Open(t.Context(), cfg)
		oneSentence(t, err)
	}
}

// The reserve stops appends before the disk does, and room brings them back.
func TestAppendsStopAtTheReserve(t *testing.T) {
	l := open(t, t.TempDir())
	mustAppend(t, l, batch("c", 0, 10)...)
	real := l.embedded.free
	l.embedded.free = func(string) (uint64, error) { return reserve, nil }
	_, err := l.Append(t.Context(), batch("c", 10, 10))
	if !errors.Is(err, ErrFull) {
		t.Fatal(err)
	}
	oneSentence(t, err)
	l.embedded.free = real
	mustAppend(t, l, batch("c", 10, 10)...)
	if _, data := readAll(t, l, 0); len(data) != 20 || data[19] != "c/19" {
		t.Fatal(data)
	}
	if s := l.Stats(); s.Failed != 1 || s.Appends != 2 || s.Events != 20 || s.Reopened != 0 || s.Latency[0]+s.Latency[10] > 2 {
		t.Fatalf("%+v", s)
	}
}

// A store that fails under an append is reopened, and the next append works.
func TestAStoreThatStopsIsReopened(t *testing.T) {
	l := open(t, t.TempDir())
	mustAppend(t, l, batch("c", 0, 10)...)
	if err := l.embedded.server.Load().ShutdownJetStream(); err != nil {
		t.Fatal(err)
	}
	mustAppend(t, l, batch("c", 10, 10)...)
	if seqs, data := readAll(t, l, 0); len(data) != 20 || seqs[19] != 20 || data[19] != "c/19" {
		t.Fatal(seqs, data)
	}
	if s := l.Stats(); s.Reopened != 1 {
		t.Fatalf("%+v", s)
	}
	if err := l.Audit(t.Context(), []byte("still there")); err != nil {
		t.Fatal(err)
	}
}

// blocks returns the files in which the floor's events lie.
func blocks(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "log", "jetstream", "*", "streams", "FW_main_floor", "msgs", "*.blk"))
	if err != nil || len(files) == 0 {
		t.Fatal("where are the blocks?", files, err)
	}
	return files
}

// What is damaged on disk is said, never passed over, whether the process had
// closed its log or not.
func TestDamageIsSaid(t *testing.T) {
	for _, c := range []struct {
		name  string
		clean bool
	}{{"closed", true}, {"killed", false}} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			l := open(t, dir)
			for i := range 20 {
				recs := batch("c", 500*i, 500)
				for j := range recs {
					recs[j].Data = append(recs[j].Data, make([]byte, 1700)...)
				}
				mustAppend(t, l, recs...)
			}
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			first := blocks(t, dir)[0]
			unclean := func() {
				if err := errors.Join(os.Remove(filepath.Join(filepath.Dir(first), "index.db")),
					os.Remove(filepath.Join(dir, cleanName))); err != nil {
					t.Fatal(err)
				}
			}
			if !c.clean { // a sound store opens all the same
				unclean()
				l = open(t, dir)
				if _, data := readAll(t, l, 0); len(data) != 10_000 {
					t.Fatal(len(data))
				}
				if err := l.Close(); err != nil {
					t.Fatal(err)
				}
				unclean()
			}
			data, err := os.ReadFile(first)
			if err != nil {
				t.Fatal(err)
			}
			data[len(data)/2] ^= 0xff
			if err := os.WriteFile(first, data, 0o600); err != nil {
				t.Fatal(err)
			}
			damaged, err := Open(t.Context(), Config{Dir: dir})
			if err == nil {
				l = damaged
				defer func() { _ = l.Close() }()
				err = l.Read(t.Context(), 0, func(uint64, []byte) error { return nil })
			}
			if !errors.Is(err, ErrCorrupt) {
				t.Fatalf("got %v", err)
			}
			oneSentence(t, err)
			if info, err := os.Stat(first); err != nil || info.Size() != int64(len(data)) {
				t.Errorf("the damaged block was cut from %d bytes to %v", len(data), info)
			}
		})
	}
}
