package kit

import "fyne.io/fyne/v2"

// CreateRenderer is called by Fyne.
func (s *Slots) CreateRenderer() fyne.WidgetRenderer { return drawing{s} }

// AccessibilityLabel reads the text as it would go, and what is missing.
func (s *Slots) AccessibilityLabel() string {
	return s.data.Title + ": " + s.text.text + ". " + s.data.reason()
}

// AccessibilityRole is a container of blanks.
func (s *Slots) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (s *Slots) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{s.ground.Rectangle, s.title.Text, s.text}
	for _, c := range s.chips {
		out = append(out, c)
	}
	return append(out, s.ask.Text, s.field, s.reason.Text, s.drop, s.use)
}

func (s *Slots) themed() {
	s.ground.themed()
	for _, l := range []*label{s.title, s.ask, s.reason} {
		l.themed()
	}
	s.text.Refresh()
	for _, c := range s.chips {
		c.Refresh()
	}
	s.field.Refresh()
	s.drop.Refresh()
	s.use.Refresh()
}

const slotsPad = 12

// textHigh is the height of the preview with the ground around it.
func (s *Slots) textHigh(width float32) float32 {
	return s.text.HeightFor(max(width-4*unit(slotsPad), 1)) + unit(20)
}

// chipsHigh is the height of the chips, and places them. With few set only the
// blanks that are empty, and the one in the entry, have one.
func (s *Slots) chipsHigh(width float32, few, place bool) float32 {
	room := max(width-2*unit(slotsPad), 1)
	var items []fyne.CanvasObject
	for i, c := range s.chips {
		c.half = (room - unit(6)) / 2
		shown := !few || i == s.current || !c.data.filled()
		if shown {
			items = append(items, c)
		}
		if place {
			show(c, shown)
		}
	}
	h := flow(items, room, unit(6), place)
	if h > 0 {
		h += unit(8)
	}
	return h
}

// slotsShare is how much of a window's height a strip may take before it shows
// fewer chips: what is below it, the button above all, must stay in sight.
const slotsShare = 0.55

// few reports whether the strip has to do with fewer chips at this width.
func (s *Slots) few(width float32) bool {
	if len(s.chips) <= chipsFew {
		return false
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	return c != nil && s.height(width, false) > slotsShare*c.Size().Height
}

// HeightFor is the height at this width.
func (s *Slots) HeightFor(width float32) float32 { return s.height(width, s.few(width)) }

func (s *Slots) height(width float32, few bool) float32 {
	h := unit(32) + s.textHigh(width) + unit(10) + s.chipsHigh(width, few, false) + unit(46)
	if s.stacked(width) {
		h += unit(24)
	}
	if len(s.data.Slots) > 0 {
		h += unit(20) + unit(34)
	}
	return h
}

// stacked says that the reason has no room beside the buttons and gets a line of
// its own: a locked button whose reason is cut says nothing.
func (s *Slots) stacked(width float32) bool {
	buttons := s.use.MinSize().Width + unit(8) + s.drop.MinSize().Width
	return s.reason.fullW+unit(12)+buttons > width-2*unit(slotsPad)
}

func (s *Slots) least() fyne.Size {
	w := unit(300)
	return fyne.NewSize(w, s.HeightFor(widthOr(s, w)))
}

func (s *Slots) arrange(size fyne.Size) {
	pad := unit(slotsPad)
	room := max(size.Width-2*pad, 0)
	s.title.fit(room)
	s.title.putIn(pad, unit(4), unit(28))
	y := unit(32)
	h := s.textHigh(size.Width)
	s.ground.put(pad, y, room, h)
	s.text.Resize(fyne.NewSize(max(room-2*pad, 1), h-unit(20)))
	s.text.Move(fyne.NewPos(2*pad, y+unit(10)))
	y += h + unit(10)
	chips := s.chipsHigh(size.Width, s.few(size.Width), true)
	for _, c := range s.chips {
		c.Move(c.Position().AddXY(pad, y))
	}
	y += chips
	asks := len(s.data.Slots) > 0
	show(s.ask.Text, asks)
	show(s.field, asks)
	if asks {
		s.ask.fit(room)
		s.ask.putIn(pad, y, unit(18))
		s.field.Resize(fyne.NewSize(room, unit(34)))
		s.field.Move(fyne.NewPos(pad, y+unit(20)))
		y += unit(54)
	}
	s.placeFoot(size, y)
}

func (s *Slots) placeFoot(size fyne.Size, y float32) {
	pad := unit(slotsPad)
	if s.stacked(size.Width) {
		s.reason.fit(max(size.Width-2*pad, 0))
		s.reason.putIn(pad, y+unit(4), unit(20))
		y += unit(24)
	} else {
		s.reason.fit(s.reason.fullW + 1)
		s.reason.putIn(pad, y, unit(46))
	}
	right := size.Width - pad
	for _, b := range []*Button{s.use, s.drop} {
		m := b.MinSize()
		right -= m.Width
		b.Resize(m)
		b.Move(fyne.NewPos(right, y+(unit(46)-m.Height)/2))
		right -= unit(8)
	}
}
