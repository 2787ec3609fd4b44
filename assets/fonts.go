package assets

import _ "embed" // The directives below need it.

var (
	//go:embed fonts/FloorwalkerSans-Regular.ttf
	textRegular []byte
	//go:embed fonts/FloorwalkerSans-Bold.ttf
	textBold []byte
	//go:embed fonts/OFL.txt
	fontLicence string
)

// TextRegular is the console's text face at weight 400, a TrueType file: Noto Sans
// and Noto Sans Devanagari with a few arrows and key signs of their family, merged
// into one so that mixed lines share a baseline. Without Devanagari here Hindi is drawn
// as boxes on a machine that lacks it. fonts/merge.py made it.
func TextRegular() []byte { return textRegular }

// TextBold is the same at weight 700: Fyne's system look-up ignores weight, so
// bold Hindi is only bold if the face comes with the program.
func TextBold() []byte { return textBold }

// FontLicence is the text of the SIL Open Font License under which the fonts
// are passed on; it must travel with them.
func FontLicence() string { return fontLicence }
