package app

import (
	"errors"
	"maps"

	"floorwalker/app/chat"
)

// backlogMost is how many bytes of events wait for a cache that cannot be
// written. Beyond that the cache stays where it is, which is old but whole,
// until a new snapshot replaces it.
const backlogMost = 32 << 20

// errTorn says that the cache is old on purpose.
var errTorn = errors.New("too much waited for it; it stays as it is until the floor is read anew")

// backlog is what is not in the cache yet.
type backlog struct {
	drafts  map[draftKey]Draft
	looked  map[chat.ChatID]chat.Instant
	me      *Me
	batches []Batch // in order
	bytes   int
	// torn says that events were let go, so that no later batch fits on.
	torn bool
}

func newBacklog() *backlog {
	return &backlog{drafts: make(map[draftKey]Draft), looked: make(map[chat.ChatID]chat.Instant)}
}

// add puts s behind what waits already.
func (b *backlog) add(s keepsake) {
	for _, f := range s.drafts {
		b.drafts[draftKey{f.Chat, f.Kind}] = f
	}
	maps.Copy(b.looked, s.looked)
	if s.me != nil {
		b.me = s.me
	}
	switch {
	case s.batch.Reset:
		b.batches, b.bytes, b.torn = nil, 0, false
	case b.torn || s.batch.empty():
		return
	}
	b.batches = append(b.batches, s.batch)
	for i := range s.batch.Items {
		b.bytes += len(s.batch.Items[i].Raw)
	}
	for i := range s.batch.Records {
		b.bytes += len(s.batch.Records[i].Raw)
	}
	if len(b.batches) > 1 && b.bytes > backlogMost {
		b.batches, b.bytes, b.torn = nil, 0, true
	}
}

// write brings what waits into the cache, what a person typed first. What is
// written by the time of an error does not wait any more.
func (b *backlog) write(c Cache) error {
	for k, f := range b.drafts {
		if err := c.SaveDraft(f); err != nil {
			return err
		}
		delete(b.drafts, k)
	}
	if b.me != nil {
		if err := c.SetMe(*b.me); err != nil {
			return err
		}
		b.me = nil
	}
	for len(b.batches) > 0 {
		if err := c.Save(b.batches[0]); err != nil {
			return err
		}
		b.batches = b.batches[1:]
	}
	b.batches, b.bytes = nil, 0
	if len(b.looked) > 0 {
		if err := c.SetLooked(b.looked); err != nil {
			return err
		}
		b.looked = make(map[chat.ChatID]chat.Instant)
	}
	if b.torn {
		return errTorn
	}
	return nil
}
