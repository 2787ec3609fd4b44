package standin

import "time"

// object is JSON in the making.
type object = map[string]any

// seconds is how REST writes times (chatwoot.md, head).
func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// fraction is how the cable writes updated_at (2.6).
func fraction(t time.Time) float64 { return float64(t.UnixMicro()) / 1e6 }

// cableConversation is section 2.6, the shape of the cable.
func (s *Server) cableConversation(c *conv) object {
	o := s.commonConversation(c)
	o["channel"] = "Channel::WebWidget"
	o["contact_inbox"] = object{
		"id": 500 + c.id, "contact_id": c.customer.id, "inbox_id": inboxID, "source_id": "visitor-" + itoa(c.id),
		"hmac_verified": false, "pubsub_token": s.opts.Secret + "-visitor",
	}
	last := c.last(func(m *msg) bool { return !m.private && m.kind != 2 })
	o["messages"] = []object{}
	if last != nil {
		o["messages"] = []object{s.cableMessage(c, last)}
	}
	meta := object{"sender": s.contact(c.customer), "assignee": nil, "assignee_type": nil, "team": nil, "hmac_verified": false}
	s.assignee(c, meta)
	o["meta"] = meta
	if c.assignee == 0 && !c.bot {
		meta["assignee"], meta["assignee_type"] = nil, nil
	}
	return o
}

// restConversation is section 2.6, the shape of REST: who and what is not there has no
// key, and the last message may be of any kind.
func (s *Server) restConversation(c *conv) object {
	o := s.commonConversation(c)
	o["uuid"] = "00000000-0000-4000-8000-" + pad(c.id)
	o["muted"] = c.muted
	o["assignee_last_seen_at"] = 0
	o["messages"] = []object{}
	if n := len(c.messages); n > 0 {
		o["messages"] = []object{s.restMessage(c, c.messages[n-1])}
		if last := c.last(func(m *msg) bool { return m.kind != 2 }); last != nil {
			o["last_non_activity_message"] = s.restMessage(c, last)
		}
	}
	meta := object{"sender": s.contact(c.customer), "channel": "Channel::WebWidget", "hmac_verified": false}
	s.assignee(c, meta)
	o["meta"] = meta
	return o
}

// commonConversation is what both shapes have.
func (s *Server) commonConversation(c *conv) object {
	labels := make([]string, 0, len(c.labels))
	labels = append(labels, c.labels...)
	return object{
		"id": c.id, "account_id": accountID, "inbox_id": inboxID, "status": c.status, "can_reply": true, "labels": labels,
		"priority": nil, "snoozed_until": nil, "waiting_since": 0, "first_reply_created_at": 0, "unread_count": 0,
		"custom_attributes": c.custom,
		"additional_attributes": object{
			"browser": object{"browser_name": "Firefox", "platform_name": "Linux"}, "referer": c.page, "browser_language": "en",
			"initiated_at": object{"timestamp": c.created.Format(time.RFC1123)},
		},
		"agent_last_seen_at": 0, "contact_last_seen_at": seconds(c.read), "last_activity_at": seconds(c.active),
		"timestamp": seconds(c.active), "created_at": seconds(c.created), "updated_at": fraction(c.updated),
	}
}

func (s *Server) assignee(c *conv, meta object) {
	switch {
	case c.bot:
		meta["assignee"], meta["assignee_type"] = object{"id": botID, "name": "Helper", "type": "agent_bot"}, "AgentBot"
	case c.assignee != 0:
		meta["assignee"], meta["assignee_type"] = s.person(s.user(c.assignee)), "User"
	}
	if c.team != 0 {
		meta["team"] = object{"id": c.team, "name": s.teams[c.team]}
	}
}

func (s *Server) person(u *user) object {
	return object{"id": u.id, "name": u.name, "available_name": u.name, "email": u.mail, "type": "user", "availability_status": "offline"}
}

// agent is one of section 4.6.
func (s *Server) agent(u *user) object {
	o := s.person(u)
	o["account_id"], o["role"], o["confirmed"], o["auto_offline"] = accountID, u.role, true, true
	return o
}

func (s *Server) contact(c *customer) object {
	return object{
		"id": c.id, "name": c.name, "email": null(c.mail), "phone_number": null(c.phone), "identifier": nil, "thumbnail": "",
		"blocked": c.blocked, "custom_attributes": c.custom, "additional_attributes": object{"city": "Example City"}, "type": "contact",
	}
}

func null(v string) any {
	if v == "" {
		return nil
	}
	return v
}

// restMessage is section 2.7 without what REST lacks.
func (s *Server) restMessage(c *conv, m *msg) object {
	o := object{
		"id": m.id, "content": null(m.content), "inbox_id": inboxID, "conversation_id": c.id, "message_type": m.kind,
		"content_type": m.contentType, "content_attributes": m.attrs, "private": m.private, "status": m.status,
		"source_id": nil, "created_at": seconds(m.created),
	}
	if sender := s.sender(c, m); sender != nil {
		o["sender"] = sender
	}
	if m.file != nil {
		o["attachments"] = []object{{
			"id": m.file.id, "message_id": m.id, "file_type": m.file.kind, "account_id": accountID, "extension": nil,
			"data_url":  s.opts.Origin + "/rails/active_storage/blobs/redirect/" + itoa(m.file.id) + "/" + m.file.name,
			"file_size": len(m.file.bytes),
		}}
	}
	return o
}

// cableMessage is section 2.7 in full.
func (s *Server) cableMessage(c *conv, m *msg) object {
	o := s.restMessage(c, m)
	o["account_id"], o["sender_type"], o["sender_id"] = accountID, null(m.senderType), null(idOf(m.sender))
	if m.sender != 0 {
		o["sender_id"] = m.sender
	}
	o["additional_attributes"] = object{}
	o["updated_at"] = m.updated.UTC().Format("2006-01-02T15:04:05.000Z")
	o["processed_message_content"] = m.content
	o["sentiment"] = object{}
	o["conversation"] = object{
		"assignee_id": c.assignee, "unread_count": 1, "last_activity_at": seconds(c.active),
		"contact_inbox": object{"source_id": "visitor-" + itoa(c.id)},
	}
	return o
}

func (s *Server) sender(c *conv, m *msg) object {
	switch m.senderType {
	case "User":
		return s.person(s.user(m.sender))
	case "Contact":
		return s.contact(c.customer)
	case "AgentBot":
		return object{"id": botID, "name": "Helper", "type": "agent_bot"}
	}
	return nil
}

func idOf(n int64) string {
	if n == 0 {
		return ""
	}
	return itoa(n)
}

func pad(n int64) string {
	s := itoa(n)
	for len(s) < 12 {
		s = "0" + s
	}
	return s
}
