package standin

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// The handlers below read, and mark nothing as read. Each runs under the server's lock.

func notFound() (int, any) {
	return http.StatusNotFound, object{"error": "Resource could not be found"}
}

// version is section 6.
func version(s *Server, _ *call) (int, any) {
	return http.StatusOK, object{"version": s.opts.Version, "timestamp": s.opts.Now().Format(time.DateTime), "queue_services": "ok", "data_services": "ok"}
}

// profile is section 1; the pubsub token is that of the moment.
func profile(s *Server, _ *call) (int, any) {
	u := s.user(integrationID)
	return http.StatusOK, object{
		"id": u.id, "name": u.name, "available_name": u.name, "email": u.mail, "access_token": s.opts.Token,
		"pubsub_token": s.pubsubToken(), "account_id": accountID, "role": u.role,
		"accounts": []object{{
			"id": accountID, "name": "Example Shop", "status": "active", "role": s.opts.Role, "permissions": []string{s.opts.Role},
			"availability": "online", "availability_status": "offline", "auto_offline": true,
		}},
	}
}

// listChats is section 4.1: 25 a page, newest activity first; with updated_within
// everything in the window at once.
func listChats(s *Server, c *call) (int, any) {
	q := c.r.URL.Query()
	within := time.Duration(c.query("updated_within")) * time.Second
	var found []*conv
	for _, cv := range s.convs {
		status := q.Get("status")
		if status == "" {
			status = "open" // the default hides what the bot serves
		}
		if status != "all" && cv.status != status {
			continue
		}
		if within > 0 && s.opts.Now().Sub(cv.updated) > within {
			continue
		}
		found = append(found, cv)
	}
	slices.SortStableFunc(found, func(a, b *conv) int { return b.active.Compare(a.active) })
	all := len(found)
	if within == 0 {
		page := max(1, int(c.query("page")))
		from := min((page-1)*s.opts.PageSize, all)
		found = found[from:min(from+s.opts.PageSize, all)]
	}
	rows := make([]object, 0, len(found))
	for _, cv := range found {
		rows = append(rows, s.restConversation(cv))
	}
	return http.StatusOK, object{"data": object{"meta": object{"mine_count": 0, "assigned_count": 0, "unassigned_count": 0, "all_count": all}, "payload": rows}}
}

func readChat(s *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	return http.StatusOK, s.restConversation(cv)
}

// readMessages is section 4.1: the latest 20; before: 20 older; after: up to 100 newer.
func readMessages(s *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	before, after := c.query("before"), c.query("after")
	ms := cv.messages
	switch {
	case c.r.URL.Query().Has("after") && (after != 0 || !s.opts.ZeroIsNone):
		ms = slices.DeleteFunc(slices.Clone(ms), func(m *msg) bool { return m.id <= after })
		ms = ms[:min(len(ms), 100)]
	case before != 0:
		ms = slices.DeleteFunc(slices.Clone(ms), func(m *msg) bool { return m.id >= before })
		ms = ms[max(0, len(ms)-20):]
	default:
		ms = ms[max(0, len(ms)-20):]
	}
	rows := make([]object, 0, len(ms))
	for _, m := range ms {
		rows = append(rows, s.restMessage(cv, m))
	}
	return http.StatusOK, object{"meta": object{"labels": cv.labels, "contact": s.contact(cv.customer)}, "payload": rows}
}

func readLabels(_ *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	return http.StatusOK, object{"payload": append([]string{}, cv.labels...)}
}

func readGuests(s *Server, c *call) (int, any) {
	cv := c.conv()
	if cv == nil {
		return notFound()
	}
	rows := []object{}
	for _, id := range cv.guests {
		rows = append(rows, s.agent(s.user(id)))
	}
	return http.StatusOK, rows
}

// readAgents is section 4.6: a bare array.
func readAgents(s *Server, _ *call) (int, any) {
	rows := []object{}
	for _, u := range s.users {
		rows = append(rows, s.agent(u))
	}
	return http.StatusOK, rows
}

func readTeams(s *Server, _ *call) (int, any) {
	rows := []object{}
	for id, name := range s.teams {
		rows = append(rows, object{"id": id, "name": name, "description": "", "allow_auto_assign": false, "account_id": accountID, "is_member": false})
	}
	return http.StatusOK, rows
}

// readInboxes is section 4.6; an administrator sees passwords in it (section 1).
func readInboxes(s *Server, _ *call) (int, any) {
	row := object{"id": inboxID, "name": "Website", "channel_type": "Channel::WebWidget", "csat_survey_enabled": s.opts.Survey}
	row["imap_password"], row["hmac_token"] = s.opts.Secret+"-imap", s.opts.Secret+"-hmac"
	return http.StatusOK, object{"payload": []object{row}}
}

func readBots(*Server, *call) (int, any) {
	return http.StatusOK, []object{{"id": botID, "name": "Helper", "description": "", "outgoing_url": ""}}
}

func readDefinitions(s *Server, _ *call) (int, any) {
	rows := []object{}
	for i, l := range s.labels {
		rows = append(rows, object{"id": i + 1, "title": l, "description": "", "color": "", "show_on_sidebar": true})
	}
	return http.StatusOK, object{"payload": rows}
}

// readCanned is section 4.6: a bare array.
func readCanned(s *Server, _ *call) (int, any) {
	rows := []object{}
	for _, r := range s.canned {
		rows = append(rows, cannedRow(r))
	}
	return http.StatusOK, rows
}

func cannedRow(r *canned) object {
	return object{"id": r.id, "short_code": r.short, "content": r.text, "account_id": accountID}
}

func readPortals(*Server, *call) (int, any) {
	return http.StatusOK, object{"payload": []object{{
		"id": 1, "slug": "help", "name": "Help", "custom_domain": "", "homepage_link": "", "archived": false,
		"config": object{"allowed_locales": []string{"en"}}, "meta": object{"default_locale": "en"},
	}}, "meta": object{}}
}

func readArticles(_ *Server, c *call) (int, any) {
	if c.vars["slug"] != "help" {
		return notFound()
	}
	return http.StatusOK, object{"payload": []object{{
		"id": 1, "slug": "refunds", "title": "How a refund works", "description": "When the money is back",
		"content": "Long text", "status": 1,
	}}, "meta": object{}}
}

// redirectBlob and readBlob are the two hops of a data_url (section 2.7).
func redirectBlob(s *Server, c *call) (int, any) {
	if c.r.Header.Get("api_access_token") != "" {
		s.opts.Report("chatwoot stand-in: the token was sent along to fetch a file (2.7: no auth header needed or wanted)")
	}
	c.w.Header().Set("Location", s.opts.Origin+"/rails/active_storage/disk/"+c.vars["blob"])
	return http.StatusFound, nil
}

func readBlob(s *Server, c *call) (int, any) {
	id, err := strconv.ParseInt(c.vars["blob"], 10, 64)
	if b := s.blobs[id]; err == nil && b != nil {
		return http.StatusOK, b.bytes
	}
	return notFound()
}
