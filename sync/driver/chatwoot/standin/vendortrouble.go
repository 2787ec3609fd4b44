package standin

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
)

// Cut implements conformance.Vendor.
func (s *Server) Cut() {
	if s.opts.Cut != nil {
		s.opts.Cut()
		return
	}
	s.closeCables("", true)
}

// CustomerChooses lets the customer's widget choose an echo_id (2.7: it may).
func (s *Server) CustomerChooses(id chat.ChatID, text, echo string) {
	s.steer(id, func(c *conv) {
		s.comes(c, &msg{
			kind: 0, contentType: "text", content: text, senderType: "Contact", sender: c.customer.id, echo: echo,
			attrs: map[string]any{"floorwalker_message": echo},
		})
	})
}

// SetCustom sets one of the conversation's custom attributes; Custom returns them all.
func (s *Server) SetCustom(id chat.ChatID, name string, value any) {
	s.steer(id, func(c *conv) {
		c.custom[name] = value
		s.touch(c)
		s.emit("conversation.updated", c)
	})
}

// Custom returns the conversation's custom attributes.
func (s *Server) Custom(id chat.ChatID) (all map[string]any) {
	s.steer(id, func(c *conv) { all = maps.Clone(c.custom) })
	return all
}

// Delete removes a conversation, of which nobody is told (2.5).
func (s *Server) Delete(id chat.ChatID) {
	s.steer(id, func(c *conv) { s.convs = slices.DeleteFunc(s.convs, func(x *conv) bool { return x == c }) })
}

// Deaf answers no subscription, right or wrong, from now on.
func (s *Server) Deaf(on bool) {
	s.mu.Lock()
	s.deaf = on
	s.mu.Unlock()
}

// Withhold sends no events of these names from now on.
func (s *Server) Withhold(events ...string) {
	s.mu.Lock()
	s.withheld = events
	s.mu.Unlock()
}

// Reaches says how far the newest line of a person came: sent, delivered, read or failed.
func (s *Server) Reaches(id chat.ChatID, status, why string) {
	s.steer(id, func(c *conv) {
		if m := c.last(func(m *msg) bool { return m.kind == 1 && !m.private && m.senderType == "User" }); m != nil {
			m.status = status
			if why != "" {
				m.attrs["external_error"] = why
			}
			s.change(c, m)
		}
	})
}

// Break answers everything about one conversation with an error of the server, or no
// longer.
func (s *Server) Break(id chat.ChatID, on bool) {
	s.mu.Lock()
	s.broken[strings.TrimPrefix(string(id), "cw-")] = on
	s.mu.Unlock()
}

// Snooze puts a conversation off.
func (s *Server) Snooze(id chat.ChatID) {
	s.steer(id, func(c *conv) { s.toStatus(c, "snoozed") })
}

// Assignee returns the number of the user who has the conversation.
func (s *Server) Assignee(id chat.ChatID) (user int64) {
	s.steer(id, func(c *conv) { user = c.assignee })
	return user
}

// Restart says goodbye as Rails does (samples/cable-rails.txt).
func (s *Server) Restart() { s.closeCables("server_restart", true) }

// Rotate makes a new pubsub token, as a new password does; the old one is good for
// nothing from then on.
func (s *Server) Rotate() {
	s.mu.Lock()
	s.pubsub++
	s.mu.Unlock()
	s.closeCables("", true)
}

// Trouble implements conformance.Vendor.
func (s *Server) Trouble(t conformance.Trouble) {
	switch t {
	case conformance.Away, conformance.Back:
		s.opts.Away(t == conformance.Away)
	case conformance.Locked:
		s.mu.Lock()
		s.locked = true
		s.mu.Unlock()
		s.closeCables("unauthorized", false)
	case conformance.Unlocked:
		s.mu.Lock()
		s.locked = false
		s.pubsub++
		s.mu.Unlock()
	case conformance.Garbage:
		s.garbage()
	default:
		s.mu.Lock()
		s.trouble = append(s.trouble, t)
		s.mu.Unlock()
	}
}

// garbage sends frames that cannot be read, each of another kind.
func (s *Server) garbage() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.cables {
		id := strconv.Quote(c.identifier)
		for _, raw := range []string{
			`{`, `[]`, `"`, `null`, `{}`, `{"type":7}`, `{"message":{"event":7}}`,
			`{"identifier":` + id + `,"message":{"event":"message.created","data":[]}}`,
			`{"identifier":` + id + `,"message":{"event":"message.created","data":{"id":"x","conversation_id":{}}}}`,
			`{"identifier":` + id + `,"message":{"event":"conversation.updated","data":{"id":-1}}}`,
			`{"identifier":` + id + `,"message":{"event":"something.new","data":{"id":1}}}`,
			`{"identifier":` + id + `,"message":{"event":"conversation.typing_on","data":null}}`,
		} {
			c.queue([]byte(raw))
		}
	}
}

// Requests implements conformance.Vendor.
func (s *Server) Requests() []conformance.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}
