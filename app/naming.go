package app

import (
	"slices"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// naming is a line that names this person.
type naming struct {
	message chat.MessageID
	at      chat.Instant
	by      chat.AgentID
	name    string // the author's
	text    string
	room    string // of the channel; "" is everybody's
	// note says that it is a note in the thread, which is read by looking at the chat.
	note bool
}

// name notes that a line names this person.
func (t *talk) name(d *Desk, e *chat.Event, m chat.MessageID, by, text string, named []chat.AgentID, note bool) {
	if d.me.Agent == "" || e.By == d.me.Agent || !slices.Contains(named, d.me.Agent) {
		return
	}
	if note && d.book.LookedAt(e.Chat) >= e.At {
		return
	}
	t.named[e.Chat] = naming{message: m, at: e.At, by: e.By, name: by, text: text, note: note}
	t.old = true
	d.urgent = d.urgent || d.live
}

// look finds what names this person in a chat that was folded while nobody could be
// called.
func (t *talk) look(d *Desk, c *chat.Chat) {
	me, seen := d.me.Agent, d.book.LookedAt(c.ID)
	if me == "" {
		return
	}
	for i := len(c.Messages) - 1; i >= 0 && c.Messages[i].At > seen; i-- {
		if m := &c.Messages[i]; m.From == chat.SpeakerNote && m.Agent != me && slices.Contains(m.Mentions, me) {
			t.named[c.ID] = naming{message: m.ID, at: m.At, by: m.Agent, name: m.Name, text: m.Text, note: true}
			break
		}
	}
	if len(c.Side) == 0 {
		return
	}
	if l, ok := newestNaming(c.Side, me, t.sides[c.ID]); ok && l.at > t.named[c.ID].at {
		t.named[c.ID] = l
	}
	t.count(d, c)
}

// newestNaming returns the newest unread line that names somebody.
func newestNaming(lines []chat.TeamLine, me chat.AgentID, read view.Mark) (naming, bool) {
	s := view.TalkOf(lines, me, read)
	for i := len(lines) - 1; i >= s.First && s.First >= 0; i-- {
		if l := &lines[i]; l.By != me && slices.Contains(l.Mentions, me) {
			return naming{message: l.ID, at: l.At, by: l.By, name: l.Name, text: l.Text}, true
		}
	}
	return naming{}, false
}

// settle drops what has been read since.
func (t *talk) settle(d *Desk) {
	delete(t.named, "")
	for i := range t.channel.Rooms {
		r := &t.channel.Rooms[i]
		if r.Mentions == 0 {
			continue
		}
		if l, ok := newestNaming(r.Lines, d.me.Agent, t.rooms[r.Name]); ok && l.at >= t.named[""].at {
			l.room = r.Name
			t.named[""] = l
		}
	}
	for id, n := range t.named {
		if id == "" {
			continue
		}
		c := d.floor.Chat(id)
		if c == nil || n.note && (d.foreground && d.open == id || d.book.LookedAt(id) >= n.at) ||
			!n.note && view.TalkOf(c.Side, d.me.Agent, t.sides[id]).Mentions == 0 {
			delete(t.named, id)
			if c != nil {
				t.count(d, c)
			}
		}
	}
}

// looked is told that the person sees a chat now: notes in it are read by that.
func (t *talk) looked(id chat.ChatID) {
	if n, ok := t.named[id]; ok && n.note {
		t.old = true
	}
}

// mention is what the bell is told: the newest unread line that names this person.
func (t *talk) mention(d *Desk) (m alert.Mention) {
	for id, n := range t.named {
		m.Lines++
		if n.at > m.At || n.at == m.At && id < m.Chat {
			m.Chat, m.At, m.By, m.Text, m.Place = id, n.at, d.nameOf(n.by), n.text, n.room
			if c := d.floor.Chat(id); c != nil {
				m.Place = c.Customer.Name
			}
		}
	}
	return m
}
