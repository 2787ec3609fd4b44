package kit

import (
	"slices"

	"fyne.io/fyne/v2"
)

const (
	segmentPad  = 9 // either side of a word
	segmentHigh = 30
)

// CreateRenderer is called by Fyne.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer { return drawing{s} }

func (s *Segmented) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	pieces := append(s.pieces[:len(s.pieces):len(s.pieces)], s.more)
	for _, p := range pieces {
		out = append(out, p.ground.Rectangle, p.rule.Rectangle, p.cap.Rectangle, p.word.Text, p.key.Text)
	}
	out = append(out, s.outline.Rectangle)
	for _, p := range pieces {
		out = append(out, p.ring.Rectangle)
	}
	return out
}

// least is the room of one short word and of More.
func (s *Segmented) least() fyne.Size {
	return fyne.NewSize(unit(72)+s.moreWidth(), unit(segmentHigh))
}

func (s *Segmented) moreWidth() float32 { return s.more.word.fullW + 2*unit(segmentPad) }

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
	for _, p := range append(s.pieces[:len(s.pieces):len(s.pieces)], s.more) {
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
	bare, room := s.fold(size.Width)
	short := float32(1) // share of each word's natural width
	if bare > room {
		short = room / bare
	}
	last := s.more
	if len(s.folded) == 0 && len(s.pieces) > 0 {
		last = s.pieces[len(s.pieces)-1]
	}
	x := float32(0)
	for i, p := range s.pieces {
		hidden := slices.Contains(s.folded, i)
		p.visible(!hidden)
		if hidden {
			continue
		}
		w := s.natural(i, caps) * short
		p.place(x, top, w, h, p == last)
		s.placeCap(i, top, h, caps)
		x += w
	}
	s.more.visible(len(s.folded) > 0)
	if len(s.folded) > 0 {
		s.more.place(x, top, s.moreWidth(), h, true)
		x += s.moreWidth()
	}
	show(s.more.cap.Rectangle, false)
	s.outline.put(0, top, x, h)
}

// fold decides which steps go into the menu and returns what the others need
// without key caps, and the room that they have.
func (s *Segmented) fold(width float32) (bare, room float32) {
	s.folded = s.folded[:0:0]
	bare, room = s.bareWidth(), width
	if bare <= width {
		return bare, room
	}
	room = width - s.moreWidth()
	for i := len(s.pieces) - 1; i >= 0 && bare > room && len(s.folded) < len(s.pieces)-1; i-- {
		if !s.segments[i].Selected {
			bare -= s.natural(i, false)
			s.folded = append(s.folded, i)
		}
	}
	slices.Reverse(s.folded)
	return bare, max(room, 0)
}

// visible shows or hides what a segment draws; place and placeCap decide on rule
// and cap. A hidden segment takes no clicks.
func (p *segmentPart) visible(on bool) {
	for _, o := range []fyne.CanvasObject{p.ground.Rectangle, p.rule.Rectangle, p.word.Text, p.ring.Rectangle} {
		show(o, on)
	}
	if !on {
		p.x, p.w = 0, 0
		show(p.cap.Rectangle, false)
		show(p.key.Text, false)
	}
}

func (s *Segmented) bareWidth() float32 {
	w := float32(0)
	for i := range s.pieces {
		w += s.natural(i, false)
	}
	return w
}

// place lays the segment out without its cap; the outer ones are rounded.
func (p *segmentPart) place(x, top, w, h float32, last bool) {
	pad := unit(segmentPad)
	p.x, p.w = x, w
	left, right := float32(0), float32(0)
	if x == 0 {
		left = 6
	}
	if last {
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
	show(p.rule.Rectangle, x > 0)
	p.rule.put(x, top, 1, h)
	p.word.fit(w - 2*pad + 0.5)
	p.word.putIn(x+pad, top, h)
}

func (s *Segmented) placeCap(i int, top, h float32, caps bool) {
	p := s.pieces[i]
	withCap := caps && s.capped(i)
	show(p.cap.Rectangle, withCap)
	show(p.key.Text, withCap)
	if withCap {
		cw, ch := s.capWidth(i), unit(18)
		cx := p.x + p.w - unit(segmentPad) - cw
		p.cap.put(cx, top+(h-ch)/2, cw, ch)
		p.key.putIn(cx+(cw-p.key.wide)/2, top, h)
	}
}
