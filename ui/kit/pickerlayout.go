package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/sahilm/fuzzy"
)

// pickerSource is what a Picker's list reads.
type pickerSource struct{ p *Picker }

func (s pickerSource) Len() int         { return len(s.p.shown) }
func (s pickerSource) Key(i int) string { return s.p.shown[i] }
func (s pickerSource) Bind(i int, row *choiceRow) {
	key := s.p.shown[i]
	row.set(s.p.all[key])
	row.mark(key == s.p.marked)
}

// choiceNames is what the search looks at: names first, so that a match in a name
// counts for more than one in a department.
type choiceNames []Choice

// String implements fuzzy.Source.
func (n choiceNames) String(i int) string {
	return n[i].Name + " · " + n[i].Pill.Word + " · " + n[i].Detail
}

// Len implements fuzzy.Source.
func (n choiceNames) Len() int { return len(n) }

// search shows what matches, best first, and marks the best; while nothing is
// searched it marks the first that is free. Who looks for somebody who is away and
// presses Enter must read why, and not choose whoever comes next.
func (p *Picker) search() {
	for key := range p.all { // Who is gone has been seen to be gone.
		if !slices.Contains(p.order, key) {
			delete(p.all, key)
		}
	}
	p.shown = p.found()
	p.marked = ""
	if len(p.shown) > 0 {
		p.marked = p.shown[0]
	}
	for _, key := range p.shown {
		if p.field.Text == "" && p.all[key].Locked == "" {
			p.marked = key
			break
		}
	}
	p.list.scroll.Offset.Y = 0
	p.list.Refresh()
	p.mark(p.marked)
	relayout(p)
}

// found is the keys that match what is searched, in the order given if nothing is.
func (p *Picker) found() []string {
	if p.field.Text == "" {
		return slices.Clone(p.order)
	}
	names := make(choiceNames, 0, len(p.order))
	for _, key := range p.order {
		names = append(names, p.all[key])
	}
	keys := make([]string, 0, len(names))
	for _, m := range fuzzy.FindFrom(p.field.Text, names) {
		keys = append(keys, names[m.Index].Key)
	}
	// Who is called so stands before whoever has the letters in a department.
	wanted := strings.ToLower(p.field.Text)
	called := func(key string) bool { return strings.Contains(strings.ToLower(p.all[key].Name), wanted) }
	slices.SortStableFunc(keys, func(a, b string) int {
		switch x, y := called(a), called(b); {
		case x == y:
			return 0
		case x:
			return -1
		}
		return 1
	})
	return keys
}

// CreateRenderer is called by Fyne.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer { return drawing{p} }

// AccessibilityLabel reads the title, the marked row and what Enter would do.
func (p *Picker) AccessibilityLabel() string {
	c := p.all[p.marked]
	return p.title.full + ". " + c.Name + ", " + c.Detail + ". " + p.note.full
}

// AccessibilityRole is a container of rows.
func (p *Picker) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (p *Picker) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.title.Text, p.field, p.list, p.note.Text}
}

func (p *Picker) themed() {
	p.title.themed()
	p.note.themed()
	p.field.Refresh()
	p.list.Refresh()
}

func (p *Picker) titleHigh() float32 {
	if p.title.full == "" {
		return 0
	}
	return unit(34)
}

// HeightFor does not depend on the width, nor on the search: the sheet around must
// not change its size while somebody types.
func (p *Picker) HeightFor(float32) float32 {
	rows := min(max(len(p.order), 3), pickerRows)
	return p.titleHigh() + unit(40) + float32(rows)*unit(choiceHigh) + unit(24)
}

func (p *Picker) least() fyne.Size { return fyne.NewSize(unit(280), p.HeightFor(0)) }

func (p *Picker) arrange(size fyne.Size) {
	y := p.titleHigh()
	p.title.fit(size.Width)
	p.title.putIn(0, 0, unit(26))
	p.field.Resize(fyne.NewSize(size.Width, unit(34)))
	p.field.Move(fyne.NewPos(0, y))
	y += unit(40)
	foot := unit(24)
	p.list.Resize(fyne.NewSize(size.Width, max(size.Height-y-foot, 0)))
	p.list.Move(fyne.NewPos(0, y))
	p.note.fit(size.Width)
	p.note.putIn(0, size.Height-foot+unit(4), foot-unit(4))
}
