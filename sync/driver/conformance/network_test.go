package conformance

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

// served serves a greeting and a socket, both ends of which write first, and returns
// how it is asked for the greeting.
func served(t *testing.T, n *Network) (get func() error) {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") })
	mux.HandleFunc("GET /socket", func(w http.ResponseWriter, r *http.Request) {
		c, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer func() { _ = c.Close() }()
		for range 3 {
			if c.WriteMessage(websocket.TextMessage, []byte("theirs")) != nil {
				return
			}
		}
		for err == nil {
			_, _, err = c.ReadMessage()
		}
	})
	s := &http.Server{Handler: mux}
	done := make(chan struct{})
	go func() { defer close(done); _ = s.Serve(n.Listen()) }()
	tr := &http.Transport{DialContext: n.DialContext}
	t.Cleanup(func() {
		tr.CloseIdleConnections()
		_ = s.Close()
		<-done
		if _, err := n.DialContext(t.Context(), "tcp", "example.com:80"); err == nil || len(n.open) != 0 {
			t.Errorf("a network that is closed has %d connections, and a dial says %v", len(n.open), err)
		}
	})
	return func() error {
		res, err := (&http.Client{Transport: tr}).Get("http://example.com/hello")
		if err != nil {
			return err
		}
		defer func() { _ = res.Body.Close() }()
		if b, err := io.ReadAll(res.Body); err != nil || string(b) != "hello" {
			t.Errorf("%q, %v", b, err)
		}
		return nil
	}
}

// TestTheNetworkCarriesWhatDriversSpeak: HTTP and WebSocket, in a bubble.
func TestTheNetworkCarriesWhatDriversSpeak(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var n Network
		get := served(t, &n)
		if err := get(); err != nil {
			t.Error(err)
		}
		socket(t, &n)
		n.Away(true)
		if err := get(); !errors.Is(err, ErrAway) {
			t.Errorf("while it is away: %v", err)
		}
		n.Away(false)
		if err := get(); err != nil {
			t.Error(err)
		}
	})
}

// socket talks over one until it is cut.
func socket(t *testing.T, n *Network) {
	t.Helper()
	d := websocket.Dialer{NetDialContext: n.DialContext}
	c, res, err := d.DialContext(t.Context(), "ws://example.com/socket", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	_ = res.Body.Close()
	for range 3 {
		if err := c.WriteMessage(websocket.TextMessage, []byte("ours")); err != nil {
			t.Error(err)
		}
		if _, b, err := c.ReadMessage(); err != nil || string(b) != "theirs" {
			t.Errorf("%q, %v", b, err)
		}
	}
	n.Cut()
	if _, _, err := c.ReadMessage(); err == nil {
		t.Error("a connection that was cut goes on")
	}
}

// TestDeadlines are in the bubble's time, and what was written before the end is read.
func TestDeadlines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := pipe(func(*conn) {})
		began := time.Now()
		if err := a.SetReadDeadline(began.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) || time.Since(began) != time.Hour {
			t.Errorf("%v after %s", err, time.Since(began))
		}
		if err := a.SetReadDeadline(time.Time{}); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Write([]byte("last words")); err != nil {
			t.Fatal(err)
		}
		_ = b.Close()
		if all, err := io.ReadAll(a); err != nil || string(all) != "last words" {
			t.Errorf("%q, %v", all, err)
		}
		if _, err := a.Write([]byte("x")); err == nil {
			t.Error("somebody hears what is written to who has hung up")
		}
		_ = a.Close()
		if _, err := a.Read(make([]byte, 1)); !errors.Is(err, net.ErrClosed) {
			t.Errorf("%v", err)
		}
	})
}
