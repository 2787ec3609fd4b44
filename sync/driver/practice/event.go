package practice

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// Driver is the backend's name in the log and the start of its event ids.
const Driver = "practice"

func eventID(id chat.ChatID, what string) chat.EventID {
	return chat.EventID(Driver + ":" + string(id) + ":" + what)
}

func turnID(id chat.ChatID, turn int64) chat.EventID {
	return eventID(id, strconv.FormatInt(turn, 10))
}

// answerID names the bot's answer to the customer's turn, so that one line has
// one answer however often the bot is asked to give it.
func answerID(id chat.ChatID, turn int64) chat.EventID {
	return eventID(id, strconv.FormatInt(turn, 10)+":bot")
}

func posted(l Line) chat.Event {
	return said(turnID(l.Chat, l.Turn), l)
}

func said(id chat.EventID, l Line) chat.Event {
	return chat.Event{ID: id, Chat: l.Chat, Body: &chat.MessagePosted{
		Message: chat.MessageID(id), From: l.From, Name: l.Name, Text: l.Text, Confidence: l.Confidence, File: l.File,
	}}
}

func opened(id chat.ChatID, c chat.Customer, ch chat.Channel) chat.Event {
	if ch == "" {
		ch = chat.ChannelWebsite
	}
	return chat.Event{ID: eventID(id, "open"), Chat: id, Body: &chat.ChatOpened{
		Customer: c, Channel: ch, Bot: true, Driver: Driver,
	}}
}

func described(id chat.ChatID, c chat.Customer) chat.Event {
	what := "name"
	if c.Phone != "" || c.Contact != "" {
		// Somebody who gives another number is described again, once.
		sum := sha256.Sum256([]byte(c.Name + "\x00" + c.Contact + "\x00" + c.Phone))
		what += ":" + hex.EncodeToString(sum[:8])
	}
	return chat.Event{ID: eventID(id, what), Chat: id, Body: &chat.CustomerDescribed{Customer: c}}
}

func queued(id chat.ChatID, reason string) chat.Event {
	return chat.Event{ID: eventID(id, "queue"), Chat: id, Body: &chat.ChatQueued{Queue: "support", Reason: reason}}
}

func closed(id chat.ChatID, reason string) chat.Event {
	return chat.Event{ID: eventID(id, "close"), Chat: id, Body: &chat.ChatClosed{Reason: reason}}
}

func rated(id chat.ChatID, stars int, words string) chat.Event {
	return chat.Event{ID: eventID(id, "rating"), Chat: id, Body: &chat.RatingGiven{Stars: stars, Words: words}}
}

// turnOf returns the turn that a client gave to a line, or NoTurn.
func turnOf(e *chat.Event) int64 {
	rest, ok := strings.CutPrefix(string(e.ID), Driver+":"+string(e.Chat)+":")
	if !ok {
		return NoTurn
	}
	n, err := strconv.ParseInt(rest, 10, 64)
	if err != nil || n < 0 {
		return NoTurn
	}
	return n
}

// seenByCustomer turns a committed line into what the customer's client gets.
// The bot's confidence and the chat's channel are the team's business, not theirs; by
// what way a line came is shown where it is another than the chat's own.
func seenByCustomer(c *driver.Committed) (Line, bool) {
	b, ok := c.Event.Body.(*chat.MessagePosted)
	if !ok {
		return Line{}, false
	}
	return Line{
		Chat: c.Event.Chat, Turn: turnOf(&c.Event), From: b.From, Text: b.Text, Name: b.Name, At: c.Event.At, File: b.File,
		Channel: b.Via,
	}, true
}
