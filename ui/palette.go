package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"github.com/sahilm/fuzzy"

	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// paletteRows is how many answers the palette shows.
const paletteRows = 10

// offer is one line of the palette.
type offer struct {
	word string
	key  string
	run  func()
}

type offers []offer

// String implements fuzzy.Source.
func (o offers) String(i int) string { return o[i].word }

// Len implements fuzzy.Source.
func (o offers) Len() int { return len(o) }

// palette finds chats and actions by a few letters.
type palette struct {
	popup  *widget.PopUp
	field  *paletteField
	rows   *fyne.Container
	all    offers
	found  offers
	marked int
}

// paletteField passes the keys that move and choose.
type paletteField struct {
	widget.Entry
	p *palette
}

// TypedKey moves the mark, chooses or leaves.
func (f *paletteField) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		f.p.popup.Hide()
	case fyne.KeyUp:
		f.p.mark(f.p.marked - 1)
	case fyne.KeyDown:
		f.p.mark(f.p.marked + 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		f.p.choose(f.p.marked)
	default:
		f.Entry.TypedKey(e)
	}
}

// showPalette opens it over the window.
func (s *Shell) showPalette() {
	p := &palette{all: s.offers(), rows: container.NewVBox()}
	p.field = &paletteField{p: p}
	p.field.ExtendBaseWidget(p.field)
	p.field.SetPlaceHolder("A customer, or what you want to do")
	p.field.OnChanged = p.search
	width := container.NewGridWrap(fyne.NewSize(theme.Px(520), 0))
	body := container.NewVBox(width, p.field, p.rows)
	p.popup = widget.NewModalPopUp(container.NewPadded(body), s.window.Canvas())
	p.search("")
	p.popup.Show()
	s.window.Canvas().Focus(p.field)
}

// offers are the chats in the order of the board, then the actions.
func (s *Shell) offers() offers {
	var all offers
	s.opts.Desk.Snapshot().Boards[view.All].Each(func(r *view.Row) bool {
		all = append(all, offer{
			word: words.Name(r.Customer) + " · " + words.Channel(r.Channel) + " · " + words.Who(r), key: "chat",
			run: func() { s.open(r.ID) },
		})
		return len(all) < 2_000
	})
	for _, a := range s.table {
		all = append(all, offer{word: a.word, key: a.keys(), run: a.run})
	}
	return all
}

func (p *palette) search(text string) {
	p.found = p.found[:0]
	if text == "" {
		for i := len(p.all) - 1; i >= 0 && len(p.found) < paletteRows; i-- {
			if p.all[i].key != "chat" {
				p.found = append(p.found, p.all[i])
			}
		}
		reverse(p.found)
	} else {
		for _, m := range fuzzy.FindFrom(text, p.all) {
			if len(p.found) < paletteRows {
				p.found = append(p.found, p.all[m.Index])
			}
		}
	}
	p.mark(0)
}

func reverse(o offers) {
	for i, j := 0, len(o)-1; i < j; i, j = i+1, j-1 {
		o[i], o[j] = o[j], o[i]
	}
}

// mark moves the mark and draws the answers.
func (p *palette) mark(i int) {
	p.marked = max(0, min(i, len(p.found)-1))
	p.rows.Objects = nil
	for i, o := range p.found {
		word := kit.NewBody(o.word).Yield()
		if i == p.marked {
			word = kit.NewStrong(o.word).Yield()
		}
		line := container.NewBorder(nil, nil, nil, kit.NewCaption(o.key), word)
		name := theme.Pane
		if i == p.marked {
			name = theme.BlueWash
		}
		p.rows.Add(newTap(on(name, container.NewPadded(line)), func() { p.choose(i) }))
	}
	if len(p.found) == 0 {
		p.rows.Add(container.NewPadded(kit.NewSecondary("Nothing is called that.")))
	}
	p.rows.Refresh()
	if p.popup != nil {
		p.popup.Resize(p.popup.MinSize())
	}
}

func (p *palette) choose(i int) {
	p.popup.Hide()
	if i >= 0 && i < len(p.found) {
		p.found[i].run()
	}
}
