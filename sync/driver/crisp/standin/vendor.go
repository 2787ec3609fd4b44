package standin

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
)

var _ conformance.Vendor = (*Server)(nil)

// Can implements [conformance.Vendor].
func (s *Server) Can(a conformance.Act) bool {
	switch a {
	case conformance.ActBot, conformance.ActConfidence, conformance.ActHuman, conformance.ActTeams, conformance.ActGiveBot,
		conformance.ActNote, conformance.ActTag, conformance.ActBlock, conformance.ActEdit, conformance.ActRemove,
		conformance.ActType, conformance.ActDraft, conformance.ActRate, conformance.ActReceive, conformance.ActReopen,
		conformance.ActCut, conformance.ActRequests, conformance.ActBefore:
		return true
	}
	if trouble, ok := strings.CutPrefix(string(a), "trouble/"); ok {
		switch conformance.Trouble(trouble) {
		case conformance.Away, conformance.Back:
			return s.opt.Network != nil
		}
		return true
	}
	return false
}

// OpenChat implements [conformance.Vendor].
func (s *Server) OpenChat(o conformance.Opening) chat.ChatID {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.opt.Now().UnixMilli()
	t := &talk{
		id: fmt.Sprintf("session_%08d-0000-4000-8000-000000000000", len(s.order)+1), created: now, updated: now,
		state: "unresolved", nickname: o.Name, email: o.Mail, phone: o.Phone, data: map[string]any{},
	}
	if o.Bot {
		t.inbox, t.state = Automated, "pending"
	}
	s.chats[t.id] = t
	s.order = append(s.order, t.id)
	s.emit("session:request:initiated", t, map[string]any{})
	if o.Page != "" {
		s.emit("session:sync:pages", t, map[string]any{"pages": []any{map[string]any{
			"page_title": "A page", "page_url": o.Page, "page_referrer": "", "timestamp": now,
		}}})
	}
	s.say(t, &line{fingerprint: s.number(), kind: "text", visitor: true, content: o.Text, at: s.tick(), nickname: o.Name})
	return idOf(t.id)
}

// talk returns a conversation that a test names. The caller holds s.mu.
func (s *Server) talk(id chat.ChatID) *talk {
	t := s.chats[strings.TrimPrefix(string(id), "crisp-")]
	if t == nil {
		panic(fmt.Sprintf("there is no conversation %q", id))
	}
	return t
}

func (s *Server) says(id chat.ChatID, l *line) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	l.fingerprint, l.at = s.number(), s.tick()
	if l.visitor {
		l.nickname = t.nickname
	}
	s.say(t, l)
	return strconv.FormatInt(l.fingerprint, 10)
}

// CustomerSays implements [conformance.Vendor].
func (s *Server) CustomerSays(id chat.ChatID, text string) string {
	return s.says(id, &line{kind: "text", visitor: true, content: text})
}

// BotSays implements [conformance.Vendor].
func (s *Server) BotSays(id chat.ChatID, text string, confidence float64) string {
	l := &line{kind: "text", content: text, automated: true, nickname: "Helper"}
	if confidence > 0 {
		l.properties = map[string]any{"bot_confidence": confidence, "bot_intent": "any"}
	}
	return s.says(id, l)
}

// HumanSays implements [conformance.Vendor].
func (s *Server) HumanSays(id chat.ChatID, by chat.AgentID, text string) string {
	return s.says(id, &line{kind: "text", content: text, user: User(string(by)), nickname: string(by)})
}

// Note implements [conformance.Vendor].
func (s *Server) Note(id chat.ChatID, by chat.AgentID, text string) string {
	return s.says(id, &line{kind: "note", content: text, user: User(string(by)), nickname: string(by)})
}

// Edit implements [conformance.Vendor].
func (s *Server) Edit(id chat.ChatID, which, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	fp, _ := strconv.ParseInt(which, 10, 64)
	l := t.lines[t.find(fp)]
	l.content, l.edited = text, true
	s.touch(t)
	s.emit("message:updated", t, map[string]any{"fingerprint": fp, "content": text})
}

// Remove implements [conformance.Vendor].
func (s *Server) Remove(id chat.ChatID, which string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	fp, _ := strconv.ParseInt(which, 10, 64)
	at := t.find(fp)
	t.lines = slices.Delete(t.lines, at, at+1)
	s.touch(t)
	s.emit("message:removed", t, map[string]any{"fingerprint": fp})
}

// Type implements [conformance.Vendor].
func (s *Server) Type(id chat.ChatID, draft string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit("message:compose:send", s.talk(id), map[string]any{
		"type": "start", "excerpt": draft, "timestamp": s.opt.Now().UnixMilli(),
	})
}

// Assign implements [conformance.Vendor].
func (s *Server) Assign(id chat.ChatID, to chat.AgentID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	user := ""
	if to != "" {
		user = User(string(to))
	}
	s.assign(t, user)
	if t.inbox == Automated {
		s.move(t, "")
	}
}

// AssignTeam implements [conformance.Vendor].
func (s *Server) AssignTeam(id chat.ChatID, team string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	s.move(t, Inbox(team))
	s.assign(t, "")
}

// GiveBot implements [conformance.Vendor].
func (s *Server) GiveBot(id chat.ChatID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	s.move(t, Automated)
	s.assign(t, "")
}

// Close implements [conformance.Vendor].
func (s *Server) Close(id chat.ChatID, _ chat.AgentID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.become(s.talk(id), "resolved")
}

// Tag implements [conformance.Vendor].
func (s *Server) Tag(id chat.ChatID, tags ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	t.segments = slices.Clone(tags)
	s.touch(t)
	s.emit("session:set_segments", t, map[string]any{"segments": slices.Clone(tags)})
}

// Block implements [conformance.Vendor].
func (s *Server) Block(id chat.ChatID, on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	t.blocked = on
	s.touch(t)
	s.emit("session:set_block", t, map[string]any{"is_blocked": on})
}

// Rate implements [conformance.Vendor].
func (s *Server) Rate(id chat.ChatID, stars int, comment string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit("session:sync:rating", s.talk(id), map[string]any{"rating": map[string]any{"stars": stars, "comment": orNull(comment)}})
}

// Receive implements [conformance.Vendor].
func (s *Server) Receive(id chat.ChatID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	var all []int64
	for _, l := range t.lines {
		if !l.visitor && l.kind != "note" {
			l.delivered = "chat"
			all = append(all, l.fingerprint)
		}
	}
	s.emit("message:acknowledge:delivered", t, map[string]any{"origin": "chat", "fingerprints": all})
}

// Cut implements [conformance.Vendor].
func (s *Server) Cut() {
	if s.opt.Network != nil {
		s.opt.Network.Cut()
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for k := range s.sockets {
		k.close()
	}
}

// Trouble implements [conformance.Vendor].
func (s *Server) Trouble(what conformance.Trouble) {
	if what == conformance.Away || what == conformance.Back {
		s.opt.Network.Away(what == conformance.Away)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch what {
	case conformance.Garbage:
		s.garbage()
	case conformance.Locked, conformance.Unlocked:
		s.locked = what == conformance.Locked
		for k := range s.sockets {
			if s.locked {
				k.write(`42["unauthorized",{"message":"invalid_session"}]`)
				k.close()
			}
		}
	default:
		s.trouble = what
	}
}

// garbage sends what nobody can read.
func (s *Server) garbage() {
	for k := range s.sockets {
		for _, frame := range []string{
			"", "\x00", "42", "42[", `42["message:send"`, `42["message:send"]`, `42["message:send",5]`, `42["message:send",{"session_id":7}]`,
			`42["message:send",{"session_id":"session_1","fingerprint":"x"}]`, `42["nobody:knows",{}]`, `42[7,{}]`, "9", "451-[]", "43[]",
			`42["session:set_state",{"session_id":"../../x","state":"resolved"}]`, "b4AAEC",
		} {
			k.write(frame)
		}
	}
}

// Requests implements [conformance.Vendor].
func (s *Server) Requests() []conformance.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// State implements [conformance.Vendor].
func (s *Server) State(id chat.ChatID) conformance.VendorState {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	st := conformance.VendorState{
		Open: t.state != "resolved", Owner: agentOf(t.assigned), Blocked: t.blocked, Tags: slices.Clone(t.segments),
		Transcripts: slices.Clone(t.transcripts), Asked: t.asked,
	}
	slices.Sort(st.Tags)
	st.Bot = st.Open && t.inbox == Automated && t.assigned == ""
	for _, team := range conformance.Teams() {
		if t.inbox == Inbox(team) {
			st.Team = team
		}
	}
	for _, l := range t.lines {
		switch l.kind {
		case "note":
			if l.automated {
				continue // a program's, about what it does; nobody wrote it
			}
			st.Notes = append(st.Notes, l.shown())
		case "text", "file":
			st.Lines = append(st.Lines, l.shown())
		}
	}
	for k, v := range t.data {
		if text, ok := v.(string); ok && strings.Contains(k, "ended") {
			st.Ended = text
		}
	}
	return st
}
