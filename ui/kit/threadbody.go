package kit

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// threadBody is the tall content of a Thread's scroll. It places and hands to the
// painter only the bubbles that are in sight.
type threadBody struct {
	widget.BaseWidget
	thread  *Thread
	objects []fyne.CanvasObject
}

func newThreadBody(t *Thread) *threadBody {
	b := &threadBody{thread: t}
	b.ExtendBaseWidget(b)
	return b
}

// expose places the rows in sight and a little more.
func (b *threadBody) expose() {
	t := b.thread
	top := t.scroll.Offset.Y - unit(100)
	end := t.scroll.Offset.Y + t.scroll.Size().Height + unit(100)
	objects := make([]fyne.CanvasObject, 0, len(b.objects)+2)
	for _, r := range t.rows {
		if r.y+r.h < top || r.y > end {
			continue
		}
		r.bubble.Resize(fyne.NewSize(t.width, r.h))
		r.bubble.Move(fyne.NewPos(unit(threadPad), r.y))
		objects = append(objects, r.bubble)
	}
	if !slices.Equal(objects, b.objects) {
		b.objects = objects
		canvas.Refresh(b)
	}
}

// CreateRenderer is called by Fyne.
func (b *threadBody) CreateRenderer() fyne.WidgetRenderer { return threadBodyRenderer{b} }

type threadBodyRenderer struct{ b *threadBody }

func (r threadBodyRenderer) Destroy()                     {}
func (r threadBodyRenderer) Layout(fyne.Size)             {}
func (r threadBodyRenderer) Objects() []fyne.CanvasObject { return r.b.objects }

func (r threadBodyRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, r.b.thread.height)
}

// Refresh is what the scroll calls each time its bars are drawn; bubbles refresh
// themselves.
func (r threadBodyRenderer) Refresh() { canvas.Refresh(r.b) }

// newBelow is the pill that counts what came while the reader was elsewhere.
type newBelow struct {
	widget.BaseWidget
	tapped func()
	ground *box
	word   *label
}

var (
	_ fyne.Tappable   = (*newBelow)(nil)
	_ fyne.Accessible = (*newBelow)(nil)
)

func newNewBelow(tapped func()) *newBelow {
	n := &newBelow{
		tapped: tapped, ground: newBox(theme.Blue, 14),
		word: newLabel(theme.SizeCaption, theme.OnColour, true),
	}
	n.ExtendBaseWidget(n)
	return n
}

// count shows the pill in the middle of the thread's foot, or hides it at zero.
func (n *newBelow) count(c int, in fyne.Size) {
	if c > 0 {
		n.word.set("↓ " + strconv.Itoa(c) + " new below")
		n.Resize(n.least())
		n.Move(fyne.NewPos((in.Width-n.least().Width)/2, in.Height-n.least().Height-unit(10)))
		relayout(n)
	}
	show(n, c > 0)
}

// Tapped goes to the newest entry.
func (n *newBelow) Tapped(*fyne.PointEvent) { n.tapped() }

// CreateRenderer is called by Fyne.
func (n *newBelow) CreateRenderer() fyne.WidgetRenderer { return drawing{n} }

// AccessibilityLabel is the count in words.
func (n *newBelow) AccessibilityLabel() string { return n.word.full }

// AccessibilityRole is a button.
func (n *newBelow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (n *newBelow) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{n.ground.Rectangle, n.word.Text}
}
func (n *newBelow) least() fyne.Size { return fyne.NewSize(n.word.fullW+unit(28), unit(28)) }
func (n *newBelow) themed()          { n.ground.themed(); n.word.themed() }
func (n *newBelow) arrange(size fyne.Size) {
	n.ground.put(0, 0, size.Width, size.Height)
	n.word.putIn(unit(14), 0, size.Height)
}
