package obligation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
	"floorwalker/assets"
)

// shipped is the policy that ships, and edition the whole of it, for a test to
// change.
func shipped() *policy.Policy { return &edition().Policy }

func edition() *policy.Edition {
	e := *assets.Edition()
	return &e
}

// hub folds events and what follows from them and from time, and writes down in
// short what followed.
type hub struct {
	t       testing.TB
	floor   *chat.Floor
	edition *policy.Edition
	policy  *policy.Policy // the edition's
	n       int
	now     chat.Instant
	backend chat.Backend          // the chat's
	only    []chat.ObligationKind // what is written down; empty is all
	log     []chat.Event
}

func newHub(t testing.TB) *hub {
	e := edition()
	return &hub{t: t, floor: chat.NewFloor(), edition: e, policy: &e.Policy}
}

func (h *hub) chat() *chat.Chat { return h.floor.Chat("c") }

// do folds one event, a second after the one before, and returns what
// followed, such as "+takeover/low_confidence@30s -accept=kept".
func (h *hub) do(b chat.Body, by chat.AgentID) string {
	return h.at(h.now+1_000, b, by)
}

// at folds an event at an instant, after what was due before that.
func (h *hub) at(at chat.Instant, b chat.Body, by chat.AgentID) string {
	passed := ""
	if h.chat() != nil {
		passed = h.elapse(at)
	}
	h.n++
	h.now = at
	e := chat.Event{ID: chat.EventID(fmt.Sprint("e", h.n)), At: at, Chat: "c", By: by, Body: b}
	if !h.floor.Apply(&e).Applied {
		return "not applied"
	}
	h.log = append(h.log, e)
	said := h.stage(obligation.Follow(h.chat(), &e, h.edition), at)
	return strings.TrimSpace(passed + " " + said)
}

// elapse lets time pass, a step at a time.
func (h *hub) elapse(to chat.Instant) string {
	var said []string
	for {
		due, ok := obligation.Due(h.chat(), h.backend, h.policy)
		facts := obligation.Elapse(h.chat(), h.backend, to, h.edition)
		if len(facts) == 0 {
			if ok && due <= to {
				h.t.Fatalf("due at %d and nothing came of it", due)
			}
			h.now = max(h.now, to)
			return strings.Join(said, " ")
		}
		if s := h.stage(facts, due); s != "" {
			said = append(said, fmt.Sprintf("[%s] %s", due.Sub(0), s))
		}
	}
}

func (h *hub) stage(facts []chat.Event, at chat.Instant) string {
	var words []string
	for i := range facts {
		f := &facts[i]
		if f.At != at || f.Chat != "c" {
			h.t.Fatalf("fact is at %d of %q, want %d", f.At, f.Chat, at)
		}
		w, kind := h.short(f)
		if !h.floor.Apply(f).Applied {
			h.t.Fatalf("%s repeats", f.ID)
		}
		h.log = append(h.log, *f)
		if more := obligation.Follow(h.chat(), f, h.edition); len(more) > 0 {
			h.t.Fatalf("of %s follows %d more", w, len(more))
		}
		if len(h.only) == 0 || slices.Contains(h.only, kind) {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

// short writes a fact: + started, - ended, ! breached, = paused, > resumed, → handed.
func (h *hub) short(f *chat.Event) (string, chat.ObligationKind) {
	owed := func(id chat.ObligationID) chat.Obligation {
		o, ok := h.chat().Owed(id)
		if !ok {
			h.t.Fatalf("%T of what does not run", f.Body)
		}
		return o
	}
	switch b := f.Body.(type) {
	case *chat.ObligationStarted:
		o := b.Obligation
		since := ""
		if o.Started != f.At {
			since = " since " + o.Started.Sub(0).String()
		}
		return fmt.Sprintf("+%s/%s%s@%s%s", label(o), o.Rule, o.Owner, o.Due.Sub(o.Started), since), o.Kind
	case *chat.ObligationEnded:
		o := owed(b.Obligation)
		return fmt.Sprintf("-%s/%s%s=%s", label(o), o.Rule, o.Owner, b.How), o.Kind
	case *chat.ObligationBreached:
		o := owed(b.Obligation)
		return fmt.Sprintf("!%s/%s%s", label(o), o.Rule, b.Owner), o.Kind
	case *chat.ObligationPaused:
		o := owed(b.Obligation)
		return fmt.Sprintf("=%s", o.Kind), o.Kind
	case *chat.ObligationResumed:
		o := owed(b.Obligation)
		return fmt.Sprintf(">%s+%s", o.Kind, b.Due.Sub(o.Due)), o.Kind
	case *chat.ObligationHanded:
		o := owed(b.Obligation)
		return fmt.Sprintf("%s→%s", label(o), b.To), o.Kind
	case *chat.NightFiled:
		return "night " + b.Shift, chat.OwedReview
	case *chat.CallbackConfirmed:
		o := owed(b.Obligation)
		return fmt.Sprintf("~%s by %s", o.Ref, b.Message), o.Kind
	}
	h.t.Fatalf("a fact of another kind: %T", f.Body)
	return "", ""
}

// label names what is owed; a call by its reason, unless somebody promised it.
func label(o chat.Obligation) string {
	switch o.Reason {
	case "", chat.CallSilent, chat.CallPromised:
		return string(o.Kind)
	}
	return string(o.Kind) + ":" + string(o.Reason)
}

// running lists the kinds that run, nearest first, with their time to go.
func (h *hub) running() string {
	var words []string
	for _, o := range h.chat().Obligations {
		if len(h.only) == 0 || slices.Contains(h.only, o.Kind) {
			words = append(words, fmt.Sprintf("%s@%s", o.Kind, o.Due.Sub(0)))
		}
	}
	return strings.Join(words, " ")
}

func trigger(r chat.RuleID, l chat.Level, t chat.Tier) chat.Body {
	return &chat.TriggerRaised{Trigger: chat.Trigger{Rule: r, Level: l, Tier: t}}
}

func said(n int, from chat.Speaker) chat.Body {
	return &chat.MessagePosted{Message: chat.MessageID(fmt.Sprint("m", n)), From: from, Text: "text"}
}

// line is a line with words; of a script if one is named.
func line(id string, from chat.Speaker, text, script string) chat.Body {
	return &chat.MessagePosted{Message: chat.MessageID(id), From: from, Text: text, Script: script}
}

const (
	second = chat.Instant(1_000)
	minute = 60 * second
)
