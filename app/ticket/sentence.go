package ticket

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is a piece of a line, in bytes.
type span struct{ start, end int }

// sentences cuts a line where a sentence ends: behind a full stop and its kin,
// the Indic one among them, if a blank follows, and at line ends.
func sentences(text string) []span {
	var (
		all   []span
		start int
		ended bool // a mark was the last thing seen
	)
	cut := func(end int) {
		if s := trimmed(text, span{start, end}); s.end > s.start {
			all = append(all, s)
		}
		start = end
	}
	for i, c := range text {
		switch {
		case c == '\n' || c == '\r' || ended && unicode.IsSpace(c):
			cut(i)
			ended = false
		default:
			ended = strings.ContainsRune(".!?…।॥。！？", c) || ended && strings.ContainsRune(`"')”’»`, c)
		}
	}
	cut(len(text))
	return all
}

func trimmed(text string, s span) span {
	cut := strings.TrimLeftFunc(text[s.start:s.end], unicode.IsSpace)
	s.start = s.end - len(cut)
	s.end = s.start + len(strings.TrimRightFunc(cut, unicode.IsSpace))
	return s
}

// isCourtesy reports whether a word says nothing of what a chat is about.
func isCourtesy(word string) bool {
	switch word {
	case "hi", "hii", "hello", "hey", "dear", "greetings", "namaste", "namaskar", "good", "morning", "afternoon",
		"evening", "day", "sir", "madam", "mam", "team", "there", "ji", "all", "please", "thanks", "thank", "you",
		"so", "much", "very", "ok", "okay", "yes", "no", "sure", "welcome", "bye", "goodbye", "great", "nice", "cool":
		return true
	}
	return false
}

// isCommon reports whether a word holds sentences together, whatever they are
// about. Shorter ones need no list.
func isCommon(word string) bool {
	switch word {
	case "that", "this", "these", "those", "with", "your", "yours", "from", "have", "having", "will", "been", "were", "what",
		"when", "where", "which", "they", "them", "their", "then", "than", "does", "some", "just", "also", "into", "about",
		"would", "could", "should", "here", "only", "because", "time", "help", "support", "know", "want", "need":
		return true
	}
	return false
}

// Lengths in characters.
const (
	longWord   = 10 // says something alone; scripts without blanks have these
	themeWord  = 4
	maxQuote   = 200
	themeLines = 4 // a word in more lines counts no more
)

// telling reports whether a sentence says something.
func telling(sentence string) bool {
	if strings.ContainsFunc(sentence, unicode.IsDigit) {
		return true
	}
	n := 0
	for w := range strings.FieldsFuncSeq(sentence, notWord) {
		if utf8.RuneCountInString(w) >= longWord {
			return true
		}
		if !isCourtesy(strings.ToLower(w)) {
			n++
		}
	}
	return n >= 2
}

func notWord(c rune) bool {
	return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && c != '\u200c' && c != '\u200d'
}

func isQuestion(sentence string) bool {
	return strings.HasSuffix(strings.TrimRight(sentence, `"')”’» `), "?") || strings.HasSuffix(sentence, "？")
}

// themes returns the words of a text that can be a theme, each once.
func themes(text string) map[string]bool {
	words := make(map[string]bool)
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), notWord) {
		if utf8.RuneCountInString(w) >= themeWord && !isCourtesy(w) && !isCommon(w) {
			words[w] = true
		}
	}
	return words
}
