package hub

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
)

// TestTheHubsEndIsTheEndOfObserving: a hub that is stopped says so on the audit
// stream, with those who served then, and is not held up by a stream that
// cannot be written.
func TestTheHubsEndIsTheEndOfObserving(t *testing.T) { // V-INV-01
	r, _, ben, meera := audited(t)
	meera.takes("t1", "c", "meera")
	ben.must("o1", "c", &chat.Observe{})
	ben.must("o2", "d", &chat.Observe{})
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range r.journal.audits {
		var f referee.AuditFact
		if err := json.Unmarshal([]byte(a), &f); err != nil {
			t.Fatal(err)
		}
		if f.Kind == referee.AuditStopped {
			got = append(got, fmt.Sprint(f.Agent, " ", f.Chat, " ", f.Serving))
		}
	}
	if want := []string{"ben c [meera]", "ben d []"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAnAuditThatCannotBeWrittenDoesNotHoldTheHub(t *testing.T) {
	r, _, ben, _ := audited(t)
	ben.must("o1", "c", &chat.Observe{})
	r.journal.set(func(j *memJournal) { j.onAudit = func() error { return errors.New("no disk") } })
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
}

// TestTheOwnerOfTheMachineReadsAll asks on the admin socket.
func TestTheOwnerOfTheMachineReadsAll(t *testing.T) {
	r, _, ben, meera := audited(t)
	meera.takes("t1", "c", "meera")
	ben.must("o1", "c", &chat.Observe{})
	rec := httptest.NewRecorder()
	r.hub.Admin().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/audit", nil))
	if got := rec.Body.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, `"kind":"observed"`) {
		t.Errorf("%q", got)
	}
	admin := httptest.NewServer(r.hub.Admin())
	defer admin.Close()
	resp, err := http.Get(admin.URL + "/audit?follow=1")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	ben.must("s1", "c", &chat.StopObserving{})
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(resp.Body)
	if err != nil || !strings.Contains(string(got), `"kind":"stopped"`) {
		t.Errorf("%q, %v", got, err)
	}
}

// TestTheLadderIsAudited: each step of it, and of a whisper not what was said.
func TestTheLadderIsAudited(t *testing.T) {
	r, lead, ben, _ := audited(t)
	asha := r.desk(r.agent("Asha", chat.RolePrimary))
	asha.takes("t1", "c", "asha")
	a := r.audit(lead, "")
	ben.must("o", "c", &chat.Observe{})
	ben.must("w", "c", &chat.Whisper{To: "asha", Text: "ask for the order number"})
	a.expect("observed ben c", "whispered ben c")
	ben.must("j", "c", &chat.Join{})
	joined := []string{a.next(), a.next()}
	slices.Sort(joined)
	if want := []string{"joined ben c", "stepped_in ben c"}; !slices.Equal(joined, want) {
		t.Errorf("%q, want %q", joined, want)
	}
	ben.must("l", "c", &chat.Leave{})
	a.expect("left ben c")
	for _, f := range r.journal.audits {
		if strings.Contains(f, "order number") {
			t.Errorf("the audit has what was whispered: %s", f)
		}
	}
}
