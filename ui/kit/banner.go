package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// BannerData is what a Banner says. An alert quotes its evidence and shows value
// and threshold, so that nobody has to guess why it is there.
type BannerData struct {
	Tone   Tone
	Title  string // "Frustrated 0.91"
	Detail string // "alert at 0.80"
	Text   string // the evidence in a sentence
	Foot   string // "rule frustration v3 · policy 12"
	// Buttons stand at the right; the first is the one thing to press.
	Buttons []ButtonData
}

// Banner is the box of an alert. A text that would take more than a fifth of the
// window scrolls inside.
type Banner struct {
	widget.BaseWidget
	// OnButton is told which button was pressed.
	OnButton func(i int)

	data          BannerData
	ground        *box
	title, detail *label
	text          *Text
	scroll        *container.Scroll // of the text
	foot          *label
	buttons       []*Button
}

var (
	_ fyne.Widget     = (*Banner)(nil)
	_ fyne.Accessible = (*Banner)(nil)
	_ Tall            = (*Banner)(nil)
)

// NewBanner makes a banner.
func NewBanner(d BannerData) *Banner {
	b := &Banner{
		ground: newOutline(theme.RedWash, theme.Red, 1, 8),
		title:  newLabel(theme.SizeBody, theme.Red, true),
		detail: newLabel(theme.SizeBody, theme.Red, false),
		text:   NewText(""),
		foot:   newLabel(theme.SizeSecondary, theme.Caption, false),
	}
	b.scroll = container.NewVScroll(b.text)
	b.ExtendBaseWidget(b)
	b.Set(d)
	return b
}

// Set shows d. Buttons that stay keep the keyboard's focus.
func (b *Banner) Set(d BannerData) {
	b.data = d
	b.ground.tint(d.Tone.Wash())
	b.ground.edge(d.Tone.Full(), 1)
	b.title.tint(d.Tone.Full())
	b.detail.tint(d.Tone.Full())
	b.title.set(d.Title)
	b.detail.set(d.Detail)
	b.text.Set(d.Text)
	b.foot.set(d.Foot)
	for i := len(b.buttons); i < len(d.Buttons); i++ {
		b.buttons = append(b.buttons, NewButton(ButtonData{}, func() {
			if b.OnButton != nil {
				b.OnButton(i)
			}
		}))
	}
	b.buttons = b.buttons[:len(d.Buttons)]
	for i, bd := range d.Buttons {
		b.buttons[i].Set(bd)
	}
	relayout(b)
}

// CreateRenderer is called by Fyne.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer { return drawing{b} }

// AccessibilityLabel reads what the banner says.
func (b *Banner) AccessibilityLabel() string {
	return b.data.Title + ", " + b.data.Detail + ". " + b.data.Text
}

// AccessibilityRole is a container of buttons.
func (b *Banner) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (b *Banner) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{b.ground.Rectangle, b.title.Text, b.detail.Text, b.scroll, b.foot.Text}
	for _, k := range b.buttons {
		out = append(out, k)
	}
	return out
}

func (b *Banner) themed() {
	b.ground.themed()
	for _, l := range []*label{b.title, b.detail, b.foot} {
		l.themed()
	}
	b.text.Refresh()
	for _, k := range b.buttons {
		k.Refresh()
	}
}

// buttonsWidth is the width of all buttons with the gaps between them.
func (b *Banner) buttonsWidth() float32 {
	w := float32(0)
	for i, k := range b.buttons {
		if i > 0 {
			w += unit(buttonGap)
		}
		w += k.MinSize().Width
	}
	return w
}

// widestButton is the width of the widest.
func (b *Banner) widestButton() float32 {
	w := float32(0)
	for _, k := range b.buttons {
		w = max(w, k.MinSize().Width)
	}
	return w
}

// buttonGap parts two buttons beside the title, buttonNear two under it, where room
// is scarce; buttonLine is the height of a line of them.
const (
	buttonGap  = 10
	buttonNear = 6
	buttonLine = 36
)

// stacked says that title and buttons do not fit on one line.
func (b *Banner) stacked(width float32) bool {
	return len(b.buttons) > 0 &&
		b.title.fullW+unit(12)+b.buttonsWidth()+2*unit(14) > width
}

// lines is how many lines the buttons take under the title, at this width.
func (b *Banner) lines(width float32) float32 {
	if !b.stacked(width) {
		return 0
	}
	n, x := float32(1), float32(0)
	for _, k := range b.buttons {
		w := k.MinSize().Width
		if x > 0 && x+w > width-2*unit(14) {
			n, x = n+1, 0
		}
		x += w + unit(buttonNear)
	}
	return n
}

// bannerShare is how much of a window's height a banner's text takes at most, and
// bannerLow how much where the window is low for its text.
const (
	bannerShare = 0.2
	bannerLow   = 0.12
)

// textHigh is how much of the text is in sight at this width.
func (b *Banner) textHigh(width float32) float32 {
	share := float32(bannerShare)
	if low(b) {
		share = bannerLow
	}
	return min(b.text.HeightFor(width), max(share*roomHigh(b), 2*b.text.lineHeight()))
}

// HeightFor is the height at this width.
func (b *Banner) HeightFor(width float32) float32 {
	h := 2*unit(10) + unit(30)
	h += b.lines(width) * unit(buttonLine)
	if b.data.Text != "" {
		h += b.textHigh(width - 2*unit(14))
	}
	if b.data.Foot != "" {
		h += unit(20)
	}
	return h
}

func (b *Banner) least() fyne.Size {
	w := max(b.widestButton()+2*unit(14), unit(220))
	return fyne.NewSize(w, b.HeightFor(widthOr(b, w)))
}

func (b *Banner) arrange(size fyne.Size) {
	pad, line := unit(14), unit(30)
	b.ground.put(0, 0, size.Width, size.Height)
	room := size.Width - 2*pad
	y := unit(10)
	if b.stacked(size.Width) {
		b.placeButtons(pad, y+line+unit(2), line, size.Width-pad, buttonNear)
	} else {
		buttons := b.buttonsWidth()
		b.placeButtons(size.Width-pad-buttons, y, line, size.Width, buttonGap)
		if buttons > 0 {
			room -= buttons + unit(12)
		}
	}
	title := b.title.fit(max(room, 0))
	b.title.putIn(pad, y, line)
	b.detail.fit(max(room-title-unit(10), 0))
	b.detail.putIn(pad+title+unit(10), y, line)
	y += line
	y += b.lines(size.Width) * unit(buttonLine)
	show(b.scroll, b.data.Text != "")
	if b.data.Text != "" {
		w := size.Width - 2*pad
		h := b.textHigh(w)
		b.text.Resize(fyne.NewSize(w, b.text.HeightFor(w)))
		b.scroll.Resize(fyne.NewSize(w, h))
		b.scroll.Move(fyne.NewPos(pad, y))
		y += h
	}
	b.foot.fit(size.Width - 2*pad)
	b.foot.putIn(pad, y, unit(20))
}

// placeButtons puts the buttons side by side from x, and those that would pass
// right on further lines.
func (b *Banner) placeButtons(x, top, high, right, gap float32) {
	left := x
	for _, k := range b.buttons {
		m := k.MinSize()
		if x > left && x+m.Width > right+0.5 {
			x, top = left, top+unit(buttonLine)
		}
		k.Resize(m)
		k.Move(fyne.NewPos(x, top+(high-m.Height)/2))
		x += m.Width + unit(gap)
	}
}
