package courier

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

func TestHookCheck(t *testing.T) {
	one := []Secret{secretA}
	for name, c := range map[string]struct {
		hook Hook
		good bool
	}{
		"https":                {Hook{"https://hooks.example.com/in?team=7", one}, true},
		"two secrets":          {Hook{"https://hooks.example.com/", []Secret{secretA, secretB}}, true},
		"this machine":         {Hook{"http://127.0.0.1:8080/in", one}, true},
		"this machine, v6":     {Hook{"http://[::1]:8080/in", one}, true},
		"this machine by name": {Hook{"http://localhost/in", one}, true},
		"http":                 {Hook{"http://hooks.example.com/in", one}, false},
		"nearly this machine":  {Hook{"http://localhost.example.com/in", one}, false},
		"another machine":      {Hook{"http://192.0.2.7/in", one}, false},
		"a file":               {Hook{"file:///etc/hosts", one}, false},
		"opaque":               {Hook{"https:hooks.example.com", one}, false},
		"nothing":              {Hook{"", one}, false},
		"no host":              {Hook{"https://:443/", one}, false},
		"a password in it":     {Hook{"https://care:pw@hooks.example.com/", one}, false},
		"a fragment":           {Hook{"https://hooks.example.com/#x", one}, false},
		"a line end":           {Hook{"https://hooks.example.com/\r\nX: y", one}, false},
		"no secret":            {Hook{"https://hooks.example.com/", nil}, false},
		"a short secret":       {Hook{"https://hooks.example.com/", []Secret{Secret("short")}}, false},
		"three secrets":        {Hook{"https://hooks.example.com/", []Secret{secretA, secretA, secretA}}, false},
	} {
		err := c.hook.Check()
		if (err == nil) != c.good {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "example.com") {
			t.Errorf("%s: the words have the address: %v", name, err)
		}
	}
}

// Redirects are followed within scheme, host and port, and only where they
// repeat the POST.
func TestRedirects(t *testing.T) {
	var there atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { there.Add(1) }))
	t.Cleanup(elsewhere.Close)
	for _, c := range []struct {
		name   string
		code   int
		target string
		state  State
		status int
	}{
		{"307 here", 307, "/new", Done, 200},
		{"308 here", 308, "/new", Done, 200},
		{"302 here would be a GET", 302, "/new", Undeliverable, 302},
		{"303 here would be a GET", 303, "/new", Undeliverable, 303},
		{"307 to another port", 307, elsewhere.URL + "/new", Undeliverable, 307},
		{"308 to another host", 308, "http://localhost:1/new", Undeliverable, 308},
		{"308 to another scheme", 308, "https://HOST/new", Undeliverable, 308},
		{"for ever", 307, "/in", Undeliverable, 307},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got atomic.Int32
			var receiver *httptest.Server
			receiver = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				if r.URL.Path == "/in" {
					w.Header().Set("Location", strings.Replace(c.target, "HOST", receiver.Listener.Addr().String(), 1))
					w.WriteHeader(c.code)
					return
				}
				if r.Method != http.MethodPost || err != nil || string(body) != string(hookParcel("x").Body) || r.Header.Get(HeaderKey) != "t:1" {
					t.Errorf("after the redirect: %s %s %v", r.Method, body, r.Header)
				}
				got.Add(1)
			}))
			t.Cleanup(receiver.Close)
			s := newStreet(t, Config{Hook: func(string) (Hook, bool) { return Hook{receiver.URL + "/in", []Secret{secretA}}, true }})
			slip := s.deliver(hookParcel("t:1"), tried)
			if slip.State != c.state || slip.Status != c.status || (got.Load() > 0) != (c.state == Done) || there.Load() != 0 {
				t.Errorf("slip %+v, %d here, %d elsewhere", slip, got.Load(), there.Load())
			}
		})
	}
}

// A webhook's address may have a token in it, so nothing that is logged or kept
// has the address, and a certificate is asked for and checked.
func TestEncryptedAndDiscreet(t *testing.T) {
	cert, roots := certificate(t, "hooks.example.com")
	receiver := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok") }))
	receiver.TLS = &tls.Config{Certificates: []tls.Certificate{*cert}}
	receiver.Config.ErrorLog = log.New(io.Discard, "", 0)
	receiver.StartTLS()
	t.Cleanup(receiver.Close)
	for name, c := range map[string]struct {
		roots *x509.CertPool
		host  string
		state State
	}{
		"trusted":      {roots, "hooks.example.com", Done},
		"not trusted":  {x509.NewCertPool(), "hooks.example.com", Waiting},
		"another name": {roots, "hooks.example.net", Waiting},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStreet(t, Config{
				Hook:  func(string) (Hook, bool) { return Hook{"https://" + c.host + "/token-0815", []Secret{secretA}}, true },
				Dial:  to(receiver.Listener.Addr().String()),
				Roots: c.roots,
			})
			slip := s.deliver(hookParcel("t:1"), tried)
			if slip.State != c.state || slip.Maybe {
				t.Errorf("slip %+v", slip)
			}
			told := s.log.String() + fmt.Sprintf("%+v", slip)
			for _, secret := range []string{"token-0815", "first secret", "बिल"} {
				if strings.Contains(told, secret) {
					t.Errorf("told %q: %s", secret, told)
				}
			}
		})
	}
}

func TestAnswersAreBounded(t *testing.T) {
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		state   State
		words   string
	}{
		"a long no": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(422)
			_, _ = io.WriteString(w, strings.Repeat("nonsense ", 1<<17))
		}, Undeliverable, "nonsense nonsense"},
		"a page": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(403)
			_, _ = io.WriteString(w, "<html>")
		}, Undeliverable, "Forbidden"},
		"headers without end": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
		}, Waiting, "exceeded"},
		"a yes that breaks off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "taken")
		}, Done, "taken"},
	} {
		t.Run(name, func(t *testing.T) {
			receiver := httptest.NewServer(c.handler)
			t.Cleanup(receiver.Close)
			s := newStreet(t, Config{Hook: func(string) (Hook, bool) { return Hook{receiver.URL, []Secret{secretA}}, true }})
			slip := s.deliver(hookParcel("t:1"), tried)
			if slip.State != c.state || !strings.Contains(slip.Words, c.words) || len(slip.Words) > MaxWords {
				t.Errorf("slip %+v", slip)
			}
		})
	}
}
