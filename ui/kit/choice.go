package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// Choice is one row of a Picker.
type Choice struct {
	Key    string   // distinct, for as long as the choice exists
	Name   string   // of the person or queue
	Detail string   // "online · 2 chats"
	Pill   PillData // department or queue; none without a word
	// Plain says that this is nobody whose initials would tell them apart, such as a
	// line that somebody wrote.
	Plain bool
	// Locked, unless empty, is the reason why this cannot be chosen: "offline". The
	// row stays, so that nobody looks for somebody in vain.
	Locked string
}

const choiceHigh = 48

// choiceRow draws one Choice.
type choiceRow struct {
	widget.BaseWidget
	data                 Choice
	marked, hovered      bool
	ground, edge         *box
	avatar               *Avatar
	name, detail, reason *label
	pill                 *Pill
}

var (
	_ ListRow         = (*choiceRow)(nil)
	_ fyne.Accessible = (*choiceRow)(nil)
)

func newChoiceRow() *choiceRow {
	r := &choiceRow{
		ground: newBox("", 6), edge: newBox("", 2), avatar: NewAvatar(""),
		name:   newLabel(theme.SizeBody, theme.Ink, true),
		detail: newLabel(theme.SizeCaption, theme.InkTwo, false),
		reason: newLabel(theme.SizeCaption, theme.Caption, true),
		pill:   NewBadge(PillData{}),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *choiceRow) set(c Choice) {
	if c == r.data {
		return
	}
	r.data = c
	r.avatar.Set(c.Name)
	r.name.set(c.Name)
	r.name.TextStyle.Bold = c.Locked == ""
	r.name.themed()
	r.name.tint(map[bool]fyne.ThemeColorName{true: theme.Ink, false: theme.Caption}[c.Locked == ""])
	r.detail.set(c.Detail)
	r.reason.set(lockedWords(c.Locked))
	r.pill.Set(c.Pill)
	show(r.pill, c.Pill.Word != "")
	show(r.avatar, !c.Plain)
	relayout(r)
}

// lockedWords says beside a row that it cannot be chosen, with a sign that needs no
// colour.
func lockedWords(reason string) string {
	if reason == "" {
		return ""
	}
	return "✕ " + reason
}

// SetSelected does nothing: choosing closes the picker.
func (r *choiceRow) SetSelected(bool) {}

// SetHovered lights the row under the pointer.
func (r *choiceRow) SetHovered(on bool) { r.hovered = on; r.paint() }

// SetFocused does nothing: the mark is drawn whoever has the keyboard.
func (r *choiceRow) SetFocused(bool) {}

func (r *choiceRow) mark(on bool) { r.marked = on; r.paint() }

func (r *choiceRow) paint() {
	ground, edge := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	switch {
	case r.marked && r.data.Locked != "":
		ground, edge = theme.PaneTwo, theme.InkThree
	case r.marked:
		ground, edge = theme.BlueWash, theme.Blue
	case r.hovered && r.data.Locked == "":
		ground = theme.HoverWash
	}
	r.ground.tint(ground)
	r.edge.tint(edge)
}

// CreateRenderer is called by Fyne.
func (r *choiceRow) CreateRenderer() fyne.WidgetRenderer { return drawing{r} }

// AccessibilityLabel reads the row, and why it cannot be chosen.
func (r *choiceRow) AccessibilityLabel() string {
	s := r.data.Name + ", " + r.data.Detail
	if r.data.Pill.Word != "" {
		s += ", " + r.data.Pill.Word
	}
	if r.data.Locked != "" {
		s += ", cannot be chosen: " + r.data.Locked
	}
	return s
}

// AccessibilityRole is a button.
func (r *choiceRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (r *choiceRow) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		r.ground.Rectangle, r.edge.Rectangle, r.avatar, r.name.Text, r.detail.Text, r.pill, r.reason.Text,
	}
}

func (r *choiceRow) least() fyne.Size { return fyne.NewSize(unit(220), unit(choiceHigh)) }

func (r *choiceRow) themed() {
	for _, b := range []*box{r.ground, r.edge} {
		b.themed()
	}
	for _, l := range []*label{r.name, r.detail, r.reason} {
		l.themed()
	}
	r.avatar.Refresh()
	r.pill.Refresh()
}

// arrange gives the reason its room first, then the pill, then name and detail.
func (r *choiceRow) arrange(size fyne.Size) {
	r.ground.put(0, 1, size.Width, size.Height-2)
	r.edge.put(0, unit(8), 3, size.Height-unit(16))
	d := unit(34)
	r.avatar.Resize(fyne.NewSquareSize(d))
	r.avatar.Move(fyne.NewPos(unit(10), (size.Height-d)/2))
	x, right := unit(54), size.Width-unit(10)
	if r.data.Plain {
		x = unit(14)
	}
	if r.data.Locked != "" {
		w := r.reason.fit((right - x) / 2)
		r.reason.putIn(right-w, 0, size.Height)
		right -= w + unit(10)
	}
	if r.data.Pill.Word != "" {
		w := min(r.pill.Width(), (right-x)/2)
		r.pill.Resize(fyne.NewSize(w, r.pill.Height()))
		r.pill.Move(fyne.NewPos(right-w, (size.Height-r.pill.Height())/2))
		right -= w + unit(10)
	}
	room := max(right-x, 0)
	r.name.fit(room)
	r.detail.fit(room)
	if r.data.Detail == "" {
		r.name.putIn(x, 0, size.Height)
	} else {
		r.name.put(x, unit(20))
		r.detail.put(x, unit(38))
	}
}
