package assets

import _ "embed" // The directives below need it.

var (
	//go:embed fonts/NotoSansDevanagari-Regular.ttf
	devanagariRegular []byte
	//go:embed fonts/NotoSansDevanagari-Bold.ttf
	devanagariBold []byte
	//go:embed fonts/OFL.txt
	fontLicence string
)

// DevanagariRegular is Noto Sans Devanagari at weight 400, a TrueType file.
// Fyne bundles Noto Sans for Latin but nothing for U+0900 to U+097F, so without
// this face Hindi is drawn as boxes on a machine that lacks it.
func DevanagariRegular() []byte { return devanagariRegular }

// DevanagariBold is the same at weight 700: Fyne's system look-up ignores
// weight, so bold Hindi is only bold if the face comes with the program.
func DevanagariBold() []byte { return devanagariBold }

// FontLicence is the text of the SIL Open Font License under which the fonts
// are passed on; it must travel with them.
func FontLicence() string { return fontLicence }
