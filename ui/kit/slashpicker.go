package kit

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// SlashMost is how many rows a SlashPicker shows; the caller ranks them.
const SlashMost = 8

// SlashRow is one text that can be chosen.
type SlashRow struct {
	Key      string // distinct among the rows
	Shortcut string // what one types behind the slash, shown in a cap
	Cap      string // stands in the cap instead, where no slash was typed
	Title    string
	Line     string // the first line of the text, shortened to fit
}

// SlashPicker is the popover above a Composer while a "/query" is written. It never
// takes the keyboard: the composer keeps it and passes keys through Key. It is
// hidden while there is nothing to choose; NewOver places it.
type SlashPicker struct {
	widget.BaseWidget
	// OnChoose is told which row was chosen, by Enter, Tab or a click.
	OnChoose func(key string)
	// OnEscape is told of Esc; it has closed the picker before.
	OnEscape func()

	rows   []SlashRow
	marked string
	open   bool
	lines  [SlashMost]*slashLine
	ground *box
	empty  *label
	foot   *label
}

var (
	_ fyne.Widget     = (*SlashPicker)(nil)
	_ fyne.Accessible = (*SlashPicker)(nil)
	_ Tall            = (*SlashPicker)(nil)
)

// NewSlashPicker makes a closed picker.
func NewSlashPicker() *SlashPicker {
	p := &SlashPicker{
		ground: newOutline(theme.Pane, theme.Line, 1, 8),
		empty:  newLabel(theme.SizeSecondary, theme.InkTwo, false),
		foot:   newLabel(theme.SizeCaption, theme.Caption, false),
	}
	p.empty.set("Nothing is called that.")
	p.SetFoot("")
	for i := range p.lines {
		p.lines[i] = newSlashLine()
		p.lines[i].tapped = func() { p.choose(i) }
	}
	for _, l := range p.lines {
		l.Hide()
	}
	p.ExtendBaseWidget(p)
	p.Hide()
	return p
}

// Open shows the first SlashMost rows; none say that nothing was found. Each call
// is the answer to another query, so the mark goes to the first row, the best one:
// whoever writes a shortcut whole and presses Enter means that text, wherever the
// mark stood a letter before.
func (p *SlashPicker) Open(rows []SlashRow) {
	rows = rows[:min(len(rows), SlashMost)]
	first := ""
	if len(rows) > 0 {
		first = rows[0].Key
	}
	if p.open && p.marked == first && slices.Equal(rows, p.rows) {
		return
	}
	p.open, p.rows, p.marked = true, slices.Clone(rows), first
	for i, l := range p.lines {
		if i < len(rows) {
			l.set(rows[i])
		}
	}
	show(p.empty.Text, len(rows) == 0)
	p.paint()
	show(p, true)
	p.stand()
}

// SetFoot says under the rows what the keys do; "" is what they do to a text.
func (p *SlashPicker) SetFoot(words string) {
	if words == "" {
		words = slashFoot
	}
	p.foot.set(words)
}

const slashFoot = "↑ ↓ move · Enter or Tab takes it · Esc leaves the text as it is"

// stand takes the height of the rows, as far as there is room in what the picker
// lies over, and keeps the lower edge where it is, above the composer.
func (p *SlashPicker) stand() {
	at, size := p.Position(), p.Size()
	if h := min(p.HeightFor(size.Width), at.Y+size.Height); !size.IsZero() && h != size.Height {
		p.Move(at.AddXY(0, size.Height-h))
		p.Resize(fyne.NewSize(size.Width, h))
	}
	relayout(p)
}

// Close hides the picker and tells nobody.
func (p *SlashPicker) Close() {
	p.open = false
	show(p, false)
}

// Opened says whether the picker is in use.
func (p *SlashPicker) Opened() bool { return p.open }

// Marked is the key that Enter would choose, or "".
func (p *SlashPicker) Marked() string { return p.marked }

// Key uses a key that the composer passes and says whether it did: while the
// picker is open, those that move, choose and leave. Enter is used even where
// nothing was found, so that a mistyped shortcut is never sent to a customer.
func (p *SlashPicker) Key(e *fyne.KeyEvent) bool {
	if !p.open {
		return false
	}
	switch e.Name {
	case fyne.KeyUp:
		p.step(-1)
	case fyne.KeyDown:
		p.step(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		p.choose(p.index())
	case fyne.KeyEscape:
		p.Close()
		if p.OnEscape != nil {
			p.OnEscape()
		}
	default:
		return false
	}
	return true
}

func (p *SlashPicker) index() int {
	return slices.IndexFunc(p.rows, func(r SlashRow) bool { return r.Key == p.marked })
}

// step moves the mark and goes round at the ends, for the list is short.
func (p *SlashPicker) step(n int) {
	if len(p.rows) == 0 {
		return
	}
	p.marked = p.rows[(p.index()+n+len(p.rows))%len(p.rows)].Key
	p.paint()
	relayout(p)
}

func (p *SlashPicker) choose(i int) {
	if i < 0 || i >= len(p.rows) {
		return
	}
	key := p.rows[i].Key
	p.Close()
	if p.OnChoose != nil {
		p.OnChoose(key)
	}
}

func (p *SlashPicker) paint() {
	for i, l := range p.lines {
		l.mark(i < len(p.rows) && p.rows[i].Key == p.marked)
	}
}

// CreateRenderer is called by Fyne.
func (p *SlashPicker) CreateRenderer() fyne.WidgetRenderer { return drawing{p} }

// AccessibilityLabel reads how many rows there are and which is marked.
func (p *SlashPicker) AccessibilityLabel() string {
	i := p.index()
	if i < 0 {
		return p.empty.full
	}
	r := p.rows[i]
	return strconv.Itoa(len(p.rows)) + " texts. " + r.Shortcut + ", " + r.Title + ": " + r.Line
}

// AccessibilityRole is a container of rows.
func (p *SlashPicker) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (p *SlashPicker) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{p.ground.Rectangle, p.empty.Text, p.foot.Text}
	for _, l := range p.lines {
		out = append(out, l)
	}
	return out
}

func (p *SlashPicker) themed() {
	p.ground.themed()
	p.empty.themed()
	p.foot.themed()
	for _, l := range p.lines {
		l.Refresh()
	}
}

// HeightFor is the height at which all rows fit; it does not depend on the width.
func (p *SlashPicker) HeightFor(float32) float32 {
	return float32(max(len(p.rows), 1))*unit(slashLineHigh) + unit(24) + 2*unit(4)
}

func (p *SlashPicker) least() fyne.Size { return fyne.NewSize(unit(220), p.HeightFor(0)) }

// sight is the first row shown and how many fit into a height: in a low window the
// rows move under the mark.
func (p *SlashPicker) sight(height float32) (first, fit int) {
	fit = max(int((height-unit(24)-2*unit(4)+1)/unit(slashLineHigh)), 1)
	return max(p.index()-fit+1, 0), fit
}

func (p *SlashPicker) arrange(size fyne.Size) {
	p.ground.put(0, 0, size.Width, size.Height)
	pad, high := unit(4), unit(slashLineHigh)
	p.empty.fit(size.Width - 2*unit(12))
	p.empty.putIn(unit(12), pad, high)
	column := float32(0) // titles stand in one column behind the longest shortcut
	for i := range p.rows {
		column = max(column, p.lines[i].cap.Width())
	}
	first, fit := p.sight(size.Height)
	for i, l := range p.lines {
		show(l, i >= first && i < min(first+fit, len(p.rows)))
		l.column = min(column, size.Width/3)
		l.Resize(fyne.NewSize(size.Width-2*pad, high))
		l.Move(fyne.NewPos(pad, pad+float32(i-first)*high))
		l.arrange(l.Size())
	}
	p.foot.fit(size.Width - 2*unit(12))
	p.foot.putIn(unit(12), size.Height-pad-unit(24), unit(24))
}
