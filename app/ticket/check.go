package ticket

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/chat"
)

// ErrShape is in every [*ShapeError].
var ErrShape = errors.New("ticket: cannot be kept")

// ShapeError says which field of a ticket cannot be kept or written to a file,
// in words that follow the field's name. A ticket without one may be incomplete
// all the same: that is for [Form.Problems].
type ShapeError struct {
	Field Field
	Words string
}

// Error implements error.
func (e *ShapeError) Error() string { return string(e.Field) + " " + e.Words }

// Unwrap returns ErrShape.
func (e *ShapeError) Unwrap() error { return ErrShape }

// Limits of lists and ids.
const (
	maxList = 100
	maxID   = 128 // bytes
	// maxInstant is the last millisecond of the year 9999, the last that a date
	// in a file can say.
	maxInstant chat.Instant = 253_402_300_799_999
)

// Check returns a [*ShapeError] for the first field of a normal ticket that
// cannot be kept, or nil.
func (t Ticket) Check() error {
	for _, s := range t.lines() {
		if err := checkWords(s, false); err != nil {
			return err
		}
	}
	for _, s := range t.texts() {
		if err := checkWords(s, true); err != nil {
			return err
		}
	}
	for _, a := range []struct {
		field  Field
		answer Answer
	}{{FieldAccount, t.Account}, {FieldService, t.Service}, {FieldContact, t.Contact}, {FieldPhone, t.Phone}} {
		if a.answer.Value != "" && a.answer.Unknown != "" {
			return shapef(a.field, "has a value and a reason why it has none")
		}
	}
	return t.checkRest()
}

func (t *Ticket) checkRest() error {
	if !t.Ref.Valid() {
		return shapef(FieldRef, "is no ticket's number")
	}
	if t.Chat == "" {
		return shapef(FieldChat, "must be named")
	}
	if t.Form < 0 {
		return shapef(FieldForm, "must not be negative")
	}
	for _, c := range columns {
		if err := c.check(t); err != nil {
			return err
		}
	}
	switch t.Handled {
	case HandledNobody, HandledBot, HandledAgent, HandledBoth:
	default:
		return shapef(FieldHandled, "is none of nobody, bot, agent and both")
	}
	for _, f := range t.ByRule {
		if !f.Known() {
			return shapef(FieldByRule, "names %q, which is no field", f)
		}
	}
	return nil
}

func checkWords(s place, lines bool) error {
	if !utf8.ValidString(*s.at) {
		return shapef(s.field, "is not UTF-8")
	}
	if n := utf8.RuneCountInString(*s.at); n > s.limit {
		return shapef(s.field, "has %d characters; at most %d are allowed", n, s.limit)
	}
	return checkControl(s.field, *s.at, lines)
}

func checkControl(field Field, s string, lines bool) error {
	if strings.ContainsFunc(s, func(c rune) bool { return unicode.IsControl(c) && (!lines || c != '\n' && c != '\t') }) {
		return shapef(field, "has a control character")
	}
	return nil
}

// checkID holds an id to what a file can carry.
func checkID(field Field, id string) error {
	if len(id) > maxID || !utf8.ValidString(id) {
		return shapef(field, "must be at most %d bytes of UTF-8", maxID)
	}
	return checkControl(field, id, false)
}

func checkYesNo(field Field, a YesNo) error {
	switch a {
	case "", Yes, No:
		return nil
	}
	return shapef(field, "is neither yes nor no")
}

func checkInstant(field Field, i chat.Instant) error {
	if i < 0 || i > maxInstant {
		return shapef(field, "is no time before the year 10000")
	}
	return nil
}

func shapef(field Field, format string, args ...any) *ShapeError {
	return &ShapeError{field, fmt.Sprintf(format, args...)}
}
