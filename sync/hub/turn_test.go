package hub

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/clock"
	"floorwalker/sync/wire"
)

// standing is a clock that only a hand moves.
func standing() clock.Local {
	wall := time.UnixMilli(1_795_307_528_000)
	return func() (time.Time, time.Duration) { return wall, time.Hour }
}

// practising gives a hub a practice clock that stands where nobody turns it.
func practising(by time.Duration) (*clock.Hand, func(*Config)) {
	h := clock.NewHand(standing(), by)
	return h, func(c *Config) { c.Hand = h }
}

// TestATurnedClockBringsAboutWhatIsDue, in order and at its instant, and tells the
// desks before they ask.
func TestATurnedClockBringsAboutWhatIsDue(t *testing.T) { // A-64, D-02
	_, practise := practising(0)
	var said bytes.Buffer
	r := newRig(t, newJournal(), practise, func(c *Config) { c.Logger = slog.New(slog.NewTextHandler(&said, nil)) })
	desk := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("a", "b")
	r.deliver(said1("a"))
	began := r.hub.now()
	if err := r.hub.Turn(t.Context(), 90*time.Second); err != nil {
		t.Fatal(err)
	}
	r.deliver(said1("b"))
	if err := r.hub.Turn(t.Context(), 8*time.Hour); err != nil {
		t.Fatal(err)
	}
	if got := r.hub.now().Sub(began); got != 8*time.Hour+90*time.Second {
		t.Errorf("it is %s later", got)
	}
	for {
		f := desk.until(wire.FramePong)
		if f.Sent != wire.Unasked {
			t.Fatalf("%+v answers nothing that was asked", f)
		}
		if f.Turned == (8*time.Hour + 90*time.Second).Milliseconds() {
			if f.Now != r.hub.now() {
				t.Errorf("the desk is told %d, it is %d", f.Now, r.hub.now())
			}
			break
		}
	}
	breached := dueInTime(t, r.journal)
	if breached < 2 {
		t.Errorf("%d clocks have run out in eight hours", breached)
	}
	if got := r.metric("floorwalker_practice_clock_turned_seconds"); got != "28890" {
		t.Errorf("the metric says %q", got)
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if got := said.String(); strings.Count(got, "the practice clock is turned forward") != 2 || !strings.Contains(got, "by=8h0m0s") {
		t.Errorf("the log says %q", got)
	}
}

func said1(id chat.ChatID) chat.Event {
	return said(id, "m-"+string(id), "where is my order", chat.SpeakerCustomer)
}

// dueInTime counts the clocks on a log that have run out, each at its due time.
func dueInTime(t *testing.T, j *memJournal) (breached int) {
	t.Helper()
	floor, last := chat.NewFloor(), chat.Instant(0)
	for _, e := range j.all(t) {
		if e.At < last {
			t.Errorf("%s is stamped %d after %d", e.Body.Kind(), e.At, last)
		}
		last = e.At
		if b, ok := e.Body.(*chat.ObligationBreached); ok {
			breached++
			if o, _ := floor.Chat(e.Chat).Owed(b.Obligation); o.Due != e.At {
				t.Errorf("%s was due at %d and ran out at %d", o.Kind, o.Due, e.At)
			}
		}
		floor.Apply(&e)
	}
	return breached
}

// TestATurnedClockStaysTurned over a restart, and a hub without one says that its
// time is a guess.
func TestATurnedClockStaysTurned(t *testing.T) {
	j := newJournal()
	_, practise := practising(0)
	r := newRig(t, j, practise)
	r.open("c")
	if err := r.hub.Turn(t.Context(), 3*time.Hour); err != nil {
		t.Fatal(err)
	}
	r.deliver(said1("c"))
	was := r.hub.now()
	by, err := TurnedBy(t.Context(), j)
	if err != nil || by != 3*time.Hour {
		t.Fatalf("the log keeps %s, %v", by, err)
	}
	_, practise = practising(by)
	r = r.restart(practise)
	if now := r.hub.now(); now != was || !r.hub.core.certain() {
		t.Errorf("the next hub is %s ahead, certain %t", now.Sub(was), r.hub.core.certain())
	}
	r = r.restart(func(c *Config) { c.Local = standing() })
	if r.hub.core.certain() || r.hub.now() < was {
		t.Errorf("a hub that stands behind its log is certain")
	}
}

func TestWhatIsNotTurned(t *testing.T) {
	r := newRig(t, newJournal())
	if err := r.hub.Turn(t.Context(), time.Hour); !errors.Is(err, ErrNoHand) {
		t.Errorf("a floor with real customers: %v", err)
	}
	_, practise := practising(0)
	p := newRig(t, newJournal(), practise)
	for by, want := range map[string]int{
		"": http.StatusBadRequest, "soon": http.StatusBadRequest, "-8h": http.StatusBadRequest, "999h": http.StatusBadRequest, "+8h": http.StatusOK,
	} {
		if got, _ := p.turn(by); got != want {
			t.Errorf("%q is answered %d", by, got)
		}
	}
	if got, _ := r.turn("8h"); got != http.StatusConflict {
		t.Errorf("the other floor is answered %d", got)
	}
	if got := p.hub.now().Sub(chat.InstantOf(time.UnixMilli(1_795_307_528_000))); got != 8*time.Hour {
		t.Errorf("it was turned by %s", got)
	}
}

// turn asks the admin socket.
func (r *rig) turn(by string) (status int, p PracticeTime) {
	r.t.Helper()
	rec := httptest.NewRecorder()
	req := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/practice-time", nil)
	q := req.URL.Query()
	q.Set("by", by)
	req.URL.RawQuery = q.Encode()
	r.hub.Admin().ServeHTTP(rec, req)
	if rec.Code == http.StatusOK {
		if err := json.Unmarshal(rec.Body.Bytes(), &p); err != nil {
			r.t.Error(err)
		}
	}
	return rec.Code, p
}
