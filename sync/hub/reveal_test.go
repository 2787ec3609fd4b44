package hub

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/sync/sealed"
)

const pasted = "my password is Monsoon#2041, can you look?"

// masking is a hub with a chat in which a customer has pasted a password; Asha serves
// it.
func masking(t *testing.T) (r *rig, asha, ben, lead string) {
	t.Helper()
	key := sealed.Random()
	r = newRig(t, newJournal(), func(c *Config) { c.Seal = key })
	r.open("c")
	r.deliver(said("c", "m1", pasted, chat.SpeakerCustomer), said("c", "m2", "hello", chat.SpeakerCustomer))
	asha, ben, lead = r.agent("Asha", chat.RolePrimary), r.agent("Ben", chat.RoleSecondary), r.agent("Lea", chat.RoleLead)
	d := r.desk(asha)
	if f := d.wish("take", "c", &chat.TakeOver{}); !f.OK {
		t.Fatal(f.Words)
	}
	r.wait(func() bool {
		owner := chat.AgentID("")
		if err := r.hub.look(t.Context(), func(c *core) { owner = c.floor.Chat("c").Owner }); err != nil {
			t.Fatal(err)
		}
		return owner == "asha"
	})
	return r, asha, ben, lead
}

func (r *rig) askReveal(token string, id chat.ChatID, message chat.MessageID) (int, string) {
	r.t.Helper()
	q := url.Values{"chat": {string(id)}, "message": {string(message)}}
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodGet, r.server.URL+"/reveal?"+q.Encode(), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	status, body := r.fetch(req)
	return status, string(body)
}

// reveals are the audit facts of those who looked.
func (r *rig) reveals() (all []referee.AuditFact) {
	r.t.Helper()
	if err := r.journal.ReadAudit(r.t.Context(), 0, func(_ uint64, raw []byte) error {
		var f referee.AuditFact
		if err := json.Unmarshal(raw, &f); err != nil {
			return err
		}
		if strings.Contains(string(raw), "Monsoon") {
			r.t.Errorf("the secret is on the audit stream: %s", raw)
		}
		if f.Kind == referee.AuditRevealed {
			all = append(all, f)
		}
		return nil
	}); err != nil {
		r.t.Fatal(err)
	}
	return all
}

// G-SEC-01, A-49: whoever serves the chat, and a lead, see the original; each look is
// written down before it is shown, and nobody else sees anything.
func TestReveal(t *testing.T) {
	r, asha, ben, lead := masking(t)
	for _, tc := range []struct {
		who, token string
		chat       chat.ChatID
		message    chat.MessageID
		status     int
	}{
		{"who serves", asha, "c", "m1", http.StatusOK},
		{"a lead", lead, "c", "m1", http.StatusOK},
		{"a colleague", ben, "c", "m1", http.StatusForbidden},
		{"a colleague, of nothing", ben, "nowhere", "m1", http.StatusForbidden},
		{"nobody", "fw_nobody", "c", "m1", http.StatusUnauthorized},
		{"a plain line", asha, "c", "m2", http.StatusNotFound},
		{"no line", lead, "c", "m3", http.StatusNotFound},
		{"no chat", lead, "nowhere", "m1", http.StatusNotFound},
	} {
		before := len(r.reveals())
		status, body := r.askReveal(tc.token, tc.chat, tc.message)
		shown := strings.Contains(body, "Monsoon")
		if status != tc.status || shown != (status == http.StatusOK) {
			t.Errorf("%s: %d %s", tc.who, status, body)
		}
		var got Revealed
		if shown && (json.Unmarshal([]byte(body), &got) != nil || got != Revealed{"c", "m1", pasted}) {
			t.Errorf("%s: %+v", tc.who, got)
		}
		if n := len(r.reveals()) - before; shown != (n == 1) || n > 1 {
			t.Errorf("%s: %d facts", tc.who, n)
		}
	}
}

// What is written down says who, where and which line; the log has the mask only.
func TestARevealIsWrittenDown(t *testing.T) {
	r, asha, _, _ := masking(t)
	if status, body := r.askReveal(asha, "c", "m1"); status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	if f := r.reveals()[0]; f.Agent != "asha" || f.Chat != "c" || f.Message != "m1" || f.At == 0 || len(f.Serving) != 1 || f.Serving[0] != "asha" {
		t.Errorf("%+v", f)
	}
	for _, e := range r.journal.all(t) {
		if m, ok := e.Body.(*chat.MessagePosted); ok && strings.Contains(m.Text, "Monsoon") {
			t.Errorf("the log has %q", m.Text)
		}
	}
}

// A reveal that cannot be written down is none.
func TestNoRevealWithoutAWitness(t *testing.T) {
	r, asha, _, _ := masking(t)
	r.journal.set(func(j *memJournal) { j.onAudit = func() error { return errDisk } })
	if status, body := r.askReveal(asha, "c", "m1"); status != http.StatusServiceUnavailable || strings.Contains(body, "Monsoon") {
		t.Errorf("%d %s", status, body)
	}
}

// A hub with another key says that it cannot, and nothing about why.
func TestAnOriginalOfAnotherKey(t *testing.T) {
	r, _, _, lead := masking(t)
	for _, key := range []*sealed.Key{sealed.Random(), nil} {
		r = r.restart(func(c *Config) { c.Seal = key })
		if status, body := r.askReveal(lead, "c", "m1"); status != http.StatusGone || strings.Contains(body, "key") {
			t.Errorf("%d %s", status, body)
		}
	}
}
