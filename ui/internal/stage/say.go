package stage

import (
	"fmt"

	"floorwalker/app"
	"floorwalker/app/chat"
)

// Say is written down as a post, with what the screen knows of the line behind it, and
// the line kept in Said.
func (d *Desk) Say(id chat.ChatID, l app.Line) {
	d.Said = append(d.Said, l)
	s := fmt.Sprintf("post %s %q", id, l.Text)
	if l.Script != "" {
		s += " script " + l.Script
	}
	if len(l.Overrides) > 0 {
		s += fmt.Sprintf(" despite %v", l.Overrides)
	}
	if l.File != nil {
		s += " with " + l.File.Name
	}
	d.ask("%s", s)
}

// ConfirmResolution is written down.
func (d *Desk) ConfirmResolution(id chat.ChatID, line chat.MessageID) {
	d.ask("solved %s %q", id, line)
}

// AskRating is written down.
func (d *Desk) AskRating(id chat.ChatID) { d.ask("rating %s", id) }

// VerifyIdentity is written down.
func (d *Desk) VerifyIdentity(id chat.ChatID, checks []string) { d.ask("verified %s %q", id, checks) }
