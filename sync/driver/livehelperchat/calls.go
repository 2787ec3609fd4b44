package livehelperchat

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
	"floorwalker/sync/driver/internal/settle"
)

// call is one thing that the hub wants of a chat. The room is held for as long as it
// takes, so no look reads half of it.
type call struct {
	d       *Driver
	r       *room
	sink    driver.KnownSink
	settler *settle.Settler
	row     chatRow
}

// begin takes the chat and reads how it is.
func (d *Driver) begin(ctx context.Context, id chat.ChatID) (*call, error) {
	n, err := vendorID(id)
	if err != nil {
		return nil, err
	}
	sink, settler, err := d.running()
	if err != nil {
		return nil, err
	}
	c := &call{d: d, r: d.room(n), sink: sink, settler: settler}
	c.r.mu.Lock()
	if c.row, err = d.api.chat(ctx, n); err != nil {
		c.r.mu.Unlock()
		return nil, forPeople(err)
	}
	return c, nil
}

// end gives the chat back and has it looked at soon.
func (c *call) end() {
	c.r.dirty.Store(true)
	c.r.settled = c.d.cfg.Now().Add(toldAgain)
	c.r.mu.Unlock()
	c.d.lookSoon()
}

// forPeople makes the refusal of everything one that the hub understands.
func forPeople(err error) error {
	var all *catchup.Refused
	if errors.As(err, &all) {
		return &driver.Refusal{Words: all.Words, Err: err}
	}
	return err
}

// did settles what became of a change: the server says yes also where it does nothing,
// and where it said nothing the change may be there. So the chat is read, and only what
// is read counts.
func (c *call) did(ctx context.Context, err error, as func(*chatRow) bool, no string) error {
	if err != nil && isRefusal(err) {
		return forPeople(err)
	}
	var all *catchup.Refused
	if errors.As(err, &all) {
		return forPeople(err)
	}
	row, rerr := c.d.api.chat(ctx, c.r.n)
	switch {
	case rerr != nil:
		return errors.Join(driver.ErrUnsure, err, rerr)
	case as(&row):
		c.row = row
		return nil
	case err != nil:
		return err
	}
	return &driver.Refusal{Words: no, Err: errUnmoved}
}

// errUnmoved says that the server said yes and did nothing.
var errUnmoved = errors.New("the chat is as it was")

// TakeOver implements [driver.Driver]. It ends when the chat, read again, is with the
// agent and the bot is out of it. Nothing is said to the customer: a line would be a
// taking over too, and the agent has not written one.
func (d *Driver) TakeOver(ctx context.Context, id chat.ChatID, by driver.Person, claim chat.EventID) error {
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	defer c.end()
	if c.row.Status == statusClosed {
		return &driver.Refusal{Words: "The chat is over at Live Helper Chat."}
	}
	own := d.own()
	to, known := d.operator(by.ID)
	if !known {
		to = own
	}
	with := func(row *chatRow) bool { return row.Status == statusActive && row.Owner == to.ID }
	mine := known || c.r.served == by.ID
	if with(&c.row) && (mine || c.r.claim == claim) {
		return nil
	}
	c.settler.Begin(id)
	err = c.take(ctx, &to, with)
	if err != nil {
		c.settler.End(id, nil)
		return err
	}
	c.r.served, c.r.claim, c.r.taken, c.r.fence = "", claim, d.cfg.Now(), max(c.row.LastMsg, c.r.newest)
	if to.ID == own.ID {
		c.r.served = by.ID
	}
	c.settler.End(id, &settle.State{Chat: id, Says: settle.SaysOpen | settle.SaysOwner, Open: true, Owner: by.ID})
	return nil
}

// take gives the chat to an operator: first out of the bot's hands or the queue, which
// drops what the bot still has to say, and then from whoever has it.
func (c *call) take(ctx context.Context, to *userRow, with func(*chatRow) bool) error {
	if c.row.Status != statusActive {
		err := c.d.api.setStatus(ctx, c.r.n, statusActive)
		err = c.did(ctx, err, func(row *chatRow) bool { return row.Status == statusActive },
			"Live Helper Chat did not take the chat out of the bot's hands.")
		if err != nil || with(&c.row) {
			return err
		}
	} else if c.row.Owner > 0 && to.Username != "" && c.forward(ctx, to, with) {
		return nil
	}
	status, owner := statusActive, int64(to.ID)
	err := c.d.api.change(ctx, c.r.n, change{Owner: &owner, Status: &status})
	return c.did(ctx, err, with, "Live Helper Chat said yes, but somebody else still has the chat.")
}

// forward moves a chat between two operators by the server's own command, which tells
// both of them and the visitor's page. It needs a right that a raw change does not, so
// a no is no reason to give up.
func (c *call) forward(ctx context.Context, to *userRow, with func(*chatRow) bool) bool {
	_, err := c.d.api.say(ctx, c.r.n, senderSystem, "!transferforce "+string(to.Username), nil)
	return c.did(ctx, err, with, "") == nil
}

// Serving implements [driver.Driver].
func (d *Driver) Serving(ctx context.Context, id chat.ChatID) (chat.AgentID, error) {
	c, err := d.begin(ctx, id)
	if err != nil {
		return "", err
	}
	defer c.end()
	if c.row.Status != statusActive || c.row.Owner <= 0 {
		return "", nil
	}
	v := &visit{d: d, r: c.r, row: &c.row, sink: c.sink}
	v.known, _ = c.sink.Known(ctx, id)
	return v.owner(ctx)
}

// Return implements [driver.Returner].
func (d *Driver) Return(ctx context.Context, id chat.ChatID, _ chat.EventID) error {
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	defer c.end()
	is := func(row *chatRow) bool { return row.Status == statusBot }
	switch {
	case is(&c.row):
		return nil
	case c.row.Bot <= 0:
		return &driver.Refusal{Words: "No bot of Live Helper Chat has ever been in this chat, so it cannot go back to one."}
	}
	c.settler.Begin(id)
	err = c.did(ctx, d.api.setStatus(ctx, c.r.n, statusBot), is, "Live Helper Chat said yes, but the bot does not have the chat.")
	if err != nil {
		c.settler.End(id, nil)
		return err
	}
	c.r.served, c.r.taken = "", time.Time{}
	c.settler.End(id, &settle.State{Chat: id, Says: settle.SaysOpen | settle.SaysOwner, Open: true, Bot: true})
	return nil
}

// ForwardTeam implements [driver.TeamForwarder].
func (d *Driver) ForwardTeam(ctx context.Context, id chat.ChatID, team string, _ chat.EventID) error {
	dep, ok := d.department(team)
	if !ok {
		return &driver.Refusal{Words: "Live Helper Chat has no department called “" + clipped(team, 60) + "”."}
	}
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	defer c.end()
	is := func(row *chatRow) bool {
		return row.Status == statusPending && row.Owner == 0 && row.Department == dep
	}
	if is(&c.row) {
		return nil
	}
	c.settler.Begin(id)
	to, nobody, pending := int64(dep), int64(0), statusPending
	err = d.api.change(ctx, c.r.n, change{Department: &to, Owner: &nobody, Status: &pending})
	if err = c.did(ctx, err, is, "Live Helper Chat said yes, but the chat is not with the department."); err != nil {
		c.settler.End(id, nil)
		return err
	}
	c.r.served = ""
	c.settler.End(id, &settle.State{Chat: id, Says: settle.SaysOpen | settle.SaysOwner, Open: true, Queue: team})
	return nil
}

// Join implements [driver.Companion]. The server knows of one operator in a chat, and
// lets any other write in it too: whoever joins simply writes.
func (d *Driver) Join(ctx context.Context, id chat.ChatID, _ driver.Person) error {
	if _, err := vendorID(id); err != nil {
		return err
	}
	return ctx.Err()
}

// Leave implements [driver.Companion]. Who serves the chat puts it back among those
// that wait; of anybody else the server does not know that they were there.
func (d *Driver) Leave(ctx context.Context, id chat.ChatID, who driver.Person) error {
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	u, known := d.operator(who.ID)
	own := d.own()
	serves := c.row.Status == statusActive && (known && c.row.Owner == u.ID || c.row.Owner == own.ID && c.r.served == who.ID)
	if !serves {
		c.end()
		return nil
	}
	defer c.end()
	c.settler.Begin(id)
	err = c.did(ctx, d.api.setStatus(ctx, c.r.n, statusPending),
		func(row *chatRow) bool { return row.Status == statusPending }, "Live Helper Chat said yes, but the chat does not wait.")
	if err != nil {
		c.settler.End(id, nil)
		return err
	}
	c.r.served = ""
	c.settler.End(id, &settle.State{Chat: id, Says: settle.SaysOpen | settle.SaysOwner, Open: true})
	return nil
}

// Close implements [driver.Closer].
func (d *Driver) Close(ctx context.Context, id chat.ChatID, claim chat.EventID) error {
	return d.End(ctx, id, driver.Ending{Claim: claim})
}

// End implements [driver.Ender]: the server has no field for a reason, so it stands
// behind what the remarks of the chat say already. The server answers that it has closed
// the chat also when it has not, so the chat is read again.
func (d *Driver) End(ctx context.Context, id chat.ChatID, e driver.Ending) error {
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	defer c.end()
	is := func(row *chatRow) bool { return row.Status == statusClosed }
	if is(&c.row) {
		return nil
	}
	if words := endingWords(&e); words != "" && c.r.claim != e.Claim {
		c.r.claim = e.Claim
		if err := c.remark(ctx, words); err != nil {
			d.cfg.Logger.Warn("live helper chat: why a chat ended is not kept", "chat", string(id), "error", err)
		}
	}
	c.settler.Begin(id)
	err = c.did(ctx, d.api.setStatus(ctx, c.r.n, statusClosed), is,
		"Live Helper Chat said that the chat is closed, but it is not; the operator of the key needs the right lhchat,allowcloseremote.")
	if err != nil {
		if errors.Is(err, errUnmoved) {
			d.lacks(rightNamed("lhchat,allowcloseremote"))
		}
		c.settler.End(id, nil)
		return err
	}
	c.settler.End(id, &settle.State{Chat: id, Says: settle.SaysOpen})
	return nil
}

// remark adds a line to the remarks of the chat. The server replaces them as a whole.
func (c *call) remark(ctx context.Context, words string) error {
	all := strings.TrimSpace(string(c.row.Remarks) + "\n" + words)
	_, err := c.d.api.say(ctx, c.r.n, senderSystem, "!remark "+all, nil)
	return err
}

// endingWords is what is kept of why a chat ended.
func endingWords(e *driver.Ending) string {
	if e.Reason == "" && e.Ticket == "" {
		return ""
	}
	words := "Ended"
	if e.By.Name != "" {
		words += " by " + clipped(e.By.Name, 80)
	}
	if e.Reason != "" {
		words += ": " + clipped(e.Reason, 500)
	}
	if e.Ticket != "" {
		words += " (ticket " + clipped(e.Ticket, 80) + ")"
	}
	return words + "."
}

// AskRating implements [driver.Rater]: the visitor's page shows the survey that the
// server has for the department, and takes the chat to be over while it does.
func (d *Driver) AskRating(ctx context.Context, id chat.ChatID, _ string, _ chat.EventID) error {
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	defer c.end()
	is := func(row *chatRow) bool {
		return row.Sub == subSurveyShown || row.Sub == subSurveyCollected || row.Sub == subSurveyCompleted
	}
	if is(&c.row) {
		return nil
	}
	sub := subSurveyShown
	return c.did(ctx, d.api.change(ctx, c.r.n, change{Sub: &sub}), is, "Live Helper Chat said yes, but does not show its survey.")
}

// tagged is what stands in the line by which subjects are set: without a text the
// server takes none.
func tagged(tags string) string { return "Subject: " + clipped(tags, 200) }

// Tag implements [driver.Tagger]. The server adds subjects to a chat and takes none
// away, and only such as it has.
func (d *Driver) Tag(ctx context.Context, id chat.ChatID, add, remove []string) error {
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	defer c.end()
	if err := c.tag(ctx, add); err != nil {
		return err
	}
	if len(remove) > 0 {
		return &driver.Refusal{Words: "Live Helper Chat lets a subject be taken away on its own screen only; there the chat still has it."}
	}
	return nil
}

func (c *call) tag(ctx context.Context, add []string) error {
	var ids, names string
	for _, t := range add {
		n, ok := c.d.tags.id(t)
		if !ok {
			return &driver.Refusal{Words: "Live Helper Chat has no subject called “" + clipped(t, 60) + "”, or none that any chat has had yet."}
		}
		ids, names = join(ids, ",", itoa(int64(n))), join(names, ", ", t)
	}
	if ids == "" {
		return nil
	}
	_, err := c.d.api.say(ctx, c.r.n, senderSystem, tagged(names), url.Values{"subjects_ids": {ids}})
	return forPeople(err)
}

func join(a, sep, b string) string {
	if a == "" {
		return b
	}
	return a + sep + b
}
