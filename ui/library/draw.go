package library

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"floorwalker/ui/theme"
)

// drawer is what a row of ours tells the one renderer.
type drawer interface {
	fyne.Widget
	parts() []fyne.CanvasObject
	least() fyne.Size
	arrange(fyne.Size)
	themed()
}

type drawing struct{ of drawer }

func (d drawing) Destroy()                     {}
func (d drawing) Layout(size fyne.Size)        { d.of.arrange(size) }
func (d drawing) MinSize() fyne.Size           { return d.of.least() }
func (d drawing) Objects() []fyne.CanvasObject { return d.of.parts() }

func (d drawing) Refresh() {
	for _, o := range d.of.parts() {
		if _, ground := o.(*canvas.Rectangle); !ground {
			o.Refresh()
		}
	}
	d.of.themed()
	d.of.arrange(d.of.Size())
	canvas.Refresh(d.of)
}

// ground is what lies behind a row and tells its state.
type ground struct {
	wash, edge, line, ring     *canvas.Rectangle
	selected, hovered, focused bool
}

func bare() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }

func newGround() ground {
	return ground{bare(), bare(), bare(), bare(), false, false, false}
}

func (g *ground) paint() {
	g.wash.FillColor, g.edge.FillColor = color.Transparent, color.Transparent
	switch {
	case g.selected:
		g.wash.FillColor, g.edge.FillColor = theme.Color(theme.BlueWash), theme.Color(theme.Blue)
	case g.hovered:
		g.wash.FillColor = theme.Color(theme.HoverWash)
	}
	g.line.FillColor = theme.Color(theme.Line)
	g.ring.StrokeColor, g.ring.StrokeWidth, g.ring.CornerRadius = color.Transparent, 0, 4
	if g.focused {
		g.ring.StrokeColor, g.ring.StrokeWidth = theme.Color(theme.Blue), 2
	}
	for _, r := range []*canvas.Rectangle{g.wash, g.edge, g.line, g.ring} {
		r.Refresh()
	}
}

func (g *ground) arrange(size fyne.Size) {
	place(g.wash, 0, 0, size.Width, size.Height)
	place(g.edge, 0, 0, 3, size.Height)
	place(g.line, 0, size.Height-1, size.Width, 1)
	place(g.ring, 1, 1, size.Width-2, size.Height-3)
}

// place puts o somewhere; what has no room is drawn with none.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
}
