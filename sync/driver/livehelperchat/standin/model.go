package standin

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"floorwalker/app/chat"
)

// The states of a chat and the authors of messages, section 2.
const (
	pending = 0
	active  = 1
	closed  = 2
	withBot = 5

	ownerChanged    = 1
	surveyShown     = 5
	surveyCompleted = 9
	delivered       = 3 // status_sub_sub

	visitor = 0
	system  = -1
	botUser = -2
)

// visitorChat is a chat as the server keeps it.
type visitorChat struct {
	id                      int64
	nick, mail, phone, page string
	status, sub, subSub     int
	owner, dep              int64
	hash                    string
	opened, ended           time.Time
	bot                     int64 // gbot_id
	typed                   time.Time
	typedText               string
	remarks                 string
	subjects                []int64 // in the order in which they were added
	messages                []*message
	lastMsg                 int64
	stars                   int
	comment                 string
	asked                   int
	broken                  bool
	unreadOp                int
}

type message struct {
	id, user   int64
	text, meta string
	name       string
	at         time.Time
	state      int
	edited     bool
	accept     bool
}

func (m *message) whisper() bool { return strings.Contains(m.meta, `"whisper":true`) }

// add puts a message into the chat and moves last_msg_id, as the server does.
func (s *Server) add(c *visitorChat, user int64, text, name, meta string) *message {
	s.nextMsg++
	m := &message{id: s.nextMsg, user: user, text: text, name: name, meta: meta, at: s.opts.Now(), state: 1}
	if user == system {
		m.state = 0
	}
	c.messages = append(c.messages, m)
	c.lastMsg = m.id
	s.hint(c.id, "cmsg")
	return m
}

// row is a chat of restapi/chats: recording chats_list.json, with every field of it.
func (s *Server) row(c *visitorChat) object {
	row := object{
		"id": c.id, "nick": c.nick, "status": c.status, "status_sub": c.sub, "status_sub_sub": c.subSub, "time": c.opened.Unix(),
		"user_id": c.owner, "sender_user_id": 0, "hash": c.hash, "ip": "127.0.0.1", "referrer": c.page, "dep_id": c.dep,
		"email": c.mail, "user_status": 0, "support_informed": 0, "country_code": "", "country_name": "", "phone": c.phone,
		"user_typing": unix(c.typed), "user_typing_txt": c.typedText, "operator_typing": 0, "has_unread_messages": 1,
		"last_user_msg_time": 0, "last_msg_id": c.lastMsg, "mail_send": 0, "lat": "0", "lon": "0", "city": "", "additional_data": "",
		"session_referrer": "", "wait_time": 0, "chat_duration": 0, "priority": 0, "online_user_id": c.id + 1, "lsync": c.opened.Unix(),
		"transfer_if_na": 0, "transfer_timeout_ts": 0, "transfer_timeout_ac": 0, "transfer_uid": 0, "pnd_time": c.opened.Unix(),
		"cls_time": unix(c.ended), "auto_responder_id": 0, "user_tz_identifier": "", "na_cb_executed": 0, "nc_cb_executed": 0,
		"fbst": 0, "operator_typing_id": 0, "chat_initiator": 0, "chat_variables": "", "remarks": c.remarks, "operation": "",
		"operation_admin": "", "screenshot_id": 0, "unread_messages_informed": 0, "reinform_timeout": 0, "last_op_msg_time": 0,
		"has_unread_op_messages": c.unreadOp, "unread_op_messages_informed": 0, "user_closed_ts": 0, "unanswered_chat": 1,
		"product_id": 0, "usaccept": 0, "status_sub_arg": "", "tslasign": 0, "chat_locale": "", "chat_locale_to": "",
		"uagent": "Browser", "anonymized": 0, "invitation_id": 0, "device_type": 0, "gbot_id": c.bot, "theme_id": 0, "cls_us": 0,
		"iwh_id": 0, "frt": 0, "aart": 0, "mart": 0, "updateIgnoreColumns": []any{},
	}
	return row
}

// messageRow is one of recording msgs2.json.
func messageRow(c *visitorChat, m *message) object {
	return object{
		"id": m.id, "msg": m.text, "meta_msg": m.meta, "time": m.at.Unix(), "chat_id": c.id, "user_id": m.user,
		"name_support": m.name, "del_st": m.state,
	}
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// sorted returns the chats, newest first: the order that the server lists them in.
func (s *Server) sorted() []*visitorChat {
	all := make([]*visitorChat, 0, len(s.chats))
	for _, c := range s.chats {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *visitorChat) int { return int(b.id - a.id) })
	return all
}

func vendorChat(n int64) chat.ChatID { return chat.ChatID("lhc-" + strconv.FormatInt(n, 10)) }

// chat returns the chat of that id of the floor's.
func (s *Server) chat(id chat.ChatID) *visitorChat {
	n, _ := strconv.ParseInt(strings.TrimPrefix(string(id), "lhc-"), 10, 64)
	return s.chats[n]
}

func (s *Server) subjectName(id int64) string {
	for _, x := range s.subjects {
		if x.id == id {
			return x.name
		}
	}
	return ""
}

func (s *Server) subjectID(name string) int64 {
	for _, x := range s.subjects {
		if x.name == name {
			return x.id
		}
	}
	s.subjects = append(s.subjects, subject{int64(len(s.subjects)) + 1, name})
	return int64(len(s.subjects))
}
