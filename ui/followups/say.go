package followups

import (
	"cmp"
	"fmt"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/ui/kit"
)

// soon is how long before its time a follow-up is coloured.
const soon = 15 * time.Minute

// minutesLeft is how many minutes are left, begun ones counted: 1 from a minute
// to the end, and -1 from the first moment after it. Nothing is due "in 0:00".
func minutesLeft(due, now chat.Instant) int {
	left := due.Sub(now)
	if left < 0 {
		return -int((-left + time.Minute - 1) / time.Minute)
	}
	return int((left + time.Minute - 1) / time.Minute)
}

// figure is minutesLeft as hours and minutes, "1:10" and "−0:06", and in days
// beyond two of them.
func figure(minutes int) string {
	sign, m := "", minutes
	if m < 0 {
		sign, m = "−", -m
	}
	if days := m / (24 * 60); days >= 2 {
		return fmt.Sprintf("%s%d d", sign, days)
	}
	return fmt.Sprintf("%s%d:%02d", sign, m/60, m%60)
}

// dueTone is the colour of that figure.
func dueTone(minutes int) kit.Tone {
	switch {
	case minutes < 0:
		return kit.Red
	case minutes <= int(soon/time.Minute):
		return kit.Amber
	}
	return kit.Grey
}

// when is an instant as a person would say it at now: "15:00", "tomorrow 9:30",
// "24 Nov 15:00".
func when(at, now time.Time) string {
	at = at.In(now.Location())
	clock := at.Format("15:04")
	switch days := daysBetween(now, at); {
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

// daysBetween counts the midnights from a to b.
func daysBetween(a, b time.Time) int {
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(day(b).Sub(day(a)) / (24 * time.Hour))
}

// originWords says why a follow-up exists; a rule of a later version brings its
// own word, which is shown as it is.
func originWords(o followup.Origin) string {
	switch o {
	case "":
		return ""
	case followup.OriginAsked:
		return "asked to be called"
	case followup.OriginSilent:
		return "fell silent"
	case followup.OriginOvernight:
		return "wrote overnight"
	case followup.OriginEscalation:
		return "escalated"
	}
	return string(o)
}

// syncWords says that this page works as it is, and what the hub does not have.
func syncWords(l app.Link, unsent int) string {
	const works = "Works without a network"
	switch {
	case unsent > 0:
		return fmt.Sprintf("%s · %s waiting to sync", works, count(unsent, "change"))
	case l.State == app.LinkLive:
		return works + " · all is synced"
	}
	return works + " · nothing waits to sync"
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// who names people.
type who struct {
	me    chat.AgentID
	names map[chat.AgentID]string
}

// name is a person's name, "You" for the one at this desk.
func (w who) name(id chat.AgentID) string {
	if id == w.me && id != "" {
		return "You"
	}
	return cmp.Or(w.names[id], string(id))
}

// assignee is name, with words for nobody.
func (w who) assignee(id chat.AgentID) string { return cmp.Or(w.name(id), "Nobody yet") }

// author is who did something: a rule, where no person did.
func (w who) author(id chat.AgentID) string { return cmp.Or(w.name(id), "a rule") }
