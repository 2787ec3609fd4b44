package standin

import (
	"slices"
	"time"
)

// What happens to a conversation, whoever does it, with the events that follow. All run
// under the server's lock.

// touch moves updated_at; it never stands still, for Postgres keeps microseconds.
func (s *Server) touch(c *conv) {
	now := s.opts.Now()
	if !now.After(c.updated) {
		now = c.updated.Add(time.Microsecond)
	}
	c.updated = now
}

// add puts a message into a conversation (app/models/message.rb).
func (s *Server) add(c *conv, m *msg) {
	s.next++
	now := s.opts.Now()
	m.id, m.created, m.updated, m.status = s.next, now, now, "sent"
	if m.attrs == nil {
		m.attrs = make(map[string]any)
	}
	c.messages = append(c.messages, m)
	if m.kind != 2 {
		c.active = now
	}
	s.touch(c)
	s.emitMessage("message.created", c, m)
	if m.kind == 1 && !m.private && m.senderType == "User" {
		s.emitMessage("first.reply.created", c, m) // a duplicate that clients ignore (2.5)
	}
}

// activity is a line of Chatwoot's own, which the customer does not see.
func (s *Server) activity(c *conv, text string) {
	s.add(c, &msg{kind: 2, contentType: "text", content: text})
}

// change tells that a message is not what it was.
func (s *Server) change(c *conv, m *msg) {
	m.updated = s.opts.Now()
	s.touch(c) // belongs_to :conversation, touch: true
	s.emitMessage("message.updated", c, m)
}

// give is an assignment to a person, or to nobody (section 4.3).
func (s *Server) give(c *conv, to int64) {
	if c.assignee == to && !c.bot {
		return
	}
	c.assignee, c.bot = to, false
	words := "Conversation unassigned"
	if to != 0 {
		words = "Assigned to " + s.user(to).name
		if !slices.Contains(c.guests, to) {
			c.guests = append(c.guests, to)
		}
	}
	s.activity(c, words)
	s.emit("assignee.changed", c)
	s.emit("conversation.updated", c)
}

// giveBot is an assignment to the bot (section 4.3).
func (s *Server) giveBot(c *conv) {
	c.assignee, c.bot = 0, true
	s.touch(c)
	s.emit("assignee.changed", c)
	s.emit("conversation.updated", c)
}

// giveTeam is an assignment to a team; an assignee who is not in it loses the chat, and
// nobody of the stand-in's people is in any.
func (s *Server) giveTeam(c *conv, team int64) {
	c.team, c.assignee, c.bot = team, 0, false
	s.touch(c)
	s.emit("team.changed", c)
	s.emit("assignee.changed", c)
	s.emit("conversation.updated", c)
}

// toStatus is section 4.4. A save that changes the status brings two events.
func (s *Server) toStatus(c *conv, status string) {
	if c.status == status {
		return
	}
	c.status = status
	s.activity(c, "Conversation was marked "+status)
	s.emit("conversation.status_changed", c)
	s.emit("conversation.updated", c)
	if status == "resolved" && s.opts.Survey && c.asked == 0 {
		c.asked++
		s.add(c, &msg{kind: 3, contentType: "input_csat", content: "Please rate this conversation"})
	}
}

func (s *Server) tag(c *conv, labels []string) {
	c.labels = labels
	s.touch(c)
	s.emit("conversation.updated", c)
}

func (s *Server) block(c *conv, on bool) {
	c.customer.blocked = on
	s.touch(c)
	s.emitContact(c.customer)
}

// comes is a line of the customer; it opens what was closed (section 3): as pending
// where a bot is active, and not if the customer is muted.
func (s *Server) comes(c *conv, m *msg) {
	s.add(c, m)
	if c.muted || c.status != "resolved" && c.status != "snoozed" {
		return
	}
	status := "open"
	if c.bot {
		status = "pending"
	}
	s.toStatus(c, status)
}
