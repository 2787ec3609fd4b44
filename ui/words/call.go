package words

import (
	"fmt"
	"time"

	"floorwalker/app/chat"
)

// callReasons say why somebody is phoned. It is read-only.
var callReasons = map[chat.CallReason]string{
	"screen_share":     "needs a look at the screen",
	"billing_dispute":  "billing dispute",
	"configuration":    "complex configuration",
	"prefers_phone":    "prefers the phone",
	"long_chat":        "the chat takes long",
	"frustrated":       "the customer is upset",
	"left_unconfirmed": "left without saying that it is solved",
	"technical":        "left with a technical issue open",
	"billing":          "left with a billing question open",
	"urgent_silent":    "was urgent, then went silent",
	"setup_abandoned":  "set-up abandoned midway",
	"silent":           "went silent",
	"overnight":        "wrote while nobody was on cover",
	"delay_check":      "upset about the delay: 24-hour check",
	"call_back":        "asked to be called again",
	"promised":         "was promised a call",
}

// CallReason says why somebody is phoned; a reason of a later version is shown as it
// is, and none is empty.
func CallReason(r chat.CallReason) string {
	if w, ok := callReasons[r]; ok {
		return w
	}
	return string(r)
}

// Outcome says what came of an attempt to call, as a sentence goes on: "no answer".
func Outcome(o string) string {
	switch o {
	case chat.AttemptReached:
		return "reached"
	case chat.AttemptNoAnswer:
		return "no answer"
	case chat.AttemptBusy:
		return "busy"
	case chat.AttemptWrong:
		return "wrong number"
	case chat.AttemptCallBack:
		return "asked to be called again"
	case chat.AttemptNotMade:
		return "not made"
	case "", chat.AttemptOther:
		return "something else"
	}
	return o
}

// MinutesLeft is how many minutes are left, begun ones counted: 1 from a minute to
// the end, and -1 from the first moment after it. Nothing is due "in 0:00".
func MinutesLeft(due, now chat.Instant) int {
	left := due.Sub(now)
	if left < 0 {
		return -int((-left + time.Minute - 1) / time.Minute)
	}
	return int((left + time.Minute - 1) / time.Minute)
}

// HoursLeft is MinutesLeft as hours and minutes, "1:10" and "−0:06", and in days
// beyond two of them.
func HoursLeft(minutes int) string {
	sign, m := "", minutes
	if m < 0 {
		sign, m = "−", -m
	}
	if days := m / (24 * 60); days >= 2 {
		return fmt.Sprintf("%s%d d", sign, days)
	}
	return fmt.Sprintf("%s%d:%02d", sign, m/60, m%60)
}

// CallReasonShort is one of the six reasons for which a call may be offered, for the
// step of a choice (G-CB-01 to -06).
func CallReasonShort(r chat.CallReason) string {
	switch r {
	case "screen_share":
		return "screen"
	case "billing_dispute":
		return "billing"
	case "configuration":
		return "set-up"
	case "prefers_phone":
		return "prefers phone"
	case "long_chat":
		return "takes long"
	case "frustrated":
		return "upset"
	}
	return string(r)
}
