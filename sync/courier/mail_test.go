package courier

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// The value was computed with another program.
func TestMessageID(t *testing.T) {
	if got := MessageID("t:1", "care@example.com"); got != "0b0553852921b5181a4111b833c6cf50@example.com" {
		t.Errorf("MessageID = %s", got)
	}
}

// Hindi and emoji arrive as they were written, and nothing of our machine or
// library is told.
func TestComposeIsReadBack(t *testing.T) {
	p := mailParcel("t:1")
	r := Relay{From: "care@example.com", Name: "टीम Care"}
	raw, err := compose(r, &p)
	if err != nil {
		t.Fatal(err)
	}
	second, _ := compose(r, &p)
	if !bytes.Equal(raw, second) {
		t.Error("two copies differ")
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	headersReadBack(t, m.Header, &p, r)
	text, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if got := strings.ReplaceAll(string(text), "\r\n", "\n"); err != nil || strings.TrimRight(got, "\n") != strings.TrimRight(string(p.Body), "\n") {
		t.Errorf("text %q, %v", got, err)
	}
	for line := range strings.Lines(string(raw)) {
		if len(line) > 998 || strings.ContainsFunc(line, func(r rune) bool { return r > '~' }) {
			t.Errorf("a line that servers may not take: %q", line)
		}
	}
}

func headersReadBack(t *testing.T, h mail.Header, p *Parcel, r Relay) {
	t.Helper()
	subject, err1 := new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
	from, err2 := h.AddressList("From")
	at, err3 := h.Date()
	kind, params, err4 := mime.ParseMediaType(h.Get("Content-Type"))
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ got, want string }{
		"subject":        {subject, p.Subject},
		"from":           {from[0].Name + " " + from[0].Address, r.Name + " " + r.From},
		"to":             {h.Get("To"), "<" + p.To + ">"},
		"date":           {at.UTC().String(), p.Made.UTC().String()},
		"type":           {kind + " " + strings.ToLower(params["charset"]), "text/plain utf-8"},
		"auto-submitted": {h.Get("Auto-Submitted"), "auto-generated"},
		"what we are":    {h.Get("User-Agent") + h.Get("X-Mailer"), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s is %q, want %q", name, c.got, c.want)
		}
	}
}

// to is a Dial that leads everywhere to one address.
func to(address string) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, address)
	}
}

func TestWhatIsEncryptedAndWhatIsNotSent(t *testing.T) {
	cert, roots := certificate(t, "mail.example.com", "localhost")
	other, _ := certificate(t, "mail.example.net")
	relay := Relay{Address: "mail.example.com:587", From: "care@example.com"}
	local := Relay{Address: "localhost:25", From: "care@example.com"}
	signedIn := relay
	signedIn.User, signedIn.Password = "care", Secret("the mail password")
	wrong := signedIn
	wrong.Password = Secret("an old password")
	implicit := signedIn
	implicit.ImplicitTLS = true
	for _, c := range []struct {
		name     string
		cert     *tls.Certificate
		implicit bool
		relay    Relay
		roots    *x509.CertPool
		state    State
		words    string
		user     string
	}{
		{"STARTTLS", cert, false, relay, roots, Done, "", ""},
		{"STARTTLS with a password", cert, false, signedIn, roots, Done, "", "care"},
		{"TLS from the first byte, with a password", cert, true, implicit, roots, Done, "", "care"},
		{"this machine, without", nil, false, local, nil, Done, "", ""},
		{"this machine, with", cert, false, local, roots, Done, "", ""},
		{"no STARTTLS", nil, false, relay, roots, Waiting, "STARTTLS", ""},
		{"a certificate of nobody we know", cert, false, relay, x509.NewCertPool(), Waiting, "certificate", ""},
		{"a certificate of another name", other, false, relay, roots, Waiting, "certificate", ""},
		{"a wrong password", cert, false, wrong, roots, Waiting, "Authentication failed", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, c.cert, c.implicit)
			s := newStreet(t, Config{Relay: func() (Relay, bool) { return c.relay, true }, Dial: to(o.addr), Roots: c.roots})
			slip := s.deliver(mailParcel("t:1"), tried)
			if slip.State != c.state || !strings.Contains(slip.Words, c.words) || slip.Maybe {
				t.Errorf("slip %+v", slip)
			}
			if n := len(o.copies()); (n > 0) != (c.state == Done) {
				t.Errorf("%d copies", n)
			}
			o.mu.Lock()
			defer o.mu.Unlock()
			if c.user != "" && (len(o.users) == 0 || o.users[0] != c.user) {
				t.Errorf("signed in: %v", o.users)
			}
			if c.state == Done && c.cert != nil && !o.tls[len(o.tls)-1] {
				t.Error("it was not encrypted")
			}
			if strings.Contains(s.log.String()+slip.Words, "password") {
				t.Errorf("told: %s %s", s.log.String(), slip.Words)
			}
		})
	}
}

// A name that stands for this machine and leads elsewhere gets nothing.
func TestLocalhostHasToBeThisMachine(t *testing.T) {
	for _, p := range []Parcel{mailParcel("m"), hookParcel("h")} {
		here, there := net.Pipe() // its other end has no address of this machine
		defer there.Close()
		s := newStreet(t, Config{
			Relay: func() (Relay, bool) { return Relay{Address: "localhost:25", From: "care@example.com"}, true },
			Hook:  func(string) (Hook, bool) { return Hook{"http://localhost/", []Secret{secretA}}, true },
			Dial:  func(context.Context, string, string) (net.Conn, error) { return here, nil },
		})
		if slip := s.deliver(p, tried); slip.State != Waiting || !strings.Contains(slip.Words, "does not lead to this machine") {
			t.Errorf("slip %+v", slip)
		}
		if _, err := there.Read(make([]byte, 1)); err == nil {
			t.Error("something was sent")
		}
	}
}

func TestANoToTheRecipientIsUndeliverable(t *testing.T) {
	o := newOffice(t, nil, false)
	o.mu.Lock()
	o.rcpt = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "No such customer here"}
	o.mu.Unlock()
	s := newStreet(t, Config{
		Relay: func() (Relay, bool) { return Relay{Address: "127.0.0.1:25", From: "care@example.com"}, true },
		Dial:  to(o.addr),
	})
	slip := s.deliver(mailParcel("t:1"), tried)
	if slip.State != Undeliverable || slip.Status != 550 || !strings.Contains(slip.Words, "No such customer here") {
		t.Errorf("slip %+v", slip)
	}
	o.mu.Lock()
	o.rcpt = nil
	o.mu.Unlock()
	if err := s.Retry("t:1"); err != nil {
		t.Fatal(err)
	}
	if slip = s.deliver(mailParcel("t:1"), ended); slip.State != Done {
		t.Errorf("after the retry: %+v", slip)
	}
}

// A server that greets and then says nothing, or says far too much, holds an attempt
// no longer than the time-out.
func TestAMailServerThatMisbehaves(t *testing.T) {
	for name, c := range map[string]struct {
		says  string
		words string
	}{
		"silence":  {"220 mail.example.com\r\n", "no answer within 200ms"},
		"no end":   {strings.Repeat("220-on and on\r\n", 40_000), errTalk.Error()},
		"a no":     {"554 go away\r\n", "go away"},
		"nonsense": {"\x00\x01\r\n", "short response"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			served := make(chan struct{})
			go func() {
				defer close(served)
				for {
					conn, err := l.Accept()
					if err != nil {
						return
					}
					_, _ = io.WriteString(conn, c.says)
					_, _ = io.Copy(io.Discard, conn)
					conn.Close()
				}
			}()
			t.Cleanup(func() { l.Close(); <-served })
			s := newStreet(t, Config{
				Relay: func() (Relay, bool) { return Relay{Address: "127.0.0.1:25", From: "care@example.com"}, true },
				Dial:  to(l.Addr().String()), Timeout: 200 * time.Millisecond,
			})
			if slip := s.deliver(mailParcel("t:1"), tried); slip.State != Waiting || slip.Maybe || !strings.Contains(slip.Words, c.words) {
				t.Errorf("slip %+v", slip)
			}
		})
	}
}

func TestRelayCheck(t *testing.T) {
	good := Relay{Address: "mail.example.com:587", From: "care@example.com", Name: "Care"}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for name, edit := range map[string]func(*Relay){
		"no port":            func(r *Relay) { r.Address = "mail.example.com" },
		"port 0":             func(r *Relay) { r.Address = "mail.example.com:0" },
		"no host":            func(r *Relay) { r.Address = ":25" },
		"a path":             func(r *Relay) { r.Address = "mail.example.com/x:25" },
		"no sender":          func(r *Relay) { r.From = "" },
		"a sender's name":    func(r *Relay) { r.From = "Care <care@example.com>" },
		"a header in a name": func(r *Relay) { r.Name = "Care\r\nBcc: asha@example.com" },
		"no password":        func(r *Relay) { r.User = "care" },
		"no user":            func(r *Relay) { r.Password = Secret("x") },
	} {
		r := good
		edit(&r)
		if r.Check() == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

// Stopping does not wait for a server that says nothing.
func TestStopCutsAMailShort(t *testing.T) {
	here, there := net.Pipe()
	defer there.Close()
	d := newDisk()
	c, err := Open(Config{
		Store: d, Now: time.Now, Timeout: time.Hour,
		Relay: func() (Relay, bool) { return Relay{Address: "127.0.0.1:25", From: "care@example.com"}, true },
		Dial:  func(context.Context, string, string) (net.Conn, error) { return localPipe{here}, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Send(mailParcel("t:1")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	if _, err := io.WriteString(there, "220 mail.example.com\r\n"); err != nil { // read only when the attempt waits
		t.Fatal(err)
	}
	cancel()
	select {
	case err = <-ended:
	case <-time.After(time.Minute):
		t.Fatal("it waits for the server")
	}
	if s := c.Pending()[0]; err != nil || s.State != Waiting || !s.Maybe {
		t.Errorf("%v, slip %+v", err, s)
	}
}
