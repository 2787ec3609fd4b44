package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// hintPart is one hint: the key's cap and its word, which can be clicked where there
// is something to do. It is no stop of the keyboard's, for it is a key.
type hintPart struct {
	widget.BaseWidget
	data Hint
	cap  *KeyCap
	word *label
}

var (
	_ fyne.Tappable      = (*hintPart)(nil)
	_ desktop.Cursorable = (*hintPart)(nil)
	_ fyne.Accessible    = (*hintPart)(nil)
)

func newHintPart(h Hint) *hintPart {
	p := &hintPart{data: h, cap: NewKeyCap(h.Key), word: newLabel(theme.SizeCaption, theme.InkTwo, false)}
	p.word.set(h.Word)
	p.ExtendBaseWidget(p)
	return p
}

// Tapped does what the key does.
func (p *hintPart) Tapped(*fyne.PointEvent) {
	if p.data.Do != nil {
		p.data.Do()
	}
}

// Cursor is the pointing hand where a click does something.
func (p *hintPart) Cursor() desktop.Cursor {
	if p.data.Do == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer is called by Fyne.
func (p *hintPart) CreateRenderer() fyne.WidgetRenderer { return drawing{p} }

// AccessibilityLabel reads the key and what it does.
func (p *hintPart) AccessibilityLabel() string { return p.data.Key + ": " + p.data.Word }

// AccessibilityRole is a button where it can be clicked.
func (p *hintPart) AccessibilityRole() fyne.AccessibleRole {
	if p.data.Do == nil {
		return fyne.AccessibleRoleText
	}
	return fyne.AccessibleRoleButton
}

func (p *hintPart) parts() []fyne.CanvasObject { return []fyne.CanvasObject{p.cap, p.word.Text} }

func (p *hintPart) width() float32 { return p.cap.Width() + unit(5) + p.word.fullW }

func (p *hintPart) least() fyne.Size { return fyne.NewSize(p.width(), unit(24)) }

func (p *hintPart) themed() {
	p.cap.Refresh()
	p.word.themed()
}

func (p *hintPart) arrange(size fyne.Size) {
	w := p.cap.Width()
	p.cap.Resize(fyne.NewSize(w, unit(18)))
	p.cap.Move(fyne.NewPos(0, (size.Height-unit(18))/2))
	p.word.putIn(w+unit(5), 0, size.Height)
}
