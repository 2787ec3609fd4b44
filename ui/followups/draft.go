package followups

import (
	"encoding/json"
	"errors"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
)

// draft is what is typed into the form and not saved, as a desk keeps it.
type draft struct {
	// Basis and Base are what its author had before their eyes.
	Basis record.Revision   `json:"basis"`
	Base  followup.FollowUp `json:"base"`
	Typed followup.FollowUp `json:"typed"`
	Due   string            `json:"due,omitempty"` // as it is written
}

func (d draft) encode() string {
	raw, err := json.Marshal(d)
	if err != nil {
		return "" // strings and numbers are always written
	}
	return string(raw)
}

// decodeDraft reads what encode wrote. A draft that cannot be read is none: this
// desk wrote it, and another version of the program may have.
func decodeDraft(text string) (draft, bool) {
	var d draft
	if text == "" || json.Unmarshal([]byte(text), &d) != nil || d.Typed == (followup.FollowUp{}) {
		return draft{}, false
	}
	return d, true
}

func instant(t time.Time) chat.Instant { return chat.InstantOf(t) }

// fieldWords names the fields of a record for people.
var fieldWords = map[string]string{
	"customer": "The customer", "phone": "The number", "reason": "What it is about", "note": "The note", "due": "The due time",
}

// wrong says what is wrong with an edit; nothing, if nothing is.
func wrong(err error) string {
	var field *record.InvalidError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &field):
		name := fieldWords[field.Field]
		if name == "" {
			name = field.Field
		}
		return name + " " + field.Words + "."
	case errors.Is(err, record.ErrTooLarge):
		return "It is too long, or was edited too often. Shorten the note."
	}
	return err.Error()
}
