package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// runeKind is what a rune does to the word it stands in.
type runeKind int

const (
	runeBlank   runeKind = iota // ends a word
	runeMark                    // ends a word and is seen
	runeComma                   // ends a clause as well
	runeStop                    // may end a sentence as well
	runeIgnored                 // is left out, and the word goes on
	runeLetter                  // belongs to the word
)

// foldRune lowers a rune, writes digits of every script as ASCII, and takes
// away what people write or leave out at will: accents as marks, apostrophes,
// the nukta, joiners.
func foldRune(c rune) (runeKind, rune) {
	switch {
	case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		return runeLetter, c
	case 'A' <= c && c <= 'Z':
		return runeLetter, c + 'a' - 'A'
	}
	if kind, ok := marks[c]; ok {
		return kind, 0
	}
	if d, ok := digitOf(c); ok {
		return runeLetter, '0' + d
	}
	if at := strings.IndexRune(accented, unicode.ToLower(c)); c >= 0xc0 && c < 0x180 && at >= 0 {
		return runeLetter, rune(plain[utf8.RuneCountInString(accented[:at])])
	}
	if c < utf8.RuneSelf || c == utf8.RuneError {
		return runeMark, 0
	}
	return foldOther(c)
}

// accented are Latin letters that people also type plain, as below them.
const (
	accented = "àáâãäåāăçćčèéêëēěìíîïīñńòóôõöøōùúûüūýÿšśžź"
	plain    = "aaaaaaaaccceeeeeeiiiiinnooooooouuuuuyysszz"
)

// marks are the runes of a kind of their own.
var marks = marksOf(map[runeKind]string{
	runeBlank: " \t\r\u00a0",
	runeComma: ",;:()|\u2013\u2014",
	runeStop:  ".!?\n\u0964\u0965\u2026",
	// Apostrophes, joiners and the nukta.
	runeIgnored: "'\u2018\u2019\u200c\u200d\u093c",
})

func marksOf(kinds map[runeKind]string) map[rune]runeKind {
	m := make(map[rune]runeKind)
	for kind, runes := range kinds {
		for _, c := range runes {
			m[c] = kind
		}
	}
	return m
}

func foldOther(c rune) (runeKind, rune) {
	switch {
	case c == 0x0901: // chandrabindu, often typed as anusvara
		return runeLetter, 0x0902
	case unicode.IsMark(c) && !unicode.Is(unicode.Devanagari, c), unicode.Is(unicode.Cf, c):
		return runeIgnored, 0
	case unicode.IsLetter(c) || unicode.IsMark(c):
		return runeLetter, unicode.ToLower(c)
	case unicode.IsSpace(c):
		return runeBlank, 0
	}
	return runeMark, 0
}

// digitOf returns the value of a decimal digit of the scripts that are in use
// in Indian chats: ASCII, Devanagari, Bengali to Malayalam, and full width.
func digitOf(c rune) (rune, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 0xff10 <= c && c <= 0xff19:
		return c - 0xff10, true
	case 0x0966 <= c && c <= 0x0d6f && (c&0x7f) >= 0x66 && (c&0x7f) <= 0x6f:
		return c&0x7f - 0x66, true
	}
	return 0, false
}
