package dial

import "unicode/utf8"

// noteMost is how long a note may be, in bytes: with what the card adds to it the hub
// keeps all of it (referee.MaxNote).
const noteMost = 4000

// fit returns the text as far as it is no longer than a note may be.
func fit(text string) string {
	if len(text) <= noteMost {
		return text
	}
	n := noteMost
	for !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}
