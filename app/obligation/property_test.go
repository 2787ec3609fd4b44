package obligation_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
)

// Ten thousand lives of a chat: rapid plays a hundred, each of them a hundred
// chats long (D-02).
const livesAtOnce = 100

// happening is one event of a life, and how long after the one before.
type happening struct {
	after chat.Instant
	body  chat.Body
	by    chat.AgentID
}

// lives draws what may happen on a floor, whether or not a referee would let it.
func lives(rt *rapid.T) []happening {
	agents := rapid.SampledFrom([]chat.AgentID{"asha", "rohan", "bela"})
	texts := rapid.SampledFrom([]string{asks, tells, holds, "I'll call you within two hours.", "I will email you the bill by 5 pm."})
	scripts := rapid.SampledFrom([]string{"", "", "", "silence-1", "silence-1b", "silence-2", "silence-3", "closing-1"})
	after := rapid.SampledFrom([]chat.Instant{0, 1, 400, second, 20 * second, 59_999, 60_000, 60_001, 3 * minute, 7 * minute, 130 * minute})
	life := []happening{{0, &chat.ChatOpened{Bot: rapid.Bool().Draw(rt, "bot")}, ""}}
	for i := range rapid.IntRange(0, 25).Draw(rt, "events") {
		a, id := agents.Draw(rt, "agent"), fmt.Sprint("m", i)
		rule := rapid.SampledFrom([]chat.RuleID{"human", "low", policy.RuleFrustration, policy.RuleBotWrong}).Draw(rt, "rule")
		body := rapid.SampledFrom([]chat.Body{
			&chat.ChatOpened{}, &chat.ChatOpened{Bot: true}, &chat.ChatQueued{},
			&chat.ChatAccepted{Agent: a}, &chat.ChatTakenOver{Agent: a}, &chat.ChatTakenOver{Agent: a, From: "asha"},
			&chat.AgentJoined{Agent: a}, &chat.ChatForwarded{From: "asha", To: a}, &chat.AgentLeft{Agent: "asha", Next: a},
			line(id, agent, texts.Draw(rt, "text"), scripts.Draw(rt, "script")),
			line(id, agent, texts.Draw(rt, "text"), ""),
			line(id, customer, "well", ""), line(id, customer, "well", ""), line(id, bot, asks, ""),
			&chat.CustomerTyped{}, &chat.ResolutionConfirmed{Message: "m0"}, &chat.ChatStepped{Step: chat.StepResolving},
			&chat.OfferMade{Offer: chat.Offer{ID: chat.OfferID("o" + id), Kind: chat.OfferEscalation, From: a, Queue: "q"}},
			escalated("o"+id, a, 30*second), escalated("o"+id, a, 200*minute),
			&chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferForward, From: a, To: "bela"}},
			&chat.OfferAccepted{Offer: "o", Agent: "bela"}, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired},
			&chat.OfferReturned{Offer: chat.OfferID("om" + fmt.Sprint(i-1)), How: chat.ReturnedDeclined},
			comesBack(i-1, chat.ReturnedExpired), comesBack(i-1, chat.ReturnedVoid), comesBack(i-1, chat.ReturnedWithdrawn),
			comesBack(i-2, chat.ReturnedExpired),
			&chat.HandedToChannel{Channel: chat.HandPhone}, &chat.HandedToChannel{Channel: chat.HandMail},
			trigger(rule, chat.LevelAlert, chat.TierImmediate), &chat.TriggerCleared{Rule: rule},
			&chat.ObligationAttempted{}, &chat.ObligationHanded{To: a}, &chat.ChatClosed{}, &chat.ChatClosed{},
			called(rt, id, a), called(rt, id, a), &chat.NightReviewed{Call: rapid.Bool().Draw(rt, "call"), Note: "a note"},
			&chat.NightUnlocked{Reason: "asked"}, &chat.TriggerConfirmed{Rule: rule}, &chat.BotErrorWritten{Message: "m0"},
			&chat.TagAdded{Tag: "urgent"}, &chat.CallbackOffered{Reason: chat.CallFrustrated},
		}).Draw(rt, "body")
		life = append(life, happening{after.Draw(rt, "after"), body, a})
	}
	return life
}

// world is one floor with a hub that folds, follows and wakes, or does not.
type world struct {
	t     *rapid.T
	floor *chat.Floor
	ed    *policy.Edition
	p     *policy.Policy // its numbers
	now   chat.Instant
	log   []chat.Event
	calls map[chat.ObligationID]bool
}

func newWorld(t *rapid.T, ed *policy.Edition) *world {
	return &world{t: t, floor: chat.NewFloor(), ed: ed, p: &ed.Policy, now: 1_000_000, calls: make(map[chat.ObligationID]bool)}
}

func (w *world) chat() *chat.Chat { return w.floor.Chat("c") }

// happen lets time pass and then does what is asked for, if it can be. An eager
// hub wakes for each due time; the other sleeps until it is woken by the event.
func (w *world) happen(n int, h happening, eager bool) {
	to := w.now + h.after
	if c := w.chat(); c != nil {
		for {
			at, ok := obligation.Due(c, chat.Backend{}, w.p)
			if !ok || at > to {
				break
			}
			until := to
			if eager {
				until = at
			}
			facts := obligation.Elapse(c, chat.Backend{}, until, w.ed)
			if len(facts) == 0 {
				w.t.Fatalf("due at %d and nothing came of it", at)
			}
			w.stage(facts, at)
		}
	}
	w.now = to
	body := h.body
	if c := w.chat(); c != nil && c.Stage == chat.StageClosed && body.Kind() != chat.KindChatOpened && !late(body) {
		return // the referee lets little happen to a closed chat
	}
	if body = w.meant(body); body == nil {
		return
	}
	e := chat.Event{ID: chat.EventID(fmt.Sprint("e", n)), At: to, Chat: "c", By: h.by, Body: body}
	if !w.floor.Apply(&e).Applied {
		return
	}
	w.log = append(w.log, e)
	before := w.chat().Obligations
	facts := obligation.Follow(w.chat(), &e, w.ed)
	w.stage(facts, to)
	w.remembers(&e, before, facts)
	w.check()
}

func late(b chat.Body) bool {
	switch b.(type) {
	case *chat.ObligationAttempted, *chat.ObligationHanded, *chat.AttemptBegan, *chat.AttemptEnded, *chat.NightReviewed, *chat.BotErrorWritten:
		return true
	}
	return false
}

// meant aims what is done by hand at something that may be done so, and leaves
// out what no referee and no fold would do.
func (w *world) meant(b chat.Body) chat.Body {
	c := w.chat()
	if c == nil {
		return b
	}
	switch b := b.(type) {
	case *chat.ChatForwarded:
		return only(c.Owner != "", &chat.ChatForwarded{From: c.Owner, To: b.To})
	case *chat.AgentLeft:
		return only(c.Owner != "" && c.Owner != b.Next, &chat.AgentLeft{Agent: c.Owner, Next: b.Next})
	case *chat.ChatAccepted:
		return only(c.Owner == "", b)
	case *chat.ResolutionConfirmed, *chat.ChatStepped:
		return only(c.Stage == chat.StageActive, b)
	case *chat.OfferMade:
		o := b.Offer
		if o.Resolve > 0 {
			o.Resolve += w.now
		}
		return &chat.OfferMade{Offer: o}
	}
	return byHand(c, w.byPhone(b))
}

func only(may bool, b chat.Body) chat.Body {
	if may {
		return b
	}
	return nil
}

func byHand(c *chat.Chat, b chat.Body) chat.Body {
	var id chat.ObligationID
	for _, o := range c.Obligations {
		if obligation.ByHand(o.Kind) {
			id = o.ID
		}
	}
	switch b := b.(type) {
	case *chat.ObligationAttempted:
		return only(id != "", &chat.ObligationAttempted{Obligation: id})
	case *chat.ObligationHanded:
		return only(id != "", &chat.ObligationHanded{Obligation: id, To: b.To})
	}
	return b
}

func (w *world) stage(facts []chat.Event, at chat.Instant) {
	for i := range facts {
		f := facts[i]
		w.judge(&f, at)
		if !w.floor.Apply(&f).Applied {
			w.t.Fatalf("fact %s of %T repeats", f.ID, f.Body)
		}
		w.log = append(w.log, f)
		if more := obligation.Follow(w.chat(), &f, w.ed); len(more) > 0 {
			w.t.Fatalf("of %T follows more", f.Body)
		}
	}
}

// judge sees that a fact is stamped with its instant, and that no call is void.
func (w *world) judge(f *chat.Event, at chat.Instant) {
	if f.At != at {
		w.t.Fatalf("%T is stamped %d, it was due at %d", f.Body, f.At, at)
	}
	switch b := f.Body.(type) {
	case *chat.ObligationStarted:
		o := b.Obligation
		w.calls[o.ID] = o.Kind == chat.OwedCall && !obligation.ByRule(o.Reason)
		if o.Due <= 0 || o.Policy != w.p.Version || o.Started > at && o.Started != w.chat().Night.From {
			w.t.Fatalf("started %+v at %d", o, at)
		}
	case *chat.ObligationBreached:
		o, ok := w.chat().Owed(b.Obligation)
		if runs := o.Breached == 0 && o.Paused == 0; !ok || o.Due != f.At || !runs {
			w.t.Fatalf("%+v is breached at %d", o, f.At)
		}
	case *chat.ObligationEnded:
		if _, ok := w.chat().Owed(b.Obligation); !ok {
			w.t.Fatal("an end without a start")
		}
		w.called(b)
	}
}

// called sees that no call ends for less than it may.
func (w *world) called(b *chat.ObligationEnded) {
	if w.calls[b.Obligation] && b.How == obligation.Void {
		w.t.Fatal("a call that was promised is void")
	}
	if of := w.chat().Calls.Of(b.Obligation); b.How == chat.EndedFailed && of.Failed() < w.p.FollowUp.Attempts {
		w.t.Fatalf("%+v have failed", of)
	}
}

// check sees what must hold between any two events.
func (w *world) check() {
	c := w.chat()
	talks, byRule, seen := 0, 0, make(map[string]bool)
	for _, o := range c.Obligations {
		w.owned(o)
		cause := fmt.Sprint(o.Kind, o.Rule, o.Cause, o.Words, o.Due)
		if seen[cause] {
			w.t.Fatalf("two clocks of %s run", cause)
		}
		seen[cause] = true
		if !c.Active() && !o.Kind.Outlives() {
			w.t.Fatalf("%s outlives its chat", o.Kind)
		}
		if o.Kind == chat.OwedCall && obligation.ByRule(o.Reason) {
			byRule++
		}
		if slices.Contains(talkKinds, o.Kind) {
			talks++
			w.conversation(o)
		}
	}
	if byRule > 1 {
		w.t.Fatalf("%d calls follow from rules: %+v", byRule, c.Obligations)
	}
	want := 0
	if c.Stage == chat.StageActive && c.Owner != "" {
		want = 1
	}
	if talks != want {
		w.t.Fatalf("%d clocks of the conversation run, want %d: %+v", talks, want, c.Obligations)
	}
}

// owned sees that somebody answers for o, and that it says how it stands.
func (w *world) owned(o chat.Obligation) {
	if who, words := obligation.Accountable(w.floor, o); words == "" || who == "" && words != obligation.NoCover {
		w.t.Fatalf("%+v is owed by nobody: %q %q", o, who, words)
	}
	if k := obligation.Read(o, w.now, false, w.p); k.Words == "" || k.Level == "" {
		w.t.Fatalf("%+v says nothing", o)
	}
}

// conversation sees that the clock of the conversation is the owner's, and
// stands still while, and only while, the chat is held out.
func (w *world) conversation(o chat.Obligation) {
	c := w.chat()
	silence := o.Kind == chat.OwedNudge || o.Kind == chat.OwedWarn || o.Kind == chat.OwedClose
	if c.Confirmed != "" && (silence || o.Kind == chat.OwedUpdate) {
		w.t.Fatalf("%s runs after the customer confirmed", o.Kind)
	}
	if o.Owner != c.Owner {
		w.t.Fatalf("%s is %q's, the chat %q's", o.Kind, o.Owner, c.Owner)
	}
	if held := silence && len(c.Offers) > 0; held != !o.Paused.IsZero() {
		w.t.Fatalf("%s: offers %d, paused %d", o.Kind, len(c.Offers), o.Paused)
	}
}

func TestWhateverHappens(t *testing.T) {
	always, byDay := edition(), edition()
	covered(byDay)
	rapid.Check(t, func(rt *rapid.T) {
		p := rapid.SampledFrom([]*policy.Edition{always, byDay}).Draw(rt, "roster")
		for range livesAtOnce {
			life := lives(rt)
			eager, lazy := newWorld(rt, p), newWorld(rt, p)
			restart := rapid.IntRange(0, len(life)).Draw(rt, "restart")
			for i, h := range life {
				if i == restart {
					lazy.restart(rt)
				}
				eager.happen(i, h, true)
				lazy.happen(i, h, false)
			}
			if len(eager.log) != len(lazy.log) || eager.floor.Hash() != lazy.floor.Hash() {
				rt.Fatal("a hub that slept and restarted says something else")
			}
			for i := range eager.log {
				if !reflect.DeepEqual(eager.log[i], lazy.log[i]) {
					rt.Fatalf("fact %d: %+v and %+v", i, eager.log[i], lazy.log[i])
				}
			}
		}
	})
}
