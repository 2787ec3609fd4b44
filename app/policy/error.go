package policy

import "fmt"

// ParseError says why a policy was refused and where.
type ParseError struct {
	// Line and Column begin at 1. Both are 0 for a key that is missing: there
	// is no place to point at.
	Line, Column int
	// Key is the dotted key, such as "takeover.immediate"; empty where the
	// file is not TOML at all.
	Key string
	// Words say what is wrong, for the person who edits the file.
	Words string
}

// Error returns the place, the key and the words in one sentence.
func (e *ParseError) Error() string {
	s := "policy"
	if e.Line > 0 {
		s = fmt.Sprintf("%s, line %d, column %d", s, e.Line, e.Column)
	}
	if e.Key != "" {
		s += ": " + e.Key
	}
	return s + ": " + e.Words
}
