package kit

import (
	"math"

	"fyne.io/fyne/v2"
)

// Fyne never lets a window be lower than what stands in it wants at least: a widget
// that grows with its content would make the window grow beyond the screen, and the
// window keeps that height. What grows here is therefore bounded by the window
// that it stands in, and scrolls inside.

// roomHigh is the height of o's window in px; without one there is no bound. What
// is about to be shown is in no window yet as far as Fyne knows, and is asked for
// its least height before it is: then the lowest window counts.
func roomHigh(o fyne.CanvasObject) float32 {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil && c.Size().Height > 0 {
		return c.Size().Height
	}
	room := float32(math.MaxFloat32)
	for _, w := range driver.AllWindows() {
		if h := w.Canvas().Size().Height; h > 0 {
			room = min(room, h)
		}
	}
	return room
}

// lowRoom is the height of a window, at 100 %, under which what one writes in gets
// fewer lines. A window of 800 px has 533 at 150 %.
const lowRoom = 600

// low reports that o's window is low for the scale of its text.
func low(o fyne.CanvasObject) bool { return roomHigh(o) < unit(lowRoom) }
