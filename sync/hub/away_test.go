package hub

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/script"
	"floorwalker/sync/driver"
)

// TestNobodyIsClosedWhileTheBackendIsAway: a hub that sends what a silent customer gets
// sends nothing while it cannot hear them, and closes nothing; when the backend is back,
// the rest comes after its whole term (G-NR-01 to -03). A warning from before counts for
// nothing, as the customer could not answer it: then a person closes the chat, or nobody.
// A restart in the middle changes nothing.
func TestNobodyIsClosedWhileTheBackendIsAway(t *testing.T) {
	for name, tt := range map[string]struct {
		restarts bool
		after    time.Duration
		sent     int
		closes   bool
	}{
		"one hub": {false, 2 * time.Minute, 1, true}, "two hubs": {true, 2 * time.Minute, 1, true}, "warned before": {false, 4 * time.Minute, 2, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d, j := newAble(), newJournal()
				with := func(c *Config) { d.scripted = c.Drivers[0].(*scripted); c.Drivers = []driver.Driver{d} }
				p := newPlayed(t, j, silentHub(t), with)
				at := p.asked("c", "My broadband line is dead since Monday morning.")
				time.Sleep(tt.after)
				d.is(driver.Status{State: chat.BackendDown, Words: "It cannot be reached."})
				time.Sleep(30 * time.Minute)
				if tt.restarts {
					p.stop()
					p = newPlayed(t, j, silentHub(t), with)
					time.Sleep(10 * time.Minute)
				}
				defer func() { p.stop() }()
				synctest.Wait()
				if got := p.reminders("c"); len(got) != tt.sent || got[string(script.IDSilence3)] != 0 {
					t.Fatalf("sent: %v, asked at %d", got, at)
				}
				if ended, closed, _ := p.endOf("c"); closed != nil {
					t.Fatalf("closed %s after the question", ended.Sub(at))
				}
				d.is(driver.Status{State: chat.BackendLive})
				back := chat.InstantOf(time.Now())
				time.Sleep(10 * time.Minute)
				synctest.Wait()
				ended, closed, _ := p.endOf("c")
				if closed == nil && !tt.closes {
					return
				}
				if after := ended.Sub(back); closed == nil || !tt.closes || after < 5*time.Minute || after > 5*time.Minute+2*lookEvery {
					t.Errorf("closed %s after the backend was back: %+v", after, closed)
				}
			})
		})
	}
}

// TestManyChatsWaitForTheirBackend: more of them than one batch of the log holds.
func TestManyChatsWaitForTheirBackend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newAble()
		p := newPlayed(t, newJournal(), func(c *Config) { d.scripted = c.Drivers[0].(*scripted); c.Drivers = []driver.Driver{d} })
		defer p.stop()
		const n = 2*duesAtOnce + 7
		for i := range n {
			p.asked(chat.ChatID(fmt.Sprint("c", i)), "Hi")
		}
		d.is(driver.Status{State: chat.BackendDown})
		time.Sleep(20 * time.Minute)
		synctest.Wait()
		still := func() (stand, run int) {
			if err := p.hub.look(t.Context(), func(c *core) {
				c.floor.EachChat(func(ct *chat.Chat) {
					o, owed := nudge(ct)
					switch {
					case owed && o.Paused.IsZero() && o.Breached.IsZero():
						run++
					case owed && o.Breached.IsZero():
						stand++
					}
				})
			}); err != nil {
				t.Fatal(err)
			}
			return stand, run
		}
		if stand, run := still(); stand != n || run != 0 {
			t.Errorf("%d clocks stand still and %d run", stand, run)
		}
		d.is(driver.Status{State: chat.BackendPolling})
		time.Sleep(2 * lookEvery)
		synctest.Wait()
		if stand, run := still(); stand != 0 || run != n {
			t.Errorf("%d clocks stand still and %d run", stand, run)
		}
		got := p.journal.kinds(t, "c0")
		if count(got, chat.KindObligationPaused) != 1 || count(got, chat.KindObligationResumed) != 1 {
			t.Errorf("on the log: %v", got)
		}
	})
}

// nudge returns the first clock of a chat's silence.
func nudge(ct *chat.Chat) (chat.Obligation, bool) {
	for _, o := range ct.Obligations {
		if o.Kind == chat.OwedNudge {
			return o, true
		}
	}
	return chat.Obligation{}, false
}
