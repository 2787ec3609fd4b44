package standin

import (
	"crypto/md5" //nolint:gosec // the server's own hash of a file's name, in the length that it has
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// addMessage is section 4, "Send as operator", and the recordings addmsgadmin.json and
// whisper.json. The accepting is that of the server's addmsgadmin.
func (c *call) addMessage() {
	v := c.formChat()
	if v == nil {
		c.refuse(http.StatusBadRequest, "Chat could not be found!")
		return
	}
	text, sender := strings.TrimSpace(c.form.Get("msg")), c.form.Get("sender")
	if text == "" {
		c.refuse(http.StatusBadRequest, "Please enter a message!")
		return
	}
	if sender == "whisper" && !c.need("lhchat,whispermode") {
		return
	}
	by := c.s.user(selfID)
	user := map[string]int64{"operator": selfID, "whisper": selfID, "bot": botUser, "system": system}[sender]
	if id := c.form.Get("user_id"); id != "" {
		n, _ := strconv.ParseInt(id, 10, 64)
		if by = c.s.user(n); by == nil {
			c.refuse(http.StatusBadRequest, "Operator with provided user_id could not be found!")
			return
		}
		user = n
	}
	if sender != "whisper" && strings.HasPrefix(text, "!") {
		text, user = c.command(v, by, text), system
	}
	c.out = object{"error": false, "r": "", "msg": messageRow(v, c.post(v, by, user, sender, text))}
}

// post stores the line; an operator's takes a chat that nobody has.
func (c *call) post(v *visitorChat, by *operator, user int64, sender, text string) *message {
	name, meta := by.first, ""
	if n := c.form.Get("operator_name"); n != "" {
		name = n
	}
	if sender == "bot" {
		name = "Bot"
	}
	if sender == "whisper" {
		meta = `{"content":{"whisper":true}}`
	}
	m := c.s.add(v, user, text, name, meta)
	if sender == "whisper" {
		return m
	}
	v.unreadOp, v.subSub = 1, 0
	for _, id := range strings.Split(c.form.Get("subjects_ids"), ",") {
		if n, err := strconv.ParseInt(id, 10, 64); err == nil {
			v.addSubject(n)
		}
	}
	if user > 0 && (v.status == pending || v.status == withBot && sender == "operator") {
		c.s.accept(v, by)
	}
	return m
}

// accept is the recorded system line with accept_action.
func (s *Server) accept(v *visitorChat, by *operator) {
	meta := `{"content":{"accept_action":{"puser_id":0,"ol":["op_pnd_msg"],"user_id":` + strconv.FormatInt(by.id, 10) + `}}}`
	s.add(v, system, by.first+" has accepted the pending chat by sending a message!", by.first, meta).accept = true
	v.status, v.owner, v.sub = active, by.id, ownerChanged
}

func (v *visitorChat) addSubject(id int64) {
	for _, x := range v.subjects {
		if x == id {
			return
		}
	}
	v.subjects = append(v.subjects, id)
}

// command runs what begins with "!", and returns the system line about it. Only three
// of the server's may come from a driver.
func (c *call) command(v *visitorChat, by *operator, text string) string {
	name, arg, _ := strings.Cut(text, " ")
	said := "[b]" + by.first + "[/b]: " + text + " || "
	switch name {
	case "!remark":
		v.remarks = strings.TrimSpace(arg)
		return said + "Remarks were saved!"
	case "!transferforce":
		return said + c.transfer(v, by, strings.TrimSpace(arg))
	}
	c.s.opts.Report("live helper chat stand-in: the line %q is run as a command", text)
	return said
}

func (c *call) transfer(v *visitorChat, by *operator, to string) string {
	for _, u := range c.s.users {
		if u.username != to && u.mail != to {
			continue
		}
		if v.owner != by.id && c.s.lacks("lhchat,allowtransferdirectly") {
			return "You do not have permission to transfer chat directly!"
		}
		// The notice stands where the visitor's typing does.
		v.owner, v.sub, v.typed, v.typedText = u.id, ownerChanged, c.s.opts.Now(), "Chat has been transfered to - "+u.first
		return "Chat has been transfered to - " + u.first
	}
	return "User could not be found!"
}

func (c *call) formChat() *visitorChat {
	id, _ := strconv.ParseInt(c.form.Get("chat_id"), 10, 64)
	return c.s.chats[id]
}

// setStatus is section 4, Take, Back to bot, Release and Close: the answer is always
// "Status changed!" (recording close.json).
func (c *call) setStatus() {
	v := c.formChat()
	if v == nil {
		c.refuse(http.StatusBadRequest, "Could not find chat")
		return
	}
	self := c.s.user(selfID)
	switch to, _ := strconv.Atoi(c.form.Get("status")); to {
	case active:
		v.status = active
		if v.owner == 0 {
			v.owner = selfID
		}
	case pending:
		v.status, v.owner = pending, 0
		c.s.add(v, system, self.first+" has changed chat status to pending!", self.first, "")
	case closed: // silently nothing, unless it is one's own or the right is there
		if v.status != closed && (v.owner == selfID || !c.s.lacks("lhchat,allowcloseremote")) {
			c.s.end(v, self)
		}
	case withBot:
		v.status, v.owner = withBot, 0
		c.s.add(v, system, self.first+" has changed chat status to bot!", self.first, "")
	}
	c.out = object{"error": false, "result": "Status changed!"}
}

func (s *Server) end(v *visitorChat, by *operator) {
	v.status, v.ended = closed, s.opts.Now()
	s.add(v, system, by.first+" has closed the chat!", by.first, "")
	s.hint(v.id, "cclose")
}

// putChat is recording put_chat_dep.json: a raw write.
func (c *call) putChat() {
	id, _ := strconv.ParseInt(c.id, 10, 64)
	v := c.s.chats[id]
	if v == nil {
		c.refuse(http.StatusBadRequest, "Chat could not be found!")
		return
	}
	for field, value := range c.json {
		n, _ := value.Int64()
		switch field {
		case "user_id":
			v.owner = n
		case "status":
			v.status = int(n)
		case "dep_id":
			v.dep = n
		case "status_sub":
			v.sub = int(n)
			v.asked++
		}
	}
	c.out = object{"error": false, "result": c.s.row(v)}
}

// postFile is recording file_upload.json.
func (c *call) postFile() {
	if !c.need("lhfile,upload_new_file") {
		return
	}
	part, head, err := c.r.FormFile("files")
	if err != nil {
		c.s.opts.Report("live helper chat stand-in: an upload without the part \"files\"")
		c.refuse(http.StatusBadRequest, "no file")
		return
	}
	defer func() { _ = part.Close() }()
	body, err := io.ReadAll(part)
	if err != nil {
		c.refuse(http.StatusBadRequest, "no file")
		return
	}
	sum := md5.Sum(append([]byte(head.Filename), body...)) //nolint:gosec // see above
	f := &file{id: int64(len(c.s.files)) + 1, name: head.Filename, kind: head.Header.Get("Content-Type"), hash: hex.EncodeToString(sum[:]), body: body}
	c.s.files = append(c.s.files, f)
	c.out = fileRow(f)
}
