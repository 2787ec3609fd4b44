package kit

import (
	"fyne.io/fyne/v2"

	"floorwalker/ui/theme"
)

// Tone is what a colour says. Beside every tone other than Grey stands its word.
type Tone uint8

// Grey says nothing; Red is a breach or a last clock, Amber a warning, Green kept,
// Blue yours or the thing to press, Violet invisible.
const (
	Grey Tone = iota
	Blue
	Red
	Amber
	Green
	Violet
)

// Full is the tone's own colour; for Grey it is the second ink.
func (t Tone) Full() fyne.ThemeColorName {
	switch t {
	case Blue:
		return theme.Blue
	case Red:
		return theme.Red
	case Amber:
		return theme.Amber
	case Green:
		return theme.Green
	case Violet:
		return theme.Violet
	}
	return theme.InkTwo
}

// Wash is the quiet ground that goes with Full.
func (t Tone) Wash() fyne.ThemeColorName { return theme.Wash(t.Full()) }

// strong is the tone for a figure: Grey is plain ink there.
func (t Tone) strong() fyne.ThemeColorName {
	if t == Grey {
		return theme.Ink
	}
	return t.Full()
}
