package kit

import "fyne.io/fyne/v2"

// The bubble's measures at 100 %.
const (
	bubbleShare = 0.74 // of the thread's width that a bubble may take
	bubblePadX  = 12
	bubblePadY  = 8
	captionHigh = 20
	bubbleLeast = 72
)

// Tall is an object whose height depends on its width.
type Tall interface {
	fyne.CanvasObject
	HeightFor(width float32) float32
}

// HeightFor is the height at this width, caption included, without outer gaps.
func (b *Bubble) HeightFor(width float32) float32 {
	if b.data.Kind == System {
		return b.text.HeightFor(b.textRoom(width)) + unit(4)
	}
	h := b.textHigh(b.textRoom(width)) + 2*unit(bubblePadY)
	if _, file := b.file.size(b.textRoom(width)); file > 0 {
		h += file
	}
	if b.hasCaption() {
		h += unit(captionHigh)
	}
	if b.more.Visible() {
		h += unit(22)
	}
	return h
}

// textHigh is the height of the words: a file may come without any.
func (b *Bubble) textHigh(room float32) float32 {
	if b.data.Attached != nil && b.data.Text == "" {
		return 0
	}
	return b.text.HeightFor(room)
}

func (b *Bubble) hasCaption() bool { return b.data.Caption != "" || b.data.Action != "" }

// textRoom is the width at which the text wraps.
func (b *Bubble) textRoom(width float32) float32 {
	if b.data.Kind == System {
		return width
	}
	return max(float32(int(width*bubbleShare))-2*unit(bubblePadX), unit(bubbleLeast))
}

func (b *Bubble) least() fyne.Size {
	return fyne.NewSize(unit(160), b.HeightFor(widthOr(b, unit(160))))
}

// arrange shrinks the ground around the text and puts it at the speaker's edge.
func (b *Bubble) arrange(size fyne.Size) {
	room := b.textRoom(size.Width)
	used := b.text.WidthWithin(room)
	if b.data.Kind == System {
		b.ground.put(0, 0, 0, 0)
		b.text.Resize(fyne.NewSize(room, b.text.HeightFor(room)))
		b.text.Move(fyne.NewPos((size.Width-used)/2, unit(2)))
		return
	}
	file, _ := b.file.size(room)
	wide := max(max(used, file)+2*unit(bubblePadX), unit(bubbleLeast))
	if b.more.Visible() {
		wide = max(wide, b.more.MinSize().Width+2*unit(bubblePadX))
	}
	x := float32(0)
	if b.data.Kind.onRight() {
		x = size.Width - wide
	}
	top := b.placeCaption(size)
	high := size.Height - top
	b.ground.put(x, top, wide, high)
	b.bar.put(x, top, 3, high)
	text := b.textHigh(room)
	b.text.Resize(fyne.NewSize(room, text))
	b.text.Move(fyne.NewPos(x+unit(bubblePadX), top+unit(bubblePadY)))
	b.more.Resize(b.more.MinSize())
	b.more.Move(fyne.NewPos(x+unit(bubblePadX), top+unit(bubblePadY)+text+unit(2)))
	below := top + unit(bubblePadY) + text
	if b.more.Visible() {
		below += unit(22)
	}
	b.file.place(x+unit(bubblePadX), below, room)
}

// placeCaption puts caption and action over the bubble at the speaker's edge and
// returns where the bubble begins.
func (b *Bubble) placeCaption(size fyne.Size) float32 {
	if !b.hasCaption() {
		return 0
	}
	action := b.action.MinSize()
	gap := float32(0)
	if b.action.Visible() {
		gap = action.Width + unit(8)
	}
	used := b.caption.fit(max(size.Width-gap, 0))
	x := float32(0)
	if b.data.Kind.onRight() {
		x = size.Width - used - gap
	}
	b.caption.putIn(x, 0, unit(captionHigh)-2)
	b.action.Resize(action)
	b.action.Move(fyne.NewPos(x+used+unit(8), 0))
	return unit(captionHigh)
}
