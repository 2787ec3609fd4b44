package flow

import "slices"

// Expects reports whether the author of text waits for an answer to it: it
// asks something, with or without a question mark, or asks for something to be
// sent, said or tried. It reads English, Hinglish and Hindi by words; what
// stands in quotation marks is somebody else's. A polite "let us know if you
// need us again" waits for nothing.
func Expects(text string) bool { return slices.ContainsFunc(sentences(text), sentence.asks) }

// Holds reports whether text asks the customer to wait, or says that somebody
// is at work: after it the next word is ours.
func Holds(text string) bool {
	return slices.ContainsFunc(sentences(text), func(s sentence) bool { return !s.question && s.says(holding) })
}

func (s sentence) asks() bool {
	if s.question {
		return true
	}
	if len(s.words) == 0 || s.says(holding) || s.says(offering) {
		return false
	}
	words := s.words
	for len(words) > 1 && slices.Contains(openers, words[0]) {
		words = words[1:]
	}
	if begins(words, questions) || s.says(asking) {
		return true
	}
	// A request: its verb comes first, or it says please.
	polite := slices.ContainsFunc(s.words, func(w string) bool { return slices.Contains(pleas, w) })
	return slices.Contains(wanted, words[0]) && len(words) > 1 ||
		polite && slices.ContainsFunc(words, func(w string) bool { return slices.Contains(wanted, w) })
}

// says reports whether one of the phrases stands in the sentence.
func (s sentence) says(phrases [][]string) bool {
	for i := range s.words {
		if begins(s.words[i:], phrases) {
			return true
		}
	}
	return false
}

func begins(words []string, phrases [][]string) bool {
	return slices.ContainsFunc(phrases, func(p []string) bool {
		return len(p) <= len(words) && slices.Equal(p, words[:len(p)])
	})
}
