package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// armed are the characters with which spreadsheets begin a formula: those of
// ASCII, their wide and small forms, the typographic minus, and the blanks that
// some programs skip or split cells at.
const armed = "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫−"

// isArmed reports whether a spreadsheet might compute s, or whether Disarm
// would make it look so. What is skipped before a formula is looked through;
// apostrophes are, too, so that Disarm and Arm undo each other for every text.
func isArmed(s string) bool {
	for s != "" {
		c, n := utf8.DecodeRuneInString(s)
		switch {
		case strings.ContainsRune(armed, c):
			return true
		case c == '\'' || unicode.IsSpace(c) || unicode.In(c, unicode.Cf, unicode.Cc):
			s = s[n:]
		default:
			return false
		}
	}
	return false
}

// Disarm puts an apostrophe before a cell that a spreadsheet would compute.
func Disarm(s string) string {
	if isArmed(s) {
		return "'" + s
	}
	return s
}

// Arm undoes Disarm.
func Arm(s string) string {
	if strings.HasPrefix(s, "'") && isArmed(s) {
		return s[1:]
	}
	return s
}
