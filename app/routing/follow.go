package routing

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Follow returns what follows from e for where its chat goes. f is the floor after e was
// folded into it; an event that the fold did not apply must not be passed.
func Follow(f *chat.Floor, e *chat.Event, ed *policy.Edition) []chat.Event {
	if c := f.Chat(e.Chat); c != nil {
		if routed, ok := route(c, e, ed); ok {
			return []chat.Event{routed}
		}
	}
	return nil
}

// Frees reports whether [Fill] is to be asked because of e, which was folded into f: the
// hub assigns, and since e a chat waits, or somebody has fewer, or is there again.
func Frees(f *chat.Floor, e *chat.Event, ed *policy.Edition) bool {
	return ed.Policy.Routing.Assign == policy.AssignAuto && f.Waiting() > 0 && frees(f.Chat(e.Chat), e)
}

func frees(c *chat.Chat, e *chat.Event) bool {
	switch b := e.Body.(type) {
	case *chat.ChatClosed, *chat.ChatForwarded, *chat.AgentLeft, *chat.ChatReturned, *chat.TakeOverReverted:
		return true
	case *chat.ChatTakenOver:
		return b.From != ""
	case *chat.PresenceChanged:
		return b.Presence == chat.PresenceOnline
	case *chat.IdleChanged:
		return !b.On
	case *chat.FocusChanged:
		return !b.On
	case *chat.BreakEnded, *chat.AgentAdded, *chat.PolicyChanged:
		return true
	}
	return c != nil && c.Stage == chat.StageQueued
}

// route returns where a chat belongs, where that shows by e and did not before.
func route(c *chat.Chat, e *chat.Event, ed *policy.Edition) (routed chat.Event, ok bool) {
	switch b := e.Body.(type) {
	case *chat.ChatOpened, *chat.CustomerDescribed:
	case *chat.MessagePosted:
		if b.From != chat.SpeakerCustomer || b.Via != "" {
			return chat.Event{}, false
		}
	default:
		return chat.Event{}, false
	}
	// Somebody who serves it knows better than a rule by now.
	if c.Routed != (chat.Routing{}) || c.Owner != "" || !c.Active() {
		return chat.Event{}, false
	}
	lines, first := firstLines(c)
	if !first {
		return chat.Event{}, false
	}
	d := Route(ed, &chat.ChatOpened{Customer: c.Customer, Channel: c.Channel, Choice: c.Choice, Site: c.Site}, lines)
	if !d.Found() {
		return chat.Event{}, false
	}
	return chat.Event{ID: id("route", c.ID, e.ID), At: e.At, Chat: c.ID, Body: &chat.ChatRouted{
		Rule: d.Rule, Queue: d.Queue, Agent: d.Agent, Why: d.Why, Waits: c.Stage == chat.StageQueued,
	}}, true
}

// firstLines returns the customer's first lines; ok is false once they have said more
// than those.
func firstLines(c *chat.Chat) (lines []string, ok bool) {
	if c.FirstLine < 0 {
		return nil, true
	}
	for _, m := range c.Messages[c.FirstLine:] {
		if m.From != chat.SpeakerCustomer {
			continue
		}
		if len(lines) == FirstLines {
			return nil, false
		}
		lines = append(lines, m.Text)
	}
	return lines, true
}
