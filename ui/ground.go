package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/ui/kit"
)

// on lays o over a ground of the named colour.
func on(name fyne.ThemeColorName, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(kit.NewGround(name), o)
}
