package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"floorwalker/ui/theme"
)

// drawer is what a widget of ours tells the renderer that all of them share. The
// widget owns its canvas objects, so a renderer that Fyne throws away and makes
// again loses nothing.
type drawer interface {
	fyne.Widget
	// parts lists the canvas objects in painting order.
	parts() []fyne.CanvasObject
	// least is the minimum size.
	least() fyne.Size
	// arrange places the parts.
	arrange(size fyne.Size)
	// themed reads colours and text sizes again.
	themed()
}

type drawing struct{ of drawer }

var _ fyne.WidgetRenderer = drawing{}

func (d drawing) Destroy()                     {}
func (d drawing) Layout(size fyne.Size)        { d.of.arrange(size) }
func (d drawing) MinSize() fyne.Size           { return d.of.least() }
func (d drawing) Objects() []fyne.CanvasObject { return d.of.parts() }

func (d drawing) Refresh() {
	d.of.themed()
	d.of.arrange(d.of.Size())
	canvas.Refresh(d.of)
}

// relayout places the parts again after a change of content, without reading the
// theme and without touching parts that stay. Before the first layout there is
// nothing to place.
func relayout(d drawer) {
	if d.Size().IsZero() {
		return
	}
	d.arrange(d.Size())
	canvas.Refresh(d)
}

// box is a filled rectangle that remembers its tokens.
type box struct {
	*canvas.Rectangle
	fill, stroke fyne.ThemeColorName // "" is nothing
	radius       float32
	width        float32 // of the stroke
}

func newBox(fill fyne.ThemeColorName, radius float32) *box {
	b := &box{Rectangle: canvas.NewRectangle(nil), fill: fill, radius: radius}
	b.themed()
	return b
}

func newOutline(fill, stroke fyne.ThemeColorName, width, radius float32) *box {
	b := newBox(fill, radius)
	b.stroke, b.width = stroke, width
	b.themed()
	return b
}

// themed reads the tokens again.
func (b *box) themed() {
	b.FillColor, b.StrokeColor = colour(b.fill), colour(b.stroke)
	b.CornerRadius, b.StrokeWidth = b.radius, b.width
	b.Rectangle.Refresh()
}

// tint changes the fill and draws only if it differs.
func (b *box) tint(fill fyne.ThemeColorName) {
	if b.fill == fill {
		return
	}
	b.fill = fill
	b.themed()
}

// edge changes the stroke and draws only if it differs.
func (b *box) edge(stroke fyne.ThemeColorName, width float32) {
	if b.stroke == stroke && b.width == width {
		return
	}
	b.stroke, b.width = stroke, width
	b.themed()
}

// put places the box.
func (b *box) put(x, y, w, h float32) {
	b.Move(fyne.NewPos(x, y))
	b.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
}

// show is [SetShown] where nobody asks whether something changed.
func show(o fyne.CanvasObject, visible bool) { SetShown(o, visible) }

// unit is the theme's scale of a height or width that holds text.
func unit(v float32) float32 { return theme.Px(v) }
