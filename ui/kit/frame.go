package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// FrameKind tells what words written here would do: the frame, not memory, keeps
// people from sending to the wrong ears.
type FrameKind uint8

// Invisible is violet dashes, nobody can tell that you are here. Whispering is a
// violet line, only the agent sees this. Joined is a thin blue line, everybody sees
// this and the chat stays theirs. Yours is a blue frame. Noting is yellow. Quiet is a
// grey line for a chat that is over.
const (
	Invisible FrameKind = iota
	Whispering
	Joined
	Yours
	Noting
	Quiet
)

// FrameData is what a Frame says besides its kind.
type FrameData struct {
	Kind  FrameKind
	Word  string // at the left: "Invisible"
	Title string // bold: "Nobody can tell that you are here."
	Text  string // "You cannot write from here."
}

// Frame surrounds what one may write, or says why one may not.
type Frame struct {
	widget.BaseWidget
	data    FrameData
	ground  *box
	dashes  *canvas.Raster
	word    *label
	title   *label
	text    *Text
	content fyne.CanvasObject
}

var (
	_ fyne.Widget     = (*Frame)(nil)
	_ fyne.Accessible = (*Frame)(nil)
	_ Tall            = (*Frame)(nil)
)

// NewFrame makes a frame around content, which may be nil.
func NewFrame(d FrameData, content fyne.CanvasObject) *Frame {
	f := &Frame{
		ground: newOutline(theme.VioletWash, "", 0, 12),
		word:   newLabel(theme.SizeSecondary, theme.Violet, true),
		title:  newLabel(theme.SizeBody, theme.Violet, true),
		text:   NewQuietText(""),
	}
	f.content = content
	f.ExtendBaseWidget(f)
	f.dashes = newDashes(theme.Violet, f.Size)
	f.dashes.Hide()
	f.Set(d)
	return f
}

// Set shows d.
func (f *Frame) Set(d FrameData) {
	f.data = d
	fill, edge, width := d.Kind.look()
	f.ground.tint(fill)
	if d.Kind == Invisible {
		edge, width = "", 0
	}
	f.ground.edge(edge, width)
	show(f.dashes, d.Kind == Invisible)
	ink := d.Kind.ink()
	f.word.tint(ink)
	f.title.tint(ink)
	f.word.set(d.Word)
	f.title.set(d.Title)
	f.text.Set(d.Text)
	relayout(f)
}

// SetContent changes what the frame surrounds.
func (f *Frame) SetContent(content fyne.CanvasObject) {
	f.content = content
	relayout(f)
}

// look is ground, edge and width of the edge.
func (k FrameKind) look() (fill, edge fyne.ThemeColorName, width float32) {
	switch k {
	case Invisible:
		return theme.VioletWash, theme.Violet, 2
	case Whispering:
		return theme.Pane, theme.Violet, 2
	case Joined:
		return theme.Pane, theme.Blue, 1
	case Yours:
		return theme.Pane, theme.Blue, 2
	case Noting:
		return theme.Note, theme.NoteBar, 2
	}
	return theme.PaneTwo, theme.Line, 1
}

func (k FrameKind) ink() fyne.ThemeColorName {
	switch k {
	case Invisible, Whispering:
		return theme.Violet
	case Joined, Yours:
		return theme.Blue
	}
	return theme.Ink
}

// CreateRenderer is called by Fyne.
func (f *Frame) CreateRenderer() fyne.WidgetRenderer { return drawing{f} }

// AccessibilityLabel reads the frame's words.
func (f *Frame) AccessibilityLabel() string {
	return f.data.Word + ". " + f.data.Title + " " + f.data.Text
}

// AccessibilityRole is a container.
func (f *Frame) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (f *Frame) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{f.ground.Rectangle, f.dashes, f.word.Text, f.title.Text, f.text}
	if f.content != nil {
		out = append(out, f.content)
	}
	return out
}

func (f *Frame) themed() {
	f.ground.themed()
	f.word.themed()
	f.title.themed()
	f.text.Refresh()
	f.dashes.Refresh()
	if f.content != nil {
		f.content.Refresh()
	}
}

// headHigh is the height of the words over the content at this width.
func (f *Frame) headHigh(width float32) float32 {
	if f.data.Word == "" && f.data.Title == "" && f.data.Text == "" {
		return 0
	}
	h := 2 * unit(10)
	if f.data.Title != "" {
		h += unit(22)
	}
	if f.data.Text != "" {
		h += f.text.HeightFor(f.wordsRoom(width))
	}
	return max(h, unit(34))
}

// wordsX is where title and text begin, beside the frame's word.
func (f *Frame) wordsX() float32 {
	if f.data.Word == "" {
		return unit(14)
	}
	return unit(26) + f.word.fullW + unit(22)
}

func (f *Frame) wordsRoom(width float32) float32 {
	return max(width-f.wordsX()-unit(14), unit(40))
}

// HeightFor is the height at this width.
func (f *Frame) HeightFor(width float32) float32 {
	h := f.headHigh(width)
	if f.content != nil {
		h += heightAt(f.content, width-4) + 4
	}
	return h
}

func (f *Frame) least() fyne.Size {
	w := unit(220)
	if f.content != nil {
		w = max(w, f.content.MinSize().Width+4)
	}
	return fyne.NewSize(w, f.HeightFor(widthOr(f, w)))
}

func (f *Frame) arrange(size fyne.Size) {
	f.ground.put(0, 0, size.Width, size.Height)
	f.dashes.Move(fyne.Position{})
	f.dashes.Resize(size)
	head := f.headHigh(size.Width)
	x, y := f.wordsX(), unit(10)
	if f.content == nil && size.Height > head {
		y += (size.Height - head) / 2
	}
	f.word.putIn(unit(26), y-unit(10), head)
	if f.data.Title != "" {
		f.title.fit(f.wordsRoom(size.Width))
		f.title.putIn(x, y, unit(22))
		y += unit(22)
	}
	room := f.wordsRoom(size.Width)
	f.text.Resize(fyne.NewSize(room, f.text.HeightFor(room)))
	f.text.Move(fyne.NewPos(x, y))
	show(f.text, head > 0)
	if f.content != nil {
		f.content.Resize(fyne.NewSize(size.Width-4, size.Height-head-4))
		f.content.Move(fyne.NewPos(2, head+2))
	}
}
