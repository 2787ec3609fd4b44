package script

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/chat"
)

// Limits of the library. Lengths count characters, not bytes.
const (
	// MaxResponses is how many live responses one library holds.
	MaxResponses = 10_000
	// MaxText is the length of a response's text.
	MaxText = 8_000

	maxID       = 64
	maxFolder   = 60
	maxShortcut = 32
	maxTitle    = 120
)

// ResponseID names a canned response for ever: lower-case letters, digits and
// hyphens. Whoever creates a response chooses it; two desks that create
// responses while offline must choose ids that cannot meet.
type ResponseID string

// Response is one approved text.
type Response struct {
	ID ResponseID `json:"id"`
	// Folder groups responses; it has no folders inside it.
	Folder string `json:"folder"`
	// Shortcut is what is typed after "/" to find it, without the slash; it
	// may be empty.
	Shortcut string `json:"shortcut"`
	Title    string `json:"title"`
	// Text is what is sent, once its slots, such as {customer}, are filled.
	Text string `json:"text"`

	Revision Revision `json:"revision"`
	// Updated and By say when and by whom this revision was written; a
	// response that came with the program has neither.
	Updated chat.Instant `json:"updated"`
	By      chat.AgentID `json:"by"`
}

// ErrInvalid is in every error about a response that the library does not take.
var ErrInvalid = errors.New("script: invalid response")

// InvalidError says which field of a response is wrong and how.
type InvalidError struct {
	Field string
	Words string
}

// Error implements error.
func (e *InvalidError) Error() string { return e.Field + " " + e.Words }

// Unwrap returns ErrInvalid.
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// Normal returns r as the library keeps it: lines end in "\n" and nothing has
// blanks around it, so that what a file or a text box does to line ends is
// not taken for an edit.
func (r Response) Normal() Response {
	r.ID = ResponseID(strings.TrimSpace(string(r.ID)))
	r.Folder = strings.TrimSpace(r.Folder)
	r.Shortcut = strings.TrimPrefix(strings.TrimSpace(r.Shortcut), "/")
	r.Title = strings.TrimSpace(r.Title)
	r.Text = strings.TrimSpace(lineEnds.Replace(r.Text))
	return r
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Check returns an [*InvalidError] for the first thing that is wrong with a
// normal r, or nil. What passes can be parsed into text and slots.
func (r Response) Check() error {
	switch {
	case !validID(r.ID):
		return invalidf("id", "must be 1 to %d lower-case letters, digits and hyphens", maxID)
	case strings.ContainsFunc(r.Shortcut, func(c rune) bool { return unicode.IsSpace(c) || c == '/' }):
		return invalidf("shortcut", "must be one word without a slash")
	case r.Title == "":
		return invalidf("title", "must not be empty")
	case r.Text == "":
		return invalidf("text", "must not be empty")
	}
	for _, f := range []struct {
		name, value string
		limit       int
	}{{"folder", r.Folder, maxFolder}, {"shortcut", r.Shortcut, maxShortcut}, {"title", r.Title, maxTitle}, {"text", r.Text, MaxText}} {
		if err := checkField(f.name, f.value, f.limit); err != nil {
			return err
		}
	}
	if _, err := parse(r.Text); err != nil {
		return &InvalidError{"text", err.Error()}
	}
	return nil
}

func checkField(name, value string, limit int) error {
	if !utf8.ValidString(value) {
		return invalidf(name, "is not UTF-8")
	}
	if n := utf8.RuneCountInString(value); n > limit {
		return invalidf(name, "has %d characters; at most %d are allowed", n, limit)
	}
	if strings.ContainsFunc(value, func(c rune) bool {
		return unicode.IsControl(c) && (name != "text" || c != '\n' && c != '\t')
	}) {
		return invalidf(name, "has a control character")
	}
	return nil
}

func invalidf(field, format string, args ...any) *InvalidError {
	return &InvalidError{field, fmt.Sprintf(format, args...)}
}

func validID(id ResponseID) bool {
	return len(id) > 0 && len(id) <= maxID && !strings.ContainsFunc(string(id), func(c rune) bool {
		return c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z')
	})
}

// sameWords reports whether a and b differ in nothing that a person wrote.
func sameWords(a, b Response) bool {
	return a.ID == b.ID && a.Folder == b.Folder && a.Shortcut == b.Shortcut && a.Title == b.Title && a.Text == b.Text
}
