package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// ground is a rectangle in one of the theme's colours, and stays so when the
// theme changes.
type ground struct {
	widget.BaseWidget
	name fyne.ThemeColorName
}

// on lays o over a ground.
func on(name fyne.ThemeColorName, o fyne.CanvasObject) fyne.CanvasObject {
	g := &ground{name: name}
	g.ExtendBaseWidget(g)
	return container.NewStack(g, o)
}

// CreateRenderer implements fyne.Widget.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	r := canvas.NewRectangle(theme.Color(g.name))
	return &groundRenderer{WidgetRenderer: widget.NewSimpleRenderer(r), g: g, r: r}
}

type groundRenderer struct {
	fyne.WidgetRenderer
	g *ground
	r *canvas.Rectangle
}

// Refresh takes the colour of the theme as it is now.
func (r *groundRenderer) Refresh() {
	r.r.FillColor = theme.Color(r.g.name)
	r.r.Refresh()
}
