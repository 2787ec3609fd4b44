package practice

import (
	"strings"
	"unicode"
)

// terms splits text into the words that carry meaning: lower case, without
// stop words, and with the commonest English endings cut, so that "numbers"
// and "number" meet. Devanagari stays as it is written.
func terms(text string) []string {
	fields := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
	})
	kept := fields[:0]
	for _, w := range fields {
		if !stopWord(w) {
			kept = append(kept, stem(w))
		}
	}
	return kept
}

// stem cuts plural and verb endings where enough of the word is left.
func stem(w string) string {
	for _, end := range []string{"ing", "ed", "es", "s"} {
		if cut, ok := strings.CutSuffix(w, end); ok && len(cut) >= 4 {
			w = cut
			break
		}
	}
	if cut, ok := strings.CutSuffix(w, "e"); ok && len(cut) >= 3 {
		return cut
	}
	return w
}

// stopWord reports whether a word is too common to tell articles apart. The
// list covers English, Hinglish and Hindi.
func stopWord(w string) bool {
	switch w {
	case "a", "an", "the", "i", "me", "my", "we", "our", "us", "you", "your", "it", "its", "is", "are", "am",
		"was", "be", "been", "to", "of", "in", "on", "for", "from", "at", "by", "and", "or", "but", "with", "do",
		"does", "did", "can", "could", "will", "would", "how", "what", "where", "when", "why", "which", "who",
		"this", "that", "these", "there", "not", "no", "so", "if", "as", "please", "pls", "want", "need", "get",
		"have", "has", "had", "just", "any", "some", "about", "up", "s", "t", "m", "re", "should", "into",
		"ka", "ke", "ki", "ko", "hai", "hain", "ho", "mera", "meri", "mere", "mujhe", "aap", "apna", "mein",
		"kaise", "kya", "kyu", "kyun", "nahi", "bhi", "se", "aur", "karna", "karu", "karo", "kar", "raha", "rahi", "main", "jaise",
		"का", "के", "की", "को", "है", "हैं", "हो", "मेरा", "मेरी", "मेरे", "मुझे", "आप", "मैं", "में", "कैसे",
		"क्या", "क्यों", "नहीं", "भी", "से", "और", "करना", "करूँ", "करें", "कर", "रहा", "रही", "पर", "यह", "वह", "कृपया":
		return true
	}
	return false
}
