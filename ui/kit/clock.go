package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Clock is a figure of time, bold and tabular. Its width is that of the same
// text with every digit an eight, so a tick never moves what stands beside it.
type Clock struct {
	widget.BaseWidget
	face *label
	room float32
}

var (
	_ fyne.Widget     = (*Clock)(nil)
	_ fyne.Accessible = (*Clock)(nil)
)

// NewClock makes a clock of 17 px that shows text, for instance "1:41".
func NewClock(text string) *Clock { return newClock(theme.SizeClock, text) }

// NewSmallClock makes one of 13 px.
func NewSmallClock(text string) *Clock { return newClock(theme.SizeSecondary, text) }

func newClock(size fyne.ThemeSizeName, text string) *Clock {
	c := &Clock{face: newLabel(size, theme.Ink, true)}
	c.ExtendBaseWidget(c)
	c.Set(text, Grey)
	return c
}

// Set shows text in the tone's colour; Grey is plain ink.
func (c *Clock) Set(text string, tone Tone) {
	c.face.tint(tone.strong())
	if !c.face.set(text) {
		return
	}
	c.room = clockRoom(c.face)
	relayout(c)
}

// clockRoom is the width reserved for a label's text whatever its digits are.
func clockRoom(l *label) float32 {
	widest := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '8'
		}
		return r
	}, l.full)
	m, _ := measured(widest, l.TextSize, l.TextStyle)
	return m.Width
}

// CreateRenderer is called by Fyne.
func (c *Clock) CreateRenderer() fyne.WidgetRenderer { return drawing{c} }

// AccessibilityLabel is the time shown.
func (c *Clock) AccessibilityLabel() string { return c.face.full }

// AccessibilityRole is text.
func (c *Clock) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (c *Clock) parts() []fyne.CanvasObject { return []fyne.CanvasObject{c.face.Text} }
func (c *Clock) least() fyne.Size           { return fyne.NewSize(c.room, unit(20)) }

func (c *Clock) themed() {
	c.face.themed()
	c.room = clockRoom(c.face)
}

func (c *Clock) arrange(size fyne.Size) {
	c.face.putIn(size.Width-c.face.wide, 0, size.Height)
}
