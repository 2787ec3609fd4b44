package chatwoot

import (
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"strconv"
	"time"

	"floorwalker/app/chat"
)

const (
	// sweepEvery is how often the driver asks for what the cable has forgotten, and
	// checkEvery how often it goes on checking what it was told then: a few chats at a
	// time, so that what happens meanwhile does not wait.
	sweepEvery  = time.Minute
	checkEvery  = 2 * time.Second
	checkWithin = time.Second
	// overlap is how much of the time before is asked for again.
	overlap = 30 * time.Second
	// longGap is after how long everything is listed anew, and wholeEvery how often that
	// is done in any case: a customer who is changed moves no conversation.
	longGap    = 3 * time.Hour
	wholeEvery = 30 * time.Minute
	// mostPages bounds one listing: 25 chats each.
	mostPages = 400
)

// list finds everything that is there: the whole of it at first, what has changed since
// after a lost connection. Our own time of the last look counts, and not that of the last
// event, because the cable forgets some.
func (d *Driver) list(ctx context.Context, _ time.Time) error {
	began := d.cfg.Now()
	d.mu.Lock()
	swept := d.swept
	d.mu.Unlock()
	if swept.IsZero() || began.Sub(swept) > longGap {
		return d.everything(ctx)
	}
	if err := d.changed(ctx); err != nil {
		return err
	}
	for len(d.todo) > 0 {
		if err := d.check(ctx); err != nil {
			return err
		}
	}
	return nil
}

// sweep is list while the cable lives, in small pieces.
func (d *Driver) sweep(ctx context.Context, _ time.Time) error {
	now := d.cfg.Now()
	d.mu.Lock()
	swept, whole := d.swept, d.whole
	d.mu.Unlock()
	switch {
	case now.Sub(whole) >= wholeEvery:
		return d.everything(ctx)
	case now.Sub(swept) >= sweepEvery:
		if err := d.changed(ctx); err != nil {
			return err
		}
	}
	settler, _ := d.settling()
	for _, id := range settler.Doubtful() {
		d.todo[id] = &work{ask: true}
	}
	for len(d.todo) > 0 {
		if err := d.check(ctx); err != nil {
			return err
		}
		if d.cfg.Now().Sub(now) >= checkWithin || d.pace.wait() > 0 {
			break // the rest the next time
		}
	}
	return nil
}

// changed asks for every chat that has changed since the last time, all of which Chatwoot
// gives at once, and puts those that have to be looked at on the list of what to do, with
// those that could not be read.
func (d *Driver) changed(ctx context.Context) error {
	d.forgetRooms()
	began := d.cfg.Now()
	d.mu.Lock()
	within := began.Sub(d.swept) + overlap
	d.mu.Unlock()
	rows, _, err := d.page(ctx, url.Values{"status": {"all"}, "updated_within": {strconv.Itoa(int(within/time.Second) + 1)}})
	if err != nil {
		return err
	}
	for i := range rows {
		c := &rows[i]
		if id := chatID(c.ID); d.moved(id, c) {
			d.todo[id] = &work{conv: c, deep: true}
		}
	}
	maps.Copy(d.todo, d.later)
	clear(d.later)
	d.mu.Lock()
	d.swept = began
	d.mu.Unlock()
	return nil
}

// check looks at a few of the chats on the list.
func (d *Driver) check(ctx context.Context) error {
	ids := sortedKeys(d.todo)
	jobs := make(map[chat.ChatID]*work, workers)
	for _, id := range ids[:min(len(ids), workers)] {
		jobs[id] = d.todo[id]
	}
	if err := d.each(ctx, jobs); err != nil {
		return err
	}
	for id := range jobs {
		delete(d.todo, id)
	}
	return nil
}

// moved reports whether a chat has to be looked at: whether it changed since it was last
// checked against REST.
func (d *Driver) moved(id chat.ChatID, c *conversation) bool {
	r := d.room(id)
	r.mu.Lock()
	defer r.mu.Unlock()
	return !r.met || r.checked != c.Updated.UnixMicro() || r.checked == 0
}

// everything lists all chats that are not resolved, and then looks at those that the hub
// thinks are open and that were not among them.
func (d *Driver) everything(ctx context.Context) error {
	began := d.cfg.Now()
	seen := make(map[chat.ChatID]bool)
	for _, status := range []string{statusOpen, statusPending, "snoozed"} {
		if err := d.listed(ctx, status, seen); err != nil {
			return err
		}
	}
	_, sink := d.settling()
	jobs := make(map[chat.ChatID]*work)
	for _, id := range sink.Active() {
		if _, err := conversationOf(id); err == nil && !seen[id] {
			jobs[id] = &work{ask: true, deep: true}
		}
	}
	if err := d.each(ctx, jobs); err != nil {
		return err
	}
	d.mu.Lock()
	d.swept, d.whole = began, began
	d.mu.Unlock()
	return nil
}

// listed goes through the pages of one status. A chat that leaves the list while it is
// read moves another to a page that was read already; so where the list has become
// shorter it is read again.
func (d *Driver) listed(ctx context.Context, status string, seen map[chat.ChatID]bool) error {
	for range 3 {
		n, most, all := 0, 0, 0
		for page := 1; page <= mostPages; page++ {
			rows, count, err := d.page(ctx, url.Values{
				"status": {status}, "assignee_type": {"all"}, "sort_by": {"last_activity_at_desc"}, "page": {strconv.Itoa(page)},
			})
			if err != nil {
				return err
			}
			all, most = count, max(most, count)
			jobs := make(map[chat.ChatID]*work, len(rows))
			for i := range rows {
				if id := chatID(rows[i].ID); !seen[id] {
					seen[id] = true
					jobs[id] = &work{conv: &rows[i], deep: d.moved(id, &rows[i]), customer: true}
				}
			}
			if err := d.each(ctx, jobs); err != nil {
				return err
			}
			n += len(rows)
			if len(rows) == 0 || n >= all {
				break
			}
		}
		if n >= all && all == most {
			return nil
		}
	}
	return nil
}

// page reads one page of chats, and how many there are in all.
func (d *Driver) page(ctx context.Context, query url.Values) ([]conversation, int, error) {
	s, err := d.session(ctx)
	if err != nil {
		return nil, 0, err
	}
	heard := d.cfg.Now()
	raw, err := d.get(ctx, "GET"+inAccount+"/conversations", s.at("conversations"), query)
	if err != nil {
		return nil, 0, err
	}
	rows, count, err := decodePage(raw)
	for i := range rows {
		rows[i].heard = heard
	}
	return rows, count, err
}

// decodePage reads a list of chats in either wrapper.
func decodePage(raw []byte) ([]conversation, int, error) {
	type meta struct {
		All number `json:"all_count"`
	}
	var w struct {
		Meta loose[meta] `json:"meta"`
		Data loose[struct {
			Meta loose[meta] `json:"meta"`
		}] `json:"data"`
	}
	if json.Unmarshal(raw, &w) != nil {
		return nil, 0, errJSON
	}
	rows, err := decodeList(payload(raw), decodeConversation)
	return rows, int(max(w.Meta.v.All, w.Data.v.Meta.v.All)), err
}
