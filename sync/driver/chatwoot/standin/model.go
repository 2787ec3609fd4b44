package standin

import (
	"slices"
	"strconv"
	"time"
)

// The account and the users that every stand-in has beside conformance.People.
const (
	accountID = 1
	inboxID   = 3
	botID     = 9
	// integrationID is the administrator whose token the hub has.
	integrationID = 1
	firstUser     = 11
	firstTeam     = 21
)

type user struct {
	id         int64
	name, mail string
	role       string
}

type customer struct {
	id                int64
	name, mail, phone string
	blocked           bool
	custom            map[string]any
}

// conv is one conversation; id is the account's display id.
type conv struct {
	id       int64
	customer *customer
	status   string // open, resolved, pending, snoozed
	labels   []string
	assignee int64
	bot      bool // assigned to the bot expressly
	team     int64
	custom   map[string]any
	page     string
	guests   []int64
	muted    bool

	created, active, updated time.Time
	read                     time.Time // contact_last_seen_at
	messages                 []*msg
	transcripts              []string
	asked                    int
	// minute and sent count the messages of one minute (app/models/message.rb,
	// prevent_message_flooding).
	minute time.Time
	sent   int
}

type msg struct {
	id          int64
	kind        int // message_type
	contentType string
	content     string
	attrs       map[string]any
	private     bool
	status      string
	senderType  string // User, Contact, AgentBot or empty
	sender      int64
	echo        string
	created     time.Time
	updated     time.Time
	edited      bool
	file        *blob
}

func (m *msg) deleted() bool { return m.attrs["deleted"] == true }

type blob struct {
	id         int64
	name, kind string
	bytes      []byte
}

type canned struct {
	id          int64
	short, text string
}

func (c *conv) message(id int64) *msg {
	for _, m := range c.messages {
		if m.id == id {
			return m
		}
	}
	return nil
}

func (c *conv) last(of func(*msg) bool) *msg {
	for _, m := range slices.Backward(c.messages) {
		if of(m) {
			return m
		}
	}
	return nil
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
