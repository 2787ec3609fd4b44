package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// KeyCap is the name of a key in a box: keys are printed where they work.
type KeyCap struct {
	widget.BaseWidget
	box  *box
	name *label
}

var (
	_ fyne.Widget     = (*KeyCap)(nil)
	_ fyne.Accessible = (*KeyCap)(nil)
)

// NewKeyCap makes a cap, for instance of "Ctrl K".
func NewKeyCap(name string) *KeyCap {
	k := &KeyCap{
		box:  newOutline(theme.Pane, theme.Line, 1, 4),
		name: newLabel(theme.SizeBadge, theme.InkTwo, true),
	}
	k.ExtendBaseWidget(k)
	k.Set(name)
	return k
}

// Set changes the key's name.
func (k *KeyCap) Set(name string) {
	if k.name.set(name) {
		relayout(k)
	}
}

// Width is what the cap needs.
func (k *KeyCap) Width() float32 { return max(k.name.fullW+unit(10), unit(18)) }

// CreateRenderer is called by Fyne.
func (k *KeyCap) CreateRenderer() fyne.WidgetRenderer { return drawing{k} }

// AccessibilityLabel says that this is a key.
func (k *KeyCap) AccessibilityLabel() string { return "key " + k.name.full }

// AccessibilityRole is text.
func (k *KeyCap) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (k *KeyCap) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{k.box.Rectangle, k.name.Text}
}

func (k *KeyCap) least() fyne.Size { return fyne.NewSize(k.Width(), unit(18)) }

func (k *KeyCap) themed() { k.box.themed(); k.name.themed() }

func (k *KeyCap) arrange(size fyne.Size) {
	h, w := unit(18), min(k.Width(), size.Width)
	top := (size.Height - h) / 2
	k.name.fit(w - unit(10) + 0.5)
	k.box.put(0, top, w, h)
	k.name.putIn((w-k.name.wide)/2, top, h)
}
