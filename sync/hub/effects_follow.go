package hub

import (
	"context"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// follow starts what an event on disk calls for. It is called from the loop.
func (x *effects) follow(d driver.Driver, done *committed, f *chat.Floor) {
	e := &done.ev
	switch b := e.Body.(type) {
	case *chat.TakeOverClaimed:
		claim, by := e.ID, person(f, b.Agent)
		x.add(e.Chat, func(ctx context.Context) { x.takeOver(ctx, d, e.Chat, by, claim) })
	case *chat.RatingAsked:
		if r, ok := d.(driver.Rater); ok {
			x.call(d, e, chat.OpRating, func(ctx context.Context) error { return r.AskRating(ctx, e.Chat, b.Style, e.ID) })
		}
	case *chat.MessagePosted:
		if b.Delivery == chat.DeliveryPending {
			x.line(d, done, b, f)
		}
	default:
		if fromBackend(d, e) {
			return
		}
		x.ownership(d, e, f)
		if e.By != "" || removed(e, f) { // what else follows from a rule is the floor's own affair
			x.deed(d, e, f)
		}
	}
}

// removed reports whether somebody has left because their access was taken away. A
// backend that has them still says so with the customer's next line, and they would serve
// the chat again.
func removed(e *chat.Event, f *chat.Floor) bool {
	b, ok := e.Body.(*chat.AgentLeft)
	if !ok {
		return false
	}
	a := f.Agent(b.Agent)
	return a != nil && a.Revoked
}

// fromBackend reports whether an event is what the backend itself has told, by its id,
// so that a successor knows it too. It is never told back.
func fromBackend(d driver.Driver, e *chat.Event) bool {
	return strings.HasPrefix(string(e.ID), d.Name()+":")
}

// line brings a line of ours to the customer.
func (x *effects) line(d driver.Driver, done *committed, b *chat.MessagePosted, f *chat.Floor) {
	e := &done.ev
	line := driver.Line{Message: b.Message, From: b.From, Text: b.Text, Person: driver.Person{ID: e.By, Name: b.Name}, File: b.File}
	if done.original != "" {
		line.Text = done.original
	}
	if b.Via != "" {
		number := x.hub.core.textNumber(f.Chat(e.Chat))
		x.add(e.Chat, func(ctx context.Context) { x.text(ctx, d, e.Chat, number, line) })
		return
	}
	x.add(e.Chat, func(ctx context.Context) { x.post(ctx, d, e.Chat, line) })
}

// ownership tells the backend who serves a chat now, whoever decided that.
func (x *effects) ownership(d driver.Driver, e *chat.Event, f *chat.Floor) {
	if next, before, ok := handed(e.Body); ok {
		op, by := chat.OpTakeOver, person(f, next)
		if before != "" {
			op = chat.OpForward
		}
		x.call(d, e, op, func(ctx context.Context) error { return d.TakeOver(ctx, e.Chat, by, e.ID) })
	}
	b, ok := e.Body.(*chat.ChatRouted)
	if t, can := d.(driver.TeamForwarder); ok && can && b.Waits && b.Queue != "" {
		x.call(d, e, chat.OpForwardTeam, func(ctx context.Context) error { return t.ForwardTeam(ctx, e.Chat, b.Queue, e.ID) })
	}
}

// deed tells the backend what somebody on the team has done, where it has a way to be
// told.
func (x *effects) deed(d driver.Driver, e *chat.Event, f *chat.Floor) {
	id := e.Chat
	switch b := e.Body.(type) {
	case *chat.NotePosted:
		if n, ok := d.(driver.Noter); ok {
			line := driver.Line{Message: b.Message, From: chat.SpeakerNote, Text: b.Text, Person: driver.Person{ID: e.By, Name: b.Name}}
			x.call(d, e, chat.OpNote, func(ctx context.Context) error { return n.Note(ctx, id, line) })
		}
	case *chat.TagAdded:
		x.tag(d, e, []string{b.Tag}, nil)
	case *chat.TagRemoved:
		x.tag(d, e, nil, []string{b.Tag})
	case *chat.AgentJoined:
		if c, ok := d.(driver.Companion); ok {
			who := person(f, b.Agent)
			x.call(d, e, chat.OpJoin, func(ctx context.Context) error { return c.Join(ctx, id, who) })
		}
	case *chat.AgentLeft:
		if c, ok := d.(driver.Companion); ok {
			who := person(f, b.Agent)
			x.call(d, e, chat.OpLeave, func(ctx context.Context) error { return c.Leave(ctx, id, who) })
		}
	case *chat.ChatClosed:
		if end := ending(d, e, b, f); end != nil {
			x.call(d, e, chat.OpEnd, end)
		}
	default:
		x.rareDeed(d, e)
	}
}

// rareDeed is deed for what happens to few chats.
func (x *effects) rareDeed(d driver.Driver, e *chat.Event) {
	id := e.Chat
	switch b := e.Body.(type) {
	case *chat.ChatQueued:
		if t, ok := d.(driver.TeamForwarder); ok && b.Queue != "" {
			x.call(d, e, chat.OpForwardTeam, func(ctx context.Context) error { return t.ForwardTeam(ctx, id, b.Queue, e.ID) })
		}
	case *chat.ChatReturned:
		if r, ok := d.(driver.Returner); ok {
			x.call(d, e, chat.OpReturn, func(ctx context.Context) error { return r.Return(ctx, id, e.ID) })
		}
	case *chat.CustomerBlocked:
		if k, ok := d.(driver.Blocker); ok {
			x.call(d, e, chat.OpBlock, func(ctx context.Context) error { return k.Block(ctx, id, b.On) })
		}
	case *chat.TranscriptAsked:
		if t, ok := d.(driver.Transcriber); ok {
			x.call(d, e, chat.OpTranscript, func(ctx context.Context) error { return t.Transcript(ctx, id, b.To) })
		}
	}
}

func (x *effects) tag(d driver.Driver, e *chat.Event, add, remove []string) {
	if t, ok := d.(driver.Tagger); ok {
		x.call(d, e, chat.OpTag, func(ctx context.Context) error { return t.Tag(ctx, e.Chat, add, remove) })
	}
}

// ending returns how a backend is told that a person has ended a chat; nil where it
// has no way to be told.
func ending(d driver.Driver, e *chat.Event, b *chat.ChatClosed, f *chat.Floor) func(context.Context) error {
	if n, ok := d.(driver.Ender); ok {
		end := driver.Ending{Claim: e.ID, By: person(f, e.By), Reason: b.Reason}
		if ct := f.Chat(e.Chat); ct != nil {
			end.Ticket = ct.TicketRef
		}
		return func(ctx context.Context) error { return n.End(ctx, e.Chat, end) }
	}
	if c, ok := d.(driver.Closer); ok {
		return func(ctx context.Context) error { return c.Close(ctx, e.Chat, e.ID) }
	}
	return nil
}

// handed returns who serves a chat from an event on that needs no claim, as
// nobody has to be stopped first, and who served before.
func handed(b chat.Body) (next, before chat.AgentID, ok bool) {
	switch b := b.(type) {
	case *chat.ChatAccepted:
		return b.Agent, "", true
	case *chat.ChatForwarded:
		return b.To, b.From, true
	case *chat.AgentLeft:
		return b.Next, b.Agent, b.Next != ""
	}
	return "", "", false
}
