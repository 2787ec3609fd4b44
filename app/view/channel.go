package view

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Channel is the team's own: a room for everybody and one for each team (C-INT-01).
type Channel struct {
	// Rooms are in order: everybody's, mine, and then the other teams'.
	Rooms []Room
	// Unread counts what is unread in everybody's room and in mine, Mentions the lines
	// of all rooms that name me and are unread.
	Unread, Mentions int
}

// Room returns the room of that name.
func (c *Channel) Room(name string) (Room, bool) {
	for i := range c.Rooms {
		if c.Rooms[i].Name == name {
			return c.Rooms[i], true
		}
	}
	return Room{}, false
}

// Room is one room of the channel.
type Room struct {
	// Name is the team's; empty is everybody's.
	Name string
	// Mine says that it is everybody's, or that of my department.
	Mine bool
	// Gone says that the policy has no such team any more.
	Gone bool
	Talk
}

// Talk is what the team has said in one place.
type Talk struct {
	// Lines are oldest first; the slice is shared and never changes.
	Lines []chat.TeamLine
	// Unread counts the lines of others that I have not read, Mentions those of them
	// that name me.
	Unread, Mentions int
	// First is the index of the first unread one, -1 if there is none.
	First int
}

// Mark is how far somebody has read in one place: the newest line that they have seen.
// The zero Mark has read nothing.
type Mark struct {
	ID chat.MessageID `json:"id"`
	At chat.Instant   `json:"at"`
}

// MarkOf returns the mark of somebody who has read all lines.
func MarkOf(lines []chat.TeamLine) Mark {
	if len(lines) == 0 {
		return Mark{}
	}
	l := &lines[len(lines)-1]
	return Mark{ID: l.ID, At: l.At}
}

// TalkOf returns lines as me sees them, who has read up to a mark.
func TalkOf(lines []chat.TeamLine, me chat.AgentID, read Mark) Talk {
	t := Talk{Lines: lines, First: -1}
	for i := after(lines, read); i < len(lines); i++ {
		if lines[i].By == me {
			continue
		}
		if t.Unread++; t.First < 0 {
			t.First = i
		}
		if slices.Contains(lines[i].Mentions, me) {
			t.Mentions++
		}
	}
	return t
}

// after returns the index of the first line behind a mark. The line of the mark may
// have been forgotten; then the time tells.
func after(lines []chat.TeamLine, read Mark) int {
	for i := len(lines) - 1; i >= 0 && lines[i].At >= read.At; i-- {
		if lines[i].ID == read.ID {
			return i + 1
		}
	}
	at, _ := slices.BinarySearchFunc(lines, read.At, func(l chat.TeamLine, at chat.Instant) int {
		if l.At <= at {
			return -1
		}
		return 1
	})
	return at
}

// ChannelOf returns the channel as me sees it, who has read up to the marks of the
// rooms.
func ChannelOf(f *chat.Floor, p *policy.Policy, me chat.AgentID, read map[string]Mark) Channel {
	var department string
	if a := f.Agent(me); a != nil {
		department = a.Department
	}
	names := []string{""}
	if p.HasQueue(department) {
		names = append(names, department)
	}
	for _, q := range append(slices.Clone(p.Queues[:]), f.Rooms()...) {
		if q != "" && !slices.Contains(names, q) {
			names = append(names, q)
		}
	}
	c := Channel{Rooms: make([]Room, len(names))}
	for i, name := range names {
		r := Room{Name: name, Mine: name == "" || name == department, Gone: name != "" && !p.HasQueue(name), Talk: TalkOf(f.Channel(name), me, read[name])}
		c.Mentions += r.Mentions
		if r.Mine {
			c.Unread += r.Unread
		}
		c.Rooms[i] = r
	}
	return c
}

// Beside says how much of a chat's side thread this person has not read; the caller
// updates the chat if it is on the floor.
func (b *Book) Beside(id chat.ChatID, unread, mentions int) {
	b.count(b.beside, id, unread)
	b.count(b.mentioned, id, mentions)
}
