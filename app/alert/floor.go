package alert

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// OutageAfter is how long a backend is away before anybody is called: most connections
// come back by themselves.
const OutageAfter = 15 * time.Second

// Mention is the newest unread line of the team's that names this person (C-INT-01).
type Mention struct {
	// Lines is in how many places there are such lines; 0 is none.
	Lines int
	// Chat is where it stands beside; empty is the team's channel.
	Chat chat.ChatID
	At   chat.Instant
	// By is who wrote it, by name.
	By, Text string
	// Place is the room of the channel, or the customer whose chat it stands beside, by
	// name; "" is everybody's room, or a customer without a name.
	Place string
}

// Outage is that chats of one backend, or of several, do not come.
type Outage struct {
	// Names are those of the backends, empty if all are well.
	Names string
	Since chat.Instant
	// Words say what is the matter, as a sentence.
	Words string
}

// Recovery is that a backend is there again that was away for longer than OutageAfter.
type Recovery struct {
	Name string
	At   chat.Instant
	Down time.Duration
}

// Overload is that somebody has too much of what they may be given (C-DIST-01).
type Overload struct {
	// Names are who has, and People how many they are.
	Names  string
	People int
	// Since is when the last of them came to have it.
	Since chat.Instant
}

// floor is what calls for the team, its backends and its load.
func (t *Team) floor(me Me, _ *policy.Policy) []Reason {
	rs := t.mentioned()
	if me.Role == chat.RoleLead || me.Role == chat.RolePrimary || me.Accountable {
		rs = append(rs, t.outages()...)
	}
	if me.Role == chat.RoleLead && t.Overload.People > 0 {
		rs = append(rs, Reason{
			Key: Key{nowhere, CauseOverload}, Urgency: P2, Since: t.Overload.Since,
			Customer: t.Overload.Names, Words: hasOrHave(t.Overload.People) + " more chats than is good",
		})
	}
	return rs
}

func hasOrHave(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// mentioned is about a chat where the line stands beside one, so that a click leads
// there.
func (t *Team) mentioned() []Reason {
	m := &t.Mention
	if m.Lines == 0 {
		return nil
	}
	words := "mentions you in the team's channel"
	switch {
	case m.Chat != nowhere && m.Place != "":
		words = "mentions you beside the chat of " + m.Place
	case m.Chat != nowhere:
		words = "mentions you beside a chat"
	case m.Place != "":
		words = "mentions you in the room of " + m.Place
	}
	if m.Lines > 1 {
		words += ", and " + count(m.Lines-1, "line") + " elsewhere"
	}
	return []Reason{{
		Key: Key{m.Chat, CauseMention}, Urgency: P2, Since: m.At, Customer: m.By, Words: words, Text: m.Text,
	}}
}

// outages call once whoever answers for the floor, and leads, and say once that it is
// over.
func (t *Team) outages() (rs []Reason) {
	if o := &t.Outage; o.Names != "" {
		rs = append(rs, Reason{
			Key: Key{nowhere, CauseBackend}, Urgency: P1, Since: o.Since, after: OutageAfter,
			Customer: o.Names, Words: "cannot be reached; its chats do not come", Text: o.Words,
		})
	}
	if r := &t.Recovery; r.Name != "" {
		rs = append(rs, Reason{
			Key: Key{nowhere, CauseBack}, Urgency: P2, Since: r.At,
			Customer: r.Name, Words: "is there again, after " + span(r.Down),
		})
	}
	return rs
}
