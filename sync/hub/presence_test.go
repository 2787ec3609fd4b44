package hub

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
)

func (j *memJournal) presences(t testing.TB) []chat.Presence {
	t.Helper()
	var ps []chat.Presence
	for _, e := range j.all(t) {
		if b, ok := e.Body.(*chat.PresenceChanged); ok {
			ps = append(ps, b.Presence)
		}
	}
	return ps
}

// TestPresenceIsWhatTheHubSaw counts desks on a clock of its own: online with
// the first, offline a grace after the last.
func TestPresenceIsWhatTheHubSaw(t *testing.T) { // E-ACT-02
	synctest.Test(t, func(t *testing.T) {
		j := newJournal()
		h, err := Open(t.Context(), Config{Journal: j, Edition: testEdition(t), Weights: testWeights(t)})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- h.Run(ctx) }()
		if _, err := h.AddAgent(ctx, "Asha", chat.RolePrimary); err != nil {
			t.Fatal(err)
		}
		came := func() {
			t.Helper()
			if err := h.crowd.came(ctx, "asha"); err != nil {
				t.Fatal(err)
			}
		}
		expect := func(want ...chat.Presence) {
			t.Helper()
			synctest.Wait()
			if got := j.presences(t); !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
		}
		const on, off = chat.PresenceOnline, chat.PresenceOffline
		came()
		came() // a second desk is no news
		expect(on)
		h.crowd.went("asha")
		time.Sleep(2 * graceTime)
		expect(on)
		h.crowd.went("asha")
		time.Sleep(graceTime - time.Millisecond)
		expect(on)
		came() // back within the grace
		time.Sleep(2 * graceTime)
		expect(on)
		h.crowd.went("asha")
		time.Sleep(graceTime + time.Millisecond)
		expect(on, off)
		came()
		expect(on, off, on)
		h.crowd.went("asha")
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		time.Sleep(2 * graceTime) // the grace ends behind the hub's end
		expect(on, off, on)
	})
}

// TestPresenceIsSettledAfterARestart has a log that thinks somebody online
// whose desk does not come back.
func TestPresenceIsSettledAfterARestart(t *testing.T) {
	j := newJournal()
	r := newRig(t, j)
	r.desk(r.agent("Asha", chat.RolePrimary))
	r = r.restart()
	r.wait(func() bool {
		return slices.Equal(j.presences(t), []chat.Presence{chat.PresenceOnline, chat.PresenceOffline})
	})
}
