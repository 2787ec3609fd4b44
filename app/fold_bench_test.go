package app

import (
	"fmt"
	"testing"

	"floorwalker/app/chat"
)

// BenchmarkFold is a line of a customer on a floor of a thousand chats, of which
// twenty are mine, with a snapshot for every twenty lines.
func BenchmarkFold(b *testing.B) {
	cache := newCache()
	d, _, err := New(Config{Policy: testPolicy(), Clock: fakeClock{}, Cache: cache, Outbox: outboxOn(cache), NewID: func() chat.CommandID { return "x" }})
	if err != nil {
		b.Fatal(err)
	}
	d.Attach(&fakeStream{up: true})
	d.me, d.live = me, true
	d.book.Me(me.Agent)
	const chats = 1000
	n := 0
	fold := func(id chat.ChatID, body chat.Body) {
		n++
		d.fold(&chat.Event{ID: chat.EventID(fmt.Sprint("e", n)), At: chat.Instant(n), Chat: id, Body: body})
	}
	ids := make([]chat.ChatID, chats)
	for i := range ids {
		ids[i] = chat.ChatID(fmt.Sprint("c", i))
		fold(ids[i], &chat.ChatOpened{Bot: true})
		if i%50 == 0 {
			fold(ids[i], &chat.ChatAccepted{Agent: me.Agent})
		}
	}
	d.open = ids[0]
	line := &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer, Text: "hello"}
	for b.Loop() {
		fold(ids[n%chats], line)
		if n%20 == 0 {
			d.show()
		}
	}
}
