package courier

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// A post office is a real mail server, on a port of this machine.
type office struct {
	t      *testing.T
	server *smtp.Server
	addr   string

	mu    sync.Mutex
	got   []copyOf
	tls   []bool
	users []string
	// script says what becomes of the nth text, counted from 1; nil takes it.
	script func(n int, c *smtp.Conn) error
	// rcpt, where it is set, answers RCPT.
	rcpt error
}

// copyOf is one copy of a mail that has reached the server.
type copyOf struct {
	from, to string
	raw      string
	msg      *mail.Message
}

// newOffice starts a server; with a certificate it offers STARTTLS.
func newOffice(t *testing.T, cert *tls.Certificate, implicit bool) *office {
	t.Helper()
	o := &office{t: t}
	o.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		_, encrypted := c.TLSConnectionState()
		o.mu.Lock()
		o.tls = append(o.tls, encrypted)
		o.mu.Unlock()
		return &session{o: o, conn: c}, nil
	}))
	o.server.Domain = "mail.example.com"
	o.server.AllowInsecureAuth = true
	o.server.MaxMessageBytes = 1 << 20
	o.server.ErrorLog = log.New(io.Discard, "", 0)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o.addr = l.Addr().String()
	if cert != nil {
		o.server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*cert}}
	}
	if implicit {
		l = tls.NewListener(l, o.server.TLSConfig)
	}
	var served sync.WaitGroup
	served.Go(func() { _ = o.server.Serve(l) })
	t.Cleanup(func() { o.server.Close(); served.Wait() })
	return o
}

// play sets what the server does with texts.
func (o *office) play(script func(n int, c *smtp.Conn) error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.script = script
}

func (o *office) copies() []copyOf {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.got)
}

type session struct {
	o        *office
	conn     *smtp.Conn
	from, to string
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if password != "the mail password" {
			return smtp.ErrAuthFailed
		}
		s.o.mu.Lock()
		s.o.users = append(s.o.users, user)
		s.o.mu.Unlock()
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error { s.from = from; return nil }
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	s.o.mu.Lock()
	defer s.o.mu.Unlock()
	return s.o.rcpt
}
func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	msg, err := mail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil {
		s.o.t.Errorf("the server cannot read the mail: %v", err)
	}
	s.o.mu.Lock()
	s.o.got = append(s.o.got, copyOf{s.from, s.to, string(raw), msg})
	n, script := len(s.o.got), s.o.script
	s.o.mu.Unlock()
	if script == nil {
		return nil
	}
	return script(n, s.conn)
}

var errNotNow = &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "Try again later"}

// certificate returns one for the names, and the pool that trusts it.
func certificate(t *testing.T, names ...string) (*tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: names, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(errors.Join(err))
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}
