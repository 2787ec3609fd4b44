package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Link is blue words that can be clicked or pressed. It opens nothing by itself.
type Link struct {
	widget.BaseWidget
	OnTapped func()
	line     *label
	ring     *box
}

var (
	_ fyne.Widget        = (*Link)(nil)
	_ fyne.Tappable      = (*Link)(nil)
	_ fyne.Focusable     = (*Link)(nil)
	_ desktop.Cursorable = (*Link)(nil)
	_ fyne.Accessible    = (*Link)(nil)
)

// NewLink makes a link of 12 px.
func NewLink(word string, tapped func()) *Link {
	l := &Link{
		OnTapped: tapped, line: newLabel(theme.SizeCaption, theme.Blue, true),
		ring: newOutline("", "", 0, 3),
	}
	l.ExtendBaseWidget(l)
	l.Set(word)
	return l
}

// Set changes the words.
func (l *Link) Set(word string) {
	if l.line.set(word) {
		relayout(l)
	}
}

// Tapped tells OnTapped.
func (l *Link) Tapped(*fyne.PointEvent) {
	if l.OnTapped != nil {
		l.OnTapped()
	}
}

// Cursor is the pointing hand.
func (l *Link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained draws the ring.
func (l *Link) FocusGained() { l.ring.edge(theme.Blue, 1) }

// FocusLost takes it away.
func (l *Link) FocusLost() { l.ring.edge("", 0) }

// TypedRune does nothing.
func (l *Link) TypedRune(rune) {}

// TypedKey presses the link on Enter and Space.
func (l *Link) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		l.Tapped(nil)
	} else {
		passOn(l, e)
	}
}

// CreateRenderer is called by Fyne.
func (l *Link) CreateRenderer() fyne.WidgetRenderer { return drawing{l} }

// AccessibilityLabel is the words.
func (l *Link) AccessibilityLabel() string { return l.line.full }

// AccessibilityRole is a link.
func (l *Link) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

func (l *Link) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{l.ring.Rectangle, l.line.Text}
}
func (l *Link) least() fyne.Size { return fyne.NewSize(l.line.fullW, unit(18)) }
func (l *Link) themed()          { l.line.themed(); l.ring.themed() }
func (l *Link) arrange(size fyne.Size) {
	l.ring.put(-3, 0, l.line.wide+6, size.Height)
	l.line.putIn(0, 0, size.Height)
}
