package outbox

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
	"floorwalker/sync/wire"
)

// shelfBubble runs a test on fake time, with a hub that does what it is told
// and a desk that is live.
func shelfBubble(t *testing.T, test func(t *testing.T, h *script, s *station, disk *disk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := &script{Hub: fake.NewPipe(t)}
		h.Load(fake.Chats(2, 3)...)
		h.Obey(true)
		d := newDisk()
		s := h.open(t, d)
		test(t, h, s, d)
		s.stop()
	})
}

// came are the edits that arrived, in order, as often as they did.
func (h *script) came() (ids []chat.CommandID) {
	for _, f := range h.Commands() {
		if f.Wanted == chat.NameSaveRecord {
			ids = append(ids, f.Command)
		}
	}
	return ids
}

// D-03: an import of a thousand on a desk that has no network, is switched off,
// and comes back after three days: within two seconds of being live the hub has
// them, each once and in order, and a reply that is given meanwhile does not wait
// for them.
func TestThousandEditsAfterThreeDays(t *testing.T) {
	shelfBubble(t, func(t *testing.T, h *script, s *station, d *disk) {
		h.gone()
		cmds := edits(1000, 0)
		s.mu.Lock()
		_, err := s.box.AddAll(cmds)
		s.mu.Unlock()
		if err != nil {
			t.Fatal(err)
		}
		s.stop() // the machine is off
		time.Sleep(72 * time.Hour)
		h.Delay(time.Millisecond) // a round trip has a length
		h.RefuseHTTP(0)
		s = openStation(t, stationConfig{
			url: h.URL(), token: "secret", disk: d, dial: h.Dial,
			now: func() chat.Instant { return chat.InstantOf(time.Now()) },
		})
		until(t, "some are there", func() bool { return len(h.came()) > 200 })
		began := time.Now()
		s.add(note("reply", "c1"))
		s.becomes("reply", Done)
		if took := time.Since(began); took > 200*time.Millisecond {
			t.Errorf("the reply took %v", took)
		}
		if n := len(h.came()); n > 500 {
			t.Errorf("%d edits were there before the reply; this test shows nothing", n)
		}
		until(t, "all are there", func() bool { return len(h.came()) == len(cmds) })
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("they took %v", took)
		}
		h.settle()
		var want []chat.CommandID
		for _, c := range cmds {
			want = append(want, c.ID)
		}
		if !slices.Equal(h.came(), want) {
			t.Error("they did not come once and in order")
		}
		s.mu.Lock()
		left := len(s.box.Pending()) + len(d.entries)
		s.mu.Unlock()
		if left != 0 {
			t.Errorf("%d are left over", left)
		}
		s.stop()
	})
}

// An edit gets no answer, the connection and the program end, and three days
// later the desk is back. If the hub had taken it, its event ends it; if not, it
// goes again by itself, under its id.
func TestUnansweredEdit(t *testing.T) {
	for name, tt := range map[string]struct {
		taken bool
		came  []chat.CommandID
	}{
		"the hub had taken it": {true, []chat.CommandID{"e1"}},
		"the hub had lost it":  {false, []chat.CommandID{"e1", "e1"}},
	} {
		t.Run(name, func(t *testing.T) {
			shelfBubble(t, func(t *testing.T, h *script, s *station, d *disk) {
				h.Obey(tt.taken)
				h.Answer(func(wire.Frame) wire.Frame { return wire.Frame{Kind: "-", OK: true} })
				h.Freeze(true)
				s.add(edit("e1", 1))
				synctest.Wait()
				h.gone()
				if st, _ := s.state("e1"); st != Unsure {
					t.Fatalf("it is %v", st)
				}
				s.stop()
				time.Sleep(72 * time.Hour)
				h.Freeze(false)
				h.Answer(nil)
				h.Obey(true)
				h.RefuseHTTP(0)
				s = h.open(t, d)
				if st, why := s.state("e1"); st != Done || !slices.Equal(h.came(), tt.came) {
					t.Errorf("it is %v %s, and came as %q", st, why, h.came())
				}
				s.stop()
			})
		})
	}
}

// C-OBS-06: a whisper that waited goes by itself like a message where nothing
// has changed, and its event, which only two are told of, ends it.
func TestWhisperGoesAfterAShortBreak(t *testing.T) {
	shelfBubble(t, func(t *testing.T, h *script, s *station, _ *disk) {
		h.Push(fake.Served(1, "rohan"))
		h.settle()
		h.gone()
		s.add(chat.Command{ID: "w", Chat: "c1", Body: &chat.Whisper{Text: "offer a refund", To: "rohan"}})
		h.back(s)
		if st, why := s.state("w"); st != Done {
			t.Fatalf("it is %v %s", st, why)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		ms := s.floor.Chat("c1").Messages
		if last := ms[len(ms)-1]; last.From != chat.SpeakerWhisper || last.To != "rohan" || !strings.Contains(last.Text, "refund") {
			t.Errorf("%+v", last)
		}
	})
}
