package app

import (
	"errors"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/app/shift"
)

// The methods of this file are a person's edits of what all desks share. Each
// answers on the desk's goroutine, when the edit is on this desk's disk or was
// refused; a *record.Conflict has both sides to be shown beside each other.
// They work the same with the hub gone.

// Saved answers an edit with the record's id.
type Saved func(id record.ID, err error)

// Edit is where an edit begins.
type Edit struct {
	// ID is empty for a new record.
	ID record.ID
	// Basis is the revision that was on the author's screen.
	Basis record.Revision
}

// begin gives a new record its id.
func (e Edit) begin(d *Desk) Edit {
	if e.ID == "" {
		e.ID = d.newRecord()
	}
	return e
}

// PutResponse writes a canned response.
func (d *Desk) PutResponse(e Edit, r script.Response, answer Saved) {
	d.do(func() {
		e = e.begin(d)
		answer(e.ID, d.shelves.canned.put(d, e.ID, r, e.Basis))
	})
}

// DeleteResponse leaves a tombstone, which somebody may write over.
func (d *Desk) DeleteResponse(e Edit, answer Saved) {
	d.do(func() { answer(e.ID, d.shelves.canned.remove(d, e.ID, e.Basis)) })
}

// SettleResponse ends a conflict whose sides the author has seen.
func (d *Desk) SettleResponse(id record.ID, r script.Response, deleted bool, seen []record.Revision, answer Saved) {
	d.do(func() { answer(id, d.shelves.canned.replace(d, id, r, deleted, seen)) })
}

// KeepBothResponses lets an edit stand beside what it did not know of.
func (d *Desk) KeepBothResponses(mine script.Version, answer Saved) {
	d.do(func() { answer(mine.ID, d.shelves.canned.keepBoth(d, mine)) })
}

// ImportResponses writes the rows of a file, all that can be taken or, after an
// error, none. What was not taken, and why, is in the answer.
func (d *Desk) ImportResponses(rows []script.Row, answer func(script.Imported, error)) {
	d.do(func() {
		next, done := d.shelves.canned.book.Import(rows, d.me.Agent, d.editTime())
		all := make([]versioned, 0, len(done.Versions))
		for _, v := range done.Versions {
			raw, err := record.Encode(v)
			if err != nil {
				answer(done, err)
				return
			}
			all = append(all, versioned{v.ID, raw})
		}
		if err := d.sendAll(chat.ShelfCanned, all); err != nil {
			answer(done, err)
			return
		}
		d.shelves.canned.book, d.urgent = next, true
		answer(done, nil)
	})
}

// ErrHandedOffline answers an edit that gives a call to somebody else with the hub
// gone: who owes it may be calling at this moment, and nobody could tell them.
var ErrHandedOffline = errors.New("a call changes hands only with the hub; everything else about it can be changed now")

// PutFollowUp writes a follow-up. It answers with ErrHandedOffline where one that is
// there would change hands without the hub.
func (d *Desk) PutFollowUp(e Edit, f followup.FollowUp, answer Saved) {
	d.do(func() {
		if was, ok := d.shelves.followUps.book.Get(e.ID); ok && !d.live && was.Content.Assignee != f.Assignee {
			answer(e.ID, ErrHandedOffline)
			return
		}
		e = e.begin(d)
		answer(e.ID, d.shelves.followUps.put(d, e.ID, f, e.Basis))
	})
}

// SettleFollowUp ends a conflict whose sides the author has seen.
func (d *Desk) SettleFollowUp(id record.ID, f followup.FollowUp, seen []record.Revision, answer Saved) {
	d.do(func() { answer(id, d.shelves.followUps.replace(d, id, f, false, seen)) })
}

// KeepBothFollowUps lets an edit stand beside what it did not know of.
func (d *Desk) KeepBothFollowUps(mine record.Version[followup.FollowUp], answer Saved) {
	d.do(func() { answer(mine.ID, d.shelves.followUps.keepBoth(d, mine)) })
}

// PutNote writes a handover note.
func (d *Desk) PutNote(e Edit, n shift.Note, answer Saved) {
	d.do(func() {
		e = e.begin(d)
		answer(e.ID, d.shelves.notes.put(d, e.ID, n, e.Basis))
	})
}

// SettleNote ends a conflict whose sides the author has seen.
func (d *Desk) SettleNote(id record.ID, n shift.Note, seen []record.Revision, answer Saved) {
	d.do(func() { answer(id, d.shelves.notes.replace(d, id, n, false, seen)) })
}

// KeepBothNotes lets an edit stand beside what it did not know of.
func (d *Desk) KeepBothNotes(mine record.Version[shift.Note], answer Saved) {
	d.do(func() { answer(mine.ID, d.shelves.notes.keepBoth(d, mine)) })
}

// DropRefused lets go of an edit that the hub did not take.
func (d *Desk) DropRefused(cmd chat.CommandID) {
	d.do(func() {
		if err := d.outbox.Discard(cmd); err != nil {
			d.notice("", "Not discarded: "+err.Error(), true)
			return
		}
		delete(d.shelves.edits, cmd)
		var left []RefusedEdit
		for _, r := range d.shelves.refused {
			if r.Command != cmd {
				left = append(left, r)
			}
		}
		d.shelves.refused, d.urgent = left, true
	})
}
