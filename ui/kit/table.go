package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Column is one column of a Table. Widths are px at 100 %.
type Column struct {
	Caption string
	Least   float32 // the width below which the column is of no use
	Share   float32 // of what is left over
	// Priority says which column leaves first where there is too little room: the
	// highest, and 0 never.
	Priority int
	// Clock is for tabular figures: large, bold, at the left edge.
	Clock bool
}

// TableRow is one row, with a cell for each column.
type TableRow struct {
	Key   string // distinct, for as long as the row exists
	Cells []Cell
	// Tone washes the row: Red is late. The word for it stands in a cell.
	Tone Tone
}

// Table is rows under captions. Only those in sight exist, so 10,000 rows cost no
// more than twenty. Selection, cursor and scroll position belong to keys, as in List.
type Table struct {
	widget.BaseWidget
	// OnOpen is told that a row was clicked or opened by key.
	OnOpen func(key string)
	// OnCursor is told that the keyboard's place moved.
	OnCursor func(key string)
	// OnMenu is told of a secondary click, with its place on the canvas.
	OnMenu func(key string, at fyne.Position)
	// OnKey and OnRune receive what the table does not use.
	OnKey  func(e *fyne.KeyEvent)
	OnRune func(r rune)

	columns  []Column
	rows     []TableRow
	captions []*label
	line     *box
	list     *List[*tableLine]
	laid     []float32 // widths of columns at laidFor
	laidFor  float32
	scale    float32
}

var (
	_ fyne.Widget     = (*Table)(nil)
	_ fyne.Accessible = (*Table)(nil)
)

// NewTable makes a table without rows. The columns stay for its life.
func NewTable(columns ...Column) *Table {
	t := &Table{columns: columns, line: newBox(theme.Line, 0), laidFor: -1}
	for _, c := range columns {
		l := newLabel(theme.SizeBadge, theme.Caption, true)
		l.set(strings.ToUpper(c.Caption))
		t.captions = append(t.captions, l)
	}
	t.list = NewList(func() *tableLine { return newTableLine(t) }, func() float32 { return unit(tableRowHigh) })
	t.list.SetSource(tableSource{t})
	t.list.OnOpen = func(key string) { call(t.OnOpen, key) }
	t.list.OnCursor = func(key string) { call(t.OnCursor, key) }
	t.list.OnMenu = func(key string, at fyne.Position) {
		if t.OnMenu != nil {
			t.OnMenu(key, at)
		}
	}
	t.list.OnKey = func(e *fyne.KeyEvent) { call(t.OnKey, e) }
	t.list.OnRune = func(r rune) { call(t.OnRune, r) }
	t.ExtendBaseWidget(t)
	return t
}

// call tells f, which may be nil.
func call[T any](f func(T), v T) {
	if f != nil {
		f(v)
	}
}

// tableSource is what a Table's list reads.
type tableSource struct{ t *Table }

func (s tableSource) Len() int                   { return len(s.t.rows) }
func (s tableSource) Key(i int) string           { return s.t.rows[i].Key }
func (s tableSource) Bind(i int, row *tableLine) { row.set(s.t.rows[i]) }

// Set changes the rows; the table keeps the slice, so the caller hands over a new
// one. While order and keys stay, which is so whenever only clocks ran, the rows in
// sight are bound again and draw what differs; the others cost nothing.
func (t *Table) Set(rows []TableRow) {
	same := slices.EqualFunc(rows, t.rows, func(a, b TableRow) bool { return a.Key == b.Key })
	t.rows = rows
	if same {
		t.list.Rebind()
	} else {
		t.list.Refresh()
	}
}

// Select marks the row of key as the open one, without telling OnOpen.
func (t *Table) Select(key string) { t.list.Select(key) }

// Selected is the key last given to Select or opened.
func (t *Table) Selected() string { return t.list.Selected() }

// Cursor is the keyboard's place.
func (t *Table) Cursor() string { return t.list.Cursor() }

// ScrollTo brings the row of key into sight and says whether it is in the table.
func (t *Table) ScrollTo(key string) bool { return t.list.ScrollTo(key) }

// Inside says whether pointer or keyboard are in the rows: while they are, order
// should not change.
func (t *Table) Inside() bool { return t.list.Inside() }

// VisibleRows counts the rows that exist now.
func (t *Table) VisibleRows() int { return t.list.VisibleRows() }

// OnSpace has Space on the cursor's row call do, and open nothing.
func (t *Table) OnSpace(do func(key string)) { t.list.OnSpace = do }

// Next moves the keyboard's place to the next row.
func (t *Table) Next() { t.list.step(1) }

// Offset is how far the rows are scrolled, in px.
func (t *Table) Offset() float32 { return t.list.Offset() }

// Focusable is what takes the keyboard.
func (t *Table) Focusable() fyne.Focusable { return t.list }

// Hidden is the captions of the columns that have no room at the present width.
func (t *Table) Hidden() []string {
	var out []string
	for i, c := range t.columns {
		if _, w := t.place(i, t.Size().Width); w == 0 {
			out = append(out, c.Caption)
		}
	}
	return out
}

// place is where column i begins and how wide it is, without the gap behind it.
func (t *Table) place(i int, width float32) (x, w float32) {
	if width != t.laidFor || theme.Scale() != t.scale {
		t.laidFor, t.scale = width, theme.Scale()
		t.laid = columnsAt(t.columns, width-2*unit(tableSide)+unit(tableGap))
	}
	x = unit(tableSide)
	for _, before := range t.laid[:i] {
		x += before
	}
	return x, max(t.laid[i]-unit(tableGap), 0)
}

// CreateRenderer is called by Fyne.
func (t *Table) CreateRenderer() fyne.WidgetRenderer { return drawing{t} }

// AccessibilityLabel reads the captions.
func (t *Table) AccessibilityLabel() string {
	var parts []string
	for _, c := range t.columns {
		parts = append(parts, c.Caption)
	}
	return "Table: " + strings.Join(parts, ", ")
}

// AccessibilityRole is a container of rows.
func (t *Table) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (t *Table) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{t.list, t.line.Rectangle}
	for _, l := range t.captions {
		out = append(out, l.Text)
	}
	return out
}

func (t *Table) least() fyne.Size {
	return fyne.NewSize(unit(240), unit(tableHeadHigh)+unit(tableRowHigh))
}

func (t *Table) themed() {
	t.line.themed()
	for _, l := range t.captions {
		l.themed()
	}
	t.list.Refresh()
}

func (t *Table) arrange(size fyne.Size) {
	head := unit(tableHeadHigh)
	for i, l := range t.captions {
		x, w := t.place(i, size.Width)
		show(l.Text, w > 0)
		l.fit(w)
		l.putIn(x, 0, head)
	}
	t.line.put(0, head-1, size.Width, 1)
	t.list.Resize(fyne.NewSize(size.Width, max(size.Height-head, 0)))
	t.list.Move(fyne.NewPos(0, head))
}
