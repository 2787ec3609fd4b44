package log

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"floorwalker/app/chat"
)

// open opens an embedded log in dir and closes it with the test.
func open(t testing.TB, dir string) *Log {
	t.Helper()
	l, err := Open(t.Context(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func expect(seq uint64) *uint64 { return &seq }

// batch makes n records on a chat's messages, numbered from first.
func batch(id chat.ChatID, first, n int) []Record {
	recs := make([]Record, n)
	for i := range recs {
		recs[i] = Record{Subject: ChatMessages(id), Data: fmt.Appendf(nil, "%s/%d", id, first+i)}
	}
	return recs
}

func collect(t testing.TB, read func(context.Context, Visit) error) (seqs []uint64, data []string) {
	t.Helper()
	err := read(t.Context(), func(seq uint64, d []byte) error {
		seqs, data = append(seqs, seq), append(data, string(d))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return seqs, data
}

func readAll(t testing.TB, l *Log, after uint64) ([]uint64, []string) {
	t.Helper()
	return collect(t, func(ctx context.Context, v Visit) error { return l.Read(ctx, after, v) })
}

func readChat(t testing.TB, l *Log, id chat.ChatID) ([]uint64, []string) {
	t.Helper()
	return collect(t, func(ctx context.Context, v Visit) error { return l.ReadChat(ctx, id, v) })
}

func mustAppend(t testing.TB, l *Log, recs ...Record) uint64 {
	t.Helper()
	first, err := l.Append(t.Context(), recs)
	if err != nil {
		t.Fatal(err)
	}
	return first
}

func TestAppendedEventsAreReadBackInOrderAfterReopening(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	if first := mustAppend(t, l, batch("c1", 0, 1)...); first != 1 {
		t.Fatalf("first = %d", first)
	}
	if first := mustAppend(t, l, batch("c2", 0, 500)...); first != 2 {
		t.Fatalf("first = %d", first)
	}
	mustAppend(t, l, batch("c1", 1, 2)...)
	epoch := l.Epoch()
	for range 2 {
		if l.Last() != 503 || l.Epoch() != epoch || epoch == "" {
			t.Fatalf("last %d, epoch %q, was %q", l.Last(), l.Epoch(), epoch)
		}
		expectAppended(t, l)
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		l = open(t, dir)
	}
}

// expectAppended reads what the test above appended, in each way there is.
func expectAppended(t *testing.T, l *Log) {
	t.Helper()
	seqs, data := readAll(t, l, 0)
	if len(seqs) != 503 || seqs[502] != 503 || data[0] != "c1/0" || data[500] != "c2/499" || data[502] != "c1/2" {
		t.Fatalf("%d events, the last is %v", len(seqs), data[len(data)-1])
	}
	if seqs, _ := readAll(t, l, 500); len(seqs) != 3 || seqs[0] != 501 {
		t.Fatalf("behind 500 there is %v", seqs)
	}
	if seqs, data := readChat(t, l, "c1"); fmt.Sprint(seqs, data) != "[1 502 503] [c1/0 c1/1 c1/2]" {
		t.Fatal(seqs, data)
	}
	if seqs, _ := readChat(t, l, "never"); len(seqs) != 0 {
		t.Fatal(seqs)
	}
}

// An assignment under a cap is one batch over own and load: both expectations
// hold or nothing is written.
func TestOneWinner(t *testing.T) {
	l := open(t, t.TempDir())
	claim := func(own, load uint64) []Record {
		return []Record{
			{ChatOwn("c"), []byte("claim"), expect(own)},
			{AgentLoad("a"), []byte("+1"), expect(load)},
			{ChatFacts("c"), []byte("fact"), nil},
		}
	}
	mustAppend(t, l, claim(0, 0)...)
	for _, wrong := range [][]Record{claim(0, 0), claim(1, 0), claim(0, 2), claim(1, 1)} {
		if _, err := l.Append(t.Context(), wrong); !errors.Is(err, ErrConflict) {
			t.Fatalf("got %v", err)
		}
		if _, err := l.Append(t.Context(), wrong[:1]); *wrong[0].ExpectLast == 0 && !errors.Is(err, ErrConflict) {
			t.Fatalf("alone: got %v", err)
		}
	}
	own, ok, err := l.LastOn(t.Context(), ChatOwn("c"))
	if err != nil || !ok {
		t.Fatal(own, ok, err)
	}
	mustAppend(t, l, claim(own, 2)...)
	if _, ok, err := l.LastOn(t.Context(), Team()); ok || err != nil {
		t.Fatal(ok, err)
	}
}
