package stage

import (
	"fmt"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/app/shift"
)

// The methods of this file edit the libraries of the floor's snapshot as the
// desk would, and answer at once, where the desk answers a little later.

// edited answers an edit, and begins a record where there is none. What Fail answers
// is not done.
func (d *Desk) edited(what string, e app.Edit, edit func(id record.ID) error, answer app.Saved) {
	if f := d.Before; f != nil {
		d.Before = nil
		f()
	}
	if e.ID == "" {
		d.Made++
		e.ID = record.ID(fmt.Sprint("new-", d.Made))
	}
	d.ask(what, e.ID)
	if err := d.Fail; err != nil {
		d.Fail = nil
		answer(e.ID, err)
		return
	}
	answer(e.ID, edit(e.ID))
}

// settling is how the settlement of that many versions is written down.
func settling(what string, seen []record.Revision) string {
	return fmt.Sprintf("settle %s %%s of %d", what, len(seen))
}

// PutResponse is written down and done.
func (d *Desk) PutResponse(e app.Edit, r script.Response, answer app.Saved) {
	d.edited("put response %s", e, func(id record.ID) (err error) {
		s := &d.Floor.Snap.Shelves
		s.Canned, _, err = s.Canned.Put(id, r, e.Basis, Me, d.Floor.Now())
		return err
	}, answer)
}

// DeleteResponse is written down and done.
func (d *Desk) DeleteResponse(e app.Edit, answer app.Saved) {
	d.edited("delete response %s", e, func(id record.ID) (err error) {
		s := &d.Floor.Snap.Shelves
		s.Canned, _, err = s.Canned.Delete(id, e.Basis, Me, d.Floor.Now())
		return err
	}, answer)
}

// SettleResponse is written down and done.
func (d *Desk) SettleResponse(id record.ID, r script.Response, deleted bool, seen []record.Revision, answer app.Saved) {
	d.edited(settling("response", seen), app.Edit{ID: id}, func(id record.ID) (err error) {
		s := &d.Floor.Snap.Shelves
		s.Canned, _, err = s.Canned.Settle(id, r, deleted, Me, d.Floor.Now(), seen...)
		return err
	}, answer)
}

// KeepBothResponses is written down and done.
func (d *Desk) KeepBothResponses(mine script.Version, answer app.Saved) {
	d.edited("keep both responses %s", app.Edit{ID: mine.ID}, func(record.ID) error {
		d.Floor.Snap.Shelves.Canned = d.Floor.Snap.Shelves.Canned.Merge(mine)
		return nil
	}, answer)
}

// ImportResponses is written down and done.
func (d *Desk) ImportResponses(rows []script.Row, answer func(script.Imported, error)) {
	d.ask("import %d responses", len(rows))
	next, done := d.Floor.Snap.Shelves.Canned.Import(rows, Me, d.Floor.Now())
	d.Floor.Snap.Shelves.Canned = next
	answer(done, nil)
}

// PutFollowUp is written down and done.
func (d *Desk) PutFollowUp(e app.Edit, f followup.FollowUp, answer app.Saved) {
	d.edited("put follow-up %s", e, func(id record.ID) (err error) {
		s := &d.Floor.Snap.Shelves
		s.FollowUps, _, err = s.FollowUps.Put(id, f, e.Basis, Me, d.Floor.Now())
		return err
	}, answer)
}

// SettleFollowUp is written down and done.
func (d *Desk) SettleFollowUp(id record.ID, f followup.FollowUp, seen []record.Revision, answer app.Saved) {
	d.edited(settling("follow-up", seen), app.Edit{ID: id}, func(id record.ID) (err error) {
		s := &d.Floor.Snap.Shelves
		s.FollowUps, _, err = s.FollowUps.Settle(id, f, false, Me, d.Floor.Now(), seen...)
		return err
	}, answer)
}

// KeepBothFollowUps is written down and done.
func (d *Desk) KeepBothFollowUps(mine record.Version[followup.FollowUp], answer app.Saved) {
	d.edited("keep both follow-ups %s", app.Edit{ID: mine.ID}, func(record.ID) error {
		d.Floor.Snap.Shelves.FollowUps = d.Floor.Snap.Shelves.FollowUps.Merge(mine)
		return nil
	}, answer)
}

// PutNote is written down and done.
func (d *Desk) PutNote(e app.Edit, n shift.Note, answer app.Saved) {
	d.edited("put note %s", e, func(id record.ID) (err error) {
		s := &d.Floor.Snap.Shelves
		s.Notes, _, err = s.Notes.Put(id, n, e.Basis, Me, d.Floor.Now())
		return err
	}, answer)
}

// SettleNote is written down and done.
func (d *Desk) SettleNote(id record.ID, n shift.Note, seen []record.Revision, answer app.Saved) {
	d.edited(settling("note", seen), app.Edit{ID: id}, func(id record.ID) (err error) {
		s := &d.Floor.Snap.Shelves
		s.Notes, _, err = s.Notes.Settle(id, n, false, Me, d.Floor.Now(), seen...)
		return err
	}, answer)
}

// KeepBothNotes is written down and done.
func (d *Desk) KeepBothNotes(mine record.Version[shift.Note], answer app.Saved) {
	d.edited("keep both notes %s", app.Edit{ID: mine.ID}, func(record.ID) error {
		d.Floor.Snap.Shelves.Notes = d.Floor.Snap.Shelves.Notes.Merge(mine)
		return nil
	}, answer)
}

// DropRefused is written down.
func (d *Desk) DropRefused(cmd chat.CommandID) { d.ask("drop %s", cmd) }
