package ladder

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/app/shift"
)

// flight is how many commands of writeAll are on their way at a time.
const flight = 32

// writeAll saves the given number of records of each shelf, each over the one
// that the scribe wrote before. It goes as fast as the hub answers, which no
// desk does that keeps each on its disk first.
func (s *scribe) writeAll(m missed) (any, error) {
	at := chat.InstantOf(s.child.now())
	w := flying{scribe: s, prefix: m.Prefix, room: make(chan struct{}, flight)}
	err := errors.Join(
		overwrite(&w, chat.ShelfCanned, &s.canned, m.Canned, func(text string) script.Response {
			return script.Response{Folder: "days", Title: text, Text: text}
		}, s.me, at),
		overwrite(&w, chat.ShelfFollowUps, &s.calls, m.FollowUps, func(text string) followup.FollowUp {
			return followup.FollowUp{Customer: "Rohan M.", Reason: text, Due: at.Add(time.Hour)}.Opened(s.me, at)
		}, s.me, at),
		overwrite(&w, chat.ShelfHandover, &s.notes, m.Notes, func(text string) shift.Note {
			return shift.Note{From: s.me, Written: at, Text: text}
		}, s.me, at),
	)
	w.all.Wait()
	return nil, errors.Join(err, w.failed)
}

// overwrite writes n records of one shelf.
func overwrite[T record.Content[T]](
	w *flying, shelf chat.Shelf, book *record.Book[T], n int, content func(text string) T, by chat.AgentID, at chat.Instant,
) error {
	versions := make([]record.Version[T], n)
	for i := range n {
		id := record.ID(fmt.Sprintf("days-%s-%05d", shelf, i))
		was, _ := book.Get(id)
		v, err := book.Propose(id, content(fmt.Sprintf("%s %s %d", w.prefix, shelf, i)), was.Revision, by, at)
		if err != nil {
			return err
		}
		raw, err := record.Encode(v)
		if err != nil {
			return err
		}
		if err := w.save(chat.CommandID(fmt.Sprint(w.prefix, "-", id)), &chat.SaveRecord{Shelf: shelf, Version: raw}); err != nil {
			return err
		}
		versions[i] = v
	}
	*book = book.Merge(versions...)
	return nil
}

// flying is what has no answer yet.
type flying struct {
	scribe *scribe
	prefix string
	room   chan struct{}
	all    sync.WaitGroup
	mu     sync.Mutex
	failed error
}

func (w *flying) save(id chat.CommandID, wish chat.Wish) error {
	w.room <- struct{}{}
	answer := w.scribe.expect(id)
	if !until(hang, func() bool { return w.scribe.feed.Send(chat.Command{ID: id, Body: wish}) == nil }) {
		return errNever
	}
	w.all.Go(func() {
		defer func() { <-w.room }()
		if r := <-answer; r.Refusal != nil {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.failed = r.Refusal
		}
	})
	return nil
}
