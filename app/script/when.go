package script

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

// findDaypart greets by the customer's clock. Evening lasts until five
// in the morning, because "good night" is no greeting.
func findDaypart(k *Known) (string, Source) {
	if k.Now.IsZero() {
		return "", Source{}
	}
	z := k.zone()
	return daypart(k.Now.Time().In(z).Hour()), Source{Kind: SourceClock, Field: z.String()}
}

func daypart(hour int) string {
	switch {
	case hour < 5 || hour >= 17:
		return "evening"
	case hour < 12:
		return "morning"
	default:
		return "afternoon"
	}
}

// findWroteAt returns the time of the line that the issue was taken from, or
// of the customer's first.
func findWroteAt(k *Known) (string, Source) {
	m, ok := wrote(k)
	if !ok {
		return "", Source{}
	}
	return m.At.Time().In(k.zone()).Format("15:04"), Source{Kind: SourceMessage, Message: m.ID, Field: "time"}
}

// findWroteWhen returns the day of it, as seen from now (G-ON-03).
func findWroteWhen(k *Known) (string, Source) {
	m, ok := wrote(k)
	if !ok || k.Now.IsZero() || m.At > k.Now {
		return "", Source{}
	}
	if h := typed.Line(k.Holiday); h != "" {
		return "on " + h, Source{Kind: SourceDesk, Field: "holiday"}
	}
	return dayWords(m.At, k.Now, k.zone()), Source{Kind: SourceMessage, Message: m.ID, Field: "time"}
}

func wrote(k *Known) (chat.Message, bool) {
	if m, _, ok := firstLine(k.Messages); ok && !m.At.IsZero() {
		return m, true
	}
	for _, m := range k.Messages {
		if m.From == chat.SpeakerCustomer && !m.At.IsZero() {
			return m, true
		}
	}
	return chat.Message{}, false
}

// dayWords counts calendar days where the customer is, not spans of 24 hours.
func dayWords(at, now chat.Instant, z *time.Location) string {
	then, today := at.Time().In(z), now.Time().In(z)
	switch days := dayNumber(today) - dayNumber(then); {
	case days == 0:
		return "today"
	case days == 1:
		return "yesterday"
	case days < 7:
		return "on " + then.Weekday().String()
	case then.Year() == today.Year():
		return "on " + then.Format("2 January")
	default:
		return "on " + then.Format("2 January 2006")
	}
}

// dayNumber counts days of the calendar from a fixed one.
func dayNumber(t time.Time) int64 {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86_400
}
