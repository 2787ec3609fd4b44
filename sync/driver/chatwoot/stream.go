package chatwoot

import (
	"context"
	"errors"
	"strings"
	"time"
)

// occurrence is what an event of the cable is about.
type occurrence struct {
	chat number
	// conv is the conversation as the event has it, if it has one.
	conv *conversation
	// line is a message that is new or has changed.
	line *message
	// typed says that the customer is at their keyboard.
	typed time.Time
	// contact is a customer who has changed; which chats are theirs the driver knows.
	contact number
	// lists says that teams or inboxes are not what they were.
	lists bool
}

var errNoNews = errors.New("an event that is no news")

// decodeOccurrence reads an event of the cable. Those that concern nobody here, and those
// that cannot be read, are errors and are skipped.
func decodeOccurrence(event string, data []byte, now time.Time) (occurrence, error) {
	switch event {
	case "message.created", "message.updated":
		m, err := decodeMessage(data)
		if err == nil && m.Conversation <= 0 {
			err = errNoID
		}
		return occurrence{chat: m.Conversation, line: &m}, err
	case "conversation.created", "conversation.updated", "conversation.status_changed", "conversation.read",
		"assignee.changed", "team.changed", "conversation.contact_changed":
		c, err := decodeConversation(data)
		c.heard = now
		return occurrence{chat: c.ID, conv: &c}, err
	case "conversation.typing_on":
		t, err := decodeTyping(data)
		if err == nil && (t.User.v.Type.v != "contact" || t.Private.v) {
			err = errNoNews
		}
		return occurrence{chat: t.Conversation.ID, typed: now}, err
	case "contact.updated":
		c, err := decodeContact(data)
		return occurrence{contact: c.ID}, err
	case "account.cache_invalidated":
		return occurrence{lists: true}, nil
	}
	return occurrence{}, errNoNews
}

// happened is when the vendor says that it happened; zero if it does not say.
func (o *occurrence) happened() time.Time {
	switch {
	case o.line != nil && !o.line.Updated.IsZero():
		return o.line.Updated.Time
	case o.conv != nil:
		return o.conv.Updated.Time
	}
	return time.Time{}
}

// stream is the cable as the engine wants it.
type stream struct {
	cable  *cable
	driver *Driver
}

// Next returns the next event that concerns us.
func (s *stream) Next(ctx context.Context) (occurrence, error) {
	for {
		event, data, err := s.cable.next()
		if err != nil {
			if ctx.Err() != nil {
				return occurrence{}, ctx.Err()
			}
			return occurrence{}, s.driver.refusal(err)
		}
		o, err := decodeOccurrence(event, data, s.driver.cfg.Now())
		if err == nil {
			s.driver.health.Heard(o.happened())
			return o, nil
		}
		if !errors.Is(err, errNoNews) {
			s.driver.cfg.Logger.Debug("chatwoot: an event that cannot be read", "event", strings.ToValidUTF8(clip(event, 40), ""))
		}
	}
}

// Close ends the connection.
func (s *stream) Close() error {
	s.cable.Close()
	return nil
}
