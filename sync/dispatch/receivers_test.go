package dispatch

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"floorwalker/sync/courier"
)

const secretWord = "sixteen-or-more-bytes"

// receiver is a real ticket system, which fails as often as it is told.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	fail   int
	keys   []courier.Key
	bodies []string
}

func newReceiver(t *testing.T, fail int, now func() time.Time) *receiver {
	r := &receiver{fail: fail}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			t.Error(err)
		}
		key, err := courier.Verify(req.Header, body, []courier.Secret{courier.Secret(secretWord)}, now(), time.Hour)
		if err != nil {
			t.Errorf("Verify: %v", err)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.keys, r.bodies = append(r.keys, key), append(r.bodies, string(body))
		if r.fail > 0 {
			r.fail--
			http.Error(w, "the database is away", http.StatusInternalServerError)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) got() ([]courier.Key, []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.keys), slices.Clone(r.bodies)
}

// office is a real mail server, which fails as often as it is told.
type office struct {
	addr string
	mu   sync.Mutex
	fail int
	raw  []string
}

func newOffice(t *testing.T, fail int) *office {
	t.Helper()
	o := &office{fail: fail}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return (*desk)(o), nil }))
	server.Domain = "mail.example.com"
	server.ErrorLog = log.New(io.Discard, "", 0)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o.addr = l.Addr().String()
	var served sync.WaitGroup
	served.Go(func() { _ = server.Serve(l) })
	t.Cleanup(func() { _ = server.Close(); served.Wait() })
	return o
}

func (o *office) mails(t *testing.T) (all []*mail.Message, raw []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, text := range o.raw {
		m, err := mail.ReadMessage(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all, slices.Clone(o.raw)
}

// desk is a session at the office.
type desk office

func (d *desk) Mail(string, *smtp.MailOptions) error { return nil }
func (d *desk) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (d *desk) Reset()                               {}
func (d *desk) Logout() error                        { return nil }

func (d *desk) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.raw = append(d.raw, string(text))
	if d.fail > 0 {
		d.fail--
		return &smtp.SMTPError{Code: 451, Message: "try again later"}
	}
	return nil
}

// outToml is a file with both receivers.
func outToml(hook, relay string) string {
	host, port, _ := net.SplitHostPort(relay)
	return fmt.Sprintf("[[hook]]\nname = \"desk\"\nurl = %q\nsecret = %q\n\n[relay]\nhost = %q\nport = %s\nfrom = \"care@example.com\"\nname = \"Care\"\n",
		hook, secretWord, host, port)
}
