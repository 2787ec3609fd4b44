package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// The measures of a table at 100 %.
const (
	tableRowHigh  = 62
	tableHeadHigh = 36
	tableSide     = 20 // before the first and behind the last column
	tableGap      = 16 // between columns
)

// tableLine is one row of a Table.
type tableLine struct {
	widget.BaseWidget
	table                      *Table
	data                       TableRow
	cells                      []*cellPart
	selected, hovered, focused bool
	ground, line, stripe, ring *box
	objects                    []fyne.CanvasObject
}

var (
	_ ListRow         = (*tableLine)(nil)
	_ fyne.Accessible = (*tableLine)(nil)
)

func newTableLine(t *Table) *tableLine {
	r := &tableLine{
		table: t, ground: newBox("", 0), line: newBox(theme.Line, 0),
		stripe: newBox("", 2), ring: newOutline("", "", 0, 4),
	}
	r.objects = []fyne.CanvasObject{r.ground.Rectangle, r.stripe.Rectangle}
	for _, c := range t.columns {
		p := newCellPart(c.Clock)
		r.cells = append(r.cells, p)
		r.objects = append(r.objects, p.objects()...)
	}
	r.objects = append(r.objects, r.line.Rectangle, r.ring.Rectangle)
	r.ExtendBaseWidget(r)
	return r
}

// set shows d and places only the cells that differ: a clock that ticks touches
// nothing beside it.
func (r *tableLine) set(d TableRow) {
	if sameRow(d, r.data) {
		return
	}
	tone := d.Tone != r.data.Tone
	r.data = d
	if tone {
		r.state()
	}
	for i, p := range r.cells {
		c := Cell{}
		if i < len(d.Cells) {
			c = d.Cells[i]
		}
		if p.set(c) && !r.Size().IsZero() {
			r.placeCell(i)
		}
	}
}

// SetSelected marks the open row.
func (r *tableLine) SetSelected(on bool) { r.selected = on; r.state() }

// SetHovered marks the row under the pointer.
func (r *tableLine) SetHovered(on bool) { r.hovered = on; r.state() }

// SetFocused draws the ring of the keyboard's place.
func (r *tableLine) SetFocused(on bool) { r.focused = on; r.state() }

func (r *tableLine) state() {
	ground, stripe := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	if r.data.Tone != Grey {
		ground, stripe = r.data.Tone.Wash(), r.data.Tone.Full()
	}
	switch {
	case r.selected:
		ground = theme.BlueWash
	case r.hovered && ground == "":
		ground = theme.HoverWash
	}
	r.ground.tint(ground)
	r.stripe.tint(stripe)
	if r.focused {
		r.ring.edge(theme.Blue, 2)
	} else {
		r.ring.edge("", 0)
	}
}

// CreateRenderer is called by Fyne.
func (r *tableLine) CreateRenderer() fyne.WidgetRenderer { return drawing{r} }

// AccessibilityLabel reads each cell under its caption.
func (r *tableLine) AccessibilityLabel() string {
	var parts []string
	for i, c := range r.data.Cells {
		if i < len(r.table.columns) && c != (Cell{}) {
			parts = append(parts, r.table.columns[i].Caption+": "+c.label())
		}
	}
	return strings.Join(parts, ". ")
}

// AccessibilityRole is a button: it opens the row.
func (r *tableLine) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (r *tableLine) parts() []fyne.CanvasObject { return r.objects }

func (r *tableLine) least() fyne.Size { return fyne.NewSize(unit(220), unit(tableRowHigh)) }

func (r *tableLine) themed() {
	for _, b := range []*box{r.ground, r.line, r.stripe, r.ring} {
		b.themed()
	}
	for _, p := range r.cells {
		p.themed()
	}
}

func (r *tableLine) arrange(size fyne.Size) {
	r.ground.put(0, 0, size.Width, size.Height)
	r.stripe.put(0, unit(9), 5, size.Height-unit(18))
	r.line.put(0, size.Height-1, size.Width, 1)
	r.ring.put(1, 1, size.Width-2, size.Height-3)
	for i := range r.cells {
		r.placeCell(i)
	}
}

func (r *tableLine) placeCell(i int) {
	x, w := r.table.place(i, r.Size().Width)
	r.cells[i].visible(w > 0)
	if w > 0 {
		r.cells[i].arrange(x, w, r.Size().Height)
	}
}
