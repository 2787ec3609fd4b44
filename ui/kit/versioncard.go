package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

const versionPad = 14

// versionField is a caption over a value, marked by a wash and a word if it differs.
type versionField struct {
	ground        *box
	caption, sign *label
	value         *Text
}

// high is the height at this width, the gap below included.
func (f *versionField) high(width float32) float32 {
	return unit(22) + f.value.HeightFor(max(width, 1)) + unit(14)
}

// versionCard is one version of a Compare.
type versionCard struct {
	widget.BaseWidget
	who, when *label
	ground    *box
	fields    []*versionField
	rows      []float32 // heights of fields that stand beside another card's, or nil
	keep      *Button
	copy      *Link
}

var (
	_ Tall            = (*versionCard)(nil)
	_ fyne.Accessible = (*versionCard)(nil)
)

func newVersionCard(keep func()) *versionCard {
	c := &versionCard{
		ground: newOutline(theme.Pane, theme.Line, 1, 8),
		who:    newLabel(theme.SizeBody, theme.Ink, true),
		when:   newLabel(theme.SizeCaption, theme.Caption, false),
		keep:   NewButton(ButtonData{Word: "Keep this one"}, keep),
		copy:   NewLink("Write from this", nil),
	}
	c.ExtendBaseWidget(c)
	return c
}

// set shows v with a place for each name, so that the cards' fields line up.
func (c *versionCard) set(v Version, names []string, differing map[string]bool) {
	c.who.set(v.Who)
	c.when.set(v.When)
	for len(c.fields) < len(names) {
		c.fields = append(c.fields, &versionField{
			ground:  newBox("", 6),
			caption: newLabel(theme.SizeCaption, theme.InkTwo, false),
			sign:    newLabel(theme.SizeCaption, theme.Amber, true),
			value:   NewText(""),
		})
	}
	c.fields = c.fields[:len(names)]
	for i, name := range names {
		f := c.fields[i]
		f.caption.set(name)
		value := v.value(name)
		f.value.SetInk(theme.Ink)
		if value == "" {
			value = "empty"
			f.value.SetInk(theme.Caption)
		}
		f.value.Set(value)
		if differing[name] {
			f.ground.tint(theme.AmberWash)
			f.sign.set("differs")
		} else {
			f.ground.tint("")
			f.sign.set("")
		}
	}
	relayout(c)
}

// CreateRenderer is called by Fyne.
func (c *versionCard) CreateRenderer() fyne.WidgetRenderer { return drawing{c} }

// AccessibilityLabel reads the version.
func (c *versionCard) AccessibilityLabel() string {
	s := c.who.full + ", " + c.when.full
	for _, f := range c.fields {
		s += ". " + f.caption.full + ": " + f.value.text
		if f.sign.full != "" {
			s += " (" + f.sign.full + ")"
		}
	}
	return s
}

// AccessibilityRole is a container.
func (c *versionCard) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (c *versionCard) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{c.ground.Rectangle, c.who.Text, c.when.Text}
	for _, f := range c.fields {
		out = append(out, f.ground.Rectangle, f.caption.Text, f.sign.Text, f.value)
	}
	return append(out, c.keep, c.copy)
}

func (c *versionCard) themed() {
	c.ground.themed()
	c.who.themed()
	c.when.themed()
	for _, f := range c.fields {
		f.ground.themed()
		f.caption.themed()
		f.sign.themed()
		f.value.Refresh()
	}
	c.keep.Refresh()
	c.copy.Refresh()
}

// fieldHigh is the height of field i at this inner width.
func (c *versionCard) fieldHigh(i int, width float32) float32 {
	if c.rows != nil {
		return c.rows[i]
	}
	return c.fields[i].high(width)
}

// HeightFor is the height at this width.
func (c *versionCard) HeightFor(width float32) float32 {
	h := unit(44) + unit(48)
	for i := range c.fields {
		h += c.fieldHigh(i, width-2*unit(versionPad))
	}
	return h
}

func (c *versionCard) least() fyne.Size { return fyne.NewSize(unit(200), unit(120)) }

func (c *versionCard) arrange(size fyne.Size) {
	pad := unit(versionPad)
	room := max(size.Width-2*pad, 1)
	c.ground.put(0, 0, size.Width, size.Height)
	used := c.who.fit(room)
	c.who.put(pad, unit(28))
	c.when.fit(max(room-used-unit(8), 0))
	c.when.put(pad+used+unit(8), unit(28))
	y := unit(44)
	for i, f := range c.fields {
		h := c.fieldHigh(i, room)
		f.ground.put(pad-unit(8), y, room+2*unit(8), h-unit(4))
		f.sign.putIn(size.Width-pad-f.sign.wide, y+unit(2), unit(20))
		f.caption.fit(max(room-f.sign.wide-unit(8), 0))
		f.caption.putIn(pad, y+unit(2), unit(20))
		f.value.Resize(fyne.NewSize(room, f.value.HeightFor(room)))
		f.value.Move(fyne.NewPos(pad, y+unit(22)))
		y += h
	}
	m := c.keep.MinSize()
	c.keep.Resize(m)
	c.keep.Move(fyne.NewPos(pad, y+unit(8)))
	l := c.copy.MinSize()
	c.copy.Resize(fyne.NewSize(min(l.Width, max(room-m.Width-unit(14), 0)), m.Height))
	c.copy.Move(fyne.NewPos(pad+m.Width+unit(14), y+unit(8)))
}
