package trigger

import (
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/words"
)

// Engine watches every chat of a floor. It is not safe for concurrent use.
type Engine struct {
	policy  policy.Policy
	weights string // their version
	lexicon *words.Lexicon
	limits  [Rules]policy.Thresholds
	safe    safePhrases
	rearmed string // that low_confidence is armed again, in words
	reader  *learned.Reader
	chats   map[chat.ChatID]*memory
	free    []*memory // of chats that were forgotten, to be used again
	found   [Rules]finding
	reading Reading
	revised Revision
}

// pause is the silence after which what comes is another conversation: who is
// back the next day is not as cross as they were, and has not been stuck since.
const pause = 30 * time.Minute

// maxFree is how many memories are kept for chats to come.
const maxFree = 64

// New returns an engine that judges by p, measures with w and has seen
// nothing. The weights are shared and only read.
func New(p policy.Policy, w *learned.Weights) *Engine {
	e := &Engine{
		weights: w.Version(), lexicon: w.Lexicon(),
		reader: learned.NewReader(w), chats: make(map[chat.ChatID]*memory),
	}
	e.Adopt(p)
	return e
}

// Adopt judges what comes from now on by p. What is remembered of each chat, and
// what holds there, stays as it is: another threshold is no news about a line
// that was judged already. Facts name the version of p from then on.
func (e *Engine) Adopt(p policy.Policy) {
	e.policy, e.safe = p, newSafePhrases(p.Severity.BillingSafe[:], e.lexicon)
	e.rearmed = "the bot's confidence is above " + p.Trigger.ConfidenceRearm.Exact() + " again"
	for i := range rules {
		e.limits[i], _ = p.Rule(rules[i].id)
	}
}

// Message observes m, a line of c that has been folded into it, and returns
// the facts that follow: TriggerRaised and TriggerCleared, with ID, Chat and
// Body set. At is the caller's to fill. Lines are observed in the chat's
// order; one that was observed before, or that is not in the chat, gives
// nothing.
//
// A chat that the engine does not know is read from its beginning first,
// which costs as much as the chat is long, once. Where nothing follows from a
// line nothing is allocated.
func (e *Engine) Message(c *chat.Chat, m chat.Message) []chat.Event {
	e.reading = Reading{}
	mem := e.remember(c.ID)
	at := placeOf(c.Messages, m.ID, mem.next)
	if at < 0 {
		return nil
	}
	e.readTo(mem, c, at)
	return e.observe(mem, c, at, true)
}

// Rewritten observes a line of c that was edited or removed, after that was folded: the
// chat is read anew, which costs as much as it is long. What holds goes on to hold;
// what the new words call for follows, if nobody was called for by that line already.
func (e *Engine) Rewritten(c *chat.Chat, id chat.MessageID) []chat.Event {
	e.Forget(c.ID)
	if !c.Active() {
		return nil
	}
	var facts []chat.Event
	at := placeOf(c.Messages, id, 0)
	if at >= 0 && c.Messages[at].Removed.IsZero() {
		facts = e.Message(c, c.Messages[at])
	}
	// What was said since stands too: else nobody would be stuck, or somebody by what
	// was settled long ago.
	e.readTo(e.remember(c.ID), c, len(c.Messages))
	return facts
}

// came is when a line came to have the words that it has.
func came(m *chat.Message) chat.Instant { return max(m.At, m.Edited) }

// said is when a line was said, where that was long before anybody here heard of it.
func said(m *chat.Message) chat.Instant {
	if m.History() {
		return m.Said
	}
	return m.At
}

// Forget drops what is remembered of a chat. It is called when a chat leaves
// the floor; a chat that comes back is read again.
func (e *Engine) Forget(id chat.ChatID) {
	mem := e.chats[id]
	if mem == nil {
		return
	}
	delete(e.chats, id)
	if len(e.free) < maxFree {
		e.free = append(e.free, mem)
	}
}

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

// Returned takes in that a chat was given back to the bot, after that was folded: whoever
// served it has dealt with what they were called for, and what comes now calls anew, also
// where they wrote nothing meanwhile.
func (e *Engine) Returned(id chat.ChatID) {
	mem := e.chats[id]
	if mem == nil {
		return
	}
	for i := range mem.slots {
		mem.slots[i] = slot{}
	}
}

func (e *Engine) remember(id chat.ChatID) *memory {
	mem := e.chats[id]
	if mem != nil {
		return mem
	}
	if n := len(e.free); n > 0 {
		mem, e.free = e.free[n-1], e.free[:n-1]
	} else {
		mem = new(memory)
	}
	mem.begin(0)
	e.chats[id] = mem
	return mem
}

// readTo observes the lines before at without consequences: what followed
// from them is in the log already.
func (e *Engine) readTo(mem *memory, c *chat.Chat, at int) {
	for mem.next < at {
		e.observe(mem, c, mem.next, false)
	}
}

// observe lets every rule look at line at of c, the next that mem has not
// seen; it returns facts only if asked to judge. What the rules made of the
// line stands in e.found.
func (e *Engine) observe(mem *memory, c *chat.Chat, at int, judge bool) (facts []chat.Event) {
	m := &c.Messages[at]
	raise := judge && mayRaise(c) && !m.History()
	if raise { // what was due before the line came
		facts = e.overdue(nil, mem, c, m.At)
	}
	var v view
	if !e.take(&v, mem, c, at) {
		return facts
	}
	for i := range rules {
		rose := mem.slots[i].move(&e.found[i], m.History())
		if raise {
			facts = e.conclude(facts, &v, i, rose)
		}
	}
	if raise {
		facts = e.overdue(facts, mem, c, m.At)
	}
	if judge {
		e.read(&v, facts)
	}
	return facts
}

// take reads line at of c into mem and leaves what the rules made of it in
// e.found; it reports whether they look at such a line.
func (e *Engine) take(v *view, mem *memory, c *chat.Chat, at int) bool {
	m := &c.Messages[at]
	mem.next = at + 1
	e.found = [Rules]finding{}
	if m.From == chat.SpeakerAgent {
		mem.begin(at + 1)
	}
	if !counts(m) {
		return false
	}
	if last := max(mem.customer, mem.bot); last >= 0 && said(m).Sub(said(&c.Messages[last])) >= pause {
		mem.begin(at)
		mem.next = at + 1
	}
	*v = view{e: e, mem: mem, chat: c, at: at, was: mem.learned.Issue()}
	v.turn = e.reader.Read(&mem.learned, learned.Line{From: m.From, At: said(m), Text: m.Text})
	v.look()
	return true
}

// replay takes a line in as observe does, without consequences, and shows it.
func (e *Engine) replay(mem *memory, c *chat.Chat, at int, show func(*view)) {
	var v view
	if !e.take(&v, mem, c, at) {
		return
	}
	for i := range rules {
		mem.slots[i].move(&e.found[i], c.Messages[at].History())
	}
	show(&v)
}

// conclude appends what follows from what the rule of index i found.
func (e *Engine) conclude(facts []chat.Event, v *view, i int, rose bool) []chat.Event {
	f, m := &e.found[i], v.message()
	if f.passed == "" && !rose {
		return facts
	}
	held, holds := holding(v.chat, facts, i)
	if f.passed != "" {
		if !holds || isWord(&held) || !v.ends(i, &held) {
			return facts
		}
		return append(facts, chat.Event{
			ID: e.factID("cleared", v.chat.ID, i, m.ID, f.rises), Chat: v.chat.ID,
			Body: &chat.TriggerCleared{Rule: rules[i].id, Reason: f.passed},
		})
	}
	if holds && f.rises <= loud(held.Level) || waits(v.chat) && rules[i].tier == chat.TierProactive {
		return facts
	}
	return append(facts, e.raise(v.chat, i, m.ID, f, v.evidence(i), came(m)))
}

// holding returns the trigger of the rule of index i that holds on c once facts
// are folded: what was due before a line may be settled by it.
func holding(c *chat.Chat, facts []chat.Event, i int) (chat.Trigger, bool) {
	for _, f := range slices.Backward(facts) {
		if b, ok := f.Body.(*chat.TriggerRaised); ok && b.Trigger.Rule == rules[i].id {
			return b.Trigger, true
		}
	}
	return c.Trigger(rules[i].id)
}

// raise is the fact that the rule of index i fired; cause names the message.
func (e *Engine) raise(c *chat.Chat, i int, cause chat.MessageID, f *finding, es []chat.Evidence, at chat.Instant) chat.Event {
	level := f.rises.level()
	t := chat.Trigger{
		Rule: rules[i].id, Version: rules[i].version, Policy: e.policy.Version, Tier: tierOf(i, level),
		Level: level, Score: f.score, Threshold: f.crossed, Evidence: es, RaisedAt: at,
	}
	if weighed(i) {
		t.Weights = e.weights
	}
	return chat.Event{
		ID: e.factID("raised", c.ID, i, cause, f.rises), Chat: c.ID,
		Body: &chat.TriggerRaised{Trigger: t},
	}
}

// isWord reports whether a person stands behind the trigger: what somebody
// said with one key no rule takes back.
func isWord(t *chat.Trigger) bool { return t.MarkedBy != "" || t.ConfirmedBy != "" }

// mayRaise reports whether the bot or nobody serves the chat.
func mayRaise(c *chat.Chat) bool { return c.Active() && c.Owner == "" }

// waits reports whether the chat waits for a person already, with a clock of its
// own (S-ACC-06): that the bot gets it no further is no news.
func waits(c *chat.Chat) bool { return c.Stage == chat.StageQueued }

// lastBegin returns the line after the last one of an agent.
func lastBegin(c *chat.Chat) int { return newest(c, chat.SpeakerAgent) + 1 }

// newest returns the newest line of a speaker, -1 if there is none.
func newest(c *chat.Chat, from chat.Speaker) int {
	for at := len(c.Messages) - 1; at >= 0; at-- {
		if c.Messages[at].From == from {
			return at
		}
	}
	return -1
}

// placeOf finds a message, looking from the newest back to from; -1 if it is
// not there. The one that is looked for is nearly always the newest.
func placeOf(ms []chat.Message, id chat.MessageID, from int) int {
	for i := len(ms) - 1; i >= from; i-- {
		if ms[i].ID == id {
			return i
		}
	}
	return -1
}
