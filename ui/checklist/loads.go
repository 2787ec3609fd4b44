package checklist

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// loads is the part of the report that says how fairly chats are shared: what everybody
// who is online serves of what they may be given, and who has too much (C-DIST-01, A-38).
type loads struct {
	report  *Report
	content fyne.CanvasObject
	about   *kit.Text
	list    *kit.Measures
	empty   *kit.EmptyState
	shown   bool
}

func newLoads(r *Report) *loads {
	l := &loads{report: r, about: kit.NewQuietText(""), list: kit.NewMeasures(), empty: kit.NewEmptyState(kit.EmptyData{
		Title: "Nobody is online", Text: "Whoever is stands here with the chats that they serve, and how many they may be given.",
	})}
	l.list.OnKey = func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.Key1, fyne.Key2, fyne.Key3:
			r.rune(rune(e.Name[0]))
		}
	}
	side, pad := theme.Px(20), theme.Px(12)
	l.content = container.NewBorder(container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), kit.NewColumn(0, l.about)), nil, nil, nil,
		container.New(layout.NewCustomPaddedLayout(0, pad, pad, pad), container.NewStack(l.list, l.empty)))
	return l
}

// render shows the meter, whoever has most first; while the keyboard walks in it the
// order is as it comes, for rows are told apart by their place.
func (l *loads) render(s *app.Snapshot) {
	if !l.shown {
		return
	}
	over := 100
	if s.Edition != nil {
		over = s.Edition.Policy.Routing.Overload
	}
	rows := make([]kit.Measure, len(s.Loads))
	for i := range s.Loads {
		rows[i] = measure(&s.Loads[i], s, over)
	}
	l.list.Set(rows...)
	l.about.Set(aboutLoads(s, over))
	kit.SetShown(l.empty, len(rows) == 0)
	kit.SetShown(l.list, len(rows) > 0)
}

// measure is one person's load against what is called too much.
func measure(load *view.Load, s *app.Snapshot, over int) kit.Measure {
	m := kit.Measure{Name: words.Name(load.Name), Gauge: kit.GaugeData{Value: float32(load.Percent) / 100, Notice: float32(over) / 100, Alert: 1}}
	if load.Agent == s.Me.Agent {
		m.Name = "You"
	}
	m.Value = fmt.Sprintf("%s chats · %d %% of what may be given", words.Of(load.Owns, load.Cap), load.Percent)
	switch {
	case load.Cap == 0:
		m.Pill, m.Value = kit.PillData{Word: "given none"}, words.Count(load.Owns, "chat")+" · the policy gives them none"
		m.Gauge.Unknown = true
	case load.Percent > 100:
		m.Pill, m.Gauge.Tone = kit.PillData{Word: "overloaded", Tone: kit.Red}, kit.Red
		m.Text = "They took more than they may be given; nothing is given to them now."
	case load.Over && load.Owns >= load.Cap:
		m.Pill, m.Gauge.Tone = kit.PillData{Word: "full, overloaded", Tone: kit.Red}, kit.Red
		m.Text = "Nothing more is given to them. Taking one by themselves is still possible."
	case load.Over:
		m.Pill, m.Gauge.Tone = kit.PillData{Word: "overloaded", Tone: kit.Amber}, kit.Amber
		m.Text = fmt.Sprintf("The team calls it too much from %d %% on.", over)
	default:
		m.Pill, m.Gauge.Tone = kit.PillData{Word: "has room", Tone: kit.Green}, kit.Green
		m.Text = fmt.Sprintf("%d more may be given to them.", load.Cap-load.Owns)
	}
	return m
}

// aboutLoads says who gives chats here, and how far apart people are.
func aboutLoads(s *app.Snapshot, over int) string {
	how := "People pick from the queue here; these are the chats that they serve."
	if s.Transfer.Auto {
		how = "The hub gives each waiting chat to whoever serves the fewest, never above their cap, nor back to who gave it up."
	}
	if s.Transfer.Departments {
		how += " A team's chats are for its own people."
	}
	least, most := -1, 0
	for i := range s.Loads {
		if n := s.Loads[i].Owns; s.Loads[i].Cap > 0 {
			most = max(most, n)
			if least < 0 || n < least {
				least = n
			}
		}
	}
	if least >= 0 && len(s.Loads) > 1 {
		how += fmt.Sprintf(" Between who has most and who has fewest lie %s.", words.Count(most-least, "chat"))
	}
	return how + fmt.Sprintf(" Too much is from %d %% of a cap on.", over)
}
