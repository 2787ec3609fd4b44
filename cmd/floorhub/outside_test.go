package main

import (
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"floorwalker/sync/courier"
)

const hookSecret = "sixteen-or-more-bytes"

// outside is a ticket system, a telephone system and a mail server. Of tickets and of
// mails, the first copy is held until the hub is dead, the second is refused, and the
// third taken; from refuse on, as many more are refused. Of calls, the first two are.
type outside struct {
	t       *testing.T
	hook    *httptest.Server
	mail    string
	arrived chan string   // who has a first copy
	dead    chan struct{} // closed when the hub is

	mu     sync.Mutex
	keys   []courier.Key
	bodies []string
	mails  []string
	dials  []string // each with its key in front
	refuse struct{ hooks, mails int }
}

func newOutside(t *testing.T) *outside {
	t.Helper()
	o := &outside{t: t, arrived: make(chan string, 10), dead: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("/in", o.receive)
	mux.HandleFunc("/dial", o.dial)
	o.hook = httptest.NewServer(mux)
	t.Cleanup(o.hook.Close)
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return (*postman)(o), nil }))
	server.Domain, server.ErrorLog = "mail.example.com", log.New(io.Discard, "", 0)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o.mail = l.Addr().String()
	var served sync.WaitGroup
	served.Go(func() { _ = server.Serve(l) })
	t.Cleanup(func() { _ = server.Close(); served.Wait() })
	return o
}

func (o *outside) receive(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // it was killed while it sent
	}
	key, err := courier.Verify(r.Header, body, []courier.Secret{courier.Secret(hookSecret)}, time.Now(), 0)
	if err != nil {
		o.t.Errorf("the receiver cannot verify it: %v", err)
	}
	o.mu.Lock()
	o.keys, o.bodies = append(o.keys, key), append(o.bodies, string(body))
	n, refuse := len(o.keys), o.refuse.hooks > 0
	if refuse {
		o.refuse.hooks--
	}
	o.mu.Unlock()
	switch {
	case n == 1:
		o.arrived <- "hook"
		<-o.dead
	case n == 2, refuse:
		http.Error(w, "the database is away", http.StatusInternalServerError)
	}
}

// dial is a telephone system.
func (o *outside) dial(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	key, err := courier.Verify(r.Header, body, []courier.Secret{courier.Secret(hookSecret)}, time.Now(), 0)
	if err != nil {
		o.t.Errorf("the telephone system cannot verify it: %v", err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.dials = append(o.dials, string(key)+" "+string(body)); len(o.dials) < 3 {
		http.Error(w, "no line is free", http.StatusServiceUnavailable)
	}
}

// postman is a session with the mail server.
type postman outside

func (p *postman) Mail(string, *smtp.MailOptions) error { return nil }
func (p *postman) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (p *postman) Reset()                               {}
func (p *postman) Logout() error                        { return nil }

func (p *postman) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	p.mu.Lock()
	p.mails = append(p.mails, string(text))
	n, refuse := len(p.mails), p.refuse.mails > 0
	if refuse {
		p.refuse.mails--
	}
	p.mu.Unlock()
	switch {
	case n == 1:
		p.arrived <- "mail"
		<-p.dead
	case n == 2, refuse:
		return &smtp.SMTPError{Code: 451, Message: "try again later"}
	}
	return nil
}
