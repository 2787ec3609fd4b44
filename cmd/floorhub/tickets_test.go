package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/assets"
	"floorwalker/sync/wire"
)

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

// The issue's own words, end to end: from the close at a desk through the hub's log to
// a real HTTP receiver and a real SMTP server, through two failures each, one of which
// is kill -9 of the hub while the receiver has its copy.
func TestATicketLeavesTheHouse(t *testing.T) {
	out := newOutside(t)
	dir, token, args := out.house()
	first := startHub(t, args...)
	postLine(t, first.addr, `{"chat":"c1","turn":0,"from":"customer","text":"Where is my invoice of October?","phone":"+1 202 555 0147"}`)
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
	out.mu.Lock()
	out.refuse.hooks, out.refuse.mails = 2, 2
	out.mu.Unlock()
	late.calls("c1")
	out.wait(7, 6)
	out.called(&tk)
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
	dial := strings.Index(text, "[dial]")
	text = text[:dial] + strings.Replace(text[dial:], "hook = \"\"", "hook = \"phone\"", 1)
	if err := os.WriteFile(policyFile, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	host, port, _ := net.SplitHostPort(o.mail)
	settings := fmt.Sprintf("[[hook]]\nname = \"desk\"\nurl = %q\nsecret = %q\n\n[[hook]]\nname = \"phone\"\nurl = %q\nsecret = %q\n\n[relay]\nhost = %q\nport = %s\nfrom = \"care@example.com\"\n",
		o.hook.URL+"/in", hookSecret, o.hook.URL+"/dial", hookSecret, host, port)
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
	if n := strings.Count(all, "\"TicketSaved\""); n != 3 { // as it was closed, corrected, and with the call
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

// called sees that a call rings one telephone, is on the ticket and is told to the
// customer by one mail, each through two failures (G-FU-09).
func (o *outside) called(tk *ticket.Ticket) {
	o.t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.dials) != 3 || o.dials[0] != o.dials[2] || !strings.HasPrefix(o.dials[0], "dial:") || !strings.Contains(o.dials[0], `"number":"+12025550147"`) {
		o.t.Errorf("telephones ring by %q", o.dials)
	}
	rows, err := ticket.ReadJSON([]byte(o.bodies[6]))
	if err != nil || o.keys[4] != o.keys[6] || len(rows) != 1 || len(rows[0].Calls) != 1 {
		o.t.Fatalf("%v, %s", err, o.bodies[6])
	}
	call := rows[0].Calls[0]
	if call.Outcome != chat.AttemptNoAnswer || call.Note != "INTERNAL: rang out" || !strings.HasPrefix(call.Mail, string(tk.Ref)+":call:") {
		o.t.Errorf("%+v", call)
	}
	o.told(tk)
}

// told sees the mail about the call.
func (o *outside) told(tk *ticket.Ticket) {
	o.t.Helper()
	if len(o.mails) != 6 || o.mails[3] != o.mails[4] || o.mails[4] != o.mails[5] {
		o.t.Fatalf("%d mails", len(o.mails))
	}
	if m := o.mails[5]; strings.Contains(m, "INTERNAL") || !strings.Contains(m, "tried to call you at") || !strings.Contains(m, string(tk.Ref)) {
		o.t.Errorf("the customer is sent %s", m)
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
