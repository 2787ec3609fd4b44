package followup

import (
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Code tells one verdict from another.
type Code string

// The reasons why a call or a message may not begin.
const (
	CodeOver      Code = "over"      // nothing is left to do
	CodeRunning   Code = "running"   // somebody is on the phone
	CodeSpent     Code = "spent"     // all attempts have failed (G-FU-08)
	CodeEarly     Code = "early"     // the gap is not over
	CodeUncertain Code = "uncertain" // nobody knows whether it is
	CodeOffline   Code = "offline"   // only its owner may, or nobody
	CodeAttempts  Code = "attempts"  // WhatsApp opens after more failed calls
	CodeNoChat    Code = "no_chat"   // there is no chat to send through (G-ON-07)
)

// Who asks, and what is known where they are.
type Who struct {
	Me chat.AgentID
	// Lead says that they lead the shift.
	Lead bool
	// Online says that the hub answers, so that its rules hold for all desks at
	// once. The hub itself is always online.
	Online bool
	// Now is hub time, off by no more than Error either way. What has to be over
	// is over even if the clock is wrong by that.
	Now   chat.Instant
	Error time.Duration
	// Uncertain says that Now is a guess.
	Uncertain bool
	Edition   *policy.Edition
	// Name returns what people call somebody; nil and "" mean their id.
	Name func(chat.AgentID) string
}

// Verdict is the answer to whether something may begin.
type Verdict struct {
	OK bool
	// Code and Words say why not; both are empty if OK.
	Code  Code
	Words string
	// From is when it may at the earliest, as far as that is known; zero if time
	// alone does not help.
	From chat.Instant
}

// Refusal returns the verdict as the hub answers it; nil if OK.
func (v Verdict) Refusal() *chat.Refusal {
	if v.OK {
		return nil
	}
	return &chat.Refusal{Code: refusals[v.Code], Words: v.Words}
}

// refusals are the codes that the hub has for each. Read-only.
var refusals = map[Code]chat.RefusalCode{
	CodeOver: chat.RefusedGone, CodeRunning: chat.RefusedTaken, CodeSpent: chat.RefusedGone, CodeEarly: chat.RefusedBusy,
	CodeUncertain: chat.RefusedBusy, CodeOffline: chat.RefusedOffline, CodeAttempts: chat.RefusedInvalid, CodeNoChat: chat.RefusedInvalid,
}

func no(code Code, words string) Verdict { return Verdict{Code: code, Words: words} }

// May says whether another attempt may begin now. It is the same on a desk, with
// what that knows, and on the hub, which knows all: what a desk without the hub
// allows can turn out to be too early, which is kept and marked.
func May(l *Line, w Who) Verdict {
	if v, blocked := l.blocked(w); blocked {
		return v
	}
	from := l.Next
	switch {
	case !w.Online && l.Owner != w.Me:
		return no(CodeOffline, w.offline(l.Owner))
	case from == 0:
		// Nothing is too soon for the first.
		return Verdict{OK: true}
	case w.Uncertain && !(w.Lead && w.Online):
		return no(CodeUncertain, "The time is not certain on this machine, so nobody can say that the last attempt is long enough ago; the first answer of the hub settles it.")
	}
	if w.Now.Add(-w.Error) >= from {
		return Verdict{OK: true}
	}
	return Verdict{Code: CodeEarly, From: from.Add(w.Error), Words: w.early(l, from.Add(w.Error))}
}

// blocked is what no time changes.
func (l *Line) blocked(w Who) (Verdict, bool) {
	a, running := l.Log.Running()
	switch {
	case running && a.By == w.Me:
		return no(CodeRunning, "You are on this call; say first what came of it."), true
	case running:
		return no(CodeRunning, w.name(a.By)+" is on this call now."), true
	case l.Spent && l.Texted:
		return no(CodeSpent, fmt.Sprintf("%s failed, and a message was sent by WhatsApp.", calls(w.Edition.Policy.FollowUp.Attempts))), true
	case l.Spent:
		return no(CodeSpent, fmt.Sprintf("%s failed; write by WhatsApp instead.", calls(w.Edition.Policy.FollowUp.Attempts))), true
	case l.Ended:
		return no(CodeOver, "This call is not owed any more."), true
	}
	return Verdict{}, false
}

// MayText says whether the customer may be written to by WhatsApp, through the
// chat's platform and in no other way: after the last attempt that the policy
// gives has failed, and not before (G-FU-08, A-16). Where the team has chosen so,
// after the first on a chat of the night.
func MayText(l *Line, w Who) Verdict {
	need := w.Edition.Policy.FollowUp.Attempts
	if l.Reason == chat.CallOvernight && w.Edition.Policy.Overnight.WhatsAppFirst {
		need = 1
	}
	failed := l.Log.Failed()
	_, running := l.Log.Running()
	switch {
	case l.Texted:
		return no(CodeOver, "A message was sent after the last attempt.")
	case failed < need:
		return no(CodeAttempts, fmt.Sprintf("WhatsApp opens after %s in vain; there were %d.", calls(need), failed))
	case running:
		return no(CodeRunning, "Somebody is on the phone with them.")
	case l.Ended && !l.Spent:
		return no(CodeOver, "This call is not owed any more.")
	case l.Chat == "":
		return no(CodeNoChat, "There is no chat behind this call, and WhatsApp goes through the chat platform only.")
	case !w.Online:
		return no(CodeOffline, "WhatsApp goes through the chat platform, and the hub does not answer.")
	}
	return Verdict{OK: true}
}

func (w Who) name(a chat.AgentID) string {
	if w.Name != nil {
		if n := w.Name(a); n != "" {
			return n
		}
	}
	return string(a)
}

func (w Who) offline(owner chat.AgentID) string {
	if owner.Person() {
		return "The hub does not answer. Only " + w.name(owner) + ", who owes this call, may begin it meanwhile."
	}
	return "The hub does not answer, and this call is nobody's by name; it can begin when the hub is back."
}

// early says when it may begin, in the time of the floor, rounded up to the
// second so that it is true.
func (w Who) early(l *Line, from chat.Instant) string {
	at := from.Add(time.Second - 1).Time().In(w.Edition.Policy.Cover.Location())
	left := (from.Sub(w.Now) + time.Minute - 1) / time.Minute
	if n := len(l.Log); n > 0 && l.Log[n-1].Outcome == chat.AttemptCallBack {
		return fmt.Sprintf("They asked to be called again: from %s, in %d min.", at.Format("15:04:05"), left)
	}
	return fmt.Sprintf("The last attempt is not long enough ago: again from %s, in %d min.", at.Format("15:04:05"), left)
}

func calls(n int) string {
	if n == 1 {
		return "1 call"
	}
	return fmt.Sprintf("%d calls", n)
}
