package app

import (
	"errors"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
)

// ErrNoCall answers an attempt at a call that is not on this desk's list.
var ErrNoCall = errors.New("this call is not on the list any more")

// beginCall judges an attempt by what this desk knows, puts it on the disk, and,
// with a hub, waits for its yes: somebody else may have begun a moment ago.
func (d *Desk) beginCall(k followup.Key, began func(chat.AttemptID, error)) {
	if d.me.Agent == "" {
		began("", ErrNobody)
		return
	}
	l, ok := followup.Find(d.showCalls(), k)
	if !ok {
		began("", ErrNoCall)
		return
	}
	who := d.caller()
	if v := followup.May(&l, who); !v.OK {
		began("", &RefusedError{Refusal: *v.Refusal()})
		return
	}
	id := d.cfg.NewID()
	attempt := chat.AttemptID(id)
	// The answer may come before Add returns, as a command that is sent may fail.
	if who.Online {
		d.calls.answers[id] = func(err error) { d.dialling(&l, attempt, err, began) }
	}
	w, err := d.fact(id, k.Chat, &chat.BeginAttempt{
		Obligation: k.Obligation, Record: string(k.Record), Began: who.Now, Uncertain: who.Uncertain, Offline: !who.Online,
	})
	if err != nil {
		delete(d.calls.answers, id)
		began("", err)
		return
	}
	d.calls.begun[attempt] = who.Now
	switch {
	case !who.Online:
		began(attempt, nil)
	case w.State != WaitSent:
		d.answered(w)
	}
}

// dialling answers whoever wants to dial. When the connection broke before the hub
// answered, the hub will judge what it gets by what it knows: its owner may dial
// meanwhile where they might with the hub gone, and nobody else.
func (d *Desk) dialling(l *followup.Line, attempt chat.AttemptID, err error, began func(chat.AttemptID, error)) {
	if who := d.caller(); errors.Is(err, ErrUnsure) {
		who.Online = false
		if followup.May(l, who).OK {
			err = nil
		}
	}
	if errors.Is(err, ErrUnsure) {
		// The hub may take it for begun, now or when it is told once more, and
		// everybody for on the phone.
		d.endCall(l.Key, CallEnd{Attempt: attempt, Outcome: chat.AttemptNotMade})
	}
	if err != nil {
		began("", err)
		return
	}
	began(attempt, nil)
}

// caller is who calls from this desk, and what is known here.
func (d *Desk) caller() followup.Who {
	now, uncertain := d.cfg.Clock.Now()
	who := followup.Who{
		Me: d.me.Agent, Lead: d.me.Role == chat.RoleLead, Online: d.live, Now: now, Uncertain: uncertain,
		Edition: d.edition, Name: d.nameOf,
	}
	if c, ok := d.cfg.Clock.(inexact); ok {
		who.Error = c.Error()
	}
	return who
}

// inexact is a clock that knows how far it may be off while it is certain: after
// days without the hub that is most of a minute, by which a gap is over later.
type inexact interface{ Error() time.Duration }

// endCall writes down what came of an attempt, and brings the record of the shared
// list up to date where the call has one.
func (d *Desk) endCall(k followup.Key, e CallEnd) {
	now, uncertain := d.cfg.Clock.Now()
	end := &chat.EndAttempt{
		Attempt: e.Attempt, Obligation: k.Obligation, Record: string(k.Record), Began: now, Ended: now,
		Outcome: e.Outcome, Note: e.Note, Again: e.Again, Uncertain: uncertain,
	}
	if at, ok := d.calls.begun[e.Attempt]; ok {
		end.Began, end.Ended = at, max(now, at)
		delete(d.calls.begun, e.Attempt)
	}
	if l, ok := followup.Find(d.showCalls(), k); ok {
		if a, ok := l.Log.Attempt(e.Attempt); ok {
			end.Began, end.Ended, end.Uncertain = a.Began, max(now, a.Began), uncertain || a.Uncertain
		}
	}
	w, err := d.fact(d.cfg.NewID(), k.Chat, end)
	if err != nil {
		d.notice(k.Chat, "What came of the call is not kept: "+err.Error(), true)
		return
	}
	d.showWish(w)
	d.settleRecord(k.Record, end)
}

// settleRecord writes into a record what came of its call: a customer who was
// reached is done, one who wants another time is due then.
func (d *Desk) settleRecord(id record.ID, end *chat.EndAttempt) {
	v, ok := d.shelves.followUps.book.Get(id)
	if id == "" || !ok {
		return
	}
	f := v.Content
	switch end.Outcome {
	case chat.AttemptReached:
		f = f.Complete(d.me.Agent, end.Ended, end.Note)
	case chat.AttemptCallBack:
		f = f.Reschedule(end.Again)
	default:
		return
	}
	d.changeRecord(v, f)
}
