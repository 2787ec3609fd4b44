package theme

import "fyne.io/fyne/v2"

// Names of colours for which Fyne has no word. Each is a token of the palette.
const (
	// Background lies under the thread; Pane under lists and the side; PaneTwo
	// under the rail, quiet bubbles and quiet pills.
	Background fyne.ThemeColorName = "fw.background"
	Pane       fyne.ThemeColorName = "fw.pane"
	PaneTwo    fyne.ThemeColorName = "fw.paneTwo"
	// Line is a hairline.
	Line fyne.ThemeColorName = "fw.line"

	// Ink is text, InkTwo secondary text, Caption the quietest text that must be
	// readable, InkThree marks that nobody must read.
	Ink      fyne.ThemeColorName = "fw.ink"
	InkTwo   fyne.ThemeColorName = "fw.inkTwo"
	InkThree fyne.ThemeColorName = "fw.inkThree"
	Caption  fyne.ThemeColorName = "fw.caption"

	Blue       fyne.ThemeColorName = "fw.blue"
	BlueWash   fyne.ThemeColorName = "fw.blueWash"
	Red        fyne.ThemeColorName = "fw.red"
	RedWash    fyne.ThemeColorName = "fw.redWash"
	Amber      fyne.ThemeColorName = "fw.amber"
	AmberWash  fyne.ThemeColorName = "fw.amberWash"
	Green      fyne.ThemeColorName = "fw.green"
	GreenWash  fyne.ThemeColorName = "fw.greenWash"
	Violet     fyne.ThemeColorName = "fw.violet"
	VioletWash fyne.ThemeColorName = "fw.violetWash"

	// OnColour is text on a full blue, red, green, amber or violet ground.
	OnColour fyne.ThemeColorName = "fw.onColour"

	// Note is the ground of a note, NoteBar the bar at its left.
	Note    fyne.ThemeColorName = "fw.note"
	NoteBar fyne.ThemeColorName = "fw.noteBar"
	// Highlight lies behind quoted evidence.
	Highlight fyne.ThemeColorName = "fw.highlight"
	// HoverWash is laid over a ground under the pointer; it is translucent.
	HoverWash fyne.ThemeColorName = "fw.hoverWash"
)

// Names of sizes for which Fyne has no word, in device-independent pixels at 100 %.
const (
	SizeBody      fyne.ThemeSizeName = "fw.body"      // 14
	SizeSecondary fyne.ThemeSizeName = "fw.secondary" // 13
	SizeCaption   fyne.ThemeSizeName = "fw.caption"   // 12
	SizeBadge     fyne.ThemeSizeName = "fw.badge"     // 11
	SizeTitle     fyne.ThemeSizeName = "fw.title"     // 17
	SizeClock     fyne.ThemeSizeName = "fw.clock"     // 17

	Space4  fyne.ThemeSizeName = "fw.space4"
	Space8  fyne.ThemeSizeName = "fw.space8"
	Space12 fyne.ThemeSizeName = "fw.space12"
	Space16 fyne.ThemeSizeName = "fw.space16"
	Space20 fyne.ThemeSizeName = "fw.space20"

	RadiusSmall  fyne.ThemeSizeName = "fw.radiusSmall"  // 6, controls
	RadiusMedium fyne.ThemeSizeName = "fw.radiusMedium" // 8, alerts
	RadiusLarge  fyne.ThemeSizeName = "fw.radiusLarge"  // 12, bubbles and frames
)

// Names lists every colour name above, so that a test can ask for all of them.
func Names() []fyne.ThemeColorName {
	return []fyne.ThemeColorName{
		Background, Pane, PaneTwo, Line, Ink, InkTwo, InkThree, Caption,
		Blue, BlueWash, Red, RedWash, Amber, AmberWash, Green, GreenWash, Violet, VioletWash,
		OnColour, Note, NoteBar, Highlight, HoverWash,
	}
}
