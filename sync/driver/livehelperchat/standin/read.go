package standin

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// chats is section 3.1 and recording chats_list.json.
func (c *call) chats() {
	if !c.need("lhchat,use") {
		return
	}
	q := c.r.URL.Query()
	states := strings.Split(q.Get("status_ids"), ",")
	idAfter, _ := strconv.ParseInt(q.Get("id_gt"), 10, 64)
	timeAfter, _ := strconv.ParseInt(q.Get("time_gt"), 10, 64)
	var found []*visitorChat
	for _, v := range c.s.sorted() {
		if slices.Contains(states, strconv.Itoa(v.status)) && v.id > idAfter && v.opened.Unix() > timeAfter {
			found = append(found, v)
		}
	}
	limit, _ := strconv.Atoi(q.Get("limit"))
	offset, _ := strconv.Atoi(q.Get("offset"))
	total := len(found)
	found = found[min(offset, total):]
	found = found[:min(limit, len(found))]
	list := make([]any, 0, len(found))
	for _, v := range found {
		list = append(list, c.listed(v))
	}
	count := any(total)
	if total == 0 {
		count = false // as recorded: it is false where there are none
	}
	c.out = object{
		"filter": object{"limit": limit, "offset": offset, "smart_select": true, "customfilter": []any{}},
		"list":   c.mixed(list), "list_count": count, "error": false,
	}
}

// listed is a row with what was asked for beside it, and without what was not wanted.
func (c *call) listed(v *visitorChat) object {
	q := c.r.URL.Query()
	row := c.s.row(v)
	for _, f := range strings.Split(q.Get("prefill_fields"), ",") {
		switch f {
		case "subject": // only the last one: the server starts the list anew for each
			if n := len(v.subjects); n > 0 {
				id := v.subjects[n-1]
				row["subject"] = []any{object{"id": id, "name": c.s.subjectName(id), "internal": 0, "color": ""}}
			}
		case "subject_ids":
			ids := make([]any, len(v.subjects))
			for i, id := range v.subjects {
				ids[i] = id
			}
			row["subject_ids"] = ids
		}
	}
	if q.Get("include_survey") == "true" && v.stars > 0 {
		row["survey"] = object{
			"id": 500 + v.id, "survey_id": 1, "chat_id": v.id, "user_id": v.owner, "dep_id": v.dep, "status": 0,
			"max_stars_1": v.stars, "max_stars_2": 0, "question_plain_1": v.comment, "question_plain_2": "",
		}
	}
	for _, f := range strings.Split(q.Get("ignore_fields"), ",") {
		delete(row, f)
	}
	return row
}

// mixed doubles and swaps rows where the case is about that.
func (c *call) mixed(list []any) any {
	f, dice := c.s.opts.Faults, c.s.dice
	if f.None() {
		return list
	}
	var out []any
	for _, row := range list {
		out = append(out, row)
		if dice.Float64() < f.Double {
			out = append(out, row)
		}
	}
	for i := 1; i < len(out); i++ {
		if dice.Float64() < f.Swap {
			out[i-1], out[i] = out[i], out[i-1]
		}
	}
	return out
}

func (c *call) count() {
	if c.need("lhchat,use") {
		c.out = object{"list_count": len(c.s.chats), "error": false} // recording chatscount.json
	}
}

// asked returns the chat that the query names.
func (c *call) asked() *visitorChat {
	id, _ := strconv.ParseInt(c.r.URL.Query().Get("chat_id"), 10, 64)
	return c.s.chats[id]
}

// fetchChat is recording fetchchat2.json: with a row of the owner, in which the
// password stands.
func (c *call) fetchChat() {
	v := c.asked()
	if v == nil {
		c.refuse(http.StatusOK, "Could not find chat by chat_id!")
		return
	}
	row := c.s.row(v)
	row["archive"], row["user"], row["plain_user_name"] = nil, false, false
	if u := c.s.user(v.owner); u != nil {
		row["user"], row["plain_user_name"] = userRow(u), u.first
	}
	c.out = object{"error": false, "chat": row}
}

// userRow is recording user_self.json.
func userRow(u *operator) object {
	return object{
		"id": u.id, "username": u.username, "password": u.password, "email": u.mail, "name": u.first, "filepath": "", "filename": "",
		"surname": u.last, "job_title": "", "departments_ids": "1,2", "skype": "", "xmpp_username": "", "disabled": 0, "hide_online": 0,
		"all_departments": 1, "invisible_mode": 0, "time_zone": "", "session_id": "", "chat_nickname": "", "inactive_mode": 0,
		"always_on": 1, "avatar": "", "llogin": 0, "force_logout": 0,
	}
}

// messages is recording msgs2.json; reading changes nothing (section 3.1).
func (c *call) messages() {
	if !c.need("lhchat,use") {
		return
	}
	v := c.asked()
	if v == nil {
		c.refuse(http.StatusOK, "Could not find chat by chat_id!") // recording fetchmsgs.json
		return
	}
	if v.broken { // PHP has died in the middle of it
		c.status, c.raw, c.kind = http.StatusInternalServerError, []byte("<html>Fatal error</html>"), "text/html"
		return
	}
	after, _ := strconv.ParseInt(c.r.URL.Query().Get("last_message_id"), 10, 64)
	list := make([]any, 0, len(v.messages))
	for _, m := range v.messages {
		if m.id > after {
			list = append(list, messageRow(v, m))
		}
	}
	c.out = object{"error": false, "result": object{
		"messages": c.mixed(list), "ot": "", "closed": v.status == closed, "check_status": false, "lmid": after,
	}}
}

// getUser is recording getuser.json: one's own row needs no right.
func (c *call) getUser() {
	name := c.r.URL.Query().Get("username")
	for _, u := range c.s.users {
		if u.username == name {
			row := userRow(u)
			delete(row, "password") // here the server takes it out itself
			if c.s.lacks("all departments") {
				row["all_departments"] = 0
			}
			c.out = object{"error": false, "result": row}
			return
		}
	}
	c.refuse(http.StatusOK, "User could not be found!")
}

// onlineUsers is recording onlineusers.json, a bare list. Operators and whether they
// are online: hide_online is inverted, is_online is not (section "Seen").
func (c *call) onlineUsers() {
	if !c.need("lhuser,userlistonlineall") {
		return
	}
	list := []any{}
	for _, u := range c.s.users {
		row := object{
			"id": u.id + 10, "user_id": u.id, "dep_id": firstDep, "hide_online": 0, "last_activity": c.s.opts.Now().Unix(),
			"active_chats": 0, "always_on": 1, "ro": 0, "is_online": true, "invisible_mode": 0,
		}
		if c.r.URL.Query().Get("include_user") == "true" {
			row["user"] = userRow(u)
		}
		list = append(list, row)
	}
	c.out = list
}

// departments is recording user_departments.json: the hours are strings.
func (c *call) departments() {
	list := []any{}
	for _, d := range c.s.deps {
		list = append(list, object{"id": d.id, "name": d.name, "email": "", "priority": 0, "mod_start_hour": "-1", "bot_configuration": "{}"})
	}
	c.out = object{"error": false, "result": list}
}

func (c *call) noSurvey() {
	if c.need("lhrestapi,survey") {
		c.refuse(http.StatusBadRequest, "Chat could not be found!")
	}
}

// getFile is section 4, File.
func (c *call) getFile() {
	if !c.need("lhrestapi,file_download") {
		return
	}
	id, _ := strconv.Atoi(c.id)
	if id < 1 || id > len(c.s.files) {
		c.refuse(http.StatusBadRequest, "File could not be found!")
		return
	}
	f := c.s.files[id-1]
	if f.lost {
		c.status, c.raw, c.kind = http.StatusGone, []byte("gone"), "text/plain"
		return
	}
	if c.r.URL.Query().Get("meta") == "true" {
		c.out = fileRow(f)
		return
	}
	c.raw, c.kind = f.body, f.kind
}

// fileRow is recording file_upload.json.
func fileRow(f *file) object {
	return object{
		"id": f.id, "name": "a030b27adb09", "upload_name": f.name, "type": f.kind, "file_path": "var/storage/", "size": len(f.body),
		"extension": "txt", "security_hash": f.hash,
	}
}
