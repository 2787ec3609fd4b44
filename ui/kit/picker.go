package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// pickerRows is how many rows a Picker shows before it scrolls.
const pickerRows = 6

// Picker is for choosing one of many: a search field over rows. Arrows move the
// mark, Enter and a click choose, Esc leaves. The mark may stand on a locked row, so
// that its reason can be read, but nothing chooses one.
//
// While somebody looks, Set moves nothing: rows keep their places and the mark its
// key, newcomers come last, and who is gone stays as a locked row until the next
// letter of the search.
type Picker struct {
	widget.BaseWidget
	// OnChoose is told which free row was chosen.
	OnChoose func(key string)
	// OnLocked is told which locked row was tried; the picker prints the reason too.
	OnLocked func(key, reason string)
	// OnEscape is told of Esc.
	OnEscape func()
	// OnShortcut receives shortcuts that searching does not use.
	OnShortcut func(s fyne.Shortcut)
	// OnFocus is told when the keyboard comes to or leaves search or rows.
	OnFocus func(focused bool)

	all    map[string]Choice
	order  []string // as given
	shown  []string // as drawn
	marked string
	chosen string
	title  *label
	field  *Field
	list   *List[*choiceRow]
	note   *label
}

var (
	_ fyne.Widget     = (*Picker)(nil)
	_ fyne.Accessible = (*Picker)(nil)
	_ Tall            = (*Picker)(nil)
)

// NewPicker makes an empty picker; without a title it shows none.
func NewPicker(title, placeholder string) *Picker {
	p := &Picker{
		all:   map[string]Choice{},
		title: newLabel(theme.SizeTitle, theme.Ink, true),
		field: NewField(placeholder),
		note:  newLabel(theme.SizeCaption, theme.InkTwo, false),
	}
	p.title.set(title)
	p.list = NewList(newChoiceRow, func() float32 { return unit(choiceHigh) })
	p.list.SetSource(pickerSource{p})
	p.list.OnOpen = p.choose
	p.list.OnCursor = p.mark
	p.list.OnKey = func(e *fyne.KeyEvent) { p.key(e) }
	p.list.OnRune = func(r rune) { focusOn(p, p.field); p.field.TypedRune(r) }
	p.list.OnFocus = p.focus
	p.field.OnFocus = p.focus
	p.field.OnKey = p.key
	p.field.OnChanged = func(string) { p.search() }
	p.field.OnShortcut = func(s fyne.Shortcut) {
		if p.OnShortcut != nil {
			p.OnShortcut(s)
		}
	}
	p.ExtendBaseWidget(p)
	p.say()
	return p
}

// Set changes the choices. Keys must be distinct.
func (p *Picker) Set(choices []Choice) {
	first := len(p.all) == 0
	next := make(map[string]Choice, len(choices))
	order := make([]string, 0, len(choices))
	for _, c := range choices {
		next[c.Key] = c
		order = append(order, c.Key)
	}
	for _, key := range p.shown {
		if c, ok := p.all[key]; ok && next[key].Key == "" {
			c.Locked = "no longer here"
			next[key] = c
		}
	}
	p.all, p.order = next, order
	if first {
		p.search()
		return
	}
	for _, key := range p.found() {
		if !slices.Contains(p.shown, key) {
			p.shown = append(p.shown, key)
		}
	}
	p.list.Refresh()
	p.mark(p.marked)
}

// Marked is the key that Enter would choose, or "".
func (p *Picker) Marked() string { return p.marked }

// Chosen is the free choice made last, or "" if there is none or it was locked
// since.
func (p *Picker) Chosen() string {
	if c, ok := p.all[p.chosen]; ok && c.Locked == "" {
		return p.chosen
	}
	return ""
}

// Search writes text into the search field.
func (p *Picker) Search(text string) { p.field.SetText(text) }

// Focusable is the search field.
func (p *Picker) Focusable() fyne.Focusable { return p.field }

func (p *Picker) focus(on bool) {
	if p.OnFocus != nil {
		p.OnFocus(on)
	}
}

// key uses those that move, choose and leave.
func (p *Picker) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp:
		p.step(-1)
	case fyne.KeyDown:
		p.step(1)
	case fyne.KeyPageUp:
		p.step(1 - pickerRows)
	case fyne.KeyPageDown:
		p.step(pickerRows - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.choose(p.marked)
	case fyne.KeyEscape:
		if p.OnEscape != nil {
			p.OnEscape()
		}
	default:
		return false
	}
	return true
}

func (p *Picker) step(n int) {
	if len(p.shown) == 0 {
		return
	}
	i := slices.Index(p.shown, p.marked)
	p.mark(p.shown[min(max(i+n, 0), len(p.shown)-1)])
	if !p.Size().IsZero() {
		p.list.ScrollTo(p.marked)
	}
}

// mark moves the mark, draws the rows in sight and says what is the matter.
func (p *Picker) mark(key string) {
	p.marked = key
	p.list.cursor = key
	p.list.Rebind()
	p.say()
}

func (p *Picker) choose(key string) {
	c, ok := p.all[key]
	if !ok {
		return
	}
	if c.Locked == "" {
		p.chosen = key
	}
	p.mark(key)
	if c.Locked != "" {
		if p.OnLocked != nil {
			p.OnLocked(key, c.Locked)
		}
		return
	}
	if p.OnChoose != nil {
		p.OnChoose(key)
	}
}

// say prints what Enter would do, or why it would do nothing.
func (p *Picker) say() {
	c, ok := p.all[p.marked]
	words, ink := "↑ ↓ move · Enter chooses · Esc leaves", theme.Caption
	switch {
	case len(p.all) == 0:
		words = "There is nothing to choose from yet."
	case len(p.shown) == 0:
		words = "Nothing is called that."
	case ok && c.Locked != "":
		words, ink = c.Name+" cannot be chosen: "+c.Locked, theme.Ink
	case ok && p.Chosen() == p.marked:
		words, ink = c.Name+" is chosen", theme.Blue
	}
	p.note.tint(ink)
	if p.note.set(words) {
		relayout(p)
	}
}
