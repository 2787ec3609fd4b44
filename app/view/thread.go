package view

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
)

// Stance is what my words would do in a chat, and so its frame.
type Stance int

// The stances, from the one who is not there to the one who answers for the
// chat. Whispering is no stance but a box: who whispers is still unseen
// by the customer, or has joined.
const (
	// Observing: nobody can tell that I am here, and I cannot write to the
	// customer.
	Observing Stance = iota
	// Joined: I write beside the owner, and both sides know (V-JOIN-03).
	Joined
	// Taking: I asked to take over and the bot may still speak.
	Taking
	// Yours: I serve the chat.
	Yours
	// Ended: the chat is closed.
	Ended
)

// Thread is the open chat.
type Thread struct {
	ID       chat.ChatID
	Customer chat.Customer
	Channel  chat.Channel
	Stage    chat.Stage
	Stance   Stance
	Speaking chat.Speaker
	Owner    chat.AgentID
	Server   string // the owner by name
	// Beside are those who have joined, by name, and With the same by id; I am
	// not among them.
	Beside []string
	With   []chat.AgentID
	Opened chat.Instant
	Owned  chat.Instant
	Queued chat.Instant
	// Claimed is since when a takeover of mine waits for the backend (D-08).
	Claimed chat.Instant
	Why     string // why it is queued or closed

	// Messages are all lines; the slice is shared and never changes. A line that was
	// edited or removed is so in a new slice.
	Messages []chat.Message
	Outcomes map[chat.MessageID]chat.Outcome
	// Reached counts Messages up to the newest of ours that the customer's side
	// has confirmed.
	Reached int
	// Pending are lines of mine that the hub has not confirmed.
	Pending []PendingLine
	First   int // index of the customer's first line, -1 if none

	Triggers []chat.Trigger
	Brought  []chat.Trigger // why the agent came
	// Obligations are what is owed here, the nearest first.
	Obligations []Owed
	// Offers are those that wait for an answer, mine first.
	Offers []Offered
	// Back is what came back of an offer of mine, until I do something in the
	// chat.
	Back []CameBack
	Tags []string
	// Night is what became of a chat that came while nobody was there; NightLocked
	// says that nothing but an acknowledgement may be written to its customer.
	Night       chat.Night
	NightLocked bool
	// CallsOffered are the calls that the customer was offered, the oldest first;
	// Calling is what suggests another.
	CallsOffered []chat.CallbackOffer
	Calling      Calling
	// Can is what can be done with this chat at its backend.
	Can Cans
	// Routed is where the chat belongs by the policy's rules, and Choice what the
	// customer chose before it; Site is where the channel is.
	Routed       Routed
	Choice, Site string
	Group        Group
	// MayFinish says that I may end this chat, or give it back to the bot: its owner
	// may, and in a group its lead, or a lead of the floor, or its owner while its lead is
	// away.
	MayFinish bool
	// Blocked says that the customer may not write.
	Blocked bool
	// Side is the team's own thread beside this chat (C-INT-01).
	Side Talk
	// Watch is nil unless the person is a lead who does not serve this chat:
	// nobody else is told who watches (D-03).
	Watch *Watch
	Gap   bool
	Row   *Row

	Work
}

// Offered is an open offer with the names of its people.
type Offered struct {
	chat.Offer
	FromName string
	// ToName is the receiver, or the team that may answer.
	ToName string
	// Mine says that I may accept or decline, Sent that I have made it.
	Mine, Sent bool
}

// CameBack is an offer of mine that nobody took, with the names of its people.
type CameBack struct {
	chat.Return
	// ToName is the receiver or the team, ByName who declined; it is empty if
	// nobody did.
	ToName, ByName string
}

// PendingLine is a line from the moment Enter was pressed until it is an
// event of the chat, or is known not to become one.
type PendingLine struct {
	ID   chat.CommandID
	At   chat.Instant
	Text string
	Note bool
	// Script, Overrides, File and Via are those of a line to the customer; see
	// chat.MessagePosted.
	Script    string
	Overrides []string
	File      *chat.File
	Via       chat.Channel
	// To is who a whisper is for, and Whisper their name; both are empty for
	// any other line.
	To      chat.AgentID
	Whisper string
	State   chat.Delivery // pending, failed or unsure
	// Words say why it failed, is unsure, is held, or waits.
	Words string
	// Queued says of a pending line that it waits for the connection.
	Queued bool
	// Held says of a failed line that nothing is wrong with it: it goes when
	// the person has confirmed it.
	Held bool
	// Stuck says of a held line that this person cannot confirm it here.
	Stuck bool
	// Gap says that it was held back because lines may be missing (D-15).
	Gap bool
}

// ToCustomer reports whether the customer would see the line.
func (l *PendingLine) ToCustomer() bool { return !l.Note && l.To == "" }

// ThreadOf returns c as me sees it.
func (b *Book) ThreadOf(c *chat.Chat) *Thread {
	t := &Thread{
		ID: c.ID, Customer: c.Customer, Channel: c.Channel, Stage: c.Stage, Stance: Observing,
		Speaking: c.Speaking(), Opened: c.Opened, Owned: c.OwnedSince, Queued: c.QueuedAt, Why: c.QueuedWhy,
		Messages: c.Messages, Outcomes: c.Outcomes(), Reached: c.Reached, First: c.FirstLine,
		Triggers: c.Triggers, Brought: c.Brought, Obligations: b.owedIn(c), Gap: b.HasGap(c.ID), Row: b.Row(c.ID),
		Owner: c.Owner, Offers: b.offered(c), Back: b.cameBack(c), Tags: c.Tags, Work: workOf(c),
		Night: c.Night, NightLocked: flow.NightLocked(c, b.me), CallsOffered: c.Offered,
		Routed: b.routed(c), Choice: c.Choice, Site: c.Site, Group: b.group(c), Blocked: c.Blocked,
	}
	t.MayFinish = c.Active() && b.me != "" && (t.Group.Mine || !t.Group.On && c.Owner == b.me)
	if c.Owner != "" {
		t.Server = b.names(c.Owner)
	}
	for _, a := range c.Joined {
		if a != b.me {
			t.Beside, t.With = append(t.Beside, b.names(a)), append(t.With, a)
		}
	}
	switch {
	case !c.Active():
		t.Stance, t.Why = Ended, c.ClosedWhy
	case c.Owner == b.me && b.me != "":
		t.Stance = Yours
	case c.Claim.Open() && c.Claim.Agent == b.me:
		t.Stance, t.Claimed = Taking, c.Claim.At
	case c.HasJoined(b.me):
		t.Stance = Joined
	}
	return t
}

// offered returns c's open offers as me sees them.
func (b *Book) offered(c *chat.Chat) []Offered {
	if len(c.Offers) == 0 {
		return nil
	}
	os := make([]Offered, 0, len(c.Offers))
	for _, o := range c.Offers {
		f := Offered{Offer: o, FromName: b.names(o.From), ToName: o.Queue, Mine: o.For(b.me), Sent: o.From == b.me}
		if o.To != "" {
			f.ToName = b.names(o.To)
		}
		os = append(os, f)
	}
	slices.SortStableFunc(os, func(a, b Offered) int {
		switch {
		case a.Mine == b.Mine:
			return 0
		case a.Mine:
			return -1
		}
		return 1
	})
	return os
}

// cameBack returns what came back to me in c.
func (b *Book) cameBack(c *chat.Chat) []CameBack {
	var back []CameBack
	for _, r := range c.Returned {
		if b.me == "" || r.Offer.From != b.me {
			continue
		}
		n := CameBack{Return: r, ToName: r.Offer.Queue}
		if r.Offer.To != "" {
			n.ToName = b.names(r.Offer.To)
		}
		if r.Agent != "" {
			n.ByName = b.names(r.Agent)
		}
		back = append(back, n)
	}
	return back
}
