package followup

import (
	"cmp"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/record"
)

// Key names one call that is owed: an obligation of a chat, or a record of the
// shared list. Exactly one of Obligation, with Chat, and Record is set.
type Key struct {
	Chat       chat.ChatID
	Obligation chat.ObligationID
	Record     record.ID
}

// Stage is where a call stands at a time. The words are for programs.
type Stage string

// The stages, in the order in which a call goes through them.
const (
	StageDue      Stage = "due"      // somebody may call now
	StageWaiting  Stage = "waiting"  // the gap after the last attempt is not over
	StageRunning  Stage = "running"  // somebody is on the phone
	StageWhatsApp Stage = "whatsapp" // every attempt failed; a message is what is left (G-FU-08)
	StageOver     Stage = "done"     // nothing is left to do
)

// Line is one row of the dialler: a customer to be phoned, whatever it follows
// from. It is a value; its Plan and Log are shared and never changed.
type Line struct {
	Key Key
	// Chat is the conversation behind the call, which is also there for a record
	// that names one; empty if there is none. WhatsApp goes through it.
	Chat     chat.ChatID
	Customer string
	Phone    Phone
	// Reason is the rule or the agreement that the call is owed for; empty for a
	// record that somebody wrote and for obligations from before there were reasons.
	Reason chat.CallReason
	// Why is what the call is about, in one line.
	Why string
	// Urgent is a call for which two hours were given, as against one for which
	// the day was (G-FU-06, G-FU-07).
	Urgent bool
	// Owed is by when the call was to be made. The term is for the first attempt
	//
	Owed chat.Instant
	// Due is when something has to be done next: Owed until the first attempt,
	// then the time of the next in the plan. The list is sorted by it.
	Due chat.Instant
	// Plan has the times of the attempts: begun ones as they were, the others a
	// gap apart (A-14: now, +60, +120 minutes).
	Plan []chat.Instant
	// Log has the attempts of this call, this desk's unsent ones among them.
	Log chat.CallLog
	// Owner owes the call; empty or a team's id where nobody does by name.
	Owner chat.AgentID
	// Ref is the number that the customer was given (G-CB-10).
	Ref string
	// Unconfirmed marks a callback of which the customer has no confirmation yet
	// (G-CB-11).
	Unconfirmed bool
	// Next is the earliest that another attempt may begin; zero is at once.
	Next chat.Instant
	// Ended says that the call is not owed any more, because it was made, failed
	// three times, or was ended otherwise.
	Ended bool
	// Texted says that a message was sent by WhatsApp after the last attempt.
	Texted bool
	// Spent says that all attempts that the policy gives have failed.
	Spent bool
}

// Stage returns where the call stands at a time. It is a question and no field,
// because time alone moves it.
func (l *Line) Stage(now chat.Instant) Stage {
	_, running := l.Log.Running()
	switch {
	case running:
		return StageRunning
	case l.Spent && !l.Texted:
		return StageWhatsApp
	case l.Spent || l.Ended:
		return StageOver
	case now < l.Next:
		return StageWaiting
	}
	return StageDue
}

// Grace is how long another attempt after one in vain may wait before it is late. It
// cannot begin before its time, so without any it could not be in time either. A time
// that the customer has named has none.
const Grace = 15 * time.Minute

// Late reports whether the time for the next call has passed and nobody is on the
// phone.
func (l *Line) Late(now chat.Instant) bool {
	_, running := l.Log.Running()
	due := l.Due
	if n := len(l.Log); l.Next > 0 && due == l.Next && n > 0 && l.Log[n-1].Outcome != chat.AttemptCallBack {
		due = due.Add(Grace)
	}
	return !l.Ended && !l.Spent && !running && due < now
}

// over reports whether nothing is left to do, whatever the time.
func (l *Line) over() bool { return l.Ended && !l.Spent || l.Spent && l.Texted }

// compare is the order of the list: by what is due, urgent ones first where that
// is the same, and what is over last. It is total, so lines that are read again
// stay where they are.
func compare(a, b Line) int {
	return cmp.Or(
		sooner(b.over(), a.over()),
		cmp.Compare(a.Due, b.Due),
		sooner(a.Urgent, b.Urgent),
		cmp.Compare(a.Key.Chat, b.Key.Chat),
		cmp.Compare(a.Key.Obligation, b.Key.Obligation),
		cmp.Compare(a.Key.Record, b.Key.Record),
	)
}

// sooner sorts what holds first.
func sooner(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// plan fills in what follows from the attempts. from is when the first could
// have been made.
func (l *Line) plan(from chat.Instant, p *policy.Policy) { l.planAfter(nil, from, p) }

// planAfter does so for a call that another has led to, by the attempts of that one.
func (l *Line) planAfter(before chat.CallLog, from chat.Instant, p *policy.Policy) {
	gap := p.FollowUp.Gap
	l.Spent = l.Log.Failed() >= p.FollowUp.Attempts
	since := next(before, gap)
	l.Next, from = max(next(l.Log, gap), since), max(from, since)
	for i := range l.Log {
		if a := &l.Log[i]; a.Made() && len(l.Plan) < p.FollowUp.Attempts {
			l.Plan = append(l.Plan, a.Began)
		}
	}
	l.Due = l.Owed
	if len(l.Plan) > 0 {
		from, l.Due = l.Next, l.Next
	}
	if l.Ended {
		l.Due = l.Log.LastEnd()
	}
	for len(l.Plan) < p.FollowUp.Attempts {
		l.Plan = append(l.Plan, from)
		from = from.Add(gap)
	}
}

// next is when another attempt may begin: a gap after the end of the latest, or
// when the customer asked to be called again, if that is sooner: their time wins
// . Zero is at once.
func next(log chat.CallLog, gap time.Duration) chat.Instant {
	end := log.LastEnd()
	if end == 0 {
		return 0
	}
	at := end.Add(gap)
	for i := range log {
		if a := &log[i]; a.Outcome == chat.AttemptCallBack && a.Again > 0 && a.End() == end {
			at = min(at, a.Again)
		}
	}
	return at
}

// urgent reports whether no more than the urgent term was given.
func urgent(started, due chat.Instant, p *policy.Policy) bool {
	within := p.FollowUp.Urgent.Within
	if within == 0 {
		within = 2 * time.Hour
	}
	return due.Sub(started) <= within
}
