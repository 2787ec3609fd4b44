package courier

import (
	"errors"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxWords bounds what is kept of an answer, in bytes.
const MaxWords = 400

// clean makes one line of a stranger's text: control characters and runs of
// spaces become one space, signs that turn the direction of the text and bytes
// that are no UTF-8 go, and what is longer than MaxWords is cut.
func clean(text string) string {
	if len(text) > 8*MaxWords {
		text = text[:8*MaxWords]
	}
	text = strings.ToValidUTF8(text, "")
	text = strings.Map(func(r rune) rune {
		switch {
		case turns(r):
			return -1
		case unicode.IsControl(r) || unicode.IsSpace(r):
			return ' '
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if len(text) <= MaxWords {
		return text
	}
	const more = "…"
	cut := MaxWords - len(more)
	for !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + more
}

// wordsOf says what went wrong on the way. What net/http wraps around an error
// has the whole address in it, and an address may have a token in it, so that
// wrapping goes.
func wordsOf(err error) string {
	var wrapped *url.Error
	for errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return clean(err.Error())
}
