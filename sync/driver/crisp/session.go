package crisp

import (
	"context"
	"strings"

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
	seen   seen
	// behind says that lines were left unread, as the quota was nearly used up.
	behind bool
}

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
		Chat: chatID(s.conv.Session), Says: says, Open: !s.conv.Resolved, Bot: d.bot(s),
		Tags: s.conv.Segments, Blocked: s.conv.Blocked, Customer: customer(&s.conv.Visitor),
		Channel: channel(s.conv.Visitor.Origin), Queue: d.roster.team(s.conv.Inbox),
	}
	if s.conv.Assigned != "" {
		st.Owner, _, _ = d.roster.agent(s.conv.Assigned)
		if st.Owner == "" {
			// Somebody serves it whom nobody has told us of yet: neither the bot does,
			// nor does it wait for anybody on the floor.
			st.Says &^= settle.SaysOwner
		}
	}
	if s.conv.Resolved {
		st.Reason = "resolved in Crisp"
	}
	return st
}

// settle tells the hub what is new in what Crisp says.
func (d *Driver) settle(ctx context.Context, s *session, says settle.Field) error {
	return d.settler.Settle(ctx, d.state(s, says))
}

// settleAndDrop does so, and forgets a conversation that is over: whoever writes in it
// again is read anew.
func (d *Driver) settleAndDrop(ctx context.Context, s *session, says settle.Field) error {
	if s.conv.Resolved {
		d.forget(s.conv.Session)
	}
	return d.settle(ctx, s, says)
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
	said  map[int64]uint64
	order []int64
}

const keepSeen = 120

func (s *seen) add(fp int64, hash uint64) {
	if s.said == nil {
		s.said = make(map[int64]uint64)
	}
	if _, known := s.said[fp]; !known {
		s.order = append(s.order, fp)
		if len(s.order) > keepSeen {
			delete(s.said, s.order[0])
			s.order = s.order[1:]
		}
	}
	s.said[fp] = hash
}

func (s *seen) forget(fp int64) { delete(s.said, fp) }
