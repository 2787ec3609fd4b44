package label

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What stands where something private stood. The words are those of ordinary
// lines, so that what measures a line measures nearly the same without them.
const (
	maskedMail = "somebody@example.com"
	maskedName = "Name"
)

// manyDigits is from how many digits on a number may be somebody's: a phone, an
// account, a card. Shorter ones are prices, codes and times, which the rule
// about invented facts needs.
const manyDigits = 7

var (
	mailLike = regexp.MustCompile(`[^\s@<>()\[\]{}"',;:]+@[^\s@<>()\[\]{}"',;:]+`)
	// numberLike is digits of any script with a few marks between them.
	numberLike = regexp.MustCompile(`\+?\(?\p{Nd}(?:[ .\-/()]{0,2}\p{Nd})+`)
	dateLike   = regexp.MustCompile(`^(?:\p{Nd}{4}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{1,2}|\p{Nd}{1,2}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{4})$`)
	// introduced finds names by what people say before them.
	introduced = regexp.MustCompile(`(?i)(\b(?:my name is|my name's|mera naam|mr\.?|mrs\.?|ms\.?|dr\.?|shri|smt\.?)\s+|मेरा नाम\s+)([\p{L}\p{M}]+)`)
	// presented finds capitalised names after words that anything may follow.
	presented = regexp.MustCompile(`\b((?:[Tt]his is|I am|I'm|i am|i'm)\s+)(\p{Lu}[\p{Ll}\p{M}]+)(\s*[.,!]|\s*$|\s+(?:from|here|speaking|calling)\b)`)
)

// notNames follow "my name is" and are none. Read-only.
var notNames = []string{"not", "on", "in", "the", "wrong", "spelled", "spelt", "written", "misspelled", "missing", "still", "also", "galat", "nahi"}

// Mask takes e-mail addresses, long numbers and names out of a text:
//
//   - anything@anything becomes somebody@example.com;
//   - in a number of seven digits and more, in any script and with spaces,
//     dots, hyphens, slashes or brackets between them, each digit becomes 0,
//     unless it is a date;
//   - private are what is known of those who took part: where it stands word
//     for word, and each of its words of two letters and more, in whatever
//     case, becomes Name;
//   - so does the word behind "my name is", "Mr" and their like in English,
//     Hinglish and Hindi, and a capitalised one behind "this is" and "I am"
//     where the sentence ends or goes on as an introduction does.
//
// It does not find names that nobody introduced, numbers written in words and
// addresses of houses.
func Mask(text string, private []string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = mailLike.ReplaceAllString(text, maskedMail)
	text = numberLike.ReplaceAllStringFunc(text, maskNumber)
	text = introduced.ReplaceAllStringFunc(text, func(s string) string {
		m := introduced.FindStringSubmatch(s)
		if slices.Contains(notNames, strings.ToLower(m[2])) {
			return s
		}
		return m[1] + maskedName
	})
	text = presented.ReplaceAllString(text, "${1}"+maskedName+"${3}")
	return maskWords(text, privateWords(private))
}

func maskNumber(s string) string {
	digits := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if digits < manyDigits || dateLike.MatchString(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, s)
}

// privateWords returns the words that are masked, folded.
func privateWords(private []string) map[string]bool {
	words := map[string]bool{}
	for _, p := range private {
		for _, w := range strings.FieldsFunc(p, func(r rune) bool { return !inWord(r) }) {
			if utf8.RuneCountInString(w) >= 2 {
				words[fold(w)] = true
			}
		}
	}
	return words
}

// maskWords replaces whole words.
func maskWords(text string, words map[string]bool) string {
	if len(words) == 0 {
		return text
	}
	var b strings.Builder
	from := -1 // of the word that is being read
	word := func(to int) {
		if from < 0 {
			return
		}
		if w := text[from:to]; words[fold(w)] {
			b.WriteString(maskedName)
		} else {
			b.WriteString(w)
		}
		from = -1
	}
	for i, r := range text {
		if inWord(r) {
			if from < 0 {
				from = i
			}
			continue
		}
		word(i)
		b.WriteRune(r)
	}
	word(len(text))
	return b.String()
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

func fold(s string) string { return strings.ToLower(strings.ToUpper(s)) }
