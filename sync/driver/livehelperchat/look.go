package livehelperchat

import (
	"context"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
	"floorwalker/sync/driver/internal/rest"
)

// openStates are the chats with a customer in them who has not gone. Neither 0 alone
// nor the singular filter would do: the server takes both for no filter at all.
const openStates = "0,1,5"

// closedStates are those that are over.
const closedStates = "2"

// catchUp looks at everything: all chats that are open, those that the hub thinks are
// open, and those that came and went while nobody looked.
func (d *Driver) catchUp(ctx context.Context, since time.Time) error {
	d.mu.Lock()
	for _, r := range d.rooms {
		r.dirty.Store(true)
	}
	d.mu.Unlock()
	sink, _, err := d.running()
	if err != nil {
		return err
	}
	for _, id := range sink.Active() {
		if n, err := vendorID(id); err == nil {
			d.room(n)
		}
	}
	if _, err := d.look(ctx); err != nil {
		return err
	}
	if since.IsZero() {
		return nil
	}
	since = since.Add(time.Duration(d.ahead.Load()) * time.Second)
	heard := d.cfg.Now()
	gone, err := d.api.chats(ctx, closedStates, url.Values{"time_gt": {itoa(since.Unix() - 1)}})
	if err != nil {
		return passable(err)
	}
	for i := range gone {
		if _, err := d.visit(ctx, &gone[i], heard); err != nil {
			return err
		}
	}
	return nil
}

// look lists the chats that are open and visits each; then those that are not in the
// list any more. It reports whether anything was new.
func (d *Driver) look(ctx context.Context) (bool, error) {
	_, settler, err := d.running()
	if err != nil {
		return false, err
	}
	for _, id := range settler.Doubtful() {
		if n, err := vendorID(id); err == nil {
			d.room(n).dirty.Store(true)
		}
	}
	heard := d.cfg.Now()
	list, err := d.api.chats(ctx, openStates, nil)
	if err != nil {
		return false, err
	}
	moved := false
	d.slow.Store(0)
	there := make(map[int64]struct{}, len(list))
	for i := range list {
		c := &list[i]
		if _, twice := there[int64(c.ID)]; twice {
			continue
		}
		there[int64(c.ID)] = struct{}{}
		news, err := d.visit(ctx, c, heard)
		if err != nil {
			return moved, err
		}
		moved = moved || news
	}
	for _, n := range d.absent(there) {
		news, err := d.missed(ctx, n)
		if err != nil {
			return moved, err
		}
		moved = moved || news
	}
	d.health.Heard(time.Time{})
	if d.hints != nil {
		d.hints.open(slices.Sorted(maps.Keys(there)))
	}
	return moved, d.askRatings(ctx)
}

// absent returns the chats that were open and are not in the list.
func (d *Driver) absent(there map[int64]struct{}) []int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	var gone []int64
	for n, r := range d.rooms {
		if _, ok := there[n]; !ok && r.open() {
			gone = append(gone, n)
		}
	}
	return gone
}

// open reports whether the chat was not over when it was last looked at. A room that a
// call holds is open.
func (r *room) open() bool {
	if !r.mu.TryLock() {
		return true
	}
	defer r.mu.Unlock()
	return r.closed.IsZero()
}

// missed finds out what became of a chat that is not in the list: between two pages of
// it one may be missing that is open.
func (d *Driver) missed(ctx context.Context, n int64) (bool, error) {
	heard := d.cfg.Now()
	c, err := d.api.chat(ctx, n)
	switch {
	case errors.Is(err, errGone):
		c = chatRow{ID: number(n), Status: statusClosed}
	case err != nil:
		return false, d.skip(n, err)
	}
	return d.visit(ctx, &c, heard)
}

// visit brings what is new of one chat to the log; heard is when the row was asked for. A chat that a call is under way in
// is left for the next look.
func (d *Driver) visit(ctx context.Context, c *chatRow, heard time.Time) (moved bool, err error) {
	r := d.room(int64(c.ID))
	if !r.mu.TryLock() {
		d.lookSoon()
		return true, nil
	}
	defer r.mu.Unlock()
	if !hasCustomer(c) && !r.has {
		r.closed = d.cfg.Now()
		return false, nil
	}
	v := &visit{d: d, r: r, row: c, now: d.cfg.Now(), heard: heard}
	if v.sink, v.settler, err = d.running(); err != nil {
		return false, err
	}
	if err := v.run(ctx); err != nil {
		return v.moved, d.skip(r.n, err)
	}
	return v.moved, nil
}

// hasCustomer leaves out what is no chat with a customer: two operators talking.
func hasCustomer(c *chatRow) bool { return c.Status != statusOperators }

// skip tells what is wrong with one chat from what is wrong with the server: that it
// has no answer about one chat must not keep all others from being seen.
func (d *Driver) skip(n int64, err error) error {
	if passable(err) != nil && !noAnswer(err) && !d.late(err) {
		return err
	}
	d.cfg.Logger.Warn("live helper chat: a chat is left out", "chat", string(chatID(n)), "error", err)
	return nil
}

// mostSlow is of how many chats no answer may come within one look before that is taken
// for the server's trouble.
const mostSlow = 3

// late reports whether no answer about a chat came in time, and only few have been so.
func (d *Driver) late(err error) bool {
	return rest.Status(err) == 0 && errors.Is(err, context.DeadlineExceeded) && d.slow.Add(1) <= mostSlow
}

// noAnswer reports whether an answer came, and was none: a page of PHP's about what
// broke, or something that cannot be read. A server that is broken as a whole shows it
// at its list.
func noAnswer(err error) bool {
	var all *catchup.Refused
	var no *driver.Refusal
	return rest.Status(err) != 0 && !errors.As(err, &all) && !errors.As(err, &no)
}

// passable returns nil for an error that is about one call and says nothing of the
// next.
func passable(err error) error {
	if isRefusal(err) {
		return nil
	}
	return err
}

// isRefusal reports whether the server has said no to one thing, and not to everything.
func isRefusal(err error) bool {
	var no *driver.Refusal
	var all *catchup.Refused
	return errors.As(err, &no) && !no.Again && !errors.As(err, &all)
}

// customer is what a row says of who the chat is with.
func customer(c *chatRow) chat.Customer {
	page := clipped(string(c.Referrer), 500)
	if strings.HasPrefix(page, "//") {
		page = "https:" + page
	}
	return chat.Customer{
		Name: clipped(string(c.Nick), 100), Contact: clipped(string(c.Email), 200), Phone: clipped(string(c.Phone), 40),
		Page: page, Locale: clipped(string(c.Locale), 20), Data: data(c),
	}
}

// data are the fields that the visitor or the site has filled in.
func data(c *chatRow) []chat.Field {
	var fields []chat.Field
	add := func(name, value text) {
		if name != "" && value != "" && len(fields) < chat.MostFields {
			fields = append(fields, chat.Field{Name: clipped(string(name), 60), Value: clipped(string(value), 300)})
		}
	}
	add("Country", c.Country)
	add("City", c.City)
	var more rows[fieldRow]
	if decodeInner(string(c.Data), &more) {
		for _, f := range more {
			add(f.Key, f.Value)
		}
	}
	return fields
}

// site is the host of the page that the customer is on.
func site(page string) string {
	if u, err := url.Parse(page); err == nil {
		return u.Host
	}
	return ""
}

// eventID is the id of a fact about a line, or about something else of a chat that the
// server does not number.
func (r *room) eventID(n number, suffix string) chat.EventID {
	id := r.eventPrefix() + itoa(int64(n))
	if suffix != "" {
		id += ":" + suffix
	}
	return chat.EventID(id)
}

func (r *room) eventPrefix() string { return Name + ":" + string(r.id) + ":" }
