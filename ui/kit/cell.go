package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"floorwalker/ui/theme"
)

// DotsMax is how many dots a cell shows.
const DotsMax = 5

// Dot is one of a row of small circles: attempts made, due and to come.
type Dot uint8

// NoDot shows nothing; DotFull is filled, DotNext an outline in blue, DotOpen one in
// grey. They stand beside words, so that nobody has to count them.
const (
	NoDot Dot = iota
	DotFull
	DotNext
	DotOpen
)

// Cell is what stands in one column of a row: two lines, or dots and words.
type Cell struct {
	Text   string // first line
	Detail string // second line, quieter
	Strong bool   // the first line is bold
	Tone   Tone   // of the first line; Grey is plain ink
	Pill   PillData
	Dots   [DotsMax]Dot // before the first line
}

// label reads the cell.
func (c Cell) label() string {
	s := ""
	for _, part := range []string{c.Text, c.Detail, c.Pill.Word} {
		if part == "" {
			continue
		}
		if s != "" {
			s += ", "
		}
		s += part
	}
	return s
}

// cellPart draws one Cell inside a row.
type cellPart struct {
	data         Cell
	clock        bool
	text, detail *label
	pill         *Pill
	dots         [DotsMax]*canvas.Circle
}

func newCellPart(clock bool) *cellPart {
	p := &cellPart{clock: clock}
	p.text = newLabel(theme.SizeBody, theme.Ink, clock)
	p.detail = newLabel(theme.SizeSecondary, theme.InkTwo, false)
	p.pill = NewBadge(PillData{})
	p.pill.Hide()
	for i := range p.dots {
		p.dots[i] = canvas.NewCircle(nil)
		p.dots[i].Hide()
	}
	return p
}

func (p *cellPart) objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{p.text.Text, p.detail.Text, p.pill}
	for _, d := range p.dots {
		out = append(out, d)
	}
	return out
}

// set shows c and says whether anything has to be placed anew.
func (p *cellPart) set(c Cell) bool {
	if c == p.data {
		return false
	}
	if bold := c.Strong || p.clock; p.text.TextStyle.Bold != bold {
		p.text.TextStyle.Bold = bold
		p.text.themed()
	}
	if size := p.size(c.Text); p.text.size != size {
		p.text.size = size
		p.text.themed()
	}
	p.text.tint(c.Tone.strong())
	p.text.set(c.Text)
	p.detail.set(c.Detail)
	p.pill.Set(c.Pill)
	dots := c.Dots != p.data.Dots
	p.data = c
	if dots {
		p.paint()
	}
	return true
}

// size is a clock's for figures in a column of clocks; a word there is as large as
// other words.
func (p *cellPart) size(text string) fyne.ThemeSizeName {
	if p.clock && strings.ContainsAny(text, "0123456789") {
		return theme.SizeClock
	}
	return theme.SizeBody
}

// paint colours the dots; an outline tells what is to come without its colour.
func (p *cellPart) paint() {
	for i, d := range p.data.Dots {
		fill, edge, width := fyne.ThemeColorName(""), fyne.ThemeColorName(""), float32(0)
		switch d {
		case DotFull:
			fill = theme.Red
		case DotNext:
			edge, width = theme.Blue, 2
		case DotOpen:
			edge, width = theme.InkThree, 2
		}
		c := p.dots[i]
		c.FillColor, c.StrokeColor, c.StrokeWidth = colour(fill), colour(edge), width
		c.Refresh()
	}
}

func (p *cellPart) themed() {
	p.text.themed()
	p.detail.themed()
	p.pill.Refresh()
	p.paint()
}

// visible hides the whole cell where its column has no room.
func (p *cellPart) visible(on bool) {
	show(p.text.Text, on)
	show(p.detail.Text, on)
	show(p.pill, on && p.data.Pill.Word != "")
	for i, d := range p.dots {
		show(d, on && p.data.Dots[i] != NoDot)
	}
}

// arrange places the cell at x; two lines stand on the row's two baselines, one
// alone in the row's middle.
func (p *cellPart) arrange(x, width, height float32) {
	left := x
	d := unit(11)
	for i, c := range p.dots {
		if p.data.Dots[i] == NoDot {
			continue
		}
		c.Resize(fyne.NewSquareSize(d))
		c.Move(fyne.NewPos(x, p.middle(height)-d/2))
		x += d + unit(4)
	}
	if x > left {
		x += unit(2)
	}
	room := max(left+width-x, 0)
	if p.data.Pill.Word != "" {
		w := min(p.pill.Width(), room)
		p.pill.Resize(fyne.NewSize(w, p.pill.Height()))
		at := x
		if p.data.Text != "" {
			at = x + min(p.text.fullW, max(room-w-unit(6), 0)) + unit(6)
			room = max(room-w-unit(6), 0)
		}
		p.pill.Move(fyne.NewPos(at, p.middle(height)-p.pill.Height()/2))
	}
	p.text.fit(room)
	p.text.put(x, p.middle(height)+capCentre*p.text.TextSize)
	p.detail.fit(width)
	p.detail.put(left, height/2+unit(16))
}

// middle is the height at which the first line's capitals are centred.
func (p *cellPart) middle(height float32) float32 {
	if p.data.Detail == "" {
		return height / 2
	}
	return height/2 - unit(9)
}

// columnsAt shares width among columns: those of the highest Priority leave first
// where the least widths do not fit, then what is over goes by Share. A column
// that left has width 0.
func columnsAt(columns []Column, width float32) []float32 {
	out := make([]float32, len(columns))
	shown := make([]bool, len(columns))
	least, shares := float32(0), float32(0)
	for i, c := range columns {
		shown[i] = true
		least += unit(c.Least)
		shares += c.Share
	}
	for least > width {
		worst := -1
		for i, c := range columns {
			if shown[i] && c.Priority > 0 && (worst < 0 || c.Priority >= columns[worst].Priority) {
				worst = i
			}
		}
		if worst < 0 {
			break
		}
		shown[worst] = false
		least -= unit(columns[worst].Least)
		shares -= columns[worst].Share
	}
	short := float32(1)
	if least > width && least > 0 {
		short = width / least
	}
	for i, c := range columns {
		if !shown[i] {
			continue
		}
		out[i] = unit(c.Least) * short
		if shares > 0 && width > least {
			out[i] += (width - least) * c.Share / shares
		}
	}
	return out
}

// sameRow compares two rows as values.
func sameRow(a, b TableRow) bool {
	return a.Key == b.Key && a.Tone == b.Tone && slices.Equal(a.Cells, b.Cells)
}
