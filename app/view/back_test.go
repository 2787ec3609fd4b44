package view

import (
	"testing"

	"floorwalker/app/chat"
)

// what came back is told to who had offered it, by name, and to nobody
// else.
func TestWhatCameBackIsMyOwn(t *testing.T) {
	f := chat.NewFloor()
	for i, b := range []chat.Body{
		&chat.ChatOpened{Bot: true}, &chat.ChatTakenOver{Agent: "asha"},
		&chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferForward, From: "asha", To: "ben"}},
		&chat.OfferReturned{Offer: "o", How: chat.ReturnedDeclined, Reason: "busy", Agent: "ben"},
	} {
		f.Apply(&chat.Event{ID: chat.EventID(rune('a' + i)), At: chat.Instant(i + 1), Chat: "c", Body: b})
	}
	names := func(id chat.AgentID) string { return "agent " + string(id) }
	mine := NewBook("asha", 0, names).ThreadOf(f.Chat("c")).Back
	if len(mine) != 1 || mine[0].ToName != "agent ben" || mine[0].ByName != "agent ben" || mine[0].Reason != "busy" {
		t.Errorf("%+v", mine)
	}
	if got := NewBook("ben", 0, names).ThreadOf(f.Chat("c")).Back; got != nil {
		t.Errorf("ben is told %+v", got)
	}
}
