package stage

import (
	"fmt"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
)

// calls are those of a floor, kept until it changes, as a desk keeps them.
type calls struct {
	n     int
	list  followup.List
	lines []followup.Line
}

func (f *Floor) callsOf(list followup.List) []followup.Line {
	if f.calls.lines == nil || f.calls.n != f.n || len(list.Book().Changed(f.calls.list.Book())) > 0 {
		f.calls = calls{f.n, list, followup.Lines(f.floor, list, followup.Unsent{}, f.Edition)}
	}
	return f.calls.lines
}

// BeginCall implements the pages' Desk: it folds the attempt as the hub would, and
// answers with its id; Fail is answered instead, once.
func (d *Desk) BeginCall(k followup.Key, began func(chat.AttemptID, error)) {
	d.ask("call %s %s%s", k.Chat, k.Obligation, k.Record)
	if err := d.Fail; err != nil {
		d.Fail = nil
		began("", err)
		return
	}
	d.Called++
	id := chat.AttemptID(fmt.Sprint("attempt", d.Called))
	d.Floor.FoldBy(k.Chat, Me, &chat.AttemptBegan{Attempt: id, Obligation: k.Obligation, Record: string(k.Record), Began: d.Floor.Now()})
	began(id, nil)
}

// EndCall implements the pages' Desk.
func (d *Desk) EndCall(k followup.Key, e app.CallEnd) {
	d.ask("end call %s %s%s %s %q", k.Chat, k.Obligation, k.Record, e.Outcome, e.Note)
	a := chat.Attempt{ID: e.Attempt, Obligation: k.Obligation, Record: string(k.Record), By: Me, Ended: d.Floor.Now(), Outcome: e.Outcome, Note: e.Note, Again: e.Again}
	for _, l := range d.Floor.Snapshot().Calls {
		if was, ok := l.Log.Attempt(e.Attempt); l.Key == k && ok {
			a.Began = was.Began
		}
	}
	d.Floor.FoldBy(k.Chat, Me, &chat.AttemptEnded{Attempt: a, Gap: d.Floor.Policy.FollowUp.Gap})
	if k.Obligation != "" && (e.Outcome == chat.AttemptReached || e.Outcome == chat.AttemptCallBack) {
		d.Floor.DoAtOnce(k.Chat, &chat.ObligationEnded{Obligation: k.Obligation, How: chat.EndedKept})
	}
}

// FoldBy folds a body as somebody's doing, without time passing.
func (f *Floor) FoldBy(id chat.ChatID, who chat.AgentID, b chat.Body) {
	f.n++
	ch := f.floor.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("e", f.n)), At: f.now, Chat: id, By: who, Body: b})
	if ch.Chat != nil {
		f.book.Update(ch.Chat)
	}
}

// OfferCallback implements the pages' Desk.
func (d *Desk) OfferCallback(id chat.ChatID, reason chat.CallReason, override string) {
	d.ask("offer call %s %s %q", id, reason, override)
}

// ScheduleCallback implements the pages' Desk.
func (d *Desk) ScheduleCallback(id chat.ChatID, s chat.ScheduleCallback) {
	d.Scheduled = append(d.Scheduled, s)
	d.ask("schedule call %s %s %s by %s", id, s.Reason, s.Slot, s.Consent)
}

// ReviewNight implements the pages' Desk.
func (d *Desk) ReviewNight(id chat.ChatID, call bool, note string) {
	d.ask("review %s %t %q", id, call, note)
}

// UnlockNight implements the pages' Desk.
func (d *Desk) UnlockNight(id chat.ChatID, reason string) { d.ask("unlock %s %q", id, reason) }
