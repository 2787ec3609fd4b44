package crisp

import (
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/crisp/standin"
)

// broken answers reads of the conversations of which the path has one of these parts
// with an error of the server's, and lets all others through.
type broken struct {
	http.RoundTripper
	parts atomic.Pointer[[]string]
	calls atomic.Int64
}

func (b *broken) RoundTrip(r *http.Request) (*http.Response, error) {
	for _, part := range *b.parts.Load() {
		if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, part) {
			b.calls.Add(1)
			return &http.Response{StatusCode: http.StatusInternalServerError, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}")), Request: r}, nil
		}
	}
	return b.RoundTripper.RoundTrip(r)
}

// One conversation that cannot be read keeps no other from being seen, costs neither the
// connection nor the day's quota, and is read once it can be.
func TestOneBrokenChat(t *testing.T) {
	b := new(broken)
	b.parts.Store(new([]string))
	play(t, standin.Options{}, func(c *Config) {
		h := *c.HTTP
		b.RoundTripper = h.Transport
		h.Transport = b
		c.HTTP = &h
	}, func(s *scene) {
		s.stop()
		bad := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		worse := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		good := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		one, err := sessionOf(bad)
		if err != nil {
			t.Fatal(err)
		}
		two, err := sessionOf(worse)
		if err != nil {
			t.Fatal(err)
		}
		b.parts.Store(&[]string{one + "/messages", two, two + "/messages"})
		s.again(func(c *Config) {
			h := *c.HTTP
			b.RoundTripper = h.Transport
			h.Transport = b
			c.HTTP = &h
		})
		same0(t, s.said(good), []string{"customer : hello"})
		time.Sleep(24 * time.Hour)
		if st := s.d.Status(); !st.State.Well() || st.Reconnects > 0 {
			t.Errorf("%+v", st)
		}
		if !s.known(bad).Open || !s.known(worse).Open {
			t.Error("a chat whose lines cannot be read is not on the floor")
		}
		if n := b.calls.Load(); n > 2500 {
			t.Errorf("a day with two chats that cannot be read costs %d calls", n)
		}
		b.parts.Store(new([]string))
		time.Sleep(2 * rarest)
		for _, id := range []string{string(bad), string(worse)} {
			same0(t, s.said(chatID(strings.TrimPrefix(id, Name+"-"))), []string{"customer : hello"})
		}
	})
}
