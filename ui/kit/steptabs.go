package kit

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// StepTab is one step of a script with its time.
type StepTab struct {
	Word string // "Greet"
	Note string // "10 to 20 s", and once it is done "8 s"
	Done bool
	Late bool // its time has passed, or had when it was done
}

// StepTabsData is what StepTabs shows.
type StepTabsData struct {
	Tabs []StepTab
	At   int    // of the step on show, or -1
	Time string // how long it has taken until now: "0:14"
	Tone Tone   // of Time
}

// StepTabs are the steps of a script over the box that they are written in, each
// with its mark and, once it is done, the time that it took; at the right the clock.
// It is no stop of the keyboard's: the box under it walks.
type StepTabs struct {
	widget.BaseWidget
	// OnPick is told which tab was clicked.
	OnPick func(i int)

	data StepTabsData
	tabs []*stepTab
	time *Clock
	line *box
}

var (
	_ fyne.Widget     = (*StepTabs)(nil)
	_ fyne.Accessible = (*StepTabs)(nil)
)

// NewStepTabs makes tabs of no steps.
func NewStepTabs() *StepTabs {
	s := &StepTabs{time: NewClock(""), line: newBox(theme.Line, 0)}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows d and says whether anything changed.
func (s *StepTabs) Set(d StepTabsData) bool {
	if d.At == s.data.At && d.Time == s.data.Time && d.Tone == s.data.Tone && slices.Equal(d.Tabs, s.data.Tabs) {
		return false
	}
	s.data = d
	for len(s.tabs) < len(d.Tabs) {
		i := len(s.tabs)
		s.tabs = append(s.tabs, newStepTab(func() {
			if s.OnPick != nil {
				s.OnPick(i)
			}
		}))
	}
	s.tabs = s.tabs[:len(d.Tabs)]
	for i, t := range d.Tabs {
		s.tabs[i].set(i, t, i == d.At)
	}
	s.time.Set(d.Time, d.Tone)
	relayout(s)
	return true
}

// CreateRenderer is called by Fyne.
func (s *StepTabs) CreateRenderer() fyne.WidgetRenderer { return drawing{s} }

// AccessibilityLabel reads the steps.
func (s *StepTabs) AccessibilityLabel() string {
	out := s.data.Time
	for _, t := range s.tabs {
		out += ". " + t.AccessibilityLabel()
	}
	return out
}

// AccessibilityRole is a container of buttons.
func (s *StepTabs) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (s *StepTabs) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{s.line.Rectangle}
	for _, t := range s.tabs {
		out = append(out, t)
	}
	return append(out, s.time)
}

const stepTabsHigh = 46

func (s *StepTabs) least() fyne.Size { return fyne.NewSize(unit(240), unit(stepTabsHigh)) }

func (s *StepTabs) themed() {
	s.line.themed()
	s.time.Refresh()
	for _, t := range s.tabs {
		t.Refresh()
	}
}

func (s *StepTabs) arrange(size fyne.Size) {
	s.line.put(0, size.Height-1, size.Width, 1)
	clock := max(s.time.MinSize().Width, unit(40)) + 2*unit(12)
	s.time.Resize(fyne.NewSize(clock-2*unit(12), size.Height))
	s.time.Move(fyne.NewPos(size.Width-clock+unit(12), 0))
	if len(s.tabs) == 0 {
		return
	}
	wide := (size.Width - clock) / float32(len(s.tabs))
	for i, t := range s.tabs {
		t.Resize(fyne.NewSize(wide, size.Height))
		t.Move(fyne.NewPos(float32(i)*wide, 0))
	}
}

// stepTab is one tab: its word over its note.
type stepTab struct {
	widget.BaseWidget
	tapped     func()
	data       StepTab
	here       bool
	word, note *label
	rule, edge *box
}

var (
	_ fyne.Tappable      = (*stepTab)(nil)
	_ desktop.Cursorable = (*stepTab)(nil)
	_ fyne.Accessible    = (*stepTab)(nil)
)

func newStepTab(tapped func()) *stepTab {
	t := &stepTab{
		tapped: tapped, word: newLabel(theme.SizeSecondary, theme.InkTwo, true), note: newLabel(theme.SizeCaption, theme.InkTwo, false),
		rule: newBox("", 0), edge: newBox(theme.Line, 0),
	}
	t.ExtendBaseWidget(t)
	return t
}

func (t *stepTab) set(i int, d StepTab, here bool) {
	t.data, t.here = d, here
	word, ink, note := strconv.Itoa(i+1)+" "+d.Word, theme.InkTwo, theme.InkTwo
	switch {
	case d.Done:
		word, ink = "✓ "+word, theme.Green
	case here:
		ink = theme.Blue
	}
	switch {
	case d.Late && d.Done:
		note = theme.Amber
	case d.Late:
		note = theme.Red
	}
	t.word.set(word)
	t.word.tint(ink)
	t.note.set(d.Note)
	t.note.tint(note)
	rule := fyne.ThemeColorName("")
	if here {
		rule = theme.Blue
	}
	t.rule.tint(rule)
	relayout(t)
}

// Tapped picks the tab.
func (t *stepTab) Tapped(*fyne.PointEvent) { t.tapped() }

// Cursor is the pointing hand.
func (t *stepTab) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is called by Fyne.
func (t *stepTab) CreateRenderer() fyne.WidgetRenderer { return drawing{t} }

// AccessibilityLabel reads the step, where it stands and its time.
func (t *stepTab) AccessibilityLabel() string {
	s := t.word.full + ", " + t.data.Note
	if t.here {
		s += ", now"
	}
	return s
}

// AccessibilityRole is a button.
func (t *stepTab) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (t *stepTab) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.edge.Rectangle, t.rule.Rectangle, t.word.Text, t.note.Text}
}

func (t *stepTab) least() fyne.Size { return fyne.NewSize(unit(60), unit(stepTabsHigh)) }

func (t *stepTab) themed() {
	t.word.themed()
	t.note.themed()
	t.rule.themed()
	t.edge.themed()
}

func (t *stepTab) arrange(size fyne.Size) {
	pad := unit(12)
	t.word.fit(max(size.Width-2*pad, 0))
	t.word.putIn(pad, unit(4), unit(20))
	t.note.fit(max(size.Width-2*pad, 0))
	t.note.putIn(pad, unit(23), unit(17))
	t.rule.put(0, size.Height-3, size.Width, 3)
	t.edge.put(size.Width-1, 0, 1, size.Height-1)
}
