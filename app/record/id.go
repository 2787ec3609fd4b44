package record

import "strings"

// maxID is the length of an [ID] in bytes.
const maxID = 64

// ID names a record for ever, within its kind: 1 to 64 lower-case letters,
// digits and hyphens. Whoever creates a record chooses it; two desks that
// create records while offline must choose ids that cannot meet, at random.
type ID string

// Valid reports whether id has the form of one.
func (id ID) Valid() bool {
	return len(id) > 0 && len(id) <= maxID && !strings.ContainsFunc(string(id), func(c rune) bool {
		return c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z')
	})
}

// Check returns an [*InvalidError] about the field "id" unless id is valid.
func (id ID) Check() error {
	if !id.Valid() {
		return Invalidf("id", "must be 1 to %d lower-case letters, digits and hyphens", maxID)
	}
	return nil
}
