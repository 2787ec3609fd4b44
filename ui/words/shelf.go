package words

import (
	"fmt"
	"strings"
	"time"

	"floorwalker/app"
)

// Synced says that a page of shared records works as it is, and how many edits of
// this desk the hub does not have.
func Synced(l app.Link, unsent int) string {
	const works = "Works without a network"
	switch {
	case unsent > 0:
		return fmt.Sprintf("%s · %s waiting to sync", works, Count(unsent, "change"))
	case l.State == app.LinkLive:
		return works + " · all is synced"
	}
	return works + " · nothing waits to sync"
}

// Sentence is words with a capital and a full stop.
func Sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasSuffix(s, ".") {
		return Upper(s)
	}
	return Upper(s) + "."
}

// When is an instant as a person would say it at now, in the zone of now: "today
// 15:00", "tomorrow 09:30", "24 Nov 15:00".
func When(at, now time.Time) string {
	at = at.In(now.Location())
	clock := at.Format("15:04")
	switch days := Date(at).Sub(Date(now)) / (24 * time.Hour); {
	case days == 0:
		return "today " + clock
	case days == 1:
		return "tomorrow " + clock
	case days == -1:
		return "yesterday " + clock
	case at.Year() == now.Year():
		return at.Format("2 Jan ") + clock
	}
	return at.Format("2 Jan 2006 ") + clock
}

// Date is the day of t as one that always has 24 hours.
func Date(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
