package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Ground is a plain area in one of the theme's colours, to lie under a pane. Unlike
// a canvas rectangle it follows a change of theme.
type Ground struct {
	widget.BaseWidget
	// OnTapped, if set, is told of a click on nothing that can be clicked, which has
	// taken the keyboard from whatever had it.
	OnTapped func()

	area *box
}

var _ fyne.Tappable = (*Ground)(nil)

// NewGround makes an area of the named colour, for instance theme.Pane.
func NewGround(name fyne.ThemeColorName) *Ground {
	g := &Ground{area: newBox(name, 0)}
	g.ExtendBaseWidget(g)
	return g
}

// Tapped tells OnTapped.
func (g *Ground) Tapped(*fyne.PointEvent) {
	if g.OnTapped != nil {
		g.OnTapped()
	}
}

// CreateRenderer is called by Fyne.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer { return drawing{g} }

func (g *Ground) parts() []fyne.CanvasObject { return []fyne.CanvasObject{g.area.Rectangle} }
func (g *Ground) least() fyne.Size           { return fyne.Size{} }
func (g *Ground) themed()                    { g.area.themed() }
func (g *Ground) arrange(size fyne.Size)     { g.area.put(0, 0, size.Width, size.Height) }
