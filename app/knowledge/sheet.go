package knowledge

import (
	"net/url"
	"slices"
	"strings"
)

// maxArticleLink is the length of the longest link of an article, in bytes.
const maxArticleLink = 1024

// linkIn returns the link that front matter names, as in
// "link: https://help.example.com/forwarding". What is no address on the web is
// none: a customer would be sent there.
func linkIn(matter []string) string {
	for _, line := range matter {
		key, value, _ := strings.Cut(line, ":")
		if !strings.EqualFold(strings.TrimSpace(key), "link") {
			continue
		}
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		u, err := url.Parse(value)
		if err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && len(value) <= maxArticleLink {
			return u.String()
		}
	}
	return ""
}

// Body returns the text as a customer may read it: without the lines at its
// beginning that say by what it is found, such as "Keywords: forward, divert".
func (a *Article) Body() string {
	lines := strings.Split(a.Text, "\n")
	for len(lines) > 0 && isForFinding(lines[0]) {
		lines = lines[1:]
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func isForFinding(line string) bool {
	key, _, ok := strings.Cut(line, ":")
	return strings.TrimSpace(line) == "" ||
		ok && slices.Contains([]string{"keywords", "small talk", "tags"}, strings.ToLower(strings.TrimSpace(key)))
}

// Asked is a line of a search box, cut into what articles are looked up by.
type Asked struct {
	// Terms are the words that are whole, each once, in the order of the line.
	Terms []string
	// Open is the beginning of the word that is still being written; empty if
	// the line ends in a blank.
	Open string
}

// maxWords is how many words of a search are heard.
const maxWords = 12

// Ask cuts a search. Words that say too little to be looked up are left out, but
// for the last: it may be the beginning of another.
func Ask(line string) Asked {
	var (
		r reading
		a Asked
	)
	r.read(line)
	open := line != "" && len(r.words) > 0 && r.words[len(r.words)-1].to == len(line)
	for i := range r.words {
		switch t := r.term(i); {
		case open && i == len(r.words)-1:
			a.Open = Beginning(t)
		case len(a.Terms) < maxWords && r.words[i].tells() && !slices.Contains(a.Terms, t):
			a.Terms = append(a.Terms, t)
		}
	}
	return a
}

// TitleTerm returns what articles are looked up by that have a term in their
// title.
func TitleTerm(term string) string { return titleTerm(term) }

// Beginning returns what the terms of a word's kin begin with: "billing" is looked
// up by "bil", which "bill" would miss.
func Beginning(term string) string { return string(undouble([]byte(term))) }
