package words

import (
	"unicode"
	"unicode/utf8"
)

// kind is what a rune does to the word it stands in.
type kind uint8

const (
	kindBreak  kind = iota // ends a word
	kindClause             // ends a word and a clause
	kindSkip               // is left out, and the word goes on
	kindWord               // belongs to the word
)

// fold lowers a rune and takes away what people write or leave out at will.
func fold(r rune) (kind, rune) {
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return kindWord, r
	case 'A' <= r && r <= 'Z':
		return kindWord, r + 'a' - 'A'
	case r == ' ' || r == utf8.RuneError:
		return kindBreak, 0
	case r < utf8.RuneSelf:
		return foldSign(r)
	case 0x0900 <= r && r <= 0x097f:
		return foldDevanagari(r)
	}
	return foldOther(r)
}

func foldSign(r rune) (kind, rune) {
	switch r {
	case '\'':
		return kindSkip, 0
	case '.', '!', '?', ',', ';', ':', '\n', '(', ')', '|':
		return kindClause, 0
	}
	return kindBreak, 0
}

func foldDevanagari(r rune) (kind, rune) {
	switch {
	case r == 0x093c: // nukta
		return kindSkip, 0
	case r == 0x0901: // chandrabindu, often typed as anusvara
		return kindWord, 0x0902
	case r == 0x0964 || r == 0x0965: // danda, double danda
		return kindClause, 0
	case 0x0958 <= r && r <= 0x095f: // letters with a nukta built in
		return kindWord, nuktaBase[r-0x0958]
	case 0x0966 <= r && r <= 0x096f:
		return kindWord, '0' + r - 0x0966
	case r == 0x0970:
		return kindBreak, 0
	}
	return kindWord, r
}

// nuktaBase are the letters under U+0958 to U+095F. Read-only.
var nuktaBase = [...]rune{0x0915, 0x0916, 0x0917, 0x091c, 0x0921, 0x0922, 0x092b, 0x092f}

func foldOther(r rune) (kind, rune) {
	switch {
	case r == '\u2019' || r == '\u2018' || noWidth(r):
		return kindSkip, 0
	case r == '\u2026' || r == '\u2013' || r == '\u2014' || r == '\u3002':
		return kindClause, 0
	case unicode.IsMark(r):
		return kindSkip, 0
	case unicode.IsLetter(r):
		return kindWord, plainLetter(unicode.ToLower(r))
	case unicode.IsDigit(r):
		return kindWord, r
	}
	return kindBreak, 0
}

// noWidth reports whether r shows as nothing: joiners, the byte order mark,
// direction marks, selectors of a variation.
func noWidth(r rune) bool {
	return r == 0x00ad || 0x200b <= r && r <= 0x200f || 0x202a <= r && r <= 0x202e ||
		0x2060 <= r && r <= 0x2064 || r == 0xfeff || unicode.Is(unicode.Variation_Selector, r)
}

// plainLetter takes the accent off the Latin letters that have one built in,
// so that they fold as those do whose accent is a mark of its own.
func plainLetter(r rune) rune {
	if 0xe0 <= r && r <= 0xff {
		return latin[r-0xe0]
	}
	return r
}

// latin are the letters under U+00E0 to U+00FF. Read-only.
var latin = [...]rune{
	'a', 'a', 'a', 'a', 'a', 'a', 0xe6, 'c', 'e', 'e', 'e', 'e', 'i', 'i', 'i', 'i',
	0xf0, 'n', 'o', 'o', 'o', 'o', 'o', 0xf7, 'o', 'u', 'u', 'u', 'u', 'y', 0xfe, 'y',
}
