package outgoing

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/storage"
	"floorwalker/sync/courier"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func opened(t *testing.T, path string, now func() time.Time) *Store {
	t.Helper()
	s, err := Open(path, Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func fresh(t *testing.T) (*Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "outgoing.db")
	return opened(t, path, func() time.Time { return noon }), path
}

func letter(key string, order uint64) courier.Letter {
	p := courier.Parcel{
		Key: courier.Key(key), Kind: courier.Mail, To: "rohan@example.com", Series: "TK-1", Subject: "Copy", Body: []byte("नमस्ते\n"), Made: noon,
	}
	return courier.Letter{Parcel: p, Slip: courier.Slip{
		Key: p.Key, Kind: p.Kind, To: p.To, Series: p.Series, State: courier.Waiting, Order: order, Made: noon, Due: noon, Digest: [32]byte{7},
	}}
}

func entry(n int) Entry {
	return Entry{
		Ref: fmt.Sprintf("TK-%06d", n), Chat: chat.ChatID(fmt.Sprint("c", n)), At: chat.InstantOf(noon) + chat.Instant(n), Seq: uint64(n),
		Ticket: []byte(fmt.Sprintf(`{"n":%d}`, n)), Counts: []string{"topic/billing"},
	}
}

func TestAParcelsLife(t *testing.T) {
	s, path := fresh(t)
	l := letter("TK-1:a", 1)
	cursor := Cursor{Log: "e", Read: 9, Sent: 9}
	if err := s.Take(Batch{Letters: []courier.Letter{l}, Tickets: []Entry{entry(1)}, Cursor: cursor}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = opened(t, path, func() time.Time { return noon })
	p, err := s.Parcel(l.Parcel.Key)
	if err != nil || !reflect.DeepEqual(p, l.Parcel) {
		t.Errorf("%+v, %v", p, err)
	}
	if c, err := s.Cursor(); c != cursor || err != nil {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestAParcelsEnd(t *testing.T) {
	s, _ := fresh(t)
	l := letter("TK-1:a", 1)
	if err := s.Append(l.Parcel, l.Slip); err != nil {
		t.Fatal(err)
	}
	slip := l.Slip
	slip.State, slip.Attempts, slip.Last = courier.Undeliverable, 3, noon
	if err := s.Save(slip); err != nil {
		t.Fatal(err)
	}
	if got := pending(t, s); len(got) != 1 || !reflect.DeepEqual(got[0], slip) {
		t.Errorf("%+v", got)
	}
	slip.State = courier.Done
	if err := s.Save(slip); err != nil {
		t.Fatal(err)
	}
	if got := pending(t, s); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	if got, ok, err := s.Slip(slip.Key); !ok || err != nil || got.State != courier.Done || got.Digest != slip.Digest || got.To != "" {
		t.Errorf("%+v, %t, %v", got, ok, err)
	}
	if _, err := s.Parcel(slip.Key); err == nil {
		t.Error("the body of what has arrived is still there")
	}
	if _, ok, err := s.Slip("other"); ok || err != nil {
		t.Errorf("%t, %v", ok, err)
	}
}

func pending(t *testing.T, s *Store) (all []courier.Slip) {
	t.Helper()
	if err := s.Pending(func(slip courier.Slip) error { all = append(all, slip); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWhatEndedIsForgottenInTime(t *testing.T) {
	now := noon
	s := opened(t, filepath.Join(t.TempDir(), "o.db"), func() time.Time { return now })
	end := func(key string) {
		l := letter(key, 1)
		l.Slip.State = courier.Done
		if err := s.Save(l.Slip); err != nil {
			t.Fatal(err)
		}
	}
	end("first")
	now = now.Add(Memory)
	end("second")
	if _, ok, _ := s.Slip("first"); !ok {
		t.Error("forgotten too early")
	}
	now = now.Add(time.Second)
	end("third")
	if _, ok, _ := s.Slip("first"); ok {
		t.Error("never forgotten")
	}
	if _, ok, _ := s.Slip("second"); !ok {
		t.Error("forgotten too early")
	}
}

// A newer version takes the older one's place, in the list and in the counts, and
// an older one that comes again changes nothing.
func TestTicketsAndCounts(t *testing.T) {
	s, _ := fresh(t)
	all := Batch{}
	for n := range 25 {
		all.Tickets = append(all.Tickets, entry(n))
	}
	again := entry(3)
	again.Seq, again.At, again.Counts, again.Unsent = 100, again.At+1000, []string{"topic/outage"}, "the address is no address"
	for _, b := range []Batch{all, {Tickets: []Entry{again}}, all} {
		if err := s.Take(b); err != nil {
			t.Fatal(err)
		}
	}
	for word, want := range map[string]int{"topic/billing": 24, "topic/outage": 1, "topic/other": 0} {
		if n, err := s.Count(word); n != want || err != nil {
			t.Errorf("%s: %d, %v", word, n, err)
		}
	}
	if n, err := s.Tickets(); n != 25 || err != nil {
		t.Errorf("%d tickets, %v", n, err)
	}
	if got := listed(t, s); len(got) != 25 || got[0] != again.Ref || got[1] != "TK-000024" || got[24] != "TK-000000" {
		t.Errorf("%v", got)
	}
}

func listed(t *testing.T, s *Store) (refs []string) {
	t.Helper()
	for at, more := Place(nil), true; more; more = at != nil {
		list, next, err := s.List(at, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list {
			refs = append(refs, e.Ref)
		}
		at = next
	}
	return refs
}

func TestATicketAndANewBeginning(t *testing.T) {
	s, _ := fresh(t)
	again := entry(3)
	again.Unsent = "the address is no address"
	if err := s.Take(Batch{Tickets: []Entry{again}}); err != nil {
		t.Fatal(err)
	}
	if u, err := s.Unsent(); err != nil || len(u) != 1 || u[0] != (Unsent{again.Ref, again.Unsent}) {
		t.Errorf("%v, %v", u, err)
	}
	if e, ok, err := s.Ticket(again.Ref); !ok || err != nil || !reflect.DeepEqual(e, again) {
		t.Errorf("%+v, %t, %v", e, ok, err)
	}
	if err := s.Begin(Cursor{Log: "other"}); err != nil {
		t.Fatal(err)
	}
	if n, _ := s.Tickets(); n != 0 {
		t.Errorf("%d tickets after a new beginning", n)
	}
}

func TestTheCheckIsKept(t *testing.T) {
	s, _ := fresh(t)
	if b, err := s.Check(); b != nil || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	if err := s.SaveCheck([]byte("fine")); err != nil {
		t.Fatal(err)
	}
	if b, err := s.Check(); string(b) != "fine" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
}

// Counts are what the tickets say, however often and in whatever order versions come.
func TestCountsAreOfTheTickets(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		s, err := Open(filepath.Join(dir, "o.db"), Options{Now: func() time.Time { return noon }})
		if err != nil {
			rt.Fatal(err)
		}
		defer s.Close() //nolint:errcheck // the test is over
		s.db.NoSync = true
		newest := map[string]Entry{}
		for seq := range rapid.IntRange(1, 12).Draw(rt, "events") {
			e := entry(rapid.IntRange(0, 3).Draw(rt, "ticket"))
			e.Seq, e.At = uint64(seq+1), chat.Instant(rapid.IntRange(0, 3).Draw(rt, "at"))
			e.Counts = rapid.SampledFrom([][]string{nil, {"a/1"}, {"a/1", "b/2"}}).Draw(rt, "counts")
			if err := s.Take(Batch{Tickets: []Entry{e}}); err != nil {
				rt.Fatal(err)
			}
			newest[e.Ref] = e
		}
		want := map[string]int{}
		for _, e := range newest {
			for _, w := range e.Counts {
				want[w]++
			}
		}
		for _, w := range []string{"a/1", "b/2"} {
			if n, err := s.Count(w); n != want[w] || err != nil {
				rt.Fatalf("%s: %d, want %d (%v)", w, n, want[w], err)
			}
		}
		if list, _, err := s.List(nil, 100); err != nil || len(list) != len(newest) {
			rt.Fatalf("%d in the list, %d there (%v)", len(list), len(newest), err)
		}
	})
}

// A full disk is said in a sentence, nothing of the batch is there, and what was
// there can be read.
func TestAFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "o.db")
	s, err := Open(path, Options{Now: func() time.Time { return noon }, maxSize: 256 << 10})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // the test is over
	taken := 0
	for ; taken < 10_000; taken++ {
		l := letter(fmt.Sprint("k", taken), uint64(taken))
		l.Parcel.Body = []byte(strings.Repeat("x", 5000))
		err = s.Take(Batch{Letters: []courier.Letter{l}, Cursor: Cursor{Read: uint64(taken + 1)}})
		if err != nil {
			break
		}
	}
	var full *storage.FullError
	if !errors.As(err, &full) || taken == 0 {
		t.Fatalf("after %d: %v", taken, err)
	}
	if c, err := s.Cursor(); err != nil || c.Read != uint64(taken) {
		t.Errorf("%+v, %v", c, err)
	}
	if got := pending(t, s); len(got) != taken {
		t.Errorf("%d of %d", len(got), taken)
	}
}
