package words

import (
	"fmt"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// HandoverState is how far a signed handover has come: "signed 18:52 · waiting for Lena
// · 7 of 9 acknowledged · goes to the lead in 6:10". at prints a time of day.
func HandoverState(h *view.Handover, now chat.Instant, at func(chat.Instant) string) string {
	parts := []string{"signed " + at(h.Signed)}
	of := len(h.Items)
	to := Label(h.ToName)
	if h.ToName == "" {
		to = "the lead"
	}
	switch {
	case h.Open == 0 && of == 0:
		return strings.Join(append(parts, "nothing had to go over"), " · ")
	case h.Open == 0:
		return strings.Join(append(parts, "all "+Count(of, "item")+" acknowledged"), " · ")
	case !h.Taken.At.IsZero():
		return strings.Join(append(parts, fmt.Sprintf("%d of %d acknowledged", of-h.Open, of), "taken in writing by "+Label(h.TakenBy)), " · ")
	case h.Raised:
		parts = append(parts, "gone to the lead at "+at(h.Handover.Raised))
	default:
		parts = append(parts, "waiting for "+to)
	}
	parts = append(parts, fmt.Sprintf("%d of %d acknowledged", of-h.Open, of))
	if !h.Raised && !h.Due.IsZero() {
		if left := h.Due.Sub(now); left > 0 {
			parts = append(parts, "goes to the lead in "+Clock(left))
		} else {
			parts = append(parts, "goes to the lead now")
		}
	}
	return strings.Join(parts, " · ")
}

// Figure is a number as it stands in brackets.
func Figure(n int) string { return fmt.Sprint(n) }

// Percent is a share in whole percent, rounded down so that only all of it is 100; of
// nothing it is all.
func Percent(n, of int) string {
	if of == 0 {
		return "100%"
	}
	return fmt.Sprintf("%d%%", n*100/of)
}
