package courier

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// What is tried once is told how it ended, is never kept, and has its key and its
// signature as every webhook.
func TestOnce(t *testing.T) {
	var code atomic.Int32
	in := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get(HeaderKey) != "dial:1" || r.Header.Get(HeaderSignature) == "" {
			t.Errorf("headers %v", r.Header)
		}
		_, _ = io.Copy(io.Discard, r.Body) // else the server does not see that the client goes
		if code.Load() == 0 {
			<-r.Context().Done()
			return
		}
		http.Error(w, "no line\nis free", int(code.Load()))
	}))
	t.Cleanup(in.Close)
	c, err := Open(Config{
		Store: newDisk(), Now: time.Now, Hook: func(name string) (Hook, bool) { return Hook{in.URL, []Secret{secretA}}, name == "phone" },
		Relay: func() (Relay, bool) { return Relay{}, false },
	})
	if err != nil {
		t.Fatal(err)
	}
	p := Parcel{Key: "dial:1", Kind: Webhook, To: "phone", Body: []byte("{}"), Made: time.Now()}
	for status, want := range map[int]struct{ fails, final bool }{
		200: {}, 202: {}, 503: {true, false}, 500: {true, false}, 429: {true, false}, 404: {true, true},
	} {
		code.Store(int32(status))
		err := c.Once(t.Context(), p)
		var no *NoError
		if errors.As(err, &no) != want.fails || want.fails && (no.Final != want.final || !strings.Contains(no.Words, "no line is free") || strings.Contains(no.Words, in.URL)) {
			t.Errorf("%d: %v", status, err)
		}
	}
	code.Store(0)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := c.Once(ctx, p); err == nil || err.Error() != "no answer in time" {
		t.Errorf("no answer: %v", err)
	}
	refusesOnce(t, c)
	if n := len(c.Pending()); n != 0 {
		t.Errorf("%d parcels are kept", n)
	}
}

// refusesOnce sees that what is no webhook is not tried.
func refusesOnce(t *testing.T, c *Courier) {
	t.Helper()
	for what, p := range map[string]Parcel{
		"a mail":  {Key: "k", Kind: Mail, To: "rohan@example.com", Subject: "s", Body: []byte("b"), Made: time.Now()},
		"nothing": {Key: "no key"},
	} {
		if err := c.Once(t.Context(), p); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
