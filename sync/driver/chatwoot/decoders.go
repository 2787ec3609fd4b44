package chatwoot

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// decodeConversation reads one chat of either shape.
func decodeConversation(raw []byte) (conversation, error) {
	var c conversation
	if json.Unmarshal(raw, &c) != nil {
		return c, errJSON
	}
	if c.ID <= 0 {
		return c, errNoID
	}
	return c, nil
}

// decodeMessage reads one message of either shape.
func decodeMessage(raw []byte) (message, error) {
	m := message{Type: loose[messageType]{typeActivity}}
	if json.Unmarshal(raw, &m) != nil {
		return m, errJSON
	}
	if m.ID <= 0 {
		return m, errNoID
	}
	return m, nil
}

// typing says that somebody is at their keyboard.
type typing struct {
	Conversation struct {
		ID number `json:"id"`
	} `json:"conversation"`
	User    loose[person] `json:"user"`
	Private loose[bool]   `json:"is_private"`
}

// decodeTyping reads who types where.
func decodeTyping(raw []byte) (typing, error) {
	var t typing
	if json.Unmarshal(raw, &t) != nil {
		return t, errJSON
	}
	if t.Conversation.ID <= 0 {
		return t, errNoID
	}
	return t, nil
}

// decodeContact reads a customer.
func decodeContact(raw []byte) (contact, error) {
	var c contact
	if json.Unmarshal(raw, &c) != nil {
		return c, errJSON
	}
	if c.ID <= 0 {
		return c, errNoID
	}
	return c, nil
}

// decodeList reads an array, leaving out the elements that one cannot read.
func decodeList[T any](raw []byte, one func([]byte) (T, error)) ([]T, error) {
	var raws []json.RawMessage
	if json.Unmarshal(raw, &raws) != nil {
		return nil, errJSON
	}
	list := make([]T, 0, len(raws))
	for _, r := range raws {
		if v, err := one(r); err == nil {
			list = append(list, v)
		}
	}
	return list, nil
}

// payload takes the wrapper off an answer: {"payload":…}, {"data":{"payload":…}} or the
// bare value, for Chatwoot has all three.
func payload(raw []byte) json.RawMessage {
	var w struct {
		Payload json.RawMessage `json:"payload"`
		Data    loose[struct {
			Payload json.RawMessage `json:"payload"`
		}] `json:"data"`
	}
	switch {
	case json.Unmarshal(raw, &w) != nil:
		return raw
	case len(w.Payload) > 0:
		return w.Payload
	case len(w.Data.v.Payload) > 0:
		return w.Data.v.Payload
	}
	return raw
}

// clip cuts s to at most n bytes without breaking a character.
func clip(s string, n int) string {
	s = strings.ToValidUTF8(s, "")
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
