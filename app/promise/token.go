package promise

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// gap is what stands behind a word.
type gap uint8

const (
	gapNone     gap = iota // a space, a hyphen, nothing
	gapComma               // what parts clauses
	gapEnd                 // what ends a sentence
	gapQuestion            // what ends a question
)

// token is a word in its normal form: small letters, one spelling of what
// Hindi spells in two ways, European digits, "I'll" as "i" and "will".
type token struct {
	word     string
	class    class
	from, to int
	gap      gap
	glue     byte // the one byte between this word and the next, if there is one
}

func (t *token) is(c class) bool { return t.class&c != 0 }

// maxSentence bounds the words of a sentence: a longer one is read as two.
const maxSentence = 128

// scanner cuts a text into sentences.
type scanner struct {
	text string
	at   int
	// unclosed says that no closing quotation mark is left in the text.
	unclosed bool
}

func (s *scanner) more() bool { return s.at < len(s.text) }

// next appends the words of the next sentence to ts; there may be none.
func (s *scanner) next(ts []token) []token {
	for s.at < len(s.text) && len(ts) < maxSentence {
		r, n := utf8.DecodeRuneInString(s.text[s.at:])
		if isWordRune(r) {
			ts = s.word(ts)
			continue
		}
		g := s.sign(r, n, len(ts) > 0 && s.glued(ts))
		if len(ts) == 0 {
			continue
		}
		last := &ts[len(ts)-1]
		last.gap = max(last.gap, g)
		if last.gap >= gapEnd {
			break
		}
	}
	return ts
}

func isWordRune(r rune) bool {
	return r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') ||
		r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

func isDigitRune(r rune) bool { return r >= '0' && r <= '9' || r >= '०' && r <= '९' }

// glued reports whether one sign stands between two words: "17:30", "e-mail".
func (s *scanner) glued(ts []token) bool {
	last := &ts[len(ts)-1]
	if last.to != s.at || s.at+1 >= len(s.text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[s.at+1:])
	if !isWordRune(r) {
		return false
	}
	last.glue = s.text[s.at]
	return true
}

// abbreviations end in a full stop that ends no sentence.
var abbreviations = setOf("mr mrs ms dr rs no am pm")

// sign passes the sign r, which takes n bytes, and says what it is.
func (s *scanner) sign(r rune, n int, glued bool) gap {
	before := s.at
	s.at += n
	switch r {
	case '?':
		return gapQuestion
	case '!', '।', '\n', ';', '…':
		return gapEnd
	case '.', ':':
		if glued || r == '.' && s.abbreviated(before) {
			return gapNone
		}
		return gapEnd
	case ',', '(', ')', '—', '–', '/':
		if glued && (r == ',' || r == '/') {
			return gapNone
		}
		return gapComma
	case '-':
		if glued {
			return gapNone
		}
		return gapComma
	case '“', '"', '«':
		return s.quotation(r)
	}
	return gapNone
}

// abbreviated reports whether the full stop at byte i belongs to the word
// before it, and is followed by more of the sentence.
func (s *scanner) abbreviated(i int) bool {
	start := i
	for start > 0 && i-start < 4 && isWordRune(rune(s.text[start-1])) {
		start--
	}
	if !abbreviations[strings.ToLower(s.text[start:i])] {
		return false
	}
	rest := strings.TrimLeft(s.text[i+1:min(len(s.text), i+8)], " ")
	return rest != "" && (rest[0] < 'A' || rest[0] > 'Z')
}

// quotation passes what somebody else said, to the closing mark: a quoted
// promise is none of ours (A-42 fills slots with the customer's own words).
func (s *scanner) quotation(open rune) gap {
	if s.unclosed {
		return gapComma
	}
	shut := "\""
	switch open {
	case '“':
		shut = "”"
	case '«':
		shut = "»"
	}
	n := strings.Index(s.text[s.at:], shut)
	if n < 0 {
		s.unclosed = true
		return gapComma
	}
	s.at += n + len(shut)
	return gapComma
}

// word appends the word at s.at, as one token or as two.
func (s *scanner) word(ts []token) []token {
	from := s.at
	first, _ := utf8.DecodeRuneInString(s.text[from:])
	digits := isDigitRune(first)
	for s.at < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[s.at:])
		if !isWordRune(r) || isDigitRune(r) != digits {
			break
		}
		s.at += n
	}
	w := normal(s.text[from:s.at])
	if (w == "a" || w == "p" || w == "e") && s.joins(w) {
		w += "m"
		if w == "em" {
			w = "email"
		}
	}
	if tail, n := s.apostrophe(); n > 0 {
		at := s.at
		s.at += n
		return contracted(ts, w, tail, from, at, s.at)
	}
	if two, ok := sloppy[w]; ok {
		mid := from + 1
		return append(ts, newToken(two[0], from, mid), newToken(two[1], mid, s.at))
	}
	return append(ts, newToken(w, from, s.at))
}

// joins passes the rest of "p.m." and of "e-mail".
func (s *scanner) joins(w string) bool {
	rest := s.text[s.at:min(len(s.text), s.at+6)]
	low := strings.ToLower(rest)
	switch {
	case w == "e" && (strings.HasPrefix(low, "-mail") || strings.HasPrefix(low, " mail")):
		s.at += 5
	case w != "e" && (low == ".m" || strings.HasPrefix(low, ".m.") || strings.HasPrefix(low, ".m ")):
		s.at += 2
	default:
		return false
	}
	return true
}

// apostrophe returns the letters behind an apostrophe at s.at, and the bytes
// that both take.
func (s *scanner) apostrophe() (tail string, n int) {
	rest := s.text[s.at:]
	mark := 0
	switch {
	case strings.HasPrefix(rest, "'"):
		mark = 1
	case strings.HasPrefix(rest, "’"):
		mark = len("’")
	default:
		return "", 0
	}
	n = mark
	for n < len(rest) && n < mark+6 && isWordRune(rune(rest[n])) {
		n++
	}
	if n == mark {
		return "", 0
	}
	return strings.ToLower(rest[mark:n]), n
}

// endings are what English shortens.
var endings = map[string]string{"ll": "will", "m": "am", "re": "are", "ve": "have", "d": "would", "s": "'s", "t": "not"}

// refusals are the words before "n't" that lose more than a letter.
var refusals = map[string]string{"won": "will", "wo": "will", "can": "can", "ca": "can", "shan": "shall", "sha": "shall"}

func contracted(ts []token, w, tail string, from, at, to int) []token {
	full, ok := endings[tail]
	if !ok {
		return append(ts, newToken(w+tail, from, to)) // o'clock
	}
	if full == "not" {
		if whole, known := refusals[w]; known {
			w = whole
		} else {
			w = strings.TrimSuffix(w, "n")
		}
	}
	return append(ts, newToken(w, from, at), newToken(full, at, to))
}

// sloppy are contractions without their sign.
var sloppy = map[string][2]string{
	"ill": {"i", "will"}, "youll": {"you", "will"}, "gonna": {"going", "to"}, "wont": {"will", "not"},
	"dont": {"do", "not"}, "cant": {"can", "not"}, "cannot": {"can", "not"}, "didnt": {"did", "not"}, "im": {"i", "am"},
}

func newToken(w string, from, to int) token {
	return token{word: w, class: lexicon[w], from: from, to: to}
}

// normal returns the normal form of a word.
func normal(w string) string {
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf {
			return strings.Map(normalRune, w)
		}
	}
	return strings.ToLower(w)
}

// withoutNukta are the letters that may be written as one sign or as two.
var withoutNukta = map[rune]rune{
	'\u0958': 'क', '\u0959': 'ख', '\u095a': 'ग', '\u095b': 'ज', '\u095c': 'ड', '\u095d': 'ढ', '\u095e': 'फ', '\u095f': 'य',
}

func normalRune(r rune) rune {
	switch {
	case r >= '०' && r <= '९':
		return '0' + r - '०'
	case r == 'ँ':
		return 'ं'
	case r == '़', r == '\u200c', r == '\u200d':
		return -1
	}
	if plain, ok := withoutNukta[r]; ok {
		return plain
	}
	return unicode.ToLower(r)
}
