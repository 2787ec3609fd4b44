package referee

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/report"
	"floorwalker/app/shift/checklist"
	"floorwalker/app/shift/cover"
	"floorwalker/app/shift/roster"
)

// maxReport is the longest report of a day, in bytes: it lies in the log and on
// every desk.
const maxReport = 64 << 10

// maxChecks is how many things a desk may test when a shift starts.
const maxChecks = 32

// aboutShift reports whether a wish is about the team's work and no chat: its
// shifts, who answers for the floor, and what goes from one shift to the next.
func aboutShift(w chat.Wish) bool {
	switch w.(type) {
	case *chat.RegisterKey, *chat.RetireKey, *chat.StartShift, *chat.EndShift, *chat.AskCover, *chat.AnswerCover, *chat.TakeCover,
		*chat.OverrideBreak, *chat.EndBreak, *chat.SetIdle, *chat.SignHandover, *chat.AcknowledgeHandover, *chat.TakeHandover,
		*chat.SubmitBotErrors, *chat.PublishReport:
		return true
	}
	return false
}

// decideShift decides such a wish.
func (s Scene) decideShift(c chat.Command) (Decision, *chat.Refusal) {
	by, no := aboutTeam(s.Floor, c)
	if no != nil || s.Floor.Knows(chat.EventID(c.ID)) {
		return Decision{}, no
	}
	r := s.ruling(c, by)
	switch w := c.Body.(type) {
	case *chat.RegisterKey:
		return r.registerKey(w)
	case *chat.RetireKey:
		return r.retireKey(w)
	case *chat.SetIdle:
		return r.setIdle(w)
	case *chat.EndBreak:
		return r.covered(cover.End(s.Floor, by.ID))
	}
	if s.Edition == nil {
		return Decision{}, refuseNoPolicy()
	}
	switch w := c.Body.(type) {
	case *chat.StartShift:
		return r.startShift(w)
	case *chat.EndShift:
		return r.endShift(w)
	case *chat.SubmitBotErrors:
		return r.submitBotErrors(w)
	case *chat.PublishReport:
		return r.publishReport(w)
	}
	return r.decideCover()
}

// decideCover decides who answers for the floor, by the rules of package cover.
func (r *ruling) decideCover() (Decision, *chat.Refusal) {
	f, ed, now, me := r.floor, r.edition, r.now, r.by.ID
	switch w := r.cmd.Body.(type) {
	case *chat.AskCover:
		reason, no := cleanReason(w.Reason)
		if no != nil {
			return Decision{}, no
		}
		return r.covered(cover.Ask(f, ed, now, r.cmd.ID, me, w.To, reason))
	case *chat.AnswerCover:
		reason, no := cleanReason(w.Reason)
		if no == nil && !w.Accept {
			reason, no = needReason(w.Reason, "Say in a few words why you cannot cover.")
		}
		if no != nil {
			return Decision{}, no
		}
		return r.covered(cover.Answer(f, ed, now, me, w.Ask, w.Accept, reason))
	case *chat.TakeCover:
		reason, no := cleanReason(w.Reason)
		if no != nil {
			return Decision{}, no
		}
		return r.covered(cover.Take(f, ed, now, me, reason))
	case *chat.OverrideBreak:
		reason, no := needReason(w.Reason, "Say in a few words why this break goes without cover (D-12).")
		if no != nil {
			return Decision{}, no
		}
		return r.covered(cover.Override(f, ed, now, me, w.Agent, reason))
	case *chat.SignHandover:
		return r.signHandover(w)
	case *chat.AcknowledgeHandover:
		return r.acknowledgeHandover(w)
	case *chat.TakeHandover:
		return r.takeHandover(w)
	}
	return Decision{}, refuseUnknown()
}

// covered makes a decision of what package cover says.
func (r *ruling) covered(bodies []chat.Body, no *chat.Refusal) (Decision, *chat.Refusal) {
	if no != nil || len(bodies) == 0 {
		return Decision{}, no
	}
	return r.facts(bodies...), nil
}

// setIdle notes whether somebody touches their desk; what is so already is no
// news.
func (r *ruling) setIdle(w *chat.SetIdle) (Decision, *chat.Refusal) {
	if r.by.Idle == w.On {
		return Decision{}, nil
	}
	return r.facts(&chat.IdleChanged{Agent: r.by.ID, On: w.On}), nil
}

// startShift says that somebody begins a shift of the roster, which runs or is the
// next, with what their desk has tested (C-TRF-02). Once is enough.
func (r *ruling) startShift(w *chat.StartShift) (Decision, *chat.Refusal) {
	plan := roster.Of(r.edition)
	runs, on := plan.ShiftAt(r.now)
	if next := plan.Next(r.now); w.Shift == "" || w.Shift != next.ID && !(on && w.Shift == runs.ID) {
		return Decision{}, refuse(chat.RefusedInvalid, "The roster has no shift of that name that runs or comes next.")
	}
	state := r.floor.Shift(w.Shift)
	if _, begun := state.StartedBy(r.by.ID); begun && !state.EndedBy(r.by.ID) {
		return Decision{}, nil
	}
	if len(w.Checks) > maxChecks {
		return Decision{}, refuse(chat.RefusedTooLong, "A desk tests at most 32 things when a shift starts.")
	}
	checks := make([]chat.SelfCheck, len(w.Checks))
	for i, c := range w.Checks {
		name, no := cleanReason(c.Name)
		words, noWords := cleanReason(c.Words)
		if no != nil || noWords != nil {
			return Decision{}, refuse(chat.RefusedInvalid, "What this desk has tested cannot be kept; test it again.")
		}
		checks[i] = chat.SelfCheck{Name: name, OK: c.OK, Words: words}
	}
	return r.facts(&chat.ShiftStarted{Shift: w.Shift, Agent: r.by.ID, Checks: checks}), nil
}

// endShift lets somebody go when nothing of theirs is left that nobody has taken:
// calls, chats, the day's log of bot errors and its report (G-END-02, G-CHK-E1 to
// -E4). What is missing is listed.
func (r *ruling) endShift(w *chat.EndShift) (Decision, *chat.Refusal) {
	state := r.floor.Shift(w.Shift)
	switch _, begun := state.StartedBy(r.by.ID); {
	case !begun:
		return Decision{}, refuse(chat.RefusedInvalid, "You have not begun a shift of that name.")
	case state.EndedBy(r.by.ID):
		return Decision{}, nil
	}
	if no := checklist.Refusal(checklist.Leaving(r.leaving(w.Shift))); no != nil {
		return Decision{}, no
	}
	return r.facts(&chat.ShiftEnded{Shift: w.Shift, Agent: r.by.ID}), nil
}

// leaving is what the list of the end of a shift is computed from.
func (r *ruling) leaving(shift string) checklist.Input {
	return checklist.Input{
		Floor: r.floor, FollowUps: r.scene.FollowUps, Shift: shift, Me: r.by.ID, Now: r.now, Edition: r.edition,
	}
}

// submitBotErrors gives in what was written about the bot in a shift, or says that
// there was nothing to write; what is owed to be written has to be (A-10, E2). The
// newest submission counts.
func (r *ruling) submitBotErrors(w *chat.SubmitBotErrors) (Decision, *chat.Refusal) {
	if !r.knownShift(w.Shift) {
		return Decision{}, refuse(chat.RefusedInvalid, "The roster has no shift of that name that runs or has just ended.")
	}
	written, owed, gone := r.botErrors(w.Shift)
	switch {
	case owed > 0:
		return Decision{}, refuse(chat.RefusedInvalid, "Not submitted: "+counted(owed, "error")+" of the bot "+isAre(owed)+" not written up yet (G-OPS-02).")
	case w.NoneSeen && written > 0:
		return Decision{}, refuse(chat.RefusedInvalid, "Not \"none seen\": "+counted(written, "error")+" of the bot "+isAre(written)+" written up in this shift.")
	case w.NoneSeen && gone > 0:
		return Decision{}, refuse(chat.RefusedInvalid, "Not \"none seen\": "+counted(gone, "error")+" of the bot "+isAre(gone)+" somebody else's to write up.")
	case !w.NoneSeen && written+gone == 0:
		return Decision{}, refuse(chat.RefusedInvalid, "Nothing was written up in this shift; say outright that none was seen (A-10).")
	}
	if was := r.submitted(w.Shift); was != nil && was.Count == written && was.NoneSeen == w.NoneSeen {
		return Decision{}, nil
	}
	return r.facts(&chat.BotErrorsSubmitted{Shift: w.Shift, Count: written, NoneSeen: w.NoneSeen}), nil
}

// submitted returns the newest submission of a shift, or nil.
func (r *ruling) submitted(shift string) *chat.BotErrorReport {
	if s := r.floor.Shift(shift); s != nil {
		return s.BotErrors
	}
	return nil
}

// botErrors counts what was written about the bot in a shift, and what this agent or
// nobody in particular owes to write: what was signed over is somebody else's, and gone
// (D-05).
func (r *ruling) botErrors(shift string) (written, owed, gone int) {
	plan := roster.Of(r.edition)
	r.floor.EachChat(func(c *chat.Chat) {
		for i := range c.Obligations {
			o := &c.Obligations[i]
			switch {
			case o.Kind != chat.OwedWriteUp || o.Shift != "" && o.Shift != shift:
			case o.Owner == r.by.ID || !o.Owner.Person():
				owed++
			default:
				gone++
			}
		}
		for i := range c.BotErrors {
			if s, _ := plan.ShiftAt(c.BotErrors[i].At); s.ID == shift {
				written++
			}
		}
	})
	return written, owed, gone
}

// publishReport publishes the figures of a shift (G-OPS-05, E3), as the hub tells
// them: of this form, and of the day of the shift. The newest one counts.
func (r *ruling) publishReport(w *chat.PublishReport) (Decision, *chat.Refusal) {
	switch {
	case !r.knownShift(w.Shift):
		return Decision{}, refuse(chat.RefusedInvalid, "The roster has no shift of that name that runs or has just ended.")
	case len(w.Report) > maxReport:
		return Decision{}, refuse(chat.RefusedTooLong, "This report is too long: at most 64 KiB can be published.")
	}
	var day report.Day
	err := json.Unmarshal(w.Report, &day)
	switch {
	case err != nil || day.Version != report.DayVersion:
		return Decision{}, refuse(chat.RefusedInvalid, "This is no report; fetch the day's figures again.")
	case !r.dayOf(w.Shift, day.Date):
		return Decision{}, refuse(chat.RefusedInvalid, "These figures are of another day than the shift.")
	}
	return r.facts(&chat.ReportPublished{Shift: w.Shift, Report: w.Report}), nil
}

// dayOf reports whether a date is one of a shift's: that of its beginning, which its
// id begins with, or the next for one that goes on over midnight.
func (r *ruling) dayOf(shift, date string) bool {
	midnight, err := time.ParseInLocation(time.DateOnly, date, r.edition.Zone())
	if err != nil {
		return false
	}
	running, _ := roster.Of(r.edition).ShiftAt(chat.InstantOf(midnight))
	return strings.HasPrefix(shift, date+"-") || running.ID == shift
}

// knownShift reports whether a shift is one that somebody has begun, or the one
// that runs.
func (r *ruling) knownShift(id string) bool {
	s, runs := roster.Of(r.edition).ShiftAt(r.now)
	return id != "" && (runs && s.ID == id || slices.Contains(r.floor.Shifts(), id))
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
