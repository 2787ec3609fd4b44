package handover

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/shift"
)

// when is an instant as a person would say it at now: "today 15:00", "24 Nov 15:00".
func when(at, now time.Time) string {
	at = at.In(now.Location())
	clock := at.Format("15:04")
	switch days := midnight(now).Sub(midnight(at)) / (24 * time.Hour); {
	case days == 0:
		return "today " + clock
	case days == 1:
		return "yesterday " + clock
	case days == -1:
		return "tomorrow " + clock
	case at.Year() == now.Year():
		return at.Format("2 Jan ") + clock
	}
	return at.Format("2 Jan 2006 ") + clock
}

// midnight is the day of t as one that always has 24 hours.
func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// syncWords says that this page works as it is, and what the hub does not have.
func syncWords(l app.Link, unsent int) string {
	const works = "Works without a network"
	switch {
	case unsent > 0:
		return fmt.Sprintf("%s · %s waiting to sync", works, count(unsent, "change"))
	case l.State == app.LinkLive:
		return works + " · all is synced"
	}
	return works + " · nothing waits to sync"
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// people names them.
type people struct {
	me    chat.AgentID
	names map[chat.AgentID]string
}

// name is a person's name, "You" for the one at this desk.
func (p people) name(id chat.AgentID) string {
	if id == p.me && id != "" {
		return "You"
	}
	return cmp.Or(p.names[id], string(id))
}

// to names whom a note is for, in the middle of a sentence.
func (p people) to(id chat.AgentID) string {
	switch id {
	case "":
		return "whoever takes over"
	case p.me:
		return "you"
	}
	return p.name(id)
}

func (p people) same(q people) bool {
	if p.me != q.me || len(p.names) != len(q.names) {
		return false
	}
	for id, name := range p.names {
		if q.names[id] != name {
			return false
		}
	}
	return true
}

// items says what a note hands over beside its words.
func items(n shift.Note) string {
	var parts []string
	if len(n.Chats) > 0 {
		parts = append(parts, count(len(n.Chats), "chat"))
	}
	if len(n.FollowUps) > 0 {
		parts = append(parts, count(len(n.FollowUps), "follow-up"))
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

// sentence is words with a capital and a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(r)) + s[n:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// brief is an id that has no name any more, short enough for a link.
func brief(id string) string {
	if r := []rune(id); len(r) > 12 {
		return string(r[:12]) + "…"
	}
	return id
}
