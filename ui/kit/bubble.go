package kit

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// FoldAt is how many bytes of a message are shown before "Show all": layout costs
// grow with length, and nobody reads a paste of 30,000 characters in a thread.
const FoldAt = 2000

// Bubble is one message, note or system line. Its height depends on its width, so
// a Thread or Column asks HeightFor before it places one.
type Bubble struct {
	widget.BaseWidget
	// OnAction is told that the link beside the caption was pressed.
	OnAction func()
	// OnOpen is told that the attached file is to be opened.
	OnOpen func()
	// OnResized is told that the bubble needs another height: it was unfolded.
	OnResized func()
	// MenuMore adds entries behind Copy to the menu of a secondary click.
	MenuMore func() []*fyne.MenuItem

	data         BubbleData
	open         bool
	ground, bar  *box
	caption      *label
	text         *Text
	action, more *Link
	file         *bubbleFile
}

var (
	_ fyne.Widget            = (*Bubble)(nil)
	_ fyne.SecondaryTappable = (*Bubble)(nil)
	_ fyne.Accessible        = (*Bubble)(nil)
	_ Tall                   = (*Bubble)(nil)
)

// NewBubble makes a bubble of d.
func NewBubble(d BubbleData) *Bubble {
	b := &Bubble{
		ground:  newOutline(theme.Pane, theme.Line, 1, 12),
		bar:     newBox(theme.NoteBar, 0),
		caption: newLabel(theme.SizeCaption, theme.Caption, false),
		text:    NewText(""),
	}
	b.action = NewLink("", func() {
		if b.OnAction != nil {
			b.OnAction()
		}
	})
	b.more = NewLink("", b.unfold)
	b.file = newBubbleFile(func() {
		if b.OnOpen != nil {
			b.OnOpen()
		}
	})
	b.action.Hide()
	b.more.Hide()
	b.bar.Hide()
	b.ExtendBaseWidget(b)
	b.Set(d)
	return b
}

// Set shows d and says whether the height may have changed.
func (b *Bubble) Set(d BubbleData) bool {
	if d.equal(b.data) && (b.text.raw != "" || d.Attached != nil) {
		return false
	}
	b.data = d
	b.caption.set(d.Caption)
	b.caption.tint(captionInk(d.CaptionTone))
	b.action.Set(d.Action)
	show(b.caption.Text, d.Kind != System)
	show(b.action, d.Action != "" && d.Kind != System)
	b.shape()
	b.text.strike(d.Struck)
	b.fill()
	b.file.set(d.Attached)
	relayout(b)
	return true
}

func captionInk(t Tone) fyne.ThemeColorName {
	if t == Grey {
		return theme.Caption
	}
	return t.Full()
}

// shape gives the ground its colours and its one square corner, which points to
// the speaker.
func (b *Bubble) shape() {
	g := b.ground
	g.radius, g.TopLeftCornerRadius, g.TopRightCornerRadius = 12, 0, 0
	fill, edge, width := theme.Pane, theme.Line, float32(1)
	switch b.data.Kind {
	case Their:
		g.TopLeftCornerRadius = 3
	case Machine:
		fill, g.TopRightCornerRadius = theme.PaneTwo, 3
	case Ours:
		fill, edge, width, g.TopRightCornerRadius = theme.BlueWash, theme.BlueWash, 0, 3
	case Memo:
		fill, edge, width, g.radius = theme.Note, "", 0, 2
		b.bar.tint(theme.NoteBar)
	case Aside:
		fill, edge, width, g.radius = theme.VioletWash, theme.Violet, 1, 2
		b.bar.tint(theme.Violet)
	case System:
		fill, edge, width = "", "", 0
	}
	g.fill, g.stroke, g.width = fill, edge, width
	g.themed()
	show(b.bar.Rectangle, b.data.Kind == Memo || b.data.Kind == Aside)
	if b.data.Kind == System {
		b.text.restyle(theme.SizeCaption, theme.Caption)
	} else {
		b.text.restyle(theme.SizeBody, theme.Ink)
	}
}

// fill puts the text in, folded if it is long.
func (b *Bubble) fill() {
	text, folded := b.data.Text, false
	if len(text) > FoldAt+FoldAt/10 && !b.open && !b.evidenceBeyond(FoldAt) {
		text, folded = fold(text), true
	}
	b.text.SetMarks(text, b.data.Highlights, b.data.Asked)
	if folded {
		b.more.Set("Show all " + strconv.Itoa(len([]rune(b.data.Text))) + " characters")
	}
	show(b.more, folded)
}

// evidenceBeyond reports a mark behind byte n: a fold must not hide what an
// alert rests on, or what somebody asks about.
func (b *Bubble) evidenceBeyond(n int) bool {
	beyond := func(s Span) bool { return s.To > n }
	return slices.ContainsFunc(b.data.Highlights, beyond) || slices.ContainsFunc(b.data.Asked, beyond)
}

// fold cuts s near FoldAt bytes, between two clusters.
func fold(s string) string {
	ends := clusterEnds(s[:min(len(s), FoldAt+64)], FoldAt)
	for i := len(ends) - 1; i > 0; i-- {
		if ends[i] <= FoldAt {
			return s[:ends[i]] + "…"
		}
	}
	return s[:0]
}

func (b *Bubble) unfold() {
	b.open = true
	b.fill()
	relayout(b)
	if b.OnResized != nil {
		b.OnResized()
	}
}

// TappedSecondary offers to copy the message as it was written.
func (b *Bubble) TappedSecondary(e *fyne.PointEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	if c == nil {
		return
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem("Copy", b.Copy)}
	if b.MenuMore != nil {
		items = append(items, b.MenuMore()...)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, e.AbsolutePosition)
}

// Copy puts the whole text, unfolded and unchanged, on the clipboard.
func (b *Bubble) Copy() { fyne.CurrentApp().Clipboard().SetContent(b.data.Text) }

// CreateRenderer is called by Fyne.
func (b *Bubble) CreateRenderer() fyne.WidgetRenderer { return drawing{b} }

// AccessibilityLabel is caption and text.
func (b *Bubble) AccessibilityLabel() string {
	s := b.data.Caption + ": " + b.text.text
	if a := b.data.Attached; a != nil {
		s += " " + a.Name + ", " + a.Note
	}
	return s
}

// AccessibilityRole is text.
func (b *Bubble) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (b *Bubble) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{b.ground.Rectangle, b.bar.Rectangle, b.caption.Text, b.text, b.action, b.more}
	return append(out, b.file.parts()...)
}

func (b *Bubble) themed() {
	b.ground.themed()
	b.bar.themed()
	b.caption.themed()
	b.text.Refresh()
	b.action.Refresh()
	b.more.Refresh()
	b.file.themed()
}
