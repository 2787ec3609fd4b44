package fetch

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/sync/wire"
)

// The forms in which tickets are exported.
const (
	FormatCSV  = "csv"
	FormatJSON = "json"
)

// maxTickets is how many tickets an answer is read to: a page that somebody looks at,
// and not an archive.
const maxTickets = 5_000

// maxLine is the size in bytes of the longest ticket.
const maxLine = 1 << 20

// exportTime is how long an export may take: a file of a year over a slow line.
const exportTime = 30 * time.Minute

func ticketValues(q wire.TicketQuery, format string) url.Values {
	v := url.Values{"format": {format}}
	set := func(name, s string) {
		if s != "" {
			v.Set(name, s)
		}
	}
	when := func(name string, at chat.Instant) {
		if !at.IsZero() {
			v.Set(name, at.Time().UTC().Format(time.RFC3339Nano))
		}
	}
	when("since", q.Since)
	when("until", q.Until)
	set("q", q.Words)
	if q.Limit > 0 {
		v.Set("limit", strconv.Itoa(q.Limit))
	}
	return v
}

// Tickets returns the tickets that are chosen, the newest first, 5,000 at most.
func (c *Client) Tickets(ctx context.Context, q wire.TicketQuery) ([]ticket.Ticket, error) {
	ctx, cancel := context.WithTimeout(ctx, 3*timeout)
	defer cancel()
	if q.Limit == 0 || q.Limit > maxTickets {
		q.Limit = maxTickets
	}
	resp, err := c.do(ctx, http.MethodGet, "/tickets", ticketValues(q, FormatJSON), nil, 0, http.StatusOK)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() //nolint:errcheck // it was read only
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); kind != "application/x-ndjson" {
		return nil, ErrNotHub
	}
	return decodeTickets(resp.Body)
}

func decodeTickets(r io.Reader) ([]ticket.Ticket, error) {
	var all []ticket.Ticket
	in := bufio.NewScanner(r)
	in.Buffer(nil, maxLine)
	for in.Scan() {
		if len(all) == maxTickets {
			return nil, ErrNotHub
		}
		t, err := ticket.Decode(in.Bytes())
		if err != nil || t.Chat == "" || t.Ref == "" {
			return nil, ErrNotHub
		}
		all = append(all, t)
	}
	if err := in.Err(); err != nil {
		return nil, &UnansweredError{err}
	}
	return all, nil
}

// ExportTickets copies the tickets that are chosen to w, all of them: FormatCSV for
// spreadsheets, or FormatJSON. After an error w has a part of them.
func (c *Client) ExportTickets(ctx context.Context, q wire.TicketQuery, format string, w io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, exportTime)
	defer cancel()
	resp, err := c.do(ctx, http.MethodGet, "/tickets", ticketValues(q, format), nil, 0, http.StatusOK)
	if err != nil {
		return err
	}
	defer resp.Body.Close() //nolint:errcheck // it was read only
	want := map[string]string{FormatCSV: "text/csv", FormatJSON: "application/x-ndjson"}[format]
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); kind != want {
		return ErrNotHub
	}
	in := &told{r: resp.Body}
	_, err = io.Copy(w, in)
	if in.err != nil {
		return &UnansweredError{in.err}
	}
	return err
}

// told remembers whether it was the reading that failed.
type told struct {
	r   io.Reader
	err error
}

// Read implements io.Reader.
func (t *told) Read(b []byte) (int, error) {
	n, err := t.r.Read(b)
	if err != nil && err != io.EOF { //nolint:errorlint // io.Reader says io.EOF itself
		t.err = err
	}
	return n, err
}

// TicketCheck returns the newest comparison of closed chats with tickets.
func (c *Client) TicketCheck(ctx context.Context) (check wire.TicketCheck, err error) {
	return check, c.ask(ctx, "/tickets/check", nil, &check)
}

// Similar returns how many resolved tickets are about the same as a chat.
func (c *Client) Similar(ctx context.Context, id chat.ChatID) (int, error) {
	var s wire.Similar
	err := c.ask(ctx, "/similar", url.Values{"chat": {string(id)}}, &s)
	return max(s.Resolved, 0), err
}

// Outgoing returns what leaves the house, and what does not.
func (c *Client) Outgoing(ctx context.Context) (o wire.Outgoing, err error) {
	return o, c.ask(ctx, "/outgoing", nil, &o)
}

func (c *Client) ask(ctx context.Context, route string, q url.Values, v any) error {
	body, err := c.get(ctx, route, q)
	if err != nil {
		return err
	}
	if json.Unmarshal(body, v) != nil {
		return ErrNotHub
	}
	return nil
}

// Retry sends a parcel again, or all that are undeliverable if key is empty, and
// returns how many.
func (c *Client) Retry(ctx context.Context, key string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	body, err := json.Marshal(wire.RetryParcel{Key: key})
	if err != nil {
		return 0, err
	}
	resp, err := c.do(ctx, http.MethodPost, "/outgoing/retry", nil, bytes.NewReader(body), int64(len(body)), http.StatusOK)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close() //nolint:errcheck // it was read only
	b, err := readJSON(resp)
	if err != nil {
		return 0, err
	}
	var n wire.Retried
	if json.Unmarshal(b, &n) != nil {
		return 0, ErrNotHub
	}
	return n.Retried, nil
}
