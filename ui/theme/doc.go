// Package theme says how the console looks: its colours, sizes and faces, as one
// fyne.Theme.
//
// It owns the tokens. A widget never names a colour by its value; it asks for Ink,
// RedWash or Pane and gets what the present palette holds: light, dark, or the
// high-contrast form of either. Red is a deadline, amber a warning, violet says you
// are invisible, blue is yours or the one thing to press, green is kept; all else
// is grey. A wash is the quiet ground of its colour.
//
// A Theme is immutable. To change anything while the program runs, make another
// and hand it to fyne.Settings.SetTheme on the UI thread: Fyne then refreshes every
// widget. So a Theme needs no lock and may be read from any goroutine.
//
// Faces: Fyne bundles Noto Sans without Devanagari, and takes line height and
// baseline from the face of the space. The theme's own text face holds Noto Sans and
// Noto Sans Devanagari in one, so that a line of both stands on one baseline; emoji and
// other scripts fall through to Fyne's bundled faces and then to the system's.
//
// InkThree is for marks that nobody has to read; Caption is the quietest ink that
// keeps a contrast of 4.5 on every quiet ground. The test computes the contrast of
// every pair in Pairs for every palette and fails when a token is changed badly; a
// pane that puts text on a new ground adds its pair there.
package theme
