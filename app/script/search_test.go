package script_test

import (
	"slices"
	"strings"
	"testing"

	"floorwalker/app/script"
)

func ids(hits []script.Hit) (out []script.ResponseID) {
	for _, h := range hits {
		out = append(out, h.ID)
	}
	return out
}

func TestSlashFindsTheResponseFirst(t *testing.T) {
	l := starter(t)
	for _, c := range []struct {
		query string
		want  script.ResponseID
		match script.Match
	}{
		{"/call", "call-asked", script.MatchExact},           // G-CAN-01
		{"/CALL", "call-asked", script.MatchExact},           // case does not matter
		{"/ca", "call-asked", script.MatchShortcut},          // as you type
		{"/info", "information", script.MatchExact},          // G-CAN-04
		{"/inf", "information", script.MatchShortcut},        // G-CAN-04
		{"anything else", "closing-1", script.MatchTitle},    // a title
		{"password", "screenshot", script.MatchText},         // a text
		{"tkovr", "takeover-1", script.MatchFuzzy},           // letters in order
		{" / solved ", "already-solved", script.MatchExact},  // blanks
		{"screenshot cover", "screenshot", script.MatchText}, // words apart
	} {
		hits := l.Search(script.Query{Text: c.query})
		if len(hits) == 0 || hits[0].ID != c.want || hits[0].Match != c.match {
			t.Errorf("%q finds %v (%v), want %s (%v) first", c.query, ids(hits), hits, c.want, c.match)
		}
	}
	if hits := l.Search(script.Query{Text: "zzzqqq"}); len(hits) != 0 {
		t.Errorf("found %v", ids(hits))
	}
	if hits := l.Search(script.Query{Text: "a\xffb\xff"}); len(hits) > 50 {
		t.Errorf("bytes that are no text found %d", len(hits))
	}
}

func TestSearchRanks(t *testing.T) {
	var l script.Library
	add := func(id script.ResponseID, shortcut, title, text string) {
		l, _ = put(t, l, version(id, script.Response{Folder: "F" + shortcut, Shortcut: shortcut, Title: title, Text: text}))
	}
	add("f", "zplan", "Pay later and not", "Other")         // p-l-a-n in order
	add("e", "ze", "Other", "Our plan for you")             // text
	add("d", "zd", "Explanation", "Other")                  // inside a word of the title
	add("c", "zc", "Your plan", "Other")                    // at a word of the title
	add("b", "zb", "Plan of the month", "Other")            // at the start of the title
	add("a2", "planned", "Other", "Other")                  // shortcut begins with it
	add("a1", "plan", "Other", "Other")                     // the shortcut
	add("none", "zn", "Nothing here", "Nothing of it here") // not at all
	want := []script.ResponseID{"a1", "a2", "b", "c", "d", "e", "f"}
	got := ids(l.Search(script.Query{Text: "/plan"}))
	if len(got) != len(want) {
		t.Fatalf("found %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("found %v, want %v", got, want)
		}
	}
	if got := ids(l.Search(script.Query{Text: "plan", Limit: 3})); len(got) != 3 || got[2] != "b" {
		t.Errorf("the first three are %v", got)
	}
	if got := ids(l.Search(script.Query{Text: "plan", Folder: "Fzc"})); len(got) != 1 || got[0] != "c" {
		t.Errorf("in one folder %v", got)
	}
	if got := ids(l.Search(script.Query{})); len(got) != 8 {
		t.Errorf("nothing asked, found %v", got)
	}
}

// An edit is found by its new words and not by its old ones.
func TestSearchFollowsEdits(t *testing.T) {
	l, r := put(t, script.Library{}, sample())
	r.Content = script.Response{Shortcut: "money", Title: "Money back", Text: "Hello."}
	l, _ = put(t, l, r)
	if got := l.Search(script.Query{Text: "refund"}); len(got) != 0 {
		t.Errorf("found by old words: %v", got)
	}
	if got := l.Search(script.Query{Text: "money"}); len(got) != 1 {
		t.Errorf("not found by new words: %v", got)
	}
}

// The budget is 5 ms for each query among 10,000 responses.
func BenchmarkSearch(b *testing.B) {
	l := big(b, script.MaxResponses)
	for _, c := range []struct{ name, query string }{
		{"shortcut", "/panel1"},
		{"title", "routing and"},
		{"letter", "x"},
		{"two letters", "xq"},
		{"text", "minutes extension queue"},
		{"letters", "abtusr"},
		{"vague letters", "aoud"},
		{"nothing", "zebra crossing"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Search(script.Query{Text: c.query})
			}
		})
	}
}

// The worst that the limits allow: 10,000 texts of 8,000 characters, and words
// that none of them has although it has their parts.
func BenchmarkSearchLongest(b *testing.B) {
	rows := slices.Collect(big(b, script.MaxResponses).All())
	var l script.Library
	in := make([]script.Row, len(rows))
	for i, v := range rows {
		body := v.Content.Text[len("Hello {customer}, "):]
		v.Content.Text = strings.Repeat(body, script.MaxText/len(body))
		in[i] = script.Row{Line: i + 1, Version: version(v.ID, v.Content)}
	}
	l, _ = l.Import(in, "", 0)
	if l.Len() != script.MaxResponses {
		b.Fatal(l.Len())
	}
	for _, query := range []string{"minutes extension queue", "panelmenu", "zebra crossing", "inuserep", "zq", "~"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				l.Search(script.Query{Text: query})
			}
		})
	}
}

func BenchmarkPut(b *testing.B) {
	l := big(b, script.MaxResponses)
	r := get(b, l, "r-05000")
	r.Content.Text = "Another text."
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := l.Put(r.ID, r.Content, r.Revision, r.By, r.Updated); err != nil {
			b.Fatal(err)
		}
	}
}
