package hub

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
)

// TestWrongTokensAreSlowedByAddress: five within a minute are answered at once, the
// sixth after a second, each further one after twice as long, and none after more than
// half a minute. Another address has nothing of it.
func TestWrongTokensAreSlowedByAddress(t *testing.T) {
	d := newDoor(slog.New(slog.DiscardHandler))
	now := time.UnixMilli(playBegins)
	var waits []time.Duration
	for range 13 {
		wait, _ := d.knock("192.0.2.7", now)
		waits = append(waits, wait)
		now = now.Add(wait + 100*time.Millisecond)
	}
	want := "[0s 0s 0s 0s 0s 1s 2s 4s 8s 16s 30s 30s 30s]"
	if got := fmt.Sprint(waits); got != want {
		t.Errorf("answers waited %s, want %s", got, want)
	}
	if wait, _ := d.knock("192.0.2.8", now); wait != 0 {
		t.Errorf("somebody else waits %s", wait)
	}
	if wait, _ := d.knock("192.0.2.7", now.Add(doorWindow+time.Second)); wait != 0 {
		t.Errorf("after a quiet minute it still waits %s", wait)
	}
}

// TestWrongTokensFarApartAreNotSlowed: who mistypes now and then is no guesser.
func TestWrongTokensFarApartAreNotSlowed(t *testing.T) {
	d := newDoor(slog.New(slog.DiscardHandler))
	now := time.UnixMilli(playBegins)
	for i := range 100 {
		if wait, _ := d.knock("192.0.2.7", now); wait != 0 {
			t.Fatalf("attempt %d waits %s", i, wait)
		}
		now = now.Add(13 * time.Second) // the fifth before is 65 s ago
	}
}

// TestTheDoorForgets: whoever comes from ever new addresses does not fill the hub, and
// who guesses now is not forgotten for them.
func TestTheDoorForgets(t *testing.T) {
	d := newDoor(slog.New(slog.DiscardHandler))
	now := time.UnixMilli(playBegins)
	for i := range 3 * doorAddresses {
		d.knock(fmt.Sprint("address ", i), now)
		if len(d.of) > doorAddresses {
			t.Fatalf("%d addresses are remembered", len(d.of))
		}
		if i%100 == 0 {
			d.knock("192.0.2.7", now)
		}
		now = now.Add(time.Millisecond)
	}
	if wait, _ := d.knock("192.0.2.7", now); wait != doorMost {
		t.Errorf("who guessed all the time waits %s", wait)
	}
}

func TestAddresses(t *testing.T) {
	for remote, want := range map[string]string{
		"192.0.2.7:4711":                    "192.0.2.7",
		"[::ffff:192.0.2.7]:4711":           "192.0.2.7",
		"[2001:db8:1:2:3:4:5:6]:80":         "2001:db8:1:2::/64",
		"[2001:db8:1:2::1]:80":              "2001:db8:1:2::/64",
		"[fe80::1%eth0]:80":                 "fe80::/64",
		"":                                  "unknown",
		"@":                                 "unknown",
		"name.example.com:80":               "unknown",
		"[2001:db8:1:2:3:4:5:6:7]:80":       "unknown",
		strings.Repeat("1", 1000) + ":4711": "unknown",
	} {
		if got := addressOf(remote); got != want {
			t.Errorf("%.40q is %q, want %q", remote, got, want)
		}
	}
}

// TestAnAnswerWaits holds the sixth up for a second, says so in the log without a
// token, and lets it go when the hub ends.
func TestAnAnswerWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var logged bytes.Buffer
		d := newDoor(slog.New(slog.NewTextHandler(&logged, nil)))
		for range doorFree {
			d.refused("192.0.2.7:1", time.Now(), nil, nil)
		}
		began := time.Now()
		d.refused("192.0.2.7:2", time.Now(), nil, nil)
		if waited := time.Since(began); waited != doorLeast {
			t.Errorf("it waited %s", waited)
		}
		over := make(chan struct{})
		close(over)
		began = time.Now()
		d.refused("192.0.2.7:3", time.Now(), nil, over)
		if waited := time.Since(began); waited != 0 {
			t.Errorf("at the hub's end it waited %s", waited)
		}
		if got := logged.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, "192.0.2.7") {
			t.Errorf("%q", got)
		}
		if d.waiting != 0 {
			t.Errorf("%d still wait", d.waiting)
		}
	})
}

// TestARightTokenIsLetInAtOnce: however many wrong ones came from its address.
func TestARightTokenIsLetInAtOnce(t *testing.T) {
	r := newRig(t, newJournal())
	token := r.agent("Asha", chat.RolePrimary)
	for range doorFree {
		if got := r.ask(http.MethodGet, "/day", "fw_guess").StatusCode; got != http.StatusUnauthorized {
			t.Fatalf("%d", got)
		}
	}
	for range 30 {
		r.hub.door.knock("127.0.0.1", time.Now())
	}
	if got := r.ask(http.MethodGet, "/day", token).StatusCode; got != http.StatusOK {
		t.Errorf("%d", got)
	}
	r.desk(token)
	if got := r.metric("floorwalker_wrong_tokens_total"); got != "5" {
		t.Errorf("%s wrong tokens were counted", got)
	}
}

// ask makes a request with a token and returns the head of its answer.
func (r *rig) ask(method, path, token string) *http.Response {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), method, r.server.URL+path, nil)
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
	r.t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}
