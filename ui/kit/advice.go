package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// AdviceLine is one thing that is said of what is being written, or of what could be
// done next, with at most one button that helps.
type AdviceLine struct {
	Tone   Tone // Red holds the text, Amber warns, Blue and Grey only tell
	Text   string
	Button ButtonData // without a Word there is none
}

// Advice is a few lines beside a box, each with a stripe in its tone. It takes no
// room while it has nothing to say, and scrolls inside where it would take more than a
// quarter of the window.
type Advice struct {
	widget.BaseWidget
	// OnButton is told whose button was pressed.
	OnButton func(i int)

	lines  []AdviceLine
	rows   []*adviceRow
	body   *fyne.Container
	scroll *container.Scroll
}

var (
	_ fyne.Widget     = (*Advice)(nil)
	_ fyne.Accessible = (*Advice)(nil)
	_ Tall            = (*Advice)(nil)
)

// NewAdvice makes one that says nothing and is hidden.
func NewAdvice() *Advice {
	a := &Advice{}
	a.body = container.New(&adviceBody{of: a})
	a.scroll = container.NewVScroll(a.body)
	a.ExtendBaseWidget(a)
	a.Hide()
	return a
}

// Set says other lines; it reports whether anything changed, and hides itself where
// there are none.
func (a *Advice) Set(lines ...AdviceLine) bool {
	if slices.Equal(lines, a.lines) {
		return false
	}
	a.lines = slices.Clone(lines)
	for len(a.rows) < len(lines) {
		i := len(a.rows)
		a.rows = append(a.rows, newAdviceRow(func() {
			if a.OnButton != nil {
				a.OnButton(i)
			}
		}))
	}
	a.rows = a.rows[:len(lines)]
	for i, l := range lines {
		a.rows[i].set(l)
	}
	a.body.Objects = nil
	for _, r := range a.rows {
		a.body.Objects = append(a.body.Objects, r.ground.Rectangle, r.bar.Rectangle, r.text, r.button)
	}
	a.scroll.Offset = fyne.Position{}
	show(a, len(lines) > 0)
	relayout(a)
	return true
}

// Lines are what is said now.
func (a *Advice) Lines() []AdviceLine { return a.lines }

// CreateRenderer is called by Fyne.
func (a *Advice) CreateRenderer() fyne.WidgetRenderer { return drawing{a} }

// AccessibilityLabel reads all lines.
func (a *Advice) AccessibilityLabel() string {
	s := ""
	for _, l := range a.lines {
		s += l.Text + ". "
	}
	return s
}

// AccessibilityRole is text.
func (a *Advice) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (a *Advice) parts() []fyne.CanvasObject { return []fyne.CanvasObject{a.scroll} }

func (a *Advice) themed() {
	for _, r := range a.rows {
		r.ground.themed()
		r.bar.themed()
		r.text.Refresh()
		r.button.Refresh()
	}
}

// adviceShare is how much of a window's height advice takes at most.
const adviceShare = 0.25

// HeightFor is the height of all lines at this width, or as much as the window has.
func (a *Advice) HeightFor(width float32) float32 {
	high := a.fullHigh(width)
	if len(a.rows) == 0 {
		return high
	}
	first := a.rows[0].high(width-2*unit(adviceEdge)) + 2*unit(adviceEdge)
	return min(high, max(adviceShare*roomHigh(a), first))
}

func (a *Advice) fullHigh(width float32) float32 {
	if len(a.rows) == 0 {
		return 0
	}
	h := unit(adviceEdge)
	for _, r := range a.rows {
		h += r.high(width-2*unit(adviceEdge)) + unit(adviceEdge)
	}
	return h
}

// adviceEdge is the gap around and between lines.
const adviceEdge = 6

func (a *Advice) least() fyne.Size {
	w := unit(220)
	return fyne.NewSize(w, a.HeightFor(widthOr(a, w)))
}

func (a *Advice) arrange(size fyne.Size) {
	a.body.Resize(fyne.NewSize(size.Width, a.fullHigh(size.Width)))
	a.place(size.Width) // the lines may have changed where the size has not
	a.scroll.Resize(size)
	a.scroll.Refresh()
}

func (a *Advice) place(width float32) {
	edge := unit(adviceEdge)
	y, wide := edge, width-2*edge
	for _, r := range a.rows {
		h := r.high(wide)
		r.place(edge, y, wide, h)
		y += h + edge
	}
}

// adviceBody lays out what scrolls. It remembers its width, because the scroll asks
// for a height without saying at which.
type adviceBody struct {
	of    *Advice
	width float32
}

// MinSize is the height at the present width.
func (b *adviceBody) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, b.of.fullHigh(b.width))
}

// Layout places the lines.
func (b *adviceBody) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	b.width = size.Width
	b.of.place(size.Width)
}

// adviceRow is one line.
type adviceRow struct {
	ground, bar *box
	text        *Text
	button      *Button
	has         bool
}

func newAdviceRow(tapped func()) *adviceRow {
	return &adviceRow{
		ground: newBox(theme.PaneTwo, 4), bar: newBox(theme.Line, 0), text: NewQuietText(""),
		button: NewButton(ButtonData{}, tapped),
	}
}

func (r *adviceRow) set(l AdviceLine) {
	fill, bar, ink := theme.PaneTwo, theme.Line, theme.InkTwo
	if l.Tone != Grey {
		fill, bar, ink = l.Tone.Wash(), l.Tone.Full(), l.Tone.Full()
	}
	r.ground.tint(fill)
	r.bar.tint(bar)
	r.text.SetInk(ink)
	r.text.Set(l.Text)
	r.has = l.Button.Word != ""
	r.button.Set(l.Button)
	show(r.button, r.has)
}

func (r *adviceRow) room(width float32) float32 {
	w := width - 2*unit(14)
	if r.has {
		w -= r.button.MinSize().Width + unit(10)
	}
	return max(w, unit(80))
}

func (r *adviceRow) high(width float32) float32 {
	h := r.text.HeightFor(r.room(width)) + 2*unit(6)
	if r.has {
		h = max(h, unit(36))
	}
	return h
}

func (r *adviceRow) place(x, y, width, high float32) {
	r.ground.put(x, y, width, high)
	r.bar.put(x, y, 3, high)
	text := r.text.HeightFor(r.room(width))
	r.text.Resize(fyne.NewSize(r.room(width), text))
	r.text.Move(fyne.NewPos(x+unit(14), y+(high-text)/2))
	if r.has {
		m := r.button.MinSize()
		r.button.Resize(m)
		r.button.Move(fyne.NewPos(x+width-unit(10)-m.Width, y+(high-m.Height)/2))
	}
}
