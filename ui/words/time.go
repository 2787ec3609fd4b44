package words

import (
	"fmt"
	"strings"
	"time"

	"floorwalker/app/chat"
)

// Clock is a span as minutes and seconds, "0:18", or hours and minutes from an
// hour on, "2 h 05". The sign is left to the words beside it.
func Clock(d time.Duration) string {
	d = d.Abs()
	if d >= time.Hour {
		return fmt.Sprintf("%d h %02d", int(d.Hours()), int(d.Minutes())%60)
	}
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}

// Countdown is a clock that says when it has run out.
func Countdown(left time.Duration) string {
	if left < 0 {
		return "+" + Clock(left)
	}
	// Half a second left is not nought.
	return Clock(left + time.Second - time.Millisecond)
}

// Ago is how long something has been, roughly: the figure need not change
// every second to be true.
func Ago(d time.Duration) string {
	switch {
	case d < 5*time.Second:
		return "now"
	case d < time.Minute:
		return fmt.Sprintf("%d s ago", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", int(d.Minutes()))
	case d < 24*time.Hour:
		return fmt.Sprintf("%d h ago", int(d.Hours()))
	default:
		return fmt.Sprintf("%d d ago", int(d.Hours())/24)
	}
}

// For is how long something lasts already, as roughly as Ago.
func For(d time.Duration) string {
	if d < 5*time.Second {
		return "just now"
	}
	return strings.TrimSuffix(Ago(d), " ago")
}

// Slowly is now, kept back to the last ten seconds: what calls for nobody need
// not change more often, and every calm row then changes in the same frame.
func Slowly(now chat.Instant) chat.Instant {
	const step = chat.Instant(10 * time.Second / time.Millisecond)
	return now - now%step
}

// Span is a length of time in full words' stead, "30 s", "2 min".
func Span(d time.Duration) string {
	switch {
	case d < 2*time.Minute && d%time.Minute != 0:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	default:
		return fmt.Sprintf("%d h %02d min", int(d.Hours()), int(d.Minutes())%60)
	}
}

// At is a time of day where this desk stands, "14:26".
func At(i chat.Instant) string { return i.Time().Local().Format("15:04") }

// AtSecond is the same with seconds.
func AtSecond(i chat.Instant) string { return i.Time().Local().Format("15:04:05") }

// Day is a date as a sentence would say it, "3 Nov".
func Day(i chat.Instant) string { return i.Time().Local().Format("2 Jan") }

// Place names the zone of at behind a time that is shown in it, " Kolkata", where
// clocks of that zone and of here differ then; where they agree it is empty. Promises
// are made in the time of the workspace, and the top bar and the chats show the
// machine's: one of the two has to say whose it is.
func Place(at time.Time, here *time.Location) string {
	_, there := at.Zone()
	if _, mine := at.In(here).Zone(); mine == there {
		return ""
	}
	zone := at.Location().String()
	if _, city, ok := strings.Cut(zone, "/"); ok {
		return " " + strings.ReplaceAll(city[strings.LastIndex(city, "/")+1:], "_", " ")
	}
	abbreviation, _ := at.Zone()
	return " " + abbreviation
}
