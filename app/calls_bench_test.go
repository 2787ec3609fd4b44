package app

import (
	"fmt"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/assets"
)

// BenchmarkCalls brings the list of calls up to date after something has happened in
// one chat of a floor on which every tenth one owes a call: its cost is that of the
// chat, and of the list where the chat has a call, and never that of the floor.
func BenchmarkCalls(b *testing.B) {
	for _, chats := range []int{1_000, 10_000} {
		for _, owing := range []bool{false, true} {
			b.Run(fmt.Sprintf("chats=%d/owes=%t", chats, owing), func(b *testing.B) {
				d := deskOf(b, chats)
				c := d.floor.Chat("c1")
				if owing {
					c = d.floor.Chat("c0")
				}
				d.dirty = map[chat.ChatID]*chat.Chat{c.ID: c}
				for b.Loop() {
					d.showCalls()
				}
			})
		}
	}
}

// deskOf is a desk with chats c0, c1 and so on, of which every tenth owes a call.
func deskOf(b *testing.B, chats int) *Desk {
	b.Helper()
	cache := newCache()
	d, _, err := New(Config{Edition: assets.Edition(), Clock: fakeClock{}, Cache: cache, Outbox: outboxOn(cache), NewID: func() chat.CommandID { return "x" }})
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	fold := func(id chat.ChatID, body chat.Body) {
		n++
		d.fold(&chat.Event{ID: chat.EventID(fmt.Sprint("e", n)), At: chat.Instant(n), Chat: id, Body: body})
	}
	for i := range chats {
		id := chat.ChatID(fmt.Sprint("c", i))
		fold(id, &chat.ChatOpened{Bot: true})
		if i%10 == 0 {
			fold(id, &chat.ObligationStarted{Obligation: chat.Obligation{ID: "o", Kind: chat.OwedCall, Due: chat.Instant(n)}})
		}
	}
	d.show()
	return d
}
