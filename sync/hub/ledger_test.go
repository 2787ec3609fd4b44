package hub

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// commands returns what the ledger has, as "agent command chat outcome".
func (r *rig) commands() (all []string) {
	r.t.Helper()
	r.journal.mu.Lock()
	defer r.journal.mu.Unlock()
	for _, record := range r.journal.commands {
		for line := range strings.Lines(record) {
			var f CommandFact
			if err := json.Unmarshal([]byte(line), &f); err != nil {
				r.t.Fatal(err)
			}
			if f.ID == "" || f.At <= 0 {
				r.t.Errorf("%s", line)
			}
			all = append(all, fmt.Sprint(f.Agent, " ", f.Command, " ", f.Chat, " ", f.Outcome))
		}
	}
	return all
}

// TestEachCommandIsAudited: what was accepted and what was refused, in its order, and not
// a word of what was written.
func TestEachCommandIsAudited(t *testing.T) {
	r := newRig(t, newJournal())
	r.open("c")
	asha, ben := r.desk(r.agent("Asha", chat.RolePrimary)), r.desk(r.agent("Ben", chat.RoleSecondary))
	asha.must("a1", "c", &chat.PostNote{Text: "secret words"})
	ben.wish("b1", "c", &chat.PostMessage{Text: "secret words"})
	ben.wish("b2", "nowhere", &chat.PostNote{Text: "secret words"})
	asha.wishNamed("a2", "c", "SecretWords")
	asha.must("a1", "c", &chat.PostNote{Text: "secret words"}) // sent again
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"asha PostNote c done", "ben PostMessage c not_owner", "ben PostNote nowhere no_such_chat", "asha unknown c invalid", "asha PostNote c done",
	}
	if got := r.commands(); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if all := strings.ToLower(strings.Join(r.journal.commands, "")); strings.Contains(all, "secret") {
		t.Errorf("the audit has what was written: %s", all)
	}
}

// TestLooksAndWhispersAreNoCommandsHere: done or refused, nobody who reads what became of
// commands learns of one.
func TestLooksAndWhispersAreNoCommandsHere(t *testing.T) { // D-03, C-OBS-06
	r, _, ben, meera := audited(t)
	meera.takes("t1", "c", "meera")
	ben.must("o1", "c", &chat.Observe{})
	ben.wish("o2", "nowhere", &chat.Observe{})
	ben.must("w1", "c", &chat.Whisper{To: "meera", Text: "ask for the order number"})
	ben.wish("w2", "d", &chat.Whisper{To: "meera", Text: "nobody serves it"})
	ben.must("o3", "c", &chat.StopObserving{})
	ben.must("j1", "c", &chat.Join{})
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if got, want := r.commands(), []string{"meera TakeOver c done", "ben Join c done"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestLeadsReadWhatBecameOfCommands live, on from a position, and the owner of the machine
// without one. A position of the audit is none here.
func TestLeadsReadWhatBecameOfCommands(t *testing.T) {
	r, lead, ben, _ := audited(t)
	read := func(token, after string) (*http.Response, func() (CommandFact, string)) {
		resp := r.ask(http.MethodGet, "/audit?commands=1&after="+url.QueryEscape(after), token)
		lines := bufio.NewScanner(resp.Body)
		return resp, func() (f CommandFact, at string) {
			for lines.Scan() {
				var l AuditLine
				if len(lines.Bytes()) == 0 {
					continue
				}
				if err := errors.Join(json.Unmarshal(lines.Bytes(), &l), json.Unmarshal(l.Fact, &f)); err != nil {
					t.Fatal(err)
				}
				return f, l.Resume
			}
			return f, ""
		}
	}
	_, next := read(lead, "")
	ben.must("n1", "c", &chat.PostNote{Text: "one"})
	one, at := next()
	ben.must("n2", "c", &chat.PostNote{Text: "two"})
	two, _ := next()
	if one.ID != "n1" || two.ID != "n2" || two.Agent != "ben" || two.Command != chat.NamePostNote {
		t.Errorf("%+v, %+v", one, two)
	}
	_, rest := read(lead, at)
	if again, _ := rest(); again.ID != "n2" {
		t.Errorf("behind the first there is %+v", again)
	}
	ben.must("o1", "c", &chat.Observe{})
	a := r.audit(lead, "")
	a.expect("observed ben c")
	for token, want := range map[string]int{r.agent("Sec", chat.RoleSecondary): http.StatusForbidden, r.agent("Leela", chat.RoleLead): http.StatusBadRequest} {
		if resp, _ := read(token, at); resp.StatusCode != want {
			t.Errorf("%d, want %d", resp.StatusCode, want)
		}
	}
	if resp, _ := read(lead, a.resume); resp.StatusCode != http.StatusBadRequest {
		t.Errorf("a position of the audit is answered %d", resp.StatusCode)
	}
	rec := httptest.NewRecorder()
	r.hub.Admin().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/audit?commands=1", nil))
	if got := rec.Body.String(); strings.Count(got, "\n") != 2 || !strings.Contains(got, `"command":"PostNote"`) {
		t.Errorf("%q", got)
	}
}

// TestCommandsDoNotWaitForTheirAudit: where it cannot be written they are answered all the
// same, and it is written when it can be.
func TestCommandsDoNotWaitForTheirAudit(t *testing.T) {
	j := newJournal()
	r := newRig(t, j)
	r.open("c")
	j.set(func(j *memJournal) { j.onCmds = func() error { return errDisk } })
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	for i := range 20 {
		c.must(chat.CommandID(fmt.Sprint("n", i)), "c", &chat.PostNote{Text: "more"})
	}
	if got := r.commands(); len(got) != 0 {
		t.Fatalf("%q", got)
	}
	j.set(func(j *memJournal) { j.onCmds = nil })
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if got := len(r.commands()); got != 20 {
		t.Errorf("%d facts are there at last", got)
	}
}

// TestTheLedgerIsBounded: what a broken disk does not take is counted, not kept.
func TestTheLedgerIsBounded(t *testing.T) {
	l := newLedger(newJournal(), nil)
	for i := range ledgerWaiting + 3 {
		l.note(CommandFact{ID: chat.CommandID(fmt.Sprint(i))})
	}
	if len(l.facts) != ledgerWaiting {
		t.Errorf("%d wait", len(l.facts))
	}
	if err := l.flush(t.Context()); err != nil || len(l.facts) != 0 {
		t.Errorf("%d wait, %v", len(l.facts), err)
	}
}

// TestOldCommandsAreForgotten: as the policy says of the floor's events, and not without
// it.
func TestOldCommandsAreForgotten(t *testing.T) {
	for days, want := range map[int]int{0: 2, 30: 1} {
		j := newJournal()
		r := newRig(t, j, func(c *Config) {
			e := *c.Edition
			e.Policy.Retention.Days = days
			c.Edition = &e
		})
		now := chat.InstantOf(time.Now())
		for _, at := range []chat.Instant{now.Add(-31 * 24 * time.Hour), now.Add(-29 * 24 * time.Hour)} {
			line, err := json.Marshal(CommandFact{ID: "x", At: at})
			if err != nil {
				t.Fatal(err)
			}
			if err := j.Commands(context.Background(), append(line, '\n')); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.hub.forgetCommands(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := len(r.commands()); got != want {
			t.Errorf("with %d days %d are left, want %d", days, got, want)
		}
	}
}

// BenchmarkNote is what a command's audit costs the loop.
func BenchmarkNote(b *testing.B) {
	l := newLedger(newJournal(), nil)
	f := CommandFact{ID: "01JD00000000000000000000", At: 1, Agent: "asha", Chat: "c", Command: chat.NamePostNote, Outcome: "done"}
	for b.Loop() {
		if l.note(f); len(l.facts) == ledgerWaiting {
			l.facts = l.facts[:0]
		}
	}
}
