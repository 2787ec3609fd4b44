package flow

import (
	"strings"
	"unicode"
)

// sentence is one sentence in words of lower case.
type sentence struct {
	words    []string
	question bool // it ends in a question mark
}

// reader cuts a text into sentences in one pass.
type reader struct {
	done   []sentence
	now    sentence
	word   strings.Builder
	quoted bool
}

func sentences(text string) []sentence {
	var r reader
	runes := []rune(text)
	for i, c := range runes {
		switch {
		case r.quote(c):
		case strings.ContainsRune("?？؟", c):
			r.endSentence(true)
		case strings.ContainsRune("\n!।;", c) || c == '.' && !inside(runes, i):
			r.endSentence(false)
		case unicode.IsLetter(c) || unicode.IsMark(c) || unicode.IsDigit(c):
			r.word.WriteRune(unicode.ToLower(c))
		case c == '\'' || c == '’':
			// "don't" and "dont" are one word
		default:
			r.endWord()
		}
	}
	r.endSentence(false)
	return r.done
}

// quote follows quotation marks, and reports whether c is one or within some.
func (r *reader) quote(c rune) bool {
	switch c {
	case '“', '«':
		r.endWord()
		r.quoted = true
	case '”', '»':
		r.quoted = false
	case '"':
		r.endWord()
		r.quoted = !r.quoted
	default:
		return r.quoted
	}
	return true
}

// inside reports whether the stop at i belongs to a number or an address.
func inside(runes []rune, i int) bool {
	return i > 0 && i+1 < len(runes) && !unicode.IsSpace(runes[i-1]) && !unicode.IsSpace(runes[i+1])
}

func (r *reader) endWord() {
	if r.word.Len() > 0 {
		r.now.words = append(r.now.words, r.word.String())
		r.word.Reset()
	}
}

func (r *reader) endSentence(question bool) {
	r.endWord()
	// "Are you still there ?!" and a lone "?" are questions too.
	if len(r.now.words) > 0 || question {
		r.now.question = question
		r.done = append(r.done, r.now)
		r.now = sentence{}
	}
}
