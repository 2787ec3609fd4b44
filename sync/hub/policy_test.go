package hub

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/sync/wire"
)

// edited is the policy that ships with other lines, as its next version.
func edited(t testing.TB, from *policy.Edition, pairs ...string) []byte {
	t.Helper()
	file := nextVersion(from.File, from.Policy.Version)
	for i := 0; i < len(pairs); i += 2 {
		if !bytes.Contains(file, []byte(pairs[i])) {
			t.Fatalf("the policy has no line %q", pairs[i])
		}
		file = bytes.Replace(file, []byte(pairs[i]), []byte(pairs[i+1]), 1)
	}
	return file
}

const (
	slowTakeOver  = `immediate = "30s"`
	quickTakeOver = `immediate = "20s"`
)

// waits opens a queued chat and returns how long somebody has to accept it.
func (p *played) waits(id chat.ChatID) time.Duration {
	p.t.Helper()
	p.deliver(chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{Driver: "scripted"}})
	for _, e := range p.journal.all(p.t) {
		if b, ok := e.Body.(*chat.ObligationStarted); ok && e.Chat == id && b.Obligation.Kind == chat.OwedAccept {
			return b.Obligation.Due.Sub(e.At)
		}
	}
	p.t.Fatal("nobody has to accept it")
	return 0
}

// change puts a policy in force as whoever runs the hub.
func (p *played) change(file []byte) int {
	p.t.Helper()
	w := httptest.NewRecorder()
	p.hub.Admin().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/policy?reason=quicker+takeovers", bytes.NewReader(file)))
	return w.Code
}

// shipped is the version of the policy that ships.
func shipped() int { return assets.Edition().Policy.Version }

// TestAPolicyHoldsFromItsEventOn changes a number while the hub runs, and starts
// it again with the file of before (issue: versioned, changed through the hub).
func TestAPolicyHoldsFromItsEventOn(t *testing.T) {
	for _, checkpoint := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			j := newJournal()
			p := newPlayed(t, j)
			if got := p.waits("before"); got != 30*time.Second {
				t.Errorf("before the change: %s", got)
			}
			if code := p.change(edited(t, testEdition(t), slowTakeOver, quickTakeOver)); code != http.StatusOK {
				t.Fatalf("answered %d", code)
			}
			if got := p.waits("after"); got != 20*time.Second {
				t.Errorf("after the change: %s", got)
			}
			p.stop()
			if !checkpoint {
				j.set(func(j *memJournal) { j.schema = "" })
			}
			p = newPlayed(t, j) // with the file that ships
			defer p.stop()
			if got := p.waits("later"); got != 20*time.Second {
				t.Errorf("after a restart: %s", got)
			}
			if e := p.hub.edition.Load(); e.Policy.Version != shipped()+1 {
				t.Errorf("version %d is in force", e.Policy.Version)
			}
		})
	}
}

// TestTheDetectorsKeepWhatTheyKnow changes the policy in the middle of a chat:
// what holds goes on to hold, and what was seen is not forgotten.
func TestTheDetectorsKeepWhatTheyKnow(t *testing.T) { // G-TRIG-08
	synctest.Test(t, func(t *testing.T) {
		p := newPlayed(t, newJournal())
		defer p.stop()
		p.deliver(chat.Event{ID: "open", Chat: "c", Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}})
		const answer = "Please restart your router and wait for two minutes."
		p.deliver(said("c", "m1", "my line is dead", chat.SpeakerCustomer), said("c", "b1", answer, chat.SpeakerBot),
			said("c", "m2", "it is still dead", chat.SpeakerCustomer))
		if code := p.change(edited(t, testEdition(t), slowTakeOver, quickTakeOver)); code != http.StatusOK {
			t.Fatalf("answered %d", code)
		}
		p.deliver(said("c", "b2", answer, chat.SpeakerBot), said("c", "m3", "I did that", chat.SpeakerCustomer),
			said("c", "b3", answer, chat.SpeakerBot))
		var found *chat.Trigger
		for _, e := range p.journal.all(t) {
			if b, ok := e.Body.(*chat.TriggerRaised); ok && b.Trigger.Rule == policy.RuleBotRepeat {
				found = &b.Trigger
			}
		}
		if found == nil || found.Policy != shipped()+1 {
			t.Errorf("that the bot repeats itself was found as %+v", found)
		}
	})
}

// TestABadPolicyIsRefused says where it is bad, at a desk and on the socket.
func TestABadPolicyIsRefused(t *testing.T) {
	r := newRig(t, newJournal())
	c := r.desk(r.agent("Meera", chat.RoleLead))
	before := r.journal.Last()
	bad := edited(t, testEdition(t), slowTakeOver, `immediate = "soon"`)
	f := c.wish("p1", "", &chat.ChangePolicy{Version: shipped(), File: bad, Reason: "quicker takeovers"})
	if f.OK || f.Code != string(chat.RefusedInvalid) || !strings.Contains(f.Words, "takeover.immediate") || !strings.Contains(f.Words, "line") {
		t.Errorf("the desk is told %+v", f)
	}
	for name, post := range map[string]struct {
		file []byte
		code int
	}{
		"bad":     {bad, http.StatusBadRequest},
		"old":     {testEdition(t).File, http.StatusConflict},
		"too big": {bytes.Repeat([]byte("#"), policy.MaxBytes+1), http.StatusRequestEntityTooLarge},
	} {
		w := httptest.NewRecorder()
		r.hub.Admin().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/policy?reason=quicker+takeovers", bytes.NewReader(post.file)))
		if w.Code != post.code {
			t.Errorf("%s: answered %d %s", name, w.Code, w.Body)
		}
	}
	if after := r.journal.Last(); after != before {
		t.Errorf("%d events of refused policies", after-before)
	}
}

// TestOnlyALeadChangesThePolicy, and only the one that they have seen.
func TestOnlyALeadChangesThePolicy(t *testing.T) {
	r := newRig(t, newJournal())
	lead, token := r.desk(r.agent("Meera", chat.RoleLead)), r.agent("Asha", chat.RolePrimary)
	asha := r.desk(token)
	wish := chat.ChangePolicy{Version: shipped(), File: edited(t, testEdition(t), slowTakeOver, quickTakeOver), Reason: "quicker takeovers"}
	if f := asha.wish("p1", "", &wish); f.OK || f.Code != string(chat.RefusedRole) {
		t.Errorf("an agent is told %+v", f)
	}
	if f := lead.wish("p2", "", &wish); !f.OK {
		t.Errorf("a lead is told %+v", f)
	}
	if f := lead.wish("p3", "", &wish); f.OK || f.Code != string(chat.RefusedGone) {
		t.Errorf("whoever edited an old version is told %+v", f)
	}
	if _, welcome := asha.again(r, token); welcome.Policy != shipped()+1 {
		t.Errorf("a desk that comes back is told of version %d", welcome.Policy)
	}
}

// TestASnapshotTellsOfPolicies has more versions than a snapshot tells of, a
// floor that began with a policy of its own among them.
func TestASnapshotTellsOfPolicies(t *testing.T) {
	own, err := policy.ParseEdition(edited(t, assets.Edition(), slowTakeOver, quickTakeOver))
	if err != nil {
		t.Fatal(err)
	}
	r := newRig(t, newJournal(), func(c *Config) { c.Edition, c.Own = own, true })
	for range keptPolicies {
		now := r.hub.edition.Load()
		w := httptest.NewRecorder()
		r.hub.Admin().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/policy?reason=quicker+takeovers", bytes.NewReader(nextVersion(now.File, now.Policy.Version))))
		if w.Code != http.StatusOK {
			t.Fatal(w.Body)
		}
	}
	r = r.restart(func(c *Config) { c.Edition, c.Own = own, true })
	var versions []int
	err = r.hub.look(context.Background(), func(c *core) {
		c.lines(func(_ uint64, raw []byte, _ *chat.Event) {
			e, err := wire.DecodeEvent(raw, nil)
			if err != nil {
				t.Error(err)
			}
			if b, ok := e.Body.(*chat.PolicyChanged); ok {
				versions = append(versions, b.Version)
			}
		})
	})
	var want []int
	for n := range keptPolicies { // the one that the floor began with is one too many
		want = append(want, shipped()+2+n)
	}
	if err != nil || !slices.Equal(versions, want) {
		t.Errorf("told of the versions %v, want %v: %v", versions, want, err)
	}
	first := r.journal.all(t)[0]
	if b, ok := first.Body.(*chat.PolicyChanged); !ok || b.Version != shipped()+1 || !bytes.Equal(b.File, own.File) {
		t.Errorf("the floor began with %+v", first)
	}
	w := httptest.NewRecorder()
	r.hub.Admin().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/policy", nil))
	var got PolicyInForce
	if err := json.NewDecoder(w.Body).Decode(&got); err != nil || got.Version != shipped()+1+keptPolicies || !strings.Contains(got.File, quickTakeOver) {
		t.Errorf("in force is %d: %v", got.Version, err)
	}
}

// TestAPolicyOfALaterVersionKeepsTheFloorOpen: an older program on a newer floor
// goes on by the last policy that it can read.
func TestAPolicyOfALaterVersionKeepsTheFloorOpen(t *testing.T) {
	r := newRig(t, newJournal())
	if err := r.hub.ask(t.Context(), func(_ context.Context, c *core) {
		c.stage(chat.Event{ID: "p", Body: &chat.PolicyChanged{Version: 99, File: []byte("from = \"the future\"\n"), Reason: "better"}})
	}, nil); err != nil {
		t.Fatal(err)
	}
	r = r.restart()
	if got := r.hub.edition.Load().Policy.Version; got != shipped() {
		t.Errorf("version %d is in force", got)
	}
}
