package followup_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
)

func add(t testing.TB, l followup.List, id record.ID, f followup.FollowUp) followup.List {
	t.Helper()
	basis := record.Revision{}
	if v, ok := l.Get(id); ok {
		basis = v.Revision
	}
	l, _, err := l.Put(id, f, basis, "a1", now)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func ids(seq func(func(followup.Version) bool)) (out []record.ID) {
	for v := range seq {
		out = append(out, v.ID)
	}
	return out
}

func TestQueries(t *testing.T) {
	india := time.FixedZone("India", 5*3600+1800) // 15:00 now, so the day has nine hours left
	var l followup.List
	for id, f := range map[record.ID]followup.FollowUp{
		"late":      sample().Reschedule(now - hour).Assign("a2"),
		"very-late": sample().Reschedule(now - 9*hour),
		"soon":      sample().Reschedule(now + 20*minute).Assign("a2"),
		"now":       sample().Reschedule(now),
		"tonight":   sample().Reschedule(now + 9*hour - 1),
		"midnight":  sample().Reschedule(now + 9*hour),
		"done":      sample().Reschedule(now-hour).Complete("a2", now-2*hour, ""),
		"done-2":    sample().Complete("a2", now-hour, ""),
		"done-old":  sample().Complete("a2", now-48*hour, ""),
	} {
		l = add(t, l, id, f)
	}
	for name, c := range map[string]struct{ got, want []record.ID }{
		"open":               {ids(l.Open()), []record.ID{"very-late", "late", "now", "soon", "tonight", "midnight"}},
		"of a2":              {ids(l.OpenOf("a2")), []record.ID{"late", "soon"}},
		"of nobody":          {ids(l.OpenOf("")), []record.ID{"very-late", "now", "tonight", "midnight"}},
		"within 20 minutes":  {ids(l.DueWithin(now, 20*time.Minute)), []record.ID{"very-late", "late", "now", "soon"}},
		"within 19 minutes":  {ids(l.DueWithin(now, 19*time.Minute)), []record.ID{"very-late", "late", "now"}},
		"done since a day":   {ids(slices.Values(l.Done(now - 24*hour))), []record.ID{"done-2", "done"}},
		"done to the minute": {ids(slices.Values(l.Done(now - hour))), []record.ID{"done-2"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
	if got, want := l.Counts(now, india), (followup.Counts{Open: 6, Late: 2, Today: 3}); got != want {
		t.Errorf("in India %+v, want %+v", got, want)
	}
	// In UTC it is 09:30, and 18:30 is today.
	if got, want := l.Counts(now, nil), (followup.Counts{Open: 6, Late: 2, Today: 4}); got != want {
		t.Errorf("in UTC %+v, want %+v", got, want)
	}
	for v := range l.OpenOf("a2") {
		if v.ID != "late" {
			t.Errorf("went on to %s after it was told to stop", v.ID)
		}
		break
	}
}

// A day on which clocks are set forward has 23 hours, and midnight is where
// the calendar says it is.
func TestTodayEndsWithTheCalendarsDay(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	noon := chat.InstantOf(time.Date(2026, 3, 29, 0, 30, 0, 0, zone))
	l := add(t, followup.List{}, "in", sample().Reschedule(noon+22*hour+29*minute))
	l = add(t, l, "out", sample().Reschedule(noon+22*hour+30*minute))
	if got := l.Counts(noon, zone); got.Today != 1 {
		t.Errorf("%+v", got)
	}
}

// However it came about, the open list is the open follow-ups by due time.
func TestOpenListProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l followup.List
		for range rapid.IntRange(0, 30).Draw(t, "edits") {
			id := record.ID(rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "id"))
			f := sample().Reschedule(chat.Instant(rapid.IntRange(1, 3).Draw(t, "due")))
			if rapid.Bool().Draw(t, "done") {
				f = f.Complete("a1", now, "")
			}
			heads := l.Book().Heads(id)
			var err error
			switch {
			case len(heads) == 0:
				l, _, err = l.Put(id, f, record.Revision{}, "a1", now)
			case rapid.Bool().Draw(t, "delete"):
				l, _, err = l.Delete(id, heads[0].Revision, "a1", now)
			default:
				l, _, err = l.Put(id, f, heads[0].Revision, "a1", now)
			}
			if err != nil {
				t.Fatal(err)
			}
			var want []followup.Version
			for v := range l.Book().All() {
				if v.Content.IsOpen() {
					want = append(want, v)
				}
			}
			slices.SortFunc(want, func(a, b followup.Version) int {
				return cmp.Or(cmp.Compare(a.Content.Due, b.Content.Due), cmp.Compare(a.ID, b.ID))
			})
			if got := ids(l.Open()); !slices.Equal(got, ids(slices.Values(want))) {
				t.Fatalf("listed %v, want %v", got, ids(slices.Values(want)))
			}
		}
	})
}

func full(b *testing.B) followup.List {
	var vs []followup.Version
	for i := range 10_000 {
		v, err := record.Book[followup.FollowUp]{}.Propose(record.ID(fmt.Sprintf("f-%05d", i)), sample().Reschedule(now+chat.Instant(i*7919%10_000)*minute), record.Revision{}, "a1", now)
		if err != nil {
			b.Fatal(err)
		}
		vs = append(vs, v)
	}
	return followup.List{}.Merge(vs...)
}

func BenchmarkPut(b *testing.B) {
	l := full(b)
	v, _ := l.Get("f-05000")
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := l.Put(v.ID, v.Content.Assign("a2"), v.Revision, "a2", now); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCounts(b *testing.B) {
	l := full(b)
	b.ReportAllocs()
	for b.Loop() {
		l.Counts(now, time.UTC)
	}
}
