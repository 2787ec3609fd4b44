package words

import (
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// dutyNames are what is owed, at the right edge of a row and in full. It is
// read-only.
var dutyNames = map[chat.ObligationKind][2]string{
	chat.OwedTakeOver:      {"take over", "Take over"},
	chat.OwedFirstResponse: {"first reply", "First reply"},
	chat.OwedAccept:        {"accept", "Accept from the queue"},
	chat.OwedAck:           {"bot answers", "The bot's first answer"},
	chat.OwedReply:         {"reply", "Reply"},
	chat.OwedUpdate:        {"update", "Say how it stands"},
	chat.OwedResolution:    {"resolve", "Resolve"},
	chat.OwedCallback:      {"offer a call", "Offer a call"},
	chat.OwedNudge:         {"still there?", "Ask if they are still there"},
	chat.OwedWarn:          {"warn", "Say that the chat will close"},
	chat.OwedClose:         {"close", "Close the silent chat"},
	chat.OwedFinish:        {"finish", "Finish the closing"},
	chat.OwedCall:          {"call", "Call the customer"},
	chat.OwedPromise:       {"promise", "Keep a promise"},
	chat.OwedContact:       {"contact", "Get in touch, as was promised"},
	chat.OwedEscalation:    {"escalation", "Solve the escalation"},
	chat.OwedConfirm:       {"confirm", "Confirm that it is solved"},
	chat.OwedReview:        {"review", "Review what came overnight"},
	chat.OwedNightAck:      {"acknowledge", "Acknowledge what came overnight"},
	chat.OwedNightResolve:  {"resolve", "Resolve after the call"},
	chat.OwedWriteUp:       {"write up", "Write up the bot's error"},
	view.OwedLook:          {"look", "Look at it"},
	view.OwedAnswer:        {"answer", "Answer the offer"},
}

// Duty names what is owed, for the right edge of a row.
func Duty(k chat.ObligationKind) string {
	if n, ok := dutyNames[k]; ok {
		return n[0]
	}
	return string(k)
}

// DutyFull names what is owed, for the panel beside a thread.
func DutyFull(k chat.ObligationKind) string {
	if n, ok := dutyNames[k]; ok {
		return n[1]
	}
	return string(k)
}

// Of is a part of a whole, "2 of 7".
func Of(n, of int) string { return fmt.Sprintf("%d of %d", n, of) }

// Oldest says how long the oldest of a section has waited (E-ESC-09).
func Oldest(since, now chat.Instant) string {
	if since.IsZero() {
		return ""
	}
	if d := now.Sub(since); d >= 5*time.Second {
		return "the oldest waits " + For(d)
	}
	return "a moment ago"
}
