package kit

import (
	"slices"

	"fyne.io/fyne/v2"

	"floorwalker/ui/theme"
)

// writingFoot is what stands under a text that is being written: keys at the left,
// the button at the right, and beside it why it is grey.
type writingFoot struct {
	line  *box
	note  *label
	send  *Button
	hints []*hintPart
	kind  ButtonKind // of the button while the keyboard is here
	here  bool
}

// Hint is a key and what it does, printed under the text. With Do a click on it does
// the same.
type Hint struct {
	Key, Word string
	Do        func()
}

func newWritingFoot(send func()) writingFoot {
	return writingFoot{
		line: newBox(theme.Line, 0), note: newLabel(theme.SizeCaption, theme.Red, true),
		send: NewButton(ButtonData{Word: "Send"}, send), kind: Primary,
	}
}

// turn says whether the keyboard is in the text above. Of several places to write only
// that one has a button that stands out: it is where Enter sends.
func (f *writingFoot) turn(here bool) {
	f.here = here
	f.setKind(f.kind)
}

func (f *writingFoot) setKind(k ButtonKind) {
	f.kind = k
	d := f.send.data
	if d.Kind = k; !f.here {
		d.Kind = Plain
	}
	f.send.Set(d)
}

// setHints prints other keys and says whether they are others.
func (f *writingFoot) setHints(hints []Hint) bool {
	same := func(p *hintPart, h Hint) bool {
		return p.data.Key == h.Key && p.data.Word == h.Word && (p.data.Do == nil) == (h.Do == nil)
	}
	if slices.EqualFunc(f.hints, hints, same) {
		for i, h := range hints {
			f.hints[i].data = h
		}
		return false
	}
	f.hints = nil
	for _, h := range hints {
		f.hints = append(f.hints, newHintPart(h))
	}
	return true
}

func (f *writingFoot) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{f.line.Rectangle, f.note.Text}
	for _, h := range f.hints {
		out = append(out, h)
	}
	return append(out, f.send)
}

func (f *writingFoot) themed() {
	f.line.themed()
	f.note.themed()
	f.send.Refresh()
	for _, h := range f.hints {
		h.Refresh()
	}
}

func (f *writingFoot) high() float32 { return unit(46) }

// place lays the foot out under a text that ends at top.
func (f *writingFoot) place(width, top float32) {
	high := f.high()
	f.line.put(0, top, width, 1)
	m := f.send.MinSize()
	right := width - unit(14) - m.Width
	f.send.Resize(m)
	f.send.Move(fyne.NewPos(right, top+(high-m.Height)/2))
	x := unit(14)
	note := f.note.fit(max(right-x-unit(10), 0))
	f.note.putIn(right-unit(10)-note, top, high)
	f.placeHints(x, right-unit(20)-note, top, high)
}

// placeHints prints as many hints as fit whole.
func (f *writingFoot) placeHints(x, limit, top, high float32) {
	for _, h := range f.hints {
		w := h.width()
		fits := x+w <= limit
		show(h, fits)
		if !fits {
			limit = 0 // The rest would only stand out of order.
			continue
		}
		h.Resize(fyne.NewSize(w, unit(24)))
		h.Move(fyne.NewPos(x, top+(high-unit(24))/2))
		x += w + unit(14)
	}
}
