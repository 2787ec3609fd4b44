package fetch

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/sync/wire"
)

func aTicket(id chat.ChatID) ticket.Ticket {
	return ticket.Ticket{Ref: ticket.RefOf(ticket.RefTicket, string(id), 1), Chat: id, Handled: ticket.HandledBot, Subject: "नमस्ते"}
}

func ticketLines(t *testing.T, ids ...chat.ChatID) string {
	t.Helper()
	var b bytes.Buffer
	if err := ticket.WriteJSON(&b, func(yield func(ticket.Ticket) bool) {
		for _, id := range ids {
			if !yield(aTicket(id)) {
				return
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// G-TKT-01: a desk reads the hub's tickets as the hub writes them.
func TestTickets(t *testing.T) {
	var asked *http.Request
	body := ticketLines(t, "a", "b")
	c := hub(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r
		w.Header().Set("Content-Type", "application/x-ndjson")
		_, _ = io.WriteString(w, body)
	})
	list, err := c.Tickets(t.Context(), wire.TicketQuery{Words: "two words", Since: 1793491200123})
	if err != nil || len(list) != 2 || list[1].Chat != "b" || list[0].Subject != "नमस्ते" {
		t.Errorf("%+v, %v", list, err)
	}
	q := asked.URL.Query()
	if asked.URL.Path != "/tickets" || q.Get("q") != "two words" || q.Get("since") != "2026-11-01T00:00:00.123Z" || q.Get("until") != "" || q.Get("limit") != "5000" {
		t.Errorf("asked %s", asked.URL)
	}
	var file bytes.Buffer
	if err := c.ExportTickets(t.Context(), wire.TicketQuery{}, FormatJSON, &file); err != nil || file.String() != body {
		t.Errorf("%v, %q", err, file.String())
	}
	if err := c.ExportTickets(t.Context(), wire.TicketQuery{}, FormatCSV, &file); !errors.Is(err, ErrNotHub) {
		t.Errorf("JSON passes for CSV: %v", err)
	}
}

// An export that the hub cut off, and one that the disk does not take, are errors.
func TestAnExportThatEndsEarly(t *testing.T) {
	c := hub(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		_, _ = io.WriteString(w, strings.Repeat("ref,chat\r\n", 10_000))
		panic(http.ErrAbortHandler)
	})
	var none *UnansweredError
	if err := c.ExportTickets(t.Context(), wire.TicketQuery{}, FormatCSV, io.Discard); !errors.As(err, &none) {
		t.Errorf("%v", err)
	}
	full := errors.New("the disk is full")
	if err := c.ExportTickets(t.Context(), wire.TicketQuery{}, FormatCSV, failing{full}); !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestTheRestOfTickets(t *testing.T) {
	c := hub(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, map[string]string{
			"/tickets/check": `{"at":7,"missing":["a"],"later":true}`, "/similar": `{"resolved":3}`, "/outgoing": `{"undeliverable":2,"parcels":[{"key":"k"}]}`,
		}[r.URL.Path])
	})
	if check, err := c.TicketCheck(t.Context()); err != nil || check.At != 7 || check.Differences() != 1 {
		t.Errorf("%+v, %v", check, err)
	}
	if n, err := c.Similar(t.Context(), "c"); n != 3 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if o, err := c.Outgoing(t.Context()); err != nil || o.Undeliverable != 2 || o.Parcels[0].Key != "k" {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestWhatIsNoTickets(t *testing.T) {
	refused := answering(t, http.StatusForbidden, "text/plain", "Only leads may do this.")
	if _, err := refused.Retry(t.Context(), "k"); err == nil || err.Error() != "Only leads may do this." {
		t.Errorf("%v", err)
	}
	for _, kind := range []string{"text/html", "application/json"} {
		if _, err := answering(t, http.StatusOK, kind, "<html>").Tickets(t.Context(), wire.TicketQuery{}); !errors.Is(err, ErrNotHub) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestRetry(t *testing.T) {
	c := hub(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if body, err := io.ReadAll(r.Body); err == nil && string(body) == `{"key":"k"}` {
			_, _ = io.WriteString(w, `{"retried":2}`)
		}
	})
	if n, err := c.Retry(t.Context(), "k"); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if _, err := c.Retry(t.Context(), ""); !errors.Is(err, ErrNotHub) {
		t.Errorf("%v", err)
	}
}

func FuzzTickets(f *testing.F) {
	f.Add([]byte(`{"ref":"TK","chat":"c"}` + "\n\n"))
	f.Add([]byte("{"))
	f.Fuzz(func(t *testing.T, body []byte) {
		list, err := decodeTickets(bytes.NewReader(body))
		if err != nil && list != nil {
			t.Error("a part of a list is given")
		}
		for _, tk := range list {
			if tk.Chat == "" || tk.Ref == "" {
				t.Errorf("%+v", tk)
			}
		}
	})
}
