package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"floorwalker/ui/theme"
)

// The room of a picture in a bubble, at 100 %.
const (
	pictureWide = 320
	pictureHigh = 220
	attachHigh  = 44 // of name and note
)

// bubbleFile draws what is attached to a bubble.
type bubbleFile struct {
	of      *Attached
	picture *canvas.Image
	ground  *box // in the place of a picture that has not come
	name    *label
	note    *label
	open    *Link
}

func newBubbleFile(opened func()) *bubbleFile {
	f := &bubbleFile{
		picture: &canvas.Image{FillMode: canvas.ImageFillContain}, ground: newOutline(theme.PaneTwo, theme.Line, 1, 4),
		name: newLabel(theme.SizeSecondary, theme.Ink, true), note: newLabel(theme.SizeCaption, theme.InkTwo, false),
	}
	f.open = NewLink("", opened)
	f.set(nil)
	return f
}

func (f *bubbleFile) set(a *Attached) {
	was := f.of
	f.of = a
	on := a != nil
	show(f.name.Text, on)
	show(f.note.Text, on)
	show(f.open, on && a.Open != "")
	show(f.picture, on && a.Picture != nil)
	show(f.ground.Rectangle, on && a.Picture == nil && a.Width > 0)
	if !on {
		return
	}
	f.name.set(a.Name)
	f.note.set(a.Note)
	f.open.Set(a.Open)
	if was == nil || was.Picture != a.Picture {
		f.picture.Image = a.Picture
		f.picture.Refresh()
	}
}

func (f *bubbleFile) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.ground.Rectangle, f.picture, f.name.Text, f.note.Text, f.open}
}

func (f *bubbleFile) themed() {
	f.ground.themed()
	f.name.themed()
	f.note.themed()
	f.open.Refresh()
}

// sight is the size of the picture within a width.
func (f *bubbleFile) sight(room float32) (w, h float32) {
	if f.of == nil || f.of.Width <= 0 || f.of.Height <= 0 {
		return 0, 0
	}
	w, h = float32(f.of.Width), float32(f.of.Height)
	by := min(min(room, unit(pictureWide))/w, unit(pictureHigh)/h, 1)
	return max(w*by, 8), max(h*by, 8)
}

// size is the room that everything takes within a width.
func (f *bubbleFile) size(room float32) (w, h float32) {
	if f.of == nil {
		return 0, 0
	}
	w, h = f.sight(room)
	if h > 0 {
		h += unit(6)
	}
	words := max(f.name.fullW, f.note.fullW)
	if f.of.Open != "" {
		words += unit(12) + f.open.line.fullW
	}
	return min(max(w, words), room), h + unit(attachHigh)
}

func (f *bubbleFile) place(x, y, room float32) {
	if f.of == nil {
		return
	}
	w, h := f.sight(room)
	f.picture.Move(fyne.NewPos(x, y))
	f.picture.Resize(fyne.NewSize(w, h))
	f.ground.put(x, y, w, h)
	if h > 0 {
		y += h + unit(6)
	}
	wide, _ := f.size(room)
	words := wide
	if f.of.Open != "" {
		words -= f.open.line.fullW + unit(12)
		f.open.Resize(fyne.NewSize(f.open.line.fullW, unit(18)))
		f.open.Move(fyne.NewPos(x+wide-f.open.line.fullW, y+unit(2)))
	}
	f.name.fit(max(words, unit(40)))
	f.name.putIn(x, y, unit(22))
	f.note.fit(wide)
	f.note.putIn(x, y+unit(22), unit(18))
}
