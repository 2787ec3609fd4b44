package ticket

import (
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// TestSummary: sentences of the transcript, bot and person apart (G-TKT-08).
func TestSummary(t *testing.T) {
	for _, c := range []struct {
		name string
		chat *stage
		want string
	}{
		{"both parts", solved(), `With the bot
Customer: I cannot log in to the panel since this morning.
Bot: Please clear the cookies of your browser.
Customer: I did that twice and the panel still shows error 403
With a person
Agent: Your panel login was locked after the error 403, so I unlocked the login.
Customer: Now the panel works again.`},
		{"nothing said", open(chat.Customer{}, true), ""},
		{"only the bot", open(chat.Customer{}, true).say(chat.SpeakerBot, "Welcome to our support page."), "With the bot\nBot: Welcome to our support page."},
		{"courtesies only", open(chat.Customer{}, true).say(chat.SpeakerCustomer, "Good morning sir").say(chat.SpeakerCustomer, "thanks"), "With the bot\nCustomer: Good morning sir"},
		{"a person only", open(chat.Customer{}, false).say(chat.SpeakerAgent, "You asked for a call today.").say(chat.SpeakerCustomer, "yes at 5"), "With a person\nAgent: You asked for a call today.\nCustomer: yes at 5"},
		{"questions answer nothing", open(chat.Customer{}, true).say(chat.SpeakerCustomer, "My calls fail").say(chat.SpeakerBot, "Which calls fail? (Incoming calls or outgoing calls?)"), "With the bot\nCustomer: My calls fail"},
		{"Hindi", open(chat.Customer{}, true).say(chat.SpeakerCustomer, "नमस्ते। मेरा पैनल नहीं खुल रहा है। क्या करूँ?"), "With the bot\nCustomer: मेरा पैनल नहीं खुल रहा है।\nCustomer: क्या करूँ?"},
		{"no blanks between words", open(chat.Customer{}, true).say(chat.SpeakerCustomer, "我无法登录控制面板请帮助我。谢谢"), "With the bot\nCustomer: 我无法登录控制面板请帮助我。谢谢"},
		{"version numbers", open(chat.Customer{}, true).say(chat.SpeakerCustomer, "Version 3.5 fails at 10.30 p.m."), "With the bot\nCustomer: Version 3.5 fails at 10.30 p.m."},
		{"hidden marks", open(chat.Customer{}, true).say(chat.SpeakerCustomer, "My \u202epanel\x00 is\tdown now"), "With the bot\nCustomer: My panel is down now"},
		{"long", open(chat.Customer{}, true).say(chat.SpeakerCustomer, strings.Repeat("so long ", 50)), "With the bot\nCustomer: " + strings.TrimSpace(strings.Repeat("so long ", 25)) + "…"},
	} {
		if got := SummaryText(Summarise(c.chat.chat())); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, c.want)
		}
	}
}

// TestSummaryLeavesOutScripts: a greeting and a closing message are said in every
// chat, and tell nothing of this one (G-TKT-08).
func TestSummaryLeavesOutScripts(t *testing.T) {
	s := open(chat.Customer{}, false).say(chat.SpeakerCustomer, "My panel is down")
	s.do("", &chat.MessagePosted{Message: "g", From: chat.SpeakerAgent, Text: "I will look into your panel now.", Script: "takeover-1"})
	s.say(chat.SpeakerAgent, "The panel is repaired.")
	s.do("", &chat.MessagePosted{Message: "b", From: chat.SpeakerAgent, Text: "If your panel needs us again, call us.", Script: "closing-3"})
	expectSame(t, "summary", SummaryText(Summarise(s.chat())), "With the bot\nCustomer: My panel is down\nWith a person\nAgent: The panel is repaired.")
}

// TestSummaryLeavesOutWhatFailed: a line that never reached the customer is no
// part of what was said to them.
func TestSummaryLeavesOutWhatFailed(t *testing.T) {
	s := open(chat.Customer{}, false).say(chat.SpeakerCustomer, "My panel is down").say(chat.SpeakerAgent, "The panel is repaired.")
	s.do("", &chat.MessageDelivered{Message: "m2", Delivery: chat.DeliveryFailed})
	expectSame(t, "summary", SummaryText(Summarise(s.chat())), "With the bot\nCustomer: My panel is down")
}
