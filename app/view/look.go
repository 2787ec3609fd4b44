package view

import "floorwalker/app/chat"

// look is what one person has done about a chat, and what follows from it.
type look struct {
	at  chat.Instant
	gap bool

	// since is the oldest unseen line among the first read lines; it is
	// carried on from event to event, so that no event costs the whole thread.
	since     chat.Instant
	whispered bool // a whisper to this person is among them
	read      int
}

// looked records a look; an older one changes nothing.
func (l *look) looked(at chat.Instant) {
	if at > l.at {
		l.at = at
		l.forget()
	}
}

// forget makes the next question read the thread anew.
func (l *look) forget() { l.since, l.whispered, l.read = 0, false, 0 }

// unseen returns when the oldest line came that this person, me, has not looked
// at, and whether somebody has whispered to them since. One's own lines and
// colleagues' are no news.
func (l *look) unseen(c *chat.Chat, me chat.AgentID) (since chat.Instant, whispered bool) {
	if l.read == 0 {
		// After a look the news is at the end: go back to it, then forward.
		l.read = len(c.Messages)
		for l.read > 0 && c.Messages[l.read-1].At > l.at {
			l.read--
		}
	}
	for ; l.read < len(c.Messages); l.read++ {
		m := &c.Messages[l.read]
		switch {
		case m.At <= l.at:
		case m.From == chat.SpeakerWhisper:
			l.whispered = l.whispered || m.To == me
		case l.since.IsZero() && (m.From == chat.SpeakerCustomer || m.From == chat.SpeakerBot):
			l.since = m.At
		}
	}
	return l.since, l.whispered
}
