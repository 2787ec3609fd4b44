package crisp

import (
	"encoding/json"
	"time"
)

// conversation is the state of one, as a list, a read or the events of a stream tell.
type conversation struct {
	Session  string
	Inbox    string
	Assigned string
	Resolved bool
	Blocked  bool
	Visitor  visitor
	Segments []string
	Created  int64 // ms
	Updated  int64 // ms
	// Said says that somebody has written anything; without it there is a visitor and
	// no chat yet.
	Said bool
	// heard is when the newest of all that came, or was asked for.
	heard time.Time
}

// visitor is what is known of a customer.
type visitor struct {
	Name, Mail, Phone, Address, Subject, Origin, Page, Locale string
	Data                                                      []field
}

type field struct{ Name, Value string }

// decodeConversation reads a conversation object.
func decodeConversation(raw []byte) (conversation, error) {
	var w struct {
		Session  string  `json:"session_id"`
		Inbox    string  `json:"inbox_id"`
		State    string  `json:"state"`
		Status   float64 `json:"status"`
		Blocked  bool    `json:"is_blocked"`
		Created  float64 `json:"created_at"`
		Updated  float64 `json:"updated_at"`
		Last     string  `json:"last_message"`
		Preview  any     `json:"preview_message"`
		Assigned struct {
			User string `json:"user_id"`
		} `json:"assigned"`
		Meta json.RawMessage `json:"meta"`
	}
	if err := lenient(raw, &w); err != nil {
		return conversation{}, err
	}
	if !okID(w.Session) {
		return conversation{}, errShape
	}
	c := conversation{
		Session: w.Session, Blocked: w.Blocked, Said: w.Last != "" || w.Preview != nil,
		Resolved: w.State == "resolved" || w.State == "" && w.Status == 2,
	}
	if okID(w.Inbox) {
		c.Inbox = w.Inbox
	}
	if okID(w.Assigned.User) {
		c.Assigned = w.Assigned.User
	}
	c.Created, _ = whole(w.Created)
	c.Updated, _ = whole(w.Updated)
	if len(w.Meta) > 0 {
		c.Visitor, c.Segments = decodeMeta(w.Meta)
	}
	return c, nil
}

// decodeMeta reads what a workspace keeps of a visitor. What cannot be read is empty.
func decodeMeta(raw []byte) (visitor, []string) {
	var w struct {
		Nickname string                     `json:"nickname"`
		Email    string                     `json:"email"`
		Phone    string                     `json:"phone"`
		Address  string                     `json:"address"`
		Subject  string                     `json:"subject"`
		Origin   string                     `json:"origin"`
		Segments []string                   `json:"segments"`
		Data     map[string]json.RawMessage `json:"data"`
		Device   struct {
			Locales []string `json:"locales"`
		} `json:"device"`
	}
	if lenient(raw, &w) != nil {
		return visitor{}, nil
	}
	v := visitor{
		Name: short(w.Nickname), Mail: short(w.Email), Phone: short(w.Phone), Address: short(w.Address),
		Subject: short(w.Subject), Origin: short(w.Origin), Data: decodeData(w.Data),
	}
	if len(w.Device.Locales) > 0 {
		v.Locale = short(w.Device.Locales[0])
	}
	return v, tags(w.Segments)
}
