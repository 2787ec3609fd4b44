package theme

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
)

// The least contrast of text on its ground, and of a mark that tells a state.
const (
	ContrastText = 4.5
	ContrastMark = 3.0
)

// Pair is an ink on the ground it is drawn on, and the least contrast it must have.
type Pair struct {
	Ink, Ground fyne.ThemeColorName
	Least       float64
}

// Pairs lists every combination that the console draws. Whoever puts text on a
// new ground adds it here; the theme's test then checks it in every palette.
func Pairs() []Pair {
	var out []Pair
	add := func(least float64, ink fyne.ThemeColorName, grounds ...fyne.ThemeColorName) {
		for _, g := range grounds {
			out = append(out, Pair{ink, g, least})
		}
	}
	washes := []fyne.ThemeColorName{BlueWash, RedWash, AmberWash, GreenWash, VioletWash, Note}
	plain := []fyne.ThemeColorName{Background, Pane, PaneTwo}
	for _, ink := range []fyne.ThemeColorName{Ink, InkTwo, Caption} {
		add(ContrastText, ink, plain...)
		add(ContrastText, ink, washes...)
	}
	add(ContrastText, Ink, Highlight)
	for _, c := range []fyne.ThemeColorName{Blue, Red, Amber, Green, Violet} {
		add(ContrastText, c, Background, Pane, PaneTwo, Wash(c))
		add(ContrastText, OnColour, c)
		add(ContrastMark, c, BlueWash) // stripes, dots and bars on a selected row
	}
	add(ContrastText, Red, BlueWash) // a clock on a selected row
	add(ContrastText, Amber, BlueWash)
	return out
}

// Contrast is the ratio, 1 to 21, between the relative luminances of two opaque
// colours, as WCAG 2 defines it.
func Contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// linear turns a 16-bit sRGB channel into light.
func linear(v uint32) float64 {
	s := float64(v) / 0xffff
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}
