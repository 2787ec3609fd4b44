package closing

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"floorwalker/ui/kit"
)

// option is one line of a list.
type option struct{ key, name, detail string }

// pick is one line in which a choice is made by typing a part of it: letters narrow
// the list under it down, arrows move, Enter takes the mark and goes on. Leaving it
// with letters in it takes the mark too, and with letters that mean nothing brings
// back what was chosen before.
type pick struct {
	field *kit.Field
	house *sheet
	all   []option
	// chosen is the key that is chosen; shown are its words.
	chosen, shown string
	// free, if set, says whether words that are no option may stand there.
	free func(text string) bool
	// matches, if set, finds the options for words in another way.
	matches func(text string) []option
	onPick  func(key string) // told of a choice by the person
	// lost is told whether what is typed means nothing in the list.
	lost   func(is bool)
	onText func(text string)
	quiet  bool // words are being set, not typed
	typed  bool // something was typed since the field got the keyboard
}

func newPick(house *sheet, placeholder string) *pick {
	p := &pick{field: kit.NewField(placeholder), house: house}
	p.field.OnChanged = p.changed
	p.field.OnKey = p.key
	p.field.OnShortcut = house.shortcut
	p.field.OnFocus = p.focused
	return p
}

func (p *pick) object() fyne.CanvasObject  { return p.field }
func (p *pick) focusable() fyne.Focusable  { return p.field }
func (p *pick) options(all []option)       { p.all = all }
func (p *pick) find(key string) (o option) { return found(p.all, key) }

func found(all []option, key string) option {
	if i := slices.IndexFunc(all, func(o option) bool { return o.key == key }); i >= 0 {
		return all[i]
	}
	return option{}
}

// choose shows what is chosen without telling anybody; while somebody types there,
// their letters stay.
func (p *pick) choose(key string) {
	p.chosen, p.shown = key, p.find(key).name
	if key != "" && p.shown == "" {
		p.shown = key // of a policy that had such a choice
	}
	p.put(p.shown)
}

func (p *pick) put(words string) {
	if p.typed || p.field.Text == words {
		return
	}
	p.quiet = true
	p.field.SetText(words)
	p.quiet = false
}

func (p *pick) focused(on bool) {
	if on {
		p.typed = false
		p.house.reveal(p.field)
		if p.free == nil && p.field.Text != "" {
			p.field.TypedShortcut(&fyne.ShortcutSelectAll{}) // the first letter replaces
		}
		return
	}
	if p.house.menu.inside && p.house.menu.owner == p {
		return // a click on the list is on its way
	}
	p.settle()
}

// settle takes what was typed as it stands.
func (p *pick) settle() {
	o, ok := p.house.menu.choice()
	ok = ok && p.house.menu.owner == p
	p.house.menu.close(p)
	if !p.typed {
		return
	}
	p.typed = false
	p.miss(false)
	text := strings.TrimSpace(p.field.Text)
	switch {
	case text == "" && p.free == nil:
		p.put(p.shown)
	case ok:
		p.take(o)
	case p.free != nil && p.free(text):
		p.shown = p.field.Text
	case p.free == nil:
		p.put(p.shown)
	}
}

func (p *pick) changed(text string) {
	if p.quiet {
		return
	}
	p.typed = true
	if p.onText != nil {
		p.onText(text)
	}
	p.offer()
}

// offer opens the list for what is typed.
func (p *pick) offer() {
	text := strings.TrimSpace(p.field.Text)
	list := p.match(text)
	p.miss(p.free == nil && text != "" && len(list) == 0)
	if len(list) == 0 {
		p.house.menu.close(p)
		return
	}
	p.house.openMenu(p, list, 0)
}

func (p *pick) miss(is bool) {
	if p.lost != nil {
		p.lost(is)
	}
}

// match returns the options that words mean.
func (p *pick) match(text string) []option {
	if p.matches != nil {
		return p.matches(text)
	}
	return p.byName(text)
}

// byName returns the options whose names begin with the words, then those with a
// word that does, then those that have them anywhere.
func (p *pick) byName(text string) []option {
	want := strings.ToLower(text)
	var by [3][]option
	for _, o := range p.all {
		name := strings.ToLower(o.name)
		switch {
		case strings.HasPrefix(name, want):
			by[0] = append(by[0], o)
		case strings.Contains(" "+name, " "+want):
			by[1] = append(by[1], o)
		case len(want) > 1 && strings.Contains(name, want):
			by[2] = append(by[2], o)
		}
	}
	return slices.Concat(by[0], by[1], by[2])
}

func (p *pick) take(o option) {
	p.typed = false
	p.house.menu.close(p)
	p.chosen, p.shown = o.key, o.name
	p.put(o.name)
	if p.onPick != nil {
		p.onPick(o.key)
	}
}

func (p *pick) key(e *fyne.KeyEvent) bool {
	m := p.house.menu
	mine := m.owner == p
	switch e.Name {
	case fyne.KeyDown:
		if mine {
			m.step(1)
		} else if list := p.match(""); len(list) > 0 {
			p.house.openMenu(p, list, slices.IndexFunc(list, func(o option) bool { return o.key == p.chosen }))
		}
	case fyne.KeyUp:
		if mine {
			m.step(-1)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		p.enter()
	case fyne.KeyEscape:
		if !mine {
			return p.house.key(e)
		}
		m.close(p)
		if p.free == nil {
			p.typed = false
			p.put(p.shown)
		}
	default:
		return p.house.key(e)
	}
	return true
}

// enter takes the mark and goes on to the next field. What means nothing stays, to
// be mended.
func (p *pick) enter() {
	if p.typed && p.free == nil && strings.TrimSpace(p.field.Text) != "" && p.house.menu.owner != p {
		return
	}
	if o, ok := p.house.menu.choice(); ok && p.house.menu.owner == p {
		p.take(o)
	}
	p.house.next()
}
