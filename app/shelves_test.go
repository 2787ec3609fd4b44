package app

import (
	"errors"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
)

func response(text string) script.Response {
	return script.Response{Folder: "Calls", Shortcut: "call", Title: "Calls", Text: text}
}

// put writes a response as the pane would, and waits for the answer.
func put(s *stage, e Edit, text string) (id record.ID, err error) {
	s.desk.PutResponse(e, response(text), func(got record.ID, failed error) { id, err = got, failed })
	s.settle()
	return id, err
}

func text(s *stage, id record.ID) string {
	v, _ := s.settle().Shelves.Canned.Get(id)
	return v.Content.Text
}

// saved is the event by which the hub tells of a version.
func saved(t *testing.T, s *stage, id string, v script.Version) chat.Event {
	t.Helper()
	raw, err := record.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	e := s.ev("", &chat.RecordSaved{Shelf: chat.ShelfCanned, Version: raw})
	if id != "" {
		e.ID = chat.EventID(id)
	}
	return e
}

// echo is what the hub says to the command that was sent last.
func echo(s *stage) chat.Event {
	c := s.stream.last()
	b := c.Body.(*chat.SaveRecord)
	e := s.ev("", &chat.RecordSaved{Shelf: b.Shelf, Version: b.Version})
	e.ID = chat.EventID(c.ID)
	return e
}

// G-CAN-*: an edit is shown at once, is the hub's when it has said so, and
// only then in the cache, so that it is never in two places on the disk.
func TestAnEditIsShownSentAndThenKept(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running()
		id, err := put(s, Edit{}, "We will call you.")
		want(t, "answer", err, nil)
		want(t, "text", text(s, id), "We will call you.")
		want(t, "sent", s.stream.take(), []string{"SaveRecord "})
		want(t, "unsent", s.settle().Shelves.Unsent, 1)
		now := s.settle().Shelves
		want(t, "by shelf", []int{now.UnsentOn(chat.ShelfCanned), now.UnsentOn(chat.ShelfFollowUps), now.UnsentOn(chat.ShelfHandover)}, []int{1, 0, 0})
		want(t, "cached", len(s.cache.now().records), 0)
	})
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running()
		id, _ := put(s, Edit{}, "We will call you.")
		s.give(echo(s))
		s.sleep(time.Second)
		want(t, "unsent", s.settle().Shelves.Unsent, 0)
		want(t, "cached", len(s.cache.now().records), 1)
		want(t, "waiting on disk", len(s.cache.now().outbox), 0)
		v, _ := s.desk.Snapshot().Shelves.Canned.Get(id)
		if _, err := put(s, Edit{id, v.Revision}, "We will call you soon."); err != nil {
			t.Fatal(err)
		}
		s.give(echo(s))
		s.sleep(time.Second)
		want(t, "what is replaced leaves the cache", len(s.cache.now().records), 1)
		want(t, "events in the cache", len(s.cache.now().items), 0)
	})
}

// The libraries are usable and editable with the hub gone, also after a
// restart, and what was written then goes when it is back.
func TestShelvesWorkOffline(t *testing.T) {
	c := newCache()
	var id record.ID
	bubble(t, c, func(t *testing.T, s *stage) {
		s.running()
		id, _ = put(s, Edit{}, "one")
		s.give(echo(s))
		s.sleep(time.Second)
		s.stop()

		off := newStage(t, c) // never connected in its life
		off.stream.setUp(false)
		off.run()
		want(t, "who works here", off.settle().Me, me)
		want(t, "from the cache", text(off, id), "one")
		v, _ := off.desk.Snapshot().Shelves.Canned.Get(id)
		if _, err := put(off, Edit{id, v.Revision}, "two"); err != nil {
			t.Fatal(err)
		}
		off.stop()

		again := newStage(t, c)
		want(t, "after another restart", []any{text(again, id), again.settle().Shelves.Unsent}, []any{"two", 1})
		again.run()
		again.sleep(72 * time.Hour)
		again.goLive()
		again.sleep(time.Second)
		want(t, "sent when the hub is back", again.stream.take(), []string{"SaveRecord "})
		want(t, "nothing refused", len(again.settle().Shelves.Refused), 0)
	})
}

// A conflict is both sides at once: the edit that did not know of another is
// answered with it, and what two desks wrote apart stands side by side.
func TestNobodysTextIsLost(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running()
		id, _ := put(s, Edit{}, "one")
		one, _ := s.settle().Shelves.Canned.Get(id)
		var lib script.Library
		_, theirs, err := lib.Merge(one).Put(id, response("theirs"), one.Revision, "ben", now())
		if err != nil {
			t.Fatal(err)
		}
		s.give(echo(s), saved(t, s, "", theirs))
		_, err = put(s, Edit{id, one.Revision}, "mine")
		var conflict *script.Conflict
		if !errors.As(err, &conflict) || conflict.Theirs.Content.Text != "theirs" || conflict.Mine.Content.Text != "mine" {
			t.Fatalf("the answer is %v", err)
		}
		s.desk.KeepBothResponses(conflict.Mine, func(_ record.ID, failed error) { err = failed })
		s.settle()
		heads := s.desk.Snapshot().Shelves.Canned.Heads(id)
		want(t, "side by side", []any{err, len(heads)}, []any{nil, 2})
		var seen []record.Revision
		for _, h := range heads {
			seen = append(seen, h.Revision)
		}
		s.desk.SettleResponse(id, response("both"), false, seen, func(_ record.ID, failed error) { err = failed })
		s.settle()
		want(t, "settled", []any{err, len(s.desk.Snapshot().Shelves.Canned.Heads(id)), text(s, id)}, []any{nil, 1, "both"})
	})
}

// A snapshot brings every version again; the cache has each once, and keeps
// what a snapshot of another floor does not have out.
func TestASnapshotIsMergedAndAnotherFloorIsNot(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running()
		id, _ := put(s, Edit{}, "one")
		e := echo(s)
		s.give(e)
		s.sleep(time.Second)
		s.goLive(e)
		s.sleep(time.Second)
		want(t, "after a snapshot", []any{text(s, id), len(s.cache.now().records)}, []any{"one", 1})
		other := me
		other.Floor = "another"
		s.desk.Welcome(other)
		want(t, "on another floor", text(s, id), "")
	})
}

func TestAnEditNeedsAnAuthor(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.run()
		_, err := put(s, Edit{}, "one")
		want(t, "before anybody signed in", errors.Is(err, ErrNobody), true)
		want(t, "kept", len(s.cache.now().outbox), 0)
	})
}

func TestARefusedEditKeepsItsText(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running()
		id, _ := put(s, Edit{}, "one")
		s.desk.Result(s.stream.last().ID, &chat.Refusal{Code: chat.RefusedTooLong, Words: "It is too long."})
		got := s.settle()
		want(t, "refused", []any{len(got.Shelves.Refused), got.Shelves.Refused[0].Words, got.Shelves.Unsent}, []any{1, "It is too long.", 0})
		want(t, "on the shelf", got.Shelves.UnsentOn(got.Shelves.Refused[0].Shelf), 0)
		want(t, "its text", text(s, id), "one")
		s.desk.DropRefused(got.Shelves.Refused[0].Command)
		want(t, "let go", []any{len(s.settle().Shelves.Refused), len(s.cache.now().outbox)}, []any{0, 0})
	})
}

// What is damaged on the way is passed over; a full disk is said.
func TestAnEditIsSavedOrRefusedAloud(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running()
		s.give(s.ev("", &chat.RecordSaved{Shelf: chat.ShelfCanned, Version: []byte(`{"id":"x"}`)}),
			s.ev("", &chat.RecordSaved{Shelf: "unheard of", Version: []byte(`{}`)}))
		want(t, "damaged", s.settle().Shelves.Canned.Len(), 0)
		s.cache.setFail(errors.New("no space left on the device"))
		id, err := put(s, Edit{}, "one")
		if err == nil {
			t.Error("an edit is called saved that no disk has")
		}
		want(t, "not shown either", text(s, id), "")
	})
}
