package hub

import (
	"context"
	"errors"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// call tells the backend of an event, behind what the chat's others wait for. If that
// does not work, the chat says so: the floor goes by the event all the same, and the
// backend's own screen will show what it thinks.
func (x *effects) call(d driver.Driver, e *chat.Event, op chat.Operation, tell func(context.Context) error) {
	x.add(e.Chat, func(ctx context.Context) { x.made(ctx, d, e, op, tell) })
}

// made makes the call, and tells if it did not work.
func (x *effects) made(ctx context.Context, d driver.Driver, e *chat.Event, op chat.Operation, tell func(context.Context) error) {
	err := x.patiently(ctx, tell)
	if err == nil {
		return
	}
	x.hub.cfg.Logger.Warn("a backend was not told", "driver", d.Name(), "operation", string(op), "error", err)
	x.report(func(c *core) []chat.Event {
		if ct := c.floor.Chat(e.Chat); ct == nil {
			return nil // it has left the floor meanwhile
		}
		return []chat.Event{{ID: e.ID + "/" + chat.EventID(op) + "/failed", Chat: e.Chat, Body: &chat.BackendDid{
			Operation: op, Of: e.ID, Words: didNot(titleOf(d), op, err),
		}}}
	})
}

// askAgainAfter is how long a backend that asks for patience is left alone.
const askAgainAfter = 2 * time.Second

// patiently makes a call, and makes it again for as long as ctx lasts where the backend
// says that it had no effect and that it may be. Whatever may have worked is never
// repeated.
func (x *effects) patiently(ctx context.Context, call func(context.Context) error) error {
	for {
		err := call(ctx)
		var no *driver.Refusal
		if err == nil || unsure(err) || !errors.As(err, &no) || !no.Again {
			return err
		}
		t := time.NewTimer(askAgainAfter)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return err
		}
	}
}

// sentence is what people are told of an error of a backend's.
func sentence(err error) string {
	var no *driver.Refusal
	if errors.As(err, &no) {
		return no.Words
	}
	return err.Error()
}

// didNot says what a backend does not have, and why.
func didNot(title string, op chat.Operation, err error) string {
	if unsure(err) {
		return title + " did not say whether it " + deeds[op].maybe + "."
	}
	return title + " " + deeds[op].not + ": " + sentence(err)
}

// deeds are what a backend is asked for, in words.
var deeds = map[chat.Operation]struct{ not, maybe string }{
	chat.OpTakeOver:    {"does not know who serves the chat", "knows who serves the chat"},
	chat.OpForward:     {"does not know who serves the chat", "knows who serves the chat"},
	chat.OpForwardTeam: {"does not know which team has the chat", "knows which team has the chat"},
	chat.OpReturn:      {"did not give the chat back to its bot", "gave the chat back to its bot"},
	chat.OpJoin:        {"does not know who has joined", "knows who has joined"},
	chat.OpLeave:       {"does not know who has left", "knows who has left"},
	chat.OpEnd:         {"did not end the chat", "ended the chat"},
	chat.OpRating:      {"did not ask for a rating", "asked for a rating"},
	chat.OpNote:        {"does not have the note", "has the note"},
	chat.OpTag:         {"does not have the change of tags", "has the change of tags"},
	chat.OpBlock:       {"did not do what was asked about blocking", "did what was asked about blocking"},
	chat.OpTranscript:  {"did not send the chat", "sent the chat"},
}
