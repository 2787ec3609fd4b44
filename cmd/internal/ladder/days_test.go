package ladder

import (
	"testing"
	"time"

	"floorwalker/app/chat"
)

// changed is what others change in three days: the size that issue 3 names,
// and a tenth of it where everything is ten times slower.
func changed() missed {
	m := missed{Prefix: "later", Canned: 10_000, FollowUps: 500, Notes: 200}
	if raceDetector {
		m.Canned, m.FollowUps, m.Notes = m.Canned/10, m.FollowUps/10, m.Notes/10
	}
	return m
}

// threeDays lets a desk that has the libraries be away for three days, in
// which every record is changed, and come back.
func threeDays(t testing.TB, m missed) caughtUp {
	f := newFloor(t)
	ben := f.desk("Ben", chat.RoleSecondary)
	token := f.admit("Asha", chat.RolePrimary)
	scribe := start(t, "scribe", nil, addrVariable+"="+f.addr, tokenVariable+"="+token, shiftVariable+"="+f.shift.String())
	scribe.ask("live", nil, nil)
	before := m
	before.Prefix = "before"
	var got caughtUp
	scribe.ask("write", before, nil)
	ben.ask("catchup", before, &got)
	ben.proxy.cut()
	ben.until("that the hub is gone", func(s sight) bool { return s.Link != "live" })
	f.skew(3 * 24 * time.Hour)
	scribe.ask("skew", 3*24*time.Hour, nil)
	scribe.ask("write", m, nil)
	ben.proxy.join()
	ben.ask("catchup", m, &got)
	f.same(ben)
	scribe.Kill()
	return got
}

// TestThreeDaysAway brings all that has changed to a desk that comes back; how
// long it took is logged, and BenchmarkThreeDaysAway prints it (D-03).
func TestThreeDaysAway(t *testing.T) {
	m := changed()
	got := threeDays(t, m)
	t.Logf("%d canned responses, %d follow-ups and %d notes, all changed: shown %v after connecting began (live after %v)",
		m.Canned, m.FollowUps, m.Notes, got.Shown.Round(time.Millisecond), got.Live.Round(time.Millisecond))
}

// BenchmarkThreeDaysAway prints from the moment a desk begins to connect to the
// three libraries in its snapshot.
func BenchmarkThreeDaysAway(b *testing.B) {
	var sum time.Duration
	n := 0
	for b.Loop() {
		sum += threeDays(b, changed()).Shown
		n++
	}
	b.ReportMetric(float64(sum.Milliseconds())/float64(n), "ms/return")
	b.ReportMetric(0, "ns/op") // nearly all of it is the three days
}
