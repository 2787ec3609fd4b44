package shift_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/shift"
)

func add(t testing.TB, ns shift.Notes, id record.ID, n shift.Note) shift.Notes {
	t.Helper()
	v, _ := ns.Get(id)
	ns, _, err := ns.Put(id, n, v.Revision, n.From, now)
	if err != nil {
		t.Fatal(err)
	}
	return ns
}

func ids(seq func(func(shift.Version) bool)) (out []record.ID) {
	for v := range seq {
		out = append(out, v.ID)
	}
	return out
}

func note(from, to chat.AgentID, written chat.Instant) shift.Note {
	n := sample()
	n.From, n.To, n.Written = from, to, written
	return n
}

func TestQueries(t *testing.T) {
	var ns shift.Notes
	for id, n := range map[record.ID]shift.Note{
		"to-rohan":       note("asha", "rohan", now),
		"to-rohan-read":  acked(t, note("asha", "rohan", now+minute), "rohan", now+2*minute),
		"to-rohan-by-b":  acked(t, note("asha", "rohan", now+2*minute), "b", now+2*minute),
		"to-anyone":      note("asha", "", now+3*minute),
		"to-anyone-read": acked(t, note("asha", "", now+4*minute), "b", now+5*minute),
		"from-rohan":     note("rohan", "", now+5*minute),
	} {
		ns = add(t, ns, id, n)
	}
	gone, _, err := add(t, ns, "gone", note("b", "rohan", now)).Delete("gone", add(t, ns, "gone", note("b", "rohan", now)).Book().Heads("gone")[0].Revision, "b", now)
	if err != nil {
		t.Fatal(err)
	}
	ns = gone
	// An edit does not move a note.
	ns = add(t, ns, "to-rohan", note("asha", "rohan", now).Rewrite("Other words."))
	for name, c := range map[string]struct{ got, want []record.ID }{
		"newest":            {ids(ns.Newest()), []record.ID{"from-rohan", "to-anyone-read", "to-anyone", "to-rohan-by-b", "to-rohan-read", "to-rohan"}},
		"waiting for rohan": {ids(ns.Waiting("rohan")), []record.ID{"to-anyone", "to-rohan-by-b", "to-rohan"}},
		"waiting for asha":  {ids(ns.Waiting("asha")), []record.ID{"from-rohan"}},
		"waiting for b":     {ids(ns.Waiting("b")), []record.ID{"from-rohan", "to-anyone"}},
		"of asha":           {ids(ns.Unacknowledged("asha")), []record.ID{"to-anyone", "to-rohan-by-b", "to-rohan"}},
		"of anybody":        {ids(ns.Unacknowledged("")), []record.ID{"from-rohan", "to-anyone", "to-rohan-by-b", "to-rohan"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
	for v := range ns.Newest() {
		if v.ID != "from-rohan" {
			t.Errorf("went on to %s after it was told to stop", v.ID)
		}
		break
	}
}

// Two who read one note apart, offline, are not asked again, and what comes of
// it needs nobody's choice; other words do.
func TestAcknowledgedApart(t *testing.T) {
	base := add(t, shift.Notes{}, "n1", sample())
	v, _ := base.Get("n1")
	write := func(n shift.Note, by chat.AgentID) shift.Version {
		_, w, err := base.Put("n1", n, v.Revision, by, now+minute)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	byRohan, byB := write(acked(t, v.Content, "rohan", now+minute), "rohan"), write(acked(t, v.Content, "b", now+minute), "b")
	rewritten := write(v.Content.Rewrite("Other words."), "asha")

	both := base.Merge(byRohan, byB)
	if got := both.Book().Conflicts(); !slices.Equal(got, []record.ID{"n1"}) || len(ids(both.Waiting("rohan"))) != 0 {
		t.Errorf("conflicts %v, waiting %v", got, ids(both.Waiting("rohan")))
	}
	n, ok := shift.Reconcile(byRohan.Content, byB.Content)
	if !ok {
		t.Fatal("two who said the same were not reconciled")
	}
	settled, _, err := both.Settle("n1", n, false, "rohan", now+2*minute, byRohan.Revision, byB.Revision)
	if got, _ := settled.Get("n1"); err != nil || len(got.Content.Acknowledged) != 2 || len(settled.Book().Conflicts()) != 0 {
		t.Errorf("settled: %v, %+v", err, got)
	}

	words := base.Merge(byB, rewritten)
	if _, ok := shift.Reconcile(byB.Content, rewritten.Content); ok {
		t.Error("chose between words")
	}
	if got := ids(words.Waiting("rohan")); len(got) != 1 {
		t.Errorf("waiting %v", got)
	}
	var c *shift.Conflict
	if same, _, err := both.Put("n1", n, v.Revision, "asha", now+3*minute); !errors.As(err, &c) || !same.Book().Equal(both.Book()) {
		t.Errorf("from an old revision: %v", err)
	}
}

// The referee takes no version that a person could not have written.
func TestDecodeVersionJudgesTheNote(t *testing.T) {
	_, v, err := shift.Notes{}.Put("n1", acked(t, sample(), "rohan", now), record.Revision{}, "asha", now)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := record.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := shift.DecodeVersion(raw); err != nil || got.Content.Text != v.Content.Text || got.Revision != v.Revision {
		t.Errorf("%s: %+v, %v", raw, got, err)
	}
	forged := strings.Replace(string(raw), `"by":"rohan"`, `"by":"lead"`, 1)
	if _, err := shift.DecodeVersion([]byte(forged)); forged == string(raw) || !errors.Is(err, record.ErrForged) {
		t.Errorf("%s: %v", forged, err)
	}
}

func FuzzDecodeVersion(f *testing.F) {
	_, v, err := shift.Notes{}.Put("n1", acked(f, sample(), "rohan", now), record.Revision{}, "asha", now)
	if err != nil {
		f.Fatal(err)
	}
	raw, err := record.Encode(v)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		v, err := shift.DecodeVersion(raw)
		if err != nil {
			return
		}
		if err := v.Content.Normal().Check(); err != nil {
			t.Fatalf("%q: took %+v, %v", raw, v.Content, err)
		}
		again, err := record.Encode(v)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := shift.DecodeVersion(again); err != nil {
			t.Fatalf("%q does not survive: %v", raw, err)
		}
	})
}

func full(b *testing.B) shift.Notes {
	var vs []shift.Version
	for i := range 10_000 {
		v, err := record.Book[shift.Note]{}.Propose(record.ID(fmt.Sprintf("n-%05d", i)), note("asha", "rohan", now+chat.Instant(i)), record.Revision{}, "asha", now)
		if err != nil {
			b.Fatal(err)
		}
		vs = append(vs, v)
	}
	return shift.Notes{}.Merge(vs...)
}

func BenchmarkPut(b *testing.B) {
	ns := full(b)
	v, _ := ns.Get("n-05000")
	n := acked(b, v.Content, "rohan", now)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := ns.Put(v.ID, n, v.Revision, "rohan", now); err != nil {
			b.Fatal(err)
		}
	}
}

// The worst: none was read yet.
func BenchmarkWaiting(b *testing.B) {
	ns := full(b)
	b.ReportAllocs()
	for b.Loop() {
		if len(ids(ns.Waiting("rohan"))) != 10_000 {
			b.Fatal("some were read")
		}
	}
}
