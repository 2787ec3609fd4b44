package chatwoot

import (
	"context"
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/settle"
)

// telling makes facts of the lines of one chat, in the order in which it is given them.
type telling struct {
	d    *Driver
	ctx  context.Context //nolint:containedctx // it lives for one call of process
	sink driver.KnownSink
	id   chat.ChatID
	room *room
	// logged are the lines that the hub had of the chat when it was first read; nil
	// afterwards.
	logged map[chat.MessageID]*chat.MessagePosted
	// exact are the times of lines as the cable had them; REST cuts them to a second.
	exact map[number]time.Time
	facts []chat.Event
}

// line adds what is new about m.
func (t *telling) line(m *message) error {
	news := t.room.note(m)
	if m.Type.v == typeActivity || news == (noted{}) {
		return nil // Chatwoot's own words about itself, in the dashboard's language; or nothing
	}
	mid, ours := t.messageID(m)
	if m.Attributes.v.Deleted.v {
		if !news.line || t.logged != nil {
			t.removed(m, mid)
		}
		return nil
	}
	if news.text {
		t.edited(m, mid)
	}
	if news.line {
		if err := t.fresh(m, mid, ours); err != nil {
			return err
		}
	}
	if news.line || news.more {
		t.reached(m, mid)
		t.rated(m)
	}
	return nil
}

// fresh adds a line that was not looked at before.
func (t *telling) fresh(m *message, mid chat.MessageID, ours bool) error {
	if m.Type.v != typeIncoming && !m.Private.v {
		t.room.post(ourLine{id: m.ID, message: mid, at: m.Created.Unix()})
	}
	if ours {
		return nil
	}
	if err := t.posted(m, mid); err != nil {
		return err
	}
	t.differs(m, mid)
	return nil
}

// messageID returns the line's id on the floor, and whether the hub itself sent it.
func (t *telling) messageID(m *message) (chat.MessageID, bool) {
	id := chat.MessageID(chatPrefix + strconv.FormatInt(int64(m.ID), 10))
	if m.Type.v != typeOutgoing || m.writer() != "user" {
		return id, false
	}
	ours := chat.MessageID(clip(m.Attributes.v.Line.v, maxName))
	if ours == "" && t.d.isSelf(m) {
		ours = chat.MessageID(clip(m.Echo.v, maxName))
	}
	if ours == "" {
		return id, false
	}
	if t.logged != nil && !m.Private.v && t.logged[ours] == nil {
		return id, false // sent by another hub, or by this one before its log was lost
	}
	return ours, true
}

// isSelf reports whether the token's own user wrote the line.
func (d *Driver) isSelf(m *message) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	who := m.SenderID
	if s := m.Sender.v; s != nil {
		who = s.ID
	}
	return d.self != nil && who == d.self.user.ID
}

// text is what the line says, no longer than the log takes.
func (m *message) text() string {
	if len(m.Content.v) <= maxText {
		return m.Content.v
	}
	return clip(m.Content.v, maxText) + " […]"
}

func (t *telling) event(m *message, suffix string) chat.Event {
	return chat.Event{ID: settle.LineID(driverName, t.id, strconv.FormatInt(int64(m.ID), 10)) + chat.EventID(suffix), Chat: t.id}
}

func (t *telling) vendorLine(m *message) string { return strconv.FormatInt(int64(m.ID), 10) }

// posted adds the line itself, and one more for each file behind the first.
func (t *telling) posted(m *message, mid chat.MessageID) error {
	from, by, name, err := t.author(m)
	if err != nil {
		return err
	}
	text := m.text()
	if m.Private.v {
		e := t.event(m, "")
		e.By = by
		e.Body = &chat.NotePosted{Message: mid, Name: name, Text: withFiles(text, m.Attachments.v)}
		t.facts = append(t.facts, e)
		return nil
	}
	files, rest := t.files(m)
	if len(files) == 0 {
		files = []*chat.File{nil}
	}
	for i, f := range files {
		e, id := t.event(m, ""), mid
		if i > 0 {
			suffix := ":" + strconv.Itoa(i+1)
			e.ID, id, text = e.ID+chat.EventID(suffix), mid+chat.MessageID(suffix), ""
		} else {
			text = withFiles(text, rest)
		}
		e.By = by
		e.Body = &chat.MessagePosted{
			Message: id, From: from, Name: name, Text: text, File: f, Said: t.said(m), Confidence: confidence(from, m),
		}
		t.facts = append(t.facts, e)
	}
	return nil
}

// said is when the line was said. Where only the second is known it is taken to be the
// end of it, so that a bot's line never looks as if it had come before a takeover that
// it came after (D-08).
func (t *telling) said(m *message) chat.Instant {
	if at, ok := t.exact[m.ID]; ok {
		return chat.InstantOf(at)
	}
	if m.Created.IsZero() {
		return 0
	}
	at := m.Created.Add(time.Second - time.Millisecond)
	if now := t.d.cfg.Now(); at.After(now) {
		at = now
	}
	return chat.InstantOf(at)
}

// author says who wrote a line (chatwoot.md, 3).
func (t *telling) author(m *message) (from chat.Speaker, by chat.AgentID, name string, err error) {
	if m.Sender.v != nil {
		name = clip(m.Sender.v.name(), maxName)
	}
	machine := m.Attributes.v.Automation != 0 || m.Additional.v.Campaign != 0 || m.ContentType.v == contentRating
	switch w := m.writer(); {
	case m.Type.v == typeIncoming:
		return chat.SpeakerCustomer, "", name, nil
	case m.Type.v == typeTemplate || machine:
		return chat.SpeakerSystem, "", name, nil
	case w == "user" && m.Sender.v != nil && m.Sender.v.ID != 0:
		by, err = t.d.owner(t.ctx, t.id, m.Sender.v)
		return chat.SpeakerAgent, by, name, err
	case w == "user":
		return chat.SpeakerAgent, "", name, nil
	}
	return chat.SpeakerBot, "", name, nil // an AgentBot, Captain, or an integration without a sender
}

// confidence is the bot's own word, by our convention (G-TRIG-10).
func confidence(from chat.Speaker, m *message) chat.Score {
	if c := m.Attributes.v.Confidence.v; from == chat.SpeakerBot && c > 0 {
		return chat.ScoreOfFloat(c)
	}
	return 0
}

// differs finds that a line is not what the hub's log has, where it was changed while
// nobody listened. Lines with covered secrets cannot be compared.
func (t *telling) differs(m *message, mid chat.MessageID) {
	if old := t.logged[mid]; old != nil && !old.Masked && old.File == nil && len(m.Attachments.v) == 0 && old.Text != m.text() {
		t.facts = append(t.facts, settle.Edited(driverName, t.id, t.vendorLine(m), mid, m.text()))
	}
}

// edited adds that a line changed before our eyes. The same words a second time are a
// change too, if there were others between.
func (t *telling) edited(m *message, mid chat.MessageID) {
	if m.Content.v == "" || m.ContentType.v == contentRating {
		return
	}
	e := settle.Edited(driverName, t.id, t.vendorLine(m), mid, m.text())
	if n := t.room.edits[m.ID]; n > 0 {
		e.ID += chat.EventID(":" + strconv.Itoa(n))
	}
	t.room.edits[m.ID]++
	t.facts = append(t.facts, e)
}

func (t *telling) removed(m *message, mid chat.MessageID) {
	t.facts = append(t.facts, settle.Removed(driverName, t.id, t.vendorLine(m), mid))
}

// reached adds how far a line of ours came.
func (t *telling) reached(m *message, mid chat.MessageID) {
	if m.Type.v != typeOutgoing || m.Private.v || m.writer() != "user" {
		return
	}
	b := &chat.MessageDelivered{Message: mid}
	switch m.Status.v {
	case "delivered", "read":
		b.Delivery = chat.DeliveryDelivered
	case "failed":
		b.Delivery, b.Reason = chat.DeliveryFailed, clip(m.Attributes.v.Failure.v, maxField)
		if b.Reason == "" {
			b.Reason = "Chatwoot could not bring it to the customer"
		}
	default:
		return
	}
	e := t.event(m, ":"+string(b.Delivery))
	e.Body = b
	t.facts = append(t.facts, e)
}

// rated adds the customer's answer to a survey.
func (t *telling) rated(m *message) {
	r := m.Attributes.v.Values.v.Rating.v
	if r == nil || r.Stars < 1 || r.Stars > 5 {
		return
	}
	e := t.event(m, ":rated:"+strconv.FormatUint(digest(m).more, 36))
	e.Body = &chat.RatingGiven{Stars: int(r.Stars), Words: clip(r.Words.v, maxField)}
	t.facts = append(t.facts, e)
}

// confirmed adds that the customer has seen everything up to a time.
func (t *telling) confirmed(read moment) {
	if read.IsZero() {
		return
	}
	for i := len(t.room.ours) - 1; i >= 0; i-- {
		l := t.room.ours[i]
		if l.at > read.Unix() {
			continue
		}
		if l.id > t.room.read {
			t.room.read = l.id
			t.facts = append(t.facts, chat.Event{
				ID:   settle.LineID(driverName, t.id, strconv.FormatInt(int64(l.id), 10)) + ":" + chat.EventID(chat.DeliveryDelivered),
				Chat: t.id, Body: &chat.MessageDelivered{Message: l.message, Delivery: chat.DeliveryDelivered},
			})
		}
		return
	}
}
