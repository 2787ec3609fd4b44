package routing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// mostWhy is how many characters of a stranger's words are repeated in a reason.
const mostWhy = 60

// holds reports whether all that a rule asks is so, and says in words what it was.
func holds(r *policy.RoutingRule, o *chat.ChatOpened, lines []string) (why string, ok bool) {
	var said []string
	for _, c := range conditions(r, o, lines) {
		if c.asked == "" {
			continue
		}
		if !c.holds {
			return "", false
		}
		said = append(said, c.words)
	}
	if len(said) == 0 {
		return "it holds for every chat", true
	}
	return strings.Join(said, ", "), true
}

// condition is one thing that a rule may ask; it does not where asked is empty.
type condition struct {
	asked string
	holds bool
	words string
}

func conditions(r *policy.RoutingRule, o *chat.ChatOpened, lines []string) []condition {
	cs := []condition{
		{r.Choice, same(r.Choice, o.Choice), "the customer chose " + short(o.Choice)},
		{r.Page, onPage(r.Page, o.Customer.Page), "the page " + short(o.Customer.Page)},
		{r.Site, same(r.Site, o.Site), "the site " + short(o.Site)},
		{string(r.Channel), same(string(r.Channel), string(o.Channel)), "the channel " + short(string(o.Channel))},
		{r.Language, speaks(o.Customer.Locale, r.Language), "the language " + short(o.Customer.Locale)},
		{r.Field, has(o.Customer.Data, r.Field, r.Value), short(r.Field) + " is " + short(r.Value)},
	}
	if len(r.Words) > 0 {
		word, found := wordIn(r.Words, lines)
		cs = append(cs, condition{r.Words[0], found, "the word " + short(word)})
	}
	return cs
}

// onPage reports whether an address begins as a pattern says, without regard to case.
// A pattern that begins with a slash is of what follows the host. A star stands for
// anything.
func onPage(pattern, page string) bool {
	pattern, page = strings.ToLower(pattern), strings.ToLower(strings.TrimSpace(page))
	if page == "" {
		return false
	}
	scheme, rest, absolute := strings.Cut(page, "://")
	if !absolute {
		scheme, rest = "", page
	}
	switch {
	case strings.HasPrefix(pattern, "/"):
		if page = rest; absolute || !strings.HasPrefix(rest, "/") {
			_, path, _ := strings.Cut(rest, "/")
			page = "/" + path
		}
	case strings.Contains(pattern, "://"):
		page = scheme + "://" + rest
	default:
		page = rest
	}
	return begins(page, pattern)
}

// begins matches a pattern with stars against the beginning of s. Each piece between
// stars is taken where it first fits, which finds a way if there is one, as nothing has
// to fit at the end.
func begins(s, pattern string) bool {
	pieces := strings.Split(pattern, "*")
	s, ok := strings.CutPrefix(s, pieces[0])
	for _, p := range pieces[1:] {
		if !ok {
			return false
		}
		_, s, ok = strings.Cut(s, p)
	}
	return ok
}

// speaks reports whether a locale such as "hi-IN" is of a language such as "hi".
func speaks(locale, language string) bool {
	if same(locale, language) {
		return true
	}
	base := strings.TrimSpace(locale)
	if i := strings.IndexAny(base, "-_."); i >= 0 {
		base = base[:i]
	}
	return same(base, language)
}

func has(data []chat.Field, name, value string) bool {
	for _, f := range data {
		if same(f.Name, name) && same(f.Value, value) {
			return true
		}
	}
	return false
}

// wordIn returns the first of some words that stands in one of the lines by itself.
func wordIn(words, lines []string) (word string, found bool) {
	for _, l := range lines {
		l = strings.ToLower(l)
		for _, w := range words {
			if stands(strings.ToLower(strings.TrimSpace(w)), l) {
				return w, true
			}
		}
	}
	return "", false
}

// stands reports whether w is in s with nothing of a word around it.
func stands(w, s string) bool {
	for from := 0; w != ""; {
		i := strings.Index(s[from:], w)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+len(w):])
		if !ofWord(before) && !ofWord(after) {
			return true
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		from = i + size
	}
	return false
}

// ofWord reports whether a character belongs to the word beside it. At the end of a
// line there is none, and what is no character at all is none of a word.
func ofWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// short is what a stranger wrote as a part of one line.
func short(s string) string {
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))), " ")
	if utf8.RuneCountInString(s) <= mostWhy {
		return s
	}
	return string([]rune(s)[:mostWhy-1]) + "…"
}
