package view

import (
	"testing"

	"floorwalker/app/chat"
)

// TestWatchersAreInTheRowAndMoveNothing: whoever watches calls for nobody, so the
// order and its version stay as they are; and a chat that has left takes its
// number with it.
func TestWatchersAreInTheRowAndMoveNothing(t *testing.T) { // ux 4.1, S-MULTI-01
	f := chat.NewFloor()
	b := NewBook("meera", 0, func(id chat.AgentID) string { return string(id) })
	do := func(id chat.EventID, body chat.Body) {
		b.Update(f.Apply(&chat.Event{ID: id, At: 1, Chat: "c", Body: body}).Chat)
	}
	b.Watched("c", 3) // told of before it is there
	do("open", &chat.ChatOpened{Bot: true})
	was := b.Boards()[All]
	if n := b.Row("c").Watchers; n != 3 {
		t.Errorf("%d watch, want 3", n)
	}
	for _, n := range []int{1, 2, 0} {
		if !b.Watched("c", n) || b.Watched("c", n) {
			t.Errorf("that %d watch is news once", n)
		}
		b.Update(f.Chat("c"))
		if got := was.Row(0).Watchers; got != n {
			t.Errorf("%d watch, want %d", got, n)
		}
	}
	if now := b.Boards()[All]; now.Version != was.Version {
		t.Error("watching moved a row")
	}
	b.Watched("c", 2)
	do("close", &chat.ChatClosed{})
	if n := len(b.watched); n != 0 {
		t.Errorf("%d chats are remembered that are not on the board", n)
	}
}
