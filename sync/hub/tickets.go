package hub

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
	"floorwalker/sync/wire"
)

// Tickets are the team's; sync/dispatch fulfils it. Its methods may be called from
// any goroutine, and Nudge must not block.
type Tickets interface {
	// Tickets returns those that are chosen, the newest first; the error is known
	// when they have ended.
	Tickets(ctx context.Context, q wire.TicketQuery) (iter.Seq[ticket.Ticket], func() error)
	// Check returns the newest comparison of chats with tickets; CheckNow makes one.
	Check() (wire.TicketCheck, error)
	CheckNow(ctx context.Context) (wire.TicketCheck, error)
	// Similar counts what was resolved like a chat with these tags and words.
	Similar(ctx context.Context, tags []string, text string) (int, error)
	Outgoing(ctx context.Context) (wire.Outgoing, error)
	// Retry sends one parcel again, or all that are undeliverable.
	Retry(key string) (int, error)
	Figures() (waiting, undeliverable int)
	// Nudge says that a ticket, or what came of a call, is on the log.
	Nudge()
}

// Edition returns the policy in force. It may be called from any goroutine, and
// after the hub has ended.
func (h *Hub) Edition() *policy.Edition { return h.edition.Load() }

// mountTickets adds the routes of the tickets:
//
//	GET  /tickets?since=&until=&q=&limit=&format=json|csv → tickets, the newest first
//	GET  /tickets/check      → the newest comparison of chats with tickets
//	POST /tickets/check      makes one; for leads
//	GET  /similar?chat=      → {"resolved": n}
//	GET  /outgoing           → what has not arrived
//	POST /outgoing/retry     {"key"} → {"retried": n}; for leads
//
// Whoever is on the team may read, as with everything on the floor. Reading leaves
// nothing behind. A hub without tickets has none of the routes.
func (h *Hub) mountTickets(all *routes) {
	t := h.cfg.Tickets
	if t == nil {
		return
	}
	const refusal = "Only leads may do this."
	r := ticketRoutes{hub: h, of: t}
	all.team("GET /tickets", whoever(r.list))
	all.team("GET /tickets/check", whoever(r.check))
	all.leads("POST /tickets/check", refusal, whoever(r.checkNow))
	all.team("GET /similar", whoever(r.similar))
	all.team("GET /outgoing", whoever(r.outgoing))
	all.leads("POST /outgoing/retry", refusal, whoever(r.retry))
}

// mountAdminTickets adds those for whoever runs the hub.
func (h *Hub) mountAdminTickets(mux *http.ServeMux) {
	t := h.cfg.Tickets
	if t == nil {
		return
	}
	r := ticketRoutes{hub: h, of: t}
	mux.HandleFunc("GET /tickets", r.list)
	mux.HandleFunc("POST /tickets/check", r.checkNow)
	mux.HandleFunc("GET /outgoing", r.outgoing)
	mux.HandleFunc("POST /outgoing/retry", r.retry)
}

// ticketMetrics are registered where tickets leave the house.
func ticketMetrics(t Tickets) []prometheus.Collector {
	gauge := func(name, help string, of func() int) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(of()) })
	}
	return []prometheus.Collector{
		gauge("floorwalker_parcels_waiting", "Tickets on their way out of the house.",
			func() int { n, _ := t.Figures(); return n }),
		gauge("floorwalker_parcels_undeliverable", "Tickets that could not be delivered and wait for a person.",
			func() int { _, n := t.Figures(); return n }),
		gauge("floorwalker_ticket_differences", "Differences between closed chats and tickets in the last check.", func() int {
			c, err := t.Check()
			if err != nil {
				return -1
			}
			return c.Differences()
		}),
	}
}

type ticketRoutes struct {
	hub *Hub
	of  Tickets
}

// whoever is for routes on which it does not matter who asks.
func whoever(f http.HandlerFunc) granted {
	return func(w http.ResponseWriter, req *http.Request, _ grant) { f(w, req) }
}

var errQuery = errors.New("since and until are RFC 3339 times or days such as 2026-01-31, limit is a number, format is json or csv")

// ParseTicketQuery reads the parameters of GET /tickets; days are those of UTC.
func ParseTicketQuery(v url.Values) (q wire.TicketQuery, csv bool, err error) {
	var bad bool
	when := func(name string) chat.Instant {
		s := v.Get(name)
		for _, form := range []string{time.RFC3339, time.DateOnly} {
			if at, err := time.Parse(form, s); err == nil {
				return chat.InstantOf(at)
			}
		}
		bad = bad || s != ""
		return 0
	}
	q = wire.TicketQuery{Since: when("since"), Until: when("until"), Words: v.Get("q")}
	if s := v.Get("limit"); s != "" {
		n, err := strconv.Atoi(s)
		bad = bad || err != nil || n < 0
		q.Limit = n
	}
	switch v.Get("format") {
	case "", "json":
	case "csv":
		csv = true
	default:
		bad = true
	}
	if bad {
		return wire.TicketQuery{}, false, errQuery
	}
	return q, csv, nil
}

// list streams tickets. One that fails half way is cut off, so that nobody takes a
// part for the whole.
func (r ticketRoutes) list(w http.ResponseWriter, req *http.Request) {
	q, csv, err := ParseTicketQuery(req.URL.Query())
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	all, failed := r.of.Tickets(req.Context(), q)
	private(w)
	kind := "application/x-ndjson"
	if csv {
		kind = "text/csv; charset=utf-8"
		w.Header().Set("Content-Disposition", `attachment; filename="tickets.csv"`)
	}
	w.Header().Set("Content-Type", kind)
	out := bufio.NewWriterSize(unhurried{req.Context(), w, http.NewResponseController(w)}, 64<<10)
	if csv {
		err = ticket.WriteCSV(out, all, ticket.CSVOptions{Mark: true})
	} else {
		err = ticket.WriteJSON(out, all)
	}
	if err = errors.Join(err, failed(), out.Flush()); err != nil {
		r.hub.cfg.Logger.Warn("a list of tickets was cut off", "error", err)
		panic(http.ErrAbortHandler)
	}
}

// unhurried gives each piece of a long answer its own time.
type unhurried struct {
	ctx context.Context
	w   http.ResponseWriter
	out *http.ResponseController
}

// Write implements io.Writer.
func (p unhurried) Write(b []byte) (int, error) {
	// A server that cannot set a deadline, such as a test's recorder, serves
	// without one.
	_ = p.out.SetWriteDeadline(deadline(writeTime))
	if err := p.ctx.Err(); err != nil { // whoever ends it sets a deadline of their own after that
		return 0, err
	}
	return p.w.Write(b) // #nosec G705 -- CSV or JSON lines, which a browser saves and does not show
}

func (r ticketRoutes) check(w http.ResponseWriter, _ *http.Request) {
	c, err := r.of.Check()
	r.answer(w, c, err)
}

func (r ticketRoutes) checkNow(w http.ResponseWriter, req *http.Request) {
	c, err := r.of.CheckNow(req.Context())
	r.answer(w, c, err)
}

// similar looks at the chat and asks with what the customer wrote.
func (r ticketRoutes) similar(w http.ResponseWriter, req *http.Request) {
	id, found := chat.ChatID(req.URL.Query().Get("chat")), false
	var tags []string
	var text strings.Builder
	err := r.hub.look(req.Context(), func(c *core) {
		ct := c.floor.Chat(id)
		if found = ct != nil; !found {
			return
		}
		tags = append(tags, ct.Tags...)
		for i := range ct.Messages {
			if ct.Messages[i].From == chat.SpeakerCustomer {
				fmt.Fprintln(&text, ct.Messages[i].Text)
			}
		}
	})
	if err == nil && !found {
		http.Error(w, "There is no such chat on the floor.", http.StatusNotFound)
		return
	}
	n := 0
	if err == nil {
		n, err = r.of.Similar(req.Context(), tags, text.String())
	}
	r.answer(w, wire.Similar{Resolved: n}, err)
}

func (r ticketRoutes) outgoing(w http.ResponseWriter, req *http.Request) {
	o, err := r.of.Outgoing(req.Context())
	r.answer(w, o, err)
}

func (r ticketRoutes) retry(w http.ResponseWriter, req *http.Request) {
	var in wire.RetryParcel
	if err := json.NewDecoder(http.MaxBytesReader(w, req.Body, 1<<12)).Decode(&in); err != nil {
		http.Error(w, `The body is no JSON object such as {"key": ""}.`, http.StatusBadRequest)
		return
	}
	n, err := r.of.Retry(in.Key)
	if err != nil && n == 0 {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	r.answer(w, wire.Retried{Retried: n}, err)
}

func (r ticketRoutes) answer(w http.ResponseWriter, v any, err error) {
	switch {
	case errors.Is(err, ErrStopped):
		http.Error(w, "The hub is stopping.", http.StatusServiceUnavailable)
		return
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	private(w)
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // the client went away
}
