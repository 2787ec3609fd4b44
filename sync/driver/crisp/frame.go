package crisp

import (
	"encoding/json"
	"errors"
	"time"
	"unicode/utf8"
)

// frameKind is what one text frame of Engine.IO with Socket.IO inside means to us.
type frameKind int

const (
	// frameIgnore is what we never use: acknowledgements, binary events, upgrades,
	// namespaces that we did not join. Such a frame is never an error.
	frameIgnore frameKind = iota
	frameOpen
	frameConnect
	frameRefused
	frameEvent
	framePing
	framePong
	frameClose
)

// frame is one frame from the server.
type frame struct {
	kind frameKind
	// probe is what followed a ping, and belongs into the pong.
	probe string
	open  opening
	// event and body are of a frameEvent: its name, and its first argument as it
	// was sent, or null.
	event string
	body  json.RawMessage
	// named says of a frameConnect that the session has a name.
	named bool
	// words are of a frameRefused.
	words string
}

// opening is what the server says of the connection in its first frame.
type opening struct {
	interval, timeout time.Duration
}

// The timers of an opening are the server's choice, within reason: neither may a
// broken one make us ask all the time, nor wait for ever for a peer that is gone.
const (
	leastTimer, mostTimer           = 100 * time.Millisecond, 5 * time.Minute
	defaultInterval, defaultTimeout = 25 * time.Second, 20 * time.Second
	mostEventName                   = 128
)

var errFrame = errors.New("a frame that is not of Socket.IO")

// parseFrame reads a text frame. It fails only for frames that no server of this
// protocol would send; what is merely not used is a frameIgnore.
func parseFrame(raw []byte) (frame, error) {
	if len(raw) == 0 || !utf8.Valid(raw) {
		return frame{}, errFrame
	}
	rest := raw[1:]
	switch raw[0] {
	case '0':
		return parseOpen(rest)
	case '1':
		return frame{kind: frameClose}, nil
	case '2':
		return frame{kind: framePing, probe: string(rest)}, nil
	case '3':
		return frame{kind: framePong}, nil
	case '4':
		return parseMessage(rest)
	case '5', '6', 'b':
		return frame{}, nil
	}
	return frame{}, errFrame
}

func parseOpen(raw []byte) (frame, error) {
	var v struct {
		PingInterval float64 `json:"pingInterval"`
		PingTimeout  float64 `json:"pingTimeout"`
	}
	if json.Unmarshal(raw, &v) != nil {
		return frame{}, errFrame
	}
	return frame{kind: frameOpen, open: opening{
		interval: timer(v.PingInterval, defaultInterval), timeout: timer(v.PingTimeout, defaultTimeout),
	}}, nil
}

// timer turns milliseconds into a time within reason.
func timer(ms float64, instead time.Duration) time.Duration {
	if !(ms > 0) {
		return instead
	}
	if ms > float64(mostTimer/time.Millisecond) {
		return mostTimer
	}
	return max(time.Duration(ms)*time.Millisecond, leastTimer)
}

// parseMessage reads what is inside an Engine.IO message: a packet of Socket.IO.
func parseMessage(raw []byte) (frame, error) {
	if len(raw) == 0 {
		return frame{}, errFrame
	}
	kind, rest := raw[0], raw[1:]
	if len(rest) > 0 && rest[0] == '/' {
		return frame{}, nil // of another namespace, which we did not join
	}
	switch kind {
	case '0':
		return frame{kind: frameConnect, named: len(rest) > 0}, nil
	case '1':
		return frame{kind: frameClose}, nil
	case '2':
		return parseEvent(rest)
	case '4':
		return frame{kind: frameRefused, words: refusal(rest)}, nil
	case '3', '5', '6':
		return frame{}, nil
	}
	return frame{}, errFrame
}

// parseEvent reads the name of an event and its first argument. An id for an
// acknowledgement may stand before the list; we give none.
func parseEvent(raw []byte) (frame, error) {
	for len(raw) > 0 && raw[0] >= '0' && raw[0] <= '9' {
		raw = raw[1:]
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil || len(list) == 0 {
		return frame{}, errFrame
	}
	f := frame{kind: frameEvent}
	if json.Unmarshal(list[0], &f.event) != nil || f.event == "" || len(f.event) > mostEventName {
		return frame{}, errFrame
	}
	if len(list) > 1 {
		f.body = list[1]
	}
	return f, nil
}

// refusal finds the words in {"message":"…"}, or in a bare string as EIO 3 sends.
func refusal(raw []byte) string {
	var v struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(raw, &v) == nil && v.Message != "" {
		return v.Message
	}
	var s string
	_ = json.Unmarshal(raw, &s)
	return s
}
