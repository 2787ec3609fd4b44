package chatwoot

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/chatwoot/standin"
	"floorwalker/sync/driver/conformance"
)

func right(c driver.Checkup, name string) driver.Right {
	for _, r := range c.Rights {
		if r.Name == name {
			return r
		}
	}
	return driver.Right{}
}

// elsewhere answers every request as a server does that has moved to https.
type elsewhere struct{}

func (elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	to := *r.URL
	to.Scheme = "https"
	return &http.Response{
		StatusCode: http.StatusMovedPermanently, Header: http.Header{"Location": {to.String()}}, Body: http.NoBody, Request: r,
	}, nil
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name   string
		server standin.Options
		change func(*Config)
		words  string // of the error
		lacks  string // the right that is missing
		vital  bool   // and without which nothing works
	}{
		{name: "an administrator"},
		{name: "an agent", server: standin.Options{Role: "agent"}, lacks: "administrator"},
		{name: "a proxy that drops headers", server: standin.Options{DropsUnderscores: true}, words: "underscores_in_headers on"},
		{name: "a wrong token", change: func(c *Config) { c.Token = "wrong" }, words: "does not accept the access token"},
		{name: "a wrong account", change: func(c *Config) { c.Account = 8 }, words: "does not belong to this account"},
		{name: "an address that leads elsewhere", change: func(c *Config) { c.HTTP = &http.Client{Transport: elsewhere{}} }, words: "leads elsewhere"},
		{name: "a cable that is elsewhere", change: func(c *Config) { c.Cable = "ws://chatwoot.example.com/api" }, lacks: "live stream", vital: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPlace(t, c.server)
				cfg := p.config()
				defer cfg.HTTP.CloseIdleConnections()
				if c.change != nil {
					c.change(&cfg)
				}
				got, err := Check(t.Context(), cfg)
				if c.words != "" {
					if err == nil || !strings.Contains(err.Error(), c.words) {
						t.Fatalf("the words are %v, want %q in them", err, c.words)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				checkup(t, got, c.lacks, c.vital)
			})
		})
	}
}

func checkup(t *testing.T, got driver.Checkup, lacks string, vital bool) {
	t.Helper()
	if got.OK() == vital {
		t.Errorf("the checkup says %t: %+v", got.OK(), got.Rights)
	}
	if got.Server != "Chatwoot 4.10.0" || got.Account != "Example Shop" || len(got.Agents) != 4 || len(got.Teams) != 2 {
		t.Errorf("the checkup is %+v", got)
	}
	for _, r := range got.Rights {
		if r.OK == (r.Name == lacks) || r.Without == "" {
			t.Errorf("the right %+v", r)
		}
	}
	if lacks != "" && right(got, lacks).OK {
		t.Errorf("%s is not missed", lacks)
	}
}

// Only reading is done to check.
func TestCheckChangesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlace(t, standin.Options{})
		cfg := p.config()
		defer cfg.HTTP.CloseIdleConnections()
		if _, err := Check(t.Context(), cfg); err != nil {
			t.Fatal(err)
		}
		for _, r := range p.Requests() {
			if !r.Kind.Silent() {
				t.Errorf("checking made a %s: %s", r.Kind, r.Route)
			}
		}
	})
}

// A token that is no administrator's is said in the capabilities and the status.
func TestAnAgentsToken(t *testing.T) {
	play(t, standin.Options{Role: "agent"}, nil, func(s *scene) {
		all := s.d.Capabilities().Of(chat.OpAllChats)
		if all.Ability != chat.AbilityEmulated || all.How == "" {
			t.Errorf("all chats are %+v", all)
		}
		if m := s.d.Status().Missing; len(m) != 1 || m[0].Name != "administrator" {
			t.Errorf("missing are %+v", m)
		}
	})
}

// Each way in which a connection is refused is a sentence of its own.
func TestWordsOfTheStatus(t *testing.T) {
	for _, c := range []struct {
		name   string
		server standin.Options
		change func(*Config)
		state  chat.BackendState
		words  string
	}{
		{name: "a proxy", server: standin.Options{DropsUnderscores: true}, state: chat.BackendRefused, words: wordsProxy},
		{name: "a wrong token", change: func(c *Config) { c.Token = "wrong" }, state: chat.BackendRefused, words: wordsToken},
		{name: "a wrong account", change: func(c *Config) { c.Account = 3 }, state: chat.BackendRefused, words: wordsAccount},
		{name: "no cable", change: func(c *Config) { c.Cable = "ws://chatwoot.example.com/api" }, state: chat.BackendRefused, words: wordsNoCable},
	} {
		play(t, c.server, c.change, func(s *scene) {
			wait(30 * time.Second)
			if st := s.d.Status(); st.State != c.state || st.Words != c.words {
				t.Errorf("%s: the status is %s, %q", c.name, st.State, st.Words)
			}
		})
	}
}

// A subscription that is not answered is given up after the driver's own time.
func TestSilentRefusal(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.customer(false)
		s.Deaf(true)
		s.Cut()
		wait(answerWithin + 5*time.Second)
		if st := s.d.Status(); st.State != chat.BackendRefused || st.Words != wordsSilent {
			t.Errorf("the status is %s, %q", st.State, st.Words)
		}
		s.CustomerSays(id, "is anybody there")
		s.Deaf(false)
		wait(2 * time.Minute)
		if got := s.texts(id); len(got) != 2 {
			t.Errorf("the floor has %q", got)
		}
	})
}

// The vendor of a test is what conformance steers.
var _ conformance.Vendor = (*place)(nil)

// What people get wrong most: the address.
func TestElsewhere(t *testing.T) {
	for _, c := range []struct {
		name, words string
		secure      bool
		answer      http.HandlerFunc
	}{
		{name: "a website", words: wordsElse, answer: func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>Welcome</html>")) }},
		{name: "nothing of the kind", words: wordsElse, answer: http.NotFound},
		{name: "a certificate of nobody", words: wordsTLS, secure: true, answer: http.NotFound},
		{name: "too many requests", words: wordsOften, answer: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := httptest.NewUnstartedServer(c.answer)
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			if c.secure {
				server.StartTLS()
			} else {
				server.Start()
			}
			defer server.Close()
			_, err := Check(t.Context(), Config{URL: server.URL, Token: "t", Now: time.Now, Random: func() float64 { return 0 }})
			if err == nil || !strings.Contains(err.Error(), c.words) {
				t.Errorf("the words are %v, want %q in them", err, c.words)
			}
		})
	}
}
