package log

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// Architecture, rule 7: audit facts leave no trace in the floor's numbers.
func TestAuditFactsLeaveNoHoleInTheFloor(t *testing.T) {
	l := open(t, t.TempDir())
	mustAppend(t, l, batch("c", 0, 1)...)
	for i := range 3 {
		if err := l.Audit(t.Context(), fmt.Appendf(nil, "look %d", i)); err != nil {
			t.Fatal(err)
		}
	}
	if first := mustAppend(t, l, batch("c", 1, 2)...); first != 2 {
		t.Fatalf("first = %d", first)
	}
	_, facts := collect(t, func(ctx context.Context, v Visit) error { return l.ReadAudit(ctx, 1, v) })
	if fmt.Sprint(facts) != "[look 1 look 2]" {
		t.Fatal(facts)
	}
	if _, events := readAll(t, l, 0); len(events) != 3 {
		t.Fatal(events)
	}
}

func TestPurgeStaysBehindTheCheckpoint(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	mustAppend(t, l, batch("c", 0, 30)...)
	if err := l.Purge(t.Context(), 1); !errors.Is(err, ErrNeedCheckpoint) {
		t.Fatal("without any checkpoint:", err)
	}
	if err := l.SaveCheckpoint(t.Context(), "s", 20, strings.NewReader("state")); err != nil {
		t.Fatal(err)
	}
	if err := l.Purge(t.Context(), 22); !errors.Is(err, ErrNeedCheckpoint) {
		t.Fatal("beyond the checkpoint:", err)
	}
	if err := l.Purge(t.Context(), 21); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if seqs, _ := readAll(t, l, 0); len(seqs) != 10 || seqs[0] != 21 || seqs[9] != 30 {
			t.Fatal(seqs)
		}
		if seqs, data := readAll(t, l, 25); len(seqs) != 5 || data[0] != "c/25" {
			t.Fatal(seqs, data)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		l = open(t, dir)
	}
	if first := mustAppend(t, l, batch("c", 30, 1)...); first != 31 {
		t.Fatal("a number was used again:", first)
	}
}

// Erasing leaves holes, and holes anywhere must not shift the numbers.
func TestHolesDoNotShiftNumbers(t *testing.T) {
	l := open(t, t.TempDir())
	mustAppend(t, l, batch("c", 1, 500)...)
	mustAppend(t, l, batch("c", 501, 1000)...)
	mustAppend(t, l, batch("c", 1501, 1000)...)
	want := 2500
	erase := []uint64{1, 2, 700, 1000, 1001, 2498, 2499}
	want -= len(erase)
	if err := l.Erase(t.Context(), append(erase, erase...)...); err != nil {
		t.Fatal(err)
	}
	if err := l.Erase(t.Context(), 2500); !errors.Is(err, ErrUsage) {
		t.Fatal(err)
	}
	seqs, data := readAll(t, l, 0)
	if len(seqs) != want {
		t.Fatal(len(seqs), want)
	}
	for i, seq := range seqs {
		if data[i] != fmt.Sprintf("c/%d", seq) {
			t.Fatalf("%d has %s", seq, data[i])
		}
	}
	if seqs, _ := readAll(t, l, 2497); len(seqs) != 1 || seqs[0] != 2500 {
		t.Fatal(seqs)
	}
	// A hole that nobody wrote down is damage.
	if err := l.floor.DeleteMsg(t.Context(), 1200); err != nil {
		t.Fatal(err)
	}
	read := 0
	err := l.Read(t.Context(), 0, func(uint64, []byte) error { read++; return nil })
	if !errors.Is(err, ErrCorrupt) || read != 1199-5 {
		t.Fatal(read, err)
	}
}

func TestCredentialsAreKeptByTheirKey(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	for key, value := range map[string]string{"asha@example.com": "h1", "Rohan M.": "h2\x00x", "*": "h3", "": "h4"} {
		if err := l.PutCredential(t.Context(), key, []byte(value)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(
		l.PutCredential(t.Context(), "*", []byte("h5")),
		l.DeleteCredential(t.Context(), ""),
		l.DeleteCredential(t.Context(), "nobody"),
		l.Close()); err != nil {
		t.Fatal(err)
	}
	got, err := open(t, dir).Credentials(t.Context())
	if err != nil || len(got) != 3 || string(got["asha@example.com"]) != "h1" ||
		string(got["Rohan M."]) != "h2\x00x" || string(got["*"]) != "h5" {
		t.Fatalf("%q %v", got, err)
	}
}

func TestAnEmbeddedLeaseIsGotAtOnceAndGrows(t *testing.T) {
	dir := t.TempDir()
	var before uint64
	for range 3 {
		l := open(t, dir)
		lease, err := l.Lease(t.Context(), "hub")
		if err != nil {
			t.Fatal(err)
		}
		if lease.Revision() <= before {
			t.Fatalf("revision %d after %d", lease.Revision(), before)
		}
		before = lease.Revision()
		if _, err := l.Lease(t.Context(), "again"); !errors.Is(err, ErrUsage) {
			t.Fatal("two leases at once:", err)
		}
		mustAppend(t, l, batch("c", 0, 1)...)
		lease.Release()
		<-lease.Lost()
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAppendRefusesBeforeItWrites(t *testing.T) {
	l := open(t, t.TempDir())
	big := make([]byte, MaxRecord+1)
	tooMany := batch("c", 0, MaxBatch+1)
	for _, c := range []struct {
		name string
		recs []Record
		want error
	}{
		{"record over 1 MB", []Record{{Subject: Team(), Data: big}}, ErrTooLarge},
		{"too many records", tooMany, ErrTooLarge},
		{"no subject", []Record{{Data: []byte("x")}}, ErrUsage},
		{"no data", []Record{{Subject: Team()}}, ErrUsage},
		{"late expectation", []Record{{Team(), []byte("x"), nil}, {Team(), []byte("y"), expect(1)}}, ErrUsage},
	} {
		if _, err := l.Append(t.Context(), c.recs); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
	if first := mustAppend(t, l, Record{Subject: Team(), Data: big[:MaxRecord]}); first != 1 {
		t.Error("something was written:", first)
	}
	heavy := make([]Record, 31)
	for i := range heavy {
		heavy[i] = Record{Subject: Team(), Data: big[:MaxRecord]}
	}
	if first := mustAppend(t, l, heavy...); first != 2 {
		t.Error(first)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Append(t.Context(), batch("c", 0, 1)); !errors.Is(err, ErrClosed) {
		t.Error("closed:", err)
	}
}
