package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

const slashLineHigh = 30

// slashLine is one row of a SlashPicker: cap, title, and the text's first line,
// which gives way first.
type slashLine struct {
	widget.BaseWidget
	tapped          func()
	marked, hovered bool
	column          float32 // width of the column of caps
	ground, edge    *box
	cap             *KeyCap
	title, line     *label
}

var (
	_ fyne.Tappable     = (*slashLine)(nil)
	_ desktop.Hoverable = (*slashLine)(nil)
	_ fyne.Accessible   = (*slashLine)(nil)
)

func newSlashLine() *slashLine {
	l := &slashLine{
		ground: newBox("", 6), edge: newBox("", 2), cap: NewKeyCap(""),
		title: newLabel(theme.SizeSecondary, theme.Ink, true),
		line:  newLabel(theme.SizeSecondary, theme.InkTwo, false),
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *slashLine) set(r SlashRow) {
	if r.Cap != "" {
		l.cap.Set(r.Cap)
	} else {
		l.cap.Set("/" + r.Shortcut)
	}
	l.title.set(r.Title)
	l.line.set(r.Line)
	relayout(l)
}

func (l *slashLine) mark(on bool) { l.marked = on; l.paint() }

// paint marks with a bar besides the wash: a wash alone is hard to tell from the
// light under the pointer.
func (l *slashLine) paint() {
	ground, edge := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	switch {
	case l.marked:
		ground, edge = theme.BlueWash, theme.Blue
	case l.hovered:
		ground = theme.HoverWash
	}
	l.ground.tint(ground)
	l.edge.tint(edge)
}

// Tapped chooses the row.
func (l *slashLine) Tapped(*fyne.PointEvent) { l.tapped() }

// MouseIn lights the row.
func (l *slashLine) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.paint() }

// MouseMoved does nothing.
func (l *slashLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut puts the light out.
func (l *slashLine) MouseOut() { l.hovered = false; l.paint() }

// CreateRenderer is called by Fyne.
func (l *slashLine) CreateRenderer() fyne.WidgetRenderer { return drawing{l} }

// AccessibilityLabel reads the row.
func (l *slashLine) AccessibilityLabel() string {
	return l.cap.name.full + ", " + l.title.full + ": " + l.line.full
}

// AccessibilityRole is a button.
func (l *slashLine) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (l *slashLine) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{l.ground.Rectangle, l.edge.Rectangle, l.cap, l.title.Text, l.line.Text}
}

func (l *slashLine) least() fyne.Size { return fyne.NewSize(unit(160), unit(slashLineHigh)) }

func (l *slashLine) themed() {
	l.ground.themed()
	l.edge.themed()
	l.cap.Refresh()
	l.title.themed()
	l.line.themed()
}

func (l *slashLine) arrange(size fyne.Size) {
	l.ground.put(0, 0, size.Width, size.Height)
	l.edge.put(0, unit(5), 3, size.Height-unit(10))
	x := unit(10)
	l.cap.Resize(fyne.NewSize(min(l.cap.Width(), l.column), unit(18)))
	l.cap.Move(fyne.NewPos(x, (size.Height-unit(18))/2))
	x += l.column + unit(10)
	room := max(size.Width-x-unit(10), 0)
	used := l.title.fit(max(room*0.6, min(l.title.fullW, room)))
	l.title.putIn(x, 0, size.Height)
	l.line.fit(max(room-used-unit(10), 0))
	l.line.putIn(x+used+unit(10), 0, size.Height)
}
