package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// The heights of a row at 100 %.
const (
	RowCosy    = 84
	RowCompact = 56
)

// Row is one chat on the board: stripe, initials, name with channel and age, who
// speaks and the last line, badges, and at the right what is owed with its clock.
// The right column takes the width it needs; name and line give way, never the
// clock. In compact form the badges stand beside the name.
type Row struct {
	widget.BaseWidget
	data                       RowData
	compact                    bool
	selected, hovered, focused bool

	ground, stripe, line, ring *box
	avatar                     *Avatar
	name, meta, who, last      *label
	duty, clock                *label
	clockRoom                  float32
	badges                     [BadgesMax]*Pill
	objects                    []fyne.CanvasObject
}

var (
	_ fyne.Widget     = (*Row)(nil)
	_ fyne.Accessible = (*Row)(nil)
	_ ListRow         = (*Row)(nil)
)

// NewRow makes an empty row. It is cheap: a few canvas objects and no look-ups.
func NewRow(compact bool) *Row {
	r := &Row{
		compact: compact,
		ground:  newBox("", 0),
		stripe:  newBox("", 2),
		line:    newBox(theme.Line, 0),
		ring:    newOutline("", "", 0, 4),
		avatar:  NewAvatar(""),
		name:    newLabel(theme.SizeBody, theme.Ink, true),
		meta:    newLabel(theme.SizeCaption, theme.Caption, false),
		who:     newLabel(theme.SizeBadge, theme.InkTwo, true),
		last:    newLabel(theme.SizeSecondary, theme.InkTwo, false),
		duty:    newLabel(theme.SizeCaption, theme.Caption, false),
		clock:   newLabel(theme.SizeClock, theme.Ink, true),
	}
	r.objects = []fyne.CanvasObject{
		r.ground.Rectangle, r.stripe.Rectangle, r.avatar, r.name.Text, r.meta.Text, r.who.Text, r.last.Text,
		r.duty.Text, r.clock.Text,
	}
	for i := range r.badges {
		r.badges[i] = NewBadge(PillData{})
		r.badges[i].Hide()
		r.objects = append(r.objects, r.badges[i])
	}
	r.objects = append(r.objects, r.line.Rectangle, r.ring.Rectangle)
	r.ExtendBaseWidget(r)
	return r
}

// Set shows d, touching only what differs from what is shown.
func (r *Row) Set(d RowData) {
	if d == r.data {
		return
	}
	r.avatar.Set(d.Name)
	moved := r.name.set(d.Name)
	moved = r.meta.set(metaOf(d)) || moved
	moved = r.who.set(d.Who) || moved
	moved = r.last.set(d.Line) || moved
	moved = r.duty.set(d.Duty) || moved
	r.clock.tint(d.Urgency.strong())
	if r.clock.set(d.Clock) {
		moved = r.tick() || moved
	}
	if r.data.Badges != d.Badges {
		for i, b := range d.Badges {
			r.badges[i].Set(b)
			show(r.badges[i], b.Word != "")
		}
		moved = true
	}
	if d.Urgency == Grey || d.Calm {
		r.stripe.tint("")
	} else {
		r.stripe.tint(d.Urgency.Full())
	}
	r.data = d
	if moved {
		relayout(r)
	}
}

// tick replaces the clock's figure in place and says whether its room changed,
// which is all that a neighbour could notice.
func (r *Row) tick() bool {
	room := clockRoom(r.clock)
	if room != r.clockRoom {
		r.clockRoom = room
		return true
	}
	if !r.Size().IsZero() {
		r.placeClock(r.Size())
	}
	return false
}

func metaOf(d RowData) string {
	s := ""
	for _, part := range []string{d.Channel, d.When} {
		if part != "" {
			s += " · " + part
		}
	}
	return s
}

// SetCompact changes the row's form.
func (r *Row) SetCompact(compact bool) {
	if r.compact != compact {
		r.compact = compact
		relayout(r)
	}
}

// SetSelected marks the row of the chat that is open.
func (r *Row) SetSelected(on bool) { r.selected = on; r.state() }

// SetHovered marks the row under the pointer.
func (r *Row) SetHovered(on bool) { r.hovered = on; r.state() }

// SetFocused draws the ring of the keyboard's place.
func (r *Row) SetFocused(on bool) { r.focused = on; r.state() }

func (r *Row) state() {
	switch {
	case r.selected:
		r.ground.tint(theme.BlueWash)
	case r.hovered:
		r.ground.tint(theme.HoverWash)
	default:
		r.ground.tint("")
	}
	if r.focused {
		r.ring.edge(theme.Blue, 2)
	} else {
		r.ring.edge("", 0)
	}
}

// Height is that of a row in this form, at the present text size.
func (r *Row) Height() float32 {
	if r.compact {
		return unit(RowCompact)
	}
	return unit(RowCosy)
}

// CreateRenderer is called by Fyne.
func (r *Row) CreateRenderer() fyne.WidgetRenderer { return drawing{r} }

// AccessibilityLabel reads the row as one sentence.
func (r *Row) AccessibilityLabel() string { return r.data.label() }

// AccessibilityRole is a button: it opens the chat.
func (r *Row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (r *Row) parts() []fyne.CanvasObject { return r.objects }

func (r *Row) least() fyne.Size { return fyne.NewSize(unit(220), r.Height()) }

func (r *Row) themed() {
	for _, b := range []*box{r.ground, r.stripe, r.line, r.ring} {
		b.themed()
	}
	for _, l := range []*label{r.name, r.meta, r.who, r.last, r.duty, r.clock} {
		l.themed()
	}
	r.clockRoom = clockRoom(r.clock)
	r.avatar.Refresh()
	for _, b := range r.badges {
		b.Refresh()
	}
}
