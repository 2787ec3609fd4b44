package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Segment is one step of a Segmented.
type Segment struct {
	Word string
	Key  string // the key that does the same, or ""
	// Locked, unless empty, is the reason why this step cannot be taken.
	Locked string
	// Hint, unless empty, is what one should know before taking it; see OnHint.
	Hint string
	// Selected fills the segment with Tone: where one stands now.
	Selected bool
	Tone     Tone
}

// Segmented is a ladder of steps in one control. Arrows move between steps, Enter
// and Space take one. Where there is too little room the key caps go first; then
// steps move, from the last on, into a menu behind "More"; only when a single one
// and More are left are words shortened. The step where one stands never folds.
type Segmented struct {
	widget.BaseWidget
	// OnPick is told which free step was taken.
	OnPick func(i int)
	// OnLocked is told which locked step was tried, so that its reason can be said.
	OnLocked func(i int, reason string)
	// OnHint, if set, is told the hint of the step under the pointer, or else of the one
	// where the keyboard is, with the step's left edge in the control; "" is none.
	OnHint func(hint string, x float32)
	// OnKey receives keys that the control does not use.
	OnKey func(e *fyne.KeyEvent)
	// OnFocus, if set, is told when the control gets the keyboard.
	OnFocus func()
	// OnRune, if set, receives characters. Whoever gives the keyboard away for a letter
	// does it here: given away for the key, what gets it would be sent the letter.
	OnRune func(r rune)

	segments []Segment
	pieces   []*segmentPart
	more     *segmentPart
	folded   []int // the steps in the menu, in order
	outline  *box
	cursor   int // len(segments) is More
	hovered  int // as cursor, or -1
	focused  bool
	hinted   string // what OnHint was told last, and where
	hintedAt float32
}

// segmentPart is what one segment draws.
type segmentPart struct {
	ground, rule, cap, ring *box
	word, key               *label
	x, w                    float32
}

var (
	_ fyne.Widget       = (*Segmented)(nil)
	_ fyne.Tappable     = (*Segmented)(nil)
	_ fyne.Focusable    = (*Segmented)(nil)
	_ desktop.Hoverable = (*Segmented)(nil)
	_ fyne.Accessible   = (*Segmented)(nil)
)

// NewSegmented makes a control of 30 px height.
func NewSegmented(segments ...Segment) *Segmented {
	s := &Segmented{outline: newOutline("", theme.Line, 1, 6), hovered: -1, more: newSegmentPart()}
	s.more.word.set("More ▾")
	s.ExtendBaseWidget(s)
	s.Set(segments...)
	return s
}

// Set changes the steps; it compares, so setting the same costs nothing.
func (s *Segmented) Set(segments ...Segment) {
	moved := len(segments) != len(s.segments)
	for len(s.pieces) < len(segments) {
		s.pieces = append(s.pieces, newSegmentPart())
	}
	s.pieces = s.pieces[:len(segments)]
	for i, seg := range segments {
		p := s.pieces[i]
		if p.word.TextStyle.Bold != seg.Selected {
			p.word.TextStyle.Bold = seg.Selected
			p.word.themed()
			moved = true
		}
		moved = p.word.set(seg.Word) || moved
		moved = p.key.set(seg.Key) || moved
	}
	s.segments = append(s.segments[:0:0], segments...)
	s.cursor = min(s.cursor, max(len(segments)-1, 0))
	if moved {
		s.folded = nil // until the next layout; without one, what is folded stays so
	}
	s.paint()
	if moved {
		relayout(s)
	}
}

func newSegmentPart() *segmentPart {
	return &segmentPart{
		ground: newBox("", 0), rule: newBox(theme.Line, 0), ring: newOutline("", "", 0, 4),
		cap:  newOutline(theme.Pane, theme.Line, 1, 4),
		word: newLabel(theme.SizeSecondary, theme.InkTwo, false),
		key:  newLabel(theme.SizeBadge, theme.InkTwo, true),
	}
}

// paint colours the segments by their state.
func (s *Segmented) paint() {
	for i, seg := range s.segments {
		p := s.pieces[i]
		ink, ground := theme.InkTwo, theme.Pane
		switch {
		case seg.Selected:
			ink, ground = theme.OnColour, seg.Tone.Full()
		case seg.Locked != "":
			ink, ground = theme.Caption, theme.PaneTwo
		case i == s.hovered:
			ink, ground = theme.Ink, theme.PaneTwo
		}
		p.word.tint(ink)
		p.ground.tint(ground)
		s.ring(i, p)
	}
	ground := theme.Pane
	if s.hovered == len(s.segments) {
		ground = theme.PaneTwo
	}
	s.more.ground.tint(ground)
	s.ring(len(s.segments), s.more)
	s.hint()
}

// hint tells what one should know of the step that is looked at.
func (s *Segmented) hint() {
	at := s.hovered
	if at < 0 && s.focused {
		at = s.cursor
	}
	said, x := "", float32(0)
	if at >= 0 && at < len(s.segments) && !slices.Contains(s.folded, at) {
		said, x = s.segments[at].Hint, s.pieces[at].x
	}
	if s.OnHint != nil && (said != s.hinted || said != "" && x != s.hintedAt) {
		s.hinted, s.hintedAt = said, x
		s.OnHint(said, x)
	}
}

// ring shows where the keyboard is, in ink as on a button: a colour would say that
// the step is chosen.
func (s *Segmented) ring(i int, p *segmentPart) {
	if s.focused && i == s.cursor {
		p.ring.edge(theme.Ink, 2)
	} else {
		p.ring.edge("", 0)
	}
}

// Tapped takes the segment at the place.
func (s *Segmented) Tapped(e *fyne.PointEvent) {
	if i := s.at(e.Position.X); i >= 0 {
		s.pick(i)
	}
}

func (s *Segmented) pick(i int) {
	if i == len(s.segments) {
		s.showMore()
		return
	}
	if reason := s.segments[i].Locked; reason != "" {
		if s.OnLocked != nil {
			s.OnLocked(i, reason)
		}
		return
	}
	if s.OnPick != nil {
		s.OnPick(i)
	}
}

func (s *Segmented) at(x float32) int {
	for i, p := range s.pieces {
		if x >= p.x && x < p.x+p.w {
			return i
		}
	}
	if m := s.more; x >= m.x && x < m.x+m.w {
		return len(s.segments)
	}
	return -1
}

// FocusGained shows the ring, on a step that is in sight.
func (s *Segmented) FocusGained() {
	s.focused = true
	if s.cursor < len(s.segments) && slices.Contains(s.folded, s.cursor) {
		s.cursor = len(s.segments)
	}
	s.paint()
	if s.OnFocus != nil {
		s.OnFocus()
	}
}

// FocusLost hides it.
func (s *Segmented) FocusLost() { s.focused = false; s.paint() }

// TypedRune tells OnRune.
func (s *Segmented) TypedRune(r rune) {
	if s.OnRune != nil {
		s.OnRune(r)
	}
}

// TypedKey moves and takes.
func (s *Segmented) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		s.step(-1)
	case fyne.KeyRight:
		s.step(1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if len(s.segments) > 0 {
			s.pick(s.cursor)
		}
	default:
		if !passOn(s, e) && s.OnKey != nil {
			s.OnKey(e)
		}
	}
	s.paint()
}

// step moves the ring to the next step in sight, or to More behind the last.
func (s *Segmented) step(n int) {
	for i := s.cursor + n; i >= 0 && i <= len(s.segments); i += n {
		if i == len(s.segments) && len(s.folded) == 0 {
			return
		}
		if !slices.Contains(s.folded, i) {
			s.cursor = i
			return
		}
	}
}

// MouseIn lights the segment under the pointer.
func (s *Segmented) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved follows the pointer.
func (s *Segmented) MouseMoved(e *desktop.MouseEvent) {
	if i := s.at(e.Position.X); i != s.hovered {
		s.hovered = i
		s.paint()
	}
}

// MouseOut puts the light out.
func (s *Segmented) MouseOut() { s.hovered = -1; s.paint() }

// AccessibilityLabel reads the steps with their states.
func (s *Segmented) AccessibilityLabel() string {
	out := ""
	for i, seg := range s.segments {
		if i > 0 {
			out += ", "
		}
		out += seg.Word
		if seg.Selected {
			out += " (now)"
		}
		if seg.Locked != "" {
			out += " (locked: " + seg.Locked + ")"
		}
		if seg.Hint != "" {
			out += " (" + seg.Hint + ")"
		}
	}
	return out
}

// AccessibilityRole is a container of steps.
func (s *Segmented) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
