package livehelperchat

import (
	"context"
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/internal/settle"
)

// messageID is what the floor calls a line of the server's.
func messageID(n number) chat.MessageID { return chat.MessageID("lhc:" + itoa(int64(n))) }

// line makes facts of one message: what is new, what was changed, and how far a line of
// ours came.
func (v *visit) line(ctx context.Context, m *messageRow) ([]chat.Event, error) {
	if l := v.r.lines[m.ID]; l != nil {
		return v.again(m, l), nil
	}
	if id, ok := v.mine(m); ok {
		v.r.note(m, id, true)
		return v.came(m, id, max(m.State, 1)), nil
	}
	return v.news(ctx, m)
}

// mine finds out whether a line that nobody knows is one of ours. Notes of ours bear a
// mark, as the hub does not tell of notes.
func (v *visit) mine(m *messageRow) (chat.MessageID, bool) {
	if m.Author == authorVisitor || m.Author == authorSystem || bool(decodeMeta(m.Meta).Content.Whisper) {
		return "", false
	}
	return v.r.claimOwn(m)
}

// again looks whether a line that was told is still the same.
func (v *visit) again(m *messageRow, l *line) []chat.Event {
	var facts []chat.Event
	if l.seen && l.changed(m) && !l.gone {
		text, _ := attached(string(m.Text))
		facts = append(facts, settle.Edited(Name, v.r.id, itoa(int64(m.ID)), l.id, incoming(text)))
	}
	if l.mine && m.State > l.state {
		facts = append(facts, v.came(m, l.id, m.State)...)
	}
	return facts
}

// came says how far a line of ours came.
func (v *visit) came(m *messageRow, id chat.MessageID, state number) []chat.Event {
	how, suffix := chat.DeliverySent, "sent"
	switch {
	case state > deliveredState+1: // the customer's side has refused it
		return nil
	case state >= deliveredState:
		how, suffix = chat.DeliveryDelivered, "delivered"
	}
	return []chat.Event{{
		ID: v.r.eventID(m.ID, suffix), Chat: v.r.id, Body: &chat.MessageDelivered{Message: id, Delivery: how},
	}}
}

// news is a line that was never told.
func (v *visit) news(ctx context.Context, m *messageRow) ([]chat.Event, error) {
	meta := decodeMeta(m.Meta)
	e := chat.Event{ID: v.r.eventID(m.ID, ""), Chat: v.r.id}
	note := m.Author != authorVisitor && bool(meta.Content.Whisper)
	var err error
	switch {
	case m.Author == authorSystem, note && marked(string(m.Text)):
		// What the server writes of its own accord no customer sees, and what it says
		// comes as a fact anyway; a marked note is one of ours. A customer's line may end
		// in the mark's character by chance.
		return nil, nil
	case note:
		if e.By, err = v.d.agent(ctx, m.Author); err != nil {
			return nil, err
		}
		e.Body = &chat.NotePosted{Message: messageID(m.ID), Name: clipped(string(m.Name), 80), Text: incoming(string(m.Text))}
		return []chat.Event{e}, nil
	}
	b := &chat.MessagePosted{Message: messageID(m.ID), Name: clipped(string(m.Name), 80), Said: v.said(m)}
	switch {
	case m.Author == authorVisitor:
		b.From, b.Name = chat.SpeakerCustomer, clipped(string(v.row.Nick), 80)
	case m.Author == authorBot && v.waits():
		// An automatic line to somebody who waits: the customer has seen it, and no bot
		// has come back.
		b.From = chat.SpeakerSystem
	case m.Author == authorBot:
		b.From, b.Confidence = chat.SpeakerBot, sureness(meta)
	case m.Author > 0:
		b.From, b.Delivery = chat.SpeakerAgent, chat.DeliverySent
		if e.By, err = v.d.agent(ctx, m.Author); err != nil {
			return nil, err
		}
	default:
		return nil, nil
	}
	e.Body = b
	return v.posted(ctx, m, e, b)
}

// waits reports whether the chat waited for a person at the last look and still does.
func (v *visit) waits() bool {
	return v.r.has && v.r.row.Status == statusPending && v.row.Status == statusPending && v.knows && !v.known.Bot
}

// posted fills in a line's text and its files. A second file is a line of its own.
func (v *visit) posted(ctx context.Context, m *messageRow, e chat.Event, b *chat.MessagePosted) ([]chat.Event, error) {
	text, files := attached(string(m.Text))
	b.Text = incoming(text)
	if len(files) == 0 {
		if b.Text == "" { // buttons, or an order to the visitor's browser
			return nil, nil
		}
		return []chat.Event{e}, nil
	}
	var facts []chat.Event
	for i, id := range files {
		one, ev := *b, e
		if i > 0 {
			one.Text, one.Message = "", chat.MessageID(fmt.Sprintf("%s:%d", b.Message, i))
			ev.ID = v.r.eventID(m.ID, itoa(int64(i)))
		}
		file, words, err := v.d.fetchFile(ctx, v.sink, v.r.id, id)
		if err != nil {
			return nil, err
		}
		one.File, one.Text = file, strings.TrimSpace(one.Text+" "+words)
		ev.Body = &one
		facts = append(facts, ev)
	}
	return facts, nil
}

// fenceFor is how long after a takeover a line of the bot's is told apart by its number
// alone: the server's times are whole seconds.
const fenceFor = 3 * time.Second

// said is when a line was said, by our clock. A line of the bot's that came right
// behind our takeover has none: it is of now, and the fence is about it (D-08).
func (v *visit) said(m *messageRow) chat.Instant {
	at := v.here(m.Time)
	if at.IsZero() {
		return 0
	}
	if m.Author == authorBot && !v.r.taken.IsZero() && at.Sub(v.r.taken).Abs() < fenceFor {
		if m.ID > v.r.fence {
			return 0
		}
		at = at.Add(-time.Millisecond) // in the second of the takeover, and before it
	}
	if at.After(v.now) {
		return 0
	}
	return chat.InstantOf(at)
}

// takenBack finds the lines that were told and are not there any more.
func (v *visit) takenBack(rows []messageRow) []chat.Event {
	there := make(map[number]struct{}, len(rows))
	for i := range rows {
		there[rows[i].ID] = struct{}{}
	}
	var facts []chat.Event
	for n, l := range v.r.lines {
		if _, ok := there[n]; ok || !l.seen || l.gone {
			continue
		}
		facts = append(facts, settle.Removed(Name, v.r.id, itoa(int64(n)), l.id))
	}
	return facts
}

// learn remembers what is on the log now.
func (v *visit) learn(rows []messageRow) {
	for i := range rows {
		m := &rows[i]
		v.r.newest = max(v.r.newest, m.ID)
		l := v.r.lines[m.ID]
		if l == nil {
			hidden := m.Author == authorSystem || bool(decodeMeta(m.Meta).Content.Whisper)
			l = &line{id: messageID(m.ID), seen: !hidden}
			v.r.lines[m.ID] = l
		}
		l.text, l.state, l.gone, l.logged = string(m.Text), m.State, false, false
	}
}

// forgetGone marks the lines of which it is told already that they were taken back.
func (v *visit) forgetGone(rows []messageRow) {
	there := make(map[number]struct{}, len(rows))
	for i := range rows {
		there[rows[i].ID] = struct{}{}
	}
	for n, l := range v.r.lines {
		if _, ok := there[n]; !ok {
			l.gone = true
		}
	}
}

// typingFor is how long the server itself takes somebody to be typing.
const typingFor = 10 * time.Second

// typing tells what the customer is typing while that is fresh. The same field has
// notices of the server's, which nobody typed.
func (v *visit) typing(ctx context.Context) error {
	c, r := v.row, v.r
	at := c.Typing.moment()
	draft := clipped(strings.TrimSpace(string(c.TypingText)), chat.MostDraft)
	if at.IsZero() || c.Typing == r.typed && draft == r.draft || c.Status == statusClosed {
		return nil
	}
	r.typed, r.draft = c.Typing, draft
	if age := v.d.there().Sub(at); age > typingFor || age < -typingFor || notice(c, draft) {
		return nil
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(draft))
	v.moved = true
	return settle.Deliver(ctx, v.sink, chat.Event{
		ID:   r.eventID(c.Typing, fmt.Sprintf("typed:%x", h.Sum32())),
		Chat: r.id, Body: &chat.CustomerTyped{Draft: draft},
	})
}

// notices are how the server's own words in the typing field begin or end, in English.
// A server in another language writes others; those are shown for the few seconds that
// a draft lives, and are kept nowhere.
var notices = []string{"joined the chat", "left the chat", "been transfered to", "been transferred to", "profile information", "data refreshed"}

// notice reports whether what stands in the typing field is the server's own.
func notice(c *chatRow, draft string) bool {
	low := strings.ToLower(draft)
	for _, n := range notices {
		if strings.Contains(low, n) {
			return true
		}
	}
	return draft != "" && draft == strings.TrimSpace(string(c.Referrer))
}
