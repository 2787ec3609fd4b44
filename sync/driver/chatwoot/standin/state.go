package standin

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
)

// State implements conformance.Vendor.
func (s *Server) State(id chat.ChatID) (st conformance.VendorState) {
	s.steer(id, func(c *conv) {
		st = conformance.VendorState{
			Open: c.status != "resolved", Bot: c.bot || c.status == "pending", Team: s.teams[c.team],
			Tags: slices.Sorted(slices.Values(c.labels)), Blocked: c.customer.blocked, Ended: ended(c),
			Transcripts: slices.Clone(c.transcripts), Asked: c.asked,
		}
		if !st.Bot {
			st.Owner = s.agentOf(c.assignee)
		}
		for _, g := range c.guests {
			if a := s.agentOf(g); a != "" && g != c.assignee {
				st.Guests = append(st.Guests, a)
			}
		}
		for _, m := range c.messages {
			if m.kind == 2 || m.deleted() {
				continue
			}
			l := conformance.Line{ID: itoa(m.id), At: m.created, From: speaker(m), Text: m.content, Edited: m.edited}
			if m.file != nil {
				l.File = m.file.name
			}
			if m.senderType == "User" {
				l.By = s.agentOf(m.sender)
			}
			if m.private {
				st.Notes = append(st.Notes, l)
			} else {
				st.Lines = append(st.Lines, l)
			}
		}
	})
	return st
}

func speaker(m *msg) chat.Speaker {
	switch {
	case m.kind == 0:
		return chat.SpeakerCustomer
	case m.kind == 3 || m.contentType == "input_csat":
		return chat.SpeakerSystem
	case m.senderType == "User":
		return chat.SpeakerAgent
	}
	return chat.SpeakerBot
}

func ended(c *conv) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(c.custom)) {
		if strings.HasPrefix(k, "close_") {
			parts = append(parts, fmt.Sprint(c.custom[k]))
		}
	}
	return strings.Join(parts, " ")
}

// Teams are the vendor's names of the floor's teams, for a driver's configuration.
func Teams() map[string]string {
	m := make(map[string]string)
	for _, t := range conformance.Teams() {
		m[t] = t
	}
	return m
}
