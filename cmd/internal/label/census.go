package label

import (
	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// Counted is what a census knows of a chat.
type Counted struct {
	ID chat.ChatID
	// Number is the chat's place in the log, from 1: its name in the export.
	Number int
	// Lines counts what the customer and the bot wrote before an agent did.
	Lines int
	// Alerted says that somebody was called, Said that a desk marked,
	// confirmed or dismissed something.
	Alerted, Said bool

	served bool // an agent has written
}

// Census counts chats without keeping what was written in them, so that a long
// log can be counted. The zero Census has seen nothing.
type Census struct {
	chats []Counted
	index map[chat.ChatID]int
}

// Event takes in the next line of the log. What cannot be decoded is passed
// over: it is of a version that knows more.
func (c *Census) Event(raw []byte) {
	e, err := wire.DecodeEvent(raw, nil)
	if err != nil || e.Body == nil || e.Chat == "" {
		return
	}
	one := c.chat(e.Chat)
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		switch {
		case b.From == chat.SpeakerAgent:
			one.served = true
		case shown(b.From) && !one.served:
			one.Lines++
		}
	case *chat.TriggerRaised:
		one.Alerted = one.Alerted || b.Trigger.Level == chat.LevelAlert
		one.Said = one.Said || b.Trigger.MarkedBy != ""
	case *chat.TriggerConfirmed, *chat.TriggerDismissed:
		one.Said = true
	}
}

// Chats returns all chats in the order of the log.
func (c *Census) Chats() []Counted { return c.chats }

func (c *Census) chat(id chat.ChatID) *Counted {
	if c.index == nil {
		c.index = make(map[chat.ChatID]int)
	}
	i, ok := c.index[id]
	if !ok {
		i = len(c.chats)
		c.index[id] = i
		c.chats = append(c.chats, Counted{ID: id, Number: i + 1})
	}
	return &c.chats[i]
}

// shown reports whether the lines of a speaker are labelled.
func shown(s chat.Speaker) bool { return s == chat.SpeakerCustomer || s == chat.SpeakerBot }
