package handover

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/typed"
)

// Collect returns everything that somebody who goes has to hand over (G-END-02,
// G-CHK-E4): what is theirs, what is nobody's in particular, what was of people who
// are no longer on the team, and what was handed to them and they never acknowledged.
// It is in the order in which it is due, what has no time last.
//
//   - chats that they serve or have claimed, and chats that wait and nobody serves;
//   - whatever is owed to a customer, on any chat, closed or not: calls, promises,
//     escalations, the chats of the night, the bot's errors that are not written up.
//     What is owed within a conversation, such as the next line, goes with its chat
//     and is an item of its own only where the chat is not one;
//   - open follow-ups of the list.
//
// Hub time now decides nothing but what is called late in words.
func Collect(f *chat.Floor, l followup.List, who chat.AgentID, now chat.Instant, ed *policy.Edition) []Item {
	c := collector{floor: f, who: who, now: now, zone: ed.Zone(), left: leftTo(f, who), at: make(map[string]bool)}
	f.EachChat(c.chat)
	for v := range l.Open() {
		c.followUp(v.ID, v.Content)
	}
	slices.SortFunc(c.items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(dueOrLast(a), dueOrLast(b)), strings.Compare(a.ID, b.ID))
	})
	return c.items
}

func dueOrLast(i Item) chat.Instant {
	if i.Due == 0 {
		return maxInstant + 1
	}
	return i.Due
}

type collector struct {
	floor *chat.Floor
	who   chat.AgentID
	now   chat.Instant
	zone  *time.Location
	// left are the ids of what was handed to who and not acknowledged.
	left  map[string]bool
	at    map[string]bool
	items []Item
}

// leftTo returns the ids of items that were handed to somebody, or raised to them,
// and that nobody has acknowledged or taken: these still bear the name of who
// handed them over, and that person has gone.
func leftTo(f *chat.Floor, who chat.AgentID) map[string]bool {
	left := make(map[string]bool)
	for _, h := range f.Handovers() {
		if !h.Open() || h.To != who && h.RaisedTo != who {
			continue
		}
		for _, it := range h.Missing() {
			left[it.ID] = true
		}
	}
	return left
}

// mine reports whether something that owner has goes over with who.
func (c *collector) mine(id string, owner chat.AgentID) bool {
	switch {
	case owner == chat.OwnerBot:
		return false
	case owner == c.who, !owner.Person(), c.left[id]:
		return true
	}
	a := c.floor.Agent(owner)
	return a == nil || a.Revoked
}

func (c *collector) add(it Item) {
	if !c.at[it.ID] {
		c.at[it.ID] = true
		c.items = append(c.items, it)
	}
}

// chatItem and the two below name the same thing in every document.
func chatItem(id chat.ChatID) string { return "chat:" + string(id) }

func owedItem(c chat.ChatID, o chat.ObligationID) string {
	return "owed:" + string(c) + "/" + string(o)
}

func followUpItem(id record.ID) string { return "follow-up:" + string(id) }

func (c *collector) chat(of *chat.Chat) {
	id := chatItem(of.ID)
	goes := of.Active() && c.chatGoes(id, of)
	if goes {
		c.add(Item{
			ID: id, Kind: KindChat, Title: "Chat with " + customer(&of.Customer), Customer: customer(&of.Customer),
			Chat: of.ID, Ref: typed.Line(of.TicketRef), Due: nearest(of), Owner: of.Owner, Words: chatWords(of),
		})
	}
	for i := range of.Obligations {
		o := &of.Obligations[i]
		id := owedItem(of.ID, o.ID)
		if goes && !standsAlone(o.Kind) || !c.mine(id, o.Owner) {
			continue
		}
		kind, title := titleOf(o, customer(&of.Customer))
		c.add(Item{
			ID: id, Kind: kind, Title: title, Customer: customer(&of.Customer), Chat: of.ID, Obligation: o.ID,
			Ref: typed.Line(o.Ref), Due: o.Due, Owner: o.Owner, Words: c.owedWords(of, o),
		})
	}
}

// chatGoes reports whether an active chat is one of who's, or nobody's. One that the
// bot serves is the bot's: what people owe in it are items of their own.
func (c *collector) chatGoes(id string, of *chat.Chat) bool {
	switch {
	case of.Claim.Open() && of.Claim.Agent == c.who:
		return true
	case of.Owner != "":
		return c.mine(id, of.Owner)
	}
	return of.Stage != chat.StageBot
}

// standsAlone reports whether what is owed is an item beside its chat: what may be
// kept without the chat being open, or be somebody else's than the chat is.
func standsAlone(k chat.ObligationKind) bool {
	return k.Outlives() || k == chat.OwedNightAck || k == chat.OwedNightResolve
}

// nearest is when something is due in a chat next.
func nearest(of *chat.Chat) chat.Instant {
	var at chat.Instant
	for i := range of.Obligations {
		if due := of.Obligations[i].Due; at == 0 || due < at {
			at = due
		}
	}
	return at
}

func chatWords(of *chat.Chat) string {
	words := []string{of.StageWords()}
	if of.Owner == "" {
		words = append(words, "nobody serves it")
	}
	if of.Claim.Open() {
		words = append(words, "a takeover is under way")
	}
	if e := of.Escalation; e.State == chat.EscalationOpen || e.State == chat.EscalationAccepted {
		words = append(words, "escalated, "+string(e.State))
	}
	if of.LastLine >= 0 && of.LastLine < len(of.Messages) {
		words = append(words, "last line: "+typed.Brief(typed.Line(of.Messages[of.LastLine].Text), 160))
	}
	return strings.Join(words, "; ")
}

// titleOf says what is owed in a few words.
func titleOf(o *chat.Obligation, customer string) (Kind, string) {
	switch o.Kind {
	case chat.OwedCall:
		return KindCall, "Call " + customer
	case chat.OwedPromise:
		return KindPromise, "Promise to " + customer
	case chat.OwedContact:
		return KindPromise, "Get in touch with " + customer
	case chat.OwedEscalation:
		return KindEscalation, "Escalation of " + customer
	case chat.OwedConfirm:
		return KindEscalation, "Ask " + customer + " whether it is solved"
	case chat.OwedReview:
		return KindNight, "Review the night chat of " + customer
	case chat.OwedNightAck:
		return KindNight, "Acknowledge the night chat of " + customer
	case chat.OwedNightResolve:
		return KindNight, "Resolve the night chat of " + customer
	case chat.OwedWriteUp:
		return KindBotError, "Write up the bot’s error with " + customer
	}
	return KindDuty, strings.ReplaceAll(string(o.Kind), "_", " ") + " for " + customer
}

func (c *collector) owedWords(of *chat.Chat, o *chat.Obligation) string {
	var words []string
	add := func(when bool, s string) {
		if when && s != "" {
			words = append(words, s)
		}
	}
	add(true, typed.Brief(typed.Line(o.Words), 200))
	add(true, strings.ReplaceAll(string(o.Reason), "_", " "))
	add(o.Urgent, "urgent")
	add(o.Unconfirmed, "not confirmed to the customer yet")
	add(o.Attempts == 1, "tried once")
	add(o.Attempts == 2, "tried twice")
	add(o.Attempts > 2, "tried three times")
	add(!o.Paused.IsZero(), "the clock stands still")
	add(o.Due < c.now, "late")
	add(!of.Active(), "the chat is closed")
	return strings.Join(words, "; ")
}

func (c *collector) followUp(id record.ID, f followup.FollowUp) {
	item := followUpItem(id)
	if !c.mine(item, f.Assignee) {
		return
	}
	name := typed.Brief(cmp.Or(typed.Line(f.Customer), typed.Line(f.Phone), "a customer without a name"), maxName)
	words := typed.Brief(typed.Line(f.Reason), 200)
	if f.Late(c.now) {
		words += "; late"
	}
	if calls := c.floor.RecordCalls(string(id)); calls.Failed() > 0 {
		words += "; tried before"
	}
	c.add(Item{
		ID: item, Kind: KindFollowUp, Title: "Call " + name, Customer: name, Chat: f.Chat, Record: string(id),
		Due: f.Due, Owner: f.Assignee, Words: words, Note: typed.Brief(typed.Line(f.Note), maxName*5),
	})
}

const maxName = 80

// customer is how a customer is named to people.
func customer(c *chat.Customer) string {
	return typed.Brief(cmp.Or(typed.Line(c.Name), typed.Line(c.Contact), typed.Line(c.Account), "a customer without a name"), maxName)
}
