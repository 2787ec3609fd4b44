package kit

import "fyne.io/fyne/v2"

// SetShown changes visibility only where it differs, so that nothing is drawn for
// nothing, and says whether it did.
func SetShown(o fyne.CanvasObject, visible bool) bool {
	if o.Visible() == visible {
		return false
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
	return true
}

// LockedIf is the reason why a button is locked, if it is.
func LockedIf(is bool, why string) string {
	if is {
		return why
	}
	return ""
}
