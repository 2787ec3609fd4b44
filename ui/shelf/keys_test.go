package shelf

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func TestKeys(t *testing.T) {
	saved, rest := 0, 0
	k := Keys{fyne.KeyS: func() { saved++ }}
	more := func(fyne.Shortcut) { rest++ }
	ctrl := func(n fyne.KeyName) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: n, Modifier: fyne.KeyModifierShortcutDefault}
	}
	if !k.Use(ctrl(fyne.KeyS)) || saved != 1 {
		t.Error("Ctrl S does not save")
	}
	for name, s := range map[string]fyne.Shortcut{
		"another key":        ctrl(fyne.KeyQ),
		"another modifier":   &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierAlt},
		"one more modifier":  &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift},
		"a shortcut of Fyne": &fyne.ShortcutCopy{},
	} {
		if k.Use(s) {
			t.Errorf("%s was used", name)
		}
		k.HandOn(s, nil)
		k.HandOn(s, more)
	}
	k.HandOn(ctrl(fyne.KeyS), more)
	if saved != 2 || rest != 4 {
		t.Errorf("%d saved, %d handed on", saved, rest)
	}
}
