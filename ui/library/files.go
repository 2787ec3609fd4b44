package library

import (
	"io"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// share is how much of a window a file picker takes.
const share = 0.8

// AskOpen is an Options.OpenFile that asks in a window, with Fyne's own picker.
func AskOpen(w fyne.Window) func(got func(name string, r io.ReadCloser, err error)) {
	return func(got func(string, io.ReadCloser, error)) {
		d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
			switch {
			case err != nil:
				got("The file", nil, err)
			case r != nil: // nil is Cancel
				got(r.URI().Name(), r, nil)
			}
		}, w)
		d.SetFilter(storage.NewExtensionFileFilter([]string{".csv", ".json", ".CSV", ".JSON"}))
		d.SetConfirmText("Read")
		showLarge(d, w)
	}
}

// AskPath is a way to ask in a window for any file of this computer, by its path;
// confirm is the word on the button that takes it.
func AskPath(w fyne.Window, confirm string) func(got func(path string, err error)) {
	return func(got func(string, error)) {
		d := dialog.NewFileOpen(chosen(got), w)
		d.SetConfirmText(confirm)
		showLarge(d, w)
	}
}

// chosen hands on the path of what Fyne has opened, which somebody else will read.
func chosen(got func(path string, err error)) func(fyne.URIReadCloser, error) {
	return func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			got("", err)
		case r != nil: // nil is Cancel
			_ = r.Close() // it was only opened
			got(filepath.FromSlash(r.URI().Path()), nil)
		}
	}
}

// AskSave is an Options.SaveFile that asks in a window.
func AskSave(w fyne.Window) func(suggested string, got func(name string, out io.WriteCloser, err error)) {
	return func(suggested string, got func(string, io.WriteCloser, error)) {
		d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
			switch {
			case err != nil:
				got(suggested, nil, err)
			case out != nil:
				got(out.URI().Name(), out, nil)
			}
		}, w)
		d.SetFileName(suggested)
		showLarge(d, w)
	}
}

// showLarge shows a picker and lets Esc cancel it, which Fyne's does not know of: for
// as long as the picker is what lies on top, and no field of it has the keyboard.
// What had the keyboard before has it again afterwards.
func showLarge(d *dialog.FileDialog, w fyne.Window) {
	c := w.Canvas()
	below, before, keys := c.Overlays().Top(), c.Focused(), c.OnTypedKey()
	d.Show() // before this there is nothing to resize
	size := c.Size()
	d.Resize(fyne.NewSize(size.Width*share, size.Height*share))
	mine := c.Overlays().Top()
	if mine == below {
		return // the system asks, in a window of its own
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch {
		case c.Overlays().Top() != mine:
			if keys != nil {
				keys(e)
			}
		case e.Name == fyne.KeyEscape:
			d.Hide()
		}
	})
	d.SetOnClosed(func() {
		c.SetOnTypedKey(keys)
		if before != nil && c.Focused() == nil {
			c.Focus(before)
		}
	})
}
