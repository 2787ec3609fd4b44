package chat

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strings"
)

// Hash returns a digest of everything that everybody can see on the floor, so
// of all but whispers. Two
// floors that folded the same events have the same hash, in any process.
func (f *Floor) Hash() string {
	h := sha256.New()
	chats := make([]*Chat, 0, len(f.chats))
	f.EachChat(func(c *Chat) { chats = append(chats, c) })
	slices.SortFunc(chats, func(a, b *Chat) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for _, c := range chats {
		c.hash(h)
	}
	agents := make([]Agent, 0, len(f.agents))
	f.EachAgent(func(a *Agent) { agents = append(agents, *a) })
	slices.SortFunc(agents, func(a, b Agent) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for _, a := range agents {
		fmt.Fprintf(h, "agent %+v\n", a)
	}
	fmt.Fprintf(h, "cover %+v\n%+v\n", f.cover, f.keys)
	for _, id := range f.Shifts() {
		s := *f.shifts[id]
		fmt.Fprintf(h, "shift %q %+v %+v %+v %+v\n", id, s.Started, s.Ended, deref(s.BotErrors), deref(s.Report))
	}
	fmt.Fprintf(h, "%+v\n%+v\n", f.handovers, f.records)
	fmt.Fprintf(h, "%+v\n", f.backends)
	for _, room := range f.Rooms() {
		fmt.Fprintf(h, "room %q %+v\n", room, f.channel[room])
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (c *Chat) hash(w hash.Hash) {
	fmt.Fprintf(w, "chat %q %q %q %+v %s %d %d %q %q %d %+v %t %d %q %d\n", c.ID, c.Driver, c.Channel,
		c.Customer, c.Stage, c.Opened, c.Closed, c.ClosedWhy, c.Owner, c.OwnedSince, c.Claim, c.Bot,
		c.QueuedAt, c.QueuedWhy, c.LastAt)
	for _, m := range c.Messages {
		if m.From == SpeakerWhisper {
			continue
		}
		told, file := m.Told, m.File
		m.Told, m.File = nil, nil // an address says nothing
		fmt.Fprintf(w, "%+v %+v %+v %+v\n", m, c.delivery[m.ID], told, file)
	}
	fmt.Fprintf(w, "%+v %+v %+v\n", c.Triggers, c.Obligations, c.Brought)
	fmt.Fprintf(w, "%q %+v %+v %q\n", c.Joined, c.Offers, c.Returned, c.Tags)
	fmt.Fprintf(w, "%q %d %s %d %q %+v %+v %+v %+v %q %q %d\n", c.newestConfirmed(), c.Began, c.Step, c.StepSince, c.Confirmed, c.Rating,
		c.Verified, c.Help, c.Escalation, c.TicketRef, c.Ticket, c.Typed)
	fmt.Fprintf(w, "%+v %+v %+v %+v %+v\n", c.Calls, c.Failed, c.Offered, c.BotErrors, c.Night)
	fmt.Fprintf(w, "%q %d %+v %q %q %d\n", c.ServedBy, c.Heard, c.Unanswered, c.LeftAt, c.Alerted, c.CallOwed)
	fmt.Fprintf(w, "%q %+v %q %q %q %t %q %t %q\n", c.Queue, c.Routed, c.GivenBy, c.Choice, c.Site, c.Group, c.Lead, c.Blocked, c.Draft)
	fmt.Fprintf(w, "%+v\n", c.Side)
}

// deref is what p points to, for an address says nothing.
func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
