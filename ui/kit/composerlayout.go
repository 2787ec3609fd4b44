package kit

import "fyne.io/fyne/v2"

// CreateRenderer is called by Fyne.
func (c *Composer) CreateRenderer() fyne.WidgetRenderer { return drawing{c} }

func (c *Composer) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{c.view}, c.foot.parts()...)
}

func (c *Composer) themed() {
	c.entry.Refresh()
	c.foot.themed()
}

// entryHigh is room for three lines, or for one and a half in a low window; the
// entry scrolls beyond.
func (c *Composer) entryHigh() float32 {
	if low(c) {
		return unit(44)
	}
	return unit(84)
}

// HeightFor does not depend on the width.
func (c *Composer) HeightFor(float32) float32 { return c.entryHigh() + c.foot.high() }

func (c *Composer) least() fyne.Size {
	return fyne.NewSize(c.foot.send.MinSize().Width+unit(160), c.HeightFor(0))
}

// arrange hides the entry's own border behind the clip: the frame around the
// composer is the border that means something.
func (c *Composer) arrange(size fyne.Size) {
	foot := c.foot.high()
	body := size.Height - foot
	c.view.Resize(fyne.NewSize(size.Width-unit(16), body-unit(4)))
	c.view.Move(fyne.NewPos(unit(8), unit(4)))
	c.entry.Resize(fyne.NewSize(size.Width-unit(16)+6, body-unit(4)+6))
	c.entry.Move(fyne.NewPos(-3, -3))
	c.foot.place(size.Width, body)
}
