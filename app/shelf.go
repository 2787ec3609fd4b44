package app

import (
	"floorwalker/app/chat"
	"floorwalker/app/record"
)

// book is what the three shared libraries have in common: immutable values in
// which an edit makes a version, and into which versions are merged.
type book[B any, T record.Content[T]] interface {
	Merge(vs ...record.Version[T]) B
	Put(id record.ID, content T, basis record.Revision, by chat.AgentID, at chat.Instant) (B, record.Version[T], error)
	Delete(id record.ID, basis record.Revision, by chat.AgentID, at chat.Instant) (B, record.Version[T], error)
	Settle(id record.ID, content T, deleted bool, by chat.AgentID, at chat.Instant, seen ...record.Revision) (B, record.Version[T], error)
}

// shelf is one shared library on this desk.
//
// What the hub has told stands in the cache; what this desk has written stands
// in the outbox until the hub has it. Both are merged into the one book that is
// shown, so an edit made offline is seen at once and after a restart, and is
// never in two places on the disk.
type shelf[B book[B, T], T record.Content[T]] struct {
	name chat.Shelf
	book B
	// told are the heads as the hub knows them, so what the cache has.
	told record.Heads
	// came are versions that wait to be merged in one go.
	came []record.Version[T]
}

// taker is a shelf without the type of what stands on it.
type taker interface {
	// take reads a version that the hub told, or that the cache kept.
	take(raw []byte) (news bool, id record.ID, mark record.Mark, replaced []record.Mark, err error)
	// recall reads a version that this desk wrote and the hub may not have.
	recall(raw []byte) error
	// settle merges what was read.
	settle()
	// anew makes news of everything that the hub will tell, as a snapshot
	// begins, so that the cache gets all of it.
	anew()
	// empty forgets everything, as another floor begins.
	empty()
}

func (s *shelf[B, T]) take(raw []byte) (bool, record.ID, record.Mark, []record.Mark, error) {
	v, err := record.Decode[T](raw)
	if err != nil {
		return false, "", 0, nil, err
	}
	news, replaced := s.told.Add(v.Envelope)
	if news {
		s.came = append(s.came, v)
	}
	return news, v.ID, v.Revision.Mark, replaced, nil
}

func (s *shelf[B, T]) recall(raw []byte) error {
	v, err := record.Decode[T](raw)
	if err != nil {
		return err
	}
	s.came = append(s.came, v)
	return nil
}

func (s *shelf[B, T]) settle() {
	if len(s.came) == 0 {
		return
	}
	s.book = s.book.Merge(s.came...)
	s.came = nil
}

func (s *shelf[B, T]) anew() { s.told = record.Heads{} }

func (s *shelf[B, T]) empty() {
	var none B
	s.book, s.told, s.came = none, record.Heads{}, nil
}

// keepEdit brings a version that this desk has written to the disk, and only
// then shows it: what is called saved is saved.
func (s *shelf[B, T]) keepEdit(d *Desk, next B, v record.Version[T], err error) error {
	if err != nil {
		return err
	}
	raw, err := record.Encode(v)
	if err != nil {
		return err
	}
	if err := d.sendAll(s.name, []versioned{{v.ID, raw}}); err != nil {
		return err
	}
	s.book, d.urgent = next, true
	if s.name == chat.ShelfFollowUps {
		d.onRecords()
	}
	return nil
}

// put, remove and replace are the edits that people make; see package record
// for what each refuses.
func (s *shelf[B, T]) put(d *Desk, id record.ID, content T, basis record.Revision) error {
	next, v, err := s.book.Put(id, content, basis, d.me.Agent, d.editTime())
	return s.keepEdit(d, next, v, err)
}

func (s *shelf[B, T]) remove(d *Desk, id record.ID, basis record.Revision) error {
	next, v, err := s.book.Delete(id, basis, d.me.Agent, d.editTime())
	return s.keepEdit(d, next, v, err)
}

func (s *shelf[B, T]) replace(d *Desk, id record.ID, content T, deleted bool, seen []record.Revision) error {
	next, v, err := s.book.Settle(id, content, deleted, d.me.Agent, d.editTime(), seen...)
	return s.keepEdit(d, next, v, err)
}

// keepBoth merges an edit whose author had not seen what is there now, so that
// both stand side by side until somebody settles them.
func (s *shelf[B, T]) keepBoth(d *Desk, mine record.Version[T]) error {
	return s.keepEdit(d, s.book.Merge(mine), mine, nil)
}
