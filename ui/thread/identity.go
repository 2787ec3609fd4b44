package thread

import (
	"floorwalker/app"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// The answers to a check of the identity.
const (
	passed = iota
	notAsked
)

// askIdentity is the team's checklist as a sheet: each question was answered rightly,
// or was not. All of them make the customer verified.
func (p *Pane) askIdentity(t *view.Thread, checks []string) {
	id, name := t.ID, words.Name(t.Customer.Name)
	fields := make([]kit.SheetField, len(checks))
	answers := make([]*kit.ChoiceField, len(checks))
	for i, c := range checks {
		answers[i] = kit.NewChoiceField(c, kit.Segment{Word: "Right"}, kit.Segment{Word: "Wrong or not asked", Selected: true})
		fields[i] = answers[i]
	}
	data := kit.SheetData{
		Title: "Is it " + name + "?", Confirm: "Verified",
		Text: "Tick what the customer answered rightly, here or by phone. It is logged with your name; never ask for a password or a code.",
	}
	a := newAsking(data, fields...)
	lost := lostIt(id, name, false)
	a.locked = func(s *app.Snapshot) string {
		if why := lost(s); why != "" {
			return why
		}
		if n := missing(answers); n > 0 {
			return words.Count(n, "check") + " open"
		}
		return ""
	}
	for _, f := range answers {
		f.OnPick = func(int) { a.follow(p.snap) }
	}
	p.ask(a, func() { p.opts.Desk.VerifyIdentity(id, checks) })
}

func missing(answers []*kit.ChoiceField) int {
	n := 0
	for _, f := range answers {
		if f.Picked() != passed {
			n++
		}
	}
	return n
}
