package dispatch

import (
	"reflect"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// Closed chats and tickets are the same, or the list says where not (G-TKT-01).
func TestTheCheck(t *testing.T) {
	r := newRig(t, "")
	same := r.differing()
	c, err := r.CheckNow(t.Context())
	if err != nil || c.Failed != "" {
		t.Errorf("%+v, %v", c, err)
	}
	want := wire.TicketCheck{
		At: c.At, Closed: 6, Tickets: c.Tickets,
		Missing: []chat.ChatID{"again", "lost", "missing"}, Extra: []chat.ChatID{"extra"}, Double: []chat.ChatID{"double"}, Shared: []string{same},
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("%+v, want %+v", c, want)
	}
	if kept, err := r.Check(); err != nil || !reflect.DeepEqual(kept, c) {
		t.Errorf("%+v, %v", kept, err)
	}
}

// differing puts on the log every way in which chats and tickets can differ, and some
// in which they do not; it returns the number that two chats share.
func (r *rig) differing() string {
	j := r.journal
	r.endChat(aTicket("fine"))
	r.save(aTicket("fine")) // again under its number
	j.add("missing", noon, &chat.ChatOpened{})
	j.add("missing", noon, &chat.ChatClosed{Reason: "x"})
	j.add("extra", noon, &chat.ChatOpened{})
	r.save(aTicket("extra"))
	r.endChat(aTicket("back")) // and is open again: there is nothing to have a ticket of
	j.add("back", noon, &chat.ChatOpened{})
	r.endChat(aTicket("again"))
	j.add("again", noon, &chat.ChatOpened{})
	j.add("again", noon, &chat.ChatClosed{Reason: "ended a second time, and the ticket is of the first"})
	other := aTicket("double")
	r.endChat(other)
	other.Ref = aTicket("elsewhere").Ref
	r.save(other)
	left := aTicket("left") // by its only person, and goes on (V-LEAVE-02)
	left.Closed = 0
	j.add("left", noon, &chat.ChatOpened{})
	r.save(left)
	lost := aTicket("lost") // the same, and has ended without another ticket
	lost.Closed = 0
	j.add("lost", noon, &chat.ChatOpened{})
	r.save(lost)
	j.add("lost", noon, &chat.ChatClosed{Reason: "x"})
	j.add("shared", noon, &chat.ChatOpened{})
	same := aTicket("shared")
	same.Ref = aTicket("fine").Ref
	r.save(same)
	j.add("shared", noon, &chat.ChatClosed{})
	return string(same.Ref)
}

// It is made at three in the floor's zone, once a night, and once on a new floor.
func TestTheNight(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Kolkata")
	if err != nil {
		t.Fatal(err)
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ now, want time.Time }{
		{time.Date(2026, 11, 22, 2, 59, 59, 0, zone), time.Date(2026, 11, 21, 3, 0, 0, 0, zone)},
		{time.Date(2026, 11, 22, 3, 0, 0, 0, zone), time.Date(2026, 11, 22, 3, 0, 0, 0, zone)},
		{time.Date(2026, 11, 22, 23, 0, 0, 0, time.UTC), time.Date(2026, 11, 23, 3, 0, 0, 0, zone)},
		{time.Date(2026, 3, 29, 12, 0, 0, 0, berlin), time.Date(2026, 3, 29, 3, 0, 0, 0, berlin)}, // the night without a second hour
		{time.Date(2026, 1, 1, 1, 0, 0, 0, berlin), time.Date(2025, 12, 31, 3, 0, 0, 0, berlin)},
	} {
		if got := lastNight(c.now, c.want.Location()); !got.Equal(c.want) {
			t.Errorf("at %v: %v, want %v", c.now, got, c.want)
		}
	}
	r := newRig(t, "")
	r.began = r.began.Add(time.Hour) // the clock moves with r.at alone, near enough
	step := func(at time.Time, want bool) {
		t.Helper()
		before, err := r.Check()
		if err != nil {
			t.Fatal(err)
		}
		r.at, r.began = at, time.Now()
		if err := r.night(t.Context()); err != nil {
			t.Fatal(err)
		}
		after, err := r.Check()
		if err != nil || (after.At != before.At) != want {
			t.Errorf("at %v: %v, then %v, %v", at, before.At, after.At, err)
		}
	}
	step(time.Date(2026, 11, 22, 12, 0, 0, 0, zone), true)
	step(time.Date(2026, 11, 22, 23, 0, 0, 0, zone), false)
	step(time.Date(2026, 11, 23, 2, 50, 0, 0, zone), false)
	step(time.Date(2026, 11, 23, 3, 0, 1, 0, zone), true)
	step(time.Date(2026, 11, 23, 4, 0, 0, 0, zone), false)
	step(time.Date(2026, 11, 26, 1, 0, 0, 0, zone), true) // it was off for days
}

func FuzzSettings(f *testing.F) {
	f.Add([]byte(outToml("https://tickets.example.com", "127.0.0.1:587")))
	f.Add([]byte("[[hook]]\n"))
	f.Add([]byte("[relay]\nport = -1\ntls = \"implicit\"\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		hooks, relay, err := parse(b)
		if err != nil {
			return
		}
		for name, h := range hooks {
			if name == "" || h.Check() != nil {
				t.Errorf("%q is let in", name)
			}
		}
		if relay != nil && relay.Check() != nil {
			t.Error("a mail server that cannot be used is let in")
		}
	})
}
