package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Tip is a sentence that floats over what it is about while the pointer or the keyboard
// rests there. It takes neither: a pointer goes through it, nothing moves because it
// comes, and Fyne's own overlays, which do take both, are not used. [NewTipped] places
// it.
type Tip struct {
	widget.BaseWidget
	ground *box
	text   *Text
	// under is what the tip stands at, in the coordinates of what it lies over.
	x, top, bottom float32
	over           *fyne.Container // what it lies in
}

var (
	_ fyne.Widget     = (*Tip)(nil)
	_ fyne.Accessible = (*Tip)(nil)
	_ Tall            = (*Tip)(nil)
)

// The measures of a tip at 100 %.
const (
	tipWide = 380
	tipPad  = 8
)

// NewTip makes a tip that says nothing and is hidden.
func NewTip() *Tip {
	t := &Tip{ground: newOutline(theme.Pane, theme.InkTwo, 1, 6), text: newText(theme.SizeSecondary, theme.Ink, "")}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// Say shows words beside something whose left edge is x and which reaches from top to
// bottom, in the coordinates of what the tip lies over. Without words it hides.
func (t *Tip) Say(words string, x, top, bottom float32) {
	moved := t.x != x || t.top != top || t.bottom != bottom
	t.x, t.top, t.bottom = x, top, bottom
	changed := t.text.Set(words)
	if !SetShown(t, words != "") && !changed && !moved || t.over == nil {
		return
	}
	t.over.Layout.Layout(t.over.Objects, t.over.Size()) // only the tip has another place
	t.Refresh()
}

// Said is what the tip says; empty while it is hidden.
func (t *Tip) Said() string {
	if !t.Visible() {
		return ""
	}
	return t.text.AccessibilityLabel()
}

// HeightFor is the height at this width.
func (t *Tip) HeightFor(width float32) float32 {
	return t.text.HeightFor(width-2*unit(tipPad)) + 2*unit(tipPad)
}

// CreateRenderer is called by Fyne.
func (t *Tip) CreateRenderer() fyne.WidgetRenderer { return drawing{t} }

// AccessibilityLabel reads the words.
func (t *Tip) AccessibilityLabel() string { return t.Said() }

// AccessibilityRole is a text.
func (t *Tip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (t *Tip) parts() []fyne.CanvasObject { return []fyne.CanvasObject{t.ground.Rectangle, t.text} }
func (t *Tip) least() fyne.Size           { return fyne.NewSize(unit(80), unit(20)) }
func (t *Tip) themed()                    { t.ground.themed(); t.text.Refresh() }

func (t *Tip) arrange(size fyne.Size) {
	t.ground.put(0, 0, size.Width, size.Height)
	t.text.Resize(fyne.NewSize(max(size.Width-2*unit(tipPad), 0), max(size.Height-2*unit(tipPad), 0)))
	t.text.Move(fyne.NewPos(unit(tipPad), unit(tipPad)))
}

// NewTipped lays a tip over base: under what it is about, or above where there is no
// room below, and never past an edge.
func NewTipped(base fyne.CanvasObject, t *Tip) *fyne.Container {
	t.over = container.New(&tipped{}, base, t)
	return t.over
}

type tipped struct{}

// Layout fills base and puts the tip.
func (*tipped) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[0].Move(fyne.Position{})
	t, ok := objects[1].(*Tip)
	if !ok || !t.Visible() {
		return
	}
	gap := unit(4)
	w := min(unit(tipWide), max(size.Width-2*gap, 0))
	h := t.HeightFor(w)
	y := t.bottom + gap
	if y+h > size.Height && t.top-gap-h >= 0 {
		y = t.top - gap - h
	}
	t.Resize(fyne.NewSize(w, h))
	t.Move(fyne.NewPos(max(min(t.x, size.Width-w-gap), gap), y))
}

// MinSize is base's: a tip asks for no room.
func (*tipped) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
