package routing

import (
	"crypto/sha256"
	"encoding/hex"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// AtOnce is how many chats [Fill] gives to people.
const AtOnce = 25

// Fill gives waiting chats to those who are free, the one that has waited longest first,
// until nobody is free for any of them or AtOnce were given; then more is true, and it is
// to be asked again. Each comes with the one line that tells its customer (V-JOIN-02).
//
// It is asked once all that belongs together is folded: a backend tells in several facts
// that a chat is open, for which team it waits and who serves it, and nobody is to be
// given a chat between two of them. The cause names the newest event that [Frees] spoke
// of; the facts' ids follow from it.
func Fill(f *chat.Floor, ed *policy.Edition, cause chat.EventID, at chat.Instant) (facts []chat.Event, more bool) {
	p := free(f, ed)
	if len(p) == 0 || f.Waiting() == 0 {
		return nil, false
	}
	lines, gives := oldest(f), f.Gives()
	for range AtOnce {
		c, who := p.next(lines, ed)
		if c == nil {
			return facts, false
		}
		gives++
		p[who].owns, p[who].given = p[who].owns+1, gives
		facts = append(facts, accept(f, c, p[who].id, ed, chat.Event{ID: id("auto", c.ID, cause), At: at})...)
	}
	return facts, true
}

// oldest returns of each line those that have waited longest, as many as one event may
// bring to people.
func oldest(f *chat.Floor) [][]*chat.Chat {
	var lines [][]*chat.Chat
	for _, w := range f.Waits() {
		l := make([]*chat.Chat, 0, min(w.Len(), AtOnce))
		for c := range w.Chats() {
			if l = append(l, c); len(l) == cap(l) {
				break
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// next takes the chat that has waited longest of those that somebody may have out of its
// line, and says who. People only have more to do from one to the next: what nobody may
// have now, nobody may have later, and it is not asked again.
func (p people) next(lines [][]*chat.Chat, ed *policy.Edition) (c *chat.Chat, who int) {
	from := -1
	for i := range lines {
		for len(lines[i]) > 0 && p.pick(ed, lines[i][0]) < 0 {
			lines[i] = lines[i][1:]
		}
		if len(lines[i]) > 0 && (c == nil || longer(lines[i][0], c)) {
			c, from = lines[i][0], i
		}
	}
	if c == nil {
		return nil, -1
	}
	lines[from] = lines[from][1:]
	return c, p.pick(ed, c)
}

// longer reports whether a has waited longer than b.
func longer(a, b *chat.Chat) bool {
	return a.QueuedAt < b.QueuedAt || a.QueuedAt == b.QueuedAt && a.ID < b.ID
}

// accept are the facts that give a chat to somebody, and tell its customer.
func accept(f *chat.Floor, c *chat.Chat, who chat.AgentID, ed *policy.Edition, taken chat.Event) []chat.Event {
	taken.Chat, taken.By, taken.Body = c.ID, who, &chat.ChatAccepted{Agent: who, Rule: chat.AutoRule}
	told := taken
	told.ID += "/told"
	told.Body = &chat.MessagePosted{
		Message: chat.MessageID(told.ID), From: chat.SpeakerSystem,
		Text: ed.Policy.Texts.TakenOverBy(nameOf(f, who)), Delivery: chat.DeliveryPending,
	}
	return []chat.Event{taken, told}
}

func nameOf(f *chat.Floor, who chat.AgentID) string {
	if a := f.Agent(who); a != nil && a.Name != "" {
		return a.Name
	}
	return string(who)
}

// id names a fact by what it follows from, so that a second hub names it alike. Each
// part is closed by a byte that no id ends in.
func id(what string, c chat.ChatID, cause chat.EventID) chat.EventID {
	h := sha256.New()
	for _, p := range []string{string(c), string(cause)} {
		h.Write([]byte(p))
		h.Write([]byte{0xff})
	}
	return chat.EventID(what + "-" + hex.EncodeToString(h.Sum(nil)[:16]))
}
