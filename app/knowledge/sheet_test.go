package knowledge

import (
	"slices"
	"strings"
	"testing"
)

// V-KB-02: an article may say where a customer can read it, and nothing else than an
// address on the web is one.
func TestLinkOfAnArticle(t *testing.T) {
	for matter, want := range map[string]string{
		"link: https://help.example.com/forward":                           "https://help.example.com/forward",
		"title: x\nLink: \"http://example.com/a b\"":                       "http://example.com/a%20b",
		"link: javascript:alert(1)":                                        "",
		"link: file:///etc/hosts":                                          "",
		"link: https://user:pw@example.com/":                               "",
		"link: https://":                                                   "",
		"link: /relative":                                                  "",
		"links: https://example.com":                                       "",
		"link: https://example.com/" + strings.Repeat("a", maxArticleLink): "",
	} {
		a, err := ParseMarkdown("a.md", []byte("---\n"+matter+"\n---\n# T\n\ntext\n"))
		if err != nil || a.Link != want || a.Text != "text" {
			t.Errorf("%.60q: %+v, %v", matter, a, err)
		}
	}
	plain, err := ParseMarkdown("a.md", []byte("# T\n\nlink: https://example.com/\n"))
	if err != nil || plain.Link != "" {
		t.Errorf("%+v, %v", plain, err)
	}
}

func TestALinkIsAnotherVersion(t *testing.T) {
	a := Article{ID: "a", Title: "T", Text: "x"}
	linked := a
	linked.Link = "https://example.com/"
	if VersionOf([]Article{a}) == VersionOf([]Article{linked}) {
		t.Error("the picker would go on showing the old link")
	}
}

func TestBody(t *testing.T) {
	for text, want := range map[string]string{
		"Keywords: forward, divert\n\nOpen Settings.\nSave.": "Open Settings.\nSave.",
		"\nSmall talk: hello\nTAGS : x\nHello!":              "Hello!",
		"Open Settings: it is there.":                        "Open Settings: it is there.",
		"Open it.\nKeywords: are words too":                  "Open it.\nKeywords: are words too",
		"Keywords: only":                                     "",
	} {
		a := Article{Text: text}
		if got := a.Body(); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestAsk(t *testing.T) {
	for line, want := range map[string]Asked{
		"":                        {},
		"  ":                      {},
		"forw":                    {Open: "forw"},
		"forward":                 {Open: "forwar"},
		"forwarding my calls ":    {Terms: []string{"forwar", "call"}},
		"Forward forwarded numb":  {Terms: []string{"forwar"}, Open: "numb"},
		"bill":                    {Open: "bil"},
		"how to":                  {Open: "to"},
		"पासवर्ड ":                {Terms: []string{"पासवर्ड"}},
		"refund in ५ days, pleas": {Terms: []string{"refund", "5", "day"}, Open: "plea"},
	} {
		if got := Ask(line); !slices.Equal(got.Terms, want.Terms) || got.Open != want.Open {
			t.Errorf("%q: %+v, want %+v", line, got, want)
		}
	}
	if got := Ask(strings.Repeat("a1 ", 500) + "b2 c3 d4 e5 f6 g7 h8 i9 j10 k11 l12 m13 n14 o15 "); len(got.Terms) > maxWords {
		t.Errorf("%d words are heard", len(got.Terms))
	}
}
