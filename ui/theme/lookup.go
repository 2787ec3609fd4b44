package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Color is the present colour of a token: what every widget of ours asks while it
// draws. Where the running program's theme is not ours, as in a test that forgot to
// set it, the light palette answers, so that a token is never nil.
// It belongs to the UI thread.
func Color(name fyne.ThemeColorName) color.Color {
	s := fyne.CurrentApp().Settings()
	if t, ok := s.Theme().(*Theme); ok {
		return t.Color(name, s.ThemeVariant())
	}
	if c, ok := alias(light(), name); ok {
		return c
	}
	return fynetheme.Color(name)
}

// Size is the present size of a name, with the same fallback as Color.
func Size(name fyne.ThemeSizeName) float32 {
	if t, ok := fyne.CurrentApp().Settings().Theme().(*Theme); ok {
		return t.Size(name)
	}
	if v, ok := textSize(name); ok {
		return v
	}
	if v, ok := spaceSize(name); ok {
		return v
	}
	return fynetheme.Size(name)
}

// Scale is the present text scale, 0.8 to 2.0.
func Scale() float32 {
	if t, ok := fyne.CurrentApp().Settings().Theme().(*Theme); ok {
		return t.options.Scale
	}
	return 1
}

// Px scales a height or width that holds text, given in pixels at 100 %.
func Px(v float32) float32 { return v * Scale() }

// Wash is the quiet ground of a full colour: RedWash for Red, PaneTwo for a grey.
func Wash(name fyne.ThemeColorName) fyne.ThemeColorName {
	switch name {
	case Blue:
		return BlueWash
	case Red:
		return RedWash
	case Amber:
		return AmberWash
	case Green:
		return GreenWash
	case Violet:
		return VioletWash
	case NoteBar:
		return Note
	}
	return PaneTwo
}
