package closing

import (
	"encoding/json"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// draftKind is under what the desk keeps what is filled in, one a chat.
const draftKind = "closing"

// kept is what of a sheet survives the sheet, and the program.
type kept struct {
	Ticket  ticket.Ticket     `json:"ticket"`
	Touched []ticket.Field    `json:"touched"`
	Skips   map[string]string `json:"skips,omitempty"`
}

// keep has the desk keep what is filled in; it is on disk within a second.
func (s *sheet) keep() {
	if !s.ready || len(s.touched) == 0 && len(s.skips) == 0 {
		return
	}
	k := kept{Ticket: s.ticket, Skips: s.skips}
	for _, f := range ticket.Fields() {
		if s.touched[f] {
			k.Touched = append(k.Touched, f)
		}
	}
	if raw, err := json.Marshal(k); err == nil {
		s.pane.opts.Desk.SaveDraft(s.chat, draftKind, string(raw))
	}
}

// restore takes up what was kept. What cannot be read is no draft.
func (s *sheet) restore(text string) {
	var k kept
	if text == "" || json.Unmarshal([]byte(text), &k) != nil {
		return
	}
	s.ticket = k.Ticket
	s.touch(k.Touched...)
	for step, why := range k.Skips {
		s.skips[step] = why
	}
}

// stamp tells whether a ticket should be drafted anew.
type stamp struct {
	lines, owed, tags int
	confirmed         chat.MessageID
	escalation        chat.EscalationState
}

func stampOf(t *view.Thread) stamp {
	if t == nil {
		return stamp{}
	}
	return stamp{
		lines: len(t.Messages), owed: len(t.Obligations), tags: len(t.Tags), confirmed: t.Confirmed, escalation: t.Escalation.State,
	}
}

// customersLines counts what the customer has written.
func customersLines(t *view.Thread) (n int) {
	for i := range t.Messages {
		if t.Messages[i].From == chat.SpeakerCustomer {
			n++
		}
	}
	return n
}

// newLines quotes the newest of n new lines of the customer.
func newLines(n int, t *view.Thread) string {
	for i := len(t.Messages) - 1; i >= 0; i-- {
		if m := &t.Messages[i]; m.From == chat.SpeakerCustomer {
			return "The customer wrote " + words.Count(n, "line") + " meanwhile, at " + words.At(m.At) + ": “" + cut(kit.DisplayLine(m.Text), 120) + "”"
		}
	}
	return ""
}

// cut shortens a text to so many characters.
func cut(s string, most int) string {
	if runes(s) <= most {
		return s
	}
	r := []rune(s)
	return strings.TrimSpace(string(r[:most-1])) + "…"
}

func lastNotice(s *app.Snapshot) (n int) {
	for _, x := range s.Notices {
		n = max(n, x.N)
	}
	return n
}

// rowOf returns the chat's row on the board, or nil.
func rowOf(s *app.Snapshot, id chat.ChatID) (found *view.Row) {
	if t := s.Thread; t != nil && t.ID == id && t.Row != nil {
		return t.Row
	}
	s.Boards[view.All].Each(func(r *view.Row) bool {
		if r.ID == id {
			found = r
		}
		return found == nil
	})
	return found
}

// display is a name that fits into a title.
func display(name string) string { return cut(kit.DisplayLine(words.Name(name)), 60) }
