package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"floorwalker/ui/theme"
)

// capCentre places a baseline so that capitals, 0.71 of the text size in Noto
// Sans, stand in the middle of their box.
const capCentre = 0.36

// label is one line of text that knows its measure and stands on a baseline.
// Fyne's line height differs between strings of different scripts, so placing
// texts by their top edge would let names jump; baselines do not.
type label struct {
	*canvas.Text
	ink   fyne.ThemeColorName
	size  fyne.ThemeSizeName
	full  string // what is meant; Text.Text may be shortened
	wide  float32
	high  float32
	base  float32
	fullW float32 // width of full
}

func newLabel(size fyne.ThemeSizeName, ink fyne.ThemeColorName, bold bool) *label {
	l := &label{Text: canvas.NewText("", nil), ink: ink, size: size}
	l.TextStyle.Bold = bold
	l.themed()
	return l
}

// set changes the words and says whether they changed. The label then holds
// them in full until fit shortens them.
func (l *label) set(s string) bool {
	s = DisplayLine(s)
	if s == l.full {
		return false
	}
	l.full = s
	l.write(s)
	l.fullW = l.wide
	return true
}

// write draws s, which may be a shortened form of full.
func (l *label) write(s string) {
	l.Text.Text = s
	l.measure()
	l.Text.Refresh()
}

func (l *label) measure() {
	size, base := measured(l.Text.Text, l.TextSize, l.TextStyle)
	l.wide, l.high, l.base = size.Width, size.Height, base
}

// tint changes the ink and draws only if it differs.
func (l *label) tint(ink fyne.ThemeColorName) {
	if l.ink == ink {
		return
	}
	l.ink = ink
	l.Color = colour(ink)
	l.Text.Refresh()
}

// themed reads ink and size again.
func (l *label) themed() {
	l.Color = colour(l.ink)
	l.TextSize = theme.Size(l.size)
	l.write(l.full)
	l.fullW = l.wide
}

// fit shows as much of the words as width holds, with an ellipsis where something
// was left out, and returns the width that is now used.
func (l *label) fit(width float32) float32 {
	s := l.full
	if l.fullW > width {
		s = Ellipsis(l.full, width, l.TextSize, l.TextStyle)
	}
	if s != l.Text.Text {
		l.write(s)
	}
	return l.wide
}

// put places the label's left end at x and its baseline at y.
func (l *label) put(x, y float32) {
	l.Move(fyne.NewPos(x, y-l.base))
	l.Resize(fyne.NewSize(l.wide, l.high))
}

// putIn places the label at x, its capitals centred in a box of this top and height.
func (l *label) putIn(x, top, height float32) {
	l.put(x, top+height/2+capCentre*l.TextSize)
}

// measured is the size of s and the height of its baseline below the top.
func measured(s string, size float32, style fyne.TextStyle) (fyne.Size, float32) {
	return fyne.CurrentApp().Driver().RenderedTextSize(s, size, style, nil)
}

// colour is the token's colour now; no token is no colour.
func colour(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return theme.Color(name)
}
