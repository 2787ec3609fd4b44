package crisp

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/crisp/standin"
)

// texts are the lines of a chat that are on the floor now.
func (s *scene) texts(id chat.ChatID) []string {
	lines, err := s.floor.Lines(context.Background(), id)
	if err != nil {
		s.Fatal(err)
	}
	var all []string
	for _, l := range lines {
		all = append(all, l.Event.Body.(*chat.MessagePosted).Text)
	}
	return all
}

// The stream is no part of the quota: without any left a live line of a chat on the wall,
// and each new chat, arrives at once, and the status is not green and says why.
func TestLiveLinesDoNotWaitForQuota(t *testing.T) {
	play(t, standin.Options{Daily: 200}, nil, func(s *scene) {
		var ids []chat.ChatID
		for i := range 400 {
			ids = append(ids, s.w.OpenChat(conformance.Opening{Name: "C", Text: fmt.Sprint("hello ", i), Bot: true}))
			time.Sleep(50 * time.Millisecond)
		}
		s.w.CustomerSays(ids[0], "a person, please")
		time.Sleep(time.Second)
		for i, id := range ids {
			if got := s.texts(id); !slices.Contains(got, fmt.Sprint("hello ", i)) {
				t.Fatalf("of 400 chats number %d is not on the wall: %q", i, got)
			}
		}
		if got := s.texts(ids[0]); !slices.Contains(got, "a person, please") {
			t.Fatalf("a live line waits for the quota: %q", got)
		}
		st := s.d.Status()
		if st.State == chat.BackendLive || st.Used >= st.Limit {
			t.Errorf("%+v", st)
		}
		for _, words := range []string{"quota", "used up", "Crisp has let no calls through since", "Not seen", "asked again at"} {
			if !strings.Contains(st.Words, words) {
				t.Errorf("the status does not say %q: %q", words, st.Words)
			}
		}
		calls := s.w.Calls()
		time.Sleep(4 * time.Hour)
		if n := s.w.Calls() - calls; n > 30 {
			t.Errorf("four hours without quota cost %d calls", n)
		}
		s.w.Cut()
		time.Sleep(time.Minute)
		s.w.CustomerSays(ids[1], "still there?")
		time.Sleep(time.Second)
		if got := s.texts(ids[1]); !slices.Contains(got, "still there?") {
			t.Errorf("the stream is not found again without quota: %q, %+v", got, s.d.Status())
		}
	})
}

// A quota that is used up by our own count is said too, with when there is more.
func TestOurCountOfTheQuota(t *testing.T) {
	play(t, standin.Options{}, func(c *Config) { c.Daily = 20 }, func(s *scene) {
		for i := range 40 {
			id := s.w.OpenChat(conformance.Opening{Name: "C", Text: fmt.Sprint("hello ", i), Bot: true})
			time.Sleep(time.Second)
			same0(t, s.texts(id), []string{fmt.Sprint("hello ", i)})
		}
		if st := s.d.Status(); st.State.Well() || !strings.Contains(st.Words, "all 20 calls") || !strings.Contains(st.Words, "until") {
			t.Errorf("%+v", st)
		}
		time.Sleep(25 * time.Hour)
		if n := s.w.Calls(); n <= 20 {
			t.Errorf("the next day nothing is read: %d calls", n)
		}
	})
}

// slow answers reads of conversations late while it is on.
type slow struct {
	http.RoundTripper
	on atomic.Bool
}

func (b *slow) RoundTrip(r *http.Request) (*http.Response, error) {
	if b.on.Load() && strings.Contains(r.URL.Path, "/conversation/") {
		select {
		case <-time.After(5 * time.Second):
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
	return b.RoundTripper.RoundTrip(r)
}

// A Crisp whose reads take their time keeps no live line waiting, and what was not read is
// read once it answers again.
func TestLiveLinesDoNotWaitForSlowReads(t *testing.T) {
	b := new(slow)
	play(t, standin.Options{}, func(c *Config) {
		h := *c.HTTP
		b.RoundTripper, h.Transport = h.Transport, b
		c.HTTP = &h
	}, func(s *scene) {
		old := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true})
		s.said(old)
		b.on.Store(true)
		id := s.w.OpenChat(conformance.Opening{Name: "D", Text: "hello", Bot: true})
		s.w.OpenChat(conformance.Opening{Name: "E", Text: "hello", Bot: true})
		s.w.CustomerSays(old, "a person, please")
		time.Sleep(time.Second)
		same0(t, s.texts(old), []string{"hello", "a person, please"})
		same0(t, s.texts(id), []string{"hello"})
		b.on.Store(false)
		time.Sleep(2 * time.Minute)
		if x := s.d.session(strings.TrimPrefix(string(id), Name+"-")); x == nil || x.thin || x.again || x.conv.Visitor.Name != "D" {
			t.Errorf("what was not read stays unread: %+v", x)
		}
	})
}

// dry lets a number of calls through and answers all others as Crisp does without quota.
type dry struct {
	http.RoundTripper
	left atomic.Int64
}

func (b *dry) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.Contains(r.URL.Path, "/website/") && b.left.Add(-1) < 0 {
		body := `{"error":true,"reason":"quota_limit_exceeded","data":{}}`
		return &http.Response{StatusCode: 420, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	}
	return b.RoundTripper.RoundTrip(r)
}

// A quota that ends in the middle of the first list costs neither the stream nor, once
// there is more, any chat.
func TestAListThatTheQuotaCutsShort(t *testing.T) {
	b := new(dry)
	thin := func(c *Config) {
		h := *c.HTTP
		b.RoundTripper, h.Transport = h.Transport, b
		c.HTTP = &h
	}
	b.left.Store(1_000)
	play(t, standin.Options{}, thin, func(s *scene) {
		s.stop()
		var ids []chat.ChatID
		for range 120 {
			ids = append(ids, s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello", Bot: true}))
		}
		b.left.Store(30)
		s.again(thin)
		s.w.CustomerSays(ids[0], "a person, please")
		time.Sleep(time.Second)
		if got := s.texts(ids[0]); !slices.Contains(got, "a person, please") {
			t.Errorf("a live line waits for the list: %q", got)
		}
		if st := s.d.Status(); st.State.Well() || !strings.Contains(st.Words, "used up") || st.Reconnects != 0 {
			t.Errorf("%+v", st)
		}
		b.left.Store(5_000)
		time.Sleep(40 * time.Minute)
		for i, id := range ids {
			if got := s.texts(id); !slices.Contains(got, "hello") {
				t.Fatalf("chat %d is not read when there is quota again: %q", i, got)
			}
		}
		if st := s.d.Status(); st.State != chat.BackendLive || st.Words != "" {
			t.Errorf("%+v", st)
		}
	})
}
