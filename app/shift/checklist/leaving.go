package checklist

import (
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/record"
	"floorwalker/app/shift/handover"
	"floorwalker/app/shift/roster"
)

// Leaving returns the four items of the end of a shift and two for what is nobody's,
// in their order. EndShift is refused while one of them is not done.
//
// What somebody has to finish is what [handover.Collect] would have them hand over,
// but for what has gone over already: in a document of theirs and of this shift that
// somebody acknowledged item by item, or that a lead took in writing. An open chat
// needs the lead for it, whoever else has acknowledged it. What is nobody's in
// particular is theirs only while nobody else answers for the floor; what is filed
// for a later shift is that one's.
func Leaving(in Input) []Item {
	p := parting{Input: &in, open: make(map[string][]Missing), of: make(map[string]int)}
	p.collect()
	p.chatsWithoutLead()
	return []Item{p.calls(), p.botErrors(), p.published(), p.chats(), p.fresh(), p.rest()}
}

// parting is what one person leaves behind.
type parting struct {
	*Input
	// open are what is missing, and of how many there were, by the id of the item.
	open map[string][]Missing
	of   map[string]int
}

func (p *parting) add(id string, m Missing) { p.open[id], p.of[id] = append(p.open[id], m), p.of[id]+1 }

// collect sorts what would go over among the items.
func (p *parting) collect() {
	stands := p.stands()
	for _, it := range handover.Collect(p.Floor, p.FollowUps, p.Me, p.Now, p.Edition) {
		mine := p.mine(&it)
		if !mine && (!stands || p.later(it.Chat)) {
			continue
		}
		id := idOf(&it, mine)
		hash, over := p.over(&it)
		if over && !p.back(&it) {
			p.of[id]++
			continue
		}
		m := Missing{Words: it.Title, Chat: it.Chat, Obligation: it.Obligation, Record: record.ID(it.Record), Handover: hash}
		switch {
		case over && it.Record != "":
			m.Words += ", taken over, and still yours on the list"
		case hash != "":
			m.Words += ", signed over and not acknowledged yet"
		case it.Due > 0:
			m.Words += ", due " + p.clock(it.Due)
		}
		p.add(id, m)
	}
}

// idOf is the item of the list that something belongs to.
func idOf(it *handover.Item, mine bool) string {
	switch it.Kind {
	case handover.KindCall, handover.KindFollowUp:
		return "G-CHK-E1"
	case handover.KindBotError:
		return "G-CHK-E2"
	case handover.KindChat:
		if mine {
			return "G-CHK-E4"
		}
		return "G-END-01"
	case handover.KindDuty:
		if !mine {
			return "G-END-01"
		}
	}
	return "G-END-02"
}

// mine reports whether something is this person's: theirs by name, handed to them,
// or taken by them from who left and still without an owner, as a chat that waits in
// the queue. Their word let somebody else go, so it cannot fall back to nobody.
func (p *parting) mine(it *handover.Item) bool {
	if it.Owner == p.Me || !it.Owner.Person() && !p.later(it.Chat) && p.lastTaker(it.ID) == p.Me {
		return true
	}
	if c := p.Floor.Chat(it.Chat); c != nil && it.Kind == handover.KindChat && c.Claim.Open() && c.Claim.Agent == p.Me {
		return true
	}
	a := p.Floor.Agent(it.Owner)
	return it.Owner.Person() && a != nil && !a.Revoked
}

// lastTaker returns who said last that they have an item, by an acknowledgement or
// in writing; empty if nobody did.
func (p *parting) lastTaker(item string) (who chat.AgentID) {
	var last chat.Instant
	for _, h := range p.Floor.Handovers() {
		if !slices.ContainsFunc(h.Items, func(it chat.HandoverItem) bool { return it.ID == item }) {
			continue
		}
		for _, a := range h.Acks {
			if a.At >= last && slices.Contains(a.Items, item) {
				who, last = a.By, a.At
			}
		}
		if _, _, acked := h.Acked(item); !acked && !h.Taken.At.IsZero() && h.Taken.At >= last {
			who, last = h.Taken.By, h.Taken.At
		}
	}
	return who
}

// stands reports whether what is nobody's is this person's to see to: they answer
// for the floor, or nobody else does who could. Who has ended the shift answers for
// nothing in it, although their program may stay connected.
func (p *parting) stands() bool {
	who, _ := obligation.Accountable(p.Floor, chat.Obligation{})
	if who == p.Me {
		return true
	}
	a := p.Floor.Agent(who)
	return a == nil || a.Revoked || a.Presence != chat.PresenceOnline || p.Floor.Shift(p.Shift).EndedBy(who)
}

// later reports whether a chat is filed for a shift that is not this one: it is
// seen to when that begins (G-ON-01).
func (p *parting) later(id chat.ChatID) bool {
	c := p.Floor.Chat(id)
	return c != nil && c.Night.Filed() && c.Night.Shift > p.Shift
}

// back reports whether something is this person's by name although it has gone over.
// A chat, and what is owed on one, changes hands with the acknowledgement, so it has
// come back to them since. A record is written over a moment later by the receiver's
// desk, and until it is, who would call by the list is still the one who goes.
func (p *parting) back(it *handover.Item) bool { return it.Owner == p.Me }

// over reports whether something has gone over; else hash is the document that has
// it and waits.
func (p *parting) over(it *handover.Item) (hash string, over bool) {
	for _, h := range p.Floor.Handovers() {
		if h.From != p.Me || h.Shift != p.Shift || !slices.ContainsFunc(h.Items, func(o chat.HandoverItem) bool { return o.ID == it.ID }) {
			continue
		}
		if p.taken(&h) || p.acknowledged(&h, it.ID, it.Kind == handover.KindChat) {
			return "", true
		}
		hash = h.Hash
	}
	return hash, false
}

func (p *parting) taken(h *chat.Handover) bool {
	return !h.Taken.At.IsZero() && h.Taken.Agent == p.Me && p.lead(h.Taken.By)
}

// acknowledged reports whether somebody else took an item, or a lead if that is
// what it needs.
func (p *parting) acknowledged(h *chat.Handover, item string, lead bool) bool {
	return slices.ContainsFunc(h.Acks, func(a chat.Acknowledgement) bool {
		return a.By != p.Me && slices.Contains(a.Items, item) && (!lead || p.lead(a.By))
	})
}

func (p *parting) lead(a chat.AgentID) bool {
	who := p.Floor.Agent(a)
	return who != nil && who.Role == chat.RoleLead
}

// chatsWithoutLead finds the open chats that went over by this person's handover
// to somebody who is no lead, and that no lead has acknowledged since.
func (p *parting) chatsWithoutLead() {
	for _, h := range p.Floor.Handovers() {
		if h.From != p.Me || h.Shift != p.Shift || p.taken(&h) {
			continue
		}
		for _, it := range h.Items {
			c := p.Floor.Chat(it.Chat)
			gone := it.Kind == string(handover.KindChat) && c != nil && c.Active() && c.Owner != p.Me
			if gone && p.acknowledged(&h, it.ID, false) && !p.acknowledged(&h, it.ID, true) {
				p.add("G-CHK-E4", Missing{Words: it.Title + ": a lead has to acknowledge it too", Chat: it.Chat, Handover: h.Hash})
			}
		}
	}
}

// item makes a line of what is missing.
func (p *parting) item(id, words, none, some string) Item {
	it := Item{ID: id, Words: words, Missing: p.open[id], Of: p.of[id], Why: none}
	n := len(it.Missing)
	it.Done, it.Count = n == 0, it.Of-n
	switch n {
	case 0:
		if it.Of > 0 {
			it.Why = "What there was has gone over: somebody has it."
		}
	case 1:
		it.Why = "1 " + some + " is open. Finish it, or sign it over and have it acknowledged."
	default:
		it.Why = count(n, some) + " are open. Finish them, or sign them over and have them acknowledged."
	}
	return it
}

// calls is E1, and G-OPS-04: no follow-up is open that was not signed over.
func (p *parting) calls() Item {
	return p.item("G-CHK-E1", "Finish all pending follow-up calls", "No call is open.", "call")
}

// botErrors is E2: the log of the bot's errors is handed in, and nothing is owed
// to it.
func (p *parting) botErrors() Item {
	it := p.item("G-CHK-E2", "Hand in the bot's errors", "", "error of the bot")
	if !it.Done {
		it.Why = count(len(it.Missing), "error") + " of the bot " + isAre(len(it.Missing)) + " not written up."
		return it
	}
	why, ok := p.submitted()
	it.Why, it.Done = why, ok
	return it
}

// submitted says how the log of the bot's errors stands.
func (in *Input) submitted() (why string, ok bool) {
	s := in.Floor.Shift(in.Shift)
	if s == nil || s.BotErrors == nil {
		return "Nothing is handed in. Say “I saw none” if there was none.", false
	}
	sub := s.BotErrors
	if n := in.writtenSince(sub.At); n > 0 {
		return count(n, "error") + " of the bot " + isAre(n) + " written up since it was handed in; hand it in again.", false
	}
	if sub.NoneSeen {
		return "“I saw none”, " + in.clock(sub.At) + ", " + in.name(sub.By) + ".", true
	}
	return count(sub.Count, "error") + " handed in at " + in.clock(sub.At) + " by " + in.name(sub.By) + ".", true
}

// writtenSince counts what was written up in the shift after an instant.
func (in *Input) writtenSince(at chat.Instant) int {
	r := roster.Of(in.Edition)
	n := 0
	in.Floor.EachChat(func(c *chat.Chat) {
		for i := range c.BotErrors {
			if b := &c.BotErrors[i]; b.At > at {
				if s, _ := r.ShiftAt(b.At); s.ID == in.Shift {
					n++
				}
			}
		}
	})
	return n
}

// reportAge is how old a report may be that somebody leaves behind who goes before the
// last hour of the shift; one of that hour, or of after the end, is good for ever.
const reportAge = time.Hour

// published is E3: the report of the shift is on the log, with its time and author,
// and it says how the shift ended and not how it began.
func (p *parting) published() Item {
	it := Item{ID: "G-CHK-E3", Words: "Publish the report", Why: "It is not published."}
	s := p.Floor.Shift(p.Shift)
	if s == nil || s.Report == nil {
		return it
	}
	it.Why = "Published at " + p.clock(s.Report.At) + " by " + p.name(s.Report.By) + "."
	if it.Done = p.recent(s.Report.At); !it.Done {
		it.Why += " More than an hour of the shift has gone by since; publish it again."
	}
	return it
}

// recent reports whether no more than reportAge of the shift has gone by since an
// instant: that is not long ago, or the shift was over by then, or was so soon after.
func (p *parting) recent(at chat.Instant) bool {
	if p.Now.Sub(at) <= reportAge {
		return true
	}
	r := roster.Of(p.Edition)
	if r.Next(at).ID == p.Shift {
		return false // it was published before the shift began
	}
	running, _ := r.ShiftAt(at.Add(reportAge))
	return running.ID != p.Shift
}

// chats is E4: what one has begun is closed, or a lead has it in writing.
func (p *parting) chats() Item {
	it := p.item("G-CHK-E4", "Finish every chat that you serve", "No chat of yours is open.", "chat")
	if !it.Done {
		n := len(it.Missing)
		it.Why = count(n, "chat") + " " + isAre(n) + " open. Close what you can; for the rest a lead acknowledges a signed handover."
	}
	return it
}

// fresh is G-END-01: who came while cover was on is seen to by this shift, however
// late they came.
func (p *parting) fresh() Item {
	it := p.item("G-END-01", "See to every customer who came in the shift", "Nobody waits for a person.", "")
	switch n := len(it.Missing); n {
	case 0:
	case 1:
		it.Why = "1 customer waits for a person. See to them, or sign it over and have it acknowledged."
	default:
		it.Why = count(n, "customer") + " wait for a person. See to them, or sign it over and have it acknowledged."
	}
	return it
}

// rest is G-END-02: nothing that was promised or begun is left to nobody.
func (p *parting) rest() Item {
	return p.item("G-END-02", "Leave nothing to nobody", "Nothing else is open.", "thing")
}
