package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Ground is a plain area in one of the theme's colours, to lie under a pane. Unlike
// a canvas rectangle it follows a change of theme.
type Ground struct {
	widget.BaseWidget
	area *box
}

var _ fyne.Widget = (*Ground)(nil)

// NewGround makes an area of the named colour, for instance theme.Pane.
func NewGround(name fyne.ThemeColorName) *Ground {
	g := &Ground{area: newBox(name, 0)}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer is called by Fyne.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer { return drawing{g} }

func (g *Ground) parts() []fyne.CanvasObject { return []fyne.CanvasObject{g.area.Rectangle} }
func (g *Ground) least() fyne.Size           { return fyne.Size{} }
func (g *Ground) themed()                    { g.area.themed() }
func (g *Ground) arrange(size fyne.Size)     { g.area.put(0, 0, size.Width, size.Height) }
