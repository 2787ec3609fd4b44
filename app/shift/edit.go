package shift

import (
	"errors"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

// ErrOwnNote is returned to an author who would acknowledge their own note.
var ErrOwnNote = errors.New("shift: the author cannot acknowledge their own note")

// Acknowledge returns n as read by a person at a time. Who did so before is in
// it already, with the time that they did. It fails with ErrOwnNote.
func (n Note) Acknowledge(by chat.AgentID, at chat.Instant) (Note, error) {
	if by == n.From {
		return n, ErrOwnNote
	}
	if !n.AcknowledgedBy(by) {
		n.Acknowledged = acksOf(append(slices.Clone(n.Acknowledged), Ack{by, at}))
	}
	return n, nil
}

// Rewrite returns n with another text. If that says anything else, nobody has
// acknowledged it yet.
func (n Note) Rewrite(text string) Note {
	if text = record.Tidy(text); text != record.Tidy(n.Text) {
		n.Text, n.Acknowledged = text, nil
	}
	return n
}

// Relist returns n with other chats and follow-ups. If they differ from those
// that were there, nobody has acknowledged it yet.
func (n Note) Relist(chats []chat.ChatID, followUps []record.ID) Note {
	next := n
	next.Chats, next.FollowUps, next.Acknowledged = unique(chats), unique(followUps), nil
	if sameWords(n.Normal(), next.Normal()) {
		return n
	}
	return next
}

// Address returns n for somebody else, or for whoever takes over if to is
// empty. Who has read it has read it.
func (n Note) Address(to chat.AgentID) Note {
	n.To = to
	return n
}

// AcknowledgedBy reports whether somebody has acknowledged n as it is.
func (n Note) AcknowledgedBy(who chat.AgentID) bool {
	return slices.ContainsFunc(n.Acknowledged, func(a Ack) bool { return a.By == who })
}

// Taken reports whether n has reached the one whom it is for, or anybody if it
// is for whoever takes over.
func (n Note) Taken() bool {
	if n.To == "" {
		return len(n.Acknowledged) > 0
	}
	return n.AcknowledgedBy(n.To)
}

// Reconcile returns what the heads of one note come to if they differ in
// nothing but who has acknowledged them: the note, acknowledged by all of
// these. It reports false if words differ, or if there are none; then a person
// decides. Neither the order of the heads nor repeating one matters.
func Reconcile(heads ...Note) (Note, bool) {
	if len(heads) == 0 {
		return Note{}, false
	}
	n := heads[0].Normal()
	for _, h := range heads[1:] {
		if h = h.Normal(); !sameWords(n, h) {
			return Note{}, false
		}
		n.Acknowledged = acksOf(append(slices.Clone(n.Acknowledged), h.Acknowledged...))
	}
	return n, true
}

// sameWords reports whether a and b, which are normal, differ in nothing but
// who has acknowledged them.
func sameWords(a, b Note) bool {
	return a.From == b.From && a.To == b.To && a.Written == b.Written && a.Text == b.Text &&
		slices.Equal(a.Chats, b.Chats) && slices.Equal(a.FollowUps, b.FollowUps)
}
