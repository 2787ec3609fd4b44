package standin

import (
	"io"
	"net/http"
	"slices"
	"time"
)

// post follows section 4.3.
func (s *Server) post(c *call) answer {
	t := s.chats[c.session]
	if t == nil {
		return no(http.StatusNotFound, "session_not_found")
	}
	kind, _ := c.body["type"].(string)
	if !slices.Contains([]string{"text", "note", "file"}, kind) || c.body["from"] != "operator" {
		s.opt.Report("a line of type %q from %q", kind, c.body["from"])
	}
	l := &line{kind: kind, content: c.body["content"], at: s.tick()}
	l.automated, _ = c.body["automated"].(bool)
	l.properties, _ = c.body["properties"].(map[string]any)
	if u, ok := c.body["user"].(map[string]any); ok {
		l.nickname, _ = u["nickname"].(string)
		if kind := u["type"]; kind != "participant" && kind != "website" {
			s.opt.Report("a sender of type %q", kind)
		}
	}
	if f, ok := c.body["fingerprint"].(float64); ok {
		if f != float64(int64(f)) || f <= 0 || f >= 1<<53 {
			s.opt.Report("the fingerprint %v is no whole number that a client can hold", f)
		}
		l.fingerprint = int64(f)
		if t.find(l.fingerprint) >= 0 {
			s.opt.Report("a line was sent twice")
		}
	} else {
		l.fingerprint = s.number()
	}
	s.say(t, l)
	return yes(map[string]any{"fingerprint": l.fingerprint})
}

// routing, inbox and state follow sections 4.5 and 4.6.
func (s *Server) routing(c *call) answer {
	return s.with(c, func(t *talk) {
		user := ""
		if a, ok := c.body["assigned"].(map[string]any); ok {
			user, _ = a["user_id"].(string)
			if agentOf(user) == "" {
				s.opt.Report("a chat is assigned to %q, who is no operator", user)
			}
		}
		s.assign(t, user)
	})
}

func (s *Server) inbox(c *call) answer {
	return s.with(c, func(t *talk) {
		id, _ := c.body["inbox_id"].(string)
		s.move(t, id)
	})
}

func (s *Server) state(c *call) answer {
	state, _ := c.body["state"].(string)
	if !slices.Contains([]string{"pending", "unresolved", "resolved"}, state) {
		s.opt.Report("the state %q", state)
		return no(http.StatusBadRequest, "invalid_data")
	}
	return s.with(c, func(t *talk) { s.become(t, state) })
}

func (s *Server) block(c *call) answer {
	return s.with(c, func(t *talk) {
		t.blocked, _ = c.body["blocked"].(bool)
		s.emit("session:set_block", t, map[string]any{"is_blocked": t.blocked})
	})
}

// meta follows section 4.7: segments are replaced, and so is data, which is the reading
// that loses more.
func (s *Server) meta(c *call) answer {
	return s.with(c, func(t *talk) {
		if list, ok := c.body["segments"].([]any); ok {
			t.segments = nil
			for _, x := range list {
				text, ok := x.(string)
				if !ok {
					s.opt.Report("a segment that is no text")
				}
				t.segments = append(t.segments, text)
			}
			s.emit("session:set_segments", t, map[string]any{"segments": slices.Clone(t.segments)})
		}
		if data, ok := c.body["data"].(map[string]any); ok {
			t.data = data
			s.emit("session:set_data", t, map[string]any{"data": data})
		}
	})
}

// feedback and transcript follow section 4.10.
func (s *Server) feedback(c *call) answer { return s.with(c, func(t *talk) { t.asked++ }) }

func (s *Server) transcript(c *call) answer {
	to, _ := c.body["to"].(string)
	mail, _ := c.body["email"].(string)
	if to != "user" && to != "operator" {
		s.opt.Report("a transcript goes to %q", to)
	}
	return s.with(c, func(t *talk) { t.transcripts = append(t.transcripts, mail) })
}

func (s *Server) with(c *call, f func(*talk)) answer {
	t := s.chats[c.session]
	if t == nil {
		return no(http.StatusNotFound, "session_not_found")
	}
	f(t)
	return yes(map[string]any{})
}

// generate follows section 4.9: the place is named on the stream.
func (s *Server) generate(c *call) answer {
	id, _ := c.body["id"].(string)
	at := "http://" + c.host + "/bucket/" + id
	s.emitTo("bucket:url:upload:generated", map[string]any{
		"type": "upload", "id": id, "identifier": Identifier, "resource": c.body["resource"],
		"url": map[string]any{"resource": at, "signed": at + "?signature=s"}, "policy": map[string]any{"size_limit": 10 << 20},
	})
	return answer{status: http.StatusAccepted, reason: "processing", data: map[string]any{}}
}

// keep takes the bytes of a file. Our key is not for it.
func (s *Server) keep(w http.ResponseWriter, req *http.Request) {
	if req.Header.Get("Authorization") != "" || req.Header.Get("X-Crisp-Tier") != "" {
		s.opt.Report("the key was sent to where files are kept")
	}
	if req.URL.Query().Get("signature") != "s" || req.Header.Get("Content-Type") == "" {
		s.opt.Report("a file came without its signature or type")
	}
	raw, err := io.ReadAll(io.LimitReader(req.Body, 10<<20))
	if err != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[req.PathValue("id")] = raw
}

func (s *Server) give(w http.ResponseWriter, req *http.Request) {
	slow := time.NewTimer(s.opt.SlowFiles)
	defer slow.Stop()
	select {
	case <-slow.C:
	case <-req.Context().Done():
		return
	}
	s.mu.Lock()
	raw, ok := s.files[req.PathValue("id")]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, req)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(raw)
}

// What follows changes the workspace and tells who listens. The caller holds s.mu.

func (s *Server) number() int64 {
	s.numbers++
	return s.numbers
}

// say adds a line. A customer's opens the conversation again (section 4.6).
func (s *Server) say(t *talk, l *line) {
	if l.visitor && t.state == "resolved" {
		s.become(t, "unresolved")
	}
	t.lines = append(t.lines, l)
	t.updated = l.at
	name := "message:received" // names are the visitor's (section 3.2)
	if l.visitor {
		name = "message:send"
	}
	s.emitTo(name, l.message(t))
}

func (s *Server) touch(t *talk) { t.updated = max(t.updated, s.opt.Now().UnixMilli()) }

func (s *Server) assign(t *talk, user string) {
	t.assigned = user
	s.touch(t)
	s.emit("session:set_routing", t, map[string]any{"routing_id": orNull(user)})
}

func (s *Server) move(t *talk, inbox string) {
	old := t.inbox
	t.inbox = inbox
	s.touch(t)
	s.emit("session:set_inbox", t, map[string]any{"previous_inbox_id": orNull(old)})
}

func (s *Server) become(t *talk, state string) {
	t.state = state
	s.touch(t)
	s.emit("session:set_state", t, map[string]any{"state": state})
}
