package referee

import (
	"errors"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/app/shift"
)

// Ahead is how far the clock of a desk may be ahead of the hub's when it
// writes a record. A version from farther in the future is refused: it would
// win every later comparison of two texts.
const Ahead = 5 * time.Minute

// save puts a version of a record on its shelf. It asks neither what the shelf
// has already nor how old the version is: what was written without the hub for
// three days is as welcome as what was written now, and package record keeps
// both where they do not know of each other. It does ask whether the version
// is whole, fit for its shelf, and the work of who sends it.
func save(f *chat.Floor, c chat.Command, w *chat.SaveRecord, now chat.Instant) (Decision, *chat.Refusal) {
	by, no := actor(f, c)
	if no != nil {
		return Decision{}, no
	}
	id := chat.EventID(c.ID)
	if f.Knows(id) {
		return Decision{}, nil
	}
	if c.Chat != "" {
		return Decision{}, refuse(chat.RefusedInvalid, "What is saved for the whole team belongs to no chat.")
	}
	if no := fit(w, by.ID, now); no != nil {
		return Decision{}, no
	}
	return Decision{Events: []chat.Event{{
		ID: id, At: now, By: by.ID, Body: &chat.RecordSaved{Shelf: w.Shelf, Version: w.Version},
	}}}, nil
}

// fit refuses a version that is damaged, too large, not of its shelf's form,
// somebody else's, or from the future.
func fit(w *chat.SaveRecord, by chat.AgentID, now chat.Instant) *chat.Refusal {
	read := shelves[w.Shelf]
	if read == nil {
		return refuse(chat.RefusedInvalid, "This hub has no such shelf; it may be older than your desk.")
	}
	e, err := read(w.Version)
	var invalid *record.InvalidError
	switch {
	case errors.Is(err, record.ErrTooLarge):
		return refuse(chat.RefusedTooLong, "This text is too long, or was edited too often, to be kept under one name; save it as a new one.")
	case errors.Is(err, record.ErrForged):
		return refuse(chat.RefusedInvalid, "What arrived is not what was written; save it again.")
	case errors.As(err, &invalid):
		return refuse(chat.RefusedInvalid, "This cannot be kept: "+oneLine(invalid.Error())+".")
	case err != nil:
		return refuse(chat.RefusedInvalid, "This is not a record that this version can read.")
	case e.By != by:
		return refuse(chat.RefusedRole, "This was written under another name; only its author can save it.")
	case e.Updated.IsZero():
		return refuse(chat.RefusedInvalid, "This does not say when it was written; save it again.")
	case e.Updated > now.Add(Ahead):
		return refuse(chat.RefusedInvalid, "This says that it was written in the future; set the clock of this computer and save it again.")
	}
	return nil
}

// shelves says how a version from a desk is read, for each shelf. It is
// read-only.
var shelves = map[chat.Shelf]func([]byte) (record.Envelope, error){
	chat.ShelfCanned:    checked[script.Response],
	chat.ShelfFollowUps: checked[followup.FollowUp],
	chat.ShelfHandover:  checked[shift.Note],
}

// checked reads a version whose content must be normal and pass its check.
func checked[T record.Content[T]](b []byte) (record.Envelope, error) {
	v, err := record.DecodeChecked[T](b)
	return v.Envelope, err
}
