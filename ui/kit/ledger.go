package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// LedgerColumn is a column of a Ledger: its caption, and its part of the width.
type LedgerColumn struct {
	Caption string
	Share   float32
}

// LedgerCell is one cell: a bold word, a pill, and a text below, each of which may be
// empty. Words and text wrap, for nothing of them may be lost.
type LedgerCell struct {
	Word string
	Pill PillData
	Text string
}

// LedgerRow is one row, with a cell for each column.
type LedgerRow struct {
	Key   string // distinct within the ledger
	Cells []LedgerCell
}

// Ledger is a table to be read, such as what a system can do: its cells wrap, and its
// rows are as high as they need to be. All of its rows exist, so it is for dozens of
// them; [Table] is for thousands. It is as high as its rows, takes no keyboard, and
// whoever has too little room lets it scroll.
type Ledger struct {
	widget.BaseWidget
	columns  []LedgerColumn
	captions []*label
	line     *box
	rows     []*ledgerRow
	said     []LedgerRow
}

var (
	_ fyne.Widget     = (*Ledger)(nil)
	_ fyne.Accessible = (*Ledger)(nil)
	_ Tall            = (*Ledger)(nil)
)

// NewLedger makes a ledger without rows. The columns stay for its life.
func NewLedger(columns ...LedgerColumn) *Ledger {
	l := &Ledger{columns: columns, line: newBox(theme.Line, 0)}
	for _, c := range columns {
		w := newLabel(theme.SizeBadge, theme.Caption, true)
		w.set(strings.ToUpper(c.Caption))
		l.captions = append(l.captions, w)
	}
	l.ExtendBaseWidget(l)
	return l
}

// Set shows the rows and says whether anything differs. A row keeps what it drew as
// long as its place is the same.
func (l *Ledger) Set(rows ...LedgerRow) bool {
	changed := len(rows) != len(l.said)
	for len(l.rows) < len(rows) {
		l.rows = append(l.rows, newLedgerRow(len(l.columns)))
	}
	l.rows = l.rows[:len(rows)]
	for i, r := range rows {
		changed = l.rows[i].set(r) || changed
	}
	l.said = rows
	if changed {
		relayout(l)
		l.Refresh()
	}
	return changed
}

// The measures of a ledger at 100 %.
const (
	ledgerHead = 24
	ledgerPad  = 7
	ledgerGap  = 16
)

// wide is the width of column i in a ledger of this width.
func (l *Ledger) wide(i int, width float32) float32 {
	var all float32
	for _, c := range l.columns {
		all += c.Share
	}
	room := width - float32(len(l.columns)-1)*unit(ledgerGap)
	return max(room*l.columns[i].Share/all, 0)
}

// HeightFor is the height of all rows at this width.
func (l *Ledger) HeightFor(width float32) float32 {
	h := unit(ledgerHead)
	for _, r := range l.rows {
		h += r.high(l, width)
	}
	return h
}

// CreateRenderer is called by Fyne.
func (l *Ledger) CreateRenderer() fyne.WidgetRenderer { return drawing{l} }

// AccessibilityLabel reads the rows, each cell behind its caption.
func (l *Ledger) AccessibilityLabel() string {
	var said []string
	for _, r := range l.said {
		var cells []string
		for i, c := range r.Cells {
			words := strings.TrimSpace(strings.Join([]string{c.Word, c.Pill.Word, c.Text}, " "))
			if words != "" {
				cells = append(cells, l.columns[i].Caption+": "+words)
			}
		}
		said = append(said, strings.Join(cells, ", "))
	}
	return strings.Join(said, ". ")
}

// AccessibilityRole is a container.
func (l *Ledger) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (l *Ledger) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{l.line.Rectangle}
	for _, c := range l.captions {
		out = append(out, c.Text)
	}
	for _, r := range l.rows {
		out = append(out, r.edge.Rectangle)
		for _, c := range r.cells {
			out = append(out, c.word, c.pill, c.text)
		}
	}
	return out
}

func (l *Ledger) least() fyne.Size {
	return fyne.NewSize(unit(300), l.HeightFor(widthOr(l, unit(300))))
}

func (l *Ledger) themed() {
	l.line.themed()
	for _, c := range l.captions {
		c.themed()
	}
	for _, r := range l.rows {
		r.edge.themed()
		for _, c := range r.cells {
			for _, o := range []fyne.CanvasObject{c.word, c.pill, c.text} {
				o.Refresh()
			}
		}
	}
}

func (l *Ledger) arrange(size fyne.Size) {
	x := float32(0)
	for i, c := range l.captions {
		w := l.wide(i, size.Width)
		c.fit(w)
		c.putIn(x, 0, unit(ledgerHead))
		x += w + unit(ledgerGap)
	}
	y := unit(ledgerHead)
	l.line.put(0, y-1, size.Width, 1)
	for i, r := range l.rows {
		h := r.high(l, size.Width)
		r.arrange(l, y, size.Width)
		r.edge.put(0, y+h-1, size.Width, 1)
		show(r.edge.Rectangle, i+1 < len(l.rows))
		y += h
	}
}

// ledgerRow is one row. It is no widget of its own: its parts are the ledger's.
type ledgerRow struct {
	cells []ledgerCell
	edge  *box
}

type ledgerCell struct {
	word *Text
	pill *Pill
	text *Text
}

func newLedgerRow(columns int) *ledgerRow {
	r := &ledgerRow{edge: newBox(theme.Line, 0)}
	for range columns {
		word := newText(theme.SizeSecondary, theme.Ink, "")
		word.bold = true
		r.cells = append(r.cells, ledgerCell{word: word, pill: NewBadge(PillData{}), text: newText(theme.SizeSecondary, theme.InkTwo, "")})
	}
	return r
}

// set shows a row and says whether anything differs.
func (r *ledgerRow) set(d LedgerRow) bool {
	changed := false
	for i, c := range r.cells {
		var cell LedgerCell
		if i < len(d.Cells) {
			cell = d.Cells[i]
		}
		changed = c.word.Set(cell.Word) || changed
		changed = c.pill.Set(cell.Pill) || changed
		changed = c.text.Set(cell.Text) || changed
		show(c.word, cell.Word != "")
		show(c.pill, cell.Pill.Word != "")
		show(c.text, cell.Text != "")
	}
	return changed
}

func (r *ledgerRow) high(l *Ledger, width float32) float32 {
	h := float32(0)
	for i, c := range r.cells {
		h = max(h, c.place(0, 0, l.wide(i, width), false))
	}
	return h + 2*unit(ledgerPad)
}

func (r *ledgerRow) arrange(l *Ledger, y, width float32) {
	x := float32(0)
	for i, c := range r.cells {
		w := l.wide(i, width)
		c.place(x, y+unit(ledgerPad), w, true)
		x += w + unit(ledgerGap)
	}
}

// place returns the height of the cell at this width, and puts its parts if put is set.
func (c ledgerCell) place(x, y, width float32, put bool) float32 {
	h := float32(0)
	next := func(o fyne.CanvasObject, w, high float32) {
		if h > 0 {
			h += unit(3)
		}
		if put {
			o.Resize(fyne.NewSize(w, high))
			o.Move(fyne.NewPos(x, y+h))
		}
		h += high
	}
	if c.word.Visible() {
		next(c.word, width, c.word.HeightFor(width))
	}
	if c.pill.Visible() {
		next(c.pill, min(c.pill.Width(), width), c.pill.Height())
	}
	if c.text.Visible() {
		next(c.text, width, c.text.HeightFor(width))
	}
	return h
}
