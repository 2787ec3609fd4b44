package script

import (
	"errors"

	"floorwalker/app/chat"
)

// Imported is what became of a file's rows.
type Imported struct {
	// Versions are those that were made; they are to be stored and sent.
	Versions []Version
	// Same counts rows that say what the library says.
	Same int
	// Conflicts are rows that were written from an older revision; the library
	// keeps what it has until somebody has seen both sides.
	Conflicts []*Conflict
	// Refused are rows that the library does not take, each with its line.
	Refused []*FileError
}

// Import writes rows into l, as edits by a person at a time. What is in l and
// not among the rows stays as it is: a file is never an order to delete.
func (l Library) Import(rows []Row, by chat.AgentID, at chat.Instant) (Library, Imported) {
	var (
		out  Imported
		made []Version
		live = l.Len()
		cuts = l.shortcuts()
	)
	for _, row := range rows {
		r := row.Normal()
		r.By, r.Updated = by, at
		if now, ok := l.Get(r.ID); ok && sameWords(now, r) {
			out.Same++
			continue
		}
		_, isLive := l.Get(r.ID)
		owner, taken := cuts[fold(r.Shortcut)]
		switch {
		case !isLive && live >= MaxResponses:
			out.Refused = append(out.Refused, &FileError{row.Line, ErrFull})
			continue
		case taken && r.Shortcut != "" && owner != r.ID:
			out.Refused = append(out.Refused, &FileError{row.Line, invalidf("shortcut", "/%s is that of %q already", r.Shortcut, owner)})
			continue
		}
		v, err := l.propose(r, row.Revision)
		var conflict *Conflict
		switch {
		case errors.As(err, &conflict):
			out.Conflicts = append(out.Conflicts, conflict)
			continue
		case err != nil:
			out.Refused = append(out.Refused, &FileError{row.Line, err})
			continue
		}
		if !isLive {
			live++
		}
		cuts[fold(r.Shortcut)] = r.ID
		made = append(made, v)
	}
	out.Versions = made
	return l.Merge(made...), out
}

// propose is Put without writing.
func (l Library) propose(r Response, basis Revision) (Version, error) {
	if err := r.Check(); err != nil {
		return Version{}, err
	}
	return l.draw(Version{Response: r}, basis)
}

func (l Library) shortcuts() map[string]ResponseID {
	cuts := make(map[string]ResponseID, len(l.live))
	for _, e := range l.live {
		cuts[e.index.shortcut] = e.id()
	}
	return cuts
}
