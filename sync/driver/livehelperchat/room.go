package livehelperchat

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"floorwalker/app/chat"
)

// room is what is kept of a chat while it is open, and for a while after.
type room struct {
	n  int64
	id chat.ChatID

	// mu is held for a look or for a call as a whole, so that a line of ours is never
	// read back before its number is known.
	mu sync.Mutex

	met     bool // compared with what the hub has of it
	row     chatRow
	has     bool   // row is one that was read
	readFor number // the row's newest line when lines were last read
	newest  number
	lines   map[number]*line
	// ours are lines of the hub's own of which nobody knows which at the server they
	// are: those of before a restart, and those whose call was never answered.
	ours []own
	sent map[chat.MessageID]struct{}

	dirty     atomic.Bool // look again, whatever the row says; also without mu
	rewritten atomic.Bool // a hint said that an old line has changed
	whole     time.Time   // when all of it was read last
	moved     time.Time   // when something was new last
	settled   time.Time   // until when the state is told although it looks as before
	typed     number
	draft     string

	// served is whom the operator of the key serves the chat for.
	served chat.AgentID
	claim  chat.EventID
	taken  time.Time // when; and the chat's newest line then
	fence  number
	closed time.Time // when it was seen to be over; zero while it is open
	rated  bool
}

func newRoom(n int64) *room {
	return &room{n: n, id: chatID(n), lines: make(map[number]*line), sent: make(map[chat.MessageID]struct{})}
}

// line is a message that is told already.
type line struct {
	id   chat.MessageID
	text string // as the server has it
	// mine is set for a line of the hub's own, seen for one that the customer sees.
	mine, seen bool
	state      number
	gone       bool
	// logged says that text is what the log has, as of before a restart, and masked
	// that secrets in it are covered.
	logged, masked bool
}

// changed reports whether a message says something else than when it was told.
func (l *line) changed(m *messageRow) bool {
	if !l.logged {
		return string(m.Text) != l.text
	}
	text, files := attached(string(m.Text))
	return !l.masked && len(files) == 0 && incoming(text) != l.text
}

// own is a line of ours that the server may have.
type own struct {
	id   chat.MessageID
	text string // as it was sent, without its file
	at   time.Time
	file bool
	// masked says that text has secrets covered, so only its time tells which it is.
	masked bool
}

// maskedWithin is how far apart a line of ours and the server's may be, where their
// texts cannot be compared.
const maskedWithin = 20 * time.Second

// claimOwn finds which line of ours a message is, and forgets that it was looked for.
func (r *room) claimOwn(m *messageRow) (chat.MessageID, bool) {
	rest, files := attached(string(m.Text))
	for i, o := range r.ours {
		apart := m.Time.moment().Sub(o.at)
		same := o.text == rest && o.file == (len(files) > 0) && apart > -time.Minute
		if o.masked {
			same = o.file == (len(files) > 0) && apart.Abs() < maskedWithin
		}
		if same {
			r.ours = append(r.ours[:i:i], r.ours[i+1:]...)
			return o.id, true
		}
	}
	return "", false
}

// note remembers a line of the hub's own under the server's number.
func (r *room) note(m *messageRow, id chat.MessageID, seen bool) {
	r.lines[m.ID] = &line{id: id, text: string(m.Text), mine: true, seen: seen, state: m.State}
	r.sent[id] = struct{}{}
}

// sameState reports whether nothing of a row is different that the floor is told of.
func (r *room) sameState(c *chatRow) bool {
	o := &r.row
	return r.has && o.Status == c.Status && o.Owner == c.Owner && o.Department == c.Department && o.Sub == c.Sub &&
		o.Nick == c.Nick && o.Email == c.Email && o.Phone == c.Phone && o.Referrer == c.Referrer && o.Data == c.Data &&
		slices.Equal(o.SubjectIDs, c.SubjectIDs) && slices.Equal(o.Subject, c.Subject)
}
