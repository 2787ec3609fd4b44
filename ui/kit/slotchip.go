package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// slotChip is one blank of a Slots: name, value, and quietly where it was found. An
// empty one is red and says "fill in".
type slotChip struct {
	widget.BaseWidget
	tapped              func()
	data                Slot
	marked              bool
	crowded             bool    // one of many
	half                float32 // of the strip, in px
	ground              *box
	name, value, source *label
}

var (
	_ fyne.Tappable      = (*slotChip)(nil)
	_ desktop.Cursorable = (*slotChip)(nil)
	_ fyne.Accessible    = (*slotChip)(nil)
)

func newSlotChip(tapped func()) *slotChip {
	c := &slotChip{
		tapped: tapped, ground: newOutline(theme.PaneTwo, theme.Line, 1, 6),
		name:   newLabel(theme.SizeCaption, theme.InkTwo, false),
		value:  newLabel(theme.SizeCaption, theme.Ink, true),
		source: newLabel(theme.SizeCaption, theme.Caption, false),
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *slotChip) set(s Slot) {
	c.data = s
	c.name.set(s.Name)
	if !s.filled() {
		c.value.set("fill in")
		c.source.set("")
	} else {
		c.value.set(s.Value)
		c.source.set(s.Source)
	}
	c.paint()
	relayout(c)
}

func (c *slotChip) mark(on bool) { c.marked = on; c.paint() }

func (c *slotChip) paint() {
	fill, edge, ink, width := theme.BlueWash, theme.BlueWash, theme.Blue, float32(1)
	if !c.data.filled() {
		fill, edge, ink = theme.RedWash, theme.RedWash, theme.Red
	}
	if c.marked {
		edge, width = ink, 2
	}
	c.ground.tint(fill)
	c.ground.edge(edge, width)
	c.value.tint(ink)
}

// Tapped goes to the blank.
func (c *slotChip) Tapped(*fyne.PointEvent) { c.tapped() }

// Cursor is the pointing hand.
func (c *slotChip) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is called by Fyne.
func (c *slotChip) CreateRenderer() fyne.WidgetRenderer { return drawing{c} }

// AccessibilityLabel reads the blank.
func (c *slotChip) AccessibilityLabel() string {
	if !c.data.filled() {
		return c.data.Name + ", empty"
	}
	return c.data.Name + ": " + c.data.Value + ", " + c.data.Source
}

// AccessibilityRole is a button.
func (c *slotChip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (c *slotChip) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{c.ground.Rectangle, c.name.Text, c.value.Text, c.source.Text}
}

// A chip is at most chipMost wide, and half of the strip where there are more than
// chipsFew: then two stand in a row, the whole value stands in the text above, and the
// whole source beside the entry below.
const (
	chipMost = 420
	chipsFew = 4
)

// least is the room of everything in full, up to a width at which value and source
// are shortened.
func (c *slotChip) least() fyne.Size {
	w := 2*unit(8) + c.name.fullW + unit(6) + c.value.fullW
	if c.source.full != "" {
		w += unit(8) + c.source.fullW
	}
	most := unit(chipMost)
	if c.crowded && c.half > 0 {
		most = min(most, c.half)
	}
	return fyne.NewSize(min(w, most), unit(26))
}

func (c *slotChip) themed() {
	c.ground.themed()
	c.name.themed()
	c.value.themed()
	c.source.themed()
}

func (c *slotChip) arrange(size fyne.Size) {
	c.ground.put(0, 0, size.Width, size.Height)
	x, right := unit(8), size.Width-unit(8)
	rest := right - x - unit(6) - c.value.fullW
	used := c.name.fit(max(rest, (right-x)/3) + 0.5)
	c.name.putIn(x, 0, size.Height)
	x += used + unit(6)
	source := float32(0)
	if c.source.full != "" {
		source = min(c.source.fullW, max(right-x-c.value.fullW-unit(8), (right-x)/4))
	}
	used = c.value.fit(max(right-x-source-unit(8), min(c.value.fullW, right-x-source)) + 0.5)
	c.value.putIn(x, 0, size.Height)
	x += used + unit(8)
	c.source.fit(max(right-x+0.5, 0))
	c.source.putIn(x, 0, size.Height)
}
