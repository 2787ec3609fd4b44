package chat

import "slices"

type (
	// MessageEdited says that a line was changed by whoever wrote it, at the backend.
	MessageEdited struct {
		Message MessageID
		Text    string
		// Masked and Sealed are as in [MessagePosted].
		Masked bool
		Sealed []byte
	}

	// MessageRemoved says that a line was taken back by whoever wrote it. Its words
	// are gone from the floor, and that there was a line is not.
	MessageRemoved struct{ Message MessageID }
)

// The kinds of events about lines that change.
const (
	KindMessageEdited  Kind = "MessageEdited"
	KindMessageRemoved Kind = "MessageRemoved"
)

// Kind implements Body for each event.
func (*MessageEdited) Kind() Kind  { return KindMessageEdited }
func (*MessageRemoved) Kind() Kind { return KindMessageRemoved }

// applyRewrite folds a change of a line; it reports whether e was one.
func (c *Chat) applyRewrite(e *Event) bool {
	switch b := e.Body.(type) {
	case *MessageEdited:
		c.rewrite(b.Message, func(m *Message) {
			if m.Removed.IsZero() {
				m.Text, m.Masked, m.Edited = b.Text, b.Masked, e.At
			}
		})
	case *MessageRemoved:
		c.rewrite(b.Message, func(m *Message) {
			m.Text, m.Masked, m.File, m.Removed = "", false, nil, e.At
		})
	default:
		return false
	}
	return true
}

// rewrite changes a line that the customer sees in a copy of all lines, for somebody
// may be reading the old ones. It is rare, and the only event whose cost grows with
// the chat.
func (c *Chat) rewrite(id MessageID, to func(*Message)) {
	at := c.lineAt(id)
	if at < 0 {
		return
	}
	c.Messages = slices.Clone(c.Messages)
	to(&c.Messages[at])
	c.Rewritten++
}

// lineAt returns the index of the line of that id that the customer sees, or -1. What
// is changed was mostly said just now, so it looks from the end.
func (c *Chat) lineAt(id MessageID) int {
	for i := len(c.Messages) - 1; i >= 0; i-- {
		switch m := &c.Messages[i]; m.From {
		case SpeakerCustomer, SpeakerBot, SpeakerAgent, SpeakerSystem:
			if m.ID == id {
				return i
			}
		}
	}
	return -1
}
