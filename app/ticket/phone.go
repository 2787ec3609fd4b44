package ticket

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

// maxPhone is the longest that is read as a number, in bytes.
const maxPhone = 60

// ParsePhone returns in E.164 the number that s is, as people write it: with or
// without blanks, brackets and hyphens, in the digits of any script. Region is
// the country, in two letters of ISO 3166, of numbers without a country code; it
// may be empty. Words around a number are not looked through.
//
// A number has to be a possible one: its country exists and its length is right
// there. Whether its range has been given out is asked with assigned only, since
// countries open ranges faster than programs learn of them, and a customer's true
// number must not be refused.
func ParsePhone(s, region string, assigned bool) (string, bool) {
	if len(s) > maxPhone || strings.ContainsFunc(s, notPhone) {
		return "", false
	}
	n, err := phonenumbers.Parse(strings.Map(latinDigit, s), region)
	if err != nil || !phonenumbers.IsPossibleNumber(n) || assigned && !phonenumbers.IsValidNumber(n) {
		return "", false
	}
	return phonenumbers.Format(n, phonenumbers.E164), true
}

// latinDigit returns the digits of Devanagari as the library knows them; wide and
// Arabic ones it reads itself.
func latinDigit(c rune) rune {
	if c >= '०' && c <= '९' {
		return c - '०' + '0'
	}
	return c
}

// notPhone is what people do not write numbers with. Letters are among it, which
// the library would read as keys.
func notPhone(c rune) bool {
	return !unicode.IsDigit(c) && !unicode.IsSpace(c) && !strings.ContainsRune("+＋()-./‑–", c)
}

var e164 = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

// isE164 reports whether s is a number as ParsePhone returns it (G-TKT-04).
func isE164(s string, assigned bool) bool {
	if !e164.MatchString(s) {
		return false
	}
	_, ok := ParsePhone(s, "", assigned)
	return ok
}
