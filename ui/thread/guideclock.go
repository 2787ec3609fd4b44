package thread

import (
	"strings"
	"time"

	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// mark is when a step should be done by, counted from the takeover; the last mark
// counts for all further steps.
func (g *guide) mark(i int) time.Duration {
	marks := g.pane.opts.Policy.Handover.Steps
	return marks[min(i, len(marks)-1)]
}

// tick shows where the steps stand by the clock.
func (g *guide) tick(t *view.Thread) {
	if t == nil || g.chat != t.ID {
		return
	}
	passed := g.pane.opts.Now().Sub(t.Owned)
	d := kit.StepTabsData{At: g.at, Time: words.Clock(passed)}
	for i, id := range g.steps() {
		tab := kit.StepTab{Word: g.word(i, id)}
		at, by := g.doneAt(t, id), g.mark(i)
		switch {
		case !at.IsZero():
			took := at.Sub(t.Owned)
			tab.Done, tab.Late, tab.Note = true, took > by, "in "+words.Span(took.Round(time.Second))
		case passed > by:
			tab.Late, tab.Note = true, "over "+words.Span(by)
		case i == 0:
			tab.Note = "within " + words.Span(by)
		default:
			tab.Note = span(g.mark(i-1), by)
		}
		if i == g.at && tab.Late && !tab.Done {
			d.Tone = kit.Red
		}
		d.Tabs = append(d.Tabs, tab)
	}
	g.tabs.Set(d)
}

// span is "10 to 20 s", without the first unit where both are the same.
func span(from, to time.Duration) string {
	a, b := words.Span(from), words.Span(to)
	if i := strings.LastIndexByte(a, ' '); i > 0 && strings.HasSuffix(b, a[i:]) {
		a = a[:i]
	}
	return a + " to " + b
}

func (g *guide) word(i int, id script.ResponseID) string {
	if len(g.steps()) == len(stepWords) {
		return stepWords[i]
	}
	if v, ok := g.pane.opts.Library().Get(id); ok {
		return v.Content.Title
	}
	return string(id)
}
