package standin

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// The handlers below change something. Each runs under the server's lock.

// postMessage is section 4.2. The author is whom the token belongs to.
func postMessage(s *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	if t := c.text("message_type"); t != "outgoing" {
		return http.StatusUnprocessableEntity, object{"error": "Incoming messages are only allowed in Api inboxes"}
	}
	now := s.opts.Now()
	if now.Sub(cv.minute) >= time.Minute {
		cv.minute, cv.sent = now, 0
	}
	if cv.sent++; cv.sent > 200 { // app/models/message.rb, prevent_message_flooding
		return http.StatusUnprocessableEntity, object{"error": "Too many messages"}
	}
	m := &msg{kind: 1, contentType: "text", content: c.text("content"), senderType: "User", sender: integrationID, echo: c.text("echo_id")}
	if t := c.text("content_type"); t != "" {
		m.contentType = t
	}
	if m.contentType == "input_csat" {
		cv.asked++
	}
	m.private, _ = c.body["private"].(bool)
	m.attrs = make(map[string]any)
	if a, ok := c.body["content_attributes"].(object); ok {
		maps.Copy(m.attrs, a)
	}
	if c.file != nil {
		s.next++
		c.file.id = s.next
		s.blobs[c.file.id], m.file = c.file, c.file
	}
	s.add(cv, m)
	o := s.restMessage(cv, m)
	o["echo_id"] = m.echo // which is not stored: no later answer has it
	return http.StatusOK, o
}

// assign is section 4.3. The key assignee_id wins over team_id.
func assign(s *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	who, person := c.body["assignee_id"]
	switch {
	case !person:
		team := c.number("team_id")
		if _, ok := s.teams[team]; !ok {
			return notFound()
		}
		s.giveTeam(cv, team)
		return http.StatusOK, object{"id": team, "name": s.teams[team]}
	case c.text("assignee_type") == "AgentBot":
		if c.number("assignee_id") != botID {
			return notFound()
		}
		s.giveBot(cv)
		return http.StatusOK, object{"id": botID, "name": "Helper"}
	case who == nil || c.number("assignee_id") == 0:
		s.give(cv, 0)
		return http.StatusOK, nil
	}
	u := s.user(c.number("assignee_id"))
	if u == nil {
		return notFound()
	}
	s.give(cv, u.id)
	return http.StatusOK, s.agent(u)
}

// toggleStatus is section 4.4.
func toggleStatus(s *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	status := c.text("status")
	if !slices.Contains([]string{"open", "resolved", "pending", "snoozed"}, status) {
		return http.StatusUnprocessableEntity, object{"error": "invalid status"}
	}
	s.toStatus(cv, status)
	return http.StatusOK, object{"meta": object{}, "payload": object{"success": true, "conversation_id": cv.id, "current_status": status, "snoozed_until": nil}}
}

// addGuests and removeGuests are section 4.3; nobody is told of either.
func addGuests(s *Server, c *call) (int, any) {
	return s.guests(c, func(cv *conv, id int64) {
		if !slices.Contains(cv.guests, id) {
			cv.guests = append(cv.guests, id)
		}
	})
}

func removeGuests(s *Server, c *call) (int, any) {
	return s.guests(c, func(cv *conv, id int64) {
		cv.guests = slices.DeleteFunc(cv.guests, func(g int64) bool { return g == id })
	})
}

func (s *Server) guests(c *call, each func(*conv, int64)) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	ids, _ := c.body["user_ids"].([]any)
	for _, id := range ids {
		n, _ := id.(float64)
		if s.user(int64(n)) != nil { // others are left out without a word
			each(cv, int64(n))
		}
	}
	return readGuests(s, c)
}

// setLabels is section 4.5: the whole list is replaced.
func setLabels(s *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	list, _ := c.body["labels"].([]any)
	labels := []string{}
	for _, l := range list {
		labels = append(labels, fmt.Sprint(l))
	}
	s.tag(cv, labels)
	return http.StatusOK, object{"payload": labels}
}

// setCustom is section 4.5: the whole map is replaced.
func setCustom(s *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	cv.custom, _ = c.body["custom_attributes"].(object)
	s.touch(cv)
	s.emit("conversation.updated", cv)
	return http.StatusOK, object{"custom_attributes": cv.custom}
}

// mute is section 4.4: it resolves the conversation and blocks the customer.
func mute(s *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	cv.muted = true
	s.block(cv, true)
	s.toStatus(cv, "resolved")
	return http.StatusOK, nil
}

func unmute(s *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	cv.muted = false
	s.block(cv, false)
	return http.StatusOK, nil
}

// patchContact is section 4.5.
func patchContact(s *Server, c *call) (int, any) {
	id, err := strconv.ParseInt(c.vars["contact"], 10, 64)
	if err != nil {
		return notFound()
	}
	for _, cv := range s.convs {
		if cv.customer.id == id {
			on, _ := c.body["blocked"].(bool)
			s.block(cv, on)
			return http.StatusOK, object{"payload": s.contact(cv.customer)}
		}
	}
	return notFound()
}

func transcript(_ *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	cv.transcripts = append(cv.transcripts, c.text("email"))
	return http.StatusOK, nil
}

// addCanned, changeCanned and removeCanned are section 4.6; a short code is unique.
func addCanned(s *Server, c *call) (int, any) {
	short, text, ok := cannedOf(c)
	taken := slices.ContainsFunc(s.canned, func(r *canned) bool { return r.short == short })
	if !ok || taken {
		return http.StatusUnprocessableEntity, object{"message": "Short code has already been taken", "attributes": []string{"short_code"}}
	}
	s.next++
	r := &canned{id: s.next, short: short, text: text}
	s.canned = append(s.canned, r)
	return http.StatusOK, cannedRow(r)
}

func changeCanned(s *Server, c *call) (int, any) {
	short, text, ok := cannedOf(c)
	for _, r := range s.canned {
		if ok && itoa(r.id) == c.vars["canned"] {
			r.short, r.text = short, text
			return http.StatusOK, cannedRow(r)
		}
	}
	return notFound()
}

func removeCanned(s *Server, c *call) (int, any) {
	n := len(s.canned)
	s.canned = slices.DeleteFunc(s.canned, func(r *canned) bool { return itoa(r.id) == c.vars["canned"] })
	if len(s.canned) == n {
		return notFound()
	}
	return http.StatusOK, nil
}

func cannedOf(c *call) (short, text string, ok bool) {
	o, _ := c.body["canned_response"].(object)
	if check(map[string]want{"short_code": wantText, "content": wantText}, o) != nil {
		return "", "", false
	}
	short, _ = o["short_code"].(string)
	text, _ = o["content"].(string)
	return short, text, short != "" && text != ""
}
