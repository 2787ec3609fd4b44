package kit

import "fyne.io/fyne/v2"

// look remembers under which theme something was last drawn. Fyne calls the same
// Refresh for a change of theme as for anything else; with a look a container
// redraws all its rows only for the former.
type look struct {
	theme   fyne.Theme
	variant fyne.ThemeVariant
}

// changed says whether the theme differs from the last call's.
func (l *look) changed() bool {
	s := fyne.CurrentApp().Settings()
	now := look{s.Theme(), s.ThemeVariant()}
	if *l == now {
		return false
	}
	*l = now
	return true
}
