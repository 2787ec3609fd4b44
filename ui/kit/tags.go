package kit

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// tagsOffered is how many suggestions stand under the entry.
const tagsOffered = 5

// TagMost is the longest tag, in characters; the hub takes no longer one. What is
// longer stays in the entry, with the reason.
const TagMost = 40

// Tags is a row of chips, each with a cross, and an entry for one more. Enter adds
// what is written, or the suggestion that the arrows mark; Tab goes from chip to chip,
// where Enter, Space and Delete take it away. A tag that is there already, in
// whatever letters, is not added twice.
type Tags struct {
	widget.BaseWidget
	// OnAdd is told a new tag, without space around it.
	OnAdd func(tag string)
	// OnRemove is told which tag is not wanted.
	OnRemove func(tag string)
	// OnEscape is told of Esc in the entry, when nothing is written there.
	OnEscape func()
	// OnShortcut receives shortcuts that writing does not use.
	OnShortcut func(s fyne.Shortcut)

	tags    []string
	known   []string
	offered []string
	marked  int // among offered, or -1
	chips   []*tagChip
	offers  []*Button
	field   *Field
	note    *label
}

var (
	_ fyne.Widget     = (*Tags)(nil)
	_ fyne.Accessible = (*Tags)(nil)
	_ Tall            = (*Tags)(nil)
)

// NewTags makes a row without tags.
func NewTags() *Tags {
	t := &Tags{field: NewField("+ add"), marked: -1, note: newLabel(theme.SizeCaption, theme.InkTwo, false)}
	t.field.OnChanged = func(string) { t.suggest() }
	t.field.OnKey = t.key
	t.field.OnFocus = func(bool) { t.suggest() }
	t.field.OnShortcut = func(s fyne.Shortcut) { call(t.OnShortcut, s) }
	for range tagsOffered {
		i := len(t.offers)
		b := NewButton(ButtonData{}, func() { t.take(i) })
		b.Hide()
		t.offers = append(t.offers, b)
	}
	t.ExtendBaseWidget(t)
	return t
}

// Set changes the tags and what is suggested, best known first. What is being
// written stays.
func (t *Tags) Set(tags, known []string) {
	if slices.Equal(tags, t.tags) && slices.Equal(known, t.known) {
		return
	}
	t.tags, t.known = slices.Clone(tags), slices.Clone(known)
	for len(t.chips) < len(tags) {
		t.chips = append(t.chips, newTagChip(t))
	}
	t.chips = t.chips[:len(tags)]
	for i, tag := range tags {
		t.chips[i].set(tag)
	}
	t.suggest()
	relayout(t)
}

// Focusable is the entry.
func (t *Tags) Focusable() fyne.Focusable { return t.field }

// has says whether the tag is there, in whatever letters.
func (t *Tags) has(tag string) bool {
	return slices.ContainsFunc(t.tags, func(o string) bool { return strings.EqualFold(o, tag) })
}

// suggest offers known tags that begin with what is written.
func (t *Tags) suggest() {
	text := strings.ToLower(strings.TrimSpace(t.field.Text))
	t.offered, t.marked = nil, -1
	for _, k := range t.known {
		if text != "" && len(t.offered) < tagsOffered && strings.HasPrefix(strings.ToLower(k), text) && !t.has(k) {
			t.offered = append(t.offered, k)
		}
	}
	t.note.tint(theme.InkTwo)
	words := ""
	if text != "" && t.has(text) {
		words = "It has this tag already."
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(t.field.Text)); n > TagMost {
		words = "Too long: " + strconv.Itoa(n) + " of " + strconv.Itoa(TagMost) + " characters."
		t.note.tint(theme.Red)
	}
	t.note.set(words)
	t.paint()
	relayout(t)
}

func (t *Tags) paint() {
	for i, b := range t.offers {
		show(b, i < len(t.offered))
		if i < len(t.offered) {
			b.Set(ButtonData{Word: t.offered[i], Chosen: i == t.marked})
		}
	}
}

func (t *Tags) key(e *fyne.KeyEvent) bool {
	switch {
	case isEnter(e) && t.marked >= 0:
		t.take(t.marked)
	case isEnter(e):
		t.add(t.field.Text)
	case e.Name == fyne.KeyDown && len(t.offered) > 0:
		t.marked = (t.marked + 1) % len(t.offered)
		t.paint()
		relayout(t)
	case e.Name == fyne.KeyUp && len(t.offered) > 0:
		t.marked = max(t.marked, 0)
		t.marked = (t.marked + len(t.offered) - 1) % len(t.offered)
		t.paint()
		relayout(t)
	case e.Name == fyne.KeyEscape && t.field.Text != "":
		t.field.SetText("")
	case e.Name == fyne.KeyEscape:
		if t.OnEscape != nil {
			t.OnEscape()
		}
	default:
		return false
	}
	return true
}

// take adds a suggestion and leaves the keyboard in the entry.
func (t *Tags) take(i int) {
	if i < len(t.offered) {
		t.add(t.offered[i])
		focusOn(t, t.field)
	}
}

func (t *Tags) add(tag string) {
	tag = strings.TrimSpace(tag)
	if tag == "" || t.has(tag) || utf8.RuneCountInString(tag) > TagMost {
		return // the note says why
	}
	t.field.SetText("")
	call(t.OnAdd, tag)
}

// remove tells that a tag is not wanted; the keyboard, if the chip had it, goes to
// the entry, for the chip will show another tag or none.
func (t *Tags) remove(tag string, focused bool) {
	if focused {
		focusOn(t, t.field)
	}
	call(t.OnRemove, tag)
}

// CreateRenderer is called by Fyne.
func (t *Tags) CreateRenderer() fyne.WidgetRenderer { return drawing{t} }

// AccessibilityLabel reads the tags.
func (t *Tags) AccessibilityLabel() string {
	if len(t.tags) == 0 {
		return "No tags"
	}
	return "Tags: " + strings.Join(t.tags, ", ")
}

// AccessibilityRole is a container.
func (t *Tags) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (t *Tags) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, c := range t.chips {
		out = append(out, c)
	}
	out = append(out, t.field, t.note.Text)
	for _, b := range t.offers {
		out = append(out, b)
	}
	return out
}

func (t *Tags) themed() {
	for _, c := range t.chips {
		c.Refresh()
	}
	t.field.Refresh()
	t.note.themed()
	for _, b := range t.offers {
		b.Refresh()
	}
}

// flow lays out chips, then the entry on a line of its own, then suggestions; the
// line of suggestions is always there, so that nothing below moves while somebody
// writes.
func (t *Tags) flow(width float32, place bool) float32 {
	chips := make([]fyne.CanvasObject, len(t.chips))
	for i, c := range t.chips {
		chips[i] = c
	}
	y := Flow(chips, width, unit(6), place)
	if y > 0 {
		y += unit(8)
	}
	if place {
		t.field.Resize(fyne.NewSize(min(width, unit(260)), unit(34)))
		t.field.Move(fyne.NewPos(0, y))
		x, top := float32(0), y+unit(38)
		for i, b := range t.offers {
			m := b.MinSize()
			fits := i < len(t.offered) && x+m.Width <= width
			show(b, fits)
			b.Resize(m)
			b.Move(fyne.NewPos(x, top))
			if fits {
				x += m.Width + unit(6)
			}
		}
		t.note.fit(max(width-x, 0))
		t.note.putIn(x, top, unit(28))
	}
	return y + unit(68)
}

// HeightFor is the height at this width.
func (t *Tags) HeightFor(width float32) float32 { return t.flow(width, false) }

func (t *Tags) least() fyne.Size {
	w := unit(160)
	return fyne.NewSize(w, t.HeightFor(max(t.Size().Width, w)))
}

func (t *Tags) arrange(size fyne.Size) { t.flow(size.Width, true) }
