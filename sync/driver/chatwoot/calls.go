package chatwoot

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
	"floorwalker/sync/driver/internal/settle"
)

type object = map[string]any

// send makes one call that changes something in a chat. It is never made twice.
func (d *Driver) send(ctx context.Context, method string, id chat.ChatID, what string, body rest.Body) (json.RawMessage, error) {
	path, err := d.pathOf(ctx, id, what)
	if err != nil {
		return nil, err
	}
	a, err := d.client.Ask(ctx, rest.Call{
		Method: method, Route: method + inAccount + "/conversations/{id}/" + what, Path: path, Body: body,
	})
	return a.Body, err
}

func (d *Driver) post(ctx context.Context, id chat.ChatID, what string, body object) error {
	var b rest.Body
	if body != nil {
		b = rest.JSON(body)
	}
	_, err := d.send(ctx, http.MethodPost, id, what, b)
	return err
}

// status sets open, pending or resolved.
func (d *Driver) status(ctx context.Context, id chat.ChatID, to string) error {
	return d.post(ctx, id, "toggle_status", object{"status": to})
}

// changing runs calls that change who serves a chat. Until they are over, and for a
// while, what Chatwoot says of that may be older.
func (d *Driver) changing(id chat.ChatID, wrote *settle.State, calls func() error) error {
	settler, _ := d.settling()
	if settler == nil {
		return calls()
	}
	settler.Begin(id)
	err := calls()
	if err != nil {
		wrote = nil
	}
	settler.End(id, wrote)
	return err
}

// once reports whether a claim was done before.
func (d *Driver) once(claim chat.EventID) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, done := d.claims[claim]
	return done
}

func (d *Driver) did(claim chat.EventID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.claims) > 10_000 {
		clear(d.claims) // the same claim again would only assign the same person again
	}
	d.claims[claim] = struct{}{}
}

// TakeOver implements [driver.Driver]: first assigned, then open, or auto-assignment
// could be quicker. A chat that was never the bot's is assigned in the same way.
func (d *Driver) TakeOver(ctx context.Context, id chat.ChatID, by driver.Person, claim chat.EventID) error {
	if d.once(claim) {
		return nil
	}
	s, err := d.session(ctx)
	if err != nil {
		return err
	}
	_, sink := d.settling()
	user, found := d.people.user(ctx, sink, by)
	behind := chat.AgentID("")
	if !found {
		user, behind = s.user.ID, by.ID
	}
	d.mu.Lock()
	delete(d.behind, id)
	if behind != "" {
		d.behind[id] = behind
	}
	d.mu.Unlock()
	wrote := &settle.State{Chat: id, Says: settle.SaysOpen | settle.SaysOwner, Open: true, Owner: by.ID}
	err = d.changing(id, wrote, func() error {
		if err := d.post(ctx, id, "assignments", object{"assignee_id": user}); err != nil {
			return inWords("assign the chat", err)
		}
		if err := d.status(ctx, id, statusOpen); err != nil {
			return halfway(inWords("open the chat, which is what silences the bot", err))
		}
		return nil
	})
	if err == nil {
		d.did(claim)
	}
	return err
}

// halfway is for the second of two calls: whatever it said, something has changed, so the
// hub is to read back how things are.
func halfway(err error) error {
	if err == nil || errors.Is(err, driver.ErrUnsure) {
		return err
	}
	return errors.Join(driver.ErrUnsure, err)
}

// Serving implements [driver.Driver].
func (d *Driver) Serving(ctx context.Context, id chat.ChatID) (chat.AgentID, error) {
	c, err := d.conversation(ctx, id, d.now)
	if err != nil {
		return "", inWords("say who serves the chat", err)
	}
	if c == nil || c.Status.v == statusResolved || c.Status.v == statusPending || c.bot() {
		return "", nil
	}
	a := c.assignee()
	if a == nil {
		return "", nil
	}
	if _, sink := d.settling(); sink == nil {
		who, _ := d.people.known(a.ID)
		return who, nil
	}
	return d.owner(ctx, id, a)
}

// Post implements [driver.Driver]. The line carries our id twice, so that it is known
// when it comes back, today or after a restart.
func (d *Driver) Post(ctx context.Context, id chat.ChatID, line driver.Line) error {
	return inWords("bring the line to the customer", d.line(ctx, id, &line, false))
}

// Note implements [driver.Noter].
func (d *Driver) Note(ctx context.Context, id chat.ChatID, line driver.Line) error {
	return inWords("keep the note", d.line(ctx, id, &line, true))
}

func (d *Driver) line(ctx context.Context, id chat.ChatID, line *driver.Line, private bool) error {
	attributes := object{markLine: string(line.Message)}
	body := rest.JSON(object{
		"content": line.Text, "message_type": "outgoing", "private": private,
		"content_attributes": attributes, "echo_id": string(line.Message),
	})
	if line.File != nil {
		_, sink := d.settling()
		files, ok := sink.(driver.FileSink)
		if !ok {
			return &driver.Refusal{Words: "This hub keeps no files, so none can be sent."}
		}
		raw, err := json.Marshal(attributes)
		if err != nil {
			return err
		}
		yes := "false"
		if private {
			yes = "true"
		}
		body = upload(files, url.Values{
			"content": {line.Text}, "message_type": {"outgoing"}, "private": {yes},
			"content_attributes": {string(raw)}, "echo_id": {string(line.Message)},
		}, line.File)
	}
	_, err := d.send(ctx, http.MethodPost, id, "messages", body)
	if errors.Is(err, driver.ErrUnsure) && ctx.Err() == nil && d.arrived(ctx, id, line.Message) {
		return nil
	}
	return err
}

// markLine is where our message's id stands in content_attributes.
const markLine = "floorwalker_message"

// arrived looks whether a line of ours is among the newest of the chat, after a call of
// which nobody knows what became. That it is not there yet proves nothing.
func (d *Driver) arrived(ctx context.Context, id chat.ChatID, m chat.MessageID) bool {
	raw, err := d.read(ctx, id, "messages")
	if err != nil {
		return false
	}
	lines, err := decodeList(payload(raw), decodeMessage)
	if err != nil {
		return false
	}
	for i := range lines {
		if lines[i].Attributes.v.Line.v == string(m) {
			return true
		}
	}
	return false
}
