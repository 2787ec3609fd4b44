package chatwoot

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
	"floorwalker/sync/driver/internal/settle"
)

const (
	// workers is how many chats are worked on at once.
	workers = 8
	// patience is how long a line may wait to be checked against REST before it is handed
	// on as the cable had it.
	patience = 300 * time.Millisecond
	// liveWithin is how long reading may take while somebody waits for a line.
	liveWithin = 3 * time.Second
	// mostSlow is of how many chats at a time no answer may come before that is taken for
	// the server's trouble.
	mostSlow = 3
	// pages bounds how much of one chat's past is read: a hundred messages each.
	pages = 50
	// perPage is how many messages REST gives behind a given one, latest how many before
	// one or without either.
	perPage = 100
	latest  = 20
)

// work is what has to be looked at in one chat.
type work struct {
	conv  *conversation // the newest that was heard
	lines []message     // that the cable brought
	typed time.Time
	// ask says that the conversation has to be read, deep that its newest lines have to
	// be looked at again, and customer that only the customer has changed.
	ask, deep, customer bool
	// live says that somebody waits for it, and that it need not be the whole truth.
	live bool
}

// each works on chats, several at once, and returns the first error that is about more
// than one of them. A chat that cannot be read is looked at again in a minute: it must not
// keep the others from anybody. It is called on the goroutine of Run.
func (d *Driver) each(ctx context.Context, jobs map[chat.ChatID]*work) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var (
		all  sync.WaitGroup
		mu   sync.Mutex
		slow int // chats of which no answer came in time
		free = make(chan struct{}, workers)
	)
	// late reports whether no answer came in time, and only few have been so.
	late := func(err error) bool {
		if ctx.Err() != nil || rest.Status(err) != 0 || !errors.Is(err, context.DeadlineExceeded) {
			return false
		}
		mu.Lock()
		defer mu.Unlock()
		slow++
		return slow <= mostSlow
	}
	for _, id := range sortedKeys(jobs) {
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			if ctx.Err() != nil {
				return
			}
			err := d.process(ctx, id, jobs[id])
			switch {
			case err == nil:
			case !aboutOne(err) && !late(err):
				cancel(err)
			default:
				d.cfg.Logger.Warn("chatwoot: a chat cannot be read, and will be tried again", "chat", string(id), "error", err)
				mu.Lock()
				d.later[id] = &work{ask: true, deep: true}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

// aboutOne reports whether an error says something of one chat and nothing of the server.
func aboutOne(err error) bool {
	switch status := rest.Status(err); status {
	case 0, http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable:
		return errors.Is(err, errJSON) || errors.Is(err, errNoID)
	default:
		return true
	}
}

func sortedKeys(m map[chat.ChatID]*work) []chat.ChatID {
	ids := make([]chat.ChatID, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// process tells the hub what is new in one chat: lines in the server's order, and who
// answers, each before the other as it must have happened. If anything fails the chat is
// read from its beginning the next time; the hub knows what it has.
func (d *Driver) process(ctx context.Context, id chat.ChatID, w *work) error {
	r := d.room(id)
	r.mu.Lock()
	defer r.mu.Unlock()
	err := d.settle(ctx, id, r, w)
	if err != nil {
		r.met, r.sure = false, 0
		r.close()
	}
	return err
}

func (d *Driver) settle(ctx context.Context, id chat.ChatID, r *room, w *work) error {
	settler, sink := d.settling()
	c := w.conv
	if w.ask || c == nil && !r.met {
		var err error
		if c, err = d.conversation(ctx, id, d.get); err != nil {
			return err
		}
		if c == nil {
			r.over = d.cfg.Now()
			return settler.Settle(ctx, settle.State{Chat: id, Says: settle.SaysOpen, Reason: "the chat was deleted at Chatwoot"})
		}
	}
	known, ok := sink.Known(ctx, id)
	if c != nil && c.Updated.UnixMicro() >= r.order {
		r.ended(c.Status.v == statusResolved, d.cfg.Now())
	}
	if !ok && c != nil && c.Status.v == statusResolved {
		return nil // it ended before anybody here knew of it
	}
	if c != nil && c.Updated.UnixMicro() < r.order {
		c = nil // late, and older than what is known
	}
	t := &telling{d: d, ctx: ctx, sink: sink, id: id, room: r}
	c, err := d.tell(ctx, t, w, c, known, ok)
	if err != nil || c == nil {
		return err
	}
	return d.done(ctx, r, w, c)
}

// done remembers how far the chat was looked at, and tells what no order has.
func (d *Driver) done(ctx context.Context, r *room, w *work, c *conversation) error {
	r.tidy()
	if w.deep {
		r.checked = c.Updated.UnixMicro()
	}
	if c.Status.v == statusResolved {
		r.close()
	}
	if w.customer {
		return d.describe(ctx, r, c)
	}
	return nil
}

// tell hands on lines and state, and returns the conversation that it went by.
func (d *Driver) tell(ctx context.Context, t *telling, w *work, c *conversation, known driver.Known, ok bool) (*conversation, error) {
	lines, whole, err := d.news(ctx, t, w, c, ok)
	if err != nil {
		return c, err
	}
	if c == nil && ok && !known.Bot && slices.ContainsFunc(lines, t.isNewFromBot) {
		// It was given back to the bot, or the bot speaks too late: Chatwoot knows.
		if c, err = d.conversation(ctx, t.id, d.get); err != nil {
			return nil, err
		}
	}
	var st settle.State
	if c != nil {
		if st, err = d.before(ctx, t, c, lines, ok); err != nil {
			return c, err
		}
	}
	for i := range lines {
		if err := t.line(&lines[i]); err != nil {
			return c, err
		}
	}
	t.rest(w, c)
	if err := settle.Deliver(ctx, t.sink, t.facts...); err != nil {
		return c, err
	}
	r := t.room
	if whole {
		r.met = true
		if n := len(lines); n > 0 {
			r.sure = max(r.sure, lines[n-1].ID)
		}
	}
	if c == nil {
		return nil, nil
	}
	r.gist, r.order = c.gist(), max(r.order, c.Updated.UnixMicro())
	settler, _ := d.settling()
	return c, settler.Settle(ctx, st)
}

// before tells what has to be known before the lines: that there is a chat, and that the
// bot may speak again. It returns the state, which is told in full behind them.
func (d *Driver) before(ctx context.Context, t *telling, c *conversation, lines []message, ok bool) (settle.State, error) {
	settler, _ := d.settling()
	st, err := d.state(ctx, t.room, c)
	if err != nil {
		return st, err
	}
	switch {
	case !ok && st.Open:
		first := st
		first.Says &= settle.SaysOpen | settle.SaysCustomer
		first.Owner, first.Bot = "", st.Bot || slices.ContainsFunc(lines, fromBot)
		return st, settler.Settle(ctx, first)
	case st.Bot:
		return st, settler.Settle(ctx, st)
	}
	return st, nil
}

// isNewFromBot reports whether the bot said a line that the hub has not had.
func (t *telling) isNewFromBot(m message) bool {
	_, seen := t.room.digests[m.ID]
	return !seen && fromBot(m)
}

// rest adds what is no line.
func (t *telling) rest(w *work, c *conversation) {
	if c != nil {
		t.confirmed(c.Read)
	}
	if !w.typed.IsZero() {
		t.facts = append(t.facts, chat.Event{
			ID:   chat.EventID(driverName + ":" + string(t.id) + ":typed:" + strconv.FormatInt(w.typed.UnixMilli(), 10)),
			Chat: t.id, Body: &chat.CustomerTyped{},
		})
	}
}

func fromBot(m message) bool {
	w := m.writer()
	return m.Type.v == typeOutgoing && !m.Private.v && w != "user" && w != "contact"
}

// news reads the lines that have to be looked at. whole says that they are all there are
// behind the last one that was sure.
func (d *Driver) news(ctx context.Context, t *telling, w *work, c *conversation, known bool) (lines []message, whole bool, err error) {
	r := t.room
	after := r.sure
	switch {
	case !r.met:
		after = 0
		if known {
			if err := t.remember(); err != nil {
				return nil, false, err
			}
		}
	case w.deep:
		after = min(after, r.lookFrom())
	case len(w.lines) == 0 && (c == nil || c.gist() == r.gist):
		return nil, false, nil
	}
	t.exact = make(map[number]time.Time)
	for _, m := range w.lines {
		after = min(after, m.ID-1)
		if _, seen := r.digests[m.ID]; !seen && !m.Updated.IsZero() && m.Updated.Sub(m.Created.Time) < time.Second {
			t.exact[m.ID] = m.Updated.Time
		}
	}
	if w.live && r.met {
		lines, whole = d.liveLines(ctx, t.id, w, max(after, 0))
		return lines, whole, ctx.Err()
	}
	lines, err = d.messages(ctx, t.id, max(after, 0))
	return lines, err == nil, err
}

// liveLines reads lines for which somebody waits. Where the server is slow, wants to be
// left alone or cannot be asked at all, they are as the cable had them, and checked with
// the next sweep.
func (d *Driver) liveLines(ctx context.Context, id chat.ChatID, w *work, after number) (lines []message, whole bool) {
	if d.pace.wait() <= patience {
		ctx, cancel := context.WithTimeout(ctx, liveWithin)
		defer cancel()
		if lines, err := d.messages(ctx, id, after); err == nil {
			return lines, true
		}
	}
	lines = slices.Clone(w.lines)
	slices.SortStableFunc(lines, func(a, b message) int { return cmp.Compare(a.ID, b.ID) })
	return lines, false
}

// remember asks the hub which lines it has, so that a chat that is met again after a
// restart is compared with them.
func (t *telling) remember() error {
	lines, err := t.sink.Lines(t.ctx, t.id)
	if err != nil {
		return err
	}
	t.logged = make(map[chat.MessageID]*chat.MessagePosted, len(lines))
	for _, l := range lines {
		if m, ok := l.Event.Body.(*chat.MessagePosted); ok {
			t.logged[m.Message] = m
		}
	}
	return nil
}

// describe tells of a customer who has changed, which moves nothing of the conversation:
// so the state has no order, or the fact would be taken for one that is known.
func (d *Driver) describe(ctx context.Context, r *room, c *conversation) error {
	settler, _ := d.settling()
	st, err := d.state(ctx, r, c)
	if err != nil {
		return err
	}
	st.Says &= settle.SaysCustomer | settle.SaysBlocked
	st.Order = 0
	return settler.Settle(ctx, st)
}
