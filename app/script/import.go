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
		r := row.Content.Normal()
		now, isLive := l.Get(row.ID)
		if isLive && now.Content == r {
			out.Same++
			continue
		}
		owner, taken := cuts[fold(r.Shortcut)]
		switch {
		case !isLive && live >= MaxResponses:
			out.Refused = append(out.Refused, &FileError{Line: row.Line, Err: ErrFull})
			continue
		case taken && r.Shortcut != "" && owner != row.ID:
			out.Refused = append(out.Refused, &FileError{Line: row.Line, Err: errTaken(r.Shortcut, string(owner))})
			continue
		}
		v, err := l.book.Propose(row.ID, r, row.Revision, by, at)
		var conflict *Conflict
		switch {
		case errors.As(err, &conflict):
			out.Conflicts = append(out.Conflicts, conflict)
			continue
		case err != nil:
			out.Refused = append(out.Refused, &FileError{Line: row.Line, Err: err})
			continue
		}
		if !isLive {
			live++
		}
		cuts[fold(r.Shortcut)] = row.ID
		made = append(made, v)
	}
	out.Versions = made
	return l.Merge(made...), out
}

func (l Library) shortcuts() map[string]ResponseID {
	cuts := make(map[string]ResponseID, len(l.live))
	for _, i := range l.live {
		cuts[i.index.shortcut] = i.version.ID
	}
	return cuts
}
