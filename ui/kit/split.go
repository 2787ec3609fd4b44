package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// SplitPane is one pane of a Split, measured in px at 100 %.
type SplitPane struct {
	Content fyne.CanvasObject
	// Size is the width wished for; the flexible pane ignores it.
	Size float32
	// Min is the least width.
	Min float32
	// FoldBelow folds the pane away while the whole is narrower; 0 never does.
	FoldBelow float32
}

// Split puts panes side by side with a line between that can be dragged. One pane
// is flexible and takes what the others leave. Whoever keeps the sizes reads them
// in OnResized and gives them back to SetSizes.
type Split struct {
	widget.BaseWidget
	// OnResized is told the wished sizes after a line was dragged.
	OnResized func(sizes []float32)

	panes  []SplitPane
	flex   int
	folded []bool
	kept   keeping
	lines  []*splitLine
}

var _ fyne.Widget = (*Split)(nil)

// NewSplit makes a split whose pane number flex is the flexible one.
func NewSplit(flex int, panes ...SplitPane) *Split {
	s := &Split{panes: panes, flex: flex, folded: make([]bool, len(panes))}
	for i := range len(panes) - 1 {
		s.lines = append(s.lines, newSplitLine(s, i))
	}
	s.ExtendBaseWidget(s)
	return s
}

// Sizes are the wished widths, one for each pane; the flexible one's has no
// meaning.
func (s *Split) Sizes() []float32 {
	out := make([]float32, len(s.panes))
	for i, p := range s.panes {
		out[i] = p.Size
	}
	return out
}

// SetSizes wishes for other widths. A list of another length, as an older version
// may have kept, is ignored, and no size falls below its pane's minimum.
func (s *Split) SetSizes(sizes []float32) {
	if len(sizes) != len(s.panes) {
		return
	}
	for i, v := range sizes {
		s.panes[i].Size = max(v, s.panes[i].Min)
	}
	relayout(s)
}

// Fold hides pane i, or lets it be seen again where there is room.
func (s *Split) Fold(i int, folded bool) {
	s.folded[i] = folded
	relayout(s)
}

// keeping holds one pane in sight.
type keeping struct {
	on            bool
	pane, instead int
}

// Keep holds pane i in sight although it is folded, until Release. Where the whole
// is too narrow for it, pane instead gives its room.
func (s *Split) Keep(i, instead int) {
	s.kept = keeping{true, i, instead}
	relayout(s)
}

// Release ends what Keep began.
func (s *Split) Release() {
	s.kept = keeping{}
	relayout(s)
}

// Folded says whether pane i is away now, by wish or for want of room.
func (s *Split) Folded(i int) bool { return s.away(i, s.Size().Width) }

// away reports whether pane i is not in sight in a whole of this width.
func (s *Split) away(i int, width float32) bool {
	if k := s.kept; k.on && (i == k.pane || i == k.instead && s.narrow(k.pane, width)) {
		return i != k.pane
	}
	return s.folded[i] || s.narrow(i, width)
}

func (s *Split) narrow(i int, width float32) bool { return width < unit(s.panes[i].FoldBelow) }

// widths divides width among the panes: fixed ones get what they wish, shrunk from
// the right where the flexible one would fall below its minimum.
func (s *Split) widths(width float32) []float32 {
	out := make([]float32, len(s.panes))
	left := width
	for i, p := range s.panes {
		if i != s.flex && !s.away(i, width) {
			out[i] = unit(max(p.Size, p.Min))
			left -= out[i]
		}
	}
	want := unit(s.panes[s.flex].Min)
	for i := len(out) - 1; i >= 0 && left < want; i-- {
		if i != s.flex && out[i] > 0 {
			give := min(want-left, out[i]-unit(s.panes[i].Min))
			out[i] -= give
			left += give
		}
	}
	out[s.flex] = max(left, 0)
	return out
}

// drag moves the line behind pane i by dx px.
func (s *Split) drag(i int, dx float32) {
	pane, grow := i, dx
	if i >= s.flex {
		pane, grow = i+1, -dx
	}
	now := s.widths(s.Size().Width)
	room := now[s.flex] - unit(s.panes[s.flex].Min)
	grow = min(grow, max(room, 0))
	p := &s.panes[pane]
	p.Size = max(now[pane]/unit(1)+grow/unit(1), p.Min)
	relayout(s)
}

// CreateRenderer is called by Fyne.
func (s *Split) CreateRenderer() fyne.WidgetRenderer { return drawing{s} }

func (s *Split) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, p := range s.panes {
		out = append(out, p.Content)
	}
	for _, l := range s.lines {
		out = append(out, l)
	}
	return out
}

// least counts the panes that never fold.
func (s *Split) least() fyne.Size {
	var out fyne.Size
	for _, p := range s.panes {
		if p.FoldBelow == 0 {
			out.Width += unit(p.Min)
		}
		out.Height = max(out.Height, p.Content.MinSize().Height)
	}
	return out
}

func (s *Split) themed() {
	for _, o := range s.parts() {
		o.Refresh()
	}
}

func (s *Split) arrange(size fyne.Size) {
	x := float32(0)
	widths := s.widths(size.Width)
	for i, p := range s.panes {
		show(p.Content, widths[i] > 0)
		if widths[i] > 0 {
			p.Content.Resize(fyne.NewSize(widths[i], size.Height))
			p.Content.Move(fyne.NewPos(x, 0))
		}
		x += widths[i]
		if i < len(s.lines) {
			behind := i
			if i >= s.flex {
				behind = i + 1
			}
			show(s.lines[i], widths[behind] > 0)
			s.lines[i].Resize(fyne.NewSize(splitGrip, size.Height))
			s.lines[i].Move(fyne.NewPos(x-splitGrip/2, 0))
		}
	}
}
