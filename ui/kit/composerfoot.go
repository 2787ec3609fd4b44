package kit

import (
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
}

// Hint is a key and what it does, printed under the text.
type Hint struct{ Key, Word string }

// hintPart is one hint's cap and word.
type hintPart struct {
	cap  *KeyCap
	word *label
}

func newWritingFoot(send func()) writingFoot {
	return writingFoot{
		line: newBox(theme.Line, 0), note: newLabel(theme.SizeCaption, theme.Red, true),
		send: NewButton(ButtonData{Word: "Send", Kind: Primary}, send),
	}
}

// setHints prints other keys and says whether they are others.
func (f *writingFoot) setHints(hints []Hint) bool {
	if len(hints) == len(f.hints) {
		same := true
		for i, h := range hints {
			same = same && f.hints[i].cap.name.full == h.Key && f.hints[i].word.full == h.Word
		}
		if same {
			return false
		}
	}
	f.hints = nil
	for _, h := range hints {
		p := &hintPart{cap: NewKeyCap(h.Key), word: newLabel(theme.SizeCaption, theme.InkTwo, false)}
		p.word.set(h.Word)
		f.hints = append(f.hints, p)
	}
	return true
}

func (f *writingFoot) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{f.line.Rectangle, f.note.Text}
	for _, h := range f.hints {
		out = append(out, h.cap, h.word.Text)
	}
	return append(out, f.send)
}

func (f *writingFoot) themed() {
	f.line.themed()
	f.note.themed()
	f.send.Refresh()
	for _, h := range f.hints {
		h.cap.Refresh()
		h.word.themed()
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
		w := h.cap.Width()
		end := x + w + unit(5) + h.word.fullW
		fits := end <= limit
		show(h.cap, fits)
		show(h.word.Text, fits)
		if !fits {
			limit = 0 // The rest would only stand out of order.
			continue
		}
		h.cap.Resize(fyne.NewSize(w, unit(18)))
		h.cap.Move(fyne.NewPos(x, top+(high-unit(18))/2))
		h.word.putIn(x+w+unit(5), top, high)
		x = end + unit(14)
	}
}
