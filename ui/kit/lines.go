package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// LineData is one line of a list that is read from the top down: what it is, how it
// stands in a word, why, and the ways to it.
type LineData struct {
	Key  string   // distinct within the list
	Pill PillData // how it stands; no word is none
	Word string
	Text string // wrapped below the word; may be empty
	// Ways stand at the right.
	Ways []ButtonData
}

func (d LineData) same(e LineData) bool {
	return d.Key == e.Key && d.Pill == e.Pill && d.Word == e.Word && d.Text == e.Text && slices.Equal(d.Ways, e.Ways)
}

// Lines is such a list: a checklist, the self-test, or what stands in the way of
// leaving. It is as high as its lines; whoever has too little room lets it scroll. A
// line whose words change keeps its place and its keyboard.
type Lines struct {
	widget.BaseWidget
	// OnWay is told which way of which line was pressed.
	OnWay func(key string, way int)
	// OnKey receives keys that a button of the list does not use.
	OnKey func(e *fyne.KeyEvent)

	lines []*line
}

var (
	_ fyne.Widget     = (*Lines)(nil)
	_ fyne.Accessible = (*Lines)(nil)
	_ Tall            = (*Lines)(nil)
)

// NewLines is a list without lines.
func NewLines() *Lines {
	l := &Lines{}
	l.ExtendBaseWidget(l)
	return l
}

// Set shows the lines and says whether anything differs.
func (l *Lines) Set(ds ...LineData) bool {
	same := slices.EqualFunc(ds, l.lines, func(d LineData, n *line) bool { return d.same(n.data) })
	if same {
		return false
	}
	was := make(map[string]*line, len(l.lines))
	for _, n := range l.lines {
		was[n.data.Key] = n
	}
	l.lines = l.lines[:0:0]
	for _, d := range ds {
		n := was[d.Key]
		if n == nil {
			n = newLine(l)
		}
		n.set(d)
		l.lines = append(l.lines, n)
	}
	relayout(l)
	l.Refresh()
	return true
}

// First is the first button that can be pressed, or nil.
func (l *Lines) First() fyne.Focusable {
	for _, n := range l.lines {
		for _, b := range n.ways {
			if !b.Disabled() {
				return b
			}
		}
	}
	return nil
}

// CreateRenderer is called by Fyne.
func (l *Lines) CreateRenderer() fyne.WidgetRenderer { return drawing{l} }

// AccessibilityLabel reads all lines.
func (l *Lines) AccessibilityLabel() string {
	s := ""
	for _, n := range l.lines {
		s += n.data.Word + ", " + n.data.Pill.Word + ". " + n.data.Text + " "
	}
	return s
}

// AccessibilityRole is a container.
func (l *Lines) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (l *Lines) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, n := range l.lines {
		out = append(out, n.parts()...)
	}
	return out
}

// HeightFor is the height of all lines at this width.
func (l *Lines) HeightFor(width float32) float32 {
	h := float32(0)
	for _, n := range l.lines {
		h += n.high(width)
	}
	return h
}

func (l *Lines) least() fyne.Size {
	return fyne.NewSize(unit(260), l.HeightFor(max(l.Size().Width, unit(260))))
}

func (l *Lines) themed() {
	for _, n := range l.lines {
		n.themed()
	}
}

func (l *Lines) arrange(size fyne.Size) {
	y := float32(0)
	for i, n := range l.lines {
		h := n.high(size.Width)
		n.arrange(y, size.Width, h, i+1 < len(l.lines))
		y += h
	}
}

// line is one of them. It is no widget of its own: its parts are the list's.
type line struct {
	list *Lines
	data LineData
	pill *Pill
	word *Text // wrapped, so that nothing of it is lost beside its ways
	text *Text
	ways []*Button
	edge *box
}

func newStrongText() *Text {
	t := NewText("")
	t.bold = true
	return t
}

func newLine(l *Lines) *line {
	return &line{
		list: l, pill: NewPill(PillData{}), word: newStrongText(), text: NewQuietText(""), edge: newBox(theme.Line, 0),
	}
}

func (n *line) set(d LineData) {
	n.data = d
	n.pill.Set(d.Pill)
	show(n.pill, d.Pill.Word != "")
	n.word.Set(d.Word)
	n.text.Set(d.Text)
	show(n.text, d.Text != "")
	for i, w := range d.Ways {
		if i == len(n.ways) {
			b := NewButton(w, nil)
			b.OnTapped = func() {
				if n.list.OnWay != nil {
					n.list.OnWay(n.data.Key, i)
				}
			}
			b.OnKey = func(e *fyne.KeyEvent) { call(n.list.OnKey, e) }
			n.ways = append(n.ways, b)
		}
		n.ways[i].Set(w)
	}
	n.ways = n.ways[:len(d.Ways)]
}

func (n *line) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{n.pill, n.word, n.text, n.edge.Rectangle}
	for _, b := range n.ways {
		out = append(out, b)
	}
	return out
}

func (n *line) themed() {
	n.pill.Refresh()
	n.word.Refresh()
	n.text.Refresh()
	n.edge.themed()
	for _, b := range n.ways {
		b.Refresh()
	}
}

// linePad is the space over and under a line, px at 100 %.
const linePad = 9

// right is where the ways begin.
func (n *line) right(width float32) float32 {
	if len(n.ways) > 0 {
		width -= unit(2) // for the ring, where a scroll ends at the edge
	}
	for _, b := range n.ways {
		width -= b.MinSize().Width + unit(8)
	}
	return max(width, unit(80))
}

// wordHigh is the height of the word beside its pill.
func (n *line) wordHigh(width float32) float32 {
	return max(n.word.HeightFor(n.wordWide(width)), unit(22))
}

func (n *line) wordWide(width float32) float32 {
	w := n.right(width)
	if n.data.Pill.Word != "" {
		w -= n.pill.MinSize().Width + unit(8)
	}
	return max(w, unit(80))
}

func (n *line) high(width float32) float32 {
	h := n.wordHigh(width)
	if n.data.Text != "" {
		h += n.text.HeightFor(n.right(width)) + unit(2)
	}
	if len(n.ways) > 0 {
		h = max(h, unit(28))
	}
	return h + 2*unit(linePad)
}

func (n *line) arrange(top, width, high float32, more bool) {
	y, right, wide, head := top+unit(linePad), n.right(width), n.wordWide(width), n.wordHigh(width)
	n.word.Resize(fyne.NewSize(wide, n.word.HeightFor(wide)))
	n.word.Move(fyne.NewPos(0, y))
	n.pill.Resize(n.pill.MinSize())
	n.pill.Move(fyne.NewPos(min(n.word.WidthWithin(wide), wide)+unit(8), y+(unit(20)-n.pill.MinSize().Height)/2))
	n.text.Resize(fyne.NewSize(right, n.text.HeightFor(right)))
	n.text.Move(fyne.NewPos(0, y+head+unit(2)))
	x := right + unit(8)
	for _, b := range n.ways {
		m := b.MinSize()
		b.Resize(m)
		b.Move(fyne.NewPos(x, y))
		x += m.Width + unit(8)
	}
	show(n.edge.Rectangle, more)
	n.edge.put(0, top+high-1, width, 1)
}
