package standin

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
)

var _ conformance.Vendor = (*Server)(nil)

// Can implements conformance.Vendor. Whether a customer is blocked no call says.
func (s *Server) Can(a conformance.Act) bool {
	switch a {
	case conformance.ActBlock:
		return false
	case conformance.ActCut:
		return s.opts.Cut != nil
	case conformance.ActTrouble(conformance.Away), conformance.ActTrouble(conformance.Back):
		return s.opts.Away != nil
	}
	return true
}

// locked runs f with the server locked.
func locked[T any](s *Server, f func() T) T {
	s.mu.Lock()
	defer s.mu.Unlock()
	return f()
}

func (s *Server) with(id chat.ChatID, f func(*visitorChat)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(s.chat(id))
}

// OpenChat implements conformance.Vendor.
func (s *Server) OpenChat(o conformance.Opening) chat.ChatID {
	return locked(s, func() chat.ChatID {
		s.nextChat++
		c := &visitorChat{
			id: s.nextChat, nick: cmp.Or(o.Name, "Visitor"), mail: o.Mail, phone: o.Phone, page: strings.TrimPrefix(o.Page, "https:"),
			dep: botDep, hash: s.opts.Secret + "-hash", opened: s.opts.Now(), bot: 1,
		}
		if o.Bot {
			c.status = withBot
		}
		s.chats[c.id] = c
		s.add(c, visitor, o.Text, "", "")
		return vendorChat(c.id)
	})
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// CustomerSays implements conformance.Vendor; it opens a chat that is over.
func (s *Server) CustomerSays(id chat.ChatID, text string) (line string) {
	s.with(id, func(c *visitorChat) {
		if c.status == closed {
			c.status, c.owner, c.ended, c.subSub = pending, 0, time.Time{}, 2
		}
		c.typed, c.typedText = time.Time{}, ""
		line = itoa(s.add(c, visitor, text, "", "").id)
	})
	return line
}

// BotSays implements conformance.Vendor.
func (s *Server) BotSays(id chat.ChatID, text string, confidence float64) (line string) {
	s.with(id, func(c *visitorChat) {
		meta := ""
		if confidence > 0 {
			meta = `{"content":{"debug":{"content":"{\"confidence\":` + strconv.FormatFloat(confidence, 'f', -1, 64) + `}"}}}`
		}
		line = itoa(s.add(c, botUser, text, "Bot", meta).id)
	})
	return line
}

// HumanSays implements conformance.Vendor.
func (s *Server) HumanSays(id chat.ChatID, by chat.AgentID, text string) (line string) {
	s.with(id, func(c *visitorChat) {
		u := s.person(by)
		line = itoa(s.add(c, u.id, text, u.first, "").id)
		if c.status == pending || c.status == withBot {
			s.accept(c, u)
		}
	})
	return line
}

// Note implements conformance.Vendor.
func (s *Server) Note(id chat.ChatID, by chat.AgentID, text string) (line string) {
	s.with(id, func(c *visitorChat) {
		u := s.person(by)
		line = itoa(s.add(c, u.id, text, u.first, `{"content":{"whisper":true}}`).id)
	})
	return line
}

// Edit implements conformance.Vendor.
func (s *Server) Edit(id chat.ChatID, line, text string) {
	s.with(id, func(c *visitorChat) {
		for _, m := range c.messages {
			if itoa(m.id) == line {
				m.text, m.edited = text, true
			}
		}
		s.hint(c.id, "umsg")
	})
}

// Remove implements conformance.Vendor.
func (s *Server) Remove(id chat.ChatID, line string) {
	s.with(id, func(c *visitorChat) {
		c.messages = slices.DeleteFunc(c.messages, func(m *message) bool { return itoa(m.id) == line })
		s.hint(c.id, "msgdel")
	})
}

// Type implements conformance.Vendor.
func (s *Server) Type(id chat.ChatID, draft string) {
	s.with(id, func(c *visitorChat) {
		c.typed, c.typedText = s.opts.Now(), draft
		s.hint(c.id, "vt")
	})
}

// Assign implements conformance.Vendor.
func (s *Server) Assign(id chat.ChatID, to chat.AgentID) {
	s.with(id, func(c *visitorChat) {
		if c.status == closed {
			return
		}
		c.status, c.owner = pending, 0
		if u := s.person(to); u != nil {
			c.status, c.owner = active, u.id
		}
		s.hint(c.id, "schange")
	})
}

// AssignTeam implements conformance.Vendor.
func (s *Server) AssignTeam(id chat.ChatID, team string) {
	s.with(id, func(c *visitorChat) {
		c.status, c.owner = pending, 0
		for _, d := range s.deps {
			if Teams()[d.name] == team {
				c.dep = d.id
			}
		}
	})
}

// GiveBot implements conformance.Vendor.
func (s *Server) GiveBot(id chat.ChatID) {
	s.with(id, func(c *visitorChat) { c.status, c.owner = withBot, 0 })
}

// Close implements conformance.Vendor.
func (s *Server) Close(id chat.ChatID, by chat.AgentID) {
	s.with(id, func(c *visitorChat) {
		if c.status != closed {
			s.end(c, s.person(by))
		}
	})
}

// Tag implements conformance.Vendor.
func (s *Server) Tag(id chat.ChatID, tags ...string) {
	s.with(id, func(c *visitorChat) {
		var ids []int64
		for _, t := range tags {
			ids = append(ids, s.subjectID(t))
		}
		// Those that the server has had from the start are named in the configuration;
		// a new one is learnt from the chat that has it, where it is the last.
		slices.Sort(ids)
		c.subjects = ids
	})
}

// Block implements conformance.Vendor.
func (s *Server) Block(chat.ChatID, bool) {}

// Rate implements conformance.Vendor.
func (s *Server) Rate(id chat.ChatID, stars int, comment string) {
	s.with(id, func(c *visitorChat) {
		c.stars, c.comment, c.sub = stars, comment, surveyCompleted
	})
}

// Receive implements conformance.Vendor.
func (s *Server) Receive(id chat.ChatID) {
	s.with(id, func(c *visitorChat) {
		for _, m := range c.messages {
			if m.user > 0 && !m.whisper() {
				m.state = 2
			}
		}
		c.subSub = delivered
	})
}

// Cut implements conformance.Vendor.
func (s *Server) Cut() {
	s.closeSockets()
	if s.opts.Cut != nil {
		s.opts.Cut()
	}
}

// Trouble implements conformance.Vendor.
func (s *Server) Trouble(t conformance.Trouble) {
	switch t {
	case conformance.Away:
		s.opts.Away(true)
	case conformance.Back:
		s.opts.Away(false)
	default:
		s.mu.Lock()
		defer s.mu.Unlock()
		switch t {
		case conformance.Locked, conformance.Unlocked:
			s.locked = t == conformance.Locked
		case conformance.Garbage:
			s.trouble = append(s.trouble, t, t, t)
		default:
			s.trouble = append(s.trouble, t)
		}
	}
}

// Requests implements conformance.Vendor.
func (s *Server) Requests() []conformance.Request {
	return locked(s, func() []conformance.Request { return slices.Clone(s.requests) })
}

func (s *Server) person(id chat.AgentID) *operator {
	for _, u := range s.users {
		if u.username == string(id) {
			return u
		}
	}
	return nil
}

func (s *Server) agent(n int64) chat.AgentID {
	if u := s.user(n); u != nil && n >= firstUser {
		return chat.AgentID(u.username)
	}
	return ""
}

// SendFile lets the customer send a line with a file.
func (s *Server) SendFile(id chat.ChatID, text, name, body string) {
	s.with(id, func(c *visitorChat) {
		f := &file{id: int64(len(s.files)) + 1, name: name, kind: "text/plain", hash: "443f081bff7cd1efb5dd4aaa9f9cb3c5", body: []byte(body)}
		s.files = append(s.files, f)
		s.add(c, visitor, text+" [file="+itoa(f.id)+"_"+f.hash+"]", "", "")
	})
}

// Break lets the server die whenever the chat's messages are asked for, or mends that.
func (s *Server) Break(id chat.ChatID, on bool) { s.with(id, func(c *visitorChat) { c.broken = on }) }

// LoseFiles lets no file be had any more.
func (s *Server) LoseFiles() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.files {
		f.lost = true
	}
}

// Delete takes a chat away as if it had never been.
func (s *Server) Delete(id chat.ChatID) {
	s.with(id, func(c *visitorChat) { delete(s.chats, c.id) })
}
