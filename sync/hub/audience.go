package hub

import (
	"bytes"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// audience is who reads events: one agent, or whoever runs the hub. Only
// private events, which are rare, are looked at; for all others the question
// costs a comparison with nil.
type audience struct {
	agent chat.AgentID
	// all is for the owner of this machine, who could read the log anyway.
	all bool
}

// sees reports whether the reader may be told of an event. private is what
// [ifPrivate] made of it.
func (a audience) sees(private *chat.Event) bool {
	return private == nil || a.all || private.Concerns(a.agent)
}

// ifPrivate returns what has to be kept beside the bytes of a private event to
// know whom it concerns, and nil for an event that everybody may see.
func ifPrivate(e *chat.Event) *chat.Event {
	if !e.Private() {
		return nil
	}
	kept := *e
	return &kept
}

// privateMarks are what the lines of private events have in them. They are
// found by asking package chat, so that a kind which becomes private is not
// forgotten here.
type privateMarks [][]byte

func newPrivateMarks() privateMarks {
	var marks privateMarks
	for _, k := range chat.Kinds() {
		if e := (chat.Event{Body: chat.NewBody(k)}); e.Private() {
			marks = append(marks, []byte(`"kind":"`+string(k)+`"`))
		}
	}
	return marks
}

// sees decides about a line of the log. Only lines that may be private are
// decoded: no text can hold a mark, because JSON escapes its quotes.
func (m privateMarks) sees(a audience, raw []byte) (bool, error) {
	if a.all {
		return true, nil
	}
	for _, mark := range m {
		if !bytes.Contains(raw, mark) {
			continue
		}
		e, err := wire.DecodeEvent(raw, nil)
		if err != nil {
			return false, err
		}
		return e.Concerns(a.agent), nil
	}
	return true, nil
}
