package dial

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"floorwalker/app/followup"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// Saying is a text that is said or sent as it stands, on a quiet ground, with its
// blanks underlined.
type Saying struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	text   *kit.Text
}

var _ kit.Tall = (*Saying)(nil)

// NewSaying is one without words.
func NewSaying() *Saying {
	s := &Saying{ground: canvas.NewRectangle(nil), text: kit.NewText("")}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows a text with its blanks and says whether anything changed.
func (s *Saying) Set(text string, blanks []kit.Blank) bool { return s.text.SetBlanks(text, blanks...) }

const sayingPad = 12

// HeightFor is the height at this width.
func (s *Saying) HeightFor(width float32) float32 {
	pad := 2 * theme.Px(sayingPad)
	return s.text.HeightFor(width-pad) + pad
}

// CreateRenderer is called by Fyne.
func (s *Saying) CreateRenderer() fyne.WidgetRenderer { return &sayingLook{s} }

type sayingLook struct{ s *Saying }

func (r *sayingLook) Destroy() {}
func (r *sayingLook) Layout(size fyne.Size) {
	pad := theme.Px(sayingPad)
	r.s.ground.Resize(size)
	r.s.text.Resize(fyne.NewSize(size.Width-2*pad, size.Height-2*pad))
	r.s.text.Move(fyne.NewPos(pad, pad))
}

func (r *sayingLook) MinSize() fyne.Size {
	w := max(r.s.Size().Width, theme.Px(200))
	return fyne.NewSize(theme.Px(200), r.s.HeightFor(w))
}

func (r *sayingLook) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.ground, r.s.text}
}

func (r *sayingLook) Refresh() {
	r.s.ground.FillColor, r.s.ground.CornerRadius = theme.Color(theme.PaneTwo), theme.Size(theme.RadiusMedium)
	r.s.ground.Refresh()
	r.s.text.Refresh()
}

// toSay is what to read out, line by line (G-ON-09, G-FU-10).
func (c *Card) toSay() (string, []kit.Blank) {
	if c.opts.Library == nil || c.snap == nil || c.snap.Edition == nil {
		return "", nil
	}
	return Spelled(followup.Card(&c.line, c.opts.Library(), c.known(), c.snap.Edition)...)
}

// Spelled is filled texts one under the other, with their blanks: blue where they are
// filled, red where nothing is known.
func Spelled(fs ...script.Filled) (string, []kit.Blank) {
	var b strings.Builder
	var blanks []kit.Blank
	for _, f := range fs {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		at := b.Len()
		b.WriteString(f.Text)
		for _, s := range f.Slots {
			if s.Clause || s.Start >= s.End {
				continue
			}
			tone := kit.Blue
			if s.Value == "" {
				tone = kit.Red
			}
			blanks = append(blanks, kit.Blank{Span: kit.Span{From: at + s.Start, To: at + s.End}, Tone: tone})
		}
	}
	return b.String(), blanks
}

// known is what blanks are filled from: the call, and the chat behind it where that
// is the one on screen.
func (c *Card) known() script.Known {
	p := c.opts.Policy
	k := script.Known{
		Now: c.opts.Now(), Agent: c.snap.Me.Name, Policy: *p, CallNext: true, Typed: map[string]string{script.SlotRef: c.line.Ref},
		Settings: script.Settings{Salutation: p.Support.Salutation, Team: p.Support.Team, Phone: p.Support.Phone, Email: p.Support.Mail},
	}
	if t := c.snap.Thread; t != nil && t.ID == c.line.Chat && c.line.Chat != "" {
		k.Customer, k.Messages = t.Customer, t.Messages
	}
	return k
}
