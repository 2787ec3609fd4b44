package script_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/record"
	"floorwalker/app/script"
)

func sample() script.Version {
	v := version("refund", script.Response{Folder: "Billing", Shortcut: "refund", Title: "Refund", Text: "Hello {customer}."})
	v.By, v.Updated = "a1", 5
	return v
}

func TestPutCountsRevisionsAndKeepsTheOldLibrary(t *testing.T) {
	l1, r1 := put(t, script.Library{}, sample())
	r2 := r1
	r2.Content.Text = "Good day {customer}."
	l2, r2 := put(t, l1, r2)
	if r1.Revision.Number != 1 || r2.Revision.Number != 2 {
		t.Errorf("revisions %v and %v", r1.Revision, r2.Revision)
	}
	if got := get(t, l1, "refund"); !same(got, r1) {
		t.Errorf("an edit changed the library that it began from: %+v", got)
	}
	if got := get(t, l2, "refund"); !same(got, r2) || l2.Len() != 1 {
		t.Errorf("got %+v", got)
	}
}

// An edit from an older revision changes nothing and loses neither text, and
// what is settled is found by its new words.
func TestPutFromAnOldRevisionIsAConflict(t *testing.T) {
	l, r := put(t, script.Library{}, sample())
	theirs, mine := r, r
	theirs.Content.Text, theirs.By = "Theirs.", "a2"
	l, theirs = put(t, l, theirs)
	mine.Content.Text = "Mine."
	after, _, err := l.Put(mine.ID, mine.Content, mine.Revision, "a1", 6)
	var c *script.Conflict
	if !errors.As(err, &c) || !errors.Is(err, record.ErrConflict) {
		t.Fatalf("got %v, not a conflict", err)
	}
	if c.Mine.Content.Text != "Mine." || !same(c.Theirs, theirs) || !after.Equal(l) {
		t.Errorf("shown side by side: %+v and %+v", c.Mine, c.Theirs)
	}
	both := l.Merge(c.Mine)
	if got := both.Conflicts(); !slices.Equal(got, []script.ResponseID{"refund"}) || both.Len() != 1 {
		t.Fatalf("kept both, conflicts %v", got)
	}
	heads := both.Heads("refund")
	ours := heads[0].Content
	ours.Text = "Ours."
	both, _, err = both.Settle("refund", ours, false, "a1", 7, heads[0].Revision, heads[1].Revision)
	if err != nil || len(both.Conflicts()) != 0 || get(t, both, "refund").Content.Text != "Ours." {
		t.Errorf("settled: %v, %v", err, both.Heads("refund"))
	}
	if hits := both.Search(script.Query{Text: "ours"}); len(hits) != 1 || hits[0].Content.Text != "Ours." {
		t.Errorf("found %+v", hits)
	}
}

// What is deleted is found no more, what comes back is found again.
func TestDeletedResponseIsNotOffered(t *testing.T) {
	l, r := put(t, script.Library{}, sample())
	gone, tomb, err := l.Delete(r.ID, r.Revision, "a2", 9)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := gone.Get(r.ID); ok || gone.Len() != 0 || len(gone.Search(script.Query{Text: "refund"})) != 0 {
		t.Error("it is still offered")
	}
	back, _, err := gone.Put(r.ID, r.Content, tomb.Revision, "a1", 10)
	if err != nil || get(t, back, r.ID).Content != r.Content || len(back.Search(script.Query{Text: "refund"})) != 1 {
		t.Errorf("undone: %v", err)
	}
	if same, _, err := l.Delete("no-such", record.Revision{}, "a2", 9); !errors.Is(err, record.ErrUnknown) || !same.Equal(l) {
		t.Errorf("got %v", err)
	}
}

// Merging refuses nothing: two desks may have given one shortcut away, and
// both responses are found by it.
func TestMergeKeepsASecondShortcut(t *testing.T) {
	l, r := put(t, script.Library{}, sample())
	_, other := put(t, script.Library{}, version("refund-2", r.Content))
	if hits := l.Merge(other).Search(script.Query{Text: "/refund"}); !slices.Equal(ids(hits), []script.ResponseID{"refund", "refund-2"}) || hits[1].Match != script.MatchExact {
		t.Errorf("found %v", ids(hits))
	}
}

func TestPutRefuses(t *testing.T) {
	base, _ := put(t, script.Library{}, sample())
	for _, c := range []struct {
		name, field string
		change      func(*script.Version)
	}{
		{"no id", "id", func(r *script.Version) { r.ID = "" }},
		{"an id with a blank", "id", func(r *script.Version) { r.ID = "a b" }},
		{"no title", "title", func(r *script.Version) { r.Content.Title = " " }},
		{"no text", "text", func(r *script.Version) { r.Content.Text = "\r\n" }},
		{"a shortcut of two words", "shortcut", func(r *script.Version) { r.Content.Shortcut = "a b" }},
		{"somebody's shortcut", "shortcut", func(r *script.Version) { r.Content.Shortcut = "/Refund" }},
		{"a long text", "text", func(r *script.Version) { r.Content.Text = strings.Repeat("ü", script.MaxText+1) }},
		{"a long title", "title", func(r *script.Version) { r.Content.Title = strings.Repeat("x", 121) }},
		{"a control character", "title", func(r *script.Version) { r.Content.Title = "a\x00b" }},
		{"no UTF-8", "text", func(r *script.Version) { r.Content.Text = "\xff" }},
		{"a raw bracket", "text", func(r *script.Version) { r.Content.Text = "Hello [name]" }},
		{"an open brace", "text", func(r *script.Version) { r.Content.Text = "Hello {customer" }},
		{"a stray brace", "text", func(r *script.Version) { r.Content.Text = "Hello customer}" }},
		{"a brace in a brace", "text", func(r *script.Version) { r.Content.Text = "{a{b}}" }},
		{"a slot with a blank", "text", func(r *script.Version) { r.Content.Text = "{first name}" }},
		{"an unknown condition", "text", func(r *script.Version) { r.Content.Text = "{?moon:Hello}" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := sample()
			r.ID, r.Content.Shortcut = "other", "other"
			c.change(&r)
			_, _, err := base.Put(r.ID, r.Content, record.Revision{}, r.By, r.Updated)
			var bad *record.InvalidError
			if !errors.As(err, &bad) || !errors.Is(err, record.ErrInvalid) || bad.Field != c.field {
				t.Errorf("got %v, want one about %s", err, c.field)
			}
		})
	}
	r := sample()
	r.ID, r.Content.Shortcut, r.Content.Text = "other", "other", strings.Repeat("ü", script.MaxText)
	if _, _, err := base.Put(r.ID, r.Content, record.Revision{}, r.By, r.Updated); err != nil {
		t.Errorf("a text of %d characters: %v", script.MaxText, err)
	}
}

func TestLibraryIsFullAtItsLimit(t *testing.T) {
	l := big(t, script.MaxResponses)
	if l.Len() != script.MaxResponses {
		t.Fatalf("%d responses", l.Len())
	}
	if _, _, err := l.Put("refund", sample().Content, record.Revision{}, "a1", 5); !errors.Is(err, script.ErrFull) {
		t.Errorf("got %v", err)
	}
	r := get(t, l, "r-00017")
	r.Content.Text = "An edit still fits."
	if _, _, err := l.Put(r.ID, r.Content, r.Revision, "a1", 6); err != nil {
		t.Errorf("an edit in a full library: %v", err)
	}
}

// The referee takes no version that a person could not have written.
func TestDecodeVersionJudgesTheResponse(t *testing.T) {
	_, v := put(t, script.Library{}, sample())
	raw, err := record.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := script.DecodeVersion(raw); err != nil || !same(got, v) {
		t.Errorf("%s: %+v, %v", raw, got, err)
	}
	forged := strings.Replace(string(raw), "Hello", "Howdy", 1)
	if _, err := script.DecodeVersion([]byte(forged)); !errors.Is(err, record.ErrForged) {
		t.Errorf("%s: %v", forged, err)
	}
	// A follow-up, say, is a version too, and no response.
	other, err := record.Book[anything]{}.Propose("refund", anything{Text: "Hello [name]"}, record.Revision{}, "a1", 1)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err = record.Encode(other); err != nil {
		t.Fatal(err)
	}
	if _, err := script.DecodeVersion(raw); !errors.Is(err, record.ErrInvalid) {
		t.Errorf("%s: %v", raw, err)
	}
}

// anything is a content that nobody judges.
type anything struct {
	Text string `json:"text"`
}

func (a anything) Normal() anything { return a }
func (anything) Check() error       { return nil }

// The longest text in a script of three bytes a character fits a version.
func TestLongestResponseFitsAVersion(t *testing.T) {
	r := sample()
	r.Content.Text = strings.Repeat("नमस्ते, ", script.MaxText/8)
	if _, v := put(t, script.Library{}, r); len(v.Content.Text) < 2*script.MaxText {
		t.Errorf("%d bytes", len(v.Content.Text))
	}
}

func FuzzDecodeVersion(f *testing.F) {
	_, v := put(f, script.Library{}, sample())
	raw, err := record.Encode(v)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"id":"a","revision":"1-0000000000000000","content":{"title":"T","text":"x"}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		v, err := script.DecodeVersion(raw)
		if err != nil {
			return
		}
		if err := v.Content.Check(); err != nil || v.Content != v.Content.Normal() {
			t.Fatalf("%q: took %+v, %v", raw, v.Content, err)
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
		rows[i] = script.Row{Line: i + 1, Version: version(script.ResponseID(fmt.Sprintf("r-%05d", i)), script.Response{
			Folder: "Folder " + w(1), Shortcut: fmt.Sprintf("%s%d", w(0), i),
			Title: fmt.Sprintf("About %s and %s %d", w(2), w(3), i), Text: text.String(),
		})}
	}
	l, done := script.Library{}.Import(rows, "", 0)
	if len(done.Versions) != n {
		tb.Fatalf("%d of %d came in: %v", len(done.Versions), n, done.Refused[0])
	}
	return l
}
