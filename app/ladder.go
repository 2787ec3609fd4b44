package app

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// The methods of this file are the steps between watching a chat and answering
// for it, and what goes on between colleagues about one.

// Whisper writes to whoever serves the chat and to nobody else (C-OBS-06). to
// is the owner on the screen of who whispers: should somebody else serve the
// chat by now, the hub refuses.
func (d *Desk) Whisper(id chat.ChatID, to chat.AgentID, text string) {
	d.do(func() { d.sayTo(id, to, text) })
}

// Join comes into the chat beside its owner (V-JOIN-01).
func (d *Desk) Join(id chat.ChatID) { d.ask(id, &chat.Join{}) }

// Leave goes out of the chat (V-LEAVE-01), and says what becomes of the ticket if
// nobody else is in it (V-LEAVE-02 to -04).
func (d *Desk) Leave(id chat.ChatID, l chat.Leave) { d.ask(id, &l) }

// Forward offers the chat to a person or a team (S-TRF-01).
func (d *Desk) Forward(id chat.ChatID, f chat.Forward) { d.ask(id, &f) }

// Invite asks a colleague into the chat (V-INVITE-01).
func (d *Desk) Invite(id chat.ChatID, to chat.AgentID, note string) {
	d.ask(id, &chat.Invite{To: to, Note: note})
}

// AcceptOffer says yes to an offer.
func (d *Desk) AcceptOffer(id chat.ChatID, offer chat.OfferID) {
	d.ask(id, &chat.AcceptOffer{Offer: offer})
}

// DeclineOffer says no to an offer, and why.
func (d *Desk) DeclineOffer(id chat.ChatID, offer chat.OfferID, reason string) {
	d.ask(id, &chat.DeclineOffer{Offer: offer, Reason: reason})
}

// WithdrawOffer takes back an offer of one's own.
func (d *Desk) WithdrawOffer(id chat.ChatID, offer chat.OfferID) {
	d.ask(id, &chat.WithdrawOffer{Offer: offer})
}

// AddTag and RemoveTag change what the chat is found under (E-ACT-09).
func (d *Desk) AddTag(id chat.ChatID, tag string) { d.ask(id, &chat.AddTag{Tag: tag}) }

// RemoveTag takes a tag away.
func (d *Desk) RemoveTag(id chat.ChatID, tag string) { d.ask(id, &chat.RemoveTag{Tag: tag}) }

func (d *Desk) ask(id chat.ChatID, w chat.Wish) {
	d.do(func() { d.wish(id, w) })
}

// onTeam notes an event that changes what a picker of colleagues shows.
func (d *Desk) onTeam(e *chat.Event) {
	switch e.Body.(type) {
	case *chat.AgentAdded, *chat.AgentRevoked, *chat.PresenceChanged, *chat.FocusChanged,
		*chat.ChatAccepted, *chat.ChatTakenOver, *chat.ChatForwarded, *chat.AgentLeft, *chat.ChatQueued, *chat.ChatClosed, *chat.ChatReturned:
		d.teamOld = true
	}
	if b, ok := e.Body.(*chat.AgentAdded); ok && b.Agent == d.me.Agent {
		d.ofTeam()
	}
}

// department is the team that this person is of.
func (d *Desk) department() string {
	if a := d.floor.Agent(d.me.Agent); a != nil {
		return a.Department
	}
	return ""
}

// ofTeam tells the board which team this person is of.
func (d *Desk) ofTeam() {
	d.talk.old = true
	if d.book.Department(d.department()) {
		d.floor.EachChat(func(c *chat.Chat) { d.dirty[c.ID] = c })
	}
}

// showTeam returns the colleagues, counted anew only after something changed.
func (d *Desk) showTeam() []view.Colleague {
	if d.teamOld {
		d.team, d.teamOld = view.Team(d.floor, d.me.Agent), false
		d.outside = view.Outsiders(d.floor)
	}
	return d.team
}

// tags returns every tag of the floor, in order, for a field to suggest. It
// costs every chat, so it is asked for when a field opens and never by an event.
func (d *Desk) tags() []string {
	var all []string
	d.floor.EachChat(func(c *chat.Chat) { all = append(all, c.Tags...) })
	slices.Sort(all)
	return slices.Compact(all)
}

// Tags calls back, from the desk's goroutine, with every tag of the floor.
func (d *Desk) Tags(got func([]string)) { d.do(func() { got(d.tags()) }) }
