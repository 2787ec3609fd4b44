package standin

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"floorwalker/sync/driver/conformance"
)

// messagePage is how many lines a read has. The reference does not say; few, so that
// who reads has to go back.
const messagePage = 20

// endpoints follows section 2.1.
func (s *Server) endpoints(c *call) answer {
	app := "ws://" + c.host + StreamPath
	if s.streamAt != "" {
		app = s.streamAt
	}
	return yes(map[string]any{
		"socket": map[string]any{"app": app, "stream": "ws://" + c.host + "/s/"},
		"rescue": map[string]any{"socket": map[string]any{"app": "ws://" + c.host + RescuePath}},
	})
}

// list follows section 4.1: newest first, a page shorter than per_page is the last.
func (s *Server) list(c *call) answer {
	per := 20
	if v := c.query("per_page"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 20 || n > 50 {
			s.opt.Report("per_page is %q, and may be 20 to 50", v)
		}
		per = n
	}
	page, err := strconv.Atoi(c.query("page"))
	if err != nil || page < 1 {
		return no(http.StatusBadRequest, "invalid_data")
	}
	var all []*talk
	for _, id := range s.order {
		t := s.chats[id]
		if t != nil && len(t.lines) > 0 && (c.query("filter_not_resolved") != "1" || t.state != "resolved") {
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b *talk) int { return cmp.Compare(b.updated, a.updated) })
	from := min((page-1)*per, len(all))
	rows := []any{}
	for _, t := range all[from:min(from+per, len(all))] {
		rows = append(rows, t.conversation())
	}
	return yes(rows)
}

// read follows section 4.2, as does messages.
func (s *Server) read(c *call) answer {
	t := s.chats[c.session]
	if t == nil {
		return no(http.StatusNotFound, "session_not_found")
	}
	return yes(t.conversation())
}

func (s *Server) messages(c *call) answer {
	t := s.chats[c.session]
	if t == nil {
		return no(http.StatusNotFound, "session_not_found")
	}
	before := int64(1) << 60
	if v := c.query("timestamp_before"); v != "" {
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			return no(http.StatusBadRequest, "invalid_data")
		}
		before = n
	}
	var rows []any
	for i := len(t.lines) - 1; i >= 0 && len(rows) < messagePage; i-- {
		if t.lines[i].at < before {
			rows = append(rows, t.lines[i].message(t))
		}
	}
	slices.Reverse(rows)
	if rows == nil {
		rows = []any{}
	}
	return yes(rows)
}

// operators and inboxes follow section 4.8. A row without a person is an invitation.
func (s *Server) operators(*call) answer {
	rows := []any{map[string]any{"type": "invite", "details": map[string]any{"email": "nobody@example.com"}}}
	for _, p := range conformance.People() {
		if slices.Contains(s.opt.Late, p.ID) {
			continue
		}
		rows = append(rows, map[string]any{"type": "operator", "details": map[string]any{
			"user_id": User(p.ID), "email": p.Mail, "avatar": nil, "first_name": p.Name, "last_name": "",
			"role": "member", "title": "Support", "availability": "online", "has_token": false,
		}})
	}
	return yes(rows)
}

func (s *Server) inboxes(c *call) answer {
	rows := []any{}
	if c.query("page") != "1" {
		return yes(rows)
	}
	for i, team := range conformance.Teams() {
		rows = append(rows, map[string]any{"inbox_id": Inbox(team), "name": team, "emoji": "", "order": i, "operators": []any{}})
	}
	if !s.opt.NoBot {
		rows = append(rows, map[string]any{"inbox_id": Automated, "name": "Automated", "emoji": "", "order": 9, "operators": []any{}})
	}
	return yes(rows)
}

// locales and articles follow section 4.11.
func (s *Server) locales(*call) answer {
	return yes([]any{map[string]any{"locale_id": "l1", "locale": "en", "url": "https://help.example.com/en/", "articles": 3}})
}

func (s *Server) articles(c *call) answer {
	if c.query("page") != "1" {
		return yes([]any{})
	}
	row := func(id, title, about, status string) any {
		return map[string]any{
			"article_id": id, "title": title, "description": about, "status": status, "visibility": "visible",
			"url": "https://help.example.com/en/" + id, "order": 1,
		}
	}
	return yes([]any{
		row("a1", "Returning a parcel for a refund", "How to send something back.", "published"),
		row("a2", "Paying by card", "Which cards are taken, and when a parcel is paid.", "published"),
		row("a3", "What nobody may read yet", "A parcel.", "draft"),
	})
}
