package hub

import (
	"context"
	"errors"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/sync/driver"
)

// A line with a Via goes through the chat's platform to the number of the call that
// failed, also when the chat is over (G-FU-08, G-ON-07).

// errNoText says that a backend has no such way.
var errNoText = errors.New("this backend cannot send WhatsApp")

// errNoNumber says that nobody knows where to.
var errNoNumber = errors.New("no number that can be dialled is known of this customer, so nothing was sent by WhatsApp")

// text brings a line to a customer by WhatsApp.
func (x *effects) text(ctx context.Context, d driver.Driver, id chat.ChatID, number string, line driver.Line) {
	x.came(id, line.Message, text(ctx, d, id, number, line))
}

func text(ctx context.Context, d driver.Driver, id chat.ChatID, number string, line driver.Line) error {
	t, ok := d.(driver.Texter)
	switch {
	case !ok:
		return errNoText
	case number == "":
		return errNoNumber
	}
	return t.Text(ctx, id, number, line)
}

// textable refuses a line by a way that its backend does not have, before anything
// is on the log.
func (c *core) textable(drivers map[string]driver.Driver, cmd *chat.Command) *chat.Refusal {
	w, ok := cmd.Body.(*chat.PostMessage)
	if !ok || w.Via == "" {
		return nil
	}
	ct := c.floor.Chat(cmd.Chat)
	if ct == nil {
		return nil
	}
	if _, ok := drivers[ct.Driver].(driver.Texter); ok {
		return nil
	}
	return &chat.Refusal{Code: chat.RefusedInvalid, Words: "The message was not sent: " + errNoText.Error() + " (G-FU-08)."}
}

// textNumber returns the number, in E.164, of the call that failed last, which is not
// always the customer's own; empty if none can be dialled.
func (c *core) textNumber(ct *chat.Chat) string {
	if ct == nil {
		return ""
	}
	var (
		number string
		newest chat.Instant
	)
	for _, l := range followup.LinesOf(ct, followup.Unsent{}, c.edition) {
		if end := l.Log.LastEnd(); l.Log.Failed() > 0 && end >= newest {
			number, newest = l.Phone.Dial, end
		}
	}
	return number
}
