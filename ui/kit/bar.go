package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Bar is a thin line that is filled as far as a share of time has gone.
type Bar struct {
	widget.BaseWidget
	share        float32
	ground, fill *box
}

var _ fyne.Widget = (*Bar)(nil)

// NewBar makes an empty bar, 3 px high.
func NewBar() *Bar {
	b := &Bar{ground: newBox(theme.PaneTwo, 1.5), fill: newBox(theme.InkTwo, 1.5)}
	b.ExtendBaseWidget(b)
	return b
}

// Set fills the bar to share, 0 to 1, in the tone's colour.
func (b *Bar) Set(share float32, tone Tone) {
	b.fill.tint(tone.Full())
	share = min(max(share, 0), 1)
	if share == b.share {
		return
	}
	b.share = share
	relayout(b)
}

// CreateRenderer is called by Fyne.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer { return drawing{b} }

func (b *Bar) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{b.ground.Rectangle, b.fill.Rectangle}
}
func (b *Bar) least() fyne.Size { return fyne.NewSize(24, 3) }
func (b *Bar) themed()          { b.ground.themed(); b.fill.themed() }
func (b *Bar) arrange(size fyne.Size) {
	b.ground.put(0, 0, size.Width, 3)
	b.fill.put(0, 0, size.Width*b.share, 3)
}

// Stripe is the upright mark of urgency at a row's left edge, 5 px wide; Grey
// shows nothing.
type Stripe struct {
	widget.BaseWidget
	mark *box
}

var _ fyne.Widget = (*Stripe)(nil)

// NewStripe makes a stripe of this tone.
func NewStripe(tone Tone) *Stripe {
	s := &Stripe{mark: newBox("", 2)}
	s.ExtendBaseWidget(s)
	s.Set(tone)
	return s
}

// Set changes the tone.
func (s *Stripe) Set(tone Tone) {
	if tone == Grey {
		s.mark.tint("")
		return
	}
	s.mark.tint(tone.Full())
}

// CreateRenderer is called by Fyne.
func (s *Stripe) CreateRenderer() fyne.WidgetRenderer { return drawing{s} }

func (s *Stripe) parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.mark.Rectangle} }
func (s *Stripe) least() fyne.Size           { return fyne.NewSize(5, 12) }
func (s *Stripe) themed()                    { s.mark.themed() }
func (s *Stripe) arrange(size fyne.Size)     { s.mark.put(0, 0, 5, size.Height) }

// Hairline is a line of 1 px that parts two things.
type Hairline struct {
	widget.BaseWidget
	upright bool
	line    *box
}

var _ fyne.Widget = (*Hairline)(nil)

// NewHairline makes a level line.
func NewHairline() *Hairline { return newHairline(false) }

// NewUprightHairline makes an upright one.
func NewUprightHairline() *Hairline { return newHairline(true) }

func newHairline(upright bool) *Hairline {
	h := &Hairline{upright: upright, line: newBox(theme.Line, 0)}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer is called by Fyne.
func (h *Hairline) CreateRenderer() fyne.WidgetRenderer { return drawing{h} }

func (h *Hairline) parts() []fyne.CanvasObject { return []fyne.CanvasObject{h.line.Rectangle} }
func (h *Hairline) least() fyne.Size           { return fyne.NewSize(1, 1) }
func (h *Hairline) themed()                    { h.line.themed() }
func (h *Hairline) arrange(size fyne.Size) {
	if h.upright {
		h.line.put(0, 0, 1, size.Height)
		return
	}
	h.line.put(0, 0, size.Width, 1)
}
