package plain

import (
	"unicode"
	"unicode/utf8"
)

// runeClass is what a rune does to the token that it stands in.
type runeClass uint8

const (
	skipped runeClass = iota // has no width: the token goes on
	blank                    // ends a token and is not seen
	letter
	digit
	sign // a token of its own
)

// fold classifies a rune and says what it reads as.
func fold(c rune) (runeClass, rune) {
	switch {
	case 'a' <= c && c <= 'z':
		return letter, c
	case 'A' <= c && c <= 'Z':
		return letter, c + 'a' - 'A'
	case '0' <= c && c <= '9':
		return digit, c
	case c == ' ', c == '\t', c == '\r', c == '\v', c == '\f':
		return blank, 0
	case c < ' ' && c != '\n', c == 0x7f:
		return skipped, 0
	case c < utf8.RuneSelf, c == utf8.RuneError:
		return sign, c
	}
	return foldWide(c)
}

// foldWide is fold for what is not ASCII.
func foldWide(c rune) (runeClass, rune) {
	switch {
	case 0x0900 <= c && c <= 0x0dff:
		return foldIndic(c)
	case 0xff01 <= c && c <= 0xff5e: // full width
		return fold(c - 0xff01 + '!')
	case 0x1d400 <= c && c <= 0x1d6a3: // mathematical letters, 26 capitals and 26 small ones an alphabet
		return fold(rune(lettersInOrder[(c-0x1d400)%52]))
	case unicode.In(c, unicode.Cf, unicode.Mn, unicode.Me, unicode.Variation_Selector), c == 0x115f, c == 0x3164, c == 0x2800:
		return skipped, 0
	case c == 0x2028, c == 0x2029, c == 0x85:
		return sign, '\n'
	case unicode.IsSpace(c):
		return blank, 0
	}
	if d, ok := digitValue(c); ok {
		return digit, '0' + d
	}
	if unicode.IsLetter(c) || unicode.IsMark(c) {
		low := unicode.ToLower(c)
		if as, ok := lookalikes[low]; ok {
			return letter, as
		}
		return letter, low
	}
	if as, ok := signs[c]; ok {
		return sign, as
	}
	return sign, c
}

// foldIndic keeps the vowel signs, which carry meaning, and drops what people
// type or leave out at will.
func foldIndic(c rune) (runeClass, rune) {
	switch {
	case c == 0x093c: // nukta
		return skipped, 0
	case c == 0x0901: // chandrabindu, often typed as anusvara
		return letter, 0x0902
	case c == 0x0964, c == 0x0965: // danda
		return sign, '.'
	}
	if d, ok := digitValue(c); ok {
		return digit, '0' + d
	}
	if unicode.IsLetter(c) || unicode.IsMark(c) {
		return letter, c
	}
	return sign, c
}

// digitValue returns the value of a decimal digit of any script. Unicode gives
// each script ten code points in a row, from nought to nine, and the ranges of
// unicode.Nd begin at a nought.
func digitValue(c rune) (rune, bool) {
	for _, r := range unicode.Nd.R16 {
		if c <= rune(r.Hi) {
			return (c - rune(r.Lo)) % 10, c >= rune(r.Lo)
		}
	}
	if c < 0x10000 {
		return 0, false
	}
	for _, r := range unicode.Nd.R32 {
		if c <= rune(r.Hi) { // #nosec G115 -- code points are below 2^21
			return (c - rune(r.Lo)) % 10, c >= rune(r.Lo) // #nosec G115 -- as above
		}
	}
	return 0, false
}

const lettersInOrder = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// lookalikes are letters that are read as Latin ones. Read-only.
var lookalikes = pairs(
	"аеорсухіѕјһԁԛԝтвнкмοαρντικυε"+"àáâãäåāăçćčèéêëēěìíîïīñńòóôõöøōùúûüūýÿšśžźı",
	"aeopcyxisjhdqwtbhkmoapvtikue"+"aaaaaaaaccceeeeeeiiiiinnooooooouuuuuyysszzi",
)

// signs are written in one way. Read-only.
var signs = pairs("‐‑‒–—―−·•．。｡、“”„‟«»‘’‛…¿", "-------.•....\"\"\"\"\"\"'''.?")

// pairs maps each rune of from to the rune of to in the same place.
func pairs(from, to string) map[rune]rune {
	m, as := make(map[rune]rune), []rune(to)
	i := 0
	for _, c := range from {
		m[c] = as[i]
		i++
	}
	return m
}
