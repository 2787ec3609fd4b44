package chatwoot

import (
	"context"
	"errors"
	"strconv"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
)

// Check finds out what the token of cfg may do, and connects to the live stream once. It
// changes nothing. The error is a sentence for people; what is missing, but not vital,
// stands in the Checkup.
func Check(ctx context.Context, cfg Config) (driver.Checkup, error) {
	d, err := New(cfg)
	if err != nil {
		return driver.Checkup{}, err
	}
	if _, err := d.refresh(ctx); err != nil {
		return driver.Checkup{}, checked(d.refusal(err))
	}
	if err := d.directory(ctx); err != nil {
		return driver.Checkup{}, checked(d.refusal(err))
	}
	s, err := d.session(ctx)
	if err != nil {
		return driver.Checkup{}, err
	}
	c := driver.Checkup{Server: "Chatwoot", Account: s.title, Rights: s.rights()}
	if s.version != "" {
		c.Server += " " + s.version
	}
	for _, t := range s.teams {
		c.Teams = append(c.Teams, t.Name.v)
	}
	d.people.mu.Lock()
	for i := range d.people.users {
		u := &d.people.users[i]
		c.Agents = append(c.Agents, driver.Outsider{ID: strconv.FormatInt(int64(u.ID), 10), Name: u.name(), Mail: u.Mail.v})
	}
	d.people.mu.Unlock()
	live := driver.Right{Name: "live stream", OK: true, Needed: true, Without: "Nothing that happens at Chatwoot would be heard of."}
	stream, err := d.connect(ctx)
	if err != nil {
		live.OK, live.Without = false, checked(err).Error()
	} else if err := stream.Close(); err != nil {
		return c, err
	}
	c.Rights = append(c.Rights, live)
	return c, nil
}

// checked is the sentence about an error while checking.
func checked(err error) error {
	var no *catchup.Refused
	if errors.As(err, &no) {
		return &driver.Refusal{Words: no.Words, Err: err}
	}
	return inWords("be checked", err)
}

// rights are those that the role has, by the reference (chatwoot.md, 1 and 4).
func (s *session) rights() []driver.Right {
	admin := s.administrator()
	return []driver.Right{
		{Name: "access token", OK: true, Needed: true, Without: "Chatwoot would answer nothing."},
		{
			Name: "administrator", OK: admin,
			Without: "The user is no administrator of this account: chats of inboxes that they do not belong to are not seen, " +
				"taken over or answered here, and labels and teams cannot be set up.",
		},
		{
			Name: "agents", OK: admin || len(s.inboxes) > 0,
			Without: "The lists of agents, teams and inboxes cannot be read, so people are not matched by name and teams not found.",
		},
		{
			Name: "agent bot", OK: len(s.bots) > 0 || !atLeast(s.version, 4, 8) && s.version != "",
			Without: "No agent bot is named: a chat that is given back becomes pending and belongs to nobody, so only bots that Chatwoot runs itself answer it.",
		},
	}
}
