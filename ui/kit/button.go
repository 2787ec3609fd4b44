package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// ButtonKind is how loudly a button asks to be pressed.
type ButtonKind uint8

// Plain is outlined, Primary is the one thing to press, Danger cannot be undone.
// Hushed is Primary in violet, for what the customer does not see.
const (
	Plain ButtonKind = iota
	Primary
	Danger
	Hushed
)

// ButtonData is what a Button shows.
type ButtonData struct {
	Word string
	// Key is the name of the key that does the same, printed behind the word.
	Key  string
	Kind ButtonKind
	// Chosen marks the answer among buttons that stand side by side: washed, with
	// a tick before the word.
	Chosen bool
	// Locked, unless empty, is the reason why the button cannot be pressed; the
	// button is grey and the reason is read aloud. Whoever places it shows the
	// reason in words beside it.
	Locked string
}

// Button is pressed by pointer, or by Enter or Space when it has the focus.
type Button struct {
	widget.BaseWidget
	OnTapped func()
	// OnKey receives keys that the button does not use.
	OnKey func(e *fyne.KeyEvent)

	data             ButtonData
	hovered, focused bool
	ground           *box
	word, key        *label
}

var (
	_ fyne.Widget       = (*Button)(nil)
	_ fyne.Tappable     = (*Button)(nil)
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Disableable  = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
	_ fyne.Accessible   = (*Button)(nil)
)

// NewButton makes a button of 28 px height.
func NewButton(d ButtonData, tapped func()) *Button {
	b := &Button{
		OnTapped: tapped,
		ground:   newOutline(theme.Pane, theme.Line, 1, 6),
		word:     newLabel(theme.SizeSecondary, theme.Blue, true),
		key:      newLabel(theme.SizeBadge, theme.Blue, true),
	}
	b.ExtendBaseWidget(b)
	b.Set(d)
	return b
}

// Set shows d.
func (b *Button) Set(d ButtonData) {
	b.data = d
	word := d.Word
	if d.Chosen {
		word = "✓ " + word
	}
	changed := b.word.set(word)
	changed = b.key.set(d.Key) || changed
	b.paint()
	if changed {
		relayout(b)
	}
}

// paint gives ground and inks the colours of kind and state.
func (b *Button) paint() {
	fill, edge, ink, width := theme.Pane, theme.Line, theme.Blue, float32(1)
	switch {
	case b.data.Locked != "":
		fill, ink = theme.PaneTwo, theme.Caption
	case b.data.Kind == Hushed:
		fill, edge, ink = theme.Violet, theme.Violet, theme.OnColour
	case b.data.Kind == Primary:
		fill, edge, ink = theme.Blue, theme.Blue, theme.OnColour
	case b.data.Kind == Danger:
		ink = theme.Red
	case b.data.Chosen:
		fill, edge = theme.BlueWash, theme.Blue
	}
	if b.data.Locked == "" && b.hovered && b.data.Kind != Primary && b.data.Kind != Hushed && !b.data.Chosen {
		fill = theme.PaneTwo
	}
	if b.focused {
		edge, width = theme.Ink, 2
	}
	b.ground.tint(fill)
	b.ground.edge(edge, width)
	b.word.tint(ink)
	b.key.tint(ink)
}

// Tapped presses the button.
func (b *Button) Tapped(*fyne.PointEvent) {
	if b.data.Locked == "" && b.OnTapped != nil {
		b.OnTapped()
	}
}

// Disabled says that the button is locked.
func (b *Button) Disabled() bool { return b.data.Locked != "" }

// Disable locks the button without a reason of its own; prefer Set with one.
func (b *Button) Disable() { b.data.Locked = "not now"; b.paint() }

// Enable unlocks it.
func (b *Button) Enable() { b.data.Locked = ""; b.paint() }

// FocusGained draws the ring.
func (b *Button) FocusGained() { b.focused = true; b.paint() }

// FocusLost takes it away.
func (b *Button) FocusLost() { b.focused = false; b.paint() }

// TypedRune does nothing: the keys that press it come to TypedKey.
func (b *Button) TypedRune(rune) {}

// TypedKey presses the button on Enter and Space.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		b.Tapped(nil)
	} else if !passOn(b, e) && b.OnKey != nil {
		b.OnKey(e)
	}
}

// MouseIn lights the button.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.paint() }

// MouseMoved does nothing.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut puts the light out.
func (b *Button) MouseOut() { b.hovered = false; b.paint() }

// Kind is how much the button stands out.
func (b *Button) Kind() ButtonKind { return b.data.Kind }

// CreateRenderer is called by Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer { return drawing{b} }

// AccessibilityLabel is the word, its key, and why it is locked if it is.
func (b *Button) AccessibilityLabel() string {
	s := b.data.Word
	if b.data.Key != "" {
		s += ", " + b.data.Key
	}
	if b.data.Chosen {
		s += ", chosen"
	}
	if b.data.Locked != "" {
		s += ", locked: " + b.data.Locked
	}
	return s
}

// AccessibilityRole is a button.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (b *Button) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{b.ground.Rectangle, b.word.Text, b.key.Text}
}

func (b *Button) content() float32 {
	w := b.word.fullW
	if b.data.Key != "" {
		w += b.key.fullW + unit(8)
	}
	return w
}

func (b *Button) least() fyne.Size { return fyne.NewSize(b.content()+unit(24), unit(28)) }

func (b *Button) themed() { b.ground.themed(); b.word.themed(); b.key.themed() }

func (b *Button) arrange(size fyne.Size) {
	h := min(unit(28), size.Height)
	top := (size.Height - h) / 2
	b.ground.put(0, top, size.Width, h)
	x := (size.Width - b.content()) / 2
	b.word.putIn(x, top, h)
	b.key.putIn(x+b.word.wide+unit(8), top, h)
}
