package crisp

import (
	"context"
	"errors"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/internal/settle"
)

const (
	// early is how far before the loss of a connection Crisp's own times are believed
	// to reach.
	early = time.Minute
	// mostHistory bounds how many pages of one conversation are read back.
	mostHistory = 50
	// overlap is how far behind a line that was read another may have come, in ms.
	overlap = 5_000
	// doubt is how far behind the newest line that an earlier run has brought another
	// may be missing, in ms.
	doubt = 3_600_000
	// reserve is the share of the quota, in percent, that history leaves to people.
	reserve = 40
)

// list reads what is there: every conversation that is not resolved, and each that the
// hub believes to be open and that is not among them. It runs behind a subscription, so
// what changes meanwhile comes afterwards.
func (d *Driver) list(ctx context.Context, since time.Time) error {
	d.troubles = 0
	if d.owed && (d.owes.IsZero() || d.owes.Before(since)) {
		since = d.owes
	}
	d.owed, d.owes = true, since
	if err := d.meet(ctx); err != nil {
		return err
	}
	listed := make(map[string]bool)
	for page, last := 1, false; !last; page++ {
		var convs []conversation
		var err error
		if convs, last, err = d.api.open(ctx, page); exhausted(err) {
			// The stream lives: it is not cut for what can be read later.
			return nil
		} else if err != nil {
			return d.no(err)
		}
		for _, c := range convs {
			if listed[c.Session] || c.Resolved {
				continue
			}
			listed[c.Session] = true
			if err := d.catchUp(ctx, c, since); err != nil {
				return err
			}
		}
	}
	if err := d.absent(ctx, listed); err != nil {
		if errors.Is(err, errNotNow) {
			return nil
		}
		return err
	}
	d.owed = false
	return nil
}

// meet learns who is who, when it is time. A right that is missing costs the names.
func (d *Driver) meet(ctx context.Context) error {
	if !d.roster.stale(d.cfg.Now()) {
		return nil
	}
	operators, err := d.api.operators(ctx)
	if exhausted(err) {
		return nil // later
	}
	if err = d.forgive(ctx, err, "website:operators"); err != nil {
		return err
	}
	inboxes, err := d.api.inboxes(ctx)
	if exhausted(err) {
		return nil
	}
	if err = d.forgive(ctx, err, "website:inboxes"); err != nil {
		return err
	}
	if err := d.roster.learn(ctx, d.known(), operators, inboxes); err != nil {
		return err
	}
	d.health.About("", d.rights.missing())
	return nil
}

// forgive notes that a right is missing, and makes nothing more of it.
func (d *Driver) forgive(ctx context.Context, err error, scope string) error {
	if err == nil || ctx.Err() != nil {
		return err
	}
	if lacking(err) {
		d.rights.lacks(scope)
		return nil
	}
	return d.no(err)
}

// catchUp takes in a conversation as it was read, and the lines of it that may be new.
func (d *Driver) catchUp(ctx context.Context, c conversation, since time.Time) error {
	s := d.session(c.Session)
	if s == nil {
		return d.admit(ctx, c, true)
	}
	d.replace(s, c)
	quiet := !since.IsZero() && c.Updated > 0 && chat.Instant(c.Updated).Time().Before(since.Add(-early))
	if !quiet || s.behind {
		if err := d.troubled(ctx, c.Session, d.readLines(ctx, s)); err != nil {
			return err
		}
	}
	return d.settle(ctx, s, settle.SaysAll)
}

// absent reads the conversations that are open for the hub and were not listed.
func (d *Driver) absent(ctx context.Context, listed map[string]bool) error {
	for _, id := range d.known().Active() {
		session, err := sessionOf(id)
		if err != nil || listed[session] {
			continue
		}
		if !d.reads() {
			return errNotNow
		}
		if err := d.reread(ctx, session); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// reread reads one conversation and its newest lines.
func (d *Driver) reread(ctx context.Context, session string) error {
	var c conversation
	var cached bool
	err := d.promptly(ctx, func(ctx context.Context) (err error) {
		c, cached, err = d.api.glance(ctx, session)
		return err
	})
	s := d.session(session)
	switch {
	case cached && s != nil:
		s.again = true // in a while
		return nil
	case missingThing(err):
		return d.gone(ctx, session)
	case errors.Is(err, errShape):
		return nil
	case err != nil:
		return d.troubled(ctx, session, err)
	case s == nil:
		return d.admit(ctx, c, true)
	}
	s.again = false
	d.replace(s, c)
	if err := d.troubled(ctx, session, d.readLines(ctx, s)); err != nil {
		return err
	}
	return d.settleAndRetire(ctx, s, settle.SaysAll)
}

// admit puts a conversation among those that are followed. Its history comes before the
// word of who serves it, as it did at Crisp: what the bot said before somebody took the
// chat is not too late.
func (d *Driver) admit(ctx context.Context, c conversation, history bool) error {
	s := &session{conv: c}
	d.mu.Lock()
	d.sessions[c.Session] = s
	d.mu.Unlock()
	known, there := d.known().Known(ctx, chatID(c.Session))
	if history {
		if err := d.remember(ctx, s, there); err != nil {
			return err
		}
		lines, err := d.unread(ctx, s)
		if err := d.troubled(ctx, c.Session, err); err != nil {
			return err
		}
		s.human = s.human || d.answered(lines)
		if !c.Resolved && (!there || !known.Open) {
			st := d.state(s, settle.SaysOpen|settle.SaysCustomer)
			st.Bot, st.Owner = st.Bot || spoke(lines), ""
			if err := d.settler.Settle(ctx, st); err != nil {
				return err
			}
		}
		if err := d.handOn(ctx, s, lines); err != nil {
			return err
		}
	}
	return d.settleAndRetire(ctx, s, settle.SaysAll)
}

// remember learns from the hub's log which lines of a conversation it has.
func (d *Driver) remember(ctx context.Context, s *session, there bool) error {
	if !there {
		return nil
	}
	lines, err := d.known().Lines(ctx, chatID(s.conv.Session))
	if err != nil {
		return err
	}
	for _, l := range lines {
		b, ok := l.Event.Body.(*chat.MessagePosted)
		if !ok {
			continue
		}
		switch b.From {
		case chat.SpeakerAgent, chat.SpeakerSystem:
			d.lines.sent(s.conv.Session, b.Message)
			s.human = s.human || b.From == chat.SpeakerAgent
		}
		s.whole = max(s.whole, int64(b.Said))
	}
	// That a line is on the log does not say that those before it are.
	s.whole = max(0, s.whole-doubt)
	if whole, ok := d.wholes[s.conv.Session]; ok {
		s.whole = whole
	}
	return nil
}

// replace takes in what was read. What the stream has said since, or just before, is
// newer and comes by itself.
func (d *Driver) replace(s *session, c conversation) {
	if c.Visitor.Page == "" {
		c.Visitor.Page = s.conv.Visitor.Page
	}
	d.mu.Lock()
	s.conv, s.thin = c, false
	s.revision++
	d.mu.Unlock()
}

// gone says that a conversation was deleted.
func (d *Driver) gone(ctx context.Context, session string) error {
	if s := d.session(session); s != nil {
		d.forget(s)
	}
	return d.settler.Settle(ctx, settle.State{
		Chat: chatID(session), Says: settle.SaysOpen, Reason: "deleted in Crisp",
	})
}
