package flow_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
)

func TestCallWish(t *testing.T) { // A-57, G-CB-04
	for _, tc := range []struct {
		name  string
		lines []string
		want  flow.CallWish
		offer bool
	}{
		{"nothing of the kind", []string{"My report is empty", "I called the wrong number yesterday"}, flow.CallWish{}, false},
		{"the first request is asked for details", []string{"Can someone call me?"}, flow.CallWish{Asked: 1}, false},
		{"the second may be offered one", []string{"Please call me", "I said, give me a call"}, flow.CallWish{Asked: 2}, true},
		{"who says so may at once", []string{"I would rather talk to somebody"}, flow.CallWish{Asked: 1, Prefers: true}, true},
		{"a no is no wish", []string{"Please don't call me", "Do not call me back"}, flow.CallWish{}, false},
		{"Hinglish", []string{"mujhe call kijiye", "phone karo please"}, flow.CallWish{Asked: 2}, true},
		{"Hindi", []string{"कृपया फोन करें"}, flow.CallWish{Asked: 1}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := &chat.Chat{}
			for _, l := range tc.lines {
				c.Messages = append(c.Messages,
					chat.Message{From: chat.SpeakerCustomer, Text: l},
					chat.Message{From: chat.SpeakerAgent, Text: "Shall I call you back?"})
			}
			got := flow.CallWishOf(c)
			if got != tc.want || got.Wanted() != tc.offer {
				t.Errorf("%+v, offer %t", got, got.Wanted())
			}
		})
	}
}

func TestNightLocked(t *testing.T) { // G-ON-05, A-17
	night := chat.Night{Shift: "2026-11-23-1000", From: 1000}
	at := func(change func(*chat.Chat)) *chat.Chat {
		c := &chat.Chat{Stage: chat.StageActive, Owner: "asha", Night: night}
		change(c)
		return c
	}
	for _, tc := range []struct {
		name string
		chat *chat.Chat
		want bool
	}{
		{"a chat of the day", at(func(c *chat.Chat) { c.Night = chat.Night{} }), false},
		{"one of the night", at(func(*chat.Chat) {}), true},
		{"reviewed, and to be called", at(func(c *chat.Chat) { c.Night.Reviewed, c.Night.Call = 1500, true }), true},
		{"reviewed, and not to be called", at(func(c *chat.Chat) { c.Night.Reviewed = 1500 }), false},
		{"unlocked with a reason", at(func(c *chat.Chat) { c.Night.Unlocked = "they ask for it" }), false},
		{"a call of theirs that rings", at(func(c *chat.Chat) { c.Calls = chat.CallLog{{ID: "1", By: "asha", Began: 1600}} }), false},
		{"a colleague's that rings", at(func(c *chat.Chat) { c.Calls = chat.CallLog{{ID: "1", By: "rohan", Began: 1600}} }), true},
		{"a call in vain", at(func(c *chat.Chat) {
			c.Calls = chat.CallLog{{ID: "1", Began: 1600, Ended: 1700, Outcome: chat.AttemptNoAnswer}}
		}), false},
		{"nobody was dialled after all", at(func(c *chat.Chat) {
			c.Calls = chat.CallLog{{ID: "1", Began: 1600, Ended: 1700, Outcome: chat.AttemptNotMade}}
		}), true},
		{"closed", at(func(c *chat.Chat) { c.Stage = chat.StageClosed }), false},
	} {
		if got := flow.NightLocked(tc.chat, "asha"); got != tc.want {
			t.Errorf("%s: %t", tc.name, got)
		}
	}
}
