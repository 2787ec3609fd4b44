package followup

import (
	"iter"
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

// Unsent are attempts that this desk knows of and the hub does not yet. They are
// on the disk and nowhere in the fold, so whoever asks whether another attempt
// may begin has to bring them, also after a restart (D-04). The zero Unsent has
// none.
type Unsent struct {
	of map[Key]chat.CallLog
}

// UnsentOf reads the commands that wait on the desk of me; those that are no
// attempts are left out. gap is the policy's followup.gap.
func UnsentOf(me chat.AgentID, gap time.Duration, waiting iter.Seq[chat.Command]) Unsent {
	var u Unsent
	for cmd := range waiting {
		k, a, ok := attemptOf(cmd)
		if !ok {
			continue
		}
		if u.of == nil {
			u.of = make(map[Key]chat.CallLog)
		}
		a.By, a.Gap = me, gap
		u.of[k] = u.of[k].With(a)
	}
	return u
}

func attemptOf(cmd chat.Command) (Key, chat.Attempt, bool) {
	switch w := cmd.Body.(type) {
	case *chat.BeginAttempt:
		return KeyOf(cmd.Chat, w.Obligation, w.Record), chat.Attempt{
			ID: chat.AttemptID(cmd.ID), Obligation: w.Obligation, Record: w.Record, Began: w.Began, Uncertain: w.Uncertain,
		}, true
	case *chat.EndAttempt:
		return KeyOf(cmd.Chat, w.Obligation, w.Record), chat.Attempt{
			ID: w.Attempt, Obligation: w.Obligation, Record: w.Record, Began: w.Began, Ended: max(w.Ended, 1),
			Outcome: w.Outcome, Note: w.Note, Again: w.Again, Uncertain: w.Uncertain,
		}, true
	}
	return Key{}, chat.Attempt{}, false
}

// KeyOf returns the key of the call that an attempt, or a command about one, is
// for.
func KeyOf(id chat.ChatID, o chat.ObligationID, rec string) Key {
	return Key{Chat: id, Obligation: o, Record: record.ID(rec)}
}

// with returns what is known of a call in all.
func (u Unsent) with(k Key, log chat.CallLog) chat.CallLog { return log.With(u.of[k]...) }

// kept reports whether this desk has written down that the customer was reached, which
// is what the hub ends the call by; until it has heard of it nobody is to call them
// again. Of the check after a delay there has to be a note (G-ONESC-03).
func (u Unsent) kept(k Key, r chat.CallReason) bool {
	return slices.ContainsFunc(u.of[k], func(a chat.Attempt) bool {
		return a.Ended > 0 && a.Outcome == chat.AttemptReached && (r != chat.CallDelayCheck || strings.TrimSpace(a.Note) != "")
	})
}
