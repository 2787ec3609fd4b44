package app

import (
	"errors"
	"fmt"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/app/shift"
)

// Shelves are the three libraries that all desks share, as they are now: what
// the hub has told, with what this desk has written and not yet sent.
type Shelves struct {
	Canned    script.Library
	FollowUps followup.List
	Notes     shift.Notes
	// Unsent counts the edits of this desk that the hub does not have yet.
	Unsent int
	// Waiting counts the same by shelf; nil if there are none. Read-only.
	Waiting map[chat.Shelf]int
	// Refused are edits that the hub did not take; their texts stay here until
	// the person lets go of them.
	Refused []RefusedEdit
}

// UnsentOn counts the edits of this desk on one shelf that the hub does not have
// yet: a page that says what waits does not count those of other pages.
func (s Shelves) UnsentOn(shelf chat.Shelf) int { return s.Waiting[shelf] }

// RefusedEdit is an edit that the hub did not take.
type RefusedEdit struct {
	Command chat.CommandID
	Shelf   chat.Shelf
	Record  record.ID
	// Words say why.
	Words string
}

// ErrNobody answers an edit at a desk that has never signed in: nobody could
// say who wrote it.
var ErrNobody = errors.New("this desk does not know yet who works here; connect once")

// shelves is the desk's side of the three libraries.
type shelves struct {
	canned    shelf[script.Library, script.Response]
	followUps shelf[followup.List, followup.FollowUp]
	notes     shelf[shift.Notes, shift.Note]
	// edits are those of this desk that wait in the outbox.
	edits   map[chat.CommandID]edit
	refused []RefusedEdit
}

// edit is one that waits.
type edit struct {
	shelf chat.Shelf
	id    record.ID
}

func newShelves() shelves {
	s := shelves{edits: make(map[chat.CommandID]edit)}
	s.canned.name, s.followUps.name, s.notes.name = chat.ShelfCanned, chat.ShelfFollowUps, chat.ShelfHandover
	return s
}

// of returns the shelf of that name, or nil for one that this version does not know.
func (s *shelves) of(name chat.Shelf) taker {
	switch name {
	case chat.ShelfCanned:
		return &s.canned
	case chat.ShelfFollowUps:
		return &s.followUps
	case chat.ShelfHandover:
		return &s.notes
	}
	return nil
}

// each calls visit for every shelf.
func (s *shelves) each(visit func(taker)) {
	visit(&s.canned)
	visit(&s.followUps)
	visit(&s.notes)
}

func (s *shelves) show() Shelves {
	return Shelves{
		Canned: s.canned.book, FollowUps: s.followUps.book, Notes: s.notes.book,
		Unsent: len(s.edits) - len(s.refused), Waiting: s.waiting(), Refused: s.refused,
	}
}

// waiting counts the edits that are neither at the hub nor refused.
func (s *shelves) waiting() map[chat.Shelf]int {
	if len(s.edits) == len(s.refused) {
		return nil
	}
	n := make(map[chat.Shelf]int)
	for _, e := range s.edits {
		n[e.shelf]++
	}
	for _, r := range s.refused {
		n[r.Shelf]--
	}
	return n
}

// loadShelves merges what the cache kept, and lets go of what others replace. It
// reports whether all of it could be read; what could not is at the hub.
func (d *Desk) loadShelves() (whole bool, err error) {
	whole, err = d.cfg.Cache.LoadRecords(func(r Record) error {
		s := d.shelves.of(r.Shelf)
		if s == nil {
			return nil // a later version of this program kept it
		}
		news, id, _, replaced, err := s.take(r.Raw)
		switch {
		case err != nil || !news:
			d.batch.Forget = append(d.batch.Forget, RecordKey{Shelf: r.Shelf, ID: r.ID, Mark: r.Mark})
		default:
			d.forget(r.Shelf, id, replaced)
		}
		return nil
	})
	if err != nil {
		return false, fmt.Errorf("reading the shared libraries: %w", err)
	}
	d.shelves.each(taker.settle)
	return whole, nil
}

func (d *Desk) forget(name chat.Shelf, id record.ID, replaced []record.Mark) {
	for _, m := range replaced {
		d.batch.Forget = append(d.batch.Forget, RecordKey{Shelf: name, ID: string(id), Mark: markOf(m)})
	}
}

// shelve takes in a version that the hub told, for the screen and the cache. It
// is merged with its neighbours in [Desk.settleShelves].
func (d *Desk) shelve(b *chat.RecordSaved) {
	s := d.shelves.of(b.Shelf)
	if s == nil {
		return
	}
	news, id, mark, replaced, err := s.take(b.Version)
	if err != nil || !news {
		return // damaged on the way to the log, or known
	}
	d.stale = true
	d.batch.Records = append(d.batch.Records, Record{Shelf: b.Shelf, ID: string(id), Mark: markOf(mark), Raw: b.Version})
	d.forget(b.Shelf, id, replaced)
}

func markOf(m record.Mark) string { return fmt.Sprintf("%016x", uint64(m)) }

// settleShelves merges what shelve took in.
func (d *Desk) settleShelves() {
	if len(d.shelves.followUps.came) > 0 {
		d.onRecords()
	}
	d.shelves.each(taker.settle)
}

// onRecords notes that records of calls have changed.
func (d *Desk) onRecords() {
	d.calls.stale[""], d.shift.old = true, true
}

// versioned is an encoded version with the record that it is of.
type versioned struct {
	id  record.ID
	raw []byte
}

// sendAll gives versions to the outbox, all or none.
func (d *Desk) sendAll(name chat.Shelf, all []versioned) error {
	if d.me.Agent == "" {
		return ErrNobody
	}
	cmds := make([]chat.Command, len(all))
	for i, v := range all {
		cmds[i] = chat.Command{ID: d.cfg.NewID(), Body: &chat.SaveRecord{Shelf: name, Version: v.raw}}
	}
	if err := d.outbox.AddAll(cmds); err != nil {
		return fmt.Errorf("not saved: %w", err)
	}
	for i, v := range all {
		d.shelves.edits[cmds[i].ID] = edit{name, v.id}
	}
	return nil
}

// recallEdit shows an edit that waited in the outbox when the program ended.
func (d *Desk) recallEdit(w Waiting) bool {
	b, ok := w.Command.Body.(*chat.SaveRecord)
	if !ok {
		return false
	}
	s := d.shelves.of(b.Shelf)
	if s == nil {
		return false
	}
	e, err := record.ReadEnvelope(b.Version)
	if err != nil {
		return false
	}
	if err := s.recall(b.Version); err != nil {
		return false
	}
	d.shelves.edits[w.Command.ID] = edit{b.Shelf, e.ID}
	d.showEdit(w)
	return true
}

// showEdit takes the news of an edit that waits.
func (d *Desk) showEdit(w Waiting) {
	e, ok := d.shelves.edits[w.Command.ID]
	if !ok {
		return
	}
	d.stale = true
	switch w.State {
	case WaitDone:
		delete(d.shelves.edits, w.Command.ID)
	case WaitRefused:
		d.refusedEdit(w.Command.ID, e, spoken(w.Refusal.Words))
	case WaitHeld:
		d.refusedEdit(w.Command.ID, e, held(w.Why))
	}
}

func (d *Desk) refusedEdit(id chat.CommandID, e edit, words string) {
	for _, r := range d.shelves.refused {
		if r.Command == id {
			return
		}
	}
	// A snapshot may have the old slice.
	d.shelves.refused = append(d.shelves.refused[:len(d.shelves.refused):len(d.shelves.refused)],
		RefusedEdit{Command: id, Shelf: e.shelf, Record: e.id, Words: words})
	d.notice("", "A change is not saved at the hub: "+words, true)
}

// otherFloor empties the shelves when the hub is another floor's.
func (d *Desk) otherFloor(floor string) {
	if was := d.batch.Position.Floor; was == "" || was == floor {
		return
	}
	d.shelves.each(taker.empty) // the cache drops its own by the position
	d.batch.Records, d.batch.Forget = nil, nil
}

// editTime is when an edit is made, in hub time as far as it is known.
func (d *Desk) editTime() chat.Instant {
	now, _ := d.cfg.Clock.Now()
	return max(now, 0)
}

// newRecord returns an id for a record that begins here.
func (d *Desk) newRecord() record.ID { return record.ID(strings.ToLower(string(d.cfg.NewID()))) }
