package record_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

func TestPutCountsRevisionsAndKeepsTheOldBook(t *testing.T) {
	b1, v1 := put(t, book{}, "memo", "First.")
	b2, v2 := put(t, b1, "memo", " Second.\r\n")
	if v1.Revision.Number != 1 || v2.Revision.Number != 2 || v2.Content.Words != "Second." || v2.By != "a1" || v2.Updated != 5 {
		t.Errorf("%+v and %+v", v1, v2)
	}
	if got, _ := b1.Get("memo"); got.Revision != v1.Revision {
		t.Errorf("an edit changed the book that it began from: %+v", got)
	}
	if got, _ := b2.Get("memo"); got.Revision != v2.Revision || b2.Len() != 1 {
		t.Errorf("got %+v", got)
	}
	if got := b2.Changed(b1); !slices.Equal(got, []record.ID{"memo"}) || len(b2.Changed(b2)) != 0 {
		t.Errorf("changed: %v", got)
	}
}

// An edit from an older revision changes nothing and loses neither text.
func TestPutFromAnOldRevisionIsAConflict(t *testing.T) {
	base, v := put(t, book{}, "memo", "First.")
	b, theirs := put(t, base, "memo", "Theirs.")
	after, _, err := b.Put("memo", memo{Words: "Mine."}, v.Revision, "a2", 6)
	var c *record.Conflict[memo]
	if !errors.As(err, &c) || !errors.Is(err, record.ErrConflict) {
		t.Fatalf("got %v, not a conflict", err)
	}
	if c.Mine.Content.Words != "Mine." || c.Theirs.Revision != theirs.Revision || !after.Equal(b) {
		t.Errorf("side by side: %q and %q", c.Mine.Content.Words, c.Theirs.Content.Words)
	}
	both := b.Merge(c.Mine)
	heads := both.Heads("memo")
	if got := both.Conflicts(); !slices.Equal(got, []record.ID{"memo"}) || len(heads) != 2 || !both.InConflict("memo") || b.InConflict("memo") {
		t.Fatalf("kept both, conflicts %v", got)
	}
	settled, _, err := both.Settle("memo", memo{Words: "Ours."}, false, "a2", 7, heads[0].Revision, heads[1].Revision)
	if got, _ := settled.Get("memo"); err != nil || len(settled.Conflicts()) != 0 || got.Content.Words != "Ours." {
		t.Errorf("settled: %v, %+v", err, got)
	}
	if again := settled.Merge(c.Mine, c.Theirs, v); !again.Equal(settled) {
		t.Error("what was settled came back")
	}
}

func TestSettleLeavesWhatItsAuthorHadNotSeen(t *testing.T) {
	base, v := put(t, book{}, "memo", "First.")
	b := base
	for _, words := range []string{"One.", "Two.", "Three."} {
		_, w := putFrom(t, base, "memo", words, v.Revision)
		b = b.Merge(w)
	}
	heads := b.Heads("memo")
	if len(heads) != 3 {
		t.Fatalf("%d heads, not 3", len(heads))
	}
	settled, _, err := b.Settle("memo", memo{Words: "Ours."}, false, "a2", 7, heads[0].Revision, heads[1].Revision)
	if err != nil {
		t.Fatal(err)
	}
	if left := settled.Heads("memo"); len(left) != 2 || left[1].Content.Words != heads[2].Content.Words {
		t.Errorf("left: %+v", left)
	}
	for _, seen := range [][]record.Revision{{heads[0].Revision}, {v.Revision}, nil} {
		if _, _, err := settled.Settle("memo", memo{Words: "Ours."}, false, "a2", 8, seen...); !errors.Is(err, record.ErrUnknown) {
			t.Errorf("settled %v: %v", seen, err)
		}
	}
}

func TestPutAgainChangesNothing(t *testing.T) {
	b, v := put(t, book{}, "memo", "First.")
	again, w, err := b.Put("memo", v.Content, record.Revision{}, v.By, v.Updated)
	if err != nil || !sameVersion(v, w) || !again.Equal(b) {
		t.Errorf("the same new record again: %v, %v", w.Revision, err)
	}
	b, w = put(t, b, "memo", "Second.")
	again, x, err := b.Put("memo", w.Content, v.Revision, w.By, w.Updated)
	if err != nil || !sameVersion(w, x) || !again.Equal(b) {
		t.Errorf("the same edit again: %v, %v", x.Revision, err)
	}
}

func TestDeleteLeavesATombstone(t *testing.T) {
	b, v := put(t, book{}, "memo", "First.")
	gone, tomb, err := b.Delete("memo", v.Revision, "a2", 9)
	if err != nil || tomb.Content.Words != "First." || tomb.By != "a2" || tomb.Updated != 9 || tomb.Revision.Number != 2 {
		t.Fatalf("%+v, %v", tomb, err)
	}
	if _, ok := gone.Get("memo"); ok || gone.Len() != 0 || len(slices.Collect(gone.All())) != 0 {
		t.Error("it is still offered")
	}
	if back := gone.Merge(v); !back.Equal(gone) {
		t.Error("the old version came back")
	}
	if _, _, err := gone.Put("memo", v.Content, record.Revision{Number: 7, Mark: 7}, "a3", 9); !errors.Is(err, record.ErrConflict) {
		t.Errorf("written over by somebody who had not seen the deletion: %v", err)
	}
	if back, _ := putFrom(t, gone, "memo", "First.", tomb.Revision); back.Len() != 1 {
		t.Error("not undone")
	}
	if _, _, err := b.Delete("no-such", record.Revision{}, "a2", 9); !errors.Is(err, record.ErrUnknown) {
		t.Errorf("got %v", err)
	}
}

// A deletion and an edit that did not know of each other: the text stays.
func TestDeletionAndEditApart(t *testing.T) {
	b, v := put(t, book{}, "memo", "First.")
	gone, tomb, err := b.Delete("memo", v.Revision, "a2", 9)
	if err != nil {
		t.Fatal(err)
	}
	_, edit := put(t, b, "memo", "Better.")
	for _, m := range []book{gone.Merge(edit), b.Merge(edit).Merge(tomb)} {
		if got, _ := m.Get("memo"); got.Content.Words != "Better." || len(m.Heads("memo")) != 2 {
			t.Errorf("heads %+v", m.Heads("memo"))
		}
	}
}

func TestPutRefuses(t *testing.T) {
	for _, c := range []struct {
		name, field string
		id          record.ID
		words       string
		by          chat.AgentID
		at          chat.Instant
	}{
		{"no id", "id", "", "Words.", "a1", 1},
		{"no words", "words", "memo", " \r\n", "a1", 1},
		{"a control character", "words", "memo", "a\x00b", "a1", 1},
		{"no UTF-8", "words", "memo", "\xff", "a1", 1},
		{"long words", "words", "memo", strings.Repeat("a", 40_001), "a1", 1},
		{"a long author", "by", "memo", "Words.", chat.AgentID(strings.Repeat("a", 129)), 1},
		{"a time before time", "updated", "memo", "Words.", "a1", -1},
	} {
		b, _, err := book{}.Put(c.id, memo{Words: c.words}, record.Revision{}, c.by, c.at)
		var bad *record.InvalidError
		if !errors.As(err, &bad) || bad.Field != c.field || b.Len() != 0 {
			t.Errorf("%s: %v, want one about %s", c.name, err, c.field)
		}
	}
	long := memo{Words: strings.Repeat("\U0001f600", 15_000)}
	if _, _, err := (book{}).Put("memo", long, record.Revision{}, "a1", 1); !errors.Is(err, record.ErrTooLarge) {
		t.Errorf("60,000 bytes: %v", err)
	}
	if err := record.CheckLine("name", "two\nlines", 20); err == nil {
		t.Error("two lines are a line")
	}
}
