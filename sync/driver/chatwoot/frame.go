package chatwoot

import (
	"encoding/json"
	"errors"
)

// The types of ActionCable's own frames; a frame without a type carries an event.
const (
	frameWelcome    = "welcome"
	framePing       = "ping"
	frameConfirm    = "confirm_subscription"
	frameReject     = "reject_subscription"
	frameDisconnect = "disconnect"
)

// frame is one text frame from the server, as far as it concerns us.
type frame struct {
	kind       string
	identifier string
	// reason and stay are of a disconnect: stay says that the server does not want
	// to see this client again.
	reason string
	stay   bool
	// event and data are of a broadcast.
	event string
	data  json.RawMessage
}

var errFrame = errors.New("not a frame of ActionCable")

// decodeFrame reads one frame. What is no JSON object is an error; fields that it does
// not know, or that have another type than they should, are left alone: a server that is
// newer than we are goes on being understood where it says the same.
func decodeFrame(raw []byte) (frame, error) {
	var w struct {
		Type       loose[string]
		Identifier loose[string]
		Reason     loose[string]
		Reconnect  loose[*bool]
		Message    json.RawMessage
	}
	if err := json.Unmarshal(raw, &w); err != nil {
		return frame{}, errFrame
	}
	f := frame{
		kind: w.Type.v, identifier: w.Identifier.v, reason: w.Reason.v,
		stay: w.Reconnect.v != nil && !*w.Reconnect.v,
	}
	if f.kind != "" {
		return f, nil
	}
	// A ping's message is a number, so it is read here and not above.
	var m struct {
		Event loose[string]
		Data  json.RawMessage
	}
	if json.Unmarshal(w.Message, &m) != nil || m.Event.v == "" {
		return frame{}, errFrame
	}
	f.event, f.data = m.Event.v, m.Data
	return f, nil
}

// loose reads a T where there is one and is its zero value where there is anything else,
// so that one odd field costs that field and not the whole object.
type loose[T any] struct{ v T }

// UnmarshalJSON implements json.Unmarshaler and never fails.
func (l *loose[T]) UnmarshalJSON(raw []byte) error {
	var v T
	if json.Unmarshal(raw, &v) == nil {
		l.v = v
	}
	return nil
}
