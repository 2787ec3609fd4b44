package flow

import (
	"fmt"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
)

// Next returns what me should do next in c, in order: what it is time for
// (Now) before what will be. It is empty for who does not serve the chat.
func Next(c *chat.Chat, me chat.AgentID, now chat.Instant, e *policy.Edition) []Prompt {
	if e == nil || !c.Active() || !c.Serves(me) {
		return nil
	}
	n := next{chat: c, now: now, edition: e, plan: planOf(e)}
	n.owed = owed(c)
	if n.night() {
		return n.sorted()
	}
	n.greet()
	n.confirm()
	n.clarify()
	n.talk()
	n.callback()
	return n.sorted()
}

type next struct {
	chat    *chat.Chat
	now     chat.Instant
	edition *policy.Edition
	plan    plan
	owed    map[chat.ObligationKind]chat.Obligation
	prompts []Prompt
}

// owed returns what runs, by kind; of several of a kind the nearest.
func owed(c *chat.Chat) map[chat.ObligationKind]chat.Obligation {
	by := make(map[chat.ObligationKind]chat.Obligation, len(c.Obligations))
	for i := len(c.Obligations) - 1; i >= 0; i-- {
		by[c.Obligations[i].Kind] = c.Obligations[i]
	}
	return by
}

// sorted puts what it is time for first, and keeps the order otherwise.
func (n *next) sorted() []Prompt {
	out := make([]Prompt, 0, len(n.prompts))
	for _, now := range []bool{true, false} {
		for _, p := range n.prompts {
			if p.Now == now {
				out = append(out, p)
			}
		}
	}
	return out
}

func (n *next) add(p Prompt) { n.prompts = append(n.prompts, p) }

// greet lists the steps of the handover that are left (G-HAND-01). They count
// from when the agent came, and are over once somebody has written anything
// else: the greeting cannot come after the answer.
func (n *next) greet() {
	c, done := n.chat, said(n.chat, n.chat.OwnedSince)
	if n.spoken() {
		return
	}
	first := true
	for i, id := range n.plan.takeOver {
		if !done[string(id)].IsZero() {
			continue
		}
		p := Prompt{
			Kind: PromptGreet, Response: id, Step: i + 1, Now: first,
			Words: fmt.Sprintf("greet, step %d of %d", i+1, len(n.plan.takeOver)),
		}
		if i < len(n.edition.Policy.Handover.Steps) {
			p.Due = c.OwnedSince.Add(n.edition.Policy.Handover.Steps[i])
		}
		n.add(p)
		first = false
	}
}

// spoken reports whether a person has written something other than the greeting
// since the owner came.
func (n *next) spoken() bool {
	c := n.chat
	for i := c.LastLine; i >= 0 && c.Messages[i].At >= c.OwnedSince; i-- {
		if m := &c.Messages[i]; m.From == chat.SpeakerAgent && !n.plan.greets(m.Script) {
			return true
		}
	}
	return false
}

// clarify offers the template that asks for what is missing, while the next line
// is ours and the greeting is over (S-FLOW-02).
func (n *next) clarify() {
	_, reply := n.owed[chat.OwedReply]
	_, update := n.owed[chat.OwedUpdate]
	if n.chat.Step == chat.StepClarifying && (reply || update) && len(n.prompts) == 0 {
		n.add(Prompt{Kind: PromptClarify, Response: script.IDQuery, Now: reply, Words: "ask for what is not clear yet"})
	}
}

// confirm asks for a person's word where the customer's sounds like a yes
// behind an answer of ours (S-FLOW-04).
func (n *next) confirm() {
	c := n.chat
	m, ok := LastWord(c)
	if !ok || c.Confirmed != "" || m.From != chat.SpeakerCustomer || !Agrees(m.Text) || !n.spoken() {
		return
	}
	n.add(Prompt{Kind: PromptConfirm, Now: true, Words: "the customer seems to agree: say that it is solved"})
}

// talk lists what the clock of the conversation asks for.
func (n *next) talk() {
	if n.closing() {
		return
	}
	silence := []struct {
		kind  chat.ObligationKind
		as    PromptKind
		words string
	}{
		{chat.OwedNudge, PromptNudge, "ask whether the customer is still there"},
		{chat.OwedWarn, PromptWarn, "say that the chat will close"},
		{chat.OwedClose, PromptClose, "send the last message and close"},
	}
	for i, s := range silence {
		if o, runs := n.owed[s.kind]; runs && o.Paused.IsZero() && i < len(n.plan.silence) {
			n.add(n.by(&o, Prompt{Kind: s.as, Response: n.plan.silence[i], Step: i + 1, Words: s.words}))
		}
	}
	if o, runs := n.owed[chat.OwedUpdate]; runs {
		n.add(n.by(&o, Prompt{Kind: PromptUpdate, Words: "tell the customer how things stand"}))
	}
	n.reply()
}

func (n *next) reply() {
	if o, runs := n.owed[chat.OwedReply]; runs {
		p := n.by(&o, Prompt{Kind: PromptReply, Words: "answer the customer"})
		p.Now = true
		n.add(p)
	}
}

// by gives a prompt the clock that it serves.
func (n *next) by(o *chat.Obligation, p Prompt) Prompt {
	p.Due, p.Obligation, p.Now = o.Due, o.ID, n.now >= o.Due
	return p
}

// closing lists the rest of the way out, once the customer has agreed or the
// closing has begun, and reports whether it is that time. The second message
// waits for an answer to the first, or for the time in which one would have
// come (G-CLOSE-02).
func (n *next) closing() bool {
	c := n.chat
	if c.Confirmed == "" && c.Step != chat.StepClosing {
		return false
	}
	trace := Trace(c, n.edition)
	finish := n.owed[chat.OwedFinish]
	m, _ := LastWord(c)
	if m.From == chat.SpeakerCustomer && Expects(m.Text) {
		n.reply() // one more question comes before goodbye
	}
	for i, s := range trace {
		if !s.Done.IsZero() {
			continue
		}
		waits := i > 0 && s.Response == script.IDClosing2 && m.From == chat.SpeakerAgent && m.Script == string(trace[i-1].Response)
		n.add(Prompt{
			Kind: PromptClosing, Response: s.Response, Step: i + 1, Words: s.Words, Due: finish.Due, Obligation: finish.ID,
			Now: !waits || !finish.Due.IsZero() && n.now >= finish.Due,
		})
		n.otherWay(trace)
		return true
	}
	if _, gone := n.plan.silenceTrace(c); !gone && c.Rating.AskedAt.IsZero() && n.edition.Rating.Style != "" {
		n.add(Prompt{Kind: PromptRating, Now: true, Words: "ask the customer to rate the chat", Due: finish.Due, Obligation: finish.ID})
	}
	n.add(Prompt{Kind: PromptEnd, Now: true, Words: "close the chat", Due: finish.Due, Obligation: finish.ID})
	return true
}

// otherWay offers the closing of what is not solved behind the other, which was
// added last, as long as neither was begun and nobody has said which one it is
// (G-CLOSE-04).
func (n *next) otherWay(begun []Mark) {
	if n.chat.Confirmed != "" {
		return
	}
	other := TraceOf(n.chat, n.edition, false)[0]
	if other.Done.IsZero() && !slices.ContainsFunc(begun, func(m Mark) bool { return !m.Done.IsZero() || m.Step == other.Step }) {
		first := &n.prompts[len(n.prompts)-1]
		first.Words = "if it is solved, " + first.Words
		n.add(Prompt{Kind: PromptClosing, Response: other.Response, Step: 1, Words: "if it is not, " + other.Words, Now: true})
	}
}

// callback proposes a call once a chat takes long (G-CB-05).
func (n *next) callback() {
	o, runs := n.owed[chat.OwedCallback]
	if runs && n.now >= o.Due {
		n.add(n.by(&o, Prompt{Kind: PromptCallback, Words: "offer a call: this takes long"}))
	}
}
