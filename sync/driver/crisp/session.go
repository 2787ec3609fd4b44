package crisp

import (
	"context"
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/internal/settle"
)

// session is what is remembered of an open conversation: the vendor's newest word, and
// how far its lines were handed on.
type session struct {
	conv conversation
	// human says that a person of the team has answered; it decides who speaks where
	// the workspace has no inbox for its bot.
	human bool
	// whole is up to when no line is missing, in ms: that of the newest line that was
	// read. What the stream brings does not move it, for the stream forgets.
	whole int64
	// read is what whole was before the last read.
	read int64
	seen seen
	// thin says that the conversation could not be read, or is somebody's who is not
	// known, and has to be read again.
	thin bool
	// again says that a read of it may have been older than the stream, so that it is
	// read once more.
	again bool
	// held are lines that wait for the file of the first of them.
	held []change
	// revision counts what Crisp has said of the conversation.
	revision uint64
	// retired says that it is over and waits to be forgotten.
	retired bool
	// behind says that lines were left unread, as the quota was nearly used up.
	behind bool
	// tries counts how often it was read in vain for what is unclear, and retry is not
	// before when it is read again.
	tries int
	retry time.Time
}

// keepRetired is how many conversations that are over are remembered whole.
const keepRetired = 300

// keepWholes is of how many conversations that are over it is remembered up to when
// their lines are whole.
const keepWholes = 10_000

// bot reports whether the bot answers.
func (d *Driver) bot(s *session) bool {
	if s.conv.Assigned != "" {
		return false
	}
	if auto := d.roster.bot(); auto != "" {
		return s.conv.Inbox == auto
	}
	return !s.human
}

// state says what Crisp says, in the floor's words.
func (d *Driver) state(s *session, says settle.Field) settle.State {
	st := settle.State{
		Chat: chatID(s.conv.Session), Says: says, Heard: s.conv.heard, Open: !s.conv.Resolved, Bot: d.bot(s),
		Tags: s.conv.Segments, Blocked: s.conv.Blocked, Customer: customer(&s.conv.Visitor),
		Channel: channel(s.conv.Visitor.Origin), Queue: d.roster.team(s.conv.Inbox),
	}
	if s.conv.Assigned != "" {
		st.Owner, _, _ = d.roster.agent(s.conv.Assigned)
		if st.Owner == "" {
			// Somebody serves it whom nobody has told us of yet: neither the bot does,
			// nor does it wait for anybody on the floor.
			st.Says &^= settle.SaysOwner
			s.thin = s.thin || d.roster.doubt(d.cfg.Now())
		}
	}
	if s.conv.Resolved {
		st.Reason = "resolved in Crisp"
	}
	return st
}

// whatItIs is all that Crisp says of a chat but who the customer is.
const whatItIs = settle.SaysOpen | settle.SaysOwner | settle.SaysTags | settle.SaysBlocked

// settle tells the hub what is new in what Crisp says. An event is about one thing, but
// all of them are said, for what was not believed before may be by now; unless all that
// is known of the conversation is from events.
func (d *Driver) settle(ctx context.Context, s *session, says settle.Field) error {
	if says&whatItIs != 0 && !s.thin {
		says |= whatItIs
	}
	return d.settler.Settle(ctx, d.state(s, says))
}

// settleAndRetire does so, and lets go of a conversation that is over, when enough
// others are: what comes right behind the end belongs to it still.
func (d *Driver) settleAndRetire(ctx context.Context, s *session, says settle.Field) error {
	if s.conv.Resolved && !s.retired {
		s.retired = true
		d.retired = append(d.retired, s)
	}
	for len(d.retired) > keepRetired {
		old := d.retired[0]
		d.retired = d.retired[1:]
		if old.retired = false; old.conv.Resolved {
			d.forget(old)
		}
	}
	return d.settle(ctx, s, says)
}

// poke is what a call of ours has Run's goroutine do with a conversation.
type poke struct {
	session string
	// change, if not nil, is what the call has made of it, unless Crisp has said
	// something since, which is then newer: revision is the one that the call saw.
	change   func(*conversation)
	revision uint64
	// brought, if not nil, is the file that the conversation's lines wait for.
	brought *brought
}

// wrote puts into memory what a call of ours has made of a conversation: its echo may
// be lost like any event.
func (d *Driver) wrote(session string, change func(*conversation)) {
	d.mu.Lock()
	s := d.sessions[session]
	p := poke{session: session, change: change}
	if s != nil {
		p.revision = s.revision
	}
	d.mu.Unlock()
	if s != nil {
		d.push(p)
	}
}

// nudge has what Crisp says of a chat looked at, once a call of ours is over: what it
// has said meanwhile was not believed.
func (d *Driver) nudge(id chat.ChatID) {
	if session, err := sessionOf(id); err == nil {
		d.push(poke{session: session})
	}
}

func (d *Driver) push(p poke) {
	select {
	case d.pokes <- p:
	default: // so many wait that the sweep will do
	}
}

// poked does what a call of ours wants.
func (d *Driver) poked(ctx context.Context, s *session, p *poke) error {
	if p.brought != nil {
		return d.released(ctx, s, p.brought)
	}
	if p.change == nil {
		return d.settleAndRetire(ctx, s, whatItIs)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if s.revision == p.revision {
		p.change(&s.conv)
	}
	return nil
}

// customer translates what is known of a visitor.
func customer(v *visitor) chat.Customer {
	c := chat.Customer{Name: v.Name, Contact: v.Mail, Phone: v.Phone, Page: v.Page, Locale: v.Locale}
	if c.Contact == "" {
		c.Contact = v.Phone
	}
	for _, f := range []field{{"Subject", v.Subject}, {"Address", v.Address}} {
		if f.Value != "" {
			c.Data = append(c.Data, chat.Field(f))
		}
	}
	for _, f := range v.Data {
		if len(c.Data) < mostFields && f.Name != keyReason && f.Name != keyTicket {
			c.Data = append(c.Data, chat.Field(f))
		}
	}
	return c
}

// channel translates where a visitor came from; a plugin's channel has an address like
// urn:crisp.im:whatsapp:0.
func channel(origin string) chat.Channel {
	switch {
	case origin == "" || origin == "chat":
		return chat.ChannelWebsite
	case strings.Contains(origin, "whatsapp"):
		return chat.ChannelWhatsApp
	case origin == "email":
		return "email"
	}
	for _, known := range []string{"messenger", "instagram", "telegram", "twitter", "viber", "line", "sms"} {
		if strings.Contains(origin, known) {
			return chat.Channel(known)
		}
	}
	return "other"
}

// seen remembers the newest lines of a conversation that were handed on, and what they
// said, so that a later read can tell what was changed or taken back meanwhile.
type seen struct {
	said  map[int64]saw
	order []int64
}

type saw struct {
	at   int64 // ms
	hash uint64
}

const keepSeen = 120

func (s *seen) add(fp, at int64, hash uint64) {
	if s.said == nil {
		s.said = make(map[int64]saw)
	}
	if old, known := s.said[fp]; known {
		s.said[fp] = saw{at: old.at, hash: hash}
		return
	}
	s.order = append(s.order, fp)
	if len(s.order) > keepSeen {
		delete(s.said, s.order[0])
		s.order = s.order[1:]
	}
	s.said[fp] = saw{at: at, hash: hash}
}

// unknown returns the lines that were not handed on. Of an old answer only those are
// believed: what it says of others may have been changed since.
func (s *seen) unknown(lines []message) []message {
	return slices.DeleteFunc(lines, func(m message) bool {
		_, known := s.said[m.Fingerprint]
		return known
	})
}

// between returns the lines that were said after one time and before another.
func (s *seen) between(from, to int64) []int64 {
	var all []int64
	for _, fp := range s.order {
		if l, ok := s.said[fp]; ok && l.at > from && l.at < to {
			all = append(all, fp)
		}
	}
	return all
}

func (s *seen) forget(fp int64) { delete(s.said, fp) }
