package lookup_test

import (
	"fmt"
	"slices"
	"testing"

	"floorwalker/app/knowledge"
	"floorwalker/sync/lookup"
)

func manual() []knowledge.Article {
	return []knowledge.Article{
		{ID: "1", Title: "Set up call forwarding", Text: "Open Settings, then Numbers, and type the number that should ring."},
		{ID: "2", Title: "Bring your number", Text: "Porting takes 7 days. Forwarding works meanwhile."},
		{ID: "3", Title: "Find an invoice", Text: "Open Account, then Billing. Every month has a PDF."},
		{ID: "4", Title: "पासवर्ड कैसे बदलें", Text: "लॉगिन पर पासवर्ड भूल गए दबाइए।"},
		{ID: "5", Title: "Call forwarding", Text: "An approved text about forwarding.", Canned: true},
	}
}

func ids(as []knowledge.Article) (out []string) {
	for _, a := range as {
		out = append(out, string(a.ID))
	}
	return out
}

// V-KB-02: search by keyword, as one types.
func TestSearch(t *testing.T) {
	x := newIndex(t, manual())
	for line, want := range map[string][]string{
		"forwarding":          {"1", "2"},
		"forw":                {"1", "2"},
		"f":                   {"3", "1", "2"},
		"FORWARD a Call":      {"1", "2"},
		"invoices ":           {"3"},
		"bill":                {"3"},
		"bill ":               {"3"},
		"number":              {"2", "1"},
		"पासव":                {"4"},
		"xylophone":           nil,
		"forwarding invoice ": {"3", "1", "2"},
		"":                    {"2", "3", "1", "4"}, // by title
		"   ":                 {"2", "3", "1", "4"},
	} {
		got, err := x.Search(line, 8)
		if err != nil || !slices.Equal(ids(got), want) {
			t.Errorf("%q: %v, want %v, %v", line, ids(got), want, err)
		}
	}
	for limit, want := range map[int]int{-1: 0, 0: 0, 1: 1, 2: 2, 9: 2} {
		if got, err := x.Search("forwarding", limit); err != nil || len(got) != want {
			t.Errorf("limit %d: %v, %v", limit, ids(got), err)
		}
	}
}

func TestSearchBeforeTheFirstLoad(t *testing.T) {
	if got, err := lookup.New(lookup.Config{Judge: newJudge(t)}).Search("x", 8); len(got) != 0 || err != nil {
		t.Errorf("%v, %v", got, err)
	}
}

// FuzzSearch: no line breaks it, and the same line finds the same.
func FuzzSearch(f *testing.F) {
	x := newIndex(f, manual())
	for _, s := range []string{"forw", "t:", "\xff", "पासव ", "call 1961 ₹500"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		a, err := x.Search(line, 3)
		b, again := x.Search(line, 3)
		if err != nil || again != nil || !slices.Equal(ids(a), ids(b)) || slices.Contains(ids(a), "5") {
			t.Fatalf("%q: %v, %v, %v", line, ids(a), ids(b), err)
		}
	})
}

// BenchmarkSearch looks in 5,000 articles as somebody types (V-KB-02: 50 ms).
func BenchmarkSearch(b *testing.B) {
	x := newIndex(b, append(manual(), generated(5000)...))
	for _, line := range []string{"", "c", "refund", "how do I change the pl", "recharge plan number days working refund call mont"} {
		b.Run(fmt.Sprintf("%.12q", line), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := x.Search(line, 8); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
