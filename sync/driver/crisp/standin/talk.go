package standin

import (
	"slices"
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/conformance"
)

// talk is one conversation (reference, section 4.1).
type talk struct {
	id               string
	created, updated int64
	state            string
	inbox, assigned  string
	blocked          bool
	nickname, email  string
	phone            string
	segments         []string
	data             map[string]any
	lines            []*line
	transcripts      []string
	asked            int
}

// line is one message (reference, section 3.3).
type line struct {
	fingerprint int64
	kind        string
	visitor     bool
	content     any
	at          int64
	user        string
	nickname    string
	automated   bool
	properties  map[string]any
	edited      bool
	delivered   string
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// conversation is the object of a list or a read.
func (t *talk) conversation() map[string]any {
	c := map[string]any{
		"session_id": t.id, "website_id": Website, "inbox_id": orNull(t.inbox), "people_id": "p-" + t.id,
		"state": t.state, "status": map[string]int{"pending": 0, "unresolved": 1, "resolved": 2}[t.state],
		"is_verified": false, "is_blocked": t.blocked, "availability": "online",
		"created_at": t.created, "updated_at": t.updated, "unread": map[string]int{"operator": 0, "visitor": 0},
		"participants": []any{}, "mentions": []any{}, "compose": map[string]any{}, "last_message": "",
		"meta": map[string]any{
			"nickname": t.nickname, "email": t.email, "phone": t.phone, "origin": "chat", "ip": "203.0.113.7",
			"segments": slices.Clone(t.segments), "data": t.data,
			"device": map[string]any{"locales": []string{"en"}, "capabilities": []string{"browsing"}},
		},
	}
	if n := len(t.lines); n > 0 {
		if text, ok := t.lines[n-1].content.(string); ok {
			c["last_message"] = text
		}
		c["preview_message"] = map[string]any{"type": t.lines[n-1].kind, "fingerprint": t.lines[n-1].fingerprint}
	}
	if t.assigned != "" {
		c["assigned"] = map[string]any{"user_id": t.assigned}
	}
	return c
}

// message is a line as the stream and a read have it.
func (l *line) message(t *talk) map[string]any {
	from := "operator"
	if l.visitor {
		from = "user"
	}
	m := map[string]any{
		"website_id": Website, "session_id": t.id, "inbox_id": orNull(t.inbox), "type": l.kind, "from": from,
		"origin": "chat", "content": l.content, "mentions": []any{}, "stamped": true, "timestamp": l.at,
		"fingerprint": l.fingerprint, "user": map[string]any{"user_id": orNull(l.user), "nickname": l.nickname, "avatar": nil},
		"automated": l.automated, "delivered": l.delivered, "read": "",
	}
	if l.properties != nil {
		m["properties"] = l.properties
	}
	if l.edited {
		m["edited"] = true
	}
	return m
}

// speaker is who a line is from, as Crisp's own screen shows it: by the mark of the bot
// alone.
func (l *line) speaker() chat.Speaker {
	switch {
	case l.visitor:
		return chat.SpeakerCustomer
	case l.automated:
		return chat.SpeakerBot
	}
	return chat.SpeakerAgent
}

func agentOf(user string) chat.AgentID {
	for _, p := range conformance.People() {
		if User(p.ID) == user {
			return chat.AgentID(p.ID)
		}
	}
	return ""
}

func (l *line) shown() conformance.Line {
	text, _ := l.content.(string)
	file := ""
	if c, ok := l.content.(map[string]any); ok {
		file, _ = c["name"].(string)
	}
	return conformance.Line{
		ID: strconv.FormatInt(l.fingerprint, 10), At: chat.Instant(l.at).Time(), From: l.speaker(), By: agentOf(l.user),
		Text: text, File: file, Edited: l.edited,
	}
}

// find returns where a line is.
func (t *talk) find(fingerprint int64) int {
	return slices.IndexFunc(t.lines, func(l *line) bool { return l.fingerprint == fingerprint })
}
