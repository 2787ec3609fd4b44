package hub

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/files"
)

// everyRoute is a rig that has all the routes there are.
func everyRoute(t *testing.T) *rig {
	t.Helper()
	store, err := files.Open(t.TempDir(), 0)
	if err != nil {
		t.Fatal(err)
	}
	return newRig(t, newJournal(), func(c *Config) { c.Files, c.Tickets = store, &clerk{} })
}

// come is what a request is answered; nobody waits here.
func (r *rig) come(handler http.Handler, method, path, token string) int {
	req := httptest.NewRequest(method, path, strings.NewReader("{}"))
	req.Host, req.RemoteAddr = "localhost", ""
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	r.hub.door.of = make(map[string]*knocks)
	rec := httptest.NewRecorder()
	handler.ServeHTTP(rec, req)
	return rec.Code
}

// asOthers comes to a route in each role but a lead's.
func (r *rig) asOthers(t *testing.T, route route, come func(method, path, token string) int) {
	t.Helper()
	method, path, _ := strings.Cut(route.pattern, " ")
	path = strings.ReplaceAll(path, "{hash}", strings.Repeat("0", 64))
	for _, role := range []chat.Role{chat.RolePrimary, chat.RoleSecondary, chat.RoleBackup} {
		token := "fw_" + string(role)
		if _, err := r.hub.access.admit("Agent "+string(role), role, token); err != nil {
			t.Fatal(err)
		}
		got := come(method, path, token)
		if refused := got == http.StatusForbidden && path != "/reveal"; refused != (route.who == letLeads) || got == http.StatusUnauthorized {
			t.Errorf("%s as %s: %d", route.pattern, role, got)
		}
	}
}

// TestEachRouteAsksWhoComes walks all routes without a token, with a wrong one, with one
// that was revoked, and in the wrong role.
func TestEachRouteAsksWhoComes(t *testing.T) {
	r := everyRoute(t)
	late := r.agent("Late", chat.RoleLead)
	if err := r.hub.RevokeAgent(t.Context(), "Late"); err != nil {
		t.Fatal(err)
	}
	handler := r.hub.Handler()
	come := func(method, path, token string) int { return r.come(handler, method, path, token) }
	seen := make(map[entrance]int)
	for _, route := range r.hub.routes().list {
		seen[route.who]++
		if route.who == letAnybody || route.who == letDesks { // a desk's token is in its hello, see below
			continue
		}
		method, path, _ := strings.Cut(route.pattern, " ")
		path = strings.ReplaceAll(path, "{hash}", strings.Repeat("0", 64))
		for name, token := range map[string]string{"none": "", "a wrong one": "fw_guess", "a revoked one": late} {
			if got := come(method, path, token); got != http.StatusUnauthorized {
				t.Errorf("%s with the token %s: %d", route.pattern, name, got)
			}
		}
		r.asOthers(t, route, come)
	}
	if seen[letAnybody] != 2 || seen[letDesks] != 1 || seen[letLeads] < 3 || seen[letTeam] < 12 {
		t.Errorf("the routes are %v", seen)
	}
}

// TestNoRouteIsBesideTheList: what is mounted is on the list, so the test above has it.
func TestNoRouteIsBesideTheList(t *testing.T) {
	r := everyRoute(t)
	var open []string
	for _, route := range r.hub.routes().list {
		if route.who == letAnybody {
			open = append(open, route.pattern)
		}
	}
	slices.Sort(open)
	if want := []string{"GET /healthz", "GET /metrics"}; !slices.Equal(open, want) {
		t.Errorf("open to anybody are %q, want %q", open, want)
	}
}

// TestWhatIsOpenEndsWithARevocation: each way in that lasts.
func TestWhatIsOpenEndsWithARevocation(t *testing.T) {
	t.Run("a desk", func(t *testing.T) {
		r := everyRoute(t)
		c := r.desk(r.agent("Late", chat.RoleLead))
		r.revoke("Late")
		if bye, _ := c.ends(); bye.Code != codeBadToken {
			t.Errorf("%+v", bye)
		}
	})
	t.Run("a desk that reads nothing", func(t *testing.T) {
		r := everyRoute(t)
		c := r.socket()
		c.hello(r.agent("Late", chat.RoleLead), "")
		r.wait(func() bool {
			n := 0
			r.hub.sessions.each(func(*session) { n++ })
			return n == 1
		})
		r.revoke("Late")
		r.wait(func() bool {
			n := 0
			r.hub.sessions.each(func(*session) { n++ })
			return n == 0
		})
	})
	t.Run("the audit", func(t *testing.T) {
		r := everyRoute(t)
		resp := r.ask(http.MethodGet, "/audit", r.agent("Late", chat.RoleLead))
		r.revoke("Late")
		if line, err := bufio.NewReader(resp.Body).ReadString('\n'); err == nil {
			t.Errorf("the stream goes on: %q", line)
		}
	})
	t.Run("a file that is arriving", func(t *testing.T) {
		r := everyRoute(t)
		token := r.agent("Late", chat.RoleLead)
		r.open("c")
		body, half := io.Pipe()
		defer half.Close()
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.server.URL+"/v1/files?chat=c&name=a.txt", body)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
		answered := make(chan bool, 1)
		go func() {
			resp, err := http.DefaultClient.Do(req)
			if err == nil {
				_ = resp.Body.Close()
			}
			answered <- err == nil && resp.StatusCode == http.StatusCreated
		}()
		if _, err := half.Write([]byte("half of it")); err != nil {
			t.Fatal(err)
		}
		r.wait(func() bool { return r.inside() == 1 })
		r.revoke("Late")
		r.wait(func() bool { return r.inside() == 0 })
		_ = half.Close() // the client does not look up before
		if <-answered {
			t.Error("the file was taken")
		}
	})
	t.Run("a question that takes long", func(t *testing.T) {
		r := everyRoute(t)
		token := r.agent("Late", chat.RoleLead)
		ended := make(chan error, 1)
		h := r.hub.forTeam(func(_ http.ResponseWriter, req *http.Request, _ grant) {
			<-req.Context().Done()
			ended <- context.Cause(req.Context())
		})
		req := httptest.NewRequest(http.MethodGet, "/x", nil)
		req.Header.Set("Authorization", "Bearer "+token)
		go h(httptest.NewRecorder(), req)
		r.wait(func() bool { return r.inside() == 1 })
		r.revoke("Late")
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		r.wait(func() bool { return r.inside() == 0 })
	})
}

// TestARevokedDeskDecidesNothing: what it has sent and waits is not done.
func TestARevokedDeskDecidesNothing(t *testing.T) {
	r := newRig(t, newJournal())
	r.open("c")
	c := r.desk(r.agent("Late", chat.RoleLead))
	r.hub.sessions.each(func(s *session) {
		s.pace.mu.Lock()
		s.pace.commands.burst, s.pace.commands.rate = 1, 0.001
		s.pace.mu.Unlock()
	})
	c.must("n1", "c", &chat.PostNote{Text: "one"})
	c.command("n2", "c", &chat.PostNote{Text: "two"})
	r.wait(func() bool {
		working := false
		r.hub.sessions.each(func(s *session) {
			s.pace.mu.Lock()
			defer s.pace.mu.Unlock()
			working = s.pace.working
		})
		return working
	})
	r.revoke("Late")
	c.ends()
	notes := 0
	for _, k := range r.journal.kinds(t, "c") {
		if k == chat.KindNotePosted {
			notes++
		}
	}
	if notes != 1 {
		t.Errorf("%d notes", notes)
	}
}

func (r *rig) revoke(name string) {
	r.t.Helper()
	if err := r.hub.RevokeAgent(r.t.Context(), name); err != nil {
		r.t.Fatal(err)
	}
}

// inside is how many requests of the team are being answered.
func (r *rig) inside() (n int) {
	r.hub.visits.mu.Lock()
	defer r.hub.visits.mu.Unlock()
	for _, of := range r.hub.visits.of {
		n += len(of)
	}
	return n
}
