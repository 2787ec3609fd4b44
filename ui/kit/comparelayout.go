package kit

import "fyne.io/fyne/v2"

// CompareFold is the width, at 100 %, under which versions stand below each other.
const CompareFold = 700

// CreateRenderer is called by Fyne.
func (c *Compare) CreateRenderer() fyne.WidgetRenderer { return drawing{c} }

func (c *Compare) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, card := range c.cards {
		out = append(out, card)
	}
	return append(out, c.both, c.line.Rectangle, c.ask.Text, c.field, c.reason.Text, c.write)
}

func (c *Compare) themed() {
	for _, card := range c.cards {
		card.Refresh()
	}
	c.line.themed()
	c.ask.themed()
	c.reason.themed()
	c.both.Refresh()
	c.field.Refresh()
	c.write.Refresh()
}

// rows lays the cards out, side by side or below each other, and returns their
// height. Fields of the same name stand on one height when side by side.
func (c *Compare) rows(width float32, place bool) float32 {
	n := len(c.cards)
	if n == 0 {
		return 0
	}
	gap := unit(12)
	if width < unit(CompareFold) {
		y := float32(0)
		for _, card := range c.cards {
			card.rows = nil
			h := card.HeightFor(width)
			if place {
				card.Resize(fyne.NewSize(width, h))
				card.Move(fyne.NewPos(0, y))
				card.arrange(card.Size())
			}
			y += h + gap
		}
		return y - gap
	}
	w := (width - float32(n-1)*gap) / float32(n)
	rows := make([]float32, len(c.cards[0].fields))
	for _, card := range c.cards {
		for i, f := range card.fields {
			rows[i] = max(rows[i], f.high(w-2*unit(versionPad)))
		}
	}
	h := float32(0)
	for i, card := range c.cards {
		card.rows = rows
		h = card.HeightFor(w)
		if place {
			card.Resize(fyne.NewSize(w, h))
			card.Move(fyne.NewPos(float32(i)*(w+gap), 0))
			card.arrange(card.Size())
		}
	}
	return h
}

// HeightFor is the height at this width.
func (c *Compare) HeightFor(width float32) float32 {
	return c.rows(width, false) + unit(52) + unit(30) + unit(84) + unit(46)
}

func (c *Compare) least() fyne.Size {
	w := unit(280)
	return fyne.NewSize(w, c.HeightFor(widthOr(c, w)))
}

func (c *Compare) arrange(size fyne.Size) {
	y := c.rows(size.Width, true)
	m := c.both.MinSize()
	c.both.Resize(m)
	c.both.Move(fyne.NewPos(0, y+unit(10)))
	y += unit(52)
	c.line.put(0, y-unit(6), size.Width, 1)
	c.ask.fit(size.Width)
	c.ask.putIn(0, y, unit(28))
	y += unit(30)
	c.field.Resize(fyne.NewSize(size.Width, unit(84)))
	c.field.Move(fyne.NewPos(0, y))
	y += unit(84)
	m = c.write.MinSize()
	c.write.Resize(m)
	c.write.Move(fyne.NewPos(size.Width-m.Width, y+unit(10)))
	c.reason.fit(max(size.Width-m.Width-unit(12), 0))
	c.reason.putIn(max(size.Width-m.Width-unit(12)-c.reason.wide, 0), y+unit(10), m.Height)
}
