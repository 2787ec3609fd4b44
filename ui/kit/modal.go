package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// modalWide is the width of what stands over a window, at 100 %.
const modalWide = 520

// modal is an overlay of a whole window: a veil that keeps the pointer from what lies
// below, and a panel in its middle. A click beside what can be clicked gives the
// keyboard back to content; it never closes what somebody is writing.
type modal struct {
	widget.BaseWidget
	content Tall
	first   func() fyne.Focusable
	canvas  fyne.Canvas
	wide    float32 // at 100 %
	veil    *canvas.Rectangle
	panel   *box
}

var (
	_ fyne.Tappable   = (*modal)(nil)
	_ fyne.Accessible = (*modal)(nil)
)

// showOver is ShowOver at the width of a sheet.
func showOver(c fyne.Canvas, content Tall, first func() fyne.Focusable) (hide, grown func()) {
	return ShowOver(c, content, modalWide, first)
}

// ShowOver lays content over c, in a panel that is wide px at 100 % wide and as high
// as the content wants, both within the window, and gives it the keyboard; hide
// takes it away and gives the keyboard back to what had it before, unless something
// else got it meanwhile. hide may be called more than once. grown lays the content
// out anew after it took another height.
func ShowOver(c fyne.Canvas, content Tall, wide float32, first func() fyne.Focusable) (hide, grown func()) {
	m := &modal{content: content, first: first, canvas: c, wide: wide, veil: canvas.NewRectangle(nil), panel: newOutline(theme.Pane, theme.Line, 1, 12)}
	m.ExtendBaseWidget(m)
	m.themed()
	before := c.Focused()
	if before != nil {
		c.Unfocus()
	}
	c.Overlays().Add(m)
	m.Resize(c.Size())
	m.Refresh() // renders the way to the first field, which Focus must find
	c.Focus(first())
	shown := true
	return func() {
		if !shown {
			return
		}
		shown = false
		c.Overlays().Remove(m)
		if before != nil && c.Focused() == nil {
			c.Focus(before)
		}
	}, func() { relayout(m) }
}

// Tapped gives the keyboard back to the content.
func (m *modal) Tapped(*fyne.PointEvent) {
	if m.canvas.Focused() == nil {
		m.canvas.Focus(m.first())
	}
}

// CreateRenderer is called by Fyne.
func (m *modal) CreateRenderer() fyne.WidgetRenderer { return drawing{m} }

// AccessibilityLabel says that something lies over the window.
func (m *modal) AccessibilityLabel() string { return "Dialog" }

// AccessibilityRole is a container.
func (m *modal) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (m *modal) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{m.veil, m.panel.Rectangle, m.content}
}

func (m *modal) least() fyne.Size { return fyne.Size{} }

// themed gives the veil the window's own ground, nearly opaque: what lies below is
// still there, and asks for nothing.
func (m *modal) themed() {
	veil, _ := color.NRGBAModel.Convert(colour(theme.Background)).(color.NRGBA)
	veil.A = 0xb8
	m.veil.FillColor = veil
	m.veil.Refresh()
	m.panel.themed()
	m.content.Refresh()
}

// arrange stands the panel a little above the middle and never outside the window.
func (m *modal) arrange(size fyne.Size) {
	m.veil.Resize(size)
	pad, edge := unit(20), unit(16)
	w := min(unit(m.wide), size.Width-2*edge)
	h := min(m.content.HeightFor(w-2*pad)+2*pad, size.Height-2*edge)
	x, y := (size.Width-w)/2, max((size.Height-h)*0.4, edge)
	m.panel.put(x, y, w, h)
	m.content.Resize(fyne.NewSize(w-2*pad, max(h-2*pad, 0)))
	m.content.Move(fyne.NewPos(x+pad, y+pad))
}

// ShowPicker lays p over the window. A choice and Esc hide it before they are told
// to OnChoose and OnEscape; hide does so without telling. The keyboard goes to the
// search and returns to what had it before.
func ShowPicker(c fyne.Canvas, p *Picker) (hide func()) {
	choose, escape := p.OnChoose, p.OnEscape
	hide, _ = showOver(c, p, p.Focusable)
	p.OnChoose = func(key string) {
		hide()
		p.OnChoose = choose
		if choose != nil {
			choose(key)
		}
	}
	p.OnEscape = func() {
		hide()
		p.OnEscape = escape
		if escape != nil {
			escape()
		}
	}
	return hide
}
