package fake

import (
	"fmt"

	"floorwalker/app/chat"
)

// firstAt is when the invented chats begin, in hub time.
const firstAt chat.Instant = 1_795_307_528_000

// Chats returns the events of n bot chats of c1, c2, … with the given number
// of lines each, customer and bot in turn, all chats overlapping.
func Chats(n, lines int) []chat.Event {
	events := make([]chat.Event, 0, n*(lines+1))
	for c := 1; c <= n; c++ {
		events = append(events, Opened(c))
	}
	for l := 1; l <= lines; l++ {
		for c := 1; c <= n; c++ {
			events = append(events, Line(c, l, fmt.Sprintf("Line %d of chat %d.", l, c)))
		}
	}
	return events
}

// Opened opens chat c.
func Opened(c int) chat.Event {
	return chat.Event{
		ID: chat.EventID(fmt.Sprintf("fake:c%d:opened", c)), At: firstAt + chat.Instant(c), Chat: chat.ChatID(fmt.Sprintf("c%d", c)),
		Body: &chat.ChatOpened{Customer: chat.Customer{Name: "Rohan M."}, Channel: chat.ChannelWebsite, Bot: true, Driver: "fake"},
	}
}

// Line is line l of chat c; odd lines are the customer's, even ones the bot's.
func Line(c, l int, text string) chat.Event {
	id := fmt.Sprintf("c%d:%d", c, l)
	b := &chat.MessagePosted{Message: chat.MessageID(id), From: chat.SpeakerCustomer, Name: "Rohan M.", Text: text}
	if l%2 == 0 {
		b.From, b.Name, b.Confidence = chat.SpeakerBot, "Bot", chat.ScoreOf(8_000)
	}
	return chat.Event{
		ID: chat.EventID("fake:" + id), At: firstAt + chat.Instant(1_000*l+c), Chat: chat.ChatID(fmt.Sprintf("c%d", c)), Body: b,
	}
}
