package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Measures is a list of values against their thresholds that is walked by keys: the
// marked one is unfolded, the others are one line and a gauge. Rows are told apart
// by their place, which the owner never changes.
type Measures struct {
	widget.BaseWidget
	// OnMark is told that the mark came to row i, by key or by a click.
	OnMark func(i int)
	// OnKey gets keys that the list does not use.
	OnKey func(e *fyne.KeyEvent)

	scroll  *container.Scroll
	column  *fyne.Container
	rows    []*measureRow
	marked  int
	focused bool
}

var (
	_ fyne.Widget     = (*Measures)(nil)
	_ fyne.Focusable  = (*Measures)(nil)
	_ fyne.Accessible = (*Measures)(nil)
)

// NewMeasures makes an empty list.
func NewMeasures() *Measures {
	m := &Measures{column: NewColumn(2)}
	m.scroll = container.NewVScroll(m.column)
	m.ExtendBaseWidget(m)
	return m
}

// Set shows the rows, touching only those that differ; the mark stays at its place.
func (m *Measures) Set(rows ...Measure) {
	changed := len(rows) != len(m.rows)
	for i := len(m.rows); i < len(rows); i++ {
		r := newMeasureRow(func() {
			focusOn(m, m)
			m.mark(i)
		})
		m.rows = append(m.rows, r)
		m.column.Add(r)
	}
	m.rows = m.rows[:len(rows)]
	clear(m.column.Objects[len(rows):])
	m.column.Objects = m.column.Objects[:len(rows)]
	for i, d := range rows {
		changed = m.rows[i].set(d) || changed
	}
	m.Mark(m.marked)
	if changed {
		m.settle()
	}
}

// settle places the rows anew: one of them may need another height.
func (m *Measures) settle() {
	if m.Size().IsZero() {
		return
	}
	m.column.Refresh()
	m.scroll.Refresh()
}

// Mark puts the mark on row i without telling OnMark.
func (m *Measures) Mark(i int) {
	m.marked = max(0, min(i, len(m.rows)-1))
	changed := false
	for at, r := range m.rows {
		if on := at == m.marked; on != r.marked {
			r.mark(on)
			r.focus(m.focused)
			changed = true
		}
	}
	if changed {
		m.settle()
	}
}

// Marked is the place of the mark.
func (m *Measures) Marked() int { return m.marked }

// mark moves the mark, brings its row into sight, and tells.
func (m *Measures) mark(i int) {
	if len(m.rows) == 0 {
		return
	}
	m.Mark(i)
	m.Reveal()
	if m.OnMark != nil {
		m.OnMark(m.marked)
	}
}

// Reveal scrolls as little as brings the whole marked row into sight.
func (m *Measures) Reveal() {
	if m.marked >= len(m.rows) {
		return
	}
	r := m.rows[m.marked]
	top, high, view := r.Position().Y, r.Size().Height, m.scroll.Size().Height
	y := m.scroll.Offset.Y
	if top+high > y+view {
		y = top + high - view
	}
	y = min(y, top)
	if y != m.scroll.Offset.Y {
		m.scroll.ScrollToOffset(fyne.NewPos(0, y))
	}
}

// FocusGained draws the ring around the marked row.
func (m *Measures) FocusGained() { m.focus(true) }

// FocusLost takes it away.
func (m *Measures) FocusLost() { m.focus(false) }

func (m *Measures) focus(on bool) {
	m.focused = on
	if m.marked < len(m.rows) {
		m.rows[m.marked].focus(on)
	}
}

// TypedRune does nothing.
func (m *Measures) TypedRune(rune) {}

// TypedKey walks the rows; Enter tells of the marked one once more.
func (m *Measures) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		m.mark(m.marked - 1)
	case fyne.KeyDown:
		m.mark(m.marked + 1)
	case fyne.KeyHome, fyne.KeyPageUp:
		m.mark(0)
	case fyne.KeyEnd, fyne.KeyPageDown:
		m.mark(len(m.rows) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.mark(m.marked)
	default:
		if !passOn(m, e) && m.OnKey != nil {
			m.OnKey(e)
		}
	}
}

// CreateRenderer is called by Fyne.
func (m *Measures) CreateRenderer() fyne.WidgetRenderer { return drawing{m} }

// AccessibilityLabel is the marked row.
func (m *Measures) AccessibilityLabel() string {
	if m.marked >= len(m.rows) {
		return ""
	}
	return m.rows[m.marked].AccessibilityLabel()
}

// AccessibilityRole is a container of rows.
func (m *Measures) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (m *Measures) parts() []fyne.CanvasObject { return []fyne.CanvasObject{m.scroll} }

func (m *Measures) least() fyne.Size { return fyne.NewSize(unit(180), unit(120)) }

func (m *Measures) themed() {
	for _, r := range m.rows {
		r.Refresh()
	}
}

func (m *Measures) arrange(size fyne.Size) {
	m.scroll.Resize(size)
}
