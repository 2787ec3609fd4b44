package hub

import (
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/wire"
)

// missing is something that a backend may never have been told, because the hub before
// this one stopped between the log and the call. It is not told a second time, as the
// call may have worked: people are told to look.
type missing struct {
	of chat.EventID
	op chat.Operation
}

// missing looks for it in the last minutes of a chat. That somebody serves the chat, that
// it has ended and what was written are finished otherwise, by [core.untold] and by again.
func (c *core) missing(d driver.Driver, ct *chat.Chat) ([]missing, error) {
	h, late := c.history[ct.ID], c.last.Add(-toldAgain)
	if h == nil {
		return nil, nil
	}
	var (
		found    []missing
		answered = make(map[chat.EventID]bool) // those of which somebody was told already
	)
	for i := len(h.raw) - 1; i >= 0; i-- {
		e, err := wire.DecodeEvent(h.raw[i], nil)
		if err != nil {
			return nil, fmt.Errorf("event %d on the log: %w", h.seqs[i], err)
		}
		if e.At < late || h.seqs[i] <= c.rested {
			break
		}
		if b, ok := e.Body.(*chat.BackendDid); ok {
			answered[b.Of] = true
			continue
		}
		op, ok := told(d, &e)
		if ok && !answered[e.ID] && !fromBackend(d, &e) && (e.By != "" || removed(&e, c.floor)) {
			found = append(found, missing{of: e.ID, op: op})
		}
	}
	return found, nil
}

// told returns what a backend is told of an event once and never again; ok is false where
// it is told nothing. It is the other half of [effects.deed].
func told(d driver.Driver, e *chat.Event) (op chat.Operation, ok bool) {
	switch b := e.Body.(type) {
	case *chat.NotePosted:
		_, ok = d.(driver.Noter)
		return chat.OpNote, ok
	case *chat.TagAdded, *chat.TagRemoved:
		_, ok = d.(driver.Tagger)
		return chat.OpTag, ok
	case *chat.AgentJoined:
		_, ok = d.(driver.Companion)
		return chat.OpJoin, ok
	case *chat.AgentLeft:
		_, ok = d.(driver.Companion)
		return chat.OpLeave, ok
	case *chat.ChatQueued:
		_, ok = d.(driver.TeamForwarder)
		return chat.OpForwardTeam, ok && b.Queue != ""
	case *chat.ChatReturned:
		_, ok = d.(driver.Returner)
		return chat.OpReturn, ok
	case *chat.CustomerBlocked:
		_, ok = d.(driver.Blocker)
		return chat.OpBlock, ok
	case *chat.TranscriptAsked:
		_, ok = d.(driver.Transcriber)
		return chat.OpTranscript, ok
	}
	return "", false
}

// missed tells what the backend may not have, once for each event: another start finds
// these facts on the log.
func (x *effects) missed(o unfinished) {
	x.report(func(c *core) []chat.Event {
		if c.floor.Chat(o.id) == nil {
			return nil // it has left the floor meanwhile
		}
		facts := make([]chat.Event, 0, len(o.missing))
		for i := len(o.missing) - 1; i >= 0; i-- { // in the order in which it happened
			m := o.missing[i]
			facts = append(facts, chat.Event{ID: m.of + "/" + chat.EventID(m.op) + "/stopped", Chat: o.id, Body: &chat.BackendDid{
				Operation: m.op, Of: m.of,
				Words: "It is not known whether " + titleOf(o.d) + " " + deeds[m.op].maybe +
					": the hub stopped before it could be told; do it again if it is missing there.",
			}})
		}
		return facts
	})
}
