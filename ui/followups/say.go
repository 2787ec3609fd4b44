package followups

import (
	"cmp"
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
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

// who names people.
type who struct{ words.People }

// assignee is Name, with words for nobody.
func (w who) assignee(id chat.AgentID) string { return cmp.Or(w.Name(id), "Nobody yet") }

// author is who did something: a rule, where no person did.
func (w who) author(id chat.AgentID) string { return cmp.Or(w.Name(id), "a rule") }
