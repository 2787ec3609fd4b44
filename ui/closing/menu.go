package closing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// menuMost is how many choices are offered at once; letters narrow them down.
const menuMost = 8

// menu is the list under a field that is chosen from. It never takes the
// keyboard: the field keeps it and passes the keys on.
type menu struct {
	content *fyne.Container
	ground  fyne.CanvasObject
	lines   [menuMost]*menuLine
	shown   []option
	marked  int
	owner   *pick // whose list it shows; nil while it is hidden
	inside  bool  // the pointer is in it
}

func newMenu() *menu {
	m := &menu{ground: kit.NewGround(theme.Line)}
	column := kit.NewColumn(0)
	for i := range m.lines {
		m.lines[i] = newMenuLine(m, i)
		column.Add(m.lines[i])
	}
	edge := theme.Px(1)
	m.content = container.NewStack(m.ground, container.New(insets{edge, edge, edge, edge}, container.NewStack(kit.NewGround(theme.Pane), column)))
	m.content.Hide()
	return m
}

// open shows choices under a field of a size at a place.
func (m *menu) open(of *pick, choices []option, mark int, at fyne.Position, size fyne.Size, room float32) {
	choices = choices[:min(len(choices), menuMost)]
	m.owner, m.shown, m.marked = of, choices, min(max(mark, 0), len(choices)-1)
	for i, l := range m.lines {
		if i < len(choices) {
			l.set(choices[i])
		}
		kit.SetShown(l, i < len(choices))
	}
	high := float32(len(choices))*lineHigh() + theme.Px(2)
	y := at.Y + size.Height + theme.Px(2)
	if y+high > room {
		y = max(at.Y-high-theme.Px(2), 0)
	}
	m.content.Move(fyne.NewPos(at.X, y))
	m.content.Resize(fyne.NewSize(max(size.Width, theme.Px(200)), high))
	m.paint()
	m.content.Show()
	m.content.Refresh()
}

// close hides the list of a field; another field's stays.
func (m *menu) close(of *pick) {
	if m.owner == of {
		m.owner, m.inside = nil, false
		m.content.Hide()
	}
}

func (m *menu) paint() {
	for i, l := range m.lines {
		l.mark(i == m.marked)
	}
}

// step moves the mark, round the ends.
func (m *menu) step(by int) {
	if n := len(m.shown); n > 0 {
		m.marked = (m.marked + by + n) % n
		m.paint()
	}
}

// choice is the marked one.
func (m *menu) choice() (option, bool) {
	if m.owner == nil || m.marked < 0 || m.marked >= len(m.shown) {
		return option{}, false
	}
	return m.shown[m.marked], true
}

func lineHigh() float32 { return theme.Px(30) }

// menuLine is one choice.
type menuLine struct {
	widget.BaseWidget
	menu   *menu
	at     int
	ground *kit.Ground
	lit    *kit.Ground
	name   *kit.Words
	detail *kit.Words
	inside *fyne.Container
}

var (
	_ fyne.Tappable     = (*menuLine)(nil)
	_ desktop.Hoverable = (*menuLine)(nil)
)

func newMenuLine(m *menu, at int) *menuLine {
	l := &menuLine{menu: m, at: at, ground: kit.NewGround(theme.Pane), lit: kit.NewGround(theme.BlueWash), name: kit.NewBody("").Yield(), detail: kit.NewCaption("")}
	side := theme.Px(10)
	l.inside = container.NewStack(l.ground, l.lit,
		container.New(insets{0, 0, side, side}, container.NewBorder(nil, nil, nil, l.detail, l.name)))
	l.ExtendBaseWidget(l)
	l.Hide()
	return l
}

func (l *menuLine) set(o option) {
	l.name.Set(o.name)
	l.detail.Set(o.detail)
	l.inside.Refresh()
}

func (l *menuLine) mark(on bool) { kit.SetShown(l.lit, on) }

// MinSize is one line's.
func (l *menuLine) MinSize() fyne.Size { return fyne.NewSize(theme.Px(120), lineHigh()) }

// CreateRenderer is called by Fyne.
func (l *menuLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.inside) }

// Tapped chooses the line.
func (l *menuLine) Tapped(*fyne.PointEvent) {
	if of := l.menu.owner; of != nil && l.at < len(l.menu.shown) {
		of.take(l.menu.shown[l.at])
	}
}

// MouseIn remembers that a click, which takes the keyboard from the field first, is
// meant for the list.
func (l *menuLine) MouseIn(*desktop.MouseEvent) {
	l.menu.inside, l.menu.marked = true, l.at
	l.menu.paint()
}

// MouseMoved does nothing.
func (l *menuLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut forgets the pointer.
func (l *menuLine) MouseOut() { l.menu.inside = false }

// insets is a layout with a margin of px on each side.
type insets struct{ top, bottom, left, right float32 }

// Layout implements fyne.Layout.
func (i insets) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(i.left, i.top))
		o.Resize(fyne.NewSize(max(size.Width-i.left-i.right, 0), max(size.Height-i.top-i.bottom, 0)))
	}
}

// MinSize implements fyne.Layout.
func (i insets) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		m = m.Max(o.MinSize())
	}
	return m.AddWidthHeight(i.left+i.right, i.top+i.bottom)
}
