package theme

import "fyne.io/fyne/v2"

// Still is app with animations off, to be handed to fyne.SetCurrentApp before the
// first window is made. Fyne reads the switch from a file of the desktop's and gives
// programs no way to set it; yet the blinking caret of a focused entry repaints the
// whole window many times a second, which took a quarter of a core without a
// graphics card, and somebody who watches a floor has the composer focused all day.
// The caret then stands still, and nothing else of ours moves by itself.
func Still(app fyne.App) fyne.App { return still{app} }

type still struct{ fyne.App }

// Settings are the app's, but for animations.
func (s still) Settings() fyne.Settings { return stillSettings{s.App.Settings()} }

type stillSettings struct{ fyne.Settings }

// ShowAnimations is never.
func (stillSettings) ShowAnimations() bool { return false }
