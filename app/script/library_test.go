package script_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/script"
)

func sample() script.Response {
	return script.Response{ID: "refund", Folder: "Billing", Shortcut: "refund", Title: "Refund", Text: "Hello {customer}.", By: "a1", Updated: 5}
}

func TestPutCountsRevisionsAndKeepsTheOldLibrary(t *testing.T) {
	l1, r1 := put(t, script.Library{}, sample())
	r2 := r1
	r2.Text = "Good day {customer}."
	l2, r2 := put(t, l1, r2)
	if r1.Revision.Number != 1 || r2.Revision.Number != 2 {
		t.Errorf("revisions %v and %v", r1.Revision, r2.Revision)
	}
	if got := get(t, l1, "refund"); got != r1 {
		t.Errorf("an edit changed the library that it began from: %+v", got)
	}
	if got := get(t, l2, "refund"); got != r2 || l2.Len() != 1 {
		t.Errorf("got %+v", got)
	}
}

// An edit from an older revision changes nothing and loses neither text.
func TestPutFromAnOldRevisionIsAConflict(t *testing.T) {
	l, r := put(t, script.Library{}, sample())
	theirs, mine := r, r
	theirs.Text, theirs.By = "Theirs.", "a2"
	l, theirs = put(t, l, theirs)
	mine.Text = "Mine."
	after, _, err := l.Put(mine, mine.Revision)
	var c *script.Conflict
	if !errors.As(err, &c) || !errors.Is(err, script.ErrConflict) {
		t.Fatalf("got %v, not a conflict", err)
	}
	if c.Mine.Text != "Mine." || c.Theirs.Text != "Theirs." || c.Theirs.Revision != theirs.Revision {
		t.Errorf("shown side by side: %q and %q", c.Mine.Text, c.Theirs.Text)
	}
	if !after.Equal(l) {
		t.Error("a refused edit changed the library")
	}

	both := l.Merge(c.Mine)
	if got := both.Conflicts(); !slices.Equal(got, []script.ResponseID{"refund"}) {
		t.Fatalf("kept both, conflicts %v", got)
	}
	heads := both.Heads("refund")
	settled := heads[0].Response
	settled.Text = "Ours."
	both, _, err = both.Settle(settled, false, heads[0].Revision, heads[1].Revision)
	if err != nil || len(both.Conflicts()) != 0 || get(t, both, "refund").Text != "Ours." {
		t.Errorf("settled: %v, %v", err, both.Heads("refund"))
	}
	if again := both.Merge(c.Mine, c.Theirs); !again.Equal(both) {
		t.Error("what was settled came back")
	}
}

func TestSettleLeavesWhatItsAuthorHadNotSeen(t *testing.T) {
	base, r := put(t, script.Library{}, sample())
	l := base
	for i, text := range []string{"One.", "Two.", "Three."} {
		e := r
		e.Text, e.Updated = text, chat.Instant(10+i)
		_, v, err := base.Put(e, r.Revision)
		if err != nil {
			t.Fatal(err)
		}
		l = l.Merge(v)
	}
	heads := l.Heads("refund")
	if len(heads) != 3 {
		t.Fatalf("%d heads, not 3", len(heads))
	}
	l, _, err := l.Settle(heads[0].Response, false, heads[0].Revision, heads[1].Revision)
	if err != nil {
		t.Fatal(err)
	}
	if left := l.Heads("refund"); len(left) != 2 || left[1].Text != heads[2].Text {
		t.Errorf("left: %+v", left)
	}
	if _, _, err := l.Settle(heads[0].Response, false, heads[0].Revision); !errors.Is(err, script.ErrUnknown) {
		t.Errorf("settled a revision that is gone: %v", err)
	}
}

func TestPutAgainChangesNothing(t *testing.T) {
	l, r := put(t, script.Library{}, sample())
	again, v, err := l.Put(sample(), script.Revision{})
	if err != nil || v.Revision != r.Revision || !again.Equal(l) {
		t.Errorf("the same new response again: %v, %v", v.Revision, err)
	}
	e := r
	e.Text = "Changed."
	l, e = put(t, l, e)
	again, v, err = l.Put(e, r.Revision)
	if err != nil || v.Revision != e.Revision || !again.Equal(l) {
		t.Errorf("the same edit again: %v, %v", v.Revision, err)
	}
}

func TestDeleteLeavesATombstone(t *testing.T) {
	l, r := put(t, script.Library{}, sample())
	gone, tomb, err := l.Delete(r.ID, r.Revision, "a2", 9)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := gone.Get(r.ID); ok || gone.Len() != 0 || len(gone.Search(script.Query{Text: "refund"})) != 0 {
		t.Error("it is still offered")
	}
	if back := gone.Merge(script.Version{Response: r}); !back.Equal(gone) {
		t.Error("the old version came back")
	}
	if _, _, err := gone.Put(sample(), script.Revision{Number: 7, Mark: 7}); !errors.Is(err, script.ErrConflict) {
		t.Errorf("written over by somebody who had not seen the deletion: %v", err)
	}
	back, _, err := gone.Put(r, tomb.Revision)
	if err != nil || get(t, back, r.ID).Text != r.Text {
		t.Errorf("undone: %v", err)
	}
	if _, _, err := l.Delete("no-such", script.Revision{}, "a2", 9); !errors.Is(err, script.ErrUnknown) {
		t.Errorf("got %v", err)
	}

	// A deletion and an edit that did not know of each other: the text stays.
	e := r
	e.Text = "Better."
	_, edit, err := l.Put(e, r.Revision)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []script.Library{gone.Merge(edit), l.Merge(edit).Merge(tomb)} {
		if get(t, m, r.ID).Text != "Better." || len(m.Heads(r.ID)) != 2 {
			t.Errorf("heads %+v", m.Heads(r.ID))
		}
	}
}

func TestPutRefuses(t *testing.T) {
	base, _ := put(t, script.Library{}, sample())
	for _, c := range []struct {
		name, field string
		change      func(*script.Response)
	}{
		{"no id", "id", func(r *script.Response) { r.ID = "" }},
		{"an id with a blank", "id", func(r *script.Response) { r.ID = "a b" }},
		{"no title", "title", func(r *script.Response) { r.Title = " " }},
		{"no text", "text", func(r *script.Response) { r.Text = "\r\n" }},
		{"a shortcut of two words", "shortcut", func(r *script.Response) { r.Shortcut = "a b" }},
		{"somebody's shortcut", "shortcut", func(r *script.Response) { r.Shortcut = "/Refund" }},
		{"a long text", "text", func(r *script.Response) { r.Text = strings.Repeat("ü", script.MaxText+1) }},
		{"a long title", "title", func(r *script.Response) { r.Title = strings.Repeat("x", 121) }},
		{"a control character", "title", func(r *script.Response) { r.Title = "a\x00b" }},
		{"no UTF-8", "text", func(r *script.Response) { r.Text = "\xff" }},
		{"a raw bracket", "text", func(r *script.Response) { r.Text = "Hello [name]" }},
		{"an open brace", "text", func(r *script.Response) { r.Text = "Hello {customer" }},
		{"a stray brace", "text", func(r *script.Response) { r.Text = "Hello customer}" }},
		{"a brace in a brace", "text", func(r *script.Response) { r.Text = "{a{b}}" }},
		{"a slot with a blank", "text", func(r *script.Response) { r.Text = "{first name}" }},
		{"an unknown condition", "text", func(r *script.Response) { r.Text = "{?moon:Hello}" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := sample()
			r.ID, r.Shortcut = "other", "other"
			c.change(&r)
			_, _, err := base.Put(r, script.Revision{})
			var bad *script.InvalidError
			if !errors.As(err, &bad) || !errors.Is(err, script.ErrInvalid) || bad.Field != c.field {
				t.Errorf("got %v, want one about %s", err, c.field)
			}
		})
	}
	r := sample()
	r.ID, r.Shortcut, r.Text = "other", "other", strings.Repeat("ü", script.MaxText)
	if _, _, err := base.Put(r, script.Revision{}); err != nil {
		t.Errorf("a text of %d characters: %v", script.MaxText, err)
	}
}

func TestLibraryIsFullAtItsLimit(t *testing.T) {
	l := big(t, script.MaxResponses)
	if l.Len() != script.MaxResponses {
		t.Fatalf("%d responses", l.Len())
	}
	if _, _, err := l.Put(sample(), script.Revision{}); !errors.Is(err, script.ErrFull) {
		t.Errorf("got %v", err)
	}
	r := get(t, l, "r-00017")
	r.Text = "An edit still fits."
	if _, _, err := l.Put(r, r.Revision); err != nil {
		t.Errorf("an edit in a full library: %v", err)
	}
}

func TestRevisionGoesRoundAsText(t *testing.T) {
	for _, r := range []script.Revision{{}, {Number: 1, Mark: 0xc0ffee}, {Number: 40, Mark: 1 << 63}} {
		if got, err := script.ParseRevision(r.String()); err != nil || got != r {
			t.Errorf("%q: %v, %v", r, got, err)
		}
	}
	for _, s := range []string{"3", "0-0000000000000001", "-1-0000000000000001", "03-0000000000000001", "3-1", "3-000000000000000G", "3-00000000000000AB", "x-0000000000000001"} {
		if r, err := script.ParseRevision(s); err == nil {
			t.Errorf("%q was read as %v", s, r)
		}
	}
}

func TestVersionIsHeldToItsMark(t *testing.T) {
	l, r := put(t, script.Library{}, sample())
	r.Text = "Second."
	_, v, err := l.Put(r, r.Revision)
	if err != nil {
		t.Fatal(err)
	}
	b, err := script.EncodeVersion(v)
	if err != nil {
		t.Fatal(err)
	}
	got, err := script.DecodeVersion(b)
	if err != nil || got.Response != v.Response || !slices.Equal(got.Past, v.Past) {
		t.Errorf("round trip: %+v, %v", got, err)
	}
	for _, change := range [][2]string{{"Second.", "Forged."}, {`"updated":5`, `"updated":6`}, {`"past":["`, `"past":["0000000000000000","`}} {
		forged := strings.Replace(string(b), change[0], change[1], 1)
		if forged == string(b) {
			t.Fatalf("nothing to change: %s", b)
		}
		if _, err := script.DecodeVersion([]byte(forged)); !errors.Is(err, script.ErrForged) {
			t.Errorf("%s: got %v", change[1], err)
		}
	}
}

func FuzzDecodeVersion(f *testing.F) {
	_, v, err := script.Library{}.Put(sample(), script.Revision{})
	if err != nil {
		f.Fatal(err)
	}
	b, err := script.EncodeVersion(v)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"revision":"1-0000000000000000"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := script.DecodeVersion(b)
		if err != nil {
			return
		}
		again, err := script.EncodeVersion(v)
		if err != nil {
			t.Fatal(err)
		}
		if w, err := script.DecodeVersion(again); err != nil || w.Response != v.Response {
			t.Errorf("%s does not survive: %v", b, err)
		}
	})
}

// big returns a library of n responses of ordinary length.
func big(tb testing.TB, n int) script.Library {
	tb.Helper()
	words := strings.Fields("invoice panel recharge number routing agent device holiday greeting menu user report renewal plan account minutes extension queue voice")
	rows := make([]script.Row, n)
	for i := range rows {
		w := func(k int) string { return words[(i*7+k*k*3+i/19*k)%len(words)] }
		var text strings.Builder
		text.WriteString("Hello {customer}, ")
		for k := range 40 {
			text.WriteString(w(k) + " ")
		}
		rows[i] = script.Row{Line: i + 1, Response: script.Response{
			ID: script.ResponseID(fmt.Sprintf("r-%05d", i)), Folder: "Folder " + w(1), Shortcut: fmt.Sprintf("%s%d", w(0), i),
			Title: fmt.Sprintf("About %s and %s %d", w(2), w(3), i), Text: text.String(),
		}}
	}
	l, done := script.Library{}.Import(rows, "", 0)
	if len(done.Versions) != n {
		tb.Fatalf("%d of %d came in: %v", len(done.Versions), n, done.Refused[0])
	}
	return l
}
