package hub

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// whispered is a whisper, as the referee would make one.
func whispered(id chat.ChatID, ev string, by, to chat.AgentID) chat.Event {
	return chat.Event{ID: chat.EventID(ev), Chat: id, By: by, Body: &chat.WhisperPosted{
		Message: chat.MessageID(ev), To: to, Name: string(by), Text: "psst " + ev,
	}}
}

// whispers counts the lines that c received and no other desk may know of.
func (c *client) whispers() (n int) {
	for _, l := range c.lines {
		if strings.Contains(l, "psst") {
			n++
		}
	}
	return n
}

// untilLine reads up to a line of the customer.
func (c *client) untilLine(m chat.MessageID, in chat.ChatID) {
	c.r.t.Helper()
	c.sees(func(f *chat.Floor) bool {
		return slices.ContainsFunc(f.Chat(in).Messages, func(l chat.Message) bool { return l.ID == m })
	})
}

// trio is a rig with the desks of three agents, who are all live.
func trio(t *testing.T, change ...func(*Config)) (r *rig, tokens map[string]string) {
	r = newRig(t, newJournal(), change...)
	tokens = make(map[string]string)
	for _, name := range []string{"Asha", "Meera", "Ben"} {
		tokens[name] = r.agent(name, chat.RolePrimary)
	}
	r.open("c")
	return r, tokens
}

// TestAWhisperConcernsTwo sends whispers among public lines over each of the
// ways on which a desk gets events: live, from the ring, from the log, and in a
// snapshot. The client checks that the numbers have no hole.
func TestAWhisperConcernsTwo(t *testing.T) { // C-OBS-06, D-03
	r, tokens := trio(t)
	want := map[string]int{"Asha": 40, "Meera": 40, "Ben": 0}
	desks := make(map[string]*client)
	for name, token := range tokens {
		desks[name] = r.desk(token)
	}
	batch := func(name string) {
		for i := range 20 {
			ev := fmt.Sprint(name, i)
			r.deliver(whispered("c", "w"+ev, "asha", "meera"), whispered("c", "v"+ev, "meera", "asha"), said("c", "m"+ev, "hello", chat.SpeakerCustomer))
		}
	}
	batch("a")
	for name, c := range desks {
		c.untilLine("ma19", "c")
		if got := c.whispers(); got != want[name] {
			t.Errorf("%s was told of %d whispers live, want %d", name, got, want[name])
		}
		c.close()
	}
	batch("b")
	check := func(way string, extra map[string]int, resume bool) {
		t.Helper()
		for name, token := range tokens {
			n := r.socket()
			if resume {
				n.floor, n.seen = desks[name].floor, desks[name].seen
				n.hello(token, desks[name].resume)
				if w := n.until(wire.FrameWelcome); !w.Resumed {
					t.Errorf("%s: %s was not resumed", way, name)
				}
			} else {
				n.hello(token, "")
			}
			n.live()
			n.same()
			if got := n.whispers(); got != extra[name] {
				t.Errorf("%s: %s was told of %d whispers, want %d", way, name, got, extra[name])
			}
			n.close()
		}
	}
	both := map[string]int{"Asha": 80, "Meera": 80, "Ben": 0}
	check("ring", want, true)
	check("snapshot", both, false)
	r = r.restart(func(c *Config) { c.RingSize = 16 })
	for _, c := range desks {
		c.r = r
	}
	check("log", want, true)
	check("snapshot of a checkpoint", both, false)
}

// TestOnlyWhispersMakeNoFrame: a desk that they do not concern receives no
// frame at all, not even an empty one.
func TestOnlyWhispersMakeNoFrame(t *testing.T) { // D-03
	r, tokens := trio(t)
	ben := r.desk(tokens["Ben"])
	ben.same()
	ben.frames = nil
	for i := range 50 {
		r.deliver(whispered("c", fmt.Sprint("w", i), "asha", "meera"))
	}
	ben.send(string(wire.AppendFrame(nil, pingFrame())))
	pong := ben.until(wire.FramePong)
	if !slices.Equal(ben.frames, []wire.FrameKind{wire.FramePong}) || pong.First != ben.next {
		t.Errorf("frames %v, next number %d, expected %d", ben.frames, pong.First, ben.next)
	}
	if got := r.metric("floorwalker_events_total"); got != fmt.Sprint(len(r.journal.all(t))-50) {
		t.Errorf("%s events counted, whispers among them", got)
	}
}

// TestHiddenLinesCutNoFrame: the frames of a desk are cut where they would be
// without the whispers of others.
func TestHiddenLinesCutNoFrame(t *testing.T) { // D-03
	cut := func(whispers bool) (frames []int) {
		ring := newRing(1000, 0)
		var events []committed
		for i := range 200 {
			e := said("c", fmt.Sprint("m", i), strings.Repeat("x", 100), chat.SpeakerCustomer)
			events = append(events, committed{seq: uint64(len(events)) + 1, raw: wire.AppendEvent(nil, &e), ev: e})
			if whispers {
				w := whispered("c", fmt.Sprint("w", i), "asha", "meera")
				events = append(events, committed{seq: uint64(len(events)) + 1, raw: wire.AppendEvent(nil, &w), ev: w})
			}
		}
		ring.publish(events)
		for at, end := uint64(0), false; !end; {
			lines, next, ok := ring.after(at, 1000, audience{agent: "ben"}, nil)
			if !ok {
				t.Fatal("the ring is too small")
			}
			end, at = next == uint64(len(events)), next
			if len(lines) > 0 {
				frames = append(frames, len(lines))
			}
		}
		return frames
	}
	if a, b := cut(false), cut(true); !slices.Equal(a, b) {
		t.Errorf("without whispers %v, with them %v", a, b)
	}
}

// TestAResumeTokenIsOneAgents: another agent's desk that has the same data
// folder reads a snapshot.
func TestAResumeTokenIsOneAgents(t *testing.T) { // C-OBS-06
	r, tokens := trio(t)
	asha := r.desk(tokens["Asha"])
	r.deliver(whispered("c", "w", "asha", "meera"))
	asha.sees(func(*chat.Floor) bool { return asha.whispers() == 1 })
	asha.close()
	for name, want := range map[string]bool{"Asha": true, "Meera": false, "Ben": false} {
		n := r.socket()
		n.hello(tokens[name], asha.resume)
		if w := n.until(wire.FrameWelcome); w.Resumed != want {
			t.Errorf("%s: resumed %t by Asha's token", name, w.Resumed)
		}
		n.live()
	}
}

// TestMarksFindWhatIsPrivate holds the search in raw lines to the chat's word.
func TestMarksFindWhatIsPrivate(t *testing.T) {
	marks := newPrivateMarks()
	sly := said("c", "m", `{"kind":"WhisperPosted","body":{}}`, chat.SpeakerCustomer)
	nested := chat.Event{ID: "r", Body: &chat.RecordSaved{Shelf: chat.ShelfCanned, Version: []byte(`{"kind":"WhisperPosted"}`)}}
	whisper := whispered("c", "w", "asha", "meera")
	for _, c := range []struct {
		e    *chat.Event
		who  chat.AgentID
		want bool
	}{
		{&sly, "ben", true},
		{&nested, "ben", true},
		{&whisper, "ben", false},
		{&whisper, "", false},
		{&whisper, "asha", true},
		{&whisper, "meera", true},
	} {
		got, err := marks.sees(audience{agent: c.who}, wire.AppendEvent(nil, c.e))
		if err != nil || got != c.want {
			t.Errorf("%s for %q: %t, %v", c.e.Body.Kind(), c.who, got, err)
		}
	}
	if _, err := marks.sees(audience{agent: "ben"}, []byte(`{"kind":"WhisperPosted"`)); err == nil {
		t.Error("a broken line was let through")
	}
}

func BenchmarkRingAfterPublic(b *testing.B) { // what an audience costs where all is public
	ring := newRing(4096, 0)
	var events []committed
	for i := range 4096 {
		e := said("c", fmt.Sprint("m", i), "hello", chat.SpeakerCustomer)
		events = append(events, committed{seq: uint64(i) + 1, raw: wire.AppendEvent(nil, &e), ev: e})
	}
	ring.publish(events)
	lines := make([][]byte, 0, 4096)
	b.ReportAllocs()
	for b.Loop() {
		lines, _, _ = ring.after(0, 1<<30, audience{agent: "ben"}, lines[:0])
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/4096, "ns/event")
}
