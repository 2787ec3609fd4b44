package crisp

import (
	"context"
	"errors"
	"net/http"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/settle"
)

// writing runs a call that changes who serves a chat, its tags or whether it is open,
// so that what Crisp says meanwhile is not taken for news. wrote is what it will be.
func (d *Driver) writing(id chat.ChatID, call func() (*settle.State, error)) error {
	d.mu.Lock()
	s := d.settler
	d.mu.Unlock()
	if s == nil {
		_, err := call()
		return err
	}
	s.Begin(id)
	wrote, err := call()
	if err != nil {
		wrote = nil
	}
	s.End(id, wrote)
	d.nudge(id)
	return err
}

// claimed runs a call for a claim, unless it was made already.
func (d *Driver) claimed(claim chat.EventID, call func() error) error {
	if d.claims.has(claim) {
		return nil
	}
	err := call()
	if err == nil {
		d.claims.add(claim)
	}
	return err
}

// TakeOver implements [driver.Driver]: the agent's operator is assigned, and then the
// chat is taken out of the bot's inbox. In this order nobody else is given it between.
func (d *Driver) TakeOver(ctx context.Context, id chat.ChatID, by driver.Person, claim chat.EventID) error {
	session, err := sessionOf(id)
	if err != nil {
		return err
	}
	user, ok := d.roster.user(by.ID)
	if !ok {
		return &driver.Refusal{
			Words: "Crisp knows no operator for " + nameOf(by) + ": give them the same mail address in both, or name the operator in the settings.",
		}
	}
	return d.claimed(claim, func() error {
		return d.writing(id, func() (*settle.State, error) {
			c, err := d.look(ctx, session)
			if err != nil {
				return nil, err
			}
			if err := d.assign(ctx, session, user); err != nil {
				return nil, err
			}
			auto := d.roster.bot()
			if auto != "" && c.Inbox == auto {
				if err := d.move(ctx, session, ""); err != nil {
					return nil, halfway(err)
				}
				c.Inbox = ""
			}
			return &settle.State{
				Chat: id, Says: settle.SaysOwner, Owner: by.ID, Queue: d.roster.team(c.Inbox),
			}, nil
		})
	})
}

// halfway says of the second of two calls that nobody knows what the chat's state is:
// the first has had its effect.
func halfway(err error) error {
	if errors.Is(err, driver.ErrUnsure) {
		return err
	}
	return errors.Join(driver.ErrUnsure, err)
}

func nameOf(p driver.Person) string {
	if p.Name != "" {
		return p.Name
	}
	return string(p.ID)
}

// assign gives a conversation to an operator, or with "" to nobody.
func (d *Driver) assign(ctx context.Context, session, user string) error {
	type assigned struct {
		User string `json:"user_id"`
	}
	body := struct {
		Assigned *assigned `json:"assigned"`
		Silent   bool      `json:"silent"`
	}{Silent: true}
	if user != "" {
		body.Assigned = &assigned{User: user}
	}
	err := d.api.set(ctx, session, "routing", body)
	if err == nil {
		d.wrote(session, func(c *conversation) { c.Assigned = user })
	}
	return err
}

// move puts a conversation into an inbox, or with "" into the main one.
func (d *Driver) move(ctx context.Context, session, inbox string) error {
	body := struct {
		Inbox *string `json:"inbox_id"`
	}{}
	if inbox != "" {
		body.Inbox = &inbox
	}
	err := d.api.set(ctx, session, "inbox", body)
	if err == nil {
		d.wrote(session, func(c *conversation) { c.Inbox = inbox })
	}
	return err
}

// Serving implements [driver.Driver] by reading the conversation. One that is assigned
// and still in the bot's inbox is a takeover that was cut in half: it is finished here,
// so that whoever is said to serve it is the only one who answers.
func (d *Driver) Serving(ctx context.Context, id chat.ChatID) (chat.AgentID, error) {
	session, err := sessionOf(id)
	if err != nil {
		return "", err
	}
	c, err := d.api.conversation(ctx, session)
	if err != nil {
		return "", inWords(err)
	}
	agent, _, _ := d.roster.agent(c.Assigned)
	if auto := d.roster.bot(); agent != "" && auto != "" && c.Inbox == auto {
		if err := d.move(ctx, session, ""); err != nil {
			return "", err
		}
	}
	return agent, nil
}

// ForwardTeam implements [driver.TeamForwarder]: the chat is moved into the team's
// inbox and is nobody's.
func (d *Driver) ForwardTeam(ctx context.Context, id chat.ChatID, team string, claim chat.EventID) error {
	session, err := sessionOf(id)
	if err != nil {
		return err
	}
	inbox := ""
	if team != "" {
		var ok bool
		if inbox, ok = d.roster.inboxOf(team); !ok {
			return &driver.Refusal{Words: "Crisp has no inbox for the team \"" + team + "\"."}
		}
	}
	return d.claimed(claim, func() error {
		return d.writing(id, func() (*settle.State, error) {
			if err := d.move(ctx, session, inbox); err != nil {
				return nil, err
			}
			if err := d.assign(ctx, session, ""); err != nil {
				return nil, halfway(err)
			}
			return &settle.State{Chat: id, Says: settle.SaysOwner, Queue: d.roster.team(inbox)}, nil
		})
	})
}

// Return implements [driver.Returner]: the chat is nobody's and back in the bot's
// inbox.
func (d *Driver) Return(ctx context.Context, id chat.ChatID, claim chat.EventID) error {
	session, err := sessionOf(id)
	if err != nil {
		return err
	}
	auto := d.roster.bot()
	if auto == "" {
		return &driver.Refusal{Words: "This workspace has no inbox in which Crisp's bot answers; name it in the settings if it has one."}
	}
	return d.claimed(claim, func() error {
		return d.writing(id, func() (*settle.State, error) {
			if err := d.move(ctx, session, auto); err != nil {
				return nil, err
			}
			if err := d.assign(ctx, session, ""); err != nil {
				return nil, halfway(err)
			}
			return &settle.State{Chat: id, Says: settle.SaysOwner, Bot: true}, nil
		})
	})
}

// Block implements [driver.Blocker].
func (d *Driver) Block(ctx context.Context, id chat.ChatID, on bool) error {
	session, err := sessionOf(id)
	if err != nil {
		return err
	}
	return d.writing(id, func() (*settle.State, error) {
		err := d.api.set(ctx, session, "block", map[string]bool{"blocked": on})
		if err == nil {
			d.wrote(session, func(c *conversation) { c.Blocked = on })
		}
		return &settle.State{Chat: id, Says: settle.SaysBlocked, Blocked: on}, err
	})
}

// Transcript implements [driver.Transcriber].
func (d *Driver) Transcript(ctx context.Context, id chat.ChatID, mail string) error {
	session, err := sessionOf(id)
	if err != nil {
		return err
	}
	body := map[string]string{"to": "user", "email": mail}
	return d.api.change(ctx, http.MethodPost, session, "transcript", body)
}

// AskRating implements [driver.Rater]. Crisp has a style of its own.
func (d *Driver) AskRating(ctx context.Context, id chat.ChatID, _ string, claim chat.EventID) error {
	session, err := sessionOf(id)
	if err != nil {
		return err
	}
	return d.claimed(claim, func() error {
		err := d.api.change(ctx, http.MethodPost, session, "feedback", nil)
		if errors.Is(err, driver.ErrUnsure) {
			d.claims.add(claim) // nobody is asked twice
		}
		return err
	})
}
