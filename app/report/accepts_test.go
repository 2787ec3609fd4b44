package report

import (
	"testing"
	"time"

	"floorwalker/app/chat"
)

func accept(a *Accepts, id chat.ChatID, queued, at chat.Instant) {
	c := &chat.Chat{ID: id, QueuedAt: queued}
	a.Take(c, &chat.Event{ID: "e", At: at, Chat: id, Body: &chat.ChatAccepted{Agent: "asha"}})
}

func TestAcceptTimes(t *testing.T) { // S-ACC-06
	var a Accepts
	if got := a.Times(); got != (AcceptTimes{}) {
		t.Errorf("nothing accepted: %+v", got)
	}
	for i := 1; i <= 100; i++ {
		accept(&a, "c", 1_000, chat.Instant(1_000+i*1_000))
	}
	want := AcceptTimes{N: 100, P50: 50 * time.Second, P95: 95 * time.Second}
	if got := a.Times(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestOnlyWaitsCount(t *testing.T) {
	var a Accepts
	c := &chat.Chat{ID: "c"}
	a.Take(c, &chat.Event{At: 9, Body: &chat.ChatTakenOver{Agent: "asha"}}) // never queued
	c.QueuedAt = 5
	a.Take(c, &chat.Event{At: 9, Body: &chat.MessagePosted{}})
	if n := a.Times().N; n != 0 {
		t.Errorf("%d waits, want none", n)
	}
}

func TestTheNewestWaitsAreKept(t *testing.T) {
	var a Accepts
	for i := range acceptsKept + 50 {
		accept(&a, "c", 1, chat.Instant(1+i))
	}
	if l := a.List(); len(l) != acceptsKept || a.Times().P50 < 250*time.Millisecond {
		t.Errorf("%d kept, median %v", len(l), a.Times().P50)
	}
}
