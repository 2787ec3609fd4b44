package closing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// Widths at 100 %: of the whole, of the protocol, and the least of a column of
// questions, under which the two stand below each other.
const (
	wholeWide    = 1480
	protocolWide = 300
	columnLeast  = 330
)

// panel is what lies over the window.
type panel struct {
	widget.BaseWidget
	inside *fyne.Container
	sheet  *sheet
}

var _ kit.Tall = (*panel)(nil)

// build puts the sheet together.
func (s *sheet) build() {
	s.promise = newPromising(s)
	s.steps = newProtocol(s)
	first, second := s.questions()
	s.title.Set("Close the chat of " + display(s.name))
	gap := theme.Px(14)
	ring := theme.Px(4) // room for the ring of what has the keyboard, which a scroll would cut
	s.left = container.NewVScroll(container.New(insets{0, gap, ring, gap}, s.steps.content))
	s.right = container.NewVScroll(container.New(insets{0, gap, ring, gap}, container.New(&twoColumns{}, first, second)))
	head := kit.NewColumn(4, s.title, s.text, s.news)
	s.news.SetInk(theme.Amber)
	s.news.Hide()
	foot := container.NewBorder(kit.NewHairline(), nil, nil, container.New(insets{gap, 0, gap, 0}, container.NewHBox(s.cancel, s.confirm)),
		container.New(insets{gap / 2, 0, 0, 0}, s.missing.content))
	body := container.NewBorder(nil, nil, container.New(wide{protocolWide}, s.left), nil, s.right)
	s.layer = container.NewWithoutLayout(s.menu.content)
	whole := container.NewBorder(container.New(insets{0, gap, 0, 0}, head), foot, nil, nil, body)
	s.panel = &panel{inside: container.NewStack(whole, s.layer), sheet: s}
	s.panel.ExtendBaseWidget(s.panel)
	s.refresh()
	s.foot()
}

// CreateRenderer is called by Fyne.
func (p *panel) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.inside) }

// MinSize is small: what does not fit scrolls.
func (p *panel) MinSize() fyne.Size { return fyne.NewSize(theme.Px(320), theme.Px(240)) }

// HeightFor is the height at which nothing scrolls.
func (p *panel) HeightFor(float32) float32 {
	s := p.sheet
	body := max(s.left.Content.MinSize().Height, s.right.Content.MinSize().Height)
	return body + theme.Px(170)
}

// grow lays the sheet out anew after something in it took another height.
func (s *sheet) grow() {
	if s.panel == nil || s.laid == nil {
		return
	}
	s.laid()
	s.left.Content.Refresh()
	s.right.Content.Refresh()
	s.panel.inside.Refresh()
}

// openMenu shows a list under a field.
func (s *sheet) openMenu(p *pick, list []option, mark int) {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(p.field).Subtract(driver.AbsolutePositionForObject(s.layer))
	s.menu.open(p, list, mark, at, p.field.Size(), s.layer.Size().Height)
}

// reveal scrolls what has the keyboard into sight.
func (s *sheet) reveal(o fyne.CanvasObject) {
	for _, scroll := range []*container.Scroll{s.right, s.left} {
		if scroll == nil || scroll.Size().IsZero() {
			continue
		}
		driver := fyne.CurrentApp().Driver()
		at := driver.AbsolutePositionForObject(o).Subtract(driver.AbsolutePositionForObject(scroll.Content))
		if at.X < 0 || at.X >= scroll.Size().Width || at.Y < 0 || at.Y >= scroll.Content.Size().Height {
			continue // in the other one
		}
		room, top, bottom := scroll.Size().Height, at.Y-theme.Px(26), at.Y+o.Size().Height+theme.Px(8)
		switch {
		case bottom > scroll.Offset.Y+room:
			scroll.ScrollToOffset(fyne.NewPos(0, min(bottom-room, max(top, 0))))
		case top < scroll.Offset.Y:
			scroll.ScrollToOffset(fyne.NewPos(0, max(top, 0)))
		}
	}
}

// twoColumns lays two columns out side by side where there is room, and one below
// the other where there is none.
type twoColumns struct{ width float32 }

func (c *twoColumns) single() bool { return c.width < 2*theme.Px(columnLeast) }

// Layout implements fyne.Layout.
func (c *twoColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	gap := theme.Px(20)
	if c.single() {
		y := float32(0)
		for _, o := range objects {
			o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
			o.Move(fyne.NewPos(0, y))
			y += o.MinSize().Height + gap
		}
		return
	}
	w := (size.Width - gap) / 2
	for i, o := range objects {
		o.Resize(fyne.NewSize(w, size.Height))
		o.Move(fyne.NewPos(float32(i)*(w+gap), 0))
	}
}

// MinSize implements fyne.Layout.
func (c *twoColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var high, sum float32
	for _, o := range objects {
		h := o.MinSize().Height
		high, sum = max(high, h), sum+h+theme.Px(20)
	}
	if c.width > 0 && c.single() {
		high = sum
	}
	return fyne.NewSize(theme.Px(200), high)
}

// wide is a layout of one width, in px at 100 %.
type wide struct{ width float32 }

// Layout implements fyne.Layout.
func (w wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (w wide) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(theme.Px(w.width), 0) }
