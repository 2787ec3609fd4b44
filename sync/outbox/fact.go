package outbox

import (
	"encoding/json"
	"slices"
	"time"

	"floorwalker/app/chat"
)

// Linger is how long a fact stays on this disk after the hub has it. Its event is in
// the fold then, and in the fold's own copy on the disk a moment later; until that
// is sure, whoever starts again from this disk would not know of the call, and might
// allow another.
const Linger = 5 * time.Minute

// The functions of this file are about what has happened and is told whenever
// the hub can hear it.

// series names what a fact has to be told in order with: the attempts of one call.
// It is empty for a fact that stands alone.
func series(cmd chat.Command) string {
	switch w := cmd.Body.(type) {
	case *chat.BeginAttempt:
		return callOf(cmd.Chat, w.Obligation, w.Record)
	case *chat.EndAttempt:
		return callOf(cmd.Chat, w.Obligation, w.Record)
	}
	return ""
}

func callOf(id chat.ChatID, o chat.ObligationID, record string) string {
	return string(id) + "\x00" + string(o) + "\x00" + record
}

// begins reports whether it asks the hub to begin something now. A "not at
// present" is an answer to that like any other: nobody is to begin later, by
// itself, what a person has given up by then.
func begins(it *item) bool {
	_, ok := it.Command.Body.(*chat.BeginAttempt)
	return ok
}

// chooseFacts returns what is told now: of each call one at a time, in order, so
// that none overtakes one that the hub could not take at once.
func (o *Outbox) chooseFacts(now chat.Instant) (going []*item) {
	paused := o.pause(now) > 0
	for _, it := range o.items {
		switch {
		case it.class() != fact || !it.waits():
		case it.Who != "" && it.Who != o.who:
			it.hold(HeldOther)
			o.change(it)
		case !paused && o.inTurn(it):
			going = append(going, it)
		}
	}
	return going
}

// inTurn reports whether nothing of the same call waits before it or is on its way,
// nor the record by which it is made: the hub refuses a call that it has not heard is
// owed.
func (o *Outbox) inTurn(it *item) bool {
	s, r := series(it.Command), recordCalled(it.Command)
	if s == "" {
		return true
	}
	return !slices.ContainsFunc(o.items, func(e *item) bool {
		if e == it || e.State != Sent && (!e.waits() || e.Order > it.Order) {
			return false
		}
		return series(e.Command) == s || r != "" && e.Order < it.Order && (e.Who == "" || e.Who == o.who) && recordSaved(e.Command) == r
	})
}

// recordCalled returns the record by which somebody is called, if it is by one.
func recordCalled(cmd chat.Command) string {
	switch w := cmd.Body.(type) {
	case *chat.BeginAttempt:
		return w.Record
	case *chat.EndAttempt:
		return w.Record
	}
	return ""
}

// recordSaved returns the record of which a version is put on the shelf of follow-ups.
func recordSaved(cmd chat.Command) string {
	w, ok := cmd.Body.(*chat.SaveRecord)
	if !ok || w.Shelf != chat.ShelfFollowUps {
		return ""
	}
	var v struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(w.Version, &v) != nil { // the hub refuses it, and the call with it
		return ""
	}
	return v.ID
}

// canTell reports whether a fact that was given just now goes at once.
func (o *Outbox) canTell(it *item) bool {
	now, _ := o.cfg.Now()
	return o.pause(now) == 0 && o.inTurn(it)
}

// supersede takes out of the way, of the attempt that it ends, the beginning that
// goes once more by itself or that the hub refused: the end says all that the
// beginning did, and one that may never have reached the hub would begin there when
// the call is long over. What is on its way goes first, and what somebody else
// began here is theirs. It returns the beginning; nil if there is none.
func (o *Outbox) supersede(it *item) *item {
	w, ok := it.Command.Body.(*chat.EndAttempt)
	if !ok {
		return nil
	}
	begun := o.byID[chat.CommandID(w.Attempt)]
	if begun == nil || !begins(begun) || begun.State != Refused && !begun.waits() {
		return nil
	}
	if begun.Who != "" && it.Who != "" && begun.Who != it.Who {
		return nil
	}
	delete(o.byID, begun.Command.ID)
	o.dirty[begun.Command.ID] = struct{}{}
	return begun
}

// linger keeps on the disk what the hub has. Should the program die, it is unsure once
// more, and told again under its id.
func (o *Outbox) linger(it *item) {
	it.told = true
	it.toldAt, _ = o.cfg.Now()
	o.told[it.Command.ID] = it
}

// forgetTold lets go of what was told long ago.
func (o *Outbox) forgetTold(now chat.Instant) {
	for id, it := range o.told {
		if now.Sub(it.toldAt).Abs() >= Linger {
			delete(o.told, id)
			o.dirty[id] = struct{}{}
		}
	}
}

// reinstate undoes supersede.
func (o *Outbox) reinstate(begun *item) {
	if begun != nil {
		o.byID[begun.Command.ID] = begun
		delete(o.dirty, begun.Command.ID)
	}
}

// repeated reports whether it is a beginning whose end waits here: then nothing is
// lost if the hub does not take it, and there is nothing to tell anybody.
func (o *Outbox) repeated(it *item) bool {
	return begins(it) && slices.ContainsFunc(o.items, func(e *item) bool {
		w, ok := e.Command.Body.(*chat.EndAttempt)
		return ok && w.Attempt == chat.AttemptID(it.Command.ID)
	})
}

// afterCalls reports whether it is a message that the number of failed calls
// allows, and attempts of its chat have not arrived yet.
func (o *Outbox) afterCalls(it *item) bool {
	w, ok := it.Command.Body.(*chat.PostMessage)
	if !ok || w.Via == "" {
		return false
	}
	return slices.ContainsFunc(o.items, func(e *item) bool {
		return e.class() == fact && e.Command.Chat == it.Command.Chat && (e.waits() || e.State == Sent)
	})
}
