package livehelperchat

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// Who a line is from, to the server. None but the first ever takes a chat.
const (
	senderOperator = "operator"
	senderWhisper  = "whisper"
	// A system line is for operators only; no customer sees it.
	senderSystem = "system"
	senderBot    = "bot"
)

// Post implements [driver.Driver]. The same message again is not sent again while this
// driver lives. A line that nobody has answered for is looked for in the chat, and told
// once it is found.
func (d *Driver) Post(ctx context.Context, id chat.ChatID, l driver.Line) error {
	n, err := vendorID(id)
	if err != nil {
		return err
	}
	sink, _, err := d.running()
	if err != nil {
		return err
	}
	r := d.room(n)
	r.mu.Lock()
	defer d.lookSoon()
	defer r.mu.Unlock()
	if _, done := r.sent[l.Message]; done {
		return nil
	}
	text, file := outgoing(l.Text), ""
	if l.File != nil {
		if file, err = d.upload(ctx, sink, n, l.File); err != nil {
			return forPeople(err)
		}
	}
	whole := strings.TrimSpace(strings.Join([]string{text, file}, "\n"))
	sender, more := d.voice(&l)
	m, err := d.api.say(ctx, n, sender, whole, more)
	r.dirty.Store(true)
	switch {
	case errors.Is(err, driver.ErrUnsure):
		r.ours = append(r.ours, own{id: l.Message, text: text, at: d.cfg.Now(), file: l.File != nil})
		return err
	case err != nil:
		return forPeople(err)
	case m.ID > 0:
		r.note(&m, l.Message, true)
	}
	return nil
}

// voice says under which name a line is posted: the operator's whom the agent is, else
// the key's own with the agent's name shown. A line of the system's speaks as the bot,
// for the server shows its own system's lines to nobody but operators.
func (d *Driver) voice(l *driver.Line) (sender string, more url.Values) {
	if l.From == chat.SpeakerSystem {
		return senderBot, nil
	}
	return senderOperator, d.person(l.Person)
}

func (d *Driver) person(p driver.Person) url.Values {
	more := url.Values{}
	if u, ok := d.operator(p.ID); ok {
		more.Set("user_id", itoa(int64(u.ID)))
	}
	if name := clipped(p.Name, 80); name != "" {
		more.Set("operator_name", name)
	}
	return more
}

// Note implements [driver.Noter]. What the server calls a whisper is for operators. No
// version may run one that begins with "!".
func (d *Driver) Note(ctx context.Context, id chat.ChatID, l driver.Line) error {
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	defer c.end()
	m, err := d.api.say(ctx, c.r.n, senderWhisper, cmp.Or(outgoing(l.Text), "…")+mark, d.person(l.Person))
	if err == nil && m.ID > 0 {
		c.r.note(&m, l.Message, false)
	}
	return forPeople(err)
}
