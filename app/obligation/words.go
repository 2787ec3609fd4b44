package obligation

import (
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// words says how a clock stands.
func words(o *chat.Obligation, k Clock) string {
	about, doubt := "", ""
	if k.Uncertain {
		about, doubt = "about ", " (time is uncertain)"
	}
	switch late := k.Left <= 0; {
	case k.Paused:
		return "paused: " + o.PausedWhy
	case late && moment(o.Kind):
		return Doing(o.Kind) + " now" + doubt
	case late:
		return "breached by " + about + clock(-k.Left) + doubt
	}
	// The second in progress counts as left, so that 0:00 is never shown for
	// a clock that still runs.
	return Doing(o.Kind) + " in " + about + clock(k.Left+time.Second-time.Millisecond) + doubt
}

// waits says when a call that was tried may be tried again.
func waits(o *chat.Obligation, k Clock, now chat.Instant, p *policy.Policy) string {
	about, doubt := "", ""
	if k.Uncertain {
		about, doubt = "about ", " (time is uncertain)"
	}
	left := NextAttempt(*o, p).Sub(now)
	if left <= 0 {
		return Doing(o.Kind) + " again now" + doubt
	}
	return Doing(o.Kind) + " again in " + about + clock(left+time.Second-time.Millisecond) + doubt
}

// wall writes a time as the clock on the wall of the floor shows it: "10:00", with
// the day where that is another one than now's.
func wall(at, now chat.Instant, p *policy.Policy) string {
	zone := p.Cover.Location()
	t, n := at.Time().In(zone), now.Time().In(zone)
	if t.YearDay() == n.YearDay() && t.Year() == n.Year() {
		return t.Format("15:04")
	}
	return t.Format("Mon 15:04")
}

// Doing says what is owed in a verb or two, such as "take over".
func Doing(k chat.ObligationKind) string {
	if w, ok := doing[k]; ok {
		return w
	}
	return "due"
}

// doing is read-only after initialisation.
var doing = map[chat.ObligationKind]string{
	chat.OwedTakeOver:      "take over",
	chat.OwedAccept:        "accept",
	chat.OwedFirstResponse: "reply",
	chat.OwedAck:           "bot answers",
	chat.OwedReply:         "reply",
	chat.OwedUpdate:        "update",
	chat.OwedResolution:    "resolve",
	chat.OwedCallback:      "offer a call",
	chat.OwedNudge:         "ask if still there",
	chat.OwedWarn:          "warn of closing",
	chat.OwedClose:         "close",
	chat.OwedFinish:        "finish",
	chat.OwedCall:          "call",
	chat.OwedPromise:       "keep promise",
	chat.OwedEscalation:    "solve escalation",
	chat.OwedConfirm:       "confirm it is solved",
	chat.OwedContact:       "get in touch",
	chat.OwedReview:        "review",
	chat.OwedNightAck:      "acknowledge",
	chat.OwedNightResolve:  "resolve",
	chat.OwedWriteUp:       "write up",
}

// clock writes whole seconds as 0:07, 12:00 or 1:02:03, and days as 2d 03:00.
func clock(d time.Duration) string {
	s := int64(d / time.Second)
	switch {
	case s < 3600:
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	case s < 24*3600:
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%dd %02d:%02d", s/86400, s/3600%24, s/60%60)
}
