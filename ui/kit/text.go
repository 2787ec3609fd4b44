package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Text is a paragraph that wraps, with evidence highlighted. It makes no links
// out of what it shows. Layout is kept until text, width or theme changes: Fyne asks
// for sizes far more often than they change.
type Text struct {
	widget.BaseWidget
	raw    string
	text   string
	spans  []Span
	tones  []Tone // of spans; nil if all of them are evidence
	ink    fyne.ThemeColorName
	size   fyne.ThemeSizeName
	bold   bool
	centre bool
	struck bool    // each line has a line through it
	laid   float32 // width of the present layout, or -1
	lines  []*label
	runs   []run
	marks  []*box
	widest float32
}

var (
	_ fyne.Widget     = (*Text)(nil)
	_ fyne.Accessible = (*Text)(nil)
)

// NewText makes a paragraph of 14 px in plain ink, lines 20 px apart.
func NewText(text string) *Text { return newText(theme.SizeBody, theme.Ink, text) }

// NewQuietText makes one of 13 px in the second ink, lines 18 px apart.
func NewQuietText(text string) *Text { return newText(theme.SizeSecondary, theme.InkTwo, text) }

func newText(size fyne.ThemeSizeName, ink fyne.ThemeColorName, text string) *Text {
	t := &Text{size: size, ink: ink, laid: -1}
	t.ExtendBaseWidget(t)
	t.Set(text)
	return t
}

// Set changes the text and what of it is highlighted, and says whether anything
// did change. The spans are byte ranges of text as given.
func (t *Text) Set(text string, highlights ...Span) bool {
	shown, spans := displayed(text, highlights)
	return t.put(text, shown, spans, nil)
}

// SetBlanks changes the text and underlines parts of it, each in a tone on its
// wash: what was filled in for blanks, and blanks that are empty. The spans are byte
// ranges of text as given.
func (t *Text) SetBlanks(text string, blanks ...Blank) bool {
	var spans []Span
	tones := []Tone{}
	shown := text
	for _, b := range blanks {
		var one []Span
		shown, one = displayed(text, []Span{b.Span})
		for _, sp := range one {
			spans, tones = append(spans, sp), append(tones, b.Tone)
		}
	}
	return t.put(text, shown, spans, tones)
}

func (t *Text) put(raw, shown string, spans []Span, tones []Tone) bool {
	if raw == t.raw && slices.Equal(spans, t.spans) && slices.Equal(tones, t.tones) {
		return false
	}
	t.raw, t.text, t.spans, t.tones, t.laid = raw, shown, spans, tones, -1
	relayout(t)
	return true
}

// SetInk changes the colour.
func (t *Text) SetInk(ink fyne.ThemeColorName) {
	t.ink = ink
	for _, l := range t.lines {
		l.tint(ink)
	}
}

// strike draws a line through all of the text, or takes it away.
func (t *Text) strike(on bool) {
	if t.struck != on {
		t.struck, t.laid = on, -1
	}
}

// restyle changes size and ink; labels of another size are dropped.
func (t *Text) restyle(size fyne.ThemeSizeName, ink fyne.ThemeColorName) {
	if t.size != size {
		t.size, t.lines, t.laid = size, nil, -1
	}
	t.SetInk(ink)
}

// HeightFor is the height of the text wrapped at width.
func (t *Text) HeightFor(width float32) float32 {
	t.lay(width)
	return float32(len(t.runs)) * t.lineHeight()
}

// WidthWithin is the width that the text uses when wrapped at limit.
func (t *Text) WidthWithin(limit float32) float32 {
	t.lay(limit)
	return t.widest
}

func (t *Text) lineHeight() float32 {
	if t.size == theme.SizeBody {
		return unit(20)
	}
	return unit(18)
}

// CreateRenderer is called by Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer { return drawing{t} }

// AccessibilityLabel is the whole text.
func (t *Text) AccessibilityLabel() string { return t.text }

// AccessibilityRole is text.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (t *Text) parts() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, len(t.marks)+len(t.lines))
	for _, m := range t.marks {
		out = append(out, m.Rectangle)
	}
	for _, l := range t.lines {
		out = append(out, l.Text)
	}
	return out
}

// least is one line's height before the first layout, and the present layout's
// afterwards; Column and Thread ask HeightFor instead.
func (t *Text) least() fyne.Size {
	return fyne.NewSize(unit(40), max(float32(len(t.runs)), 1)*t.lineHeight())
}

func (t *Text) themed() {
	t.laid = -1
	for _, l := range t.lines {
		l.themed()
	}
	for _, m := range t.marks {
		m.themed()
	}
}

// lay breaks the text at width, reusing labels of the layout before.
func (t *Text) lay(width float32) {
	if t.laid == width || width <= 0 {
		return
	}
	t.laid = width
	size, style := theme.Size(t.size), fyne.TextStyle{Bold: t.bold}
	t.runs = wrap(t.text, width, func(s string) float32 {
		m, _ := measured(s, size, style)
		return m.Width
	})
	for len(t.lines) < len(t.runs) {
		t.lines = append(t.lines, newLabel(t.size, t.ink, t.bold))
	}
	t.lines = t.lines[:len(t.runs)]
	t.widest = 0
	for i, r := range t.runs {
		t.lines[i].set(t.text[r.from:r.to])
		t.widest = max(t.widest, t.lines[i].wide)
	}
	t.highlight()
}

func (t *Text) arrange(size fyne.Size) {
	t.lay(size.Width)
	h := t.lineHeight()
	for i, l := range t.lines {
		x := float32(0)
		if t.centre {
			x = (size.Width - l.wide) / 2
		}
		l.putIn(x, float32(i)*h, h)
	}
}
