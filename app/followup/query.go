package followup

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"floorwalker/app/chat"
)

// Open yields the open follow-ups by due time, so those that are late come
// first, the longest overdue before all.
func (l List) Open() iter.Seq[Version] { return each(l.open, anyVersion) }

// OpenOf yields the open follow-ups of one assignee by due time; those of
// nobody if who is empty.
func (l List) OpenOf(who chat.AgentID) iter.Seq[Version] {
	return each(l.open, func(v *Version) bool { return v.Content.Assignee == who })
}

func anyVersion(*Version) bool { return true }

// each yields the versions that are wanted.
func each(vs []*Version, wanted func(*Version) bool) iter.Seq[Version] {
	return func(yield func(Version) bool) {
		for _, v := range vs {
			if wanted(v) && !yield(*v) {
				return
			}
		}
	}
}

// DueWithin yields the open follow-ups that are due at now+d or before, by due
// time, those that are late among them.
func (l List) DueWithin(now chat.Instant, d time.Duration) iter.Seq[Version] {
	return each(l.open[:l.dueBefore(now.Add(d)+1)], anyVersion)
}

// Done returns the follow-ups that were done at since or later, the newest
// first.
func (l List) Done(since chat.Instant) []Version {
	var vs []Version
	for v := range l.book.All() {
		if !v.Content.IsOpen() && v.Content.Done >= since {
			vs = append(vs, v)
		}
	}
	slices.SortFunc(vs, func(a, b Version) int {
		return cmp.Or(cmp.Compare(b.Content.Done, a.Content.Done), cmp.Compare(a.ID, b.ID))
	})
	return vs
}

// Counts are the figures above the list.
type Counts struct {
	// Open are all that somebody still has to call.
	Open int
	// Late are those of them whose due time has passed.
	Late int
	// Today are those that are due between now and the end of the day.
	Today int
}

// Counts counts the open follow-ups at a time, with days as they are in zone,
// which is that of the policy's cover; nil means UTC.
func (l List) Counts(now chat.Instant, zone *time.Location) Counts {
	if zone == nil {
		zone = time.UTC
	}
	y, m, d := now.Time().In(zone).Date()
	midnight := chat.InstantOf(time.Date(y, m, d+1, 0, 0, 0, 0, zone))
	late := l.dueBefore(now)
	return Counts{Open: len(l.open), Late: late, Today: l.dueBefore(midnight) - late}
}

// dueBefore returns how many open follow-ups are due before a time.
func (l List) dueBefore(at chat.Instant) int {
	i, _ := slices.BinarySearchFunc(l.open, at, func(v *Version, at chat.Instant) int { return cmp.Compare(v.Content.Due, at) })
	return i
}
