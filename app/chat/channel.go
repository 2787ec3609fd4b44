package chat

import "slices"

// How many lines of the team are remembered: of each room of the channel, and of the
// side thread of a chat.
const (
	KeepChannel = 200
	KeepSide    = 100
)

// TeamPosted is a line of the team's own, in its channel or in the side thread of a
// chat (C-INT-01). No driver is ever told of one.
type TeamPosted struct {
	Message MessageID
	// Room is a team of the policy, or empty for everybody.
	Room string
	// Thread is the chat whose side thread it stands in, which is the event's Chat
	// then; empty for the channel.
	Thread ChatID
	Name   string
	Text   string
	// Mentions are those who are named in Text and are to hear of it.
	Mentions []AgentID
}

// KindTeamPosted is the kind of [TeamPosted].
const KindTeamPosted Kind = "TeamPosted"

// Kind implements Body.
func (*TeamPosted) Kind() Kind { return KindTeamPosted }

// NamePostTeam is the name of [PostTeam].
const NamePostTeam CommandName = "PostTeam"

// PostTeam writes to the team: into a room of its channel, or, with a chat, into that
// chat's side thread (C-INT-01).
type PostTeam struct {
	Room string
	Text string
}

// Name implements Wish.
func (*PostTeam) Name() CommandName { return NamePostTeam }

// TeamLine is one line of the team's. It is a value and is never changed.
type TeamLine struct {
	ID       MessageID
	At       Instant
	By       AgentID
	Name     string // the author's name as it was then
	Text     string
	Mentions []AgentID
}

func (b *TeamPosted) line(e *Event) TeamLine {
	return TeamLine{ID: b.Message, At: e.At, By: e.By, Name: b.Name, Text: b.Text, Mentions: b.Mentions}
}

// Channel returns the newest lines of a room of the team's channel, oldest first and at
// most [KeepChannel]; "" is the room of everybody. The slice is never changed in place.
func (f *Floor) Channel(room string) []TeamLine { return f.channel[room] }

// Said reports whether a line of the channel is among those that are remembered.
func (f *Floor) Said(room string, id MessageID) bool {
	return slices.ContainsFunc(f.channel[room], func(l TeamLine) bool { return l.ID == id })
}

// Rooms returns the rooms in which anything was ever said, in order.
func (f *Floor) Rooms() []string {
	rooms := make([]string, 0, len(f.channel))
	for r := range f.channel {
		rooms = append(rooms, r)
	}
	slices.Sort(rooms)
	return rooms
}

// applyChannel folds a line of the channel; it reports whether e was one.
func (f *Floor) applyChannel(e *Event) bool {
	b, ok := e.Body.(*TeamPosted)
	if !ok {
		return false
	}
	if f.channel == nil {
		f.channel = make(map[string][]TeamLine)
	}
	f.channel[b.Room] = keepLast(f.channel[b.Room], b.line(e), KeepChannel)
	return true
}

// keepLast adds a line behind at most most-1 others. It never writes where somebody may
// read: what falls off the front is cut off, and appending moves to a new array when
// the old one is full.
func keepLast(lines []TeamLine, l TeamLine, most int) []TeamLine {
	lines = append(lines, l)
	return lines[max(0, len(lines)-most):]
}
