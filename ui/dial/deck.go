package dial

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// deck is where the keyboard stands while one phones: a line over the card, blue
// while the card's keys work. Its keys are the card's.
type deck struct {
	widget.BaseWidget
	card    *Card
	line    *canvas.Rectangle
	focused bool
}

var (
	_ fyne.Focusable  = (*deck)(nil)
	_ fyne.Accessible = (*deck)(nil)
)

func newDeck(c *Card) *deck {
	d := &deck{card: c, line: canvas.NewRectangle(nil)}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer is called by Fyne.
func (d *deck) CreateRenderer() fyne.WidgetRenderer { return &deckLook{d} }

// AccessibilityLabel reads whose card it is.
func (d *deck) AccessibilityLabel() string { return "Call card: " + d.card.title() }

// AccessibilityRole is a container of the card's buttons.
func (d *deck) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// FocusGained shows that the card's keys work.
func (d *deck) FocusGained() { d.focused = true; d.Refresh() }

// FocusLost shows that they do not.
func (d *deck) FocusLost() { d.focused = false; d.Refresh() }

// TypedRune is one of the letters and figures printed on the buttons.
func (d *deck) TypedRune(r rune) { d.card.Typed(r) }

// TypedKey calls with Enter, goes on to another row with the arrows, and back to the
// rows with Esc.
func (d *deck) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		d.card.Call()
	case fyne.KeyEscape:
		d.card.back()
	default:
		if d.card.opts.OnKey != nil {
			d.card.opts.OnKey(e)
		}
	}
}

// deckLook draws the line.
type deckLook struct{ d *deck }

func (r *deckLook) Destroy()                     {}
func (r *deckLook) Layout(size fyne.Size)        { r.d.line.Resize(size) }
func (r *deckLook) MinSize() fyne.Size           { return fyne.NewSize(theme.Px(40), 3) }
func (r *deckLook) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.d.line} }

func (r *deckLook) Refresh() {
	name := theme.Line
	if r.d.focused {
		name = theme.Blue
	}
	r.d.line.FillColor = theme.Color(name)
	r.d.line.Refresh()
}
