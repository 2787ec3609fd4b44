package hub

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/sync/wire"
)

// clerk keeps tickets for tests.
type clerk struct {
	mu      sync.Mutex
	all     []ticket.Ticket
	fails   error // behind the first ticket
	asked   wire.TicketQuery
	tags    []string
	text    string
	retried []string
	nudged  int
}

func (c *clerk) Tickets(_ context.Context, q wire.TicketQuery) (iter.Seq[ticket.Ticket], func() error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = q
	return slices.Values(c.all), func() error { return c.fails }
}

func (c *clerk) Check() (wire.TicketCheck, error) {
	return wire.TicketCheck{At: 7, Missing: []chat.ChatID{"lost"}}, nil
}

func (c *clerk) CheckNow(context.Context) (wire.TicketCheck, error) {
	return wire.TicketCheck{At: 8}, nil
}

func (c *clerk) Similar(_ context.Context, tags []string, text string) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tags, c.text = tags, text
	return 3, nil
}

func (c *clerk) Outgoing(context.Context) (wire.Outgoing, error) {
	return wire.Outgoing{Undeliverable: 2}, nil
}

func (c *clerk) Retry(key string) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if key == "gone" {
		return 0, errors.New("there is no such parcel any more")
	}
	c.retried = append(c.retried, key)
	return 1, nil
}

func (c *clerk) Figures() (waiting, undeliverable int) { return 4, 2 }

func (c *clerk) Nudge() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.nudged++
}

func ended(id chat.ChatID) ticket.Ticket {
	return ticket.Ticket{
		Ref: ticket.RefOf(ticket.RefTicket, string(id), 1), Chat: id, Handled: ticket.HandledBot,
		Subject: "=cmd()", Phone: ticket.Answer{Value: "+910000000000"},
	}
}

// askTickets asks one of the routes as somebody.
func (r *rig) askTickets(method, route, token, body string) (status int, answer string) {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), method, r.server.URL+route, strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	status, b := r.fetch(req)
	return status, string(b)
}

// Tickets are for the team, and what changes something is for leads.
func TestTicketsAreForTheTeam(t *testing.T) {
	k := &clerk{all: []ticket.Ticket{ended("a")}}
	r := newRig(t, newJournal(), func(c *Config) { c.Tickets = k })
	r.open("c")
	lead, asha := r.agent("Lena", chat.RoleLead), r.agent("Asha", chat.RolePrimary)
	for _, c := range []struct {
		method, route, body string
		leads               bool
	}{
		{"GET", "/tickets", "", false},
		{"GET", "/tickets/check", "", false},
		{"GET", "/similar?chat=c", "", false},
		{"GET", "/outgoing", "", false},
		{"POST", "/tickets/check", "", true},
		{"POST", "/outgoing/retry", `{"key":"k"}`, true},
	} {
		want := http.StatusOK
		if c.leads {
			want = http.StatusForbidden
		}
		before := r.journal.Last()
		for token, status := range map[string]int{lead: http.StatusOK, asha: want, "": http.StatusUnauthorized, "fw_nobody": http.StatusUnauthorized} {
			got, body := r.askTickets(c.method, c.route, token, c.body)
			if got != status || got != http.StatusOK && strings.Contains(body, string(k.all[0].Ref)) {
				t.Errorf("%s %s: %d %s, want %d", c.method, c.route, got, body, status)
			}
		}
		if r.journal.Last() != before {
			t.Errorf("%s %s left something on the log", c.method, c.route)
		}
	}
	if !slices.Equal(k.retried, []string{"k"}) {
		t.Errorf("retried %v", k.retried)
	}
	if got := r.status("/tickets", "elsewhere.example.com", ""); got != http.StatusForbidden {
		t.Errorf("by another host: %d", got)
	}
}

func TestTicketsAsFiles(t *testing.T) {
	k := &clerk{all: []ticket.Ticket{ended("a"), ended("b")}}
	r := newRig(t, newJournal(), func(c *Config) { c.Tickets = k })
	lead := r.agent("Lena", chat.RoleLead)
	_, list := r.askTickets("GET", "/tickets?q=two+words&limit=7&since=2026-11-01&until=2026-11-22T10:00:00Z", lead, "")
	if rows, err := ticket.ReadJSON([]byte(list)); err != nil || len(rows) != 2 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if k.asked.Words != "two words" || k.asked.Limit != 7 || k.asked.Since != 1793491200000 || k.asked.Until != 1795341600000 {
		t.Errorf("asked %+v", k.asked)
	}
	_, csv := r.askTickets("GET", "/tickets?format=csv", lead, "")
	if rows, err := ticket.ReadCSV([]byte(csv)); err != nil || len(rows) != 2 || rows[0].Subject != "=cmd()" {
		t.Errorf("%+v, %v", rows, err)
	}
	if !strings.Contains(csv, "'=cmd()") || !strings.Contains(csv, "'+91") {
		t.Errorf("a spreadsheet would compute it: %s", csv)
	}
	for _, bad := range []string{"format=xls", "since=yesterday", "limit=-1", "limit=x", "until=1"} {
		if status, _ := r.askTickets("GET", "/tickets?"+bad, lead, ""); status != http.StatusBadRequest {
			t.Errorf("%s: %d", bad, status)
		}
	}
}

// A list that fails half way does not pass for all of it.
func TestAListThatIsCutOff(t *testing.T) {
	k := &clerk{all: []ticket.Ticket{ended("a"), ended("b")}, fails: errors.New("the disk is gone")}
	r := newRig(t, newJournal(), func(c *Config) { c.Tickets = k })
	lead := r.agent("Lena", chat.RoleLead)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.server.URL+"/tickets", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+lead)
	resp, err := http.DefaultClient.Do(req)
	if err == nil {
		_, err = io.ReadAll(resp.Body)
		resp.Body.Close()
	}
	if err == nil {
		t.Error("a part of the tickets passes for all of them")
	}
}

// the hub asks with the chat's tags and what its customer wrote, and nothing else.
func TestSimilarAsksWithTheChat(t *testing.T) {
	k := &clerk{}
	r := newRig(t, newJournal(), func(c *Config) { c.Tickets = k })
	r.open("c")
	r.deliver(said("c", "m1", "where is my invoice?", chat.SpeakerCustomer), said("c", "m2", "I look it up", chat.SpeakerBot))
	lead := r.agent("Lena", chat.RoleLead)
	status, body := r.askTickets("GET", "/similar?chat=c", lead, "")
	var got wire.Similar
	if err := json.Unmarshal([]byte(body), &got); status != http.StatusOK || err != nil || got.Resolved != 3 {
		t.Errorf("%d %s", status, body)
	}
	if k.text != "where is my invoice?\n" {
		t.Errorf("asked with %q", k.text)
	}
	if status, _ := r.askTickets("GET", "/similar?chat=nowhere", lead, ""); status != http.StatusNotFound {
		t.Errorf("%d", status)
	}
}

// A chat that ends has its ticket at once, and whoever sends it is told.
func TestTheEndOfAChatNudges(t *testing.T) {
	k := &clerk{}
	r := newRig(t, newJournal(), func(c *Config) { c.Tickets = k })
	r.open("c")
	r.deliver(said("c", "m1", "thanks, bye", chat.SpeakerCustomer), closedFact("c", "x"))
	r.wait(func() bool {
		k.mu.Lock()
		defer k.mu.Unlock()
		return k.nudged == 1
	})
}

func TestRetryAnswersInWords(t *testing.T) {
	k := &clerk{}
	r := newRig(t, newJournal(), func(c *Config) { c.Tickets = k })
	lead := r.agent("Lena", chat.RoleLead)
	for body, want := range map[string]int{`{"key":"gone"}`: http.StatusConflict, `no json`: http.StatusBadRequest, `{}`: http.StatusOK} {
		if status, words := r.askTickets("POST", "/outgoing/retry", lead, body); status != want || words == "" {
			t.Errorf("%s: %d %s", body, status, words)
		}
	}
}

// Whoever runs the hub has the same, without a token, on the socket.
func TestAdminTickets(t *testing.T) {
	k := &clerk{all: []ticket.Ticket{ended("a")}}
	r := newRig(t, newJournal(), func(c *Config) { c.Tickets = k })
	for route, method := range map[string]string{"/tickets": "GET", "/tickets/check": "POST", "/outgoing": "GET"} {
		w := httptest.NewRecorder()
		r.hub.Admin().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), method, route, nil))
		if w.Code != http.StatusOK || w.Body.Len() == 0 {
			t.Errorf("%s: %d", route, w.Code)
		}
	}
}

func TestTicketMetrics(t *testing.T) {
	r := newRig(t, newJournal(), func(c *Config) { c.Tickets = &clerk{} })
	_, body := r.askTickets("GET", "/metrics", "", "")
	for _, want := range []string{"floorwalker_parcels_waiting 4", "floorwalker_parcels_undeliverable 2", "floorwalker_ticket_differences 1"} {
		if !strings.Contains(body, want) {
			t.Errorf("%s is missing", want)
		}
	}
	without := newRig(t, newJournal())
	if status, _ := without.askTickets("GET", "/tickets", without.agent("Lena", chat.RoleLead), ""); status != http.StatusNotFound {
		t.Errorf("a hub without tickets answers %d", status)
	}
}

// The edition is there while the hub runs, and after it has ended.
func TestTheEditionInForce(t *testing.T) {
	r := newRig(t, newJournal())
	if e := r.hub.Edition(); e == nil {
		t.Error("there is no policy")
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if e := r.hub.Edition(); e == nil {
		t.Error("there is no policy")
	}
}

func FuzzTicketQuery(f *testing.F) {
	f.Add("q=a&since=2026-11-01&limit=3&format=csv")
	f.Add("limit=-1")
	f.Fuzz(func(t *testing.T, raw string) {
		v, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		if q, _, err := ParseTicketQuery(v); err == nil && q.Limit < 0 {
			t.Errorf("%+v", q)
		}
	})
}
