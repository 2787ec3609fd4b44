package view

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/policy"
)

// file keeps c among the chats of the night, or out of them.
func (b *Book) file(c *chat.Chat) {
	if c.Night.Filed() {
		b.night[c.ID] = c
		b.nights++
		return
	}
	b.unfile(c.ID)
}

func (b *Book) unfile(id chat.ChatID) {
	if len(b.night) > 0 && b.night[id] != nil {
		delete(b.night, id)
		b.nights++
	}
}

// Nights changes whenever what Night returns may have changed, but for the names
// of people.
func (b *Book) Nights() uint64 { return b.nights }

// Night returns the worklist of the newest night, and with it what nobody has
// reviewed of those before. It costs the chats of the night and no others.
func (b *Book) Night(p *policy.Policy) Night {
	var v Night
	for _, c := range b.night {
		if c.Night.From > v.From {
			v.From, v.Shift = c.Night.From, c.Night.Shift
		}
	}
	if v.From.IsZero() {
		return v
	}
	v.Review, v.Call = v.From.Add(p.Overnight.Review), v.From.Add(p.Overnight.Call)
	for _, c := range b.night {
		if c.Night.From < v.From && !c.Night.Reviewed.IsZero() {
			continue
		}
		if !c.Night.Reviewed.IsZero() {
			v.Reviewed++
		}
		v.Chats = append(v.Chats, b.nightChat(c))
	}
	slices.SortFunc(v.Chats, func(a, b NightChat) int {
		return cmp.Or(
			first(a.Reviewed.IsZero(), b.Reviewed.IsZero()), first(a.Upset, b.Upset), cmp.Compare(pressing(&a), pressing(&b)),
			cmp.Compare(a.Opened, b.Opened), cmp.Compare(a.Chat, b.Chat),
		)
	})
	return v
}

// first sorts what holds to the front.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// pressing is when something of the chat is due, and the end of time if nothing is.
func pressing(n *NightChat) chat.Instant {
	var at chat.Instant
	for _, due := range []chat.Instant{n.Acknowledge, n.Call, n.Resolve} {
		if !due.IsZero() && (at.IsZero() || due < at) {
			at = due
		}
	}
	if at.IsZero() {
		return 1<<63 - 1
	}
	return at
}

func (b *Book) nightChat(c *chat.Chat) NightChat {
	n := NightChat{
		Chat: c.ID, Customer: c.Customer.Name, Opened: c.Opened, Closed: !c.Active(), Owner: c.Owner,
		Reviewed: c.Night.Reviewed, ToCall: c.Night.Call, Note: c.Night.Note, Contact: c.Night.Contact, Unlocked: c.Night.Unlocked,
		Locked: flow.NightLocked(c, b.me),
	}
	if c.Owner != "" {
		n.OwnerName = b.names(c.Owner)
	}
	if c.Night.ReviewedBy != "" {
		n.ReviewedBy = b.names(c.Night.ReviewedBy)
	}
	if c.FirstLine >= 0 && c.FirstLine < len(c.Messages) {
		n.Issue = c.Messages[c.FirstLine].Text
	}
	_, n.Calling = c.Calls.Running()
	for _, a := range c.Calls {
		if a.Made() {
			n.Tried++
		}
	}
	for i := range c.Obligations {
		n.owes(&c.Obligations[i])
	}
	if n.Acknowledge.IsZero() {
		n.Acknowledged = firstWord(c)
	}
	if t, ok := c.Trigger(policy.RuleFrustration); ok && t.Level == chat.LevelAlert {
		n.Upset = true
	}
	return n
}

// firstWord is when a person wrote to the customer for the first time: in a chat of
// the night that is its acknowledgement, for nothing else may come first.
func firstWord(c *chat.Chat) chat.Instant {
	i := slices.IndexFunc(c.Messages, func(m chat.Message) bool { return m.From == chat.SpeakerAgent })
	if i < 0 {
		return 0
	}
	return c.Messages[i].At
}

// owes notes what is still owed of a chat of the night.
func (n *NightChat) owes(o *chat.Obligation) {
	switch o.Kind {
	case chat.OwedNightAck:
		n.Acknowledge = o.Due
	case chat.OwedNightResolve:
		n.Resolve = o.Due
	case chat.OwedCall:
		if o.Reason == chat.CallDelayCheck {
			n.Upset = true
		}
		if o.Reason == chat.CallOvernight {
			n.Call, n.Obligation = o.Due, o.ID
		}
	}
}
