package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Words is one line of text in one of the theme's styles, shortened by an
// ellipsis where it does not fit. It needs no minimum width unless Whole is set.
type Words struct {
	widget.BaseWidget
	line    *label
	height  float32 // at 100 %
	whole   bool
	onRight bool
}

var (
	_ fyne.Widget     = (*Words)(nil)
	_ fyne.Accessible = (*Words)(nil)
)

func newWords(size fyne.ThemeSizeName, ink fyne.ThemeColorName, bold bool, height float32, text string) *Words {
	w := &Words{line: newLabel(size, ink, bold), height: height, whole: true}
	w.ExtendBaseWidget(w)
	w.Set(text)
	return w
}

// NewTitle is 17 px bold ink: the name over a pane.
func NewTitle(text string) *Words {
	return newWords(theme.SizeTitle, theme.Ink, true, 24, text)
}

// NewBody is 14 px ink.
func NewBody(text string) *Words { return newWords(theme.SizeBody, theme.Ink, false, 20, text) }

// NewStrong is 14 px bold ink.
func NewStrong(text string) *Words { return newWords(theme.SizeBody, theme.Ink, true, 20, text) }

// NewSecondary is 13 px second ink.
func NewSecondary(text string) *Words {
	return newWords(theme.SizeSecondary, theme.InkTwo, false, 18, text)
}

// NewCaption is 12 px in the quietest ink that can still be read.
func NewCaption(text string) *Words {
	return newWords(theme.SizeCaption, theme.Caption, false, 16, text)
}

// NewSection is the small grey header over a group, in capitals.
func NewSection(text string) *Words {
	return newWords(theme.SizeBadge, theme.Caption, true, 16, strings.ToUpper(text))
}

// Set changes the text.
func (w *Words) Set(text string) {
	if w.line.set(text) {
		relayout(w)
	}
}

// SetTone changes the ink to the tone's; Grey is plain ink.
func (w *Words) SetTone(tone Tone) { w.line.tint(tone.strong()) }

// Yield lets the words be shortened: they then ask for no width of their own.
// It returns the words for use in a chain.
func (w *Words) Yield() *Words { w.whole = false; return w }

// AlignRight puts the words at the right end of their place.
func (w *Words) AlignRight() *Words { w.onRight = true; return w }

// CreateRenderer is called by Fyne.
func (w *Words) CreateRenderer() fyne.WidgetRenderer { return drawing{w} }

// AccessibilityLabel is the text in full.
func (w *Words) AccessibilityLabel() string { return w.line.full }

// AccessibilityRole is text.
func (w *Words) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (w *Words) parts() []fyne.CanvasObject { return []fyne.CanvasObject{w.line.Text} }

func (w *Words) least() fyne.Size {
	if w.whole {
		return fyne.NewSize(w.line.fullW, unit(w.height))
	}
	return fyne.NewSize(unit(16), unit(w.height))
}

func (w *Words) themed() { w.line.themed() }

func (w *Words) arrange(size fyne.Size) {
	used := w.line.fit(size.Width + 0.5)
	x := float32(0)
	if w.onRight {
		x = max(size.Width-used, 0)
	}
	w.line.putIn(x, 0, size.Height)
}
