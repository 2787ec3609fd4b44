package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// GaugeData is a value between two thresholds, all of them 0 to 1.
type GaugeData struct {
	Value float32
	// Unknown draws no value at all: none is not the same as nought.
	Unknown bool
	// Notice and Alert stand as ticks; an Alert is the longer one.
	Notice, Alert float32
	// Below says that a value under the thresholds is the loud one.
	Below bool
	// Tone is that of the value; Grey is quiet.
	Tone Tone
}

// Gauge shows a value against two thresholds, on grounds that say from where on it
// is noticed and from where on it is loud. Whoever places it says the same in words.
type Gauge struct {
	widget.BaseWidget
	data               GaugeData
	ground, warm, hot  *box
	fill, notice, loud *box
}

var _ fyne.Widget = (*Gauge)(nil)

// gaugeHigh is the height of a gauge, gaugeFill that of its value, in px at 100 %.
const (
	gaugeHigh = 12
	gaugeFill = 4
)

// NewGauge makes a gauge, 12 px high.
func NewGauge() *Gauge {
	g := &Gauge{
		ground: newBox(theme.PaneTwo, 2), warm: newBox(theme.AmberWash, 0), hot: newBox(theme.RedWash, 2),
		fill: newBox(theme.InkTwo, 2), notice: newBox(theme.InkTwo, 0), loud: newBox(theme.Ink, 0),
	}
	g.ExtendBaseWidget(g)
	return g
}

// Set shows d.
func (g *Gauge) Set(d GaugeData) {
	if d == g.data {
		return
	}
	g.data = d
	g.fill.tint(d.Tone.Full())
	show(g.fill.Rectangle, !d.Unknown)
	relayout(g)
}

// CreateRenderer is called by Fyne.
func (g *Gauge) CreateRenderer() fyne.WidgetRenderer { return drawing{g} }

func (g *Gauge) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		g.ground.Rectangle, g.warm.Rectangle, g.hot.Rectangle, g.fill.Rectangle, g.notice.Rectangle, g.loud.Rectangle,
	}
}

func (g *Gauge) least() fyne.Size { return fyne.NewSize(unit(60), unit(gaugeHigh)) }

func (g *Gauge) themed() {
	for _, b := range []*box{g.ground, g.warm, g.hot, g.fill, g.notice, g.loud} {
		b.themed()
	}
}

func (g *Gauge) arrange(size fyne.Size) {
	d, w := g.data, size.Width
	inset := unit(2)
	high := size.Height - 2*inset
	x := func(share float32) float32 { return min(max(share, 0), 1) * w }
	g.ground.put(0, inset, w, high)
	if d.Below {
		g.hot.put(0, inset, x(d.Alert), high)
		g.warm.put(x(d.Alert), inset, x(d.Notice)-x(d.Alert), high)
	} else {
		g.hot.put(x(d.Alert), inset, w-x(d.Alert), high)
		g.warm.put(x(d.Notice), inset, x(d.Alert)-x(d.Notice), high)
	}
	// A value of nought is a point, so that it is told from none.
	g.fill.put(0, (size.Height-unit(gaugeFill))/2, max(x(d.Value), unit(3)), unit(gaugeFill))
	const tick = 2
	g.notice.put(min(x(d.Notice), w-tick), inset, tick, high)
	g.loud.put(min(x(d.Alert), w-tick), 0, tick, size.Height)
}
