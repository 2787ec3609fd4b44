package referee

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/app/shift"
)

// written is a new response as its author's desk would send it.
func written(t *testing.T, by chat.AgentID, at chat.Instant) []byte {
	t.Helper()
	r := script.Response{Title: "Where to find the invoice", Text: "It is under Account, then Invoices."}
	_, v, err := record.Book[script.Response]{}.Put("where-invoice", r, record.Revision{}, by, at)
	if err != nil {
		t.Fatal(err)
	}
	b, err := record.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// unchecked is a content that nobody looked at before it was sent.
type unchecked[T any] struct{ of T }

func (u unchecked[T]) Normal() unchecked[T]         { return u }
func (u unchecked[T]) Check() error                 { return nil }
func (u unchecked[T]) MarshalJSON() ([]byte, error) { return json.Marshal(u.of) }

// content is a version by Bela with anything in it.
func content[T any](of T, at chat.Instant) func(*testing.T) []byte {
	return func(t *testing.T) []byte {
		t.Helper()
		_, v, err := record.Book[unchecked[T]]{}.Put("any", unchecked[T]{of}, record.Revision{}, "bela", at)
		if err != nil {
			t.Fatal(err)
		}
		b, err := record.Encode(v)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
}

func TestSaveRecord(t *testing.T) {
	const now = chat.Instant(10_000_000)
	mine := func(at chat.Instant) func(*testing.T) []byte {
		return func(t *testing.T) []byte { return written(t, "bela", at) }
	}
	// swapped is mine with another word in it, under the old mark.
	swapped := func(t *testing.T) []byte {
		return bytes.Replace(written(t, "bela", now), []byte("Account"), []byte("Nowhere"), 1)
	}
	call := followup.FollowUp{Customer: "Rohan M.", Phone: "+91 00000 00000", Reason: "refund", State: followup.StateOpen, Due: now, Created: now, CreatedBy: "bela"}
	nobody := call
	nobody.State = "lost"
	note := shift.Note{From: "bela", Written: now, Text: "The printer is out of order."}
	raw := func(s string) func(*testing.T) []byte { return func(*testing.T) []byte { return []byte(s) } }
	for _, tc := range []struct {
		name    string
		by      chat.AgentID
		chat    chat.ChatID
		shelf   chat.Shelf
		version func(*testing.T) []byte
		code    chat.RefusalCode
		words   string
	}{
		{name: "new", by: "bela", shelf: chat.ShelfCanned, version: mine(now)},
		{name: "a follow-up", by: "bela", shelf: chat.ShelfFollowUps, version: content(call, now)},
		{name: "a follow-up in no state", by: "bela", shelf: chat.ShelfFollowUps, version: content(nobody, now), code: chat.RefusedInvalid, words: "cannot be kept: state"},
		{name: "a handover note", by: "bela", shelf: chat.ShelfHandover, version: content(note, now)},
		{name: "a response among the follow-ups", by: "bela", shelf: chat.ShelfFollowUps, version: mine(now), code: chat.RefusedInvalid, words: "cannot be kept"},
		{name: "a note among the responses", by: "bela", shelf: chat.ShelfCanned, version: content(note, now), code: chat.RefusedInvalid, words: "cannot be kept"},
		{name: "a response among the notes", by: "bela", shelf: chat.ShelfHandover, version: mine(now), code: chat.RefusedInvalid, words: "cannot be kept"},
		{name: "written three days ago", by: "bela", shelf: chat.ShelfCanned, version: mine(1)},
		{name: "by a clock a little ahead", by: "bela", shelf: chat.ShelfCanned, version: mine(now.Add(Ahead))},
		{name: "in the future", by: "bela", shelf: chat.ShelfCanned, version: mine(now.Add(Ahead) + 1), code: chat.RefusedInvalid, words: "future"},
		{name: "at no time", by: "bela", shelf: chat.ShelfCanned, version: mine(0), code: chat.RefusedInvalid, words: "when"},
		{name: "under another's name", by: "rohan", shelf: chat.ShelfCanned, version: mine(now), code: chat.RefusedRole, words: "another name"},
		{name: "not even a lead writes for others", by: "meera", shelf: chat.ShelfCanned, version: mine(now), code: chat.RefusedRole, words: "another name"},
		{name: "offline", by: "tariq", shelf: chat.ShelfCanned, version: mine(now), code: chat.RefusedOffline, words: "offline"},
		{name: "revoked", by: "zoya", shelf: chat.ShelfCanned, version: mine(now), code: chat.RefusedRole, words: "revoked"},
		{name: "on a shelf that is none", by: "bela", shelf: "attic", version: mine(now), code: chat.RefusedInvalid, words: "shelf"},
		{name: "on no shelf", by: "bela", version: mine(now), code: chat.RefusedInvalid, words: "shelf"},
		{name: "in a chat", by: "bela", chat: "c", shelf: chat.ShelfCanned, version: mine(now), code: chat.RefusedInvalid, words: "no chat"},
		{name: "swapped on its way", by: "bela", shelf: chat.ShelfCanned, version: swapped, code: chat.RefusedInvalid, words: "not what was written"},
		{name: "too large", by: "bela", shelf: chat.ShelfCanned, version: raw(strings.Repeat(" ", record.MaxVersion+1)), code: chat.RefusedTooLong, words: "too long"},
		{name: "no record", by: "bela", shelf: chat.ShelfCanned, version: raw("[]"), code: chat.RefusedInvalid, words: "not a record"},
		{name: "nothing", by: "bela", shelf: chat.ShelfHandover, version: raw(""), code: chat.RefusedInvalid, words: "not a record"},
		{name: "no id", by: "bela", shelf: chat.ShelfFollowUps, version: raw(`{"content":{}}`), code: chat.RefusedInvalid, words: "cannot be kept: id must be"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := withBot()
			s.now = now
			before := s.Hash()
			d, no := s.do(tc.by, tc.chat, "save-1", &chat.SaveRecord{Shelf: tc.shelf, Version: tc.version(t)})
			if tc.code != "" {
				if no == nil || no.Code != tc.code || !strings.Contains(no.Words, tc.words) || len(d.Events) > 0 {
					t.Fatalf("refusal %+v, want %q with %q", no, tc.code, tc.words)
				}
				return
			}
			if no != nil {
				t.Fatal(no)
			}
			want := Decision{Events: []chat.Event{{
				ID: "save-1", At: now, By: tc.by, Body: &chat.RecordSaved{Shelf: tc.shelf, Version: tc.version(t)},
			}}}
			if !reflect.DeepEqual(d, want) {
				t.Errorf("%+v, want %+v", d, want)
			}
			if s.Hash() != before {
				t.Error("the floor does not keep records")
			}
		})
	}
}

// The same id has one effect, also after the outbox has slept.
func TestSaveRecordOnce(t *testing.T) {
	s := newStand()
	save := &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: written(t, "bela", 5)}
	if d, no := s.do("bela", "", "save-1", save); no != nil || len(d.Events) != 1 {
		t.Fatalf("%+v %+v", d, no)
	}
	s.now = s.now.Add(72 * time.Hour)
	if d, no := s.do("bela", "", "save-1", save); no != nil || len(d.Events) != 0 {
		t.Fatalf("once more: %+v %+v", d, no)
	}
	if _, no := s.do("bela", "", "save/1", save); no == nil || no.Code != chat.RefusedInvalid {
		t.Fatalf("an id with a slash: %+v", no)
	}
}

// Whatever arrives is kept or refused with words, and never both.
func FuzzSaveRecord(f *testing.F) {
	s := newStand()
	s.now = 10_000_000
	r := script.Response{Title: "t", Text: "Hello {{customer}}"}
	_, v, err := record.Book[script.Response]{}.Put("id", r, record.Revision{}, "bela", 5)
	if err == nil {
		if b, err := record.Encode(v); err == nil {
			f.Add(string(chat.ShelfCanned), b)
		}
	}
	f.Add("", []byte(nil))
	f.Add(string(chat.ShelfFollowUps), []byte(`{"id":"a","content":{}}`))
	f.Fuzz(func(t *testing.T, shelf string, version []byte) {
		c := chat.Command{ID: "x", By: "bela", Body: &chat.SaveRecord{Shelf: chat.Shelf(shelf), Version: version}}
		d, no := Decide(s.Floor, c, s.now, s.edition)
		if no != nil && (no.Words == "" || len(d.Events) > 0) || no == nil && len(d.Events) != 1 {
			t.Fatalf("%+v %+v", d, no)
		}
		if no == nil && !json.Valid(version) {
			t.Fatal("what is kept is JSON")
		}
	})
}
