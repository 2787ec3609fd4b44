package referee

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/ticket"
)

// Attempts to call are the one thing that a referee cannot forbid: a phone rings
// whatever the hub thinks. So BeginAttempt asks, and is refused where somebody
// should not dial now; EndAttempt tells, and is kept. What was begun with the hub
// away is told, too.

// ofRecord reports whether a command is about a call that belongs to no chat.
func ofRecord(c chat.Command) bool {
	if c.Chat != "" {
		return false
	}
	switch c.Body.(type) {
	case *chat.BeginAttempt, *chat.EndAttempt:
		return true
	}
	return false
}

// decideRecord decides about a call of the shared list.
func (s Scene) decideRecord(c chat.Command) (Decision, *chat.Refusal) {
	by, no := actor(s.Floor, c)
	if no != nil || s.Floor.Knows(chat.EventID(c.ID)) {
		return Decision{}, no
	}
	r := s.ruling(c, by)
	switch w := c.Body.(type) {
	case *chat.BeginAttempt:
		of := *w
		of.Obligation = "" // that is a chat's
		return r.beginAttempt(&of)
	case *chat.EndAttempt:
		of := *w
		of.Obligation = ""
		return r.endAttempt(&of)
	}
	return Decision{}, refuseUnknown()
}

// withoutChat answers what is about a chat that is not on the floor. What came of
// a call is kept all the same, with the team: somebody has spoken to a customer,
// perhaps days ago and with the hub gone, and that chat has been over since.
func (s Scene) withoutChat(c chat.Command) (Decision, *chat.Refusal) {
	w, ended := c.Body.(*chat.EndAttempt)
	if !ended {
		return Decision{}, refuse(chat.RefusedNoSuchChat, "There is no such chat on the floor.")
	}
	by, no := actor(s.Floor, c)
	if no != nil || s.Floor.Knows(chat.EventID(c.ID)) {
		return Decision{}, no
	}
	gone := *w
	gone.Record = cmp.Or(w.Record, goneRecord+string(c.Chat))
	c.Chat = ""
	return s.ruling(c, by).endAttempt(&gone)
}

// AskedWithin is how long ago, by the hub's time, an attempt may have begun that asks
// whether it may. One that comes later was on its way as the connection broke: whoever
// dialled did so then, so it is told, keeps its time, and no telephone rings for it.
const AskedWithin = time.Minute

// goneRecord begins the id under which attempts are kept whose chat has left the
// floor.
const goneRecord = "chat:"

// beginAttempt lets somebody dial: one at a time, a gap after the end of the last
// and not more often than the policy says (G-FU-06, A-15), and while the time is
// uncertain only a lead.
func (r *ruling) beginAttempt(w *chat.BeginAttempt) (Decision, *chat.Refusal) {
	if r.edition == nil {
		return Decision{}, refuseNoPolicy()
	}
	began := &chat.AttemptBegan{
		Attempt: chat.AttemptID(r.cmd.ID), Obligation: w.Obligation, Record: r.recordOf(w.Record), Began: w.Began, Uncertain: w.Uncertain,
	}
	if _, known := r.log(&chat.Attempt{Record: began.Record}).Attempt(began.Attempt); known {
		return Decision{}, nil // its end was told before it, by a desk that then died
	}
	if w.Offline || !w.Began.IsZero() && r.now.Sub(w.Began) > AskedWithin {
		return r.beganOffline(began)
	}
	l, ok := r.call(w.Obligation, w.Record)
	if !ok {
		return Decision{}, refuse(chat.RefusedGone, "This call is not owed any more.")
	}
	if no := followup.May(&l, r.caller()).Refusal(); no != nil {
		return Decision{}, no
	}
	// What a desk says of the time is a claim; the hub's own is what the gap is
	// measured by.
	began.Began, began.Uncertain = r.now, r.scene.Uncertain
	return r.facts(began), nil
}

// beganOffline keeps the fact that somebody dialled while the hub was away.
func (r *ruling) beganOffline(began *chat.AttemptBegan) (Decision, *chat.Refusal) {
	if began.Uncertain {
		began.Began = min(began.Began, r.now)
	}
	began.Offline = true
	if no := r.plausible(began.Obligation, began.Record, began.Began); no != nil {
		return Decision{}, no
	}
	return r.facts(began), nil
}

// endAttempt keeps what came of a call, however late it comes and whatever has
// become of the call meanwhile. It refuses what cannot be a fact.
func (r *ruling) endAttempt(w *chat.EndAttempt) (Decision, *chat.Refusal) {
	if r.edition == nil {
		return Decision{}, refuseNoPolicy()
	}
	a := chat.Attempt{
		ID: w.Attempt, Obligation: w.Obligation, Record: r.recordOf(w.Record), By: r.by.ID, Began: w.Began, Ended: w.Ended,
		Outcome: w.Outcome, Again: w.Again, Uncertain: w.Uncertain,
	}
	if a.Uncertain { // a clock that was moved may say anything; the call was made all the same
		a.Ended = min(a.Ended, r.now)
		a.Began = min(a.Began, a.Ended)
	}
	if no := r.unlikely(&a); no != nil {
		return Decision{}, no
	}
	a.Note = cutNote(w.Note)
	if was, known := r.log(&a).Attempt(a.ID); known {
		if no := r.others(&was); no != nil || was.Over() {
			return Decision{}, no // what came of it is known already
		}
		// Who began it, when, and at which call, has been said.
		a.Obligation, a.Record = was.Obligation, was.Record
		a.By, a.Began, a.Uncertain = was.By, was.Began, was.Uncertain || a.Uncertain
		a.Ended = max(a.Ended, a.Began)
	}
	a.Mail, a.Unmailed = ticket.MailOfCall(r.chat, &a, r.policy.FollowUp.Mail)
	return r.facts(&chat.AttemptEnded{Attempt: a, Gap: r.policy.FollowUp.Gap}), nil
}

// cutNote makes of what was written about a call what can be kept of it: the call was
// made, however much somebody wrote. It is at most [MaxNote] bytes long.
func cutNote(s string) string {
	s = strings.TrimSpace(stripControls(strings.ToValidUTF8(s, "\uFFFD")))
	if len(s) <= MaxNote {
		return s
	}
	n := MaxNote
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimSpace(s[:n])
}

// unlikely refuses what cannot have happened.
func (r *ruling) unlikely(a *chat.Attempt) *chat.Refusal {
	switch {
	case !wellFormed(chat.CommandID(a.ID)):
		return refuse(chat.RefusedInvalid, "This does not say which attempt it is about.")
	case !slices.Contains(chat.Outcomes(), a.Outcome):
		return refuse(chat.RefusedInvalid, "Say what came of the call: reached, no answer, busy, wrong number, call back, or what else.")
	case a.Ended < a.Began:
		return refuse(chat.RefusedInvalid, "This call ended before it began; look at the clock of this computer.")
	case a.Ended > r.now.Add(Ahead):
		return refuse(chat.RefusedInvalid, "This call ends in the future; look at the clock of this computer.")
	case a.Outcome == chat.AttemptCallBack && a.Again <= a.Ended:
		return refuse(chat.RefusedInvalid, "Say when the customer wants to be called again; that time has to be ahead.")
	case a.Outcome != chat.AttemptCallBack && !a.Again.IsZero():
		return refuse(chat.RefusedInvalid, "Only a customer who asked for another time is called back at one.")
	}
	return r.plausible(a.Obligation, a.Record, a.Began)
}

// plausible refuses an attempt at nothing, or from the future.
func (r *ruling) plausible(o chat.ObligationID, rec string, began chat.Instant) *chat.Refusal {
	switch {
	case o == "" && rec == "":
		return refuse(chat.RefusedInvalid, "This does not say which call it is about.")
	case began.IsZero():
		return refuse(chat.RefusedInvalid, "This does not say when the call began.")
	case began > r.now.Add(Ahead):
		return refuse(chat.RefusedInvalid, "This call begins in the future; look at the clock of this computer.")
	}
	return nil
}

// others refuses to say what came of somebody else's call; a lead may, for one
// whose program died.
func (r *ruling) others(a *chat.Attempt) *chat.Refusal {
	if a.By == r.by.ID || a.By == "" || r.by.Role == chat.RoleLead {
		return nil
	}
	return refuse(chat.RefusedNotOwner, r.name(a.By)+" is on this call; only they or a lead can say what came of it.")
}

// recordOf is the record that an attempt is for; one of a chat has none.
func (r *ruling) recordOf(rec string) string {
	if r.chat != nil {
		return ""
	}
	return oneLine(rec)
}

// log are the attempts of the chat or of the record that a is for.
func (r *ruling) log(a *chat.Attempt) chat.CallLog {
	if r.chat != nil {
		return r.chat.Calls
	}
	return r.floor.RecordCalls(a.Record)
}

// call returns the line of the dialler for what is to be called.
func (r *ruling) call(o chat.ObligationID, rec string) (followup.Line, bool) {
	var none followup.Unsent
	if r.chat != nil {
		return followup.Find(followup.LinesOf(r.chat, none, r.edition), followup.Key{Chat: r.chat.ID, Obligation: o})
	}
	v, ok := r.scene.FollowUps.Get(record.ID(rec))
	if !ok || v.Deleted || !v.Content.IsOpen() {
		return followup.Line{}, false
	}
	return followup.RecordLine(r.floor, v, none, r.edition), true
}

// caller is who asks, as the dialler's rules want to know it.
func (r *ruling) caller() followup.Who {
	return followup.Who{
		Me: r.by.ID, Lead: r.by.Role == chat.RoleLead, Online: true, Now: r.now, Uncertain: r.scene.Uncertain,
		Edition: r.edition, Name: r.nameIn,
	}
}

// facts are the events of bodies, of the chat or of the team.
func (r *ruling) facts(bodies ...chat.Body) Decision {
	return Decision{Events: r.events(bodies...)}
}
