package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Avatar is a person's initials in a circle of 34 px.
type Avatar struct {
	widget.BaseWidget
	name   string
	circle *canvas.Circle
	word   *label
}

var (
	_ fyne.Widget     = (*Avatar)(nil)
	_ fyne.Accessible = (*Avatar)(nil)
)

// NewAvatar makes the circle of this name.
func NewAvatar(name string) *Avatar {
	a := &Avatar{circle: canvas.NewCircle(nil), word: newLabel(theme.SizeCaption, theme.InkTwo, true)}
	a.circle.StrokeWidth = 1
	a.ExtendBaseWidget(a)
	a.paint()
	a.Set(name)
	return a
}

// Set changes the name; the initials are cut by grapheme cluster, so a Hindi
// name gives letters and not half of one.
func (a *Avatar) Set(name string) {
	if name == a.name && a.word.full != "" {
		return
	}
	a.name = name
	if a.word.set(initials(DisplayLine(name))) {
		relayout(a)
	}
}

// CreateRenderer is called by Fyne.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer { return drawing{a} }

// AccessibilityLabel is the name.
func (a *Avatar) AccessibilityLabel() string { return a.name }

// AccessibilityRole is text.
func (a *Avatar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (a *Avatar) parts() []fyne.CanvasObject { return []fyne.CanvasObject{a.circle, a.word.Text} }

func (a *Avatar) least() fyne.Size { return fyne.NewSquareSize(unit(34)) }

func (a *Avatar) themed() { a.paint(); a.circle.Refresh(); a.word.themed() }

func (a *Avatar) paint() {
	a.circle.FillColor, a.circle.StrokeColor = colour(theme.PaneTwo), colour(theme.Line)
}

func (a *Avatar) arrange(size fyne.Size) {
	d := min(size.Width, size.Height)
	a.circle.Move(fyne.NewPos((size.Width-d)/2, (size.Height-d)/2))
	a.circle.Resize(fyne.NewSquareSize(d))
	a.word.putIn((size.Width-a.word.wide)/2, 0, size.Height)
}
