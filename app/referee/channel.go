package referee

import (
	"strconv"

	"floorwalker/app/chat"
)

// MaxTeamLine is the longest line of the team's channel, in bytes: the channel is in
// everybody's snapshot.
const MaxTeamLine = 4 << 10

// postChannel writes into a room of the team's channel (C-INT-01). Everybody may write
// into every room: a team is also what others have a question for.
func (s Scene) postChannel(c chat.Command, w *chat.PostTeam) (Decision, *chat.Refusal) {
	by, no := aboutTeam(s.Floor, c)
	if no != nil || s.Floor.Knows(chat.EventID(c.ID)) {
		return Decision{}, no
	}
	switch {
	case w.Room == "":
	case s.Edition == nil:
		return Decision{}, refuseNoPolicy()
	case !s.Edition.Policy.HasQueue(w.Room):
		return Decision{}, refuse(chat.RefusedInvalid, "There is no team of that name on this floor.")
	}
	b, no := teamLine(s.Floor, by, c, w)
	if no != nil {
		return Decision{}, no
	}
	b.Room = w.Room
	return aboutAll(c, s.Now, b), nil
}

// postSide writes into the side thread of a chat, which no driver ever sees. It is open
// to everybody, also when the chat has ended.
func (r *ruling) postSide(w *chat.PostTeam) (Decision, *chat.Refusal) {
	if w.Room != "" {
		return Decision{}, refuse(chat.RefusedInvalid, "What stands beside a chat stands in no room of the channel.")
	}
	b, no := teamLine(r.floor, r.by, r.cmd, w)
	if no != nil {
		return Decision{}, no
	}
	b.Thread = r.chat.ID
	return Decision{Events: r.events(b)}, nil
}

func teamLine(f *chat.Floor, by *chat.Agent, c chat.Command, w *chat.PostTeam) (*chat.TeamPosted, *chat.Refusal) {
	if len(w.Text) > MaxTeamLine {
		return nil, refuse(chat.RefusedTooLong, "This line is too long: at most "+strconv.Itoa(MaxTeamLine>>10)+" KiB go into the team's channel.")
	}
	text, no := cleanText(w.Text, "line")
	if no != nil {
		return nil, no
	}
	return &chat.TeamPosted{
		Message: chat.MessageID(c.ID), Name: by.Name, Text: text, Mentions: mentions(text, f, by.ID),
	}, nil
}

// mentions are those who are named in a text and can hear of it: not its author, and
// nobody who is not on the team any more or never had a desk.
func mentions(text string, f *chat.Floor, by chat.AgentID) []chat.AgentID {
	var named []chat.AgentID
	for _, id := range chat.Mentions(text, f) {
		if a := f.Agent(id); a != nil && id != by && !a.Revoked && !a.Outside {
			named = append(named, id)
		}
	}
	return named
}
