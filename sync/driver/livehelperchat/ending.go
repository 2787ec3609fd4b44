package livehelperchat

import (
	"context"
	"errors"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/settle"
)

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
