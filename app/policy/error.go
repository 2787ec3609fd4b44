package policy

import "fmt"

// ParseError says why a policy was refused and where.
type ParseError struct {
	// Line and Column begin at 1. What is missing is pointed at where it
	// belongs: its table, or the end of the file where that is missing too.
	// Both are 0 only for a file that is too large to be looked at.
	Line, Column int
	// Key is the dotted key, such as "takeover.immediate", with the number of
	// an item from 0 where it is in a list, such as "ticket.topics[2].name";
	// empty where the file is not TOML at all.
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
