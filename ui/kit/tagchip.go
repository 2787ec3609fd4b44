package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// tagChip is one tag with its cross. A click anywhere but on the cross only gives it
// the keyboard: a tag is not lost by a slip.
type tagChip struct {
	widget.BaseWidget
	tags         *Tags
	focused      bool
	ground, ring *box
	word, cross  *label
	crossX       float32
}

var (
	_ fyne.Tappable      = (*tagChip)(nil)
	_ fyne.Focusable     = (*tagChip)(nil)
	_ desktop.Cursorable = (*tagChip)(nil)
	_ fyne.Accessible    = (*tagChip)(nil)
)

func newTagChip(t *Tags) *tagChip {
	c := &tagChip{
		tags: t, ground: newBox(theme.PaneTwo, 11), ring: newOutline("", "", 0, 11),
		word: newLabel(theme.SizeCaption, theme.InkTwo, true), cross: newLabel(theme.SizeCaption, theme.InkTwo, true),
	}
	c.cross.set("✕")
	c.ExtendBaseWidget(c)
	return c
}

func (c *tagChip) set(tag string) {
	if c.word.set(tag) {
		relayout(c)
	}
}

func (c *tagChip) remove() {
	for i, chip := range c.tags.chips {
		if chip == c && i < len(c.tags.tags) {
			c.tags.remove(c.tags.tags[i], c.focused)
			return
		}
	}
}

// Tapped removes the tag if the cross was hit.
func (c *tagChip) Tapped(e *fyne.PointEvent) {
	if e.Position.X >= c.crossX-unit(6) {
		c.remove()
		return
	}
	focusOn(c, c)
}

// Cursor is the pointing hand.
func (c *tagChip) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained draws the ring.
func (c *tagChip) FocusGained() { c.focused = true; c.ring.edge(theme.Blue, 2) }

// FocusLost takes it away.
func (c *tagChip) FocusLost() { c.focused = false; c.ring.edge("", 0) }

// TypedRune does nothing.
func (c *tagChip) TypedRune(rune) {}

// TypedKey removes the tag, or leaves.
func (c *tagChip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyDelete, fyne.KeyBackspace:
		c.remove()
	case fyne.KeyEscape:
		if c.tags.OnEscape != nil {
			c.tags.OnEscape()
		}
	default:
		passOn(c, e)
	}
}

// CreateRenderer is called by Fyne.
func (c *tagChip) CreateRenderer() fyne.WidgetRenderer { return drawing{c} }

// AccessibilityLabel reads the tag and what pressing does.
func (c *tagChip) AccessibilityLabel() string { return c.word.full + ", press to remove" }

// AccessibilityRole is a button.
func (c *tagChip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (c *tagChip) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{c.ground.Rectangle, c.word.Text, c.cross.Text, c.ring.Rectangle}
}

func (c *tagChip) least() fyne.Size {
	return fyne.NewSize(c.word.fullW+c.cross.fullW+unit(26), unit(22))
}

func (c *tagChip) themed() {
	c.ground.themed()
	c.ring.themed()
	c.word.themed()
	c.cross.themed()
}

func (c *tagChip) arrange(size fyne.Size) {
	c.ground.put(0, 0, size.Width, size.Height)
	c.ring.put(0, 0, size.Width, size.Height)
	c.crossX = size.Width - unit(9) - c.cross.wide
	c.word.fit(max(c.crossX-unit(8)-unit(9)+0.5, 0))
	c.word.putIn(unit(9), 0, size.Height)
	c.cross.putIn(c.crossX, 0, size.Height)
}
