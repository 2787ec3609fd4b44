package app

import (
	"encoding/json"
	"maps"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// What the team says among itself is folded like everything else. What a person has
// read of it is this desk's own: it is kept among what they typed, so that it is there
// after a restart, and no hub is told of it.

// talkDraft is the kind under which it is kept, of no chat, how far this person has
// read.
const talkDraft = "read"

// talkRead is how far somebody has read, as it is kept: names of fields may not change.
type talkRead struct {
	Rooms map[string]view.Mark      `json:"rooms"`
	Sides map[chat.ChatID]view.Mark `json:"sides"`
}

// talk is what this person has read of the team's channel and of the side threads.
type talk struct {
	rooms map[string]view.Mark
	sides map[chat.ChatID]view.Mark
	// fresh says that this desk has never kept how far its person has read: what was
	// said before they came is no news.
	fresh bool
	// room is before the person's eyes, if at is set; side is the chat whose side
	// thread is.
	room string
	at   bool
	side chat.ChatID

	// old says that channel is to be made anew.
	old     bool
	channel view.Channel
	// named are the newest unread lines that name this person, by where they stand; the
	// empty chat is the channel.
	named map[chat.ChatID]naming
}

func newTalk() talk {
	return talk{
		rooms: make(map[string]view.Mark), sides: make(map[chat.ChatID]view.Mark), named: make(map[chat.ChatID]naming),
		fresh: true, old: true,
	}
}

// recall reads how far the person had read before the program started.
func (t *talk) recall(d *Desk) {
	f, kept := d.drafts[draftKey{kind: talkDraft}]
	var read talkRead
	if !kept || json.Unmarshal([]byte(f.Text), &read) != nil {
		return
	}
	t.fresh = false
	maps.Copy(t.rooms, read.Rooms)
	maps.Copy(t.sides, read.Sides)
}

// postTeam asks for a line of the team's.
func (d *Desk) postTeam(id chat.ChatID, room, text string) {
	if text != "" {
		d.wish(id, &chat.PostTeam{Room: room, Text: text})
	}
}

// heard notes a line of the team's, or a note, that has been folded.
func (t *talk) heard(d *Desk, c *chat.Chat, e *chat.Event) {
	switch b := e.Body.(type) {
	case *chat.TeamPosted:
		t.old = true
		t.name(d, e, b.Message, b.Name, b.Text, b.Mentions, false)
		if c == nil {
			if t.at && t.room == b.Room {
				d.urgent = d.urgent || d.live
				if d.foreground {
					t.read(d, b.Room)
				}
			}
			return
		}
		if t.side == c.ID && d.foreground {
			t.keepSide(d, c)
		}
		t.count(d, c)
	case *chat.NotePosted:
		t.name(d, e, b.Message, b.Name, b.Text, b.Mentions, true)
		if t.named[e.Chat].message == b.Message {
			t.count(d, c)
		}
	}
}

// read notes that a room is before the person's eyes.
func (t *talk) read(d *Desk, room string) {
	t.room, t.at = room, true
	m := view.MarkOf(d.floor.Channel(room))
	if t.rooms[room] == m {
		return
	}
	t.rooms[room] = m
	t.keep(d)
	t.old, d.urgent = true, true
}

func (t *talk) away(*Desk) { t.at = false }

// beside notes that a side thread is before the person's eyes, or is not any more.
func (t *talk) beside(d *Desk, id chat.ChatID, is bool) {
	if !is {
		if t.side == id {
			t.side = ""
		}
		return
	}
	t.side = id
	if c := d.floor.Chat(id); c != nil {
		t.keepSide(d, c)
		t.count(d, c)
		d.urgent = true
	}
}

func (t *talk) keepSide(d *Desk, c *chat.Chat) {
	m := view.MarkOf(c.Side)
	if t.sides[c.ID] == m {
		return
	}
	t.sides[c.ID] = m
	t.keep(d)
	t.old = true
}

// keep puts how far the person has read among what they typed.
func (t *talk) keep(d *Desk) {
	t.fresh = false
	raw, err := json.Marshal(talkRead{t.rooms, t.sides})
	if err != nil {
		return // it holds nothing that JSON has no form for
	}
	now, _ := d.cfg.Clock.Now()
	d.drafts[draftKey{kind: talkDraft}] = Draft{Kind: talkDraft, Text: string(raw), At: max(now, 1)}
}

// drop forgets a chat that has left the floor.
func (t *talk) drop(d *Desk, id chat.ChatID) {
	if _, read := t.sides[id]; read {
		delete(t.sides, id)
		t.keep(d)
	}
	if _, named := t.named[id]; named {
		delete(t.named, id)
		t.old = true
	}
	if t.side == id {
		t.side = ""
	}
}

// count tells the board what is unread beside a chat.
func (t *talk) count(d *Desk, c *chat.Chat) {
	s := view.TalkOf(c.Side, d.me.Agent, t.sides[c.ID])
	named := s.Mentions
	if n, ok := t.named[c.ID]; ok && n.note {
		named++
	}
	d.book.Beside(c.ID, s.Unread, named)
	d.dirty[c.ID] = c
}

// arrived is told when nothing of the floor is missing: who came for the first time has
// read what was said before.
func (t *talk) arrived(d *Desk) {
	if t.fresh {
		for _, room := range d.floor.Rooms() {
			t.rooms[room] = view.MarkOf(d.floor.Channel(room))
		}
		d.floor.EachChat(func(c *chat.Chat) {
			if len(c.Side) > 0 {
				t.sides[c.ID] = view.MarkOf(c.Side)
			}
		})
		t.keep(d)
	}
	clear(t.named)
	d.floor.EachChat(func(c *chat.Chat) { t.look(d, c) })
	t.old = true
}

// show returns the channel, made anew only after something of it has changed.
func (t *talk) show(d *Desk) view.Channel {
	if t.old {
		t.old = false
		t.channel = view.ChannelOf(d.floor, &d.edition.Policy, d.me.Agent, t.rooms)
		t.settle(d)
	}
	return t.channel
}
