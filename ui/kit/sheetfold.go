package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// FoldField is a text among a sheet's questions that is there to be read, such as a
// team's guide: under its caption, as high as it is but no higher than a third of a low
// window, where it scrolls; and folded away by a link when it is known. It asks nothing.
type FoldField struct {
	question
	// OnFold is told that the person folded the text away, or unfolded it.
	OnFold func(folded bool)

	body   *foldBody
	name   string
	folded bool
}

var _ SheetField = (*FoldField)(nil)

// foldHigh is the most that an unfolded text takes, in px at 100 %.
const foldHigh = 134 // the end of the guide that ships, or half of a longer one's line

// NewFoldField makes the field. name is what the text is, such as "the guide".
func NewFoldField(caption, name, text string, folded bool) *FoldField {
	f := &FoldField{name: name, folded: folded, body: newFoldBody(text)}
	f.body.link.OnTapped = func() { f.Fold(!f.folded) }
	f.init(f, caption, f.body, f.body.HeightFor)
	f.Fold(folded)
	return f
}

// Fold folds the text away, or unfolds it.
func (f *FoldField) Fold(folded bool) {
	word := "▾ Hide " + f.name
	if folded {
		word = "▸ Read " + f.name
	}
	f.body.link.Set(word)
	show(f.body.scroll, !folded)
	if folded == f.folded {
		return
	}
	f.folded = folded
	if f.sheet != nil {
		f.sheet.resized()
	}
	f.arrange(f.Size())
	if f.OnFold != nil {
		f.OnFold(folded)
	}
}

// Folded reports whether the text is folded away.
func (f *FoldField) Folded() bool { return f.folded }

// CreateRenderer is called by Fyne.
func (f *FoldField) CreateRenderer() fyne.WidgetRenderer { return drawing{f} }

// Lack is empty: there is nothing to answer.
func (f *FoldField) Lack() string { return "" }

// Focusable is the link that folds.
func (f *FoldField) Focusable() fyne.Focusable { return f.body.link }

func (f *FoldField) serve(s *Sheet) { f.sheet = s }

// foldBody is the link over the text that scrolls.
type foldBody struct {
	widget.BaseWidget
	link   *Link
	text   *Text
	scroll *container.Scroll
}

var _ Tall = (*foldBody)(nil)

func newFoldBody(text string) *foldBody {
	b := &foldBody{link: NewLink("", nil), text: NewQuietText(text)}
	b.scroll = container.NewVScroll(NewColumn(0, b.text))
	b.ExtendBaseWidget(b)
	return b
}

// HeightFor is the height at this width.
func (b *foldBody) HeightFor(width float32) float32 {
	h := unit(20)
	if b.scroll.Visible() {
		h += unit(4) + min(b.text.HeightFor(width-unit(10)), unit(foldHigh))
	}
	return h
}

// CreateRenderer is called by Fyne.
func (b *foldBody) CreateRenderer() fyne.WidgetRenderer { return drawing{b} }

func (b *foldBody) parts() []fyne.CanvasObject { return []fyne.CanvasObject{b.link, b.scroll} }
func (b *foldBody) least() fyne.Size {
	return fyne.NewSize(unit(200), b.HeightFor(widthOr(b, unit(200))))
}
func (b *foldBody) themed() { b.link.Refresh(); b.scroll.Refresh() }

func (b *foldBody) arrange(size fyne.Size) {
	b.link.Resize(fyne.NewSize(min(b.link.MinSize().Width, size.Width), unit(20)))
	b.link.Move(fyne.Position{})
	b.scroll.Resize(fyne.NewSize(size.Width, max(size.Height-unit(24), 0)))
	b.scroll.Move(fyne.NewPos(0, unit(24)))
}
