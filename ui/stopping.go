package ui

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// Ending says why the program cannot go on; end is called when the person has
// read it. It must be called on the UI thread.
func (s *Shell) Ending(why string, end func()) {
	text := kit.NewText(why)
	button := kit.NewButton(kit.ButtonData{Word: "Quit", Key: "Enter", Kind: kit.Primary}, end)
	body := kit.NewColumn(12, kit.NewTitle("Floorwalker has to stop"), text,
		kit.NewQuietText("Nothing that was confirmed is lost. What you had begun to write is kept."), container.NewHBox(button))
	side := theme.Px(20)
	popup := widget.NewModalPopUp(container.New(layout.NewCustomPaddedLayout(side, side, side, side), body), s.window.Canvas())
	popup.Resize(popup.MinSize().AddWidthHeight(theme.Px(200), theme.Px(40)))
	popup.Show()
	s.window.Canvas().Focus(button)
}
