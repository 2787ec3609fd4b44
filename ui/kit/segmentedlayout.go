package kit

import "fyne.io/fyne/v2"

const (
	segmentPad  = 9 // either side of a word
	segmentHigh = 30
)

// CreateRenderer is called by Fyne.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer { return drawing{s} }

func (s *Segmented) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, p := range s.pieces {
		out = append(out, p.ground.Rectangle, p.rule.Rectangle, p.cap.Rectangle, p.word.Text, p.key.Text)
	}
	out = append(out, s.outline.Rectangle)
	for _, p := range s.pieces {
		out = append(out, p.ring.Rectangle)
	}
	return out
}

// least lets words be shortened to about four letters each.
func (s *Segmented) least() fyne.Size {
	return fyne.NewSize(float32(len(s.segments))*unit(48), unit(segmentHigh))
}

// Width is what the control needs with every word and key cap.
func (s *Segmented) Width() float32 {
	w := float32(0)
	for i := range s.pieces {
		w += s.natural(i, true)
	}
	return w
}

// natural is the width of segment i, with or without its key cap. A selected
// segment shows no cap: one is there already.
func (s *Segmented) natural(i int, caps bool) float32 {
	p := s.pieces[i]
	w := p.word.fullW + 2*unit(segmentPad)
	if caps && s.capped(i) {
		w += s.capWidth(i) + unit(6)
	}
	return w
}

func (s *Segmented) capped(i int) bool {
	return s.segments[i].Key != "" && !s.segments[i].Selected
}

func (s *Segmented) capWidth(i int) float32 {
	return max(s.pieces[i].key.fullW+unit(8), unit(18))
}

func (s *Segmented) themed() {
	s.outline.themed()
	for _, p := range s.pieces {
		for _, b := range []*box{p.ground, p.rule, p.cap, p.ring} {
			b.themed()
		}
		p.word.themed()
		p.key.themed()
	}
}

func (s *Segmented) arrange(size fyne.Size) {
	h := unit(segmentHigh)
	top := max((size.Height-h)/2, 0)
	caps := s.Width() <= size.Width
	short := float32(1) // share of each word's natural width
	if bare := s.bareWidth(); !caps && bare > size.Width {
		short = size.Width / bare
	}
	x := float32(0)
	for i := range s.pieces {
		w := s.natural(i, caps) * short
		s.placeSegment(i, x, top, w, h, caps)
		x += w
	}
	s.outline.put(0, top, x, h)
}

func (s *Segmented) bareWidth() float32 {
	w := float32(0)
	for i := range s.pieces {
		w += s.natural(i, false)
	}
	return w
}

func (s *Segmented) placeSegment(i int, x, top, w, h float32, caps bool) {
	p, pad := s.pieces[i], unit(segmentPad)
	p.x, p.w = x, w
	left, right := float32(0), float32(0)
	if i == 0 {
		left = 6
	}
	if i == len(s.pieces)-1 {
		right = 6
	}
	g := p.ground
	if g.TopLeftCornerRadius != left || g.TopRightCornerRadius != right {
		g.TopLeftCornerRadius, g.BottomLeftCornerRadius = left, left
		g.TopRightCornerRadius, g.BottomRightCornerRadius = right, right
		g.themed()
	}
	g.put(x, top, w, h)
	p.ring.put(x+1, top+1, w-2, h-2)
	show(p.rule.Rectangle, i > 0)
	p.rule.put(x, top, 1, h)
	p.word.fit(w - 2*pad + 0.5)
	p.word.putIn(x+pad, top, h)
	withCap := caps && s.capped(i)
	show(p.cap.Rectangle, withCap)
	show(p.key.Text, withCap)
	if withCap {
		cw, ch := s.capWidth(i), unit(18)
		cx := x + w - pad - cw
		p.cap.put(cx, top+(h-ch)/2, cw, ch)
		p.key.putIn(cx+(cw-p.key.wide)/2, top, h)
	}
}
