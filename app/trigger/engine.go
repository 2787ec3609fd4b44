package trigger

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
)

// Engine watches every chat of a floor. It is not safe for concurrent use.
type Engine struct {
	policy policy.Policy
	rules  [ruleCount]rule
	limits [ruleCount]policy.Thresholds
	chats  map[chat.ChatID]*memory
	text   text // scratch, reused for each message
}

// New returns an engine that judges by p and has seen nothing.
func New(p policy.Policy, _ *learned.Weights) *Engine {
	e := &Engine{policy: p, rules: rulesOf(p), chats: make(map[chat.ChatID]*memory)}
	for i, r := range e.rules {
		e.limits[i], _ = p.Rule(r.id())
	}
	return e
}

// Message observes m, a line of c that has been folded into it, and returns
// the facts that follow: TriggerRaised and TriggerCleared, with ID, Chat and
// Body set. At is the caller's to fill. Lines are observed in the chat's
// order; one that was observed before, or that is not in the chat, gives
// nothing.
//
// A chat that the engine does not know is read from its beginning first,
// which costs as much as the chat is long, once.
func (e *Engine) Message(c *chat.Chat, m chat.Message) []chat.Event {
	mem := e.remember(c.ID)
	at := indexOf(c.Messages, m.ID, mem.next)
	if at < 0 {
		return nil
	}
	e.readTo(mem, c, at)
	return e.observe(mem, c, &c.Messages[at], true)
}

// Forget drops what is remembered of a chat. It is called when a chat leaves
// the floor; a chat that comes back is read again.
func (e *Engine) Forget(id chat.ChatID) { delete(e.chats, id) }

// Owned returns the facts that end every trigger of a chat that an agent has
// just begun to serve: after ChatTakenOver or ChatAccepted was folded. For a
// chat without an owner it returns nothing.
func (e *Engine) Owned(c *chat.Chat) []chat.Event {
	if c.Owner == "" {
		return nil
	}
	var facts []chat.Event
	for _, t := range c.Triggers {
		facts = append(facts, chat.Event{
			ID: ownedID(c, t), Chat: c.ID,
			Body: &chat.TriggerCleared{Rule: t.Rule, Reason: "an agent serves the chat"},
		})
	}
	return facts
}

func (e *Engine) remember(id chat.ChatID) *memory {
	mem := e.chats[id]
	if mem == nil {
		mem = new(memory)
		e.chats[id] = mem
	}
	return mem
}

// readTo observes the lines before at without consequences: what followed
// from them is in the log already.
func (e *Engine) readTo(mem *memory, c *chat.Chat, at int) {
	for mem.next < at {
		e.observe(mem, c, &c.Messages[mem.next], false)
	}
}

// observe lets every rule look at one line; it returns facts only if asked.
func (e *Engine) observe(mem *memory, c *chat.Chat, m *chat.Message, judge bool) (facts []chat.Event) {
	mem.next++
	switch m.From {
	case chat.SpeakerAgent:
		mem.begin()
		return nil
	case chat.SpeakerCustomer, chat.SpeakerBot:
		e.text.read(m.Text)
	default:
		return nil
	}
	for i, r := range e.rules {
		f := r.observe(mem, m, &e.text)
		s := &mem.slots[i]
		rose := s.move(f, e.limits[i])
		if judge && mayRaise(c) {
			facts = e.conclude(facts, c, m, i, f, rose)
		}
	}
	return facts
}

// conclude appends what follows from what the rule of index i found.
func (e *Engine) conclude(facts []chat.Event, c *chat.Chat, m *chat.Message, i int, f finding, rose bool) []chat.Event {
	r := e.rules[i]
	held, holds := c.Trigger(r.id())
	switch {
	case f.passed && holds:
		return append(facts, chat.Event{
			ID: e.factID("cleared", c.ID, r, m.ID), Chat: c.ID,
			Body: &chat.TriggerCleared{Rule: r.id(), Reason: f.words},
		})
	case !rose:
		return facts
	}
	level, crossed, _ := e.limits[i].Level(f.score)
	if holds && rank(level) <= rank(held.Level) {
		return facts
	}
	return append(facts, chat.Event{
		ID: e.factID("raised", c.ID, r, m.ID), Chat: c.ID,
		Body: &chat.TriggerRaised{Trigger: chat.Trigger{
			Rule: r.id(), Version: r.version(), Policy: e.policy.Version, Tier: r.tier(),
			Level: level, Score: f.score, Threshold: crossed,
			Evidence: r.evidence(e.chats[c.ID], m, crossed), RaisedAt: m.At,
		}},
	})
}

// mayRaise reports whether the bot or nobody serves the chat.
func mayRaise(c *chat.Chat) bool { return c.Active() && c.Owner == "" }

// indexOf finds a message, looking from the newest back to from; -1 if it is
// not there. The one that is looked for is nearly always the newest.
func indexOf(ms []chat.Message, id chat.MessageID, from int) int {
	for i := len(ms) - 1; i >= from; i-- {
		if ms[i].ID == id {
			return i
		}
	}
	return -1
}
