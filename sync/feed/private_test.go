package feed

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
)

// as signs a desk in as the person who has this token.
func as(token string) func(*Config) { return func(c *Config) { c.Token = token } }

// whispers counts those that the desk has folded in chat c1.
func (d *desk) whispers() (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, m := range d.floor.Chat("c1").Messages {
		if m.From == chat.SpeakerWhisper {
			n++
		}
	}
	return n
}

// D-03: a private event that is missing from the stream is no gap. Whoever is
// not told of whispers goes through a snapshot, a live stream, a resume, a
// repetition, lost frames and being behind exactly as whoever is told, and sees
// nothing at all: the same calls, the same floor, no hole.
func TestPrivateEventThatIsMissingIsNoGap(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.As("rohan", "rohan", "Rohan M.", chat.RolePrimary)
		h.As("meera", "meera", "Meera", chat.RoleLead)
		n := 0
		whisper := func() chat.Event {
			n++
			return fake.Whispered(1, n, "meera", "rohan", fmt.Sprint("whisper ", n))
		}
		h.Load(fake.Chats(2, 2)...)
		h.Load(whisper(), fake.Line(1, 3, "one"), whisper())
		told, other := open(t, h, as("rohan")), open(t, h, nil)
		both := func(what string) {
			t.Helper()
			told.live(t, h, 15*time.Second)
			other.live(t, h, 15*time.Second)
			if told.whispers() != n || other.whispers() != 0 {
				t.Fatalf("%s: told %d and %d, there are %d", what, told.whispers(), other.whispers(), n)
			}
			if s := other.feed.Stats(); s.Holes != 0 || len(other.gapped()) != 0 {
				t.Fatalf("%s: %+v, gaps %v", what, s, other.gapped())
			}
		}
		both("a snapshot")
		before := other.calls()
		h.PushEach(whisper(), whisper())
		time.Sleep(30 * time.Second) // several heartbeats name the next number
		both("nothing but whispers")
		if !slices.Equal(other.calls(), before) {
			t.Errorf("whispers to others were seen: %q", other.calls()[len(before):])
		}
		h.Push(whisper(), fake.Line(1, 4, "two"), whisper(), fake.Line(2, 3, "three"))
		both("a frame of both")
		h.Drop()
		h.PushEach(whisper(), fake.Line(1, 5, "four"), whisper())
		both("a resume")
		h.Drop()
		h.PushEach(whisper())
		both("a resume behind nothing but a whisper")
		h.Repeat()
		h.Push(fake.Line(1, 6, "five"), whisper())
		both("a repetition")
		h.Behind()
		both("being behind")
		if s := other.feed.Stats(); s.Snapshots != 2 || s.Resumes != 2 {
			t.Errorf("%+v", s)
		}
	})
}

// The other way round: a line that is lost right beside a whisper is still
// found to be missing, by both.
func TestHoleBesideAPrivateEventIsFound(t *testing.T) { // D-15
	for _, token := range []string{"rohan", "another"} {
		bubble(t, func(t *testing.T, h *fake.Hub) {
			h.As("rohan", "rohan", "Rohan M.", chat.RolePrimary)
			h.Load(fake.Chats(1, 1)...)
			d := open(t, h, as(token))
			d.live(t, h, time.Second)
			h.Skip()
			h.Push(fake.Whispered(1, 1, "meera", "rohan", "psst"), fake.Line(1, 2, "lost"))
			h.Push(fake.Line(1, 3, "next"))
			until(t, "the hole is found", 15*time.Second, func() bool { return d.feed.Stats().Holes == 1 })
			d.live(t, h, 15*time.Second)
		})
	}
}

// Versions of records pass like any event, byte for byte, also ten thousand of
// them in a snapshot; and so do offers.
func TestRecordsPass(t *testing.T) { // D-03
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Load(fake.Chats(1, 1)...)
		const many = 10_000
		for i := range many {
			h.Load(fake.Record(chat.ShelfCanned, fmt.Sprint("r", i), 1))
		}
		got := map[string]int{}
		d := open(t, h, func(c *Config) { c.Sink = &shelfSink{desk: c.Sink.(*desk), got: got} })
		d.live(t, h, 30*time.Second)
		h.Push(fake.Record(chat.ShelfHandover, "late", 2), fake.Offered(1, chat.OfferInvitation, "asha", "rohan"))
		d.live(t, h, time.Second)
		h.Drop()
		h.Push(fake.Record(chat.ShelfFollowUps, "later", 3))
		d.live(t, h, 15*time.Second)
		until(t, "the last record", time.Second, func() bool { d.mu.Lock(); defer d.mu.Unlock(); return len(got) == many+2 })
		d.mu.Lock()
		defer d.mu.Unlock()
		for v, n := range got {
			if n != 1 {
				t.Errorf("%s came %d times", v, n)
			}
		}
		if got[`handover {"id":"late","n":2}`] != 1 || len(d.floor.Chat("c1").Offers) != 1 {
			t.Errorf("the late ones are missing")
		}
	})
}

// shelfSink is a desk that notes what stands on the shelves.
type shelfSink struct {
	*desk
	got map[string]int
}

func (s *shelfSink) Events(batch []Item) {
	s.desk.Events(batch)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, it := range batch {
		if b, ok := it.Event.Body.(*chat.RecordSaved); ok {
			s.got[string(b.Shelf)+" "+string(b.Version)]++
		}
	}
}

// A record that cannot be read is asked for once more and then left out; no
// chat counts as having lost a line for it (D-15).
func TestUndecodableRecordIsNobodysGap(t *testing.T) {
	bubble(t, func(t *testing.T, h *fake.Hub) {
		h.Load(fake.Chats(2, 1)...)
		d := open(t, h, nil)
		d.live(t, h, time.Second)
		h.PushRaw(`{"id":"x","at":1,"kind":"RecordSaved","body":{"shelf":"canned","version":"no object"}}`)
		h.Push(fake.Line(1, 2, "after"))
		until(t, "read again", 15*time.Second, func() bool { return d.feed.Stats().Snapshots == 2 })
		d.live(t, h, 15*time.Second)
		if s := d.feed.Stats(); s.Undecodable != 2 || len(d.gapped()) != 0 {
			t.Errorf("%+v, gaps %v", s, d.gapped())
		}
		for _, call := range d.calls() {
			if call == "gap [] false" {
				t.Errorf("the floor was marked: %q", d.calls())
			}
		}
	})
}
