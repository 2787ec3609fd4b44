package kit

import "fyne.io/fyne/v2"

// CreateRenderer is called by Fyne.
func (c *Composer) CreateRenderer() fyne.WidgetRenderer { return drawing{c} }

func (c *Composer) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{c.view, c.line.Rectangle, c.note.Text}
	for _, h := range c.hints {
		out = append(out, h.cap, h.word.Text)
	}
	return append(out, c.send)
}

func (c *Composer) themed() {
	c.line.themed()
	c.note.themed()
	c.entry.Refresh()
	c.send.Refresh()
	for _, h := range c.hints {
		h.cap.Refresh()
		h.word.themed()
	}
}

// entryHigh is room for three lines, or for one and a half in a low window; the
// entry scrolls beyond.
func (c *Composer) entryHigh() float32 {
	if low(c) {
		return unit(44)
	}
	return unit(84)
}

func (c *Composer) footHigh() float32 { return unit(46) }

// HeightFor does not depend on the width.
func (c *Composer) HeightFor(float32) float32 { return c.entryHigh() + c.footHigh() }

func (c *Composer) least() fyne.Size {
	return fyne.NewSize(c.send.MinSize().Width+unit(160), c.HeightFor(0))
}

// arrange hides the entry's own border behind the clip: the frame around the
// composer is the border that means something.
func (c *Composer) arrange(size fyne.Size) {
	foot := c.footHigh()
	body := size.Height - foot
	c.view.Resize(fyne.NewSize(size.Width-unit(16), body-unit(4)))
	c.view.Move(fyne.NewPos(unit(8), unit(4)))
	c.entry.Resize(fyne.NewSize(size.Width-unit(16)+6, body-unit(4)+6))
	c.entry.Move(fyne.NewPos(-3, -3))
	c.line.put(0, body, size.Width, 1)

	m := c.send.MinSize()
	right := size.Width - unit(14) - m.Width
	c.send.Resize(m)
	c.send.Move(fyne.NewPos(right, body+(foot-m.Height)/2))
	x := unit(14)
	note := c.note.fit(max(right-x-unit(10), 0))
	c.note.putIn(right-unit(10)-note, body, foot)
	c.placeHints(x, right-unit(20)-note, body, foot)
}

// placeHints prints as many hints as fit whole.
func (c *Composer) placeHints(x, limit, top, high float32) {
	for _, h := range c.hints {
		w := h.cap.Width()
		end := x + w + unit(5) + h.word.fullW
		fits := end <= limit
		show(h.cap, fits)
		show(h.word.Text, fits)
		if !fits {
			limit = 0 // The rest would only stand out of order.
			continue
		}
		h.cap.Resize(fyne.NewSize(w, unit(18)))
		h.cap.Move(fyne.NewPos(x, top+(high-unit(18))/2))
		h.word.putIn(x+w+unit(5), top, high)
		x = end + unit(14)
	}
}
