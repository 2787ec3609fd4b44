package app

import (
	"context"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/app/trigger"
)

// Why is what this desk knows by itself of why a chat has an alert, or has none: at
// once, and without the hub (D-01).
type Why struct {
	Chat chat.ChatID
	// Verdicts has one of each rule, in the order of policy.RuleIDs; it is empty
	// for a chat that is not here.
	Verdicts []trigger.Verdict
	// Checks are the triggers that hold, each evaluated again from its lines.
	Checks []Check
}

// Check is a trigger beside what its rule says of the same lines now.
type Check struct {
	Trigger chat.Trigger
	Again   trigger.Verdict
	// Err says why it could not be evaluated again here.
	Err error
}

// Same reports whether the rule came to the same. What a person has confirmed is as
// loud as they made it.
func (c *Check) Same() bool {
	return c.Err == nil && c.Again.Score == c.Trigger.Score &&
		(c.Again.Level == c.Trigger.Level || c.Trigger.ConfirmedBy != "")
}

// HubWhy is the hub's part: what the knowledge says of the bot's answers, and how
// often each rule was dismissed (G-TRIG-04, A-46).
type HubWhy struct {
	State HubState
	// Knowledge, Version and Articles say what the hub checks the bot's answers
	// by.
	Knowledge KnowledgeState
	Version   string
	Articles  int
	Rules     []report.RuleFigures
	// Verdict is that of the rule hallucination.
	Verdict trigger.Verdict
}

// HubState says whether the hub's part is here.
type HubState uint8

// The zero state is that nobody has asked.
const (
	HubUnasked HubState = iota
	HubAsked            // on its way
	HubAway             // there is no connection
	HubSilent           // there is one, and no answer came
	HubAnswered
)

// KnowledgeState says how far the hub's knowledge has come.
type KnowledgeState string

// The states, as the hub names them.
const (
	KnowledgeNone    KnowledgeState = "none"
	KnowledgeLoading KnowledgeState = "loading"
	KnowledgeLoaded  KnowledgeState = "loaded"
)

// Figures returns those of a rule; false while they are not known.
func (h *HubWhy) Figures(rule chat.RuleID) (report.RuleFigures, bool) {
	for _, f := range h.Rules {
		if f.Rule == rule {
			return f, h.State == HubAnswered
		}
	}
	return report.RuleFigures{}, false
}

// explainer answers away from the desk's goroutine: a chat may be long, and events
// must not wait until somebody knows why nothing happened. Its engine is the desk's
// own and raises nothing.
type explainer struct {
	hub  Explainer
	ctx  context.Context // ends with the desk
	stop context.CancelFunc
	work sync.WaitGroup

	make func(policy.Policy) *trigger.Engine

	mu     sync.Mutex // guards what follows
	engine *trigger.Engine
	by     *policy.Edition // what engine was made for
}

func newExplainer(make func(policy.Policy) *trigger.Engine) *explainer {
	x := &explainer{make: make}
	x.ctx, x.stop = context.WithCancel(context.Background())
	return x
}

// end gives up what is asked of the hub, and waits for all answers.
func (x *explainer) end() {
	x.stop()
	x.work.Wait()
}

// why explains a copy of a chat: what it points to is never changed in place.
func (x *explainer) why(c *chat.Chat, by *policy.Edition, now chat.Instant) Why {
	w := Why{Chat: c.ID}
	if x.make == nil {
		return w
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.by != by {
		x.engine, x.by = x.make(by.Policy), by
	}
	if x.engine == nil {
		return w
	}
	w.Verdicts = x.engine.Explain(c, now)
	for _, t := range c.Triggers {
		if t.MarkedBy != "" {
			continue // a person said so; there is nothing to measure
		}
		again, err := x.engine.Check(c, t)
		w.Checks = append(w.Checks, Check{Trigger: t, Again: again, Err: err})
	}
	return w
}

// AttachExplainer gives the desk its way to the hub's part of explanations, before
// Run. Without one that part is never there.
func (d *Desk) AttachExplainer(e Explainer) { d.explainer.hub = e }

// Why calls back, from a goroutine of its own, with why a chat has an alert, or has
// none.
func (d *Desk) Why(id chat.ChatID, got func(Why)) {
	d.do(func() {
		c := d.floor.Chat(id)
		if c == nil {
			d.explainer.work.Go(func() { got(Why{Chat: id}) })
			return
		}
		seen := *c
		by := d.edition
		now, _ := d.cfg.Clock.Now()
		d.explainer.work.Go(func() { got(d.explainer.why(&seen, by, now)) })
	})
}

// WhyFromHub calls back, from a goroutine of its own, with the hub's part.
func (d *Desk) WhyFromHub(id chat.ChatID, got func(HubWhy)) {
	d.do(func() {
		x := d.explainer
		if !d.live || x.hub == nil {
			x.work.Go(func() { got(HubWhy{State: HubAway}) })
			return
		}
		x.work.Go(func() {
			h, err := x.hub.Why(x.ctx, id)
			h.State = HubAnswered
			if err != nil {
				h = HubWhy{State: HubSilent}
			}
			got(h)
		})
	})
}

// Mark says of one line that the bot is wrong there, or that the customer is
// frustrated: the same kind of trigger as a detected one (G-TRIG-02).
func (d *Desk) Mark(id chat.ChatID, rule chat.RuleID, line chat.MessageID) {
	d.ask(id, &chat.MarkTrigger{Rule: rule, Message: line})
}

// Confirm says that what is suspected is so.
func (d *Desk) Confirm(id chat.ChatID, rule chat.RuleID) {
	d.ask(id, &chat.ConfirmTrigger{Rule: rule})
}
