package thread

import (
	"fyne.io/fyne/v2"

	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// attachSheet asks for a file by its path, by a window to choose it in where the house
// has one, or among the team's; the same key that opened the sheet opens that window.
func (p *Pane) attachSheet(t *view.Thread, title string, path *kit.LineField, library *kit.PickField) *asking {
	data := kit.SheetData{Title: title, Confirm: "Attach", Text: p.attachWords(t)}
	if p.opts.Choose == nil {
		return newAsking(data, path, library)
	}
	var a *asking
	var button *kit.PressField
	choose := func() {
		p.opts.Focus(path.Focusable()) // where the keyboard is again if nothing is chosen
		p.opts.Choose(func(chosen string, err error) {
			if err != nil {
				button.Tell("It cannot be read: "+err.Error(), kit.Red)
				return
			}
			button.Tell("", kit.Grey)
			path.SetText(chosen)
			a.sheet.Finish()
		})
	}
	button = kit.NewPressField(kit.ButtonData{Word: "Choose a file…", Key: string(attachKey)}, choose)
	a = newAsking(data, path, button, library)
	a.sheet.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == attachKey {
			choose()
		}
		return e.Name == attachKey
	}
	return a
}
