package storage

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// playHolder opens the store, says so, and holds it until its input ends.
func playHolder(path string) error {
	s, err := Open(path, testOptions())
	if err != nil {
		return err
	}
	fmt.Println("held")
	_, err = io.Copy(io.Discard, os.Stdin)
	return errors.Join(err, s.Close())
}

func TestSecondHolderIsToldSo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	c := child(t, "hold", path)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if said, err := bufio.NewReader(out).ReadString('\n'); err != nil || said != "held\n" {
		t.Fatalf("the holder said %q, %v", said, err)
	}
	_, err = Open(path, testOptions())
	var used *InUseError
	if !errors.As(err, &used) || used.Path != path || !strings.Contains(err.Error(), path) {
		t.Errorf("Open returned %v", err)
	}
	if err := errors.Join(in.Close(), c.Wait()); err != nil {
		t.Fatal(err)
	}
	usable(t, mustOpen(t, path))
}

func TestSameProcessCountsAsSecondHolder(t *testing.T) {
	s := tempStore(t)
	_, err := Open(s.path, testOptions())
	var used *InUseError
	if !errors.As(err, &used) {
		t.Fatalf("Open returned %v", err)
	}
}

// fill saves batches until one fails, and returns how many did not.
func fill(s *Store) (saved int, err error) {
	for saved < 10_000 {
		if err := s.SaveFloor(bigBatch(saved)); err != nil {
			return saved, err
		}
		saved++
	}
	return saved, errors.New("the disk never filled up")
}

func bigBatch(i int) FloorBatch {
	b := FloorBatch{Position: Position{Floor: "hub", Resume: fmt.Sprint(i)}, Records: []Record{versionOf(i, i)}}
	if i%2 == 1 {
		b.Forget = []RecordKey{versionOf(i-1, i-1).key()}
	}
	for n := range 10 {
		e := line("chat-1", i*10+n)
		e.Line = append(e.Line, bytes.Repeat([]byte{' '}, 1700)...)
		b.Events = append(b.Events, e)
	}
	return b
}

// survivesFull is the whole story of a full disk. It returns errors, so that
// it can be told in a process without a testing.T.
func survivesFull(path string, o Options) error {
	s, err := Open(path, o)
	if err != nil {
		return err
	}
	if err := s.SaveDraft("chat-1", "reply", "half a sentence", 5); err != nil {
		return err
	}
	saved, err := fill(s)
	var full *FullError
	if !errors.As(err, &full) || full.Path != path || strings.Contains(err.Error(), "\n") {
		return fmt.Errorf("after %d batches the error is not the one: %w", saved, err)
	}
	if saved == 0 {
		return errors.New("nothing was ever saved, so nothing was tested")
	}
	if err := holds(s, saved); err != nil {
		return fmt.Errorf("read from the store as it is: %w", err)
	}
	// A second try fails the same way and does no more harm.
	if err := s.SaveFloor(bigBatch(saved)); !errors.As(err, &full) {
		return fmt.Errorf("the second try returned %w", err)
	}
	if err := s.Close(); err != nil {
		return err
	}
	// A full disk does not keep the next start from reading, nor does room
	// that was made keep the batch from being saved.
	if s, err = Open(path, o); err != nil {
		return fmt.Errorf("opening on a full disk: %w", err)
	}
	if _, _, moved := s.Recovered(); moved {
		return errors.New("a full disk passed for a damaged file")
	}
	if err := holds(s, saved); err != nil {
		return fmt.Errorf("read after reopening: %w", err)
	}
	b := bigBatch(0)
	b.Reset = true
	if err := s.SaveFloor(FloorBatch{Reset: true, Position: Position{Floor: "another hub"}}); err != nil {
		return fmt.Errorf("forgetting the floor to make room: %w", err)
	}
	if err := s.SaveFloor(b); err != nil {
		return fmt.Errorf("saving once there is room: %w", err)
	}
	return errors.Join(holds(s, 1), s.Close())
}

// holds checks that exactly the first n batches are there, and the draft.
func holds(s *Store, n int) error {
	count := 0
	p, ok, err := s.LoadFloor(func(e CachedEvent) error {
		if want := line("chat-1", count).Line; !bytes.HasPrefix(e.Line, want) {
			return fmt.Errorf("event %d is %.40q", count, e.Line)
		}
		count++
		return nil
	})
	if err != nil {
		return err
	}
	if !ok || count != 10*n || p.Resume != fmt.Sprint(n-1) {
		return fmt.Errorf("%d events at position %q, want %d batches of ten", count, p.Resume, n)
	}
	want := map[RecordKey]string{}
	for i := range n {
		for _, k := range bigBatch(i).Forget {
			delete(want, k)
		}
		r := versionOf(i, i)
		want[r.key()] = string(r.Raw)
	}
	if got, err := recordsOf(s); err != nil || !maps.Equal(got, want) {
		return fmt.Errorf("%d versions on the shelves, want %d, %w", len(got), len(want), err)
	}
	if text, ok, err := s.Draft("chat-1", "reply"); err != nil || !ok || text != "half a sentence" {
		return fmt.Errorf("the draft is %q, %v, %w", text, ok, err)
	}
	return nil
}

// The file refuses to grow: the same failure as a full disk, on any machine.
func TestFileThatMayNotGrow(t *testing.T) {
	o := testOptions()
	o.maxSize = 512 << 10
	if err := survivesFull(filepath.Join(t.TempDir(), "desk.db"), o); err != nil {
		t.Fatal(err)
	}
}

func TestFolderThatIsNotThere(t *testing.T) {
	_, err := Open(filepath.Join(t.TempDir(), "missing", "desk.db"), testOptions())
	var folder *FolderError
	if !errors.As(err, &folder) {
		t.Fatalf("Open returned %v", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	overwrite(t, file, []byte("x"))
	if _, err = Open(filepath.Join(file, "desk.db"), testOptions()); !errors.As(err, &folder) {
		t.Fatalf("under a file, Open returned %v", err)
	}
}
