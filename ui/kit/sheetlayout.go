package kit

import "fyne.io/fyne/v2"

// CreateRenderer is called by Fyne.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer { return drawing{s} }

// AccessibilityLabel reads what the sheet says and what it lacks.
func (s *Sheet) AccessibilityLabel() string {
	label := s.data.Title + ". " + s.data.Text
	if lack := s.Lack(); lack != "" {
		label += " " + lack + "."
	}
	return label
}

// AccessibilityRole is a container of fields.
func (s *Sheet) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (s *Sheet) parts() []fyne.CanvasObject {
	// Tab comes to Confirm first: whoever writes on by mistake meets a button that
	// is locked or meant, and not one that gives their next words to what is below.
	return []fyne.CanvasObject{s.title.Text, s.text, s.scroll, s.line.Rectangle, s.reason, s.confirm, s.cancel}
}

func (s *Sheet) themed() {
	s.title.themed()
	s.text.Refresh()
	s.line.themed()
	s.reason.Refresh()
	s.scroll.Refresh()
	for _, f := range s.fields {
		f.Refresh()
	}
	s.cancel.Refresh()
	s.confirm.Refresh()
}

func (s *Sheet) headHigh(width float32) float32 {
	h := unit(30)
	if s.data.Text != "" {
		h += s.text.HeightFor(width) + unit(4)
	}
	return h + unit(10)
}

// footHigh leaves room for two lines of reason beside the buttons, so that the
// sheet keeps its size while somebody types.
func (s *Sheet) footHigh() float32 { return unit(56) }

// HeightFor is the height at which nothing scrolls.
func (s *Sheet) HeightFor(width float32) float32 {
	h := s.headHigh(width) + s.footHigh()
	asked := 0
	for _, f := range s.fields {
		if !f.Visible() {
			continue
		}
		if asked++; asked > 1 {
			h += unit(14)
		}
		h += f.HeightFor(width)
	}
	return h
}

func (s *Sheet) least() fyne.Size { return fyne.NewSize(unit(320), unit(200)) }

func (s *Sheet) arrange(size fyne.Size) {
	s.title.fit(size.Width)
	s.title.putIn(0, 0, unit(26))
	y := unit(30)
	s.text.Resize(fyne.NewSize(size.Width, s.text.HeightFor(size.Width)))
	s.text.Move(fyne.NewPos(0, y))
	show(s.text, s.data.Text != "")
	y = s.headHigh(size.Width)
	foot := size.Height - s.footHigh()
	s.scroll.Resize(fyne.NewSize(size.Width, max(foot-y, 0)))
	s.scroll.Move(fyne.NewPos(0, y))
	if view := s.scroll.Size().Height; view != s.view {
		s.view = view
		s.keepSight()
	}
	s.line.put(0, foot+unit(12), size.Width, 1)
	s.placeFoot(size, foot+unit(18), s.footHigh()-unit(18))
}

// placeFoot puts the buttons at the right and the reason in what is left.
func (s *Sheet) placeFoot(size fyne.Size, top, high float32) {
	right := size.Width
	for _, b := range []*Button{s.confirm, s.cancel} {
		m := b.MinSize()
		right -= m.Width
		b.Resize(m)
		b.Move(fyne.NewPos(right, top+(high-m.Height)/2))
		right -= unit(8)
	}
	room := max(right-unit(8), 1)
	h := s.reason.HeightFor(room)
	s.reason.Resize(fyne.NewSize(room, h))
	s.reason.Move(fyne.NewPos(0, top+(high-h)/2))
}
