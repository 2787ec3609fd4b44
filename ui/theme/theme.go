package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"floorwalker/assets"
)

// Mode is a person's choice of appearance.
type Mode int

// FollowSystem takes light or dark from the desktop and changes with it.
const (
	FollowSystem Mode = iota
	Light
	Dark
)

// The range of text scale that Options accepts.
const (
	ScaleMin = 0.8
	ScaleMax = 2.0
)

// Options are what a person may choose. The zero value follows the system at 100 %.
type Options struct {
	Mode Mode
	// Contrast asks for the high-contrast form of the mode.
	Contrast bool
	// Scale of text, 0.8 to 2.0; 0 means 1, anything else is brought into range.
	Scale float32
}

// Theme is an immutable fyne.Theme; see the package comment.
type Theme struct {
	options       Options
	light, dark   palette
	regular, bold fyne.Resource
	fallback      fyne.Theme
}

var _ fyne.Theme = (*Theme)(nil)

// New makes the theme of these options.
func New(o Options) *Theme {
	if o.Scale == 0 {
		o.Scale = 1
	}
	o.Scale = min(max(o.Scale, ScaleMin), ScaleMax)
	t := &Theme{
		options: o, light: light(), dark: dark(),
		regular:  fyne.NewStaticResource("FloorwalkerSans-Regular.ttf", assets.TextRegular()),
		bold:     fyne.NewStaticResource("FloorwalkerSans-Bold.ttf", assets.TextBold()),
		fallback: fynetheme.DefaultTheme(),
	}
	if o.Contrast {
		t.light, t.dark = lightContrast(), darkContrast()
	}
	return t
}

// Options are those the theme was made with, the scale brought into range.
func (t *Theme) Options() Options { return t.options }

// Color answers for our tokens and for Fyne's names. The variant counts only when
// the mode follows the system.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	p := t.palette(variant)
	if c, ok := alias(p, name); ok {
		return c
	}
	return t.fallback.Color(name, variant)
}

func (t *Theme) palette(variant fyne.ThemeVariant) palette {
	switch {
	case t.options.Mode == Light:
		return t.light
	case t.options.Mode == Dark:
		return t.dark
	case variant == fynetheme.VariantLight:
		return t.light
	}
	return t.dark
}

// Font gives one face of Noto Sans and Noto Sans Devanagari for text; what it lacks
// (Cyrillic, emoji) falls through to Fyne's
// bundled faces. Monospace and symbols are Fyne's own.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol:
		return t.fallback.Font(style)
	case style.Bold:
		return t.bold
	}
	return t.regular
}

// Icon is Fyne's own.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.fallback.Icon(name) }

// Size answers for our names and Fyne's, scaled. Texts and radii scale fully,
// spaces by half: at 200 % the words should grow, not the gaps between them.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if v, ok := textSize(name); ok {
		return v * t.options.Scale
	}
	if v, ok := spaceSize(name); ok {
		return v * (1 + t.options.Scale) / 2
	}
	return t.fallback.Size(name)
}

func textSize(name fyne.ThemeSizeName) (float32, bool) {
	switch name {
	case SizeBody, fynetheme.SizeNameText:
		return 14, true
	case SizeSecondary:
		return 13, true
	case SizeCaption, fynetheme.SizeNameCaptionText:
		return 12, true
	case SizeBadge:
		return 11, true
	case SizeTitle, SizeClock, fynetheme.SizeNameSubHeadingText:
		return 17, true
	case fynetheme.SizeNameHeadingText:
		return 20, true
	case fynetheme.SizeNameInlineIcon:
		return 18, true
	}
	return 0, false
}

func spaceSize(name fyne.ThemeSizeName) (float32, bool) {
	switch name {
	case Space4, fynetheme.SizeNamePadding, fynetheme.SizeNameLineSpacing:
		return 4, true
	case Space8, fynetheme.SizeNameInnerPadding:
		return 8, true
	case Space12:
		return 12, true
	case Space16:
		return 16, true
	case Space20:
		return 20, true
	}
	return radiusSize(name)
}

func radiusSize(name fyne.ThemeSizeName) (float32, bool) {
	switch name {
	case RadiusSmall, fynetheme.SizeNameInputRadius, fynetheme.SizeNameSelectionRadius,
		fynetheme.SizeNameButtonRadius, fynetheme.SizeNameMenuRadius, fynetheme.SizeNamePopupRadius:
		return 6, true
	case RadiusMedium, fynetheme.SizeNameCardRadius:
		return 8, true
	case RadiusLarge, fynetheme.SizeNameDialogRadius:
		return 12, true
	case fynetheme.SizeNameScrollBar:
		return 10, true
	case fynetheme.SizeNameScrollBarSmall:
		return 4, true
	}
	return 0, false
}
