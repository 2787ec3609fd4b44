package report

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// RuleFigures say how much a rule has asked of people, and how often they said
// that it was wrong.
type RuleFigures struct {
	Rule chat.RuleID
	// Raised is how often the rule came to hold on a chat, found or marked.
	Raised int
	// Alerts is how often it called somebody: at once, or by getting louder.
	Alerts int
	// Dismissed is how often somebody said, with a reason, that it was none.
	Dismissed int
	// Confirmed is how often somebody said that it was right.
	Confirmed int
	// Marked is how often somebody said it with one key (G-TRIG-02).
	Marked int
}

// ShareDismissed returns the part of what was raised that was dismissed, in
// 0..1; it is no score where nothing was raised.
func (f RuleFigures) ShareDismissed() chat.Score {
	if f.Raised == 0 {
		return 0
	}
	return chat.ScoreOf(f.Dismissed * chat.ScoreOne.TenThousandths() / f.Raised)
}

// Rules counts the triggers of each rule. The zero value is ready. The same
// events in the same order give the same figures.
type Rules struct{ of map[chat.RuleID]*RuleFigures }

// Take counts e, an event that the fold applied, and reports whether it is about
// a trigger; held is what held on its chat before.
func (r *Rules) Take(held []chat.Trigger, e *chat.Event) bool {
	switch b := e.Body.(type) {
	case *chat.TriggerRaised:
		r.raised(held, &b.Trigger)
	case *chat.TriggerDismissed:
		if _, ok := chat.TriggerOf(held, b.Rule); ok {
			r.rule(b.Rule).Dismissed++
		}
	case *chat.TriggerConfirmed:
		if t, ok := chat.TriggerOf(held, b.Rule); ok && t.ConfirmedBy == "" {
			r.rule(b.Rule).Confirmed++
		}
	default:
		return false
	}
	return true
}

func (r *Rules) raised(held []chat.Trigger, t *chat.Trigger) {
	f := r.rule(t.Rule)
	was, holds := chat.TriggerOf(held, t.Rule)
	if !holds {
		f.Raised++
	}
	if t.Level == chat.LevelAlert && was.Level != chat.LevelAlert {
		f.Alerts++
	}
	if t.MarkedBy != "" && was.MarkedBy == "" {
		f.Marked++
	}
}

func (r *Rules) rule(id chat.RuleID) *RuleFigures {
	f := r.of[id]
	if f == nil {
		if r.of == nil {
			r.of = make(map[chat.RuleID]*RuleFigures)
		}
		f = &RuleFigures{Rule: id}
		r.of[id] = f
	}
	return f
}

// Figures returns those of every rule of this version, in the order in which
// they are listed for people, and then of rules that only the events know.
func (r *Rules) Figures() []RuleFigures {
	known := policy.RuleIDs()
	all := make([]RuleFigures, 0, len(known))
	for _, id := range known {
		if f := r.of[id]; f != nil {
			all = append(all, *f)
		} else {
			all = append(all, RuleFigures{Rule: id})
		}
	}
	var others []chat.RuleID
	for id := range r.of {
		if !slices.Contains(known, id) {
			others = append(others, id)
		}
	}
	slices.Sort(others)
	for _, id := range others {
		all = append(all, *r.of[id])
	}
	return all
}

// Resume goes on from figures that were kept, instead of from nothing.
func (r *Rules) Resume(figures []RuleFigures) {
	clear(r.of)
	for _, f := range figures {
		*r.rule(f.Rule) = f
	}
}
