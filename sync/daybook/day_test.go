package daybook

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
)

func editionIn(zone string) *policy.Edition {
	ed := *assets.Edition()
	ed.Policy.Cover.Zone = zone
	return &ed
}

// TestTheDayOfAnInstant: days follow each other without a hole, each instant is in its
// own, and the wall shows its date, wherever midnight is skipped or comes twice.
func TestTheDayOfAnInstant(t *testing.T) {
	for _, c := range []struct {
		zone  string
		month time.Month
		year  int
	}{
		{"America/Santiago", time.September, 2026}, // midnight is skipped
		{"America/Santiago", time.April, 2026},     // 23:00 comes twice
		{"America/Havana", time.March, 2026},       // midnight is skipped
		{"America/Havana", time.November, 2026},    // midnight comes twice
		{"America/St_Johns", time.October, 2010},   // one minute after midnight it is 23:01
		{"Pacific/Apia", time.December, 2011},      // a whole day is skipped
		{"Asia/Kolkata", time.March, 2026},
	} {
		ed := editionIn(c.zone)
		begin := chat.InstantOf(time.Date(c.year, c.month, 1, 12, 0, 0, 0, time.UTC))
		_, _, end := dayAt(ed, begin)
		date := ""
		for at := begin; at < begin.Add(40*24*time.Hour); at = at.Add(10 * time.Minute) {
			d, from, to := dayAt(ed, at)
			if from > at || to <= at {
				t.Fatalf("%s: %s is not in its day, %s to %s", c.zone, at.Time(), from.Time(), to.Time())
			}
			if at >= end {
				if from != end {
					t.Fatalf("%s: %s begins at %s, and the day before it ends at %s", c.zone, d, from.Time(), end.Time())
				}
				end = to
			} else if to != end || d < date {
				t.Fatalf("%s: %s ends at %s and at %s", c.zone, d, end.Time(), to.Time())
			}
			date = d
		}
	}
}

// TestADayWithoutMidnight is counted on: what happens in its last hour does not begin
// it anew.
func TestADayWithoutMidnight(t *testing.T) {
	// On 5 September 2026 the clocks of Santiago go from 23:59 to 1:00.
	s := &streams{t: t, ring: 50, now: chat.InstantOf(time.Date(2026, 9, 6, 3, 10, 0, 0, time.UTC))} // 23:10
	b := s.book(s.now)
	ed := editionIn("America/Santiago")
	b.cfg.Edition = func() *policy.Edition { return ed }
	opened := func(id chat.ChatID) int {
		s.says(id, opened())
		a, err := b.Ask(t.Context(), "", chat.RoleLead)
		if err != nil {
			t.Fatal(err)
		}
		return a.Day.Chats.Opened
	}
	for n, id := range []chat.ChatID{"a", "b", "c"} {
		if got := opened(id); got != n+1 {
			t.Errorf("%d of %d chats are counted", got, n+1)
		}
		s.pass(10 * time.Minute)
	}
	s.pass(20 * time.Minute) // 1:00
	if got := opened("d"); got != 1 {
		t.Errorf("%d chats are counted on the next day", got)
	}
}
