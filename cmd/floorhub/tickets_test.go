package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/app/view"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/sync/courier"
	"floorwalker/sync/wire"
)

const hookSecret = "sixteen-or-more-bytes"

// outside is a ticket system and a mail server. Of each, the first copy is held until
// the hub is dead, the second is refused, and the third taken.
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
}

func newOutside(t *testing.T) *outside {
	t.Helper()
	o := &outside{t: t, arrived: make(chan string, 10), dead: make(chan struct{})}
	o.hook = httptest.NewServer(http.HandlerFunc(o.receive))
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
	n := len(o.keys)
	o.mu.Unlock()
	switch n {
	case 1:
		o.arrived <- "hook"
		<-o.dead
	case 2:
		http.Error(w, "the database is away", http.StatusInternalServerError)
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
	n := len(p.mails)
	p.mu.Unlock()
	switch n {
	case 1:
		p.arrived <- "mail"
		<-p.dead
	case 2:
		return &smtp.SMTPError{Code: 451, Message: "try again later"}
	}
	return nil
}

// killable is a hub in a process of its own.
type killable struct {
	*exec.Cmd
	addr string
}

func startHub(t *testing.T, args ...string) *killable {
	t.Helper()
	text, err := json.Marshal(append([]string{"serve", "--no-scenarios"}, args...))
	if err != nil {
		t.Fatal(err)
	}
	h := &killable{Cmd: exec.CommandContext(context.Background(), os.Args[0])}
	h.Env = append(os.Environ(), argsVariable+"="+string(text))
	said, err := h.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.kill)
	in := bufio.NewScanner(said)
	var words []string
	for h.addr == "" && in.Scan() {
		words = append(words, in.Text())
		if m := streamURL.FindStringSubmatch(in.Text()); m != nil {
			h.addr = m[1]
		}
	}
	if h.addr == "" {
		t.Fatalf("the hub says %q", words)
	}
	go func() { _, _ = io.Copy(io.Discard, said) }() // until it ends
	return h
}

func (h *killable) kill() {
	_ = h.Process.Kill() // kill -9; it may be dead already
	_ = h.Wait()
}

func postLine(t *testing.T, addr, line string) {
	t.Helper()
	(&serving{t: t, addr: addr}).post(line)
}

// agent is a desk without a screen.
type agent struct {
	*app.Desk
	t *testing.T
}

func newAgent(t *testing.T, addr, token string) *agent {
	t.Helper()
	e := assets.Edition()
	c, err := console.Open(console.Options{
		Dir: t.TempDir(), URL: "ws://" + addr + "/v1/stream", Token: token, Policy: e.Policy, Now: time.Now, Local: console.System(),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- c.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return &agent{c.Desk, t}
}

// sees waits until the screen would show it.
func (a *agent) sees(what string, ok func(*app.Snapshot) bool) {
	a.t.Helper()
	for end := time.Now().Add(30 * time.Second); !ok(a.Snapshot()); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			a.t.Fatalf("%s did not happen: %+v", what, a.Snapshot().Notices)
		}
	}
}

// closes takes a chat over, answers, and ends it with a ticket, as the close dialog does.
func (a *agent) closes(id chat.ChatID, address string) ticket.Ticket {
	a.t.Helper()
	on := func(ok func(*view.Thread) bool) func(*app.Snapshot) bool {
		return func(s *app.Snapshot) bool { return s.Thread != nil && s.Thread.ID == id && ok(s.Thread) }
	}
	a.sees("the connection", func(s *app.Snapshot) bool { return s.Link.State == app.LinkLive })
	a.Open(id)
	a.sees("the chat", on(func(t *view.Thread) bool { return len(t.Messages) > 0 }))
	a.TakeOver(id, "the customer asked for a person")
	a.sees("the takeover", on(func(t *view.Thread) bool { return t.Owner == a.Snapshot().Me.Agent }))
	a.Say(id, app.Line{Text: "I have sent the invoice to your address."})
	a.sees("the answer", func(s *app.Snapshot) bool { return strings.Contains(fmt.Sprint(s.Thread.Messages), "sent the invoice") })
	drafted := make(chan ticket.Ticket, 1)
	a.TicketDraft(id, func(t ticket.Ticket, _ []ticket.Problem) { drafted <- t })
	t := <-drafted
	form := &assets.Edition().Form
	t.Mail, t.SendCopy, t.FCR, t.FollowUp = address, ticket.Yes, ticket.No, ticket.No
	t.Notes = "INTERNAL: talk to billing"
	form.Complete(&t)
	var skipped []chat.Skip
	for _, m := range a.Snapshot().Thread.Trace {
		skipped = append(skipped, chat.Skip{Step: m.Step, Reason: "the customer has left already"})
	}
	a.Close(id, t, skipped)
	a.sees("the end", on(func(t *view.Thread) bool { return t.Stage == chat.StageClosed }))
	return t
}

// looks reads at the desk what the page of tickets shows (G-TKT-01, A-04).
func (a *agent) looks(tk *ticket.Ticket) {
	a.t.Helper()
	a.sees("the connection", func(s *app.Snapshot) bool { return s.Link.State == app.LinkLive })
	done := make(chan error, 1)
	a.ListTickets(app.TicketQuery{Words: "invoice october", Limit: 10}, func(list []ticket.Ticket, err error) {
		if err == nil && (len(list) != 1 || list[0].Ref != tk.Ref) {
			err = fmt.Errorf("the list is %+v", list)
		}
		done <- err
	})
	a.ends(done)
	a.CheckTickets(func(c app.TicketCheck, err error) {
		if err == nil && (c.At.IsZero() || c.Differences() != 0) {
			err = fmt.Errorf("the check is %+v", c)
		}
		done <- err
	})
	a.ends(done)
	a.OutgoingTickets(func(o app.Outgoing, err error) {
		if err == nil && (o.Hook != "desk" || !o.Copies || o.Tickets != 1 || o.Waiting+o.Undeliverable != 0) {
			err = fmt.Errorf("what leaves the house is %+v", o)
		}
		done <- err
	})
	a.ends(done)
	a.SimilarTickets("c1", func(_ int, err error) { done <- err })
	a.ends(done)
	var file strings.Builder
	a.ExportTickets(app.TicketQuery{}, "csv", &file, func(err error) { done <- err })
	a.ends(done)
	if rows, err := ticket.ReadCSV([]byte(file.String())); err != nil || len(rows) != 1 {
		a.t.Errorf("%d rows, %v", len(rows), err)
	}
}

// corrects changes the priority of the ticket, whose chat is still on the floor
// (G-TKT-06).
func (a *agent) corrects(tk *ticket.Ticket) {
	a.t.Helper()
	done := make(chan error, 1)
	a.FloorTicket(tk.Chat, func(t ticket.Ticket, ok bool) {
		if !ok || t.Ref != tk.Ref {
			done <- fmt.Errorf("the floor has %+v, %t", t, ok)
			return
		}
		t.Priority = "urgent"
		a.SaveTicket(tk.Chat, t)
		done <- nil
	})
	a.ends(done)
}

func (a *agent) ends(done <-chan error) {
	a.t.Helper()
	select {
	case err := <-done:
		if err != nil {
			a.t.Error(err)
		}
	case <-time.After(20 * time.Second):
		a.t.Error("there is no answer")
	}
}

// The issue's own words, end to end: from the close at a desk through the hub's log to
// a real HTTP receiver and a real SMTP server, through two failures each, one of which
// is kill -9 of the hub while the receiver has its copy.
func TestATicketLeavesTheHouse(t *testing.T) {
	out := newOutside(t)
	dir, token, args := out.house()
	first := startHub(t, args...)
	postLine(t, first.addr, `{"chat":"c1","turn":0,"from":"customer","text":"Where is my invoice of October?"}`)
	postLine(t, first.addr, `{"chat":"c1","turn":1,"from":"bot","text":"I look it up."}`)
	tk := newAgent(t, first.addr, token).closes("c1", "rohan@example.com")
	for range 2 {
		select {
		case <-out.arrived:
		case <-time.After(time.Minute):
			t.Fatal("nothing leaves the house")
		}
	}
	first.kill()
	close(out.dead)

	second := startHub(t, args...)
	out.wait(3, 3)
	wait(t, func() bool {
		_, shown, errs := floorhub(t, "tickets", "outgoing", "--data-dir", dir)
		return shown == "" && strings.Contains(errs, "0 parcels wait, 0 are undeliverable")
	}, new(output))
	out.check(&tk)
	code, csv, errs := floorhub(t, "tickets", "export", "--data-dir", dir)
	rows, err := ticket.ReadCSV([]byte(csv))
	if code != exitDone || err != nil || len(rows) != 1 || rows[0].Ref != tk.Ref || rows[0].Notes != tk.Notes {
		t.Errorf("%d %s %v %+v", code, errs, err, rows)
	}
	late := newAgent(t, second.addr, token)
	late.looks(&tk)
	late.corrects(&tk)
	out.wait(4, 3)
	out.corrected()
	second.kill()
	afterwards(t, dir, &tk)
}

// house is a hub's folder whose tickets go there, the token of a lead, and how the hub
// is started.
func (o *outside) house() (dir, token string, args []string) {
	t := o.t
	t.Helper()
	dir = t.TempDir()
	policyFile := filepath.Join(t.TempDir(), "policy.toml")
	text := strings.Replace(string(assets.DefaultPolicy), "[tickets]\nhook = \"\"", "[tickets]\nhook = \"desk\"", 1)
	if err := os.WriteFile(policyFile, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	host, port, _ := net.SplitHostPort(o.mail)
	settings := fmt.Sprintf("[[hook]]\nname = \"desk\"\nurl = %q\nsecret = %q\n\n[relay]\nhost = %q\nport = %s\nfrom = \"care@example.com\"\n",
		o.hook.URL+"/in", hookSecret, host, port)
	_, token, errs := floorhub(t, "agent", "add", "Asha", "--role", "lead", "--data-dir", dir)
	if token = strings.TrimSpace(token); token == "" {
		t.Fatal(errs)
	}
	if err := os.WriteFile(filepath.Join(dir, "out.toml"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, token, []string{"--data-dir", dir, "--listen", "127.0.0.1:0", "--policy", policyFile}
}

// wait waits until so many have come.
func (o *outside) wait(hooks, mails int) {
	o.t.Helper()
	wait(o.t, func() bool {
		o.mu.Lock()
		defer o.mu.Unlock()
		return len(o.keys) >= hooks && len(o.mails) >= mails
	}, new(output))
}

// afterwards asks without a hub.
func afterwards(t *testing.T, dir string, tk *ticket.Ticket) {
	t.Helper()
	_, all, _ := floorhub(t, "tail", "--all", "--data-dir", dir)
	if n := strings.Count(all, "\"TicketSaved\""); n != 2 { // as it was closed, and corrected
		t.Errorf("%d tickets on the log", n)
	}
	if code, list, errs := floorhub(t, "tickets", "export", "--format", "json", "--data-dir", dir); code != exitDone || !strings.Contains(list, string(tk.Ref)) {
		t.Errorf("%d %s %s", code, list, errs)
	}
	if code, _, errs := floorhub(t, "tickets", "check", "--data-dir", dir); code != exitDone || !strings.Contains(errs, "1 chats have ended, 1 tickets, 0 differences") {
		t.Errorf("%d %s", code, errs)
	}
}

// corrected sees that a corrected ticket is another webhook and no second mail.
func (o *outside) corrected() {
	o.t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.keys[3] == o.keys[2] || len(o.mails) != 3 || !strings.Contains(o.bodies[3], "urgent") {
		o.t.Errorf("a corrected ticket: keys %v, %d mails", o.keys, len(o.mails))
	}
}

func (o *outside) check(tk *ticket.Ticket) {
	o.t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.keys) != 3 || o.keys[0] != o.keys[1] || o.keys[1] != o.keys[2] || o.bodies[0] != o.bodies[2] {
		o.t.Errorf("webhooks with the keys %v", o.keys)
	}
	rows, err := ticket.ReadJSON([]byte(o.bodies[2]))
	if err != nil || len(rows) != 1 || rows[0].Ref != tk.Ref {
		o.t.Errorf("%v, %s", err, o.bodies[2])
	}
	if len(o.mails) != 3 || o.mails[0] != o.mails[1] || o.mails[1] != o.mails[2] {
		o.t.Fatalf("%d mails", len(o.mails))
	}
	m, err := mail.ReadMessage(strings.NewReader(o.mails[2]))
	if err != nil || m.Header.Get("Message-Id") == "" {
		o.t.Errorf("%v, %+v", err, m)
	}
	if strings.Contains(o.mails[2], "INTERNAL") || !strings.Contains(o.mails[2], "sent the invoice") {
		o.t.Errorf("the customer is sent %s", o.mails[2])
	}
}

func TestDifferencesInWords(t *testing.T) {
	got := differences(&wire.TicketCheck{
		Missing: []chat.ChatID{"a\nb"}, Extra: []chat.ChatID{"c"}, Double: []chat.ChatID{"d"}, Shared: []string{"TK-1"},
	})
	want := []string{
		`chat "a\nb" has ended and has no ticket`, `chat "c" has a ticket and has not ended`,
		`chat "d" has tickets of several numbers`, `ticket "TK-1" is of several chats`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// What nobody has to send again is said in words, and by the exit status.
func TestRetryNothing(t *testing.T) {
	dir := t.TempDir()
	if code, out, errs := floorhub(t, "tickets", "retry", "--data-dir", dir); code != exitDone || out != "0\n" {
		t.Errorf("%d %q %s", code, out, errs)
	}
	code, _, errs := floorhub(t, "tickets", "retry", "TK-unknown", "--data-dir", dir)
	if code != exitFailed || !strings.Contains(errs, "no such parcel") {
		t.Errorf("%d %s", code, errs)
	}
	if code, _, errs := floorhub(t, "tickets", "outgoing", "--data-dir", dir); code != exitDone || !strings.Contains(errs, "has no file out.toml") {
		t.Errorf("%d %s", code, errs)
	}
	if code, _, _ := floorhub(t, "tickets", "export", "--since", "yesterday", "--data-dir", dir); code != exitFailed {
		t.Errorf("%d", code)
	}
}
