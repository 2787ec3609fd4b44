package chatwoot

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
)

// The structs below hold what the driver uses of Chatwoot's JSON and nothing else: an
// administrator's answers carry passwords, tokens of other systems and the customer's
// own socket token, and what is not decoded cannot be kept or logged. Each reads both
// the shape of the cable and that of REST, which differ.

// Message types and content types.
const (
	typeIncoming = 0
	typeOutgoing = 1
	typeActivity = 2
	typeTemplate = 3

	contentRating = "input_csat"
)

var (
	errNoID = errors.New("an object without its id")
	errJSON = errors.New("not the JSON that was expected")
)

// number is an integer that may come as one, as a float or as a string.
type number int64

// UnmarshalJSON implements json.Unmarshaler and never fails: what is no number is 0.
func (n *number) UnmarshalJSON(raw []byte) error {
	f, err := strconv.ParseFloat(strings.Trim(string(raw), `"`), 64)
	if err == nil && math.Abs(f) < 1<<53 {
		*n = number(f)
	}
	return nil
}

// moment is a time: epoch seconds, whole or with a fraction, as a number or a string, or
// ISO 8601. Zero means none.
type moment struct{ time.Time }

// UnmarshalJSON implements json.Unmarshaler and never fails: what is no time is none.
func (m *moment) UnmarshalJSON(raw []byte) error {
	s := strings.Trim(string(raw), `"`)
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		if f > 0 && f < 1e11 {
			whole, part := math.Modf(f)
			m.Time = time.Unix(int64(whole), int64(math.Round(part*1e6))*1e3).UTC()
		}
		return nil
	}
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		m.Time = t.UTC()
	}
	return nil
}

// person is a user, a bot or a contact, where a message or a chat names one.
type person struct {
	ID    number        `json:"id"`
	Name  loose[string] `json:"name"`
	Shown loose[string] `json:"available_name"`
	Mail  loose[string] `json:"email"`
	Type  loose[string] `json:"type"`
}

// name is what is shown of a person.
func (p *person) name() string {
	if p.Shown.v != "" {
		return p.Shown.v
	}
	return p.Name.v
}

// contact is a customer.
type contact struct {
	ID         number                            `json:"id"`
	Name       loose[string]                     `json:"name"`
	Mail       loose[string]                     `json:"email"`
	Phone      loose[string]                     `json:"phone_number"`
	Identifier loose[string]                     `json:"identifier"`
	Blocked    loose[*bool]                      `json:"blocked"`
	Custom     loose[map[string]json.RawMessage] `json:"custom_attributes"`
	Additional loose[struct {
		City    loose[string] `json:"city"`
		Country loose[string] `json:"country"`
	}] `json:"additional_attributes"`
}

// team is a group of agents.
type team struct {
	ID   number        `json:"id"`
	Name loose[string] `json:"name"`
}

// conversation is a chat.
type conversation struct {
	ID         number                            `json:"id"`
	UUID       loose[string]                     `json:"uuid"`
	Inbox      number                            `json:"inbox_id"`
	Status     loose[string]                     `json:"status"`
	Channel    loose[string]                     `json:"channel"`
	CanReply   loose[*bool]                      `json:"can_reply"`
	Muted      loose[bool]                       `json:"muted"`
	Labels     loose[[]string]                   `json:"labels"`
	Custom     loose[map[string]json.RawMessage] `json:"custom_attributes"`
	Additional loose[struct {
		Referer  loose[string] `json:"referer"`
		Language loose[string] `json:"browser_language"`
		Browser  loose[struct {
			Name     loose[string] `json:"browser_name"`
			Platform loose[string] `json:"platform_name"`
		}] `json:"browser"`
	}] `json:"additional_attributes"`
	Meta loose[struct {
		Sender       loose[contact] `json:"sender"`
		Assignee     loose[*person] `json:"assignee"`
		AssigneeType loose[string]  `json:"assignee_type"`
		Team         loose[*team]   `json:"team"`
		Channel      loose[string]  `json:"channel"`
	}] `json:"meta"`
	Read    moment `json:"contact_last_seen_at"`
	Active  moment `json:"last_activity_at"`
	Created moment `json:"created_at"`
	Updated moment `json:"updated_at"`

	heard time.Time // when it came, or was asked for
}

// channel is where the customer writes from; the two shapes keep it in two places.
func (c *conversation) channel() string {
	if c.Channel.v != "" {
		return c.Channel.v
	}
	return c.Meta.v.Channel.v
}

// assignee is the person who serves, or nil; a bot is none.
func (c *conversation) assignee() *person {
	a := c.Meta.v.Assignee.v
	if a == nil || a.ID == 0 || c.botAssigned() {
		return nil
	}
	return a
}

// botAssigned reports whether the chat is expressly the bot's.
func (c *conversation) botAssigned() bool {
	m := &c.Meta.v
	return m.AssigneeType.v == "AgentBot" || m.Assignee.v != nil && m.Assignee.v.Type.v == "agent_bot"
}

// attachment is a file that came with a message.
type attachment struct {
	ID   number        `json:"id"`
	Type loose[string] `json:"file_type"`
	URL  loose[string] `json:"data_url"`
	Size number        `json:"file_size"`
	Ext  loose[string] `json:"extension"`
}

// rating is a customer's answer to a survey.
type rating struct {
	Stars number        `json:"rating"`
	Words loose[string] `json:"feedback_message"`
}

// contentAttributes are what a message carries beside its text. Confidence and Line are
// our own conventions; see the package comment.
type contentAttributes struct {
	Deleted    loose[bool]    `json:"deleted"`
	Automation number         `json:"automation_rule_id"`
	Failure    loose[string]  `json:"external_error"`
	Confidence loose[float64] `json:"bot_confidence"`
	Line       loose[string]  `json:"floorwalker_message"`
	Values     loose[struct {
		Rating loose[*rating] `json:"csat_survey_response"`
	}] `json:"submitted_values"`
}

// message is a line, a note or a line of Chatwoot's own.
type message struct {
	ID           number                   `json:"id"`
	Conversation number                   `json:"conversation_id"`
	Type         loose[messageType]       `json:"message_type"`
	ContentType  loose[string]            `json:"content_type"`
	Content      loose[string]            `json:"content"`
	Attributes   loose[contentAttributes] `json:"content_attributes"`
	Additional   loose[struct {
		Campaign number `json:"campaign_id"`
	}] `json:"additional_attributes"`
	Private     loose[bool]         `json:"private"`
	Status      loose[string]       `json:"status"`
	SenderType  loose[string]       `json:"sender_type"`
	SenderID    number              `json:"sender_id"`
	Sender      loose[*person]      `json:"sender"`
	Echo        loose[string]       `json:"echo_id"`
	Attachments loose[[]attachment] `json:"attachments"`
	Created     moment              `json:"created_at"`
	Updated     moment              `json:"updated_at"`
}

// messageType is a number on the wire of this version and was a word elsewhere.
type messageType int

// UnmarshalJSON implements json.Unmarshaler.
func (t *messageType) UnmarshalJSON(raw []byte) error {
	switch s := strings.Trim(string(raw), `"`); s {
	case "0", "incoming":
		*t = typeIncoming
	case "1", "outgoing":
		*t = typeOutgoing
	case "2", "activity":
		*t = typeActivity
	case "3", "template":
		*t = typeTemplate
	default:
		*t = typeActivity // nothing that a person wrote
	}
	return nil
}

// writer is what kind of author a message has, lower case: user, contact, agent_bot,
// captain_assistant, or empty.
func (m *message) writer() string {
	if s := m.SenderType.v; s != "" {
		switch s {
		case "User":
			return "user"
		case "Contact":
			return "contact"
		case "AgentBot":
			return "agent_bot"
		case "Captain::Assistant":
			return "captain_assistant"
		}
	}
	if m.Sender.v != nil {
		return m.Sender.v.Type.v
	}
	return ""
}
