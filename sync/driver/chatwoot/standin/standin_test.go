package standin

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"floorwalker/sync/driver/conformance"
)

// ask makes one request and returns the status and what was reported.
func ask(t *testing.T, method, path, body string, change func(*http.Request)) (int, []string) {
	t.Helper()
	var reported []string
	s := New(Options{
		Now:    time.Now,
		Report: func(format string, args ...any) { reported = append(reported, fmt.Sprintf(format, args...)) },
	})
	defer s.Stop()
	s.OpenChat(conformance.Opening{Name: "Customer", Text: "hello"})
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	r.Header["Api_access_token"] = []string{"token"} // as it arrives over HTTP
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Code, reported
}

// What the reference does not have, or what would be noticed, is refused and reported.
func TestStrict(t *testing.T) {
	const one = "/api/v1/accounts/1/conversations/1"
	for _, c := range []struct {
		name, method, path, body string
		change                   func(*http.Request)
		status                   int
		words                    string // of the report; empty for none
	}{
		{name: "a chat", method: "GET", path: one, status: 200},
		{name: "a line", method: "POST", path: one + "/messages", body: `{"content":"hi","message_type":"outgoing","private":false,"echo_id":"1"}`, status: 200},
		{name: "an unknown path", method: "GET", path: one + "/secrets", status: 404, words: "no such path"},
		{name: "another account", method: "GET", path: "/api/v1/accounts/2/conversations/1", status: 404, words: "no such path"},
		{name: "an unknown method", method: "PUT", path: one, status: 404, words: "no such path"},
		{name: "no token", method: "GET", path: one, change: func(r *http.Request) { r.Header = http.Header{} }, status: 401, words: "without api_access_token"},
		{name: "a wrong token", method: "GET", path: one, change: func(r *http.Request) { r.Header["Api_access_token"] = []string{"wrong"} }, status: 401},
		{name: "an unknown parameter", method: "GET", path: one + "?all=1", status: 422, words: "parameter all"},
		{name: "a body where none belongs", method: "GET", path: one, body: `{}`, status: 422, words: "a body"},
		{name: "a missing field", method: "POST", path: one + "/messages", body: `{"content":"hi","message_type":"outgoing","private":false}`, status: 422, words: "echo_id is missing"},
		{name: "an unknown field", method: "POST", path: one + "/toggle_status", body: `{"status":"open","reason":"x"}`, status: 422, words: "reason is not in the schema"},
		{name: "a field of another type", method: "POST", path: one + "/labels", body: `{"labels":"vip"}`, status: 422, words: "labels is no texts"},
		{name: "no JSON", method: "POST", path: one + "/toggle_status", body: `open`, status: 422, words: "toggle_status"},
		{name: "a form", method: "POST", path: one + "/toggle_status", body: `status=open`, change: func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }, status: 422, words: "content type"},
		{name: "typing", method: "POST", path: one + "/toggle_typing_status", body: `{"typing_status":"on"}`, status: 403, words: "watched"},
		{name: "a read mark", method: "POST", path: one + "/update_last_seen", status: 403, words: "watched"},
		{name: "availability", method: "POST", path: "/api/v1/profile/availability", status: 403, words: "watched"},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, reported := ask(t, c.method, c.path, c.body, c.change)
			got := strings.Join(reported, "; ")
			if status != c.status || (got == "") != (c.words == "") || !strings.Contains(got, c.words) {
				t.Errorf("%d and %q, want %d and %q", status, got, c.status, c.words)
			}
		})
	}
}

// Each route says which section of the reference it follows.
func TestRoutesCite(t *testing.T) {
	for _, r := range table() {
		if r.cite == "" || (r.handle == nil) == (r.forbidden == "") {
			t.Errorf("%s cites %q", r.name(), r.cite)
		}
	}
}
