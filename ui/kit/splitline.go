package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// splitGrip is how wide a line can be gripped; it is drawn 1 px wide.
const splitGrip = 7

// splitLine is the line between two panes.
type splitLine struct {
	widget.BaseWidget
	split *Split
	index int
	line  *box
}

var (
	_ fyne.Draggable     = (*splitLine)(nil)
	_ desktop.Cursorable = (*splitLine)(nil)
	_ desktop.Hoverable  = (*splitLine)(nil)
)

func newSplitLine(s *Split, index int) *splitLine {
	l := &splitLine{split: s, index: index, line: newBox(theme.Line, 0)}
	l.ExtendBaseWidget(l)
	return l
}

// Dragged moves the line.
func (l *splitLine) Dragged(e *fyne.DragEvent) { l.split.drag(l.index, e.Dragged.DX) }

// DragEnd tells the new sizes.
func (l *splitLine) DragEnd() {
	if l.split.OnResized != nil {
		l.split.OnResized(l.split.Sizes())
	}
}

// Cursor shows that the line can be moved.
func (l *splitLine) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn lights the line.
func (l *splitLine) MouseIn(*desktop.MouseEvent) { l.line.tint(theme.Blue) }

// MouseMoved does nothing.
func (l *splitLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut puts the light out.
func (l *splitLine) MouseOut() { l.line.tint(theme.Line) }

// CreateRenderer is called by Fyne.
func (l *splitLine) CreateRenderer() fyne.WidgetRenderer { return drawing{l} }

func (l *splitLine) parts() []fyne.CanvasObject { return []fyne.CanvasObject{l.line.Rectangle} }
func (l *splitLine) least() fyne.Size           { return fyne.NewSize(splitGrip, 1) }
func (l *splitLine) themed()                    { l.line.themed() }
func (l *splitLine) arrange(size fyne.Size)     { l.line.put(splitGrip/2, 0, 1, size.Height) }
