package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// palette gives every token of one appearance its colour.
type palette map[fyne.ThemeColorName]color.NRGBA

// rgb reads 0xRRGGBB.
func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: byte(v >> 16 & 0xff), G: byte(v >> 8 & 0xff), B: byte(v & 0xff), A: 0xff}
}

func light() palette {
	return palette{
		Background: rgb(0xf6f7f9), Pane: rgb(0xffffff), PaneTwo: rgb(0xf0f2f5), Line: rgb(0xdfe3e8),
		Ink: rgb(0x15191e), InkTwo: rgb(0x55606d), InkThree: rgb(0x8a95a3), Caption: rgb(0x5e6976),
		Blue: rgb(0x1f5fd0), BlueWash: rgb(0xe7effc),
		Red: rgb(0xc22b2b), RedWash: rgb(0xfde9e7),
		Amber: rgb(0x9a5b00), AmberWash: rgb(0xfdf1d8),
		Green: rgb(0x1c7a46), GreenWash: rgb(0xe2f4e9),
		Violet: rgb(0x6a3fb5), VioletWash: rgb(0xefe8fb),
		OnColour: rgb(0xffffff),
		Note:     rgb(0xfff7d6), NoteBar: rgb(0xd8b400), Highlight: rgb(0xffe08a),
		HoverWash: {R: 0x15, G: 0x19, B: 0x1e, A: 0x0a},
	}
}

func dark() palette {
	return palette{
		Background: rgb(0x0f1216), Pane: rgb(0x161a20), PaneTwo: rgb(0x1d232b), Line: rgb(0x2a323c),
		Ink: rgb(0xe9edf2), InkTwo: rgb(0xa7b2bf), InkThree: rgb(0x76828f), Caption: rgb(0x98a3b0),
		Blue: rgb(0x6ea0ff), BlueWash: rgb(0x1b2b49),
		Red: rgb(0xff7a70), RedWash: rgb(0x3b1b1a),
		Amber: rgb(0xffbf5e), AmberWash: rgb(0x3a2b10),
		Green: rgb(0x63d190), GreenWash: rgb(0x143323),
		Violet: rgb(0xb897ff), VioletWash: rgb(0x2a2145),
		OnColour: rgb(0x0f1216),
		Note:     rgb(0x2d2810), NoteBar: rgb(0xb59a1c), Highlight: rgb(0x6b5410),
		HoverWash: {R: 0xe9, G: 0xed, B: 0xf2, A: 0x0d},
	}
}

// lightContrast keeps light's meanings with inks of at least 7 to 1 and lines
// that can be seen.
func lightContrast() palette {
	return palette{
		Background: rgb(0xffffff), Pane: rgb(0xffffff), PaneTwo: rgb(0xf4f5f7), Line: rgb(0x6b7480),
		Ink: rgb(0x000000), InkTwo: rgb(0x2b333c), InkThree: rgb(0x4a545f), Caption: rgb(0x333c46),
		Blue: rgb(0x0a3f9e), BlueWash: rgb(0xe7effc),
		Red: rgb(0x8f1010), RedWash: rgb(0xfdeeec),
		Amber: rgb(0x6a3d00), AmberWash: rgb(0xfdf3df),
		Green: rgb(0x0c5229), GreenWash: rgb(0xe6f6ec),
		Violet: rgb(0x4b2391), VioletWash: rgb(0xf1ebfc),
		OnColour: rgb(0xffffff),
		Note:     rgb(0xfff9e0), NoteBar: rgb(0x7a6500), Highlight: rgb(0xffe08a),
		HoverWash: {A: 0x14},
	}
}

func darkContrast() palette {
	return palette{
		Background: rgb(0x000000), Pane: rgb(0x000000), PaneTwo: rgb(0x12161b), Line: rgb(0x8a95a3),
		Ink: rgb(0xffffff), InkTwo: rgb(0xdbe2ea), InkThree: rgb(0xb3bdc8), Caption: rgb(0xcfd7e0),
		Blue: rgb(0xa9c7ff), BlueWash: rgb(0x10203d),
		Red: rgb(0xffb0a9), RedWash: rgb(0x351110),
		Amber: rgb(0xffd591), AmberWash: rgb(0x2e2008),
		Green: rgb(0x93ecb6), GreenWash: rgb(0x0b2616),
		Violet: rgb(0xd6c3ff), VioletWash: rgb(0x20173a),
		OnColour: rgb(0x000000),
		Note:     rgb(0x241f08), NoteBar: rgb(0xe0c43a), Highlight: rgb(0x574207),
		HoverWash: {R: 0xff, G: 0xff, B: 0xff, A: 0x1c},
	}
}

// alias says which token stands for a name of Fyne's own; see Theme.Color.
func alias(p palette, name fyne.ThemeColorName) (color.NRGBA, bool) {
	if c, ok := p[name]; ok {
		return c, true
	}
	switch name {
	case "primary", "hyperlink":
		return p[Blue], true
	case "background":
		return p[Background], true
	case "foreground":
		return p[Ink], true
	case "button", "disabledButton", "headerBackground", "menuBackground", "innerWindowBorder", "innerWindowBorderInactive":
		return p[PaneTwo], true
	case "inputBackground", "overlayBackground":
		return p[Pane], true
	case "inputBorder", "separator":
		return p[Line], true
	}
	return stateAlias(p, name)
}

// stateAlias is the second half of alias: states, warnings and overlays.
func stateAlias(p palette, name fyne.ThemeColorName) (color.NRGBA, bool) {
	switch name {
	case "placeholder":
		return p[Caption], true
	case "disabled":
		return p[InkThree], true
	case "error":
		return p[Red], true
	case "warning":
		return p[Amber], true
	case "success":
		return p[Green], true
	case "foregroundOnPrimary", "foregroundOnError", "foregroundOnSuccess", "foregroundOnWarning":
		return p[OnColour], true
	case "hover":
		return p[HoverWash], true
	case "pressed":
		return fade(p[Ink], 0x22), true
	case "focus":
		return fade(p[Blue], 0x55), true
	case "selection":
		return fade(p[Blue], 0x40), true
	case "scrollBar":
		return fade(p[InkThree], 0xb0), true
	case "scrollBarBackground", "shadow":
		return color.NRGBA{}, true // Hairlines part things; shadows never do.
	}
	return color.NRGBA{}, false
}

func fade(c color.NRGBA, alpha byte) color.NRGBA {
	c.A = alpha
	return c
}
