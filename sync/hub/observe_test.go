package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// bystander plays one scene beside three colleagues, who observe or do not,
// and returns all that anybody else can see of it.
func bystander(t *testing.T, observe bool) (seen, metrics string, j *memJournal) {
	j = newJournal()
	j.credentials[resumeKey] = []byte("sixteen bytes!!!")
	at := time.UnixMilli(1_795_300_000_000)
	r := newRig(t, j, func(c *Config) { c.Now = func() time.Time { return at } })
	asha := r.agent("Asha", chat.RolePrimary)
	var others []*client
	for i := range 3 {
		others = append(others, r.desk(r.agent(fmt.Sprint("Ben ", i), chat.RoleBackup)))
	}
	r.open("c", "d")
	c := r.desk(asha)
	c.lines = nil // the snapshot has presence facts with ids of chance
	if observe {
		for i, o := range others {
			if f := o.wish(chat.CommandID(fmt.Sprint("o", i)), "c", &chat.Observe{}); !f.OK {
				t.Fatal(f.Words)
			}
		}
		if f := others[0].wish("missing", "nowhere", &chat.Observe{}); f.OK {
			t.Fatal("a chat that is not there was observed")
		}
	}
	r.deliver(said("c", "m1", "hello", chat.SpeakerCustomer))
	c.sees(func(f *chat.Floor) bool { return len(f.Chat("c").Messages) == 1 })
	c.takes("t", "c", "asha")
	settled := func(messages int) func(*chat.Floor) bool {
		return func(f *chat.Floor) bool {
			return len(f.Chat("c").Messages) == messages && len(f.Chat("c").Outcomes()) == 0
		}
	}
	c.sees(settled(2))
	if f := c.wish("p", "c", &chat.PostMessage{Text: "hello"}); !f.OK {
		t.Fatal(f.Words)
	}
	c.sees(settled(3))
	if observe {
		if f := others[0].wish("s0", "c", &chat.StopObserving{}); !f.OK {
			t.Fatal(f.Words)
		}
		if f := others[1].wish("t1", "d", &chat.Observe{}); !f.OK {
			t.Fatal(f.Words)
		}
	}
	r.deliver(said("c", "m2", "thank you", chat.SpeakerCustomer))
	c.sees(settled(4))
	var lines []string
	for l := range strings.Lines(r.get("/metrics")) {
		if !strings.Contains(l, "commit_seconds") { // how long the disk took
			lines = append(lines, l)
		}
	}
	return strings.Join(c.lines, "\n") + "\n" + c.resume, strings.Join(lines, ""), j
}

// TestObservingLeavesNothing plays a scene with and without observers: what a
// colleague's desk receives, what /metrics says and what is on the log is the
// same to the byte.
func TestObservingLeavesNothing(t *testing.T) { // V-INV-01, D-03
	seen0, metrics0, j0 := bystander(t, false)
	seen3, metrics3, j3 := bystander(t, true)
	if seen0 != seen3 {
		t.Errorf("without observers the desk saw\n%s\nwith them\n%s", seen0, seen3)
	}
	if metrics0 != metrics3 {
		t.Errorf("without observers the metrics are\n%s\nwith them\n%s", metrics0, metrics3)
	}
	if a, b := len(j0.events), len(j3.events); a != b {
		t.Errorf("%d events without observers, %d with them", a, b)
	}
	for _, raw := range j3.events {
		if strings.Contains(string(raw), "bserve") && !describes(raw) {
			t.Errorf("on the log: %s", raw)
		}
	}
	if len(j0.audits) != 0 {
		t.Errorf("audited without observers: %q", j0.audits)
	}
	if n := countKind(j3, "observed"); n != 4 {
		t.Errorf("%d observations in %q", n, j3.audits)
	}
}

func countKind(j *memJournal, kind string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	n := 0
	for _, a := range j.audits {
		if strings.Contains(a, `"kind":"`+kind+`"`) {
			n++
		}
	}
	return n
}

// TestTheAuditStreamHasEveryEnd ends observations in each way there is.
func TestTheAuditStreamHasEveryEnd(t *testing.T) { // V-INV-01, V-INV-03
	j := newJournal()
	r := newRig(t, j)
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("asked", "taken", "gone")
	for _, id := range []chat.ChatID{"asked", "taken", "gone"} {
		for i := range 2 { // the second time is no news
			if f := c.wish(chat.CommandID(fmt.Sprint("o-", id, i)), id, &chat.Observe{}); !f.OK {
				t.Fatal(f.Words)
			}
		}
	}
	if n := countKind(j, "observed"); n != 3 {
		t.Errorf("%d observations in %q", n, j.audits)
	}
	if f := c.wish("s", "asked", &chat.StopObserving{}); !f.OK {
		t.Fatal(f.Words)
	}
	c.takes("t", "taken", "asha")
	c.close()
	r.wait(func() bool { return countKind(j, "stopped") == 2 && countKind(j, "stepped_in") == 1 })
	for _, a := range j.audits {
		if !strings.Contains(a, `"agent":"asha"`) {
			t.Errorf("audited: %s", a)
		}
	}
}

// TestNobodyObservesUnaudited has an audit stream that cannot be written: the
// wish is refused, and it is news again when it is repeated.
func TestNobodyObservesUnaudited(t *testing.T) {
	j := newJournal()
	r := newRig(t, j)
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	j.set(func(j *memJournal) { j.onAudit = func() error { return errDisk } })
	for i := range 2 {
		if f := c.wish(chat.CommandID(fmt.Sprint("o", i)), "c", &chat.Observe{}); f.OK || f.Code != string(chat.RefusedNotStored) {
			t.Errorf("try %d: %+v", i, f)
		}
	}
	j.set(func(j *memJournal) { j.onAudit = nil })
	if f := c.wish("o2", "c", &chat.Observe{}); !f.OK || countKind(j, "observed") != 1 {
		t.Errorf("%+v, audited %q", f, j.audits)
	}
	c.takes("t", "c", "asha") // the audit stream takes no part in that
}

// TestASlowAuditStreamHoldsNobodyUp has one desk look here and there while the
// audit stream stands still: the floor goes on, and there is a bound.
func TestASlowAuditStreamHoldsNobodyUp(t *testing.T) { // V-INV-01
	j := newJournal()
	r := newRig(t, j)
	ben := r.desk(r.agent("Ben", chat.RoleBackup))
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	hold := make(chan struct{})
	stuck := &stuckAudit{Journal: j, hold: hold}
	r.hub.audit.journal = stuck
	for i := range 3 * maxAuditing {
		r.open(chat.ChatID(fmt.Sprint("c", i)))
		ben.command(chat.CommandID(fmt.Sprint("o", i)), chat.ChatID(fmt.Sprint("c", i)), &chat.Observe{})
	}
	if f := ben.until(wire.FrameResult); f.OK || f.Code != string(chat.RefusedBusy) {
		t.Errorf("%+v", f)
	}
	if f := c.wish("n", "c0", &chat.PostNote{Text: "nobody waits"}); !f.OK {
		t.Errorf("%+v", f)
	}
	close(hold)
	for f := ben.until(wire.FrameResult); !f.OK; f = ben.until(wire.FrameResult) {
	}
	r.wait(func() bool { return countKind(j, "observed") == maxAuditing })
}

// stuckAudit is a journal whose audit stream waits.
type stuckAudit struct {
	Journal
	hold chan struct{}
}

func (s *stuckAudit) Audit(ctx context.Context, data []byte) error {
	<-s.hold
	return s.Journal.Audit(ctx, data)
}

// describes reports whether a line of the log says what a backend can do, which is by
// name also that it can be watched.
func describes(raw []byte) bool {
	e, err := wire.DecodeEvent(raw, nil)
	return err == nil && e.Body.Kind() == chat.KindBackendDescribed
}

// TestTailShowsNoAudit reads what an operator sees.
func TestTailShowsNoAudit(t *testing.T) {
	j := newJournal()
	r := newRig(t, j)
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	if f := c.wish("o", "c", &chat.Observe{}); !f.OK {
		t.Fatal(f.Words)
	}
	r.deliver(said("c", "m", "my secret", chat.SpeakerCustomer))
	c.takes("t", "c", "asha")
	err := j.Read(t.Context(), 0, func(_ uint64, raw []byte) error {
		for _, text := range []bool{false, true} {
			line := string(TailLine(raw, text))
			if strings.Contains(line, "bserve") && !describes(raw) || strings.Contains(line, "my secret") != (text && strings.Contains(string(raw), "my secret")) {
				t.Errorf("text=%v: %s", text, line)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTailMasksWhatPeopleWrote has a secret in every field that a person can
// fill.
func TestTailMasksWhatPeopleWrote(t *testing.T) {
	const secret = "swordfish"
	customer := chat.Customer{
		Name: secret, Contact: secret, Account: secret, Page: secret,
		Before: []chat.PastChat{{At: 1, Summary: secret}},
	}
	for _, b := range []chat.Body{
		&chat.MessagePosted{From: chat.SpeakerCustomer, Name: secret, Text: secret},
		&chat.MessagePosted{From: chat.SpeakerAgent, Name: "Asha", Text: secret},
		&chat.NotePosted{Name: "Asha", Text: secret},
		&chat.ChatOpened{Customer: customer}, &chat.CustomerDescribed{Customer: customer},
		&chat.TakeOverClaimed{Agent: "asha", Reason: secret},
		&chat.TriggerDismissed{Rule: "r", Reason: secret},
		&chat.TriggerRaised{Trigger: chat.Trigger{Rule: "r", Evidence: []chat.Evidence{{Message: "m", Words: secret}}}},
	} {
		raw := wire.AppendEvent(nil, &chat.Event{ID: "e", Chat: "c", Body: b})
		masked := string(TailLine(raw, false))
		if strings.Contains(masked, secret) || !strings.Contains(masked, "(9 characters)") {
			t.Errorf("%s", masked)
		}
		if got := string(TailLine(raw, true)); got != string(raw) {
			t.Errorf("with text: %s", got)
		}
	}
	for _, raw := range []string{`{"id":"e","kind":"FromTheFuture","body":{"text":"swordfish"}}`, `swordfish`} {
		if got := string(TailLine([]byte(raw), false)); strings.Contains(got, secret) {
			t.Errorf("%s", got)
		}
	}
}

// TestASubmitterIsToldThatTheHubHasStopped asks a hub that has ended.
func TestASubmitterIsToldThatTheHubHasStopped(t *testing.T) {
	r := newRig(t, newJournal())
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.hub.AddAgent(t.Context(), "Asha", chat.RoleLead); !errors.Is(err, ErrStopped) {
		t.Errorf("%v", err)
	}
	if slices.ContainsFunc(keys(r.journal.credentials), func(k string) bool { return strings.HasPrefix(k, agentKey) }) {
		t.Error("a token that nobody knows holds a name")
	}
	if _, err := r.driver.sink.Deliver(t.Context(), said("c", "m", "x", chat.SpeakerCustomer)); !errors.Is(err, ErrStopped) {
		t.Errorf("%v", err)
	}
	if got := r.driver.sink.Active(); got != nil {
		t.Errorf("%v", got)
	}
}

func keys(m map[string][]byte) []string {
	var all []string
	for k := range m {
		all = append(all, k)
	}
	return all
}
