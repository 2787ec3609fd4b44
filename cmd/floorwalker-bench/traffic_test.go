package main

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// TestTraffic: what is measured is what the table says: so many chats open at
// any time, events of such a size, and each of them new to the floor.
func TestTraffic(t *testing.T) {
	const chats = 200
	for _, size := range []int{largeEvent, smallEvent} {
		tr := newTraffic("t", chats, size, true)
		f := chat.NewFloor()
		lines, bytes := 0, 0
		for n := range 4 * life * chats {
			e := tr.next()
			if !f.Apply(&e).Applied {
				t.Fatalf("event %d of chat %s is not new", n, e.Chat)
			}
			if _, ok := e.Body.(*chat.MessagePosted); ok {
				lines, bytes = lines+1, bytes+len(wire.AppendEvent(nil, &e))
			}
			if n > chats && (f.Active() < chats*95/100 || f.Active() > chats) {
				t.Fatalf("%d chats are open after %d events", f.Active(), n)
			}
		}
		if got := bytes / lines; got < size*97/100 || got > size*103/100 {
			t.Errorf("a line has %d bytes, %d were meant", got, size)
		}
	}
}

func TestQuantiles(t *testing.T) {
	v := []time.Duration{5, 1, 4, 2, 3}
	if median(v) != 3 || quantile(v, 0.99) != 5 || quantile(v, 0) != 1 || median([]float64{}) != 0 {
		t.Error(median(v), quantile(v, 0.99), quantile(v, 0))
	}
}
