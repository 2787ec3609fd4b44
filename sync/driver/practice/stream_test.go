package practice

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// writer is a response that a test may read while it is written.
type writer struct {
	mu   sync.Mutex
	head http.Header
	code int
	body strings.Builder
}

func (w *writer) Header() http.Header { return w.head }
func (w *writer) WriteHeader(c int)   { w.code = c }
func (w *writer) Flush()              {}
func (w *writer) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.body.Write(b)
}

func (w *writer) text() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.body.String()
}

// tune opens a stream without a network, for synctest.
func tune(t *testing.T, p *Practice, id, after string) (*writer, context.CancelFunc) {
	t.Helper()
	mux := http.NewServeMux()
	p.Mount(mux)
	ctx, cancel := context.WithCancel(t.Context())
	req := httptest.NewRequestWithContext(ctx, http.MethodGet, "/practice/v1/chats/"+id+"/stream", nil)
	if after != "" {
		req.Header.Set("Last-Event-ID", after)
	}
	w := &writer{head: make(http.Header)}
	go mux.ServeHTTP(w, req)
	return w, cancel
}

func TestStreamKeepsAliveAndEndsWithRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p, err := New(Options{Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		m.follow = p
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- p.Run(ctx, m) }()
		synctest.Wait()
		w, hangUp := tune(t, p, "nobody", "")
		defer hangUp()
		time.Sleep(31 * time.Second)
		synctest.Wait()
		if got := strings.Count(w.text(), ": still here\n\n"); got != 2 {
			t.Errorf("%d signs of life in 31 s, want 2", got)
		}
		stop()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if p.streams != 0 || len(p.rooms) != 0 {
			t.Errorf("%d streams and %d rooms are left", p.streams, len(p.rooms))
		}
	})
}

// The number of a line is its place in the log: for a client that comes late,
// after a restart, and where memory no longer reaches back.
func TestDeliveryNumbersAreStable(t *testing.T) {
	const n = 3 * tailMost
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{}, m)
		early, hangUp := tune(t, p, "c1", "")
		defer hangUp()
		for i := range int64(n) {
			if _, err := p.put(t.Context(), Line{Chat: "c1", Turn: i, From: chat.SpeakerCustomer, Text: fmt.Sprint(i)}); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		late, hangUpLate := tune(t, p, "c1", "")
		defer hangUpLate()
		synctest.Wait()
		if early.text() != late.text() {
			t.Error("a late client has other events than an early one")
		}
		if !strings.Contains(late.text(), fmt.Sprintf("id: %d\ndata: {\"chat\":\"c1\",\"turn\":%d,", n, n-1)) {
			t.Errorf("the last line is not number %d", n)
		}
		if lines := len(p.rooms["c1"].tail.lines); lines > tailMost {
			t.Errorf("%d lines in memory, want at most %d", lines, tailMost)
		}
		q := running(t, Options{}, m)
		resumed, hangUpResumed := tune(t, q, "c1", fmt.Sprint(n-2))
		defer hangUpResumed()
		synctest.Wait()
		if got := strings.Count(resumed.text(), "id: "); got != 2 || !strings.Contains(resumed.text(), fmt.Sprintf("id: %d\n", n)) {
			t.Errorf("after a restart: %q", resumed.text())
		}
	})
}

// stuck is the response of a client that reads nothing.
type stuck struct {
	writer
	deadline time.Time
}

func (w *stuck) SetWriteDeadline(at time.Time) error { w.deadline = at; return nil }
func (w *stuck) Write([]byte) (int, error) {
	time.Sleep(time.Until(w.deadline))
	return 0, os.ErrDeadlineExceeded
}

func TestClientThatReadsNothingIsCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{}, m)
		mux := http.NewServeMux()
		p.Mount(mux)
		w := &stuck{writer: writer{head: make(http.Header)}}
		gone := make(chan struct{})
		began := time.Now()
		go func() {
			defer close(gone)
			mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/practice/v1/chats/c1/stream", nil))
		}()
		synctest.Wait()
		for i := range int64(100) { // nobody else waits for it
			if _, err := p.put(t.Context(), Line{Chat: "c1", Turn: i, From: chat.SpeakerCustomer, Text: "x"}); err != nil {
				t.Fatal(err)
			}
		}
		if time.Since(began) != 0 {
			t.Error("a stuck client held up the customer's lines")
		}
		<-gone
		if held := time.Since(began); held != writeWithin || p.streams != 0 {
			t.Errorf("the client was held for %s, %d streams are open", held, p.streams)
		}
	})
}

func TestStreamLimits(t *testing.T) {
	m := newMemory(clock)
	_, s := served(t, Options{MaxStreams: 1}, m)
	get := func(path, after string) int {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Last-Event-ID", after)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = res.Body.Close() })
		return res.StatusCode
	}
	for _, after := range []string{"-1", "x", "1.5"} {
		if code := get("/practice/v1/chats/c1/stream", after); code != http.StatusBadRequest {
			t.Errorf("Last-Event-ID %q: %d", after, code)
		}
	}
	if code := get("/practice/v1/chats/"+strings.Repeat("x", 201)+"/stream", ""); code != http.StatusBadRequest {
		t.Errorf("a long id: %d", code)
	}
	if code := get("/practice/v1/chats/c1/stream", ""); code != http.StatusOK {
		t.Errorf("the first stream: %d", code)
	}
	if code := get("/practice/v1/chats/c1/stream", ""); code != http.StatusServiceUnavailable {
		t.Errorf("one stream too many: %d", code)
	}
}

// Lines that are committed while the log is read come once each (D-15).
func TestTailMergesLogAndLive(t *testing.T) {
	at := func(seq uint64) driver.Committed { return driver.Committed{Seq: seq} }
	tl := newTail()
	tl.add(at(3))
	tl.add(at(5))
	tl.load([]driver.Committed{at(1), at(2), at(3)})
	tl.load([]driver.Committed{at(1)})
	tl.add(at(5))
	tl.add(at(8))
	lines, ok := tl.after(0, 100)
	var got []uint64
	for _, c := range lines {
		got = append(got, c.Seq)
	}
	if !ok || fmt.Sprint(got) != "[1 2 3 5 8]" {
		t.Errorf("after(0) = %v, %v", got, ok)
	}
	if lines, ok := tl.after(99, 100); len(lines) != 0 || !ok {
		t.Errorf("after(99) = %v, %v", lines, ok)
	}
}

func BenchmarkFollow(b *testing.B) {
	p, err := New(Options{Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	c := driver.Committed{Event: posted(Line{Chat: "c1", Turn: 1, From: chat.SpeakerCustomer, Text: "hi"})}
	_, _, _ = p.listen("c1")
	p.rooms["c1"].tail.load(nil)
	for b.Loop() {
		c.Seq++
		p.Follow(c)
	}
}
