package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Measure is one value against its thresholds, as a row of Measures.
type Measure struct {
	Name  string
	Pill  PillData // the level in a word
	Gauge GaugeData
	Value string // value against threshold in words
	// Text says what was seen, and Foot what else is known; both stand only in
	// the row that is marked.
	Text, Foot string
}

// measureRow draws one Measure; the marked one is unfolded.
type measureRow struct {
	widget.BaseWidget
	data                     Measure
	marked, hovered, focused bool
	tapped                   func()

	ground, edge, ring *box
	name               *label
	pill               *Pill
	gauge              *Gauge
	value, text, foot  *Text
}

var (
	_ fyne.Widget       = (*measureRow)(nil)
	_ fyne.Tappable     = (*measureRow)(nil)
	_ desktop.Hoverable = (*measureRow)(nil)
	_ fyne.Accessible   = (*measureRow)(nil)
	_ Tall              = (*measureRow)(nil)
)

func newMeasureRow(tapped func()) *measureRow {
	r := &measureRow{
		tapped: tapped, ground: newBox("", 6), edge: newBox("", 2), ring: newOutline("", "", 0, 6),
		name: newLabel(theme.SizeSecondary, theme.Ink, true), pill: NewBadge(PillData{}), gauge: NewGauge(),
		value: NewQuietText(""), text: newText(theme.SizeSecondary, theme.Ink, ""), foot: NewQuietText(""),
	}
	r.text.Hide()
	r.foot.Hide()
	r.ExtendBaseWidget(r)
	return r
}

// set shows m and says whether anything differs.
func (r *measureRow) set(m Measure) bool {
	if m == r.data {
		return false
	}
	r.data = m
	r.name.set(m.Name)
	r.pill.Set(m.Pill)
	r.gauge.Set(m.Gauge)
	r.value.Set(m.Value)
	r.text.Set(m.Text)
	r.foot.Set(m.Foot)
	r.unfold()
	relayout(r)
	return true
}

func (r *measureRow) unfold() {
	show(r.text, r.marked && r.data.Text != "")
	show(r.foot, r.marked && r.data.Foot != "")
}

func (r *measureRow) mark(on bool) {
	r.marked = on
	r.unfold()
	r.paint()
	relayout(r)
}

func (r *measureRow) focus(on bool) { r.focused = on; r.paint() }

func (r *measureRow) paint() {
	ground, edge, ring, width := fyne.ThemeColorName(""), fyne.ThemeColorName(""), fyne.ThemeColorName(""), float32(0)
	switch {
	case r.marked:
		ground, edge = theme.BlueWash, theme.Blue
	case r.hovered:
		ground = theme.HoverWash
	}
	if r.marked && r.focused {
		ring, width = theme.Blue, 2
	}
	r.ground.tint(ground)
	r.edge.tint(edge)
	r.ring.edge(ring, width)
}

// Tapped marks the row.
func (r *measureRow) Tapped(*fyne.PointEvent) { r.tapped() }

// MouseIn lights the row.
func (r *measureRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.paint() }

// MouseMoved is nothing.
func (r *measureRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends it.
func (r *measureRow) MouseOut() { r.hovered = false; r.paint() }

// The measures of a row at 100 %.
const (
	measurePadX = 10
	measurePadY = 6
	measureHead = 20
	measureGap  = 4
	// measureSide is kept free at the right, where the list's bar is.
	measureSide = 6
)

// HeightFor is the height at this width.
func (r *measureRow) HeightFor(width float32) float32 {
	room := width - unit(measureSide) - 2*unit(measurePadX)
	h := 2*unit(measurePadY) + unit(measureHead) + unit(gaugeHigh) + unit(measureGap) + r.value.HeightFor(room)
	for _, t := range []*Text{r.text, r.foot} {
		if t.Visible() {
			h += unit(measureGap) + t.HeightFor(room)
		}
	}
	return h
}

// CreateRenderer is called by Fyne.
func (r *measureRow) CreateRenderer() fyne.WidgetRenderer { return drawing{r} }

// AccessibilityLabel reads the row as sentences.
func (r *measureRow) AccessibilityLabel() string {
	d := r.data
	said := []string{d.Name + ", " + d.Pill.Word, d.Value}
	for _, s := range []string{d.Text, d.Foot} {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, ". ")
}

// AccessibilityRole is a button.
func (r *measureRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (r *measureRow) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		r.ground.Rectangle, r.edge.Rectangle, r.name.Text, r.pill, r.gauge, r.value, r.text, r.foot, r.ring.Rectangle,
	}
}

func (r *measureRow) least() fyne.Size {
	return fyne.NewSize(unit(160), r.HeightFor(widthOr(r, unit(160))))
}

func (r *measureRow) themed() {
	for _, b := range []*box{r.ground, r.edge, r.ring} {
		b.themed()
	}
	r.name.themed()
	for _, o := range []fyne.CanvasObject{r.pill, r.gauge, r.value, r.text, r.foot} {
		o.Refresh()
	}
}

// arrange gives the pill its room first; the name gives way.
func (r *measureRow) arrange(size fyne.Size) {
	wide := size.Width - unit(measureSide)
	r.ground.put(0, 0, wide, size.Height)
	r.ring.put(0, 0, wide, size.Height)
	r.edge.put(0, unit(measurePadY), 3, size.Height-2*unit(measurePadY))
	x, y := unit(measurePadX), unit(measurePadY)
	room := wide - 2*x
	w := min(r.pill.Width(), room/2)
	r.pill.Resize(fyne.NewSize(w, unit(measureHead)))
	r.pill.Move(fyne.NewPos(x+room-w, y))
	r.name.fit(max(room-w-unit(8), 0))
	r.name.putIn(x, y, unit(measureHead))
	y += unit(measureHead)
	r.gauge.Resize(fyne.NewSize(room, unit(gaugeHigh)))
	r.gauge.Move(fyne.NewPos(x, y))
	y += unit(gaugeHigh)
	for _, t := range []*Text{r.value, r.text, r.foot} {
		if !t.Visible() {
			continue
		}
		y += unit(measureGap)
		h := t.HeightFor(room)
		t.Resize(fyne.NewSize(room, h))
		t.Move(fyne.NewPos(x, y))
		y += h
	}
}
