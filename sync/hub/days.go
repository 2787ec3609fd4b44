package hub

import (
	"bytes"
	"context"
	"net/http"

	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
	"floorwalker/sync/daybook"
	"floorwalker/sync/wire"
)

// openBook returns the book of the day that runs; it reads the ring as a desk does.
func (h *Hub) openBook() *daybook.Book {
	return daybook.New(daybook.Config{
		Journal: h.cfg.Journal, Edition: h.Edition, Now: h.now, Began: h.now(), Newest: h.ring.newest,
		Fresh: func(after uint64) ([][]byte, uint64, bool) {
			return h.ring.after(after, frameBytes, audience{all: true}, nil)
		},
		Team: func(ctx context.Context) (lines [][]byte, err error) {
			err = h.inspect(ctx, func(c *core) {
				for _, e := range c.team.inOrder(c.floor) {
					lines = append(lines, e.raw)
				}
			})
			return lines, err
		},
	})
}

// mountDays adds what is told of days and shifts, to whoever is on the team:
//
//	GET /day                  → the figures of the day that runs ([report.Day])
//	GET /coverage             → who looked at what today ([coverage.Figures])
//	GET /handover?shift=      → the file handover-<shift>.json, with what was signed
//	                            under it since
//
// Of coverage a lead is told more than others, and nobody of who watched a chat of
// theirs; package daybook says how. The day is the same for everybody, and what is open
// in it is what the floor has open. Reading leaves nothing behind.
func (h *Hub) mountDays(mux *http.ServeMux) {
	mux.HandleFunc("GET /day", h.forTeam(func(w http.ResponseWriter, r *http.Request, who grant) {
		h.tellDay(w, r, who, func(a *daybook.Answer) any { return a.Day })
	}))
	mux.HandleFunc("GET /coverage", h.forTeam(func(w http.ResponseWriter, r *http.Request, who grant) {
		h.tellDay(w, r, who, func(a *daybook.Answer) any { return a.Coverage })
	}))
	mux.HandleFunc("GET /handover", h.forTeam(whoever(h.tellHandover)))
}

// mountAdminDays adds them for whoever runs the hub, who is told all.
func (h *Hub) mountAdminDays(mux *http.ServeMux) {
	owner := grant{Role: chat.RoleLead}
	mux.HandleFunc("GET /day", func(w http.ResponseWriter, r *http.Request) {
		h.tellDay(w, r, owner, func(a *daybook.Answer) any { return a.Day })
	})
	mux.HandleFunc("GET /coverage", func(w http.ResponseWriter, r *http.Request) {
		h.tellDay(w, r, owner, func(a *daybook.Answer) any { return a.Coverage })
	})
	mux.HandleFunc("GET /handover", h.tellHandover)
	mux.HandleFunc("GET /keys", h.tellKeys)
}

func (h *Hub) tellDay(w http.ResponseWriter, r *http.Request, who grant, what func(*daybook.Answer) any) {
	a, err := h.book.Ask(r.Context(), who.Agent, who.Role)
	if err == nil {
		err = h.inspect(r.Context(), func(c *core) { a.Day.Stand(c.floor) })
	}
	if err != nil {
		h.cfg.Logger.Warn("the day's figures cannot be read", "error", err)
		http.Error(w, "The figures of the day cannot be read right now.", http.StatusServiceUnavailable)
		return
	}
	private(w)
	adminJSON(w, what(&a))
}

// tellHandover writes the file of a shift's newest handover. One that the floor has
// forgotten is read from the log.
func (h *Hub) tellHandover(w http.ResponseWriter, r *http.Request) {
	shift := r.URL.Query().Get("shift")
	found, err := h.handover(r.Context(), shift)
	switch {
	case err != nil:
		h.cfg.Logger.Warn("a handover cannot be read", "shift", shift, "error", err)
		http.Error(w, "The log cannot be read right now.", http.StatusServiceUnavailable)
		return
	case found == nil:
		http.Error(w, "Nothing was handed over at the end of this shift.", http.StatusNotFound)
		return
	}
	file, err := handover.FileOf(found)
	var raw []byte
	if err == nil {
		raw, err = file.Encode()
	}
	if err != nil {
		http.Error(w, "What was signed at the end of this shift cannot be read: "+err.Error()+".", http.StatusInternalServerError)
		return
	}
	private(w)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Disposition", `attachment; filename="handover.json"`)
	_, _ = w.Write(raw) // #nosec G705 -- JSON, which no browser shows as a page; the client may have gone away
}

// handover returns the newest one of a shift, nil if there is none.
func (h *Hub) handover(ctx context.Context, shift string) (found *chat.Handover, err error) {
	newest := func(f *chat.Floor) {
		for _, o := range f.Handovers() {
			if o.Shift == shift {
				found = &o
			}
		}
	}
	if err := h.inspect(ctx, func(c *core) { newest(c.floor) }); err != nil || found != nil {
		return found, err
	}
	// A floor of this shift's handovers alone forgets none of them too early.
	floor := chat.NewFloor()
	err = h.readLog(ctx, 0, h.ring.newest(), func(_ uint64, raw []byte) error {
		if !bytes.Contains(raw, handoverMark) {
			return nil
		}
		e, err := wire.DecodeEvent(bytes.Clone(raw), nil)
		if err != nil {
			return err
		}
		if b, ok := e.Body.(*chat.HandoverSigned); ok && b.Shift != shift {
			return nil
		}
		floor.Apply(&e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	newest(floor)
	return found, nil
}

// handoverMark is in every line about a handover: no text can hold it, because JSON
// escapes its quotes.
var handoverMark = []byte(`"kind":"Handover`)

// tellKeys writes whose signatures are whose, for "floorhub verify --keys".
func (h *Hub) tellKeys(w http.ResponseWriter, r *http.Request) {
	var keys *handover.Keys
	if err := h.inspect(r.Context(), func(c *core) { keys = handover.KeysOf(c.floor) }); err != nil {
		adminError(w, err)
		return
	}
	adminJSON(w, keys)
}
