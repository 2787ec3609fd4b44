package standin

import (
	"slices"
	"strconv"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
)

var _ conformance.Vendor = (*Server)(nil)

// Can implements conformance.Vendor.
func (s *Server) Can(a conformance.Act) bool {
	switch a {
	case conformance.ActDraft:
		return false
	case conformance.ActTrouble(conformance.Away), conformance.ActTrouble(conformance.Back):
		return s.opts.Away != nil
	}
	return true
}

// steer runs what somebody does at the vendor.
func (s *Server) steer(id chat.ChatID, do func(*conv)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := strconv.ParseInt(strings.TrimPrefix(string(id), "cw-"), 10, 64)
	if c := s.conv(n); err == nil && c != nil {
		do(c)
		return
	}
	s.opts.Report("chatwoot stand-in: the test names a chat that is not there: %s", id)
}

func (s *Server) line(id string, c *conv, do func(*msg)) {
	n, err := strconv.ParseInt(id, 10, 64)
	if m := c.message(n); err == nil && m != nil {
		do(m)
		return
	}
	s.opts.Report("chatwoot stand-in: the test names a line that is not there: %s", id)
}

func (s *Server) userOf(a chat.AgentID) int64 {
	for i, p := range conformance.People() {
		if p.ID == string(a) {
			return firstUser + int64(i)
		}
	}
	return 0
}

func (s *Server) agentOf(id int64) chat.AgentID {
	if i := id - firstUser; i >= 0 && i < int64(len(conformance.People())) {
		return chat.AgentID(conformance.People()[i].ID)
	}
	return ""
}

// OpenChat implements conformance.Vendor.
func (s *Server) OpenChat(o conformance.Opening) chat.ChatID {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.opts.Now()
	id := int64(len(s.convs) + 1)
	c := &conv{
		id: id, status: "open", page: o.Page, custom: make(map[string]any), created: now, active: now, updated: now,
		customer: &customer{id: 7000 + id, name: o.Name, mail: o.Mail, phone: o.Phone, custom: make(map[string]any)},
	}
	if o.Bot {
		c.status = "pending" // conversation.rb, determine_conversation_status
	}
	s.convs = append(s.convs, c)
	s.emit("conversation.created", c)
	s.comes(c, &msg{kind: 0, contentType: "text", content: o.Text, senderType: "Contact", sender: c.customer.id})
	return chat.ChatID("cw-" + itoa(id))
}

// CustomerSays implements conformance.Vendor.
func (s *Server) CustomerSays(id chat.ChatID, text string) (line string) {
	s.steer(id, func(c *conv) {
		m := &msg{kind: 0, contentType: "text", content: text, senderType: "Contact", sender: c.customer.id}
		s.comes(c, m)
		line = itoa(m.id)
	})
	return line
}

// CustomerSends lets the customer send a file.
func (s *Server) CustomerSends(id chat.ChatID, name string, bytes []byte) {
	s.steer(id, func(c *conv) {
		s.next++
		b := &blob{id: s.next, name: name, kind: "file", bytes: bytes}
		s.blobs[b.id] = b
		s.comes(c, &msg{kind: 0, contentType: "text", senderType: "Contact", sender: c.customer.id, file: b})
	})
}

// BotSays implements conformance.Vendor. How sure the bot is stands where our convention
// has it (chatwoot.md, 3).
func (s *Server) BotSays(id chat.ChatID, text string, confidence float64) (line string) {
	s.steer(id, func(c *conv) {
		m := &msg{kind: 1, contentType: "text", content: text, senderType: "AgentBot", sender: botID, attrs: make(map[string]any)}
		if confidence > 0 {
			m.attrs["bot_confidence"] = confidence
		}
		s.add(c, m)
		line = itoa(m.id)
	})
	return line
}

// HumanSays implements conformance.Vendor.
func (s *Server) HumanSays(id chat.ChatID, by chat.AgentID, text string) string {
	return s.human(id, by, text, false)
}

// Note implements conformance.Vendor.
func (s *Server) Note(id chat.ChatID, by chat.AgentID, text string) string {
	return s.human(id, by, text, true)
}

func (s *Server) human(id chat.ChatID, by chat.AgentID, text string, private bool) (line string) {
	s.steer(id, func(c *conv) {
		m := &msg{kind: 1, contentType: "text", content: text, private: private, senderType: "User", sender: s.userOf(by)}
		s.add(c, m)
		line = itoa(m.id)
	})
	return line
}

// Edit implements conformance.Vendor: an API inbox's PATCH (4.2).
func (s *Server) Edit(id chat.ChatID, line, text string) {
	s.steer(id, func(c *conv) {
		s.line(line, c, func(m *msg) {
			m.content, m.edited = text, true
			s.change(c, m)
		})
	})
}

// Remove implements conformance.Vendor (2.7: deleted).
func (s *Server) Remove(id chat.ChatID, line string) {
	s.steer(id, func(c *conv) {
		s.line(line, c, func(m *msg) {
			m.content, m.file = "This message was deleted", nil
			m.attrs = map[string]any{"deleted": true}
			s.change(c, m)
		})
	})
}

// Type implements conformance.Vendor; Chatwoot does not say what is typed.
func (s *Server) Type(id chat.ChatID, _ string) {
	s.steer(id, func(c *conv) { s.emitTyping(c) })
}

// Assign implements conformance.Vendor. Whoever takes a chat in the dashboard opens it.
func (s *Server) Assign(id chat.ChatID, to chat.AgentID) {
	s.steer(id, func(c *conv) {
		s.give(c, s.userOf(to))
		s.toStatus(c, "open")
	})
}

// AssignTeam implements conformance.Vendor.
func (s *Server) AssignTeam(id chat.ChatID, name string) {
	s.steer(id, func(c *conv) {
		for t, n := range s.teams {
			if n == name {
				s.giveTeam(c, t)
				s.toStatus(c, "open")
			}
		}
	})
}

// GiveBot implements conformance.Vendor.
func (s *Server) GiveBot(id chat.ChatID) {
	s.steer(id, func(c *conv) {
		s.giveBot(c)
		s.toStatus(c, "pending")
	})
}

// Close implements conformance.Vendor.
func (s *Server) Close(id chat.ChatID, _ chat.AgentID) {
	s.steer(id, func(c *conv) { s.toStatus(c, "resolved") })
}

// Tag implements conformance.Vendor.
func (s *Server) Tag(id chat.ChatID, tags ...string) {
	s.steer(id, func(c *conv) { s.tag(c, slices.Clone(tags)) })
}

// Block implements conformance.Vendor: the contact's page, which leaves chats as they are.
func (s *Server) Block(id chat.ChatID, on bool) {
	s.steer(id, func(c *conv) { s.block(c, on) })
}

// Rate implements conformance.Vendor (4.7).
func (s *Server) Rate(id chat.ChatID, stars int, comment string) {
	s.steer(id, func(c *conv) {
		m := c.last(func(m *msg) bool { return m.contentType == "input_csat" })
		if m == nil {
			m = &msg{kind: 3, contentType: "input_csat", content: "Please rate this conversation"}
			s.add(c, m)
		}
		m.attrs = map[string]any{"submitted_values": object{"csat_survey_response": object{"rating": stars, "feedback_message": comment}}}
		s.change(c, m)
	})
}

// Receive implements conformance.Vendor: contact_last_seen_at moves (2.5).
func (s *Server) Receive(id chat.ChatID) {
	s.steer(id, func(c *conv) {
		c.read = s.opts.Now()
		s.touch(c)
		s.emit("conversation.read", c)
	})
}
