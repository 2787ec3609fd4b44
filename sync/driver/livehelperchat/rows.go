package livehelperchat

import (
	"encoding/json"
	"fmt"
	"strings"
)

// What a chat's status says.
const (
	statusPending   = 0
	statusActive    = 1
	statusClosed    = 2
	statusOperators = 4 // two operators with each other: no customer is in it
	statusBot       = 5
)

// What a chat's second status says, where the driver cares.
const (
	subSurveyShown     = 5
	subSurveyCollected = 6
	subSurveyCompleted = 9
	// subSubDelivered says that the visitor's browser has the newest line.
	subSubDelivered = 3
)

// Who wrote a message; an operator's number is above nought.
const (
	authorVisitor = 0
	authorSystem  = -1
	authorBot     = -2
)

// How far a message came.
const deliveredState = 2

// chatRow is what the driver reads of a chat. The server sends some ninety fields,
// among them the visitor's secret; none but these is decoded.
type chatRow struct {
	ID         number `json:"id"`
	Nick       text   `json:"nick"`
	Status     number `json:"status"`
	Sub        number `json:"status_sub"`
	SubSub     number `json:"status_sub_sub"`
	Time       number `json:"time"`
	Owner      number `json:"user_id"`
	Department number `json:"dep_id"`
	Email      text   `json:"email"`
	Phone      text   `json:"phone"`
	Referrer   text   `json:"referrer"`
	Country    text   `json:"country_name"`
	City       text   `json:"city"`
	Locale     text   `json:"chat_locale"`
	Typing     number `json:"user_typing"`
	TypingText text   `json:"user_typing_txt"`
	LastMsg    number `json:"last_msg_id"`
	Bot        number `json:"gbot_id"`
	Data       text   `json:"additional_data"`
	Remarks    text   `json:"remarks"`
	// Subject has one name at most, whatever the chat has: the server starts the list
	// anew for each of its subjects. SubjectIDs are all of them.
	Subject    rows[subject]   `json:"subject"`
	SubjectIDs rows[number]    `json:"subject_ids"`
	Survey     json.RawMessage `json:"survey"`
}

// subject is what the server calls a tag.
type subject struct {
	ID   number `json:"id"`
	Name text   `json:"name"`
}

// survey is a customer's answer. Which of the five questions has the stars is the
// survey's own choice; the first that was answered counts.
type survey struct {
	ID     number `json:"id"`
	Stars1 number `json:"max_stars_1"`
	Stars2 number `json:"max_stars_2"`
	Stars3 number `json:"max_stars_3"`
	Stars4 number `json:"max_stars_4"`
	Stars5 number `json:"max_stars_5"`
	Plain1 text   `json:"question_plain_1"`
	Plain2 text   `json:"question_plain_2"`
}

// stars returns 1 to 5, or nought where there is no answer.
func (s *survey) stars() int {
	for _, n := range []number{s.Stars1, s.Stars2, s.Stars3, s.Stars4, s.Stars5} {
		if n > 0 {
			return int(min(n, 5))
		}
	}
	return 0
}

// decodeChats reads restapi/chats, and says how many rows the page had. list_count is
// left alone: it may be false. A row that cannot be read is left out, so that one
// broken chat does not hide all others.
func decodeChats(body []byte) (chats []chatRow, sent int, err error) {
	var l struct {
		List rows[json.RawMessage] `json:"list"`
	}
	if err := json.Unmarshal(body, &l); err != nil {
		return nil, 0, fmt.Errorf("%w: the list of chats", errGarbage)
	}
	for _, raw := range l.List {
		var c chatRow
		if json.Unmarshal(raw, &c) == nil && c.ID > 0 {
			chats = append(chats, c)
		}
	}
	return chats, len(l.List), nil
}

// decodeChat reads one chat, which stands under "chat" or under "result".
func decodeChat(body []byte) (chatRow, error) {
	var a struct {
		Chat   json.RawMessage `json:"chat"`
		Result json.RawMessage `json:"result"`
	}
	if err := json.Unmarshal(body, &a); err != nil {
		return chatRow{}, fmt.Errorf("%w: a chat", errGarbage)
	}
	for _, raw := range []json.RawMessage{a.Chat, a.Result} {
		var c chatRow
		if len(raw) > 0 && json.Unmarshal(raw, &c) == nil && c.ID > 0 {
			return c, nil
		}
	}
	return chatRow{}, fmt.Errorf("%w: a chat", errGarbage)
}

// messageRow is one line of a chat.
type messageRow struct {
	ID     number `json:"id"`
	Text   text   `json:"msg"`
	Meta   text   `json:"meta_msg"`
	Time   number `json:"time"`
	Author number `json:"user_id"`
	Name   text   `json:"name_support"`
	State  number `json:"del_st"`
}

// decodeMessages reads restapi/fetchchatmessages, and reports whether every row of it
// could be read: from an answer with holes nobody may conclude that a line was taken
// back. lmid is left alone: it only repeats what was asked.
func decodeMessages(body []byte) (lines []messageRow, whole bool, err error) {
	var a struct {
		Result struct {
			Messages json.RawMessage `json:"messages"`
		} `json:"result"`
	}
	var list rows[json.RawMessage]
	if json.Unmarshal(body, &a) != nil || len(a.Result.Messages) == 0 || !strings.ContainsAny(string(a.Result.Messages[:1]), "[{") ||
		json.Unmarshal(a.Result.Messages, &list) != nil {
		return nil, false, fmt.Errorf("%w: the messages of a chat", errGarbage)
	}
	for _, raw := range list {
		var m messageRow
		if json.Unmarshal(raw, &m) == nil && m.ID > 0 {
			lines = append(lines, m)
		}
	}
	return lines, len(lines) == len(list), nil
}

// decodePosted reads what restapi/addmsgadmin made of a line. A command that leaves
// no line has none.
func decodePosted(body []byte) (m messageRow, err error) {
	var a struct {
		Msg json.RawMessage `json:"msg"`
	}
	if err := json.Unmarshal(body, &a); err != nil {
		return m, fmt.Errorf("%w: a posted line", errGarbage)
	}
	if len(a.Msg) > 0 && string(a.Msg) != "null" {
		if err := json.Unmarshal(a.Msg, &m); err != nil {
			return messageRow{}, fmt.Errorf("%w: a posted line", errGarbage)
		}
	}
	return m, nil
}

// metaRow is what the driver reads of a message's meta_msg, which is JSON in a
// string.
type metaRow struct {
	Content struct {
		Whisper flag            `json:"whisper"`
		Accept  json.RawMessage `json:"accept_action"`
		Debug   struct {
			Content text `json:"content"`
		} `json:"debug"`
		Operation struct {
			Name text `json:"operation"`
		} `json:"chat_operation"`
	} `json:"content"`
}

// decodeMeta reads a message's meta; what cannot be read says nothing.
func decodeMeta(s text) (m metaRow) {
	if s == "" {
		return metaRow{}
	}
	if json.Unmarshal([]byte(s), &m) != nil {
		return metaRow{}
	}
	return m
}

// userRow is what the driver reads of an operator. The answer has a password hash
// in it; there is no field for it here.
type userRow struct {
	ID       number `json:"id"`
	Username text   `json:"username"`
	Mail     text   `json:"email"`
	First    text   `json:"name"`
	Last     text   `json:"surname"`
	Nick     text   `json:"chat_nickname"`
	All      flag   `json:"all_departments"`
	Disabled flag   `json:"disabled"`
	// Hidden is the switch that operators call offline: it is inverted, and nothing
	// in the driver turns it.
	Hidden    flag `json:"hide_online"`
	Invisible flag `json:"invisible_mode"`
}

func decodeUser(body []byte) (userRow, error) {
	var a struct {
		Result userRow `json:"result"`
	}
	if err := json.Unmarshal(body, &a); err != nil || a.Result.ID <= 0 {
		return userRow{}, fmt.Errorf("%w: a user", errGarbage)
	}
	return a.Result, nil
}

// operatorRow is one of restapi/onlineusers.
type operatorRow struct {
	UserID number  `json:"user_id"`
	Online flag    `json:"is_online"` // the right way round, unlike hide_online
	User   userRow `json:"user"`
}

func decodeOperators(body []byte) ([]operatorRow, error) {
	var l rows[operatorRow]
	if err := json.Unmarshal(body, &l); err != nil {
		return nil, fmt.Errorf("%w: the operators", errGarbage)
	}
	return l, nil
}

// departmentRow is a team as the server knows it.
type departmentRow struct {
	ID   number `json:"id"`
	Name text   `json:"name"`
}

func decodeDepartments(body []byte) ([]departmentRow, error) {
	var a struct {
		Result rows[departmentRow] `json:"result"`
	}
	if err := json.Unmarshal(body, &a); err != nil {
		return nil, fmt.Errorf("%w: the departments", errGarbage)
	}
	return a.Result, nil
}

// fileRow is what restapi/file says of a file.
type fileRow struct {
	ID   number `json:"id"`
	Name text   `json:"upload_name"`
	Hash text   `json:"security_hash"`
	Size number `json:"size"`
}

func decodeFile(body []byte) (fileRow, error) {
	var f fileRow
	if err := json.Unmarshal(body, &f); err != nil || f.ID <= 0 || f.Hash == "" {
		return fileRow{}, fmt.Errorf("%w: a file", errGarbage)
	}
	return f, nil
}

// fieldRow is one entry of a chat's additional_data.
type fieldRow struct {
	Key   text `json:"key"`
	Value text `json:"value"`
}
