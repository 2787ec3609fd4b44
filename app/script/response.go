package script

import (
	"strings"
	"unicode"

	"floorwalker/app/record"
)

// Limits of the library. Lengths count characters, not bytes.
const (
	// MaxResponses is how many live responses one library holds.
	MaxResponses = 10_000
	// MaxText is the length of a response's text.
	MaxText = 8_000

	maxFolder   = 60
	maxShortcut = 32
	maxTitle    = 120
)

// Response is one approved text: the content of a [Version].
type Response struct {
	// Folder groups responses; it has no folders inside it.
	Folder string `json:"folder"`
	// Shortcut is what is typed after "/" to find it, without the slash; it
	// may be empty.
	Shortcut string `json:"shortcut"`
	Title    string `json:"title"`
	// Text is what is sent, once its slots, such as {customer}, are filled.
	Text string `json:"text"`
}

// Normal returns r as the library keeps it: lines end in "\n" and nothing has
// blanks around it, so that what a file or a text box does to line ends is
// not taken for an edit.
func (r Response) Normal() Response {
	r.Folder = strings.TrimSpace(r.Folder)
	r.Shortcut = strings.TrimLeft(strings.TrimSpace(r.Shortcut), "/")
	r.Title = strings.TrimSpace(r.Title)
	r.Text = record.Tidy(r.Text)
	return r
}

// Check returns a [*record.InvalidError] for the first thing that is wrong with
// a normal r, or nil. What passes can be parsed into text and slots.
func (r Response) Check() error {
	switch {
	case strings.ContainsFunc(r.Shortcut, func(c rune) bool { return unicode.IsSpace(c) || c == '/' }):
		return record.Invalidf("shortcut", "must be one word without a slash")
	case r.Title == "":
		return record.Invalidf("title", "must not be empty")
	case r.Text == "":
		return record.Invalidf("text", "must not be empty")
	}
	for _, f := range []struct {
		name, value string
		limit       int
	}{{"folder", r.Folder, maxFolder}, {"shortcut", r.Shortcut, maxShortcut}, {"title", r.Title, maxTitle}} {
		if err := record.CheckLine(f.name, f.value, f.limit); err != nil {
			return err
		}
	}
	if err := record.CheckText("text", r.Text, MaxText); err != nil {
		return err
	}
	if _, err := parse(r.Text); err != nil {
		return record.Invalidf("text", "%v", err)
	}
	return nil
}
