package crisp

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/internal/settle"
)

// handle takes in what the stream has brought, in its order.
func (d *Driver) handle(ctx context.Context, batch []change) error {
	d.until = d.cfg.Now().Add(promptTime)
	defer func() { d.until = time.Time{} }()
	for i := range batch {
		if err := d.one(ctx, &batch[i]); err != nil {
			return err
		}
	}
	return nil
}

// one takes in one event.
func (d *Driver) one(ctx context.Context, c *change) error {
	s := d.session(c.Session)
	if s == nil {
		return d.stranger(ctx, c)
	}
	switch c.name {
	case evPoke:
		return d.poked(ctx, s, c.poke)
	case evSent, evReceived:
		return d.line(ctx, s, c)
	case evGone:
		return d.gone(ctx, c.Session)
	case evUpdated, evRemoved, evReadSent, evReadReceived, evDelivered, evIgnored, evTyped, evRating:
		return settle.Deliver(ctx, d.known(), d.aside(s, c)...)
	}
	says := d.take(s, c)
	if says == 0 {
		return nil
	}
	if c.name == evState && s.conv.Resolved {
		// Nobody looks at it again, so this is the time to find what the stream forgot.
		if err := d.lastLook(ctx, s); err != nil {
			return err
		}
	}
	return d.settleAndRetire(ctx, s, says)
}

// lastLook reads a conversation that is over once more, if there is quota for it. Where
// it cannot be read, what the stream has said has to do.
func (d *Driver) lastLook(ctx context.Context, s *session) error {
	if !d.affordable() {
		return nil
	}
	var c conversation
	var cached bool
	err := d.promptly(ctx, func(ctx context.Context) (err error) {
		c, cached, err = d.api.glance(ctx, s.conv.Session)
		return err
	})
	switch {
	case ctx.Err() != nil || refused(err):
		return d.no(cmp.Or(err, ctx.Err()))
	case err != nil:
		return nil
	case cached:
		s.again = true
		return nil
	}
	c.Resolved = true // the read may be older than the event
	d.replace(s, c)
	return d.troubled(ctx, s.conv.Session, d.readLines(ctx, s))
}

// line hands on a line as it comes.
func (d *Driver) line(ctx context.Context, s *session, c *change) error {
	_, known := s.seen.said[c.message.Fingerprint]
	switch {
	case len(s.held) > 0:
		s.held = append(s.held, *c)
		return nil
	case !known && d.fetches(&c.message):
		d.hold(ctx, s, c)
		return nil
	case known || !s.conv.Resolved:
	case c.name == evSent:
		// A customer who writes opens the chat again, whether or not Crisp says so first.
		d.reopened(s)
		if err := d.settle(ctx, s, settle.SaysOpen|settle.SaysOwner); err != nil {
			return err
		}
	case c.message.Automated:
		// A bot that answers in a chat that is over: it was opened again, and the stream
		// has forgotten to say so. The line is read with what was before it.
		s.again = true
		return nil
	}
	was := d.bot(s)
	facts := d.lineFacts(ctx, s, &c.message)
	if err := d.deliver(ctx, s, facts...); err != nil {
		return err
	}
	if was != d.bot(s) { // a person has answered where the bot did
		return d.settle(ctx, s, settle.SaysOwner)
	}
	return nil
}

func (d *Driver) reopened(s *session) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s.conv.Resolved = false
}

// aside makes facts of events that are not about the state of a conversation.
func (d *Driver) aside(s *session, c *change) []chat.Event {
	id := chatID(c.Session)
	fact := func(what string, body chat.Body) []chat.Event {
		return []chat.Event{{ID: eventID(id, what), Chat: id, Body: body}}
	}
	switch c.name {
	case evUpdated:
		return d.edited(s, c)
	case evRemoved:
		return []chat.Event{d.removed(s, c.fingerprint)}
	case evReadSent, evReadReceived, evDelivered, evIgnored:
		return d.receipts(c)
	case evTyped:
		if !c.on {
			return nil
		}
		at := cmp.Or(c.at, d.cfg.Now().UnixMilli())
		return fact("typed:"+strconv.FormatInt(at, 10), &chat.CustomerTyped{Draft: cut(c.text, mostDraft)})
	case evRating:
		what := "rated:" + strconv.Itoa(c.stars) + ":" + strconv.FormatUint(hash(c.text), 36)
		return fact(what, &chat.RatingGiven{Stars: c.stars, Words: c.text})
	}
	return nil
}

// mostDraft is how many bytes of what a customer is typing are handed on.
const mostDraft = 200

func (d *Driver) edited(s *session, c *change) []chat.Event {
	if before, known := s.seen.said[c.fingerprint]; c.text == "" || known && before.hash == hash(c.text) {
		return nil
	}
	s.seen.add(c.fingerprint, 0, hash(c.text))
	line := strconv.FormatInt(c.fingerprint, 10)
	return []chat.Event{settle.Edited(Name, chatID(c.Session), line, d.lines.id(c.Session, c.fingerprint), c.text)}
}

// receipts says how far lines of ours have come. The numbers of others' lines are no
// lines of ours, so nobody needs to know in which direction a mark was meant.
func (d *Driver) receipts(c *change) []chat.Event {
	id := chatID(c.Session)
	var facts []chat.Event
	for _, fp := range c.fingerprints {
		own, ok := d.lines.ourID(c.Session, fp)
		if !ok || own == "" || own[0] == ownAside {
			continue
		}
		line := settle.LineID(Name, id, strconv.FormatInt(fp, 10))
		b := &chat.MessageDelivered{Message: own, Delivery: chat.DeliveryDelivered}
		line += ":delivered"
		if c.name == evIgnored {
			line, b.Delivery = settle.LineID(Name, id, strconv.FormatInt(fp, 10))+":ignored", chat.DeliveryFailed
			b.Reason = "Crisp could not deliver it"
			if c.text != "" {
				b.Reason += " (" + c.text + ")"
			}
		}
		facts = append(facts, chat.Event{ID: line, Chat: id, Body: b})
	}
	return facts
}

// take puts what an event says into what is remembered, and says what of it the hub may
// not know.
func (d *Driver) take(s *session, c *change) settle.Field {
	d.mu.Lock()
	defer d.mu.Unlock()
	v := &s.conv.Visitor
	s.revision++
	s.conv.heard = c.heard
	switch c.name {
	case evState:
		s.conv.Resolved = c.text == "resolved"
		return settle.SaysOpen | settle.SaysOwner
	case evRouting:
		s.conv.Assigned = c.user
		return settle.SaysOwner
	case evInbox:
		s.conv.Inbox = c.Inbox
		return settle.SaysOwner
	case evBlock:
		s.conv.Blocked = c.on
		return settle.SaysBlocked
	case evSegments:
		s.conv.Segments = c.segments
		return settle.SaysTags
	case evData:
		v.Data = c.visitor.Data
	case evMail:
		v.Mail = c.visitor.Mail
	case evPhone:
		v.Phone = c.visitor.Phone
	case evAddress:
		v.Address = c.visitor.Address
	case evSubject:
		v.Subject = c.visitor.Subject
	case evName:
		v.Name = c.visitor.Name
	case evOrigin:
		v.Origin = c.visitor.Origin
		return 0
	case evPages:
		v.Page = cmp.Or(c.visitor.Page, v.Page)
	case evLocales:
		v.Locale = cmp.Or(c.visitor.Locale, v.Locale)
	default:
		return 0
	}
	return settle.SaysCustomer
}

// look returns what Crisp says of a conversation: from memory while the stream brings
// what is new, else by asking.
func (d *Driver) look(ctx context.Context, session string) (conversation, error) {
	if s := d.session(session); s != nil && d.health.Status().State.Well() {
		d.mu.Lock()
		defer d.mu.Unlock()
		c := s.conv
		c.Segments = slices.Clone(c.Segments)
		return c, nil
	}
	c, err := d.api.conversation(ctx, session)
	return c, inWords(err)
}
