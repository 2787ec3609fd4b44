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
	return []fyne.CanvasObject{s.scroll, s.ask.Text, s.field, s.reason.Text, s.drop, s.use}
}

func (s *Slots) bodyParts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{s.ground.Rectangle, s.title.Text, s.text}
	for _, c := range s.chips {
		out = append(out, c)
	}
	return out
}

// slotsBody lays out what scrolls. It remembers its width, because the scroll asks
// for a height without saying at which.
type slotsBody struct {
	of    *Slots
	width float32
}

// MinSize is the height at the present width.
func (b *slotsBody) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, b.of.bodyHigh(b.width, b.of.few(b.width)))
}

// Layout places title, text and chips.
func (b *slotsBody) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	b.width = size.Width
	b.of.placeBody(size.Width)
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
	s.scroll.Refresh()
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
	h := Flow(items, room, unit(6), place)
	if h > 0 {
		h += unit(8)
	}
	return h
}

// slotsShare is how much of a window's height a strip may take before it shows
// fewer chips: what is below it, the button above all, must stay in sight.
const slotsShare = 0.55

// slotsBeside is what a window shows besides a strip, in px at 100 %: its bars, the
// head of a chat, the frame, and a box in a low window.
const slotsBeside = 345

// slotsBodyLeast is how much of text and chips is always in sight, in px at 100 %.
const slotsBodyLeast = 40

// few reports whether the strip has to do with fewer chips at this width.
func (s *Slots) few(width float32) bool {
	return len(s.chips) > chipsFew && s.footHigh(width)+s.bodyHigh(width, false) > slotsShare*roomHigh(s)
}

// HeightFor is the height at this width: that of everything, or as much as the
// window has.
func (s *Slots) HeightFor(width float32) float32 {
	body := s.bodyHigh(width, s.few(width))
	foot := s.footHigh(width)
	most := max(roomHigh(s)-unit(slotsBeside)-foot, unit(slotsBodyLeast))
	return min(body, most) + foot
}

// bodyHigh is the height of what may scroll.
func (s *Slots) bodyHigh(width float32, few bool) float32 {
	return unit(32) + s.textHigh(width) + unit(10) + s.chipsHigh(width, few, false)
}

// footHigh is the height of what is always in sight: the entry and the buttons.
func (s *Slots) footHigh(width float32) float32 {
	h := unit(46)
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
	y := max(size.Height-s.footHigh(size.Width), 0)
	s.body.Resize(fyne.NewSize(size.Width, s.bodyHigh(size.Width, s.few(size.Width))))
	s.placeBody(size.Width) // the blanks may have changed where the size has not
	s.scroll.Resize(fyne.NewSize(size.Width, y))
	s.scroll.Refresh()
	pad := unit(slotsPad)
	room := max(size.Width-2*pad, 0)
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

// placeBody places what scrolls.
func (s *Slots) placeBody(width float32) {
	pad := unit(slotsPad)
	room := max(width-2*pad, 0)
	s.title.fit(room)
	s.title.putIn(pad, unit(4), unit(28))
	y := unit(32)
	h := s.textHigh(width)
	s.ground.put(pad, y, room, h)
	s.text.Resize(fyne.NewSize(max(room-2*pad, 1), h-unit(20)))
	s.text.Move(fyne.NewPos(2*pad, y+unit(10)))
	y += h + unit(10)
	s.chipsHigh(width, s.few(width), true)
	for _, c := range s.chips {
		c.Move(c.Position().AddXY(pad, y))
	}
}

// reveal scrolls a chip into sight.
func (s *Slots) reveal(c *slotChip) {
	top, view := c.Position().Y, s.scroll.Size().Height
	if bottom := top + c.Size().Height + unit(8); bottom > s.scroll.Offset.Y+view {
		s.scroll.ScrollToOffset(fyne.NewPos(0, min(bottom-view, top)))
	}
	if top < s.scroll.Offset.Y {
		s.scroll.ScrollToOffset(fyne.NewPos(0, top))
	}
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
