package hub

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

func TestABucket(t *testing.T) {
	now := time.UnixMilli(playBegins)
	b := bucket{burst: 3, rate: 2}
	for i, want := range []time.Duration{0, 0, 0, 500 * time.Millisecond, time.Second} {
		if got := b.take(now); got != want {
			t.Errorf("%d waits %s, want %s", i, got, want)
		}
	}
	b.giveBack()
	if got := b.take(now.Add(500 * time.Millisecond)); got != 500*time.Millisecond {
		t.Errorf("later it waits %s", got)
	}
	if got := b.take(now.Add(-time.Hour)); got != time.Second {
		t.Errorf("with the clock set back it waits %s", got)
	}
	if got := b.take(now.Add(time.Hour)); got != 0 {
		t.Errorf("after an hour it waits %s", got)
	}
	if b.spent != 1 {
		t.Errorf("a quiet hour gave more than the burst: %g", b.spent)
	}
}

// slow gives every desk that is connected a smaller burst.
func (r *rig) slow(change func(p *pace)) {
	r.hub.sessions.each(func(s *session) {
		s.pace.mu.Lock()
		defer s.pace.mu.Unlock()
		change(s.pace)
	})
}

// TestABurstWaitsAndIsNotRefused: all of it is done, in its order, and the heartbeat is
// answered meanwhile.
func TestABurstWaitsAndIsNotRefused(t *testing.T) {
	r := newRig(t, newJournal())
	r.open("c")
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.slow(func(p *pace) { p.commands = bucket{burst: 10, rate: 400} })
	const all = 100
	for i := range all {
		c.command(chat.CommandID(fmt.Sprint("n", i)), "c", &chat.PostNote{Text: fmt.Sprint("note ", i)})
	}
	c.send(`{"k":"ping","t":7}`)
	answers, beforePong := 0, 0
	for pong := false; answers < all || !pong; {
		f, err := c.read()
		if err != nil {
			t.Fatal(err)
		}
		switch f.Kind {
		case wire.FramePong:
			pong, beforePong = true, answers
		case wire.FrameResult:
			if !f.OK || f.Command != chat.CommandID(fmt.Sprint("n", answers)) {
				t.Fatalf("answer %d is %+v", answers, f)
			}
			answers++
		}
	}
	if beforePong == all {
		t.Error("the heartbeat waited for the whole burst")
	}
	if got := r.metric(`floorwalker_limited_total{what="command"}`); got != "" && got != "0" {
		t.Errorf("%s were refused", got)
	}
}

// TestTooMuchIsRefusedInASentence: beyond what may wait. A wish to observe is in no
// metric.
func TestTooMuchIsRefusedInASentence(t *testing.T) {
	r := newRig(t, newJournal())
	r.open("c")
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	r.slow(func(p *pace) { p.commands, p.bytes = bucket{burst: 1, rate: 0.001}, 0 })
	c.must("n0", "c", &chat.PostNote{Text: "one"})
	c.command("n1", "c", &chat.PostNote{Text: "it waits"})
	r.wait(func() bool {
		full := false
		r.slow(func(p *pace) {
			if full = p.working; full {
				p.bytes = backlogBytes
			}
		})
		return full
	})
	for i, w := range []chat.Wish{&chat.PostNote{Text: "two"}, &chat.Observe{}} {
		if f := c.wish(chat.CommandID(fmt.Sprint("m", i)), "c", w); f.OK || f.Code != string(chat.RefusedBusy) || f.Words != busyWords {
			t.Errorf("%+v", f)
		}
	}
	if got := r.metric(`floorwalker_limited_total{what="command"}`); got != "1" {
		t.Errorf("%s were counted", got)
	}
}

// TestOthersDoNotWait while one desk's commands do.
func TestOthersDoNotWait(t *testing.T) {
	r := newRig(t, newJournal())
	r.open("c", "d")
	wild, ben := r.desk(r.agent("Asha", chat.RolePrimary)), r.agent("Ben", chat.RoleSecondary)
	r.slow(func(p *pace) { p.commands = bucket{burst: 1, rate: 0.001} })
	for i := range 50 {
		wild.command(chat.CommandID(fmt.Sprint("n", i)), "c", &chat.PostNote{Text: "more"})
	}
	r.desk(ben).must("o", "d", &chat.PostNote{Text: "quiet"})
}

// TestNoiseEndsTheConnection: frames of kinds that the hub does not know are skipped, but
// not for ever.
func TestNoiseEndsTheConnection(t *testing.T) {
	r := newRig(t, newJournal())
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	for range unknownBurst + 10 {
		if c.conn.WriteMessage(1, []byte(`{"k":"semaphore"}`)) != nil {
			break // it has been closed
		}
	}
	if bye, _ := c.ends(); bye.Code != "noise" || bye.Words == "" {
		t.Errorf("%+v", bye)
	}
	if got := r.metric(`floorwalker_limited_total{what="frame"}`); got != "1" {
		t.Errorf("%s were counted", got)
	}
}

// TestRequestsOfOneAgentWait: what is beyond the burst waits, what would wait too long
// is refused with the time to come again, and nobody else is any slower.
func TestRequestsOfOneAgentWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q requests
		began, now := time.Now(), time.Now()
		for range requestBurst {
			if _, ok := q.wait("asha", now, nil); !ok {
				t.Fatal("refused within the burst")
			}
		}
		if time.Since(began) != 0 {
			t.Errorf("the burst waited %s", time.Since(began))
		}
		if _, ok := q.wait("asha", now, nil); !ok || time.Since(began) != time.Second/requestRate {
			t.Errorf("the next waited %s", time.Since(began))
		}
		for range requestRate * 10 {
			go q.wait("asha", now, nil)
		}
		synctest.Wait()
		if again, ok := q.wait("asha", now, nil); ok || again != "6" {
			t.Errorf("it is let in, or told to come again in %q s", again)
		}
		before := time.Now()
		if _, ok := q.wait("ben", now, nil); !ok || time.Since(before) != 0 {
			t.Error("somebody else waits")
		}
		time.Sleep(requestWait) // whoever waits is done
	})
}

// TestTooManyRequestsAreToldWhenToComeAgain: in a sentence, and counted, but for the audit.
func TestTooManyRequestsAreToldWhenToComeAgain(t *testing.T) {
	r := newRig(t, newJournal())
	token := r.agent("Meera", chat.RoleLead)
	r.hub.requests.of = map[chat.AgentID]*bucket{"meera": {burst: 1, rate: 0.01, spent: 1, at: time.Now()}}
	for _, path := range []string{"/day", "/audit"} {
		req := httptest.NewRequest(http.MethodGet, path, nil)
		req.Host = "localhost"
		req.Header.Set("Authorization", "Bearer "+token)
		rec := httptest.NewRecorder()
		r.hub.Handler().ServeHTTP(rec, req)
		if rec.Code != http.StatusTooManyRequests || rec.Header().Get("Retry-After") == "" || rec.Body.String() != busyWords+"\n" {
			t.Errorf("%s: %d %q", path, rec.Code, rec.Body)
		}
	}
	if got := r.metric(`floorwalker_limited_total{what="request"}`); got != "1" {
		t.Errorf("%s were counted", got)
	}
}
