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
// double violet line, only the agent sees this. Joined is a thin blue line with a bar
// at the left, everybody sees this and the chat stays theirs. Yours is a thick blue
// frame. Noting is a yellow ground with a bar. Quiet is a grey line for a chat that
// is over. No two have the same line, so that they differ without their colours too.
const (
	Invisible FrameKind = iota
	Whispering
	Joined
	Yours
	Noting
	Quiet
	Alarmed
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
	resting bool
	ground  *box
	inner   *box // the second of a double line
	bar     *box
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
		inner:  newOutline("", "", 0, 8),
		bar:    newBox("", 3),
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
	if d.Word == "" && d.Title == "" && d.Text == "" {
		d.Word, d.Title = d.Kind.words()
	}
	f.data = d
	fill, edge, width := d.Kind.look()
	f.ground.tint(fill)
	switch {
	case d.Kind == Invisible:
		edge, width = "", 0
	case f.resting && d.Kind != Alarmed:
		edge, width = theme.Line, 1
	}
	f.ground.edge(edge, width)
	show(f.dashes, d.Kind == Invisible)
	f.lines(d.Kind)
	ink := d.Kind.ink()
	f.word.tint(ink)
	f.title.tint(ink)
	f.word.set(d.Word)
	f.title.set(d.Title)
	f.text.Set(d.Text)
	relayout(f)
}

// SetResting says that the keyboard is not in what the frame surrounds. Its edge is grey
// then: of several places to write only the one where a key would land has its own.
// Words, ground and bar stay, for they say who reads it; so does the edge of Alarmed.
func (f *Frame) SetResting(on bool) {
	if f.resting != on {
		f.resting = on
		f.Set(f.data)
	}
}

// Resting reports whether the edge is grey by [Frame.SetResting].
func (f *Frame) Resting() bool { return f.resting }

// SetContent changes what the frame surrounds.
func (f *Frame) SetContent(content fyne.CanvasObject) {
	f.content = content
	relayout(f)
}

// lines draws the second line of Whispering and the bar of Joined and Noting.
func (f *Frame) lines(k FrameKind) {
	inner, bar := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	switch k {
	case Whispering:
		inner = theme.Violet
	case Joined:
		bar = theme.Blue
	case Noting:
		bar = theme.NoteBar
	}
	f.inner.edge(inner, 1)
	f.bar.tint(bar)
}

// words are those of a frame that was given none: a colour or a line alone must
// not be all that tells who will read this. Yours has its ladder and its button.
func (k FrameKind) words() (word, title string) {
	switch k {
	case Whispering:
		return "Whisper", "Only the agent sees this."
	case Joined:
		return "Joined", "Everybody sees this. The chat stays theirs."
	case Noting:
		return "Note", "Only the team sees this."
	}
	return "", ""
}

// look is ground, edge and width of the edge.
func (k FrameKind) look() (fill, edge fyne.ThemeColorName, width float32) {
	switch k {
	case Invisible:
		return theme.VioletWash, theme.Violet, 2
	case Whispering:
		return theme.Pane, theme.Violet, 1
	case Joined:
		return theme.Pane, theme.Blue, 1
	case Yours:
		return theme.Pane, theme.Blue, 3
	case Noting:
		return theme.Note, theme.NoteBar, 2
	case Alarmed:
		return theme.RedWash, theme.Red, 3
	}
	return theme.PaneTwo, theme.Line, 1
}

func (k FrameKind) ink() fyne.ThemeColorName {
	switch k {
	case Invisible, Whispering:
		return theme.Violet
	case Joined, Yours:
		return theme.Blue
	case Alarmed:
		return theme.Red
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
	out := []fyne.CanvasObject{f.ground.Rectangle, f.inner.Rectangle, f.bar.Rectangle, f.dashes, f.word.Text, f.title.Text, f.text}
	if f.content != nil {
		out = append(out, f.content)
	}
	return out
}

func (f *Frame) themed() {
	f.ground.themed()
	f.inner.themed()
	f.bar.themed()
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

// inset is how far the content stands from the frame's edge, for its lines.
func (f *Frame) inset() float32 {
	if f.data.Kind == Whispering {
		return 5
	}
	return 2
}

// HeightFor is the height at this width.
func (f *Frame) HeightFor(width float32) float32 {
	h := f.headHigh(width)
	if f.content != nil {
		h += heightAt(f.content, width-2*f.inset()) + 2*f.inset()
	}
	return h
}

func (f *Frame) least() fyne.Size {
	w := unit(220)
	if f.content != nil {
		w = max(w, f.content.MinSize().Width+2*f.inset())
	}
	return fyne.NewSize(w, f.HeightFor(widthOr(f, w)))
}

func (f *Frame) arrange(size fyne.Size) {
	f.ground.put(0, 0, size.Width, size.Height)
	f.inner.put(4, 4, size.Width-8, size.Height-8)
	f.bar.put(0, unit(12), 6, size.Height-unit(24))
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
		in := f.inset()
		f.content.Resize(fyne.NewSize(size.Width-2*in, size.Height-head-2*in))
		f.content.Move(fyne.NewPos(in, head+in))
	}
}
