package standin

import "floorwalker/app/chat"

// What follows steers what only the driver's own tests look at.

// Keep sets the data of a conversation.
func (s *Server) Keep(id chat.ChatID, data map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	t.data = data
	s.emit("session:set_data", t, map[string]any{"data": data})
}

// Kept returns the data of a conversation.
func (s *Server) Kept(id chat.ChatID) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.talk(id).data
}

// Store puts a file where files are.
func (s *Server) Store(id, content string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[id] = []byte(content)
}

// Stored counts the files that hold exactly these bytes.
func (s *Server) Stored(content string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, b := range s.files {
		if string(b) == content {
			n++
		}
	}
	return n
}

// Event adds a line of the conversation's own history, such as a change of state.
func (s *Server) Event(id chat.ChatID, namespace string) string {
	return s.says(id, &line{kind: "event", content: map[string]any{"namespace": namespace}})
}

// Send adds a file of the customer's, whose bytes are at an address.
func (s *Server) Send(id chat.ChatID, name, url string) string {
	return s.says(id, &line{kind: "file", visitor: true, content: map[string]any{"name": name, "url": url, "type": "text/plain"}})
}

// Plugin adds a line that another program has sent.
func (s *Server) Plugin(id chat.ChatID, name, text string) string {
	return s.says(id, &line{kind: "text", content: text, nickname: name})
}

// Delete erases a conversation, as somebody in Crisp's screen can.
func (s *Server) Delete(id chat.ChatID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.talk(id)
	delete(s.chats, t.id)
	s.emit("session:removed", t, map[string]any{})
}

// Calls returns how many REST calls came.
func (s *Server) Calls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

// Refusals returns how often the key was refused.
func (s *Server) Refusals() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refusals
}

// Hush has the stream forget whatever happens, until it is told otherwise.
func (s *Server) Hush(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hushed = on
}
