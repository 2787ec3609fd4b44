package practice

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// served starts a floor behind a test server.
func served(t *testing.T, o Options, m *memory) (*Practice, *httptest.Server) {
	t.Helper()
	p := running(t, o, m)
	mux := http.NewServeMux()
	p.Mount(mux)
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return p, s
}

func post(t *testing.T, url, body string) (int, map[string]any) {
	t.Helper()
	res, err := http.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var v map[string]any
	if err := json.NewDecoder(res.Body).Decode(&v); err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, v
}

// sse reads events from a stream until n have come.
func sse(t *testing.T, url, lastID string, n int, then func(i int)) (ids []string, lines []Line) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if lastID != "" {
		req.Header.Set("Last-Event-ID", lastID)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if ct := res.Header.Get("Content-Type"); ct != "text/event-stream" {
		t.Fatalf("content type %q, status %d", ct, res.StatusCode)
	}
	if then != nil {
		then(0)
	}
	in := bufio.NewScanner(res.Body)
	for len(lines) < n && in.Scan() {
		if id, ok := strings.CutPrefix(in.Text(), "id: "); ok {
			ids = append(ids, id)
		}
		if data, ok := strings.CutPrefix(in.Text(), "data: "); ok {
			var j lineJSON
			if err := json.Unmarshal([]byte(data), &j); err != nil {
				t.Fatalf("%q: %v", data, err)
			}
			l := Line{Chat: "", From: "", Turn: NoTurn}
			l.Text = j.Text
			l.Name = j.Name
			l.From = chat.Speaker(j.From)
			if j.Turn != nil {
				l.Turn = *j.Turn
			}
			lines = append(lines, l)
			if then != nil {
				then(len(lines))
			}
		}
	}
	if len(lines) < n {
		t.Fatalf("the stream ended after %d of %d lines: %v", len(lines), n, in.Err())
	}
	return ids, lines
}

func TestPostIsIdempotentByTurn(t *testing.T) {
	m := newMemory(clock)
	_, s := served(t, Options{}, m)
	url := s.URL + "/practice/v1/messages"
	code, first := post(t, url, `{"chat":"c1","turn":0,"from":"customer","text":"hi","name":"Asha"}`)
	if code != 202 || first["seq"] == nil {
		t.Fatalf("POST = %d %v", code, first)
	}
	_, _ = post(t, url, `{"chat":"c1","turn":1,"from":"bot","text":"hello","confidence":0.4}`)
	for _, body := range []string{
		`{"chat":"c1","turn":0,"from":"customer","text":"hi","name":"Asha"}`,
		`{"chat":"c1","turn":0,"from":"customer","text":"another text"}`,
	} {
		if code, again := post(t, url, body); code != 202 || again["seq"] != first["seq"] {
			t.Errorf("%s = %d %v, want the first number %v", body, code, again, first["seq"])
		}
	}
	if got := strings.Join(m.texts("c1"), "|"); got != "customer: hi|bot: hello" {
		t.Errorf("the log has %s", got)
	}
}

func TestStreamIsWhatTheCustomerReceives(t *testing.T) {
	m := newMemory(clock)
	_, s := served(t, Options{}, m)
	url := s.URL + "/practice/v1/messages"
	stream := s.URL + "/practice/v1/chats/a%2Fb/stream"
	ids, lines := sse(t, stream, "", 3, func(i int) {
		switch i {
		case 0: // the chat does not exist yet
			post(t, url, `{"chat":"a/b","turn":0,"from":"customer","text":"one\ntwo"}`)
		case 1:
			post(t, url, `{"chat":"a/b","turn":1,"from":"bot","text":"three","confidence":0.3}`)
		case 2:
			m.agentSays("a/b", "m1", "four")
		}
	})
	if strings.Join(ids, ",") != "1,2,3" {
		t.Errorf("ids %v", ids)
	}
	if lines[0].Text != "one\ntwo" || lines[0].Turn != 0 || lines[2].From != "agent" || lines[2].Turn != NoTurn {
		t.Errorf("lines %+v", lines)
	}
	ids, lines = sse(t, stream, "1", 2, nil)
	if strings.Join(ids, ",") != "2,3" || lines[0].Text != "three" {
		t.Errorf("after 1: %v %+v", ids, lines)
	}
}

func TestPostRefusesWhatIsMalformed(t *testing.T) {
	m := newMemory(clock)
	_, s := served(t, Options{}, m)
	url := s.URL + "/practice/v1/messages"
	for _, c := range lines {
		code, answer := post(t, url, c.in)
		sentence, _ := answer["error"].(string)
		switch {
		case c.want == "" && code != http.StatusAccepted:
			t.Errorf("%s: %d %v", c.name, code, answer)
		case c.want != "" && (code != http.StatusBadRequest || !strings.Contains(sentence, c.want)):
			t.Errorf("%s: %d %q, want 400 about %q", c.name, code, sentence, c.want)
		}
	}
	if code, _ := post(t, url, `{"text":"`+strings.Repeat("x", MaxBody)+`"}`); code != http.StatusRequestEntityTooLarge {
		t.Errorf("a body over 64 KiB: %d", code)
	}
	for _, kind := range []string{"", "text/plain", "application/x-www-form-urlencoded", "application/jsonx"} {
		res, err := http.Post(url, kind, strings.NewReader(lines[0].in))
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusUnsupportedMediaType {
			t.Errorf("content type %q: %d", kind, res.StatusCode)
		}
	}
}

func TestTokenIsAskedForWhereRequired(t *testing.T) {
	m := newMemory(clock)
	good := func(r *http.Request) bool { return r.Header.Get("Authorization") == "Bearer secret" }
	_, s := served(t, Options{RequireToken: good}, m)
	for _, url := range []string{"/practice/v1/messages", "/practice/v1/chats/c1/stream"} {
		for token, want := range map[string]bool{"": false, "Bearer wrong": false, "Bearer secret": true} {
			method, body := http.MethodGet, ""
			if strings.HasSuffix(url, "messages") {
				method, body = http.MethodPost, lines[0].in
			}
			req, err := http.NewRequestWithContext(t.Context(), method, s.URL+url, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/json")
			req.Header.Set("Authorization", token)
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			_ = res.Body.Close()
			if got := res.StatusCode != http.StatusUnauthorized; got != want {
				t.Errorf("%s with %q: status %d", url, token, res.StatusCode)
			}
		}
	}
}

func TestPostIntoATakenOverOrClosedChat(t *testing.T) {
	m := newMemory(clock)
	p, s := served(t, Options{}, m)
	url := s.URL + "/practice/v1/messages"
	post(t, url, `{"chat":"c1","turn":0,"from":"customer","text":"hi"}`)
	_, first := post(t, url, `{"chat":"c1","turn":1,"from":"bot","text":"hello"}`)
	if err := p.TakeOver(t.Context(), "c1", driver.Person{ID: "priya"}, "claim"); err != nil {
		t.Fatal(err)
	}
	if code, answer := post(t, url, `{"chat":"c1","turn":2,"from":"bot","text":"late"}`); code != http.StatusConflict {
		t.Errorf("a bot's line after the takeover: %d %v", code, answer)
	}
	if code, again := post(t, url, `{"chat":"c1","turn":1,"from":"bot","text":"hello"}`); code != 202 || again["seq"] != first["seq"] {
		t.Errorf("a line that was there before the takeover: %d %v, want %v", code, again, first)
	}
	if err := p.insist(t.Context(), "c1", false, closed("c1", "Done.")); err != nil {
		t.Fatal(err)
	}
	if code, answer := post(t, url, `{"chat":"c1","turn":3,"from":"agent","text":"more"}`); code != http.StatusConflict {
		t.Errorf("an agent's line into a closed chat: %d %v", code, answer)
	}
	if code, again := post(t, url, `{"chat":"c1","turn":1,"from":"bot","text":"hello"}`); code != 202 || again["seq"] != first["seq"] {
		t.Errorf("an old line of a closed chat: %d %v, want %v", code, again, first)
	}
	if got := len(m.texts("c1")); got != 2 {
		t.Errorf("%d lines in the log, want 2", got)
	}
}

func TestCustomerIsNamedLate(t *testing.T) {
	m := newMemory(clock)
	_, s := served(t, Options{}, m)
	url := s.URL + "/practice/v1/messages"
	post(t, url, `{"chat":"c1","turn":0,"from":"bot","text":"hello"}`)
	post(t, url, `{"chat":"c1","turn":1,"from":"customer","text":"hi","name":"Asha","channel":"whatsapp"}`)
	var kinds []string
	for _, e := range m.facts("c1") {
		kinds = append(kinds, string(e.Body.Kind()))
	}
	if got := strings.Join(kinds, " "); got != "ChatOpened MessagePosted CustomerDescribed MessagePosted" {
		t.Errorf("facts %s", got)
	}
}

func TestNothingIsServedBeforeRun(t *testing.T) {
	p, err := New(Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	p.Mount(mux)
	for _, req := range []*http.Request{
		httptest.NewRequest(http.MethodPost, "/practice/v1/messages", strings.NewReader(lines[0].in)),
		httptest.NewRequest(http.MethodGet, "/practice/v1/chats/c1/stream", nil),
	} {
		req.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, req)
		if w.Code != http.StatusServiceUnavailable {
			t.Errorf("%s %s: %d", req.Method, req.URL, w.Code)
		}
	}
	if _, err := New(Options{}); !errors.Is(err, ErrNoClock) {
		t.Errorf("no clock: %v", err)
	}
}
