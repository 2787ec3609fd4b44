package knowledge_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/knowledge"
)

func TestParseMarkdown(t *testing.T) {
	for _, c := range []struct{ name, file, title, text string }{
		{"title and text", "# Recharge\n\nIt costs **₹199**.\n", "Recharge", "It costs ₹199."},
		{"line ends of Windows", "# A\r\n\r\nb\r\n", "A", "b"},
		{"front matter", "---\nid: 4\n---\n# A\nb", "A", "b"},
		{"front matter without an end", "---\nb", "a.md", "b"},
		{"a second heading is text", "# A\n## B\nc", "A", "B\nc"},
		{"no heading", "just text", "a.md", "just text"},
		{"a link keeps its target", "# A\nsee [here](https://example.com/x)", "A", "see here (https://example.com/x)"},
		{"a hash without a blank is text", "#tag", "a.md", "#tag"},
	} {
		a, err := knowledge.ParseMarkdown("a.md", []byte(c.file))
		if err != nil || a.Title != c.title || a.Text != c.text {
			t.Errorf("%s: %q %q %v, want %q %q", c.name, a.Title, a.Text, err, c.title, c.text)
		}
	}
	for name, file := range map[string]string{
		"empty": "", "title only": "# A\n", "not UTF-8": "# A\n\xff", "nought": "a\x00b",
		"too long": strings.Repeat("a", knowledge.MaxArticle+1),
	} {
		if _, err := knowledge.ParseMarkdown("a.md", []byte(file)); !errors.Is(err, knowledge.ErrArticle) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTerms(t *testing.T) {
	a := knowledge.Article{ID: "a", Title: "Recharges", Text: "The recharge costs Rs. 199."}
	terms := a.Terms()
	for _, want := range []string{"rechar", "t:rechar", "4:INR:19900"} {
		if !slices.Contains(terms, want) {
			t.Errorf("no %q in %q", want, terms)
		}
	}
	if slices.Contains(terms, "the") {
		t.Error("a common word is a term")
	}
}

func TestVersionOf(t *testing.T) {
	a, b := knowledge.Article{ID: "a", Title: "A", Text: "x"}, knowledge.Article{ID: "b", Title: "B", Text: "y"}
	v := knowledge.VersionOf([]knowledge.Article{a, b})
	if v != knowledge.VersionOf([]knowledge.Article{b, a}) {
		t.Error("the order changes the version")
	}
	c := b
	c.Canned = true
	moved := knowledge.Article{ID: "a", Title: "Ax"}
	for _, other := range [][]knowledge.Article{{a}, {a, c}, {moved, b}, nil} {
		if v == knowledge.VersionOf(other) {
			t.Errorf("%v has the same version", other)
		}
	}
}
