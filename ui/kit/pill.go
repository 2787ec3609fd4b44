package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// PillData is what a Pill or a Badge shows.
type PillData struct {
	Word string
	Tone Tone
	// Dot puts a round mark of the tone before the word.
	Dot bool
}

// Pill is a word on a rounded wash. A Badge is the same in a smaller size.
type Pill struct {
	widget.BaseWidget
	data   PillData
	badge  bool
	ground *box
	dot    *canvas.Circle
	word   *label
}

var (
	_ fyne.Widget     = (*Pill)(nil)
	_ fyne.Accessible = (*Pill)(nil)
)

// NewPill makes a pill, 22 px high.
func NewPill(d PillData) *Pill { return newPill(d, theme.SizeCaption, false) }

// NewBadge makes a badge, 18 px high, as rows carry.
func NewBadge(d PillData) *Pill { return newPill(d, theme.SizeBadge, true) }

func newPill(d PillData, size fyne.ThemeSizeName, badge bool) *Pill {
	p := &Pill{
		badge:  badge,
		ground: newBox(theme.PaneTwo, 0),
		dot:    canvas.NewCircle(colour(theme.InkTwo)),
		word:   newLabel(size, theme.InkTwo, true),
	}
	p.dot.Hide()
	p.ExtendBaseWidget(p)
	p.Set(d)
	return p
}

// Set shows d and says whether the pill's width may have changed.
func (p *Pill) Set(d PillData) bool {
	if d == p.data {
		return false
	}
	p.data = d
	p.word.set(d.Word)
	p.word.tint(d.Tone.Full())
	p.ground.tint(d.Tone.Wash())
	show(p.dot, d.Dot)
	p.dot.FillColor = colour(d.Tone.Full())
	relayout(p)
	return true
}

// Width is the width that the whole word needs.
func (p *Pill) Width() float32 {
	w := p.word.fullW + 2*p.side()
	if p.data.Dot {
		w += unit(14)
	}
	return w
}

func (p *Pill) side() float32 {
	if p.badge {
		return unit(8)
	}
	return unit(9)
}

// Height is 18 or 22 px, scaled.
func (p *Pill) Height() float32 {
	if p.badge {
		return unit(18)
	}
	return unit(22)
}

// CreateRenderer is called by Fyne.
func (p *Pill) CreateRenderer() fyne.WidgetRenderer { return drawing{p} }

// AccessibilityLabel is the word.
func (p *Pill) AccessibilityLabel() string { return p.data.Word }

// AccessibilityRole is text.
func (p *Pill) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (p *Pill) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.ground.Rectangle, p.dot, p.word.Text}
}

func (p *Pill) least() fyne.Size { return fyne.NewSize(p.Width(), p.Height()) }

func (p *Pill) themed() {
	p.ground.themed()
	p.word.themed()
	p.dot.FillColor = colour(p.data.Tone.Full())
	p.dot.Refresh()
}

// arrange never draws higher than the pill's own height: in a taller place it
// stands in the middle, so a row of pills and buttons lines up.
func (p *Pill) arrange(size fyne.Size) {
	h := min(p.Height(), size.Height)
	top := (size.Height - h) / 2
	w := min(size.Width, p.Width())
	if p.ground.radius != h/2 {
		p.ground.radius = h / 2
		p.ground.themed()
	}
	p.ground.put(0, top, w, h)
	x := p.side()
	if p.data.Dot {
		d := unit(9)
		p.dot.Move(fyne.NewPos(x, top+(h-d)/2))
		p.dot.Resize(fyne.NewSquareSize(d))
		x += unit(14)
	}
	p.word.fit(max(w-x-p.side()+0.5, 0))
	p.word.putIn(x, top, h)
}
