package settle

import (
	"context"
	"errors"
	"hash/fnv"
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// Deliver hands facts to the sink, and goes on behind a bot's line that came too late
// (D-08) and a fact that the hub can never take: neither may keep the rest from it.
func Deliver(ctx context.Context, sink driver.Sink, facts ...chat.Event) error {
	for len(facts) > 0 {
		seqs, err := sink.Deliver(ctx, facts...)
		if !errors.Is(err, driver.ErrFenced) && !errors.Is(err, driver.ErrUnfit) {
			return err
		}
		facts = facts[min(len(seqs)+1, len(facts)):]
	}
	return nil
}

// LineID returns the id of the event about a vendor's line.
func LineID(name string, id chat.ChatID, line string) chat.EventID {
	return chat.EventID(name + ":" + string(id) + ":" + line)
}

// Edited returns the fact that a line says something else now. The id is that of the
// new words, so the same edit found twice is one.
func Edited(name string, id chat.ChatID, line string, m chat.MessageID, text string) chat.Event {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text))
	return chat.Event{
		ID:   LineID(name, id, line) + chat.EventID(":edited:"+strconv.FormatUint(h.Sum64(), 36)),
		Chat: id, Body: &chat.MessageEdited{Message: m, Text: text},
	}
}

// Removed returns the fact that a line was taken back.
func Removed(name string, id chat.ChatID, line string, m chat.MessageID) chat.Event {
	return chat.Event{
		ID: LineID(name, id, line) + ":removed", Chat: id, Body: &chat.MessageRemoved{Message: m},
	}
}
