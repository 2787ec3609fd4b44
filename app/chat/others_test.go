package chat

import "testing"

// What waits is held if somebody else did something in its chat since, and
// only then (issue 3, the outbox).
func TestOthersDid(t *testing.T) {
	for _, c := range []struct {
		what      string
		by        AgentID
		body      Body
		asha, ben int // how much it counts for either
	}{
		{"the customer's line", "", &MessagePosted{From: SpeakerCustomer}, 1, 1},
		{"the bot's line", "", &MessagePosted{From: SpeakerBot}, 1, 1},
		{"asha's line", "asha", &MessagePosted{From: SpeakerAgent}, 0, 1},
		{"the system's line", "", &MessagePosted{From: SpeakerSystem}, 0, 0},
		{"a note", "ben", &NotePosted{}, 0, 0},
		{"how far a line came", "", &MessageDelivered{Delivery: DeliverySent}, 0, 0},
		{"it is queued", "", &ChatQueued{}, 1, 1},
		{"asha accepts", "", &ChatAccepted{Agent: "asha"}, 0, 1},
		{"asha claims", "asha", &TakeOverClaimed{Agent: "asha"}, 0, 1},
		{"asha has it", "", &ChatTakenOver{Agent: "asha"}, 0, 1},
		{"asha's claim fails", "", &TakeOverReverted{Agent: "asha"}, 1, 1},
		{"a trigger", "", &TriggerRaised{}, 0, 0},
		{"an obligation", "", &ObligationStarted{}, 0, 0},
		{"asha acknowledges", "asha", &AlertAcknowledged{}, 0, 0},
		{"it is forwarded to asha", "asha", &ChatForwarded{From: "ben", To: "asha"}, 0, 1},
		{"ben leaves", "ben", &AgentLeft{Agent: "ben", Next: "asha"}, 1, 0},
		{"ben joins", "ben", &AgentJoined{Agent: "ben"}, 0, 0},
		{"a whisper", "ben", &WhisperPosted{To: "asha"}, 0, 0},
		{"an offer", "ben", &OfferMade{Offer{ID: "o", To: "asha"}}, 0, 0},
		{"its end", "", &OfferReturned{Offer: "o"}, 0, 0},
		{"a tag", "ben", &TagAdded{"vat"}, 0, 0},
		{"it ends", "", &ChatClosed{}, 1, 1},
	} {
		f := NewFloor()
		f.Apply(&Event{ID: "1", Chat: "c", Body: &ChatOpened{Bot: true}})
		ch := f.Chat("c")
		asha, ben, all := ch.OthersDid("asha"), ch.OthersDid("ben"), ch.OthersDid("")
		e := Event{ID: "2", Chat: "c", By: c.by, Body: c.body}
		f.Apply(&e)
		f.Apply(&e) // the same again is nothing new
		if a, b := ch.OthersDid("asha")-asha, ch.OthersDid("ben")-ben; a != c.asha || b != c.ben {
			t.Errorf("%s counts %d for asha and %d for ben, want %d and %d", c.what, a, b, c.asha, c.ben)
		}
		if n := ch.OthersDid("") - all; n != max(c.asha, c.ben) {
			t.Errorf("%s counts %d for nobody", c.what, n)
		}
	}
}
