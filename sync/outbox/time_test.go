package outbox

import (
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
	"floorwalker/sync/wire"
)

// script is a hub that takes notes, or for a while says nothing.
type script struct {
	*fake.Hub
	taken map[chat.CommandID]int
	mute  bool
}

// bubble runs a test on fake time, with a desk that is live.
func bubble(t *testing.T, test func(t *testing.T, h *script, s *station, disk *disk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := &script{Hub: fake.NewPipe(t), taken: map[chat.CommandID]int{}}
		h.Load(fake.Chats(2, 3)...)
		h.Answer(func(f wire.Frame) wire.Frame { // called with the hub's lock held
			h.taken[f.Command]++
			if h.mute {
				return wire.Frame{Kind: "-"}
			}
			if h.taken[f.Command] == 1 {
				go h.Push(chat.Event{
					ID: chat.EventID(f.Command), Chat: f.Chat, At: chat.InstantOf(time.Now()),
					Body: &chat.NotePosted{Message: chat.MessageID(f.Command), Text: "note"},
				})
			}
			return wire.Frame{OK: true}
		})
		d := newDisk()
		s := h.open(t, d)
		test(t, h, s, d)
		s.stop()
	})
}

func (h *script) open(t *testing.T, d *disk) *station {
	s := openStation(t, stationConfig{
		url: h.URL(), token: "secret", disk: d, dial: h.Dial,
		now: func() chat.Instant { return chat.InstantOf(time.Now()) },
	})
	h.settle()
	return s
}

// settle lets a connection come about.
func (h *script) settle() {
	time.Sleep(5 * time.Second)
	synctest.Wait()
}

func (h *script) gone() {
	h.RefuseHTTP(http.StatusServiceUnavailable)
	h.Drop()
	h.settle()
}

// back lets the desk connect again.
func (h *script) back(s *station) {
	h.RefuseHTTP(0)
	s.feed.RetryNow()
	h.settle()
}

// What waited for less than a minute goes by itself; what waited longer, an
// hour or three days, only when the person has confirmed it.
func TestHowLongItWaited(t *testing.T) {
	for _, tt := range []struct {
		away time.Duration
		want State
	}{
		{30 * time.Second, Done},
		{MaxAge + time.Second, Held},
		{2*time.Minute + time.Second, Held},
		{72 * time.Hour, Held},
	} {
		t.Run(tt.away.String(), func(t *testing.T) {
			bubble(t, func(t *testing.T, h *script, s *station, d *disk) {
				h.gone()
				if e := s.add(note("n", "c1")); e.State != Queued {
					t.Fatalf("%+v", e)
				}
				s.stop() // the machine is off
				time.Sleep(tt.away)
				h.RefuseHTTP(0)
				s = h.open(t, d)
				st, why := s.state("n")
				if st != tt.want || st == Held && why != HeldOld {
					t.Fatalf("it is %v %s", st, why)
				}
				if st == Held {
					s.confirm("n")
					h.settle()
				}
				if st, _ := s.state("n"); st != Done || h.taken["n"] != 1 {
					t.Errorf("in the end it is %v, taken %d times", st, h.taken["n"])
				}
				s.stop()
			})
		})
	}
}

// The hub takes it, says nothing, and goes; whenever it is back, the fold says
// that it has happened, and nothing goes twice.
func TestUnansweredFor72Hours(t *testing.T) {
	bubble(t, func(t *testing.T, h *script, s *station, d *disk) {
		h.mute = true
		s.add(note("n", "c1"))
		synctest.Wait()
		h.gone()
		if st, _ := s.state("n"); st != Unsure {
			t.Fatalf("it is %v", st)
		}
		h.Push(chat.Event{ID: "n", Chat: "c1", Body: &chat.NotePosted{Message: "n", Text: "note"}})
		s.stop()
		time.Sleep(72 * time.Hour)
		h.RefuseHTTP(0)
		s = h.open(t, d)
		if st, _ := s.state("n"); st != Done || len(s.sent()) != 0 || h.taken["n"] != 1 {
			t.Fatalf("it is %v, sent %q, taken %d times", st, s.sent(), h.taken["n"])
		}
		s.stop()
	})
}

// A short break: what was queued meanwhile, and what was sent and lost, goes
// again by itself, in order, and once.
func TestShortBreak(t *testing.T) {
	bubble(t, func(t *testing.T, h *script, s *station, _ *disk) {
		h.mute = true
		s.add(note("a", "c1"))
		synctest.Wait()
		h.gone()
		h.mute, h.taken = false, map[chat.CommandID]int{} // the hub lost it
		s.add(note("b", "c1"))
		s.add(note("c", "c2"))
		h.back(s)
		for _, id := range []chat.CommandID{"a", "b", "c"} {
			if st, why := s.state(id); st != Done || h.taken[id] != 1 {
				t.Errorf("%s is %v %s, taken %d times", id, st, why, h.taken[id])
			}
		}
		if want := []chat.CommandID{"a", "a", "b", "c"}; !slices.Equal(s.sent(), want) {
			t.Errorf("sent %q, want %q", s.sent(), want)
		}
	})
}

// On a connection that lives a missing answer is said after a minute.
func TestNoAnswer(t *testing.T) {
	bubble(t, func(t *testing.T, h *script, s *station, _ *disk) {
		h.mute = true
		s.add(note("n", "c1"))
		s.mu.Lock()
		after, ok := s.box.Next()
		s.mu.Unlock()
		time.Sleep(after)
		s.mu.Lock()
		err := s.box.Flush()
		s.mu.Unlock()
		if st, why := s.state("n"); !ok || err != nil || st != Held || why != HeldSilent {
			t.Errorf("after %v it is %v %s, %v", after, st, why, err)
		}
	})
}
