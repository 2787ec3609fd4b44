package hub

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
)

// auditClient reads GET /audit.
type auditClient struct {
	r      *rig
	cancel context.CancelFunc
	resp   *http.Response
	lines  *bufio.Scanner
	resume string
}

func (r *rig) audit(token, after string) *auditClient {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.server.URL+"/audit?after="+url.QueryEscape(after), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	a := &auditClient{r: r, cancel: cancel, resp: resp, lines: bufio.NewScanner(resp.Body)}
	r.t.Cleanup(a.close)
	return a
}

func (a *auditClient) close() {
	a.cancel()
	_ = a.resp.Body.Close()
}

// next returns the next fact as "kind agent chat", or "" at the end.
func (a *auditClient) next() string {
	a.r.t.Helper()
	for a.lines.Scan() {
		if len(a.lines.Bytes()) == 0 {
			continue
		}
		var l AuditLine
		if err := json.Unmarshal(a.lines.Bytes(), &l); err != nil {
			a.r.t.Fatal(err)
		}
		var f referee.AuditFact
		if err := json.Unmarshal(l.Fact, &f); err != nil {
			a.r.t.Fatal(err)
		}
		a.resume = l.Resume
		return fmt.Sprint(f.Kind, " ", f.Agent, " ", f.Chat)
	}
	return ""
}

func (a *auditClient) expect(want ...string) {
	a.r.t.Helper()
	for _, w := range want {
		if got := a.next(); got != w {
			a.r.t.Fatalf("the stream says %q, want %q", got, w)
		}
	}
}

// audited is a rig with two chats, an observer, a lead at the audit stream and
// the lead's own desk.
func audited(t *testing.T) (r *rig, lead string, ben, meera *client) {
	r = newRig(t, newJournal())
	lead = r.agent("Meera", chat.RoleLead)
	ben, meera = r.desk(r.agent("Ben", chat.RoleSecondary)), r.desk(lead)
	r.open("c", "d")
	return r, lead, ben, meera
}

func (c *client) must(id chat.CommandID, in chat.ChatID, w chat.Wish) {
	c.r.t.Helper()
	if f := c.wish(id, in, w); !f.OK {
		c.r.t.Fatalf("%s: %s: %s", id, f.Code, f.Words)
	}
}

func TestOnlyLeadsReadTheAudit(t *testing.T) { // C-OBS-02
	r, lead, _, _ := audited(t)
	revoked := r.agent("Late", chat.RoleLead)
	if err := r.hub.RevokeAgent(t.Context(), "Late"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, token, after string
		want               int
	}{
		{"no token", "", "", http.StatusUnauthorized},
		{"garbage", "fw_garbage", "", http.StatusUnauthorized},
		{"revoked", revoked, "", http.StatusUnauthorized},
		{"primary", r.agent("Asha", chat.RolePrimary), "", http.StatusForbidden},
		{"secondary", r.agent("Sec", chat.RoleSecondary), "", http.StatusForbidden},
		{"backup", r.agent("Back", chat.RoleBackup), "", http.StatusForbidden},
		{"a position of the floor", lead, r.hub.resumer.token("meera", 1), http.StatusBadRequest},
		{"another lead's position", lead, r.hub.resumer.token(auditEyes("asha"), 1), http.StatusBadRequest},
		{"lead", lead, "", http.StatusOK},
	} {
		if got := r.audit(c.token, c.after).resp.StatusCode; got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	if got := r.status("/audit", "evil.example.com", ""); got != http.StatusForbidden {
		t.Errorf("another host: %d", got)
	}
}

// TestTheAuditIsFollowedLive reads what was before and what comes, and goes on
// where another stream was cut off.
func TestTheAuditIsFollowedLive(t *testing.T) {
	r, lead, ben, _ := audited(t)
	ben.must("o1", "c", &chat.Observe{})
	a := r.audit(lead, "")
	a.expect("observed ben c")
	ben.must("o2", "d", &chat.Observe{})
	ben.must("s1", "c", &chat.StopObserving{})
	a.expect("observed ben d", "stopped ben c")
	at := a.resume
	a.close()
	ben.must("o3", "c", &chat.Observe{})
	b := r.audit(lead, at)
	b.expect("observed ben c")
	r = r.restart() // which ends Ben's observations
	r.audit(lead, b.resume).expect("stopped ben c", "stopped ben d")
}

// TestALeadNeverReadsAboutTheirOwnChats: neither about one that they serve, nor
// about one that they served at the moment of the fact; and no hole tells.
func TestALeadNeverReadsAboutTheirOwnChats(t *testing.T) { // D-03, C-OBS-06
	r, lead, ben, meera := audited(t)
	a := r.audit(lead, "")
	ben.must("o1", "c", &chat.Observe{}) // before she serves it: she reads it now, and not later
	a.expect("observed ben c")
	meera.takes("t1", "c", "meera")
	ben.must("s1", "c", &chat.StopObserving{})
	ben.must("o2", "c", &chat.Observe{})
	ben.must("o3", "d", &chat.Observe{})
	a.expect("observed ben d")
	before := a.resume
	a.close()
	r.audit(lead, "").expect("observed ben d")
	r.deliver(closedFact("c", "end"))
	ben.must("s2", "c", &chat.StopObserving{})
	// Nothing of the time in which she served it; what was before and after it.
	all := r.audit(lead, "")
	all.expect("observed ben c", "observed ben d", "stopped ben c")
	rest := r.audit(lead, before)
	rest.expect("stopped ben c")
	if rest.resume != all.resume {
		t.Error("one fact has two positions")
	}
	// Another lead, who served nothing, reads all of it.
	r.audit(r.agent("Leela", chat.RoleLead), "").expect("observed ben c", "stopped ben c", "observed ben c", "observed ben d", "stopped ben c")
}

// TestAJoinedLeadServesToo: who has joined a chat reads nothing about it.
func TestAJoinedLeadServesToo(t *testing.T) { // V-JOIN-03, D-03
	r, lead, ben, _ := audited(t)
	r.deliver(
		chat.Event{ID: "own", Chat: "c", By: "ben", Body: &chat.ChatAccepted{Agent: "asha"}},
		chat.Event{ID: "join", Chat: "c", By: "meera", Body: &chat.AgentJoined{Agent: "meera"}},
	)
	ben.must("o1", "c", &chat.Observe{})
	ben.must("o2", "d", &chat.Observe{})
	r.audit(lead, "").expect("observed ben d")
}

func TestARevokedLeadIsCutOff(t *testing.T) {
	r, _, ben, _ := audited(t)
	token := r.agent("Leela", chat.RoleLead)
	a := r.audit(token, "")
	ben.must("o1", "c", &chat.Observe{})
	a.expect("observed ben c")
	if err := r.hub.RevokeAgent(t.Context(), "Leela"); err != nil {
		t.Fatal(err)
	}
	if got := a.next(); got != "" {
		t.Errorf("the stream goes on: %s", got)
	}
	if got := r.audit(token, "").resp.StatusCode; got != http.StatusUnauthorized {
		t.Errorf("%d", got)
	}
}

// TestALongAuditIsReadInChunks has more facts than one reading takes, nearly
// all about a chat that the lead serves.
func TestALongAuditIsReadInChunks(t *testing.T) {
	r, lead, _, _ := audited(t)
	for i := range 2*auditChunk + 3 {
		serving := []chat.AgentID{"meera"}
		if i%auditChunk == 7 {
			serving = nil
		}
		r.hub.audit.write(referee.AuditFact{
			ID: chat.CommandID(fmt.Sprint(i)), Kind: referee.AuditObserved, Chat: chat.ChatID(fmt.Sprint("c", i)), Agent: "ben", Serving: serving,
		}, func(error) {})
	}
	a := r.audit(lead, "")
	a.expect("observed ben c7", fmt.Sprint("observed ben c", auditChunk+7))
	if err := r.stop(); err != nil { // the stream ends with the hub
		t.Fatal(err)
	}
	if got := a.next(); got != "" {
		t.Errorf("%s", got)
	}
}
