package hub

import (
	"bytes"
	"context"
	"net/http"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/report"
	"floorwalker/app/shift/handover"
	"floorwalker/sync/daybook"
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
//	                            under it since; with hash= the one that has it, with
//	                            all a list of all of the shift, oldest first
//
// Of coverage a lead is told more than others, and nobody of who watched a chat of
// theirs; package daybook says how. The day is the same for everybody, and what is open
// in it is what the floor has open. Reading leaves nothing behind.
func (h *Hub) mountDays(r *routes) {
	r.team("GET /day", whoever(h.tellDay))
	r.team("GET /coverage", h.tellCoverage)
	r.team("GET /handover", whoever(h.tellHandover))
}

// mountAdminDays adds them for whoever runs the hub, who is told all.
func (h *Hub) mountAdminDays(mux *http.ServeMux) {
	mux.HandleFunc("GET /day", h.tellDay)
	mux.HandleFunc("GET /coverage", func(w http.ResponseWriter, r *http.Request) {
		h.tellCoverage(w, r, grant{Role: chat.RoleLead})
	})
	mux.HandleFunc("GET /handover", h.tellHandover)
	mux.HandleFunc("GET /keys", h.tellKeys)
}

func (h *Hub) tellDay(w http.ResponseWriter, r *http.Request) {
	d, err := h.days.ask(h.now, func() (report.Day, error) {
		a, err := h.book.Everything(r.Context())
		if err == nil {
			err = h.inspect(r.Context(), func(c *core) { a.Day.Stand(c.floor) })
		}
		return a.Day, err
	})
	h.tellFigures(w, d, err)
}

func (h *Hub) tellCoverage(w http.ResponseWriter, r *http.Request, who grant) {
	a, err := h.book.Ask(r.Context(), who.Agent, who.Role)
	h.tellFigures(w, a.Coverage, err)
}

func (h *Hub) tellFigures(w http.ResponseWriter, figures any, err error) {
	if err != nil {
		h.cfg.Logger.Warn("the day's figures cannot be read", "error", err)
		http.Error(w, "The figures of the day cannot be read right now.", http.StatusServiceUnavailable)
		return
	}
	private(w)
	adminJSON(w, figures)
}

// tellHandover writes the file of a shift's newest handover, or of the one with a hash;
// with all, a JSON list of the files of all of them, each byte by byte as it would be
// written alone.
func (h *Hub) tellHandover(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	shift, all := q.Get("shift"), q.Has("all")
	found, err := h.handovers(r.Context(), shift, q.Get("hash"))
	switch {
	case err != nil:
		h.cfg.Logger.Warn("a handover cannot be read", "shift", shift, "error", err)
		http.Error(w, "The log cannot be read right now.", http.StatusServiceUnavailable)
		return
	case len(found) == 0:
		http.Error(w, "Nothing was handed over at the end of this shift.", http.StatusNotFound)
		return
	case !all:
		found = found[len(found)-1:]
	}
	files := make([][]byte, len(found))
	for i := range found {
		file, err := handover.FileOf(&found[i])
		if err == nil {
			files[i], err = file.Encode()
		}
		if err != nil {
			http.Error(w, "What was signed at the end of this shift cannot be read: "+err.Error()+".", http.StatusInternalServerError)
			return
		}
	}
	raw := files[0]
	if all {
		raw = slices.Concat([]byte("["), bytes.Join(files, []byte(",")), []byte("]"))
	}
	private(w)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Disposition", `attachment; filename="handover.json"`)
	_, _ = w.Write(raw) // #nosec G705 -- JSON, which no browser shows as a page; the client may have gone away
}

// tellKeys writes whose signatures are whose, for "floorhub verify --keys".
func (h *Hub) tellKeys(w http.ResponseWriter, r *http.Request) {
	var keys *handover.Keys
	if err := h.inspect(r.Context(), func(c *core) { keys = handover.KeysOf(c.floor) }); err != nil {
		adminError(w, err)
		return
	}
	adminJSON(w, keys)
}
