package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// KeyValue is one line: a grey label at the left, its value at the right. Where
// both do not fit, the value is shortened, but never below half of the line.
type KeyValue struct {
	widget.BaseWidget
	key, value *label
}

var (
	_ fyne.Widget     = (*KeyValue)(nil)
	_ fyne.Accessible = (*KeyValue)(nil)
)

// NewKeyValue makes the line.
func NewKeyValue(key, value string) *KeyValue {
	k := &KeyValue{
		key:   newLabel(theme.SizeSecondary, theme.InkTwo, false),
		value: newLabel(theme.SizeSecondary, theme.Ink, false),
	}
	k.ExtendBaseWidget(k)
	k.Set(key, value, Grey)
	return k
}

// Set changes both; the tone is the value's.
func (k *KeyValue) Set(key, value string, tone Tone) {
	k.value.tint(tone.strong())
	changed := k.key.set(key)
	if k.value.set(value) || changed {
		relayout(k)
	}
}

// CreateRenderer is called by Fyne.
func (k *KeyValue) CreateRenderer() fyne.WidgetRenderer { return drawing{k} }

// AccessibilityLabel reads both.
func (k *KeyValue) AccessibilityLabel() string { return k.key.full + ": " + k.value.full }

// AccessibilityRole is text.
func (k *KeyValue) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (k *KeyValue) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{k.key.Text, k.value.Text}
}
func (k *KeyValue) least() fyne.Size { return fyne.NewSize(unit(80), unit(24)) }
func (k *KeyValue) themed()          { k.key.themed(); k.value.themed() }

func (k *KeyValue) arrange(size fyne.Size) {
	gap := unit(12)
	value := k.value.fit(max(size.Width-k.key.fullW-gap, size.Width/2))
	k.key.fit(max(size.Width-value-gap, 0))
	k.key.putIn(0, 0, size.Height)
	k.value.putIn(size.Width-value, 0, size.Height)
}
