package handover

import (
	"cmp"
	"errors"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/shift"
	"floorwalker/ui/words"
)

// people names them.
type people struct{ words.People }

// to names whom a note is for, in the middle of a sentence.
func (p people) to(id chat.AgentID) string {
	switch id {
	case "":
		return "whoever takes over"
	case p.Me:
		return "you"
	}
	return p.Name(id)
}

// items says what a note hands over beside its words.
func items(n shift.Note) string {
	var parts []string
	if len(n.Chats) > 0 {
		parts = append(parts, words.Count(len(n.Chats), "chat"))
	}
	if len(n.FollowUps) > 0 {
		parts = append(parts, words.Count(len(n.FollowUps), "follow-up"))
	}
	return strings.Join(parts, " · ")
}

// firstLine is what a row shows of a note's text.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

var fieldWords = map[string]string{"text": "The text", "to": "Whom it is for", "chats": "The chats", "followUps": "The follow-ups", "acknowledged": "It is acknowledged"}

// wrong says what is wrong with an edit; nothing, if nothing is.
func wrong(err error) string {
	var field *record.InvalidError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &field):
		return cmp.Or(fieldWords[field.Field], field.Field) + " " + field.Words + "."
	case errors.Is(err, record.ErrTooLarge):
		return "It is too long, or was edited too often. Write a new note."
	}
	return err.Error()
}

// brief is an id that has no name any more, short enough for a link.
func brief(id string) string {
	if r := []rune(id); len(r) > 12 {
		return string(r[:12]) + "…"
	}
	return id
}
