package killtest

import (
	"bytes"
	"strings"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
)

// call is what an agent does on the phone: writes down whom to call, calls, and
// says what came of it, with the hub or without (D-04). The desk shows the record
// as done when both the attempt and the record are on its disk, and not before:
// that is the promise. Now and then the line is left open, for a later process of
// this desk to bring to its end.
func (w *writer) call() {
	if w.hangUp() {
		return
	}
	s := w.desk.Snapshot()
	if s.Me.Agent == "" {
		return
	}
	got := make(chan record.ID, 1)
	now := chat.InstantOf(time.Now())
	w.desk.PutFollowUp(app.Edit{}, followup.FollowUp{
		Customer: "Asha", Phone: "+91 98765 43210", Reason: editFolder, Origin: followup.OriginAsked, Due: now, Assignee: s.Me.Agent,
	}.Opened(s.Me.Agent, now), func(id record.ID, err error) {
		if err != nil {
			id = ""
		}
		got <- id
	})
	id := <-got
	if id == "" {
		return
	}
	k := followup.Key{Record: id}
	began := make(chan chat.AttemptID, 1)
	w.desk.BeginCall(k, func(a chat.AttemptID, err error) {
		if err != nil {
			a = ""
		}
		began <- a
	})
	var attempt chat.AttemptID
	select {
	case attempt = <-began:
	case <-time.After(2 * time.Second): // the hub takes its time; the line is found open later
	}
	if attempt == "" || w.n%5 == 0 {
		return
	}
	w.reached(k, attempt)
}

// reached ends a call.
func (w *writer) reached(k followup.Key, attempt chat.AttemptID) {
	kind := kindCall
	if w.desk.Snapshot().Link.State != app.LinkLive {
		kind = kindOffline
	}
	text := w.text(kind)
	say(wordSent, kind, text)
	w.desk.EndCall(k, app.CallEnd{Attempt: attempt, Outcome: chat.AttemptReached, Note: text})
	if until(2*time.Second, func() bool {
		v, ok := w.desk.Snapshot().Shelves.FollowUps.Get(k.Record)
		return ok && !v.Content.IsOpen() && strings.Contains(v.Content.Note, text)
	}) {
		say(wordStored, kind, text)
	}
}

// hangUp ends a call of this agent's that a former process of the desk began, or
// this one did not wait for.
func (w *writer) hangUp() bool {
	s := w.desk.Snapshot()
	for i := range s.Calls {
		if a, running := s.Calls[i].Log.Running(); running && a.By == s.Me.Agent {
			w.reached(s.Calls[i].Key, a.ID)
			return true
		}
	}
	return false
}

// untold counts what this desk has on its disk about calls that the hub has not
// taken yet. What it has taken stays there for a while, marked as told.
func (w *writer) untold() int {
	n := 0
	err := w.disk.LoadOutbox(func(_ chat.CommandID, entry []byte) error {
		about := bytes.Contains(entry, []byte(chat.NameEndAttempt)) || bytes.Contains(entry, []byte(chat.NameBeginAttempt))
		if about && entry[flagsAt]&flagTold == 0 {
			n++
		}
		return nil
	})
	if err != nil {
		return -1
	}
	return n
}

// Where an entry of the outbox says that the hub has it; see the format in
// sync/outbox.
const (
	flagsAt       = 2
	flagTold byte = 4
)
