package rest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/conformance"
)

// vendor is a server in memory whose answers a test writes, one a request; the last
// one stands for all that follow.
type vendor struct {
	mu      sync.Mutex
	answers []http.HandlerFunc
	got     []string
	net     conformance.Network
}

func (v *vendor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		body = []byte(err.Error())
	}
	v.mu.Lock()
	v.got = append(v.got, fmt.Sprintf("%s %s %s %s", r.Method, r.URL.RequestURI(), r.Header.Get("Content-Type"), body))
	h := v.answers[0]
	if len(v.answers) > 1 {
		v.answers = v.answers[1:]
	}
	v.mu.Unlock()
	h(w, r)
}

func (v *vendor) asked() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return append([]string(nil), v.got...)
}

func says(status int, body string, head ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(head); i += 2 {
			w.Header().Set(head[i], head[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// never answers, until its client gives up.
func never(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// broken hangs up in the middle of an answer.
func broken(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "100")
	_, _ = io.WriteString(w, "{")
	panic(http.ErrAbortHandler)
}

// with runs f with a client of a vendor that answers so.
func with(t *testing.T, f func(t *testing.T, c *Client, v *vendor), answers ...http.HandlerFunc) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		v := &vendor{answers: answers}
		s := &http.Server{Handler: v}
		done := make(chan struct{})
		go func() { defer close(done); _ = s.Serve(v.net.Listen()) }()
		tr := &http.Transport{DialContext: v.net.DialContext}
		t.Cleanup(func() {
			tr.CloseIdleConnections()
			_ = s.Close()
			<-done
		})
		c := &Client{
			Base: &url.URL{Scheme: "http", Host: "chat.example.com", Path: "/api"}, HTTP: &http.Client{Transport: tr}, Now: time.Now,
			Sign: func(r *http.Request) { r.Header.Set("Authorization", "Bearer s3cret") },
		}
		f(t, c, v)
	})
}

func post(c *Client, same bool) error {
	return c.Do(context.Background(), Call{
		Method: http.MethodPost, Route: "POST /lines", Path: Path("lines", "a/b"), Query: url.Values{"token": {"s3cret"}},
		Body: JSON(map[string]string{"text": "between us"}), Same: same,
	})
}

func TestARead(t *testing.T) {
	with(t, func(t *testing.T, c *Client, v *vendor) {
		var into struct{ Name string }
		if err := c.Get(t.Context(), "GET /who", Path("who", "a/b c"), url.Values{"x": {"1 2"}}, &into); err != nil || into.Name != "Asha" {
			t.Errorf("%v, %+v", err, into)
		}
		if got := v.asked(); len(got) != 1 || !strings.HasPrefix(got[0], "GET /api/who/a%2Fb%20c?x=1+2 ") {
			t.Errorf("%q", got)
		}
	}, says(200, `{"name":"Asha"}`))
}

// TestWhatMayHaveWorked is A-65 for calls: whatever leaves open what became of a write
// is ErrUnsure and was sent once; a read, and a write that is the same again, are made
// again.
func TestWhatMayHaveWorked(t *testing.T) {
	for name, bad := range map[string]http.HandlerFunc{
		"no answer":           never,
		"half an answer":      broken,
		"the server's fault":  says(500, `{"oops":"between us"}`),
		"a gateway's fault":   says(502, ""),
		"what is no JSON":     says(200, "<html>between us"),
		"an answer too long":  says(200, `"`+strings.Repeat("x", 2000)+`"`),
		"a gateway's timeout": says(504, ""),
	} {
		t.Run(name, func(t *testing.T) {
			with(t, func(t *testing.T, c *Client, v *vendor) {
				c.Limit = 1000
				var into any
				err := c.Do(t.Context(), Call{Method: http.MethodPost, Route: "POST /lines", Path: "/lines", Into: &into})
				if !errors.Is(err, driver.ErrUnsure) || len(v.asked()) != 1 {
					t.Errorf("%v after %d requests", err, len(v.asked()))
				}
				harmless(t, err)
			}, bad, says(200, `{}`))
			with(t, func(t *testing.T, c *Client, v *vendor) {
				c.Limit = 1000
				var into any
				if err := c.Do(t.Context(), Call{Method: http.MethodPut, Route: "PUT /owner", Path: "/owner", Into: &into, Same: true}); err != nil || len(v.asked()) != 3 {
					t.Errorf("%v after %d requests", err, len(v.asked()))
				}
			}, bad, bad, says(200, `{}`))
			with(t, func(t *testing.T, c *Client, v *vendor) {
				c.Limit = 1000
				var into any
				err := c.Get(t.Context(), "GET /who", "/who", nil, &into)
				if err == nil || errors.Is(err, driver.ErrUnsure) || len(v.asked()) != 3 {
					t.Errorf("%v after %d requests", err, len(v.asked()))
				}
				harmless(t, err)
			}, bad)
		})
	}
}

// harmless fails for an error that says what nobody may read in a log.
func harmless(t *testing.T, err error) {
	t.Helper()
	for _, no := range []string{"s3cret", "between us", "example.com"} {
		if strings.Contains(err.Error(), no) {
			t.Errorf("the error says %q: %v", no, err)
		}
	}
}

// TestARefusal is sure, and asked once.
// TestRedirectsAreNotFollowed: followed, a line would become a read that seems to have
// worked, and the credentials would go wherever the answer says.
func TestRedirectsAreNotFollowed(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		with(t, func(t *testing.T, c *Client, v *vendor) {
			if err := post(c, false); Status(err) != status || errors.Is(err, driver.ErrUnsure) {
				t.Errorf("%d: %v", status, err)
			}
			if err := c.Get(t.Context(), "GET /who", "/who", nil, nil); Status(err) != status {
				t.Errorf("%d: %v", status, err)
			}
			if got := v.asked(); len(got) != 2 {
				t.Errorf("%d: %q", status, got)
			}
		}, says(status, "", "Location", "http://chat.example.com/api/elsewhere"), says(status, "", "Location", "http://chat.example.com/api/elsewhere"), says(200, "{}"))
	}
}

// TestNothingIsSentTooLate: a call whose time was over before it began had no effect,
// and says so.
func TestNothingIsSentTooLate(t *testing.T) {
	with(t, func(t *testing.T, c *Client, v *vendor) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		err := c.Do(ctx, Call{Method: http.MethodPost, Route: "POST /lines", Path: "/lines"})
		if !errors.Is(err, context.Canceled) || errors.Is(err, driver.ErrUnsure) || len(v.asked()) != 0 {
			t.Errorf("%v after %d requests", err, len(v.asked()))
		}
	}, says(200, "{}"))
}

func TestARefusal(t *testing.T) {
	for _, status := range []int{400, 401, 403, 404, 409, 422} {
		with(t, func(t *testing.T, c *Client, v *vendor) {
			err := post(c, true)
			if err == nil || errors.Is(err, driver.ErrUnsure) || Status(err) != status || len(v.asked()) != 1 {
				t.Errorf("%d: %v after %d requests", status, err, len(v.asked()))
			}
			harmless(t, err)
		}, says(status, `{"message":"between us"}`))
	}
}

// TestAVendorThatCannotBeReached has done nothing, so anything may be tried again.
func TestAVendorThatCannotBeReached(t *testing.T) {
	with(t, func(t *testing.T, c *Client, v *vendor) {
		v.net.Away(true)
		err := post(c, false)
		var no *driver.Refusal
		if !errors.As(err, &no) || !no.Again || errors.Is(err, driver.ErrUnsure) || len(v.asked()) != 0 {
			t.Errorf("%v after %d requests", err, len(v.asked()))
		}
		harmless(t, err)
		harmless(t, errors.Unwrap(err))
		time.AfterFunc(700*time.Millisecond, func() { v.net.Away(false) })
		if err := post(c, false); err != nil || len(v.asked()) != 1 {
			t.Errorf("%v after %d requests", err, len(v.asked()))
		}
	}, says(200, ""))
}

// TestPatience: the vendor hears nothing for as long as it asks for, whoever calls; a
// call that cannot wait fails, and may be made again.
func TestPatience(t *testing.T) {
	for _, status := range []int{429, 420, 423} {
		with(t, func(t *testing.T, c *Client, v *vendor) {
			began := time.Now()
			if err := post(c, false); err != nil || len(v.asked()) != 2 {
				t.Errorf("%d: %v after %d requests", status, err, len(v.asked()))
			}
			if d := time.Since(began); d < 7*time.Second || d > 8*time.Second {
				t.Errorf("%d: it took %s", status, d)
			}
		}, says(status, "", "Retry-After", "7"), says(200, ""))
	}
	with(t, func(t *testing.T, c *Client, v *vendor) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		began := time.Now()
		for range 2 {
			err := c.Do(ctx, Call{Method: http.MethodPost, Route: "POST /lines", Path: "/lines"})
			var no *driver.Refusal
			if !errors.As(err, &no) || !no.Again || errors.Is(err, driver.ErrUnsure) {
				t.Errorf("%v", err)
			}
		}
		if n := len(v.asked()); n != 1 || time.Since(began) > time.Second {
			t.Errorf("%d requests in %s", n, time.Since(began))
		}
		time.Sleep(time.Minute)
		if err := post(c, false); err != nil {
			t.Error(err)
		}
	}, says(429, "", "Retry-After", "60"), says(200, ""))
}

// TestPromptCallsDoNotWait: who has something better to do is told at once, and asks
// nothing while the vendor wants to hear nothing.
func TestPromptCallsDoNotWait(t *testing.T) {
	with(t, func(t *testing.T, c *Client, v *vendor) {
		began := time.Now()
		for range 3 {
			err := c.Do(t.Context(), Call{Prompt: true, Method: http.MethodGet, Route: "GET /lines", Path: "/lines"})
			if Status(err) != http.StatusTooManyRequests {
				t.Errorf("%v", err)
			}
		}
		if n := len(v.asked()); n != 1 || time.Since(began) > time.Second {
			t.Errorf("%d requests in %s", n, time.Since(began))
		}
	}, says(429, "", "Retry-After", "7"), says(200, ""))
}

// TestWhenTheVendorWantsToHearFromUs reads the header in its two forms, and bounds it.
func TestWhenTheVendorWantsToHearFromUs(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	c := &Client{Now: func() time.Time { return now }}
	for said, want := range map[string]time.Duration{
		"": 30 * time.Second, "soon": 30 * time.Second, "5": 5 * time.Second, "0": time.Second, "-4": time.Second,
		"999999": 10 * time.Minute, "Sun, 22 Nov 2026 12:00:20 GMT": 20 * time.Second,
	} {
		a := Answer{Status: 429, Header: http.Header{"Retry-After": {said}}}
		if got := c.after(&a); got != want {
			t.Errorf("%q is %s, want %s", said, got, want)
		}
	}
	if got := c.after(&Answer{Status: 503, Header: http.Header{"Retry-After": {"5"}}}); got != 0 {
		t.Errorf("a server that is out of order wants to hear nothing for %s", got)
	}
}

// TestAnswersThatSayNoWithYes: some vendors refuse with status 200.
func TestAnswersThatSayNoWithYes(t *testing.T) {
	with(t, func(t *testing.T, c *Client, _ *vendor) {
		no := &driver.Refusal{Words: "It may not."}
		c.Explain = func(a Answer) error {
			if strings.Contains(string(a.Body), `"error":true`) {
				return no
			}
			return nil
		}
		if err := post(c, false); !errors.Is(err, no) || errors.Is(err, driver.ErrUnsure) {
			t.Errorf("%v", err)
		}
	}, says(200, `{"error":true}`))
}

// TestBodies are sent whole, and anew at each attempt.
func TestBodies(t *testing.T) {
	form := Form(url.Values{"a": {"1", "2"}, "b": {"x&y"}})
	file := File{Field: "file", Name: `a "b".txt`, Type: "text/plain", Read: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("bytes")), nil
	}}
	for _, x := range []struct {
		want string
		body Body
	}{
		{`application/json {"text":"x"}`, JSON(map[string]string{"text": "x"})},
		{"application/x-www-form-urlencoded a=1&a=2&b=x%26y", form},
		{"text/plain raw", Bytes("text/plain", []byte("raw"))},
		{"multipart/form-data", Multipart(url.Values{"chat": {"7"}}, file)},
	} {
		want, b := x.want, x.body
		with(t, func(t *testing.T, c *Client, v *vendor) {
			if err := c.Do(t.Context(), Call{Method: http.MethodPost, Route: "POST /x", Path: "/x", Body: b, Same: true}); err != nil {
				t.Fatal(err)
			}
			got := v.asked()
			if len(got) != 2 || !strings.HasPrefix(strings.TrimPrefix(got[1], "POST /api/x "), want) {
				t.Errorf("%q, want %q", got, want)
			}
			if strings.HasPrefix(want, "multipart") && (!strings.Contains(got[1], "bytes") || !strings.Contains(got[1], `name="chat"`)) {
				t.Errorf("%q", got[1])
			}
		}, says(503, ""), says(200, ""))
	}
	lost := errors.New("no such file")
	file.Read = func() (io.ReadCloser, error) { return nil, lost }
	with(t, func(t *testing.T, c *Client, v *vendor) {
		err := c.Do(t.Context(), Call{Method: http.MethodPost, Route: "POST /x", Path: "/x", Body: Multipart(nil, file)})
		if !errors.Is(err, lost) || errors.Is(err, driver.ErrUnsure) || len(v.asked()) != 0 {
			t.Errorf("%v after %d requests", err, len(v.asked()))
		}
	}, says(200, ""))
}

// TestQuotasAreCounted for each attempt.
func TestQuotasAreCounted(t *testing.T) {
	with(t, func(t *testing.T, c *Client, _ *vendor) {
		n := 0
		c.Counted = func() { n++ }
		_ = c.Get(t.Context(), "GET /who", "/who", nil, nil) // which fails three times
		if n != 3 {
			t.Errorf("%d attempts were counted", n)
		}
	}, says(500, ""))
}
