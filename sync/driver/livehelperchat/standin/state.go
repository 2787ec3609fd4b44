package standin

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
)

// State implements conformance.Vendor.
func (s *Server) State(id chat.ChatID) (st conformance.VendorState) {
	s.with(id, func(c *visitorChat) {
		st = conformance.VendorState{
			Open: c.status != closed, Bot: c.status == withBot, Ended: c.remarks, Asked: c.asked,
		}
		if c.status == active {
			st.Owner = s.agent(c.owner)
		}
		for _, d := range s.deps {
			if d.id == c.dep {
				st.Team = cmp.Or(Teams()[d.name], d.name)
			}
		}
		for _, id := range c.subjects {
			st.Tags = append(st.Tags, s.subjectName(id))
		}
		slices.Sort(st.Tags)
		s.lines(c, &st)
	})
	return st
}

var inText = regexp.MustCompile(`\[file=(\d+)_[0-9a-f]{8,}\]`)

// lines are what the customer sees: neither whispers nor the server's own lines. What
// has no width is not seen either.
func (s *Server) lines(c *visitorChat, st *conformance.VendorState) {
	for _, m := range c.messages {
		l := conformance.Line{ID: itoa(m.id), At: m.at, By: s.agent(m.user), Text: m.text, Edited: m.edited}
		if f := inText.FindStringSubmatch(m.text); f != nil {
			if n, _ := strconv.Atoi(f[1]); n >= 1 && n <= len(s.files) {
				l.File = s.files[n-1].name
			}
			l.Text = strings.TrimSpace(inText.ReplaceAllString(m.text, ""))
		}
		l.Text = strings.ReplaceAll(l.Text, "\u200b", "")
		switch {
		case m.whisper():
			l.From = chat.SpeakerNote
			st.Notes = append(st.Notes, l)
			continue
		case m.user == system:
			continue
		case m.user == visitor:
			l.From = chat.SpeakerCustomer
		case m.user == botUser:
			l.From = chat.SpeakerBot
		default:
			l.From = chat.SpeakerAgent
		}
		st.Lines = append(st.Lines, l)
	}
}
