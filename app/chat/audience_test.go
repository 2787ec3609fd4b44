package chat

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestWhispersLeaveNoMark compares what everybody may see of a chat before and
// after a whisper (C-OBS-06, D-03).
func TestWhispersLeaveNoMark(t *testing.T) {
	f := staffed()
	f.Apply(ev("m", 4, &MessagePosted{Message: "m", From: SpeakerCustomer, Text: "hi"}))
	c := f.Chat("c")
	hash, revision, last, line, moves := f.Hash(), c.Revision, c.LastAt, c.LastLine, c.OthersDid("")
	w := ev("w", 9, &WhisperPosted{Message: "w", To: "asha", Name: "Ben", Text: "psst"})
	w.By = "ben"
	f.Apply(w)
	if f.Hash() != hash || c.Revision != revision || c.LastAt != last || c.LastLine != line || c.OthersDid("") != moves {
		t.Error("a whisper left a mark on the floor")
	}
	if got := c.Messages[1]; got.From != SpeakerWhisper || got.To != "asha" || got.Agent != "ben" || got.Text != "psst" || got.At != 9 {
		t.Errorf("%+v", got)
	}
	f.Apply(ev("m2", 10, &MessagePosted{Message: "m2", From: SpeakerCustomer, Text: "still there?"}))
	if c.LastLine != 2 || c.Messages[c.LastLine].ID != "m2" {
		t.Errorf("the last line is %d of %+v", c.LastLine, c.Messages)
	}
}

func TestAudience(t *testing.T) { // C-OBS-06, D-03
	for _, k := range Kinds() {
		e := &Event{By: "ben", Body: NewBody(k)}
		if e.Private() != (k == KindWhisperPosted) {
			t.Errorf("%s is private: %t", k, e.Private())
		}
		for _, a := range []AgentID{"ben", "cara", ""} {
			if want := k != KindWhisperPosted || a == "ben"; e.Concerns(a) != want {
				t.Errorf("%s concerns %q: %t", k, a, !want)
			}
		}
	}
	nobodys := &Event{Body: &WhisperPosted{To: ""}}
	if nobodys.Concerns("") {
		t.Error("a whisper to nobody concerns nobody")
	}
}

// TestSavedRecordsChangeNothing: the floor only knows that it has seen them.
func TestSavedRecordsChangeNothing(t *testing.T) {
	f := staffed()
	hash := f.Hash()
	e := &Event{ID: "s", At: 5, By: "asha", Body: &RecordSaved{Shelf: ShelfCanned, Version: []byte("{}")}}
	if f.Knows("s") || !f.Apply(e).Applied || f.Apply(e).Applied || !f.Knows("s") || f.Hash() != hash {
		t.Error("a saved record is new once, and is no part of the floor")
	}
	if f.Knows("t") {
		t.Error("a chat's facts are not the team's")
	}
	for _, s := range []Shelf{ShelfCanned, ShelfFollowUps, ShelfHandover, "", "attic"} {
		if s.Valid() != (s != "" && s != "attic") {
			t.Errorf("%q", s)
		}
	}
}

// TestFloorsOfDifferentDesks folds one log on the desk of who is told of
// everything and on that of who is told of no whisper, the second chat by
// chat as a cache has it: they agree on what both may see (C-OBS-06).
func TestFloorsOfDifferentDesks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := companyEvents(t)
		all, some := NewFloor(), NewFloor()
		for i := range events {
			all.Apply(&events[i])
		}
		var told []*Event
		for i := range events {
			if events[i].Concerns("cara") {
				told = append(told, &events[i])
			}
		}
		slices.SortStableFunc(told, func(a, b *Event) int { return cmpChat(a.Chat, b.Chat) })
		if err := some.Restore(func(apply func(*Event) Change) error {
			for _, e := range told {
				apply(e)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if all.Hash() != some.Hash() {
			t.Fatal("the floors differ")
		}
		for _, id := range []ChatID{"c1", "c2"} {
			for _, a := range []AgentID{"asha", "ben", ""} {
				if all.Chat(id).OthersDid(a) != some.Chat(id).OthersDid(a) {
					t.Fatalf("%s counts other news of %s", a, id)
				}
			}
		}
	})
}

// cmpChat sorts the team's facts first and the chats backwards.
func cmpChat(a, b ChatID) int {
	switch {
	case a == b:
		return 0
	case a == "" || b != "" && a > b:
		return -1
	}
	return 1
}

func companyEvents(t *rapid.T) []Event {
	var events []Event
	add := func(c ChatID, by AgentID, b Body) {
		n := len(events)
		events = append(events, Event{ID: EventID(fmt.Sprint(n)), At: Instant(n + 1), Chat: c, By: by, Body: b})
	}
	people := []AgentID{"asha", "ben"}
	for _, a := range append(people, "cara") {
		add("", "", &AgentAdded{Agent: a, Role: RolePrimary})
	}
	for _, c := range []ChatID{"c1", "c2"} {
		add(c, "", &ChatOpened{Bot: true})
	}
	for range rapid.IntRange(20, 80).Draw(t, "n") {
		n := len(events)
		c := rapid.SampledFrom([]ChatID{"c1", "c2"}).Draw(t, "chat")
		me := rapid.SampledFrom(people).Draw(t, "me")
		you := rapid.SampledFrom(people).Draw(t, "you")
		m, o := MessageID(fmt.Sprint("m", n)), OfferID(fmt.Sprint("o", rapid.IntRange(0, 3).Draw(t, "offer")))
		add(c, me, rapid.SampledFrom([]Body{
			&WhisperPosted{Message: m, To: you, Text: "psst"}, &WhisperPosted{Message: m, To: you, Text: "hm"},
			&MessagePosted{Message: m, From: SpeakerCustomer}, &MessagePosted{Message: m, From: SpeakerAgent, Delivery: DeliveryPending},
			&NotePosted{Message: m}, &ChatTakenOver{Agent: me}, &AgentJoined{Agent: you}, &AgentLeft{Agent: me, Next: you},
			&AgentLeft{Agent: you}, &OfferMade{Offer{ID: o, Kind: OfferForward, From: me, To: you}}, &OfferAccepted{Offer: o},
			&OfferReturned{Offer: o, How: ReturnedExpired}, &ChatForwarded{From: me, To: you}, &TagAdded{"vat"}, &TagRemoved{"vat"},
			&MessageDelivered{Message: MessageID(fmt.Sprint("m", rapid.IntRange(0, n).Draw(t, "line"))), Delivery: DeliveryDelivered},
			&ChatQueued{}, &ChatClosed{}, &ChatOpened{},
		}).Draw(t, "body"))
	}
	return events
}
