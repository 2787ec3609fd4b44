package feed

import (
	"testing"
	"time"

	"floorwalker/sync/fake"
)

// Ten thousand events, one a frame, through real sockets, with the connection
// cut again and again: every one arrives, and none is folded twice.
func TestTenThousandEventsOverTheLoopback(t *testing.T) {
	h := fake.New(t)
	h.Load(fake.Chats(200, 1)...)
	d := open(t, h, func(c *Config) { c.Random = func() float64 { return -0.45 } }) // returns soon
	for i := range 50 {
		for c := 1; c <= 200; c++ {
			h.Push(fake.Line(c, i+2, "One of ten thousand."))
		}
		if i%10 == 5 {
			h.Drop()
		}
	}
	want := h.Hash()
	for end := time.Now().Add(time.Minute); d.hash() != want; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not there after a minute: %+v", d.feed.Stats())
		}
	}
	d.stop()
	if s := d.feed.Stats(); s.Holes != 0 || s.Malformed != 0 || s.Undecodable != 0 {
		t.Errorf("%+v", s)
	}
}
