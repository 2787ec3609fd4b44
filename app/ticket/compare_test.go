package ticket

import (
	"testing"

	"floorwalker/app/chat"
)

// TestCompare: the nightly check, which must be empty (G-TKT-01, G-CHK-D6).
func TestCompare(t *testing.T) {
	ticket := func(ref Ref, id chat.ChatID) Ticket { return Ticket{Ref: ref, Chat: id} }
	for _, c := range []struct {
		name    string
		closed  []chat.ChatID
		tickets []Ticket
		want    Differences
	}{
		{"a good night", []chat.ChatID{"b", "a"}, []Ticket{ticket("1", "a"), ticket("2", "b")}, Differences{}},
		{"nothing closed", nil, nil, Differences{}},
		{"said twice", []chat.ChatID{"a", "a"}, []Ticket{ticket("1", "a"), ticket("1", "a")}, Differences{}},
		{"a bot's chat forgotten", []chat.ChatID{"c", "a", "b"}, []Ticket{ticket("1", "a")}, Differences{Missing: []chat.ChatID{"b", "c"}}},
		{"a ticket of an open chat", []chat.ChatID{"a"}, []Ticket{ticket("1", "a"), ticket("2", "b")}, Differences{Extra: []chat.ChatID{"b"}}},
		{"two tickets of a chat", []chat.ChatID{"a"}, []Ticket{ticket("1", "a"), ticket("2", "a")}, Differences{Double: []chat.ChatID{"a"}}},
		{"one number of two chats", []chat.ChatID{"a", "b"}, []Ticket{ticket("1", "a"), ticket("1", "b")}, Differences{Shared: []Ref{"1"}}},
	} {
		got := Compare(c.closed, c.tickets)
		expectSame(t, c.name, got, c.want)
		expectSame(t, c.name+", empty", got.Empty(), c.want.Missing == nil && c.want.Extra == nil && c.want.Double == nil && c.want.Shared == nil)
	}
}
