package hub

import (
	"context"
	"log/slog"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/referee"
)

// calls is the list of customers who are to be phoned, as its shelf has it: the
// referee judges by it who may dial whom.
type calls struct {
	list followup.List
	// news are versions that are on the shelf and not in list yet: one merge of
	// many costs hardly more than one of one.
	news []followup.Version
}

// take notes a version of a record that has come on a shelf.
func (c *calls) take(b *chat.RecordSaved, logger *slog.Logger) {
	if b.Shelf != chat.ShelfFollowUps {
		return
	}
	v, err := followup.DecodeVersion(b.Version)
	if err != nil {
		logger.Warn("a follow-up on the shelf cannot be read, so nobody may call by it", slog.Any("error", err))
		return
	}
	c.news = append(c.news, v)
}

// now returns the list as it is.
func (c *calls) now() followup.List {
	if len(c.news) > 0 {
		c.list, c.news = c.list.Merge(c.news...), nil
	}
	return c.list
}

// recorded reports whether a command about a call was taken in while its chat was
// still on the floor: a desk that was away for days says again what it has said, and
// each attempt is recorded once.
func (c *core) recorded(ctx context.Context, cmd *chat.Command) bool {
	switch cmd.Body.(type) {
	case *chat.BeginAttempt, *chat.EndAttempt:
	default:
		return false
	}
	if cmd.Chat == "" || c.floor.Chat(cmd.Chat) != nil {
		return false
	}
	if err := c.recall(ctx, cmd.Chat); err != nil {
		c.logger.Warn("what the log says of a chat that has gone cannot be read", slog.Any("error", err))
		return false
	}
	p := c.past[cmd.Chat]
	if p == nil {
		return false
	}
	_, known := p.ids[chat.EventID(cmd.ID)]
	return known
}

// scene is what a wish at an instant is decided by.
func (c *core) scene(now chat.Instant) referee.Scene {
	return referee.Scene{
		Floor: c.floor, Now: now, Uncertain: !c.certain(), Edition: c.edition, FollowUps: c.calls.now(),
	}
}
