package hub

import (
	"cmp"
	"fmt"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/sync/wire"
)

// shelves are the libraries that all desks share, as the hub keeps them: of
// each record the versions that no other replaces. Package record says which
// those are; what is in them the hub does not know.
type shelves map[chat.Shelf]*shelf

type shelf struct {
	heads record.Heads
	lines map[versionKey]line
	// sorted is lines in log order, nil if it has to be made anew.
	sorted []line
}

// versionKey names a version on its shelf.
type versionKey struct {
	id   record.ID
	mark record.Mark
}

// line is an event that is on disk, without what it says.
type line struct {
	seq uint64
	raw []byte
}

// filed says where an event put a version, and which ones that replaced.
type filed struct {
	shelf    chat.Shelf
	version  versionKey
	replaced []versionKey
}

// file takes in a version. It returns nil for one that says nothing new,
// because the shelf has it or what replaced it; so the same edit has one
// effect, also after the log no longer holds the first event of it.
func (s shelves) file(b *chat.RecordSaved) (*filed, error) {
	e, err := record.ReadEnvelope(b.Version)
	if err != nil {
		return nil, err
	}
	on := s[b.Shelf]
	if on == nil {
		on = &shelf{lines: make(map[versionKey]line)}
		s[b.Shelf] = on
	}
	news, replaced := on.heads.Add(e)
	if !news {
		return nil, nil
	}
	f := &filed{shelf: b.Shelf, version: versionKey{e.ID, e.Revision.Mark}}
	for _, mark := range replaced {
		f.replaced = append(f.replaced, versionKey{e.ID, mark})
	}
	return f, nil
}

// keep files the line of a committed event.
func (s shelves) keep(e *committed) {
	on := s[e.filed.shelf]
	on.lines[e.filed.version] = line{e.seq, e.raw}
	for _, gone := range e.filed.replaced {
		delete(on.lines, gone)
	}
	on.sorted = nil
}

// inOrder calls visit for every head of every shelf, shelf by shelf, each in
// log order.
func (s shelves) inOrder(visit func(seq uint64, raw []byte)) {
	names := make([]chat.Shelf, 0, len(s))
	for name := range s {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, l := range s[name].inOrder() {
			visit(l.seq, l.raw)
		}
	}
}

// inOrder returns the shelf's lines in log order. They are sorted once for many
// snapshots.
func (s *shelf) inOrder() []line {
	if s.sorted == nil {
		s.sorted = make([]line, 0, len(s.lines))
		for _, l := range s.lines {
			s.sorted = append(s.sorted, l)
		}
		slices.SortFunc(s.sorted, func(a, b line) int { return cmp.Compare(a.seq, b.seq) })
	}
	return s.sorted
}

// each calls visit for what stands on the shelves.
func (s shelves) each(visit func(*chat.RecordSaved)) error {
	var failed error
	s.inOrder(func(seq uint64, raw []byte) {
		e, err := wire.DecodeEvent(raw, nil)
		if err != nil {
			failed = fmt.Errorf("event %d on the log: %w", seq, err)
			return
		}
		if b, ok := e.Body.(*chat.RecordSaved); ok {
			visit(b)
		}
	})
	return failed
}
