package kit

import "fyne.io/fyne/v2"

// CreateRenderer is called by Fyne.
func (s *SlotBox) CreateRenderer() fyne.WidgetRenderer { return drawing{s} }

// AccessibilityLabel reads the text as it would go, and what is missing.
func (s *SlotBox) AccessibilityLabel() string { return s.text.text + ". " + s.Lack() }

// AccessibilityRole is a container.
func (s *SlotBox) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (s *SlotBox) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{s.scroll, s.ask.Text, s.source, s.field}, s.foot.parts()...)
}

func (s *SlotBox) themed() {
	s.text.Refresh()
	s.scroll.Refresh()
	s.ask.themed()
	s.source.Refresh()
	s.field.Refresh()
	s.foot.themed()
}

// The text shows at most so many lines before it scrolls: fewer in a low window.
const (
	slotBoxLines = 6
	slotBoxFew   = 2
)

func (s *SlotBox) textHigh(width float32) float32 {
	most := float32(slotBoxLines)
	if low(s) {
		most = slotBoxFew
	}
	return min(s.text.HeightFor(max(width-2*unit(14), 1)), most*s.text.lineHeight())
}

func (s *SlotBox) askHigh() float32 {
	if len(s.data.Slots) == 0 {
		return 0
	}
	return unit(20) + unit(34) + unit(8)
}

// HeightFor is the height at this width.
func (s *SlotBox) HeightFor(width float32) float32 {
	return unit(10) + s.textHigh(width) + unit(6) + s.askHigh() + s.foot.high()
}

func (s *SlotBox) least() fyne.Size {
	w := unit(300)
	return fyne.NewSize(w, s.HeightFor(widthOr(s, w)))
}

func (s *SlotBox) arrange(size fyne.Size) {
	pad := unit(14)
	room := max(size.Width-2*pad, 1)
	high := s.textHigh(size.Width)
	s.scroll.Resize(fyne.NewSize(room, high))
	s.scroll.Move(fyne.NewPos(pad, unit(10)))
	s.text.Resize(fyne.NewSize(room, s.text.HeightFor(room)))
	y := unit(10) + high + unit(6)
	asks := len(s.data.Slots) > 0
	show(s.ask.Text, asks)
	show(s.field, asks)
	show(s.source, asks && s.source.line.full != "")
	if asks {
		used := s.ask.fit(room / 2)
		s.ask.putIn(pad, y, unit(18))
		s.source.line.fit(max(room-used-unit(10), 0))
		s.source.Resize(fyne.NewSize(min(s.source.line.fullW, max(room-used-unit(10), 0)), unit(18)))
		s.source.Move(fyne.NewPos(pad+used+unit(10), y))
		s.field.Resize(fyne.NewSize(room, unit(34)))
		s.field.Move(fyne.NewPos(pad, y+unit(20)))
	}
	s.foot.place(size.Width, y+s.askHigh())
}
