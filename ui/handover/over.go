package handover

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/shift/handover"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// goesOver is what goes over if the person at this desk signs now. The program collects
// it and it is live until then; what a person adds are words, of each item and of the
// whole.
type goesOver struct {
	pane    *Pane
	content fyne.CanvasObject
	table   *kit.Table
	empty   *kit.EmptyState
	signed  *kit.Lines

	panel  *fyne.Container
	title  *kit.Words
	about  *kit.Text
	note   *kit.Field
	open   *kit.Button
	said   *kit.Text
	sign   *kit.Button
	renew  *kit.Button // a new key, after a lead has retired the one before
	foot   *fyne.Container
	column *fyne.Container

	items   []handover.Item
	notes   map[string]string // by item
	whole   string            // of the shift
	at      string            // the item beside the table
	loading bool              // a note is put into the field
	sending bool
	trouble string
}

func newGoesOver(p *Pane) *goesOver {
	d := &goesOver{pane: p, notes: make(map[string]string), signed: kit.NewLines()}
	d.table = kit.NewTable(
		kit.Column{Caption: "Kind", Least: 96}, kit.Column{Caption: "What goes over", Least: 200, Share: 3},
		kit.Column{Caption: "Due", Least: 134, Priority: 1}, kit.Column{Caption: "Your words", Least: 130, Share: 1, Priority: 2},
	)
	d.table.OnOpen, d.table.OnCursor = d.show, d.show
	d.table.OnRune = d.rune
	d.empty = kit.NewEmptyState(kit.EmptyData{Title: "Reading", Text: "What goes over is collected by the program."})
	d.title, d.about, d.said = kit.NewTitle("").Yield(), kit.NewQuietText(""), kit.NewQuietText("")
	d.note = kit.NewField("What the next one should know")
	d.note.OnChanged = d.typed
	d.note.OnShortcut = func(s fyne.Shortcut) {
		if !d.shortcut(s) && p.opts.Shortcut != nil {
			p.opts.Shortcut(s)
		}
	}
	d.note.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
			d.focus() // what is typed is kept
			return true
		}
		return false
	}
	d.open = kit.NewButton(kit.ButtonData{Word: "Open", Key: "O"}, d.openIt)
	d.sign = kit.NewButton(kit.ButtonData{}, d.Sign)
	d.renew = kit.NewButton(kit.ButtonData{Word: "Make a new key", Key: "K", Kind: kit.Primary}, d.Renew)
	d.renew.Hide()
	d.build()
	p.opts.Desk.Draft("", noteOfShift, func(t string) { p.opts.Post(func() { d.whole = t }) })
	return d
}

// The names under which words are kept that are not signed yet.
const (
	noteOfShift = "handover/shift"
	noteOfItem  = "handover/item/"
)

func (d *goesOver) build() {
	d.panel = kit.NewColumn(8, d.title, d.about, container.NewHBox(d.open), section("Your words about it · N"), d.note)
	d.column = kit.NewColumn(12, d.signed, d.panel)
	pad := theme.Px(20)
	d.foot = container.NewHBox(d.sign, d.renew)
	foot := container.NewVBox(kit.NewHairline(), container.New(layout.NewCustomPaddedLayout(theme.Px(12), theme.Px(12), pad, pad),
		kit.NewColumn(8, d.foot, d.said)))
	right := container.NewBorder(nil, foot, nil, nil,
		container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), d.column)))
	d.content = kit.NewSplit(0,
		kit.SplitPane{Content: container.NewStack(d.table, d.empty), Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), right), Size: 430, Min: 340},
	)
	d.panel.Hide()
}

func (d *goesOver) render(s *app.Snapshot) {
	d.items = grouped(s.Handovers.Draft)
	rows := make([]kit.TableRow, len(d.items))
	for i := range d.items {
		it := &d.items[i]
		d.recall(it.ID)
		rows[i] = kit.TableRow{Key: it.ID, Cells: []kit.Cell{
			kindCell(it.Kind, i == 0 || d.items[i-1].Kind != it.Kind), whatCell(it), d.pane.dueCell(it.Due), {Text: firstLine(d.notes[it.ID])},
		}}
		if !it.Due.IsZero() && it.Due < d.pane.opts.Now() {
			rows[i].Tone = kit.Red
		}
	}
	d.table.Set(rows)
	d.explain(s)
	d.status(s)
	d.lock()
	if _, ok := d.item(); !ok && d.at != "" {
		d.about.Set("It is not open any more: somebody finished it, or has it.")
	}
}

// recall reads once what was written about an item and never signed.
func (d *goesOver) recall(id string) {
	if _, known := d.notes[id]; known {
		return
	}
	d.notes[id] = ""
	d.pane.opts.Desk.Draft("", noteOfItem+id, func(t string) {
		if t == "" {
			return
		}
		d.pane.opts.Post(func() {
			if d.notes[id] == "" {
				d.notes[id] = t
				if d.pane.snap != nil {
					d.render(d.pane.snap)
				}
			}
		})
	})
}

func (d *goesOver) explain(s *app.Snapshot) {
	kit.SetShown(d.empty, len(d.items) == 0)
	switch {
	case s.Handovers.Shift == "":
		d.empty.Set(kit.EmptyData{Title: "No shift to hand over", Text: s.Cover.Words})
	default:
		d.empty.Set(kit.EmptyData{
			Title: "Nothing has to go over", Text: "Open chats, calls, promises, escalations, follow-ups and errors of the bot that nobody wrote up stand here by themselves, until they are done or signed over.",
		})
	}
}

// status shows documents of mine that wait for somebody.
func (d *goesOver) status(s *app.Snapshot) {
	var ds []kit.LineData
	for i := range s.Handovers.Signed {
		h := &s.Handovers.Signed[i]
		pill := kit.PillData{Word: words.Of(len(h.Items)-h.Open, len(h.Items)), Tone: kit.Amber}
		if h.Raised {
			pill.Tone = kit.Red
		}
		ds = append(ds, kit.LineData{
			Key: h.Hash, Word: "Handed over", Pill: pill, Text: words.Upper(words.HandoverState(h, d.pane.opts.Now(), d.pane.timeOfDay)) + ".",
			Ways: []kit.ButtonData{{Word: "Show"}},
		})
	}
	d.signed.OnWay = func(key string, _ int) {
		d.pane.Turn(int(tabPapers))
		d.pane.papers.show(key)
	}
	d.signed.Set(ds...)
	kit.SetShown(d.signed, len(ds) > 0)
	d.column.Refresh()
}

// waits reports whether all that goes over is in what was signed already and waits for
// whoever receives it: that is not to be signed twice by a key pressed twice.
func (d *goesOver) waits() bool {
	waiting := make(map[string]bool)
	if d.pane.snap == nil {
		return false
	}
	for i := range d.pane.snap.Handovers.Signed {
		for _, it := range d.pane.snap.Handovers.Signed[i].Items {
			waiting[it.ID] = it.Acknowledged.IsZero()
		}
	}
	for i := range d.items {
		if !waiting[d.items[i].ID] {
			return false
		}
	}
	return len(d.items) > 0
}

// lock says whether it can be signed, and if not, why.
func (d *goesOver) lock() {
	s := d.pane.snap
	data := kit.ButtonData{Word: "Sign and hand over " + words.Count(len(d.items), "item"), Key: "Ctrl S", Kind: kit.Primary, Locked: d.why(s)}
	if len(d.items) == 0 {
		data.Word = "Sign that nothing goes over"
	}
	again := d.waits()
	if again {
		data.Word, data.Kind = "Sign again, "+words.Count(len(d.items), "item"), kit.Plain
	}
	d.sign.Set(data)
	if kit.SetShown(d.renew, s != nil && s.Handovers.Key.Retired && s.Link.State == app.LinkLive) {
		d.foot.Refresh()
	}
	text := d.trouble
	switch {
	case text != "":
	case data.Locked != "":
		text = words.Upper(data.Locked) + "."
	case again:
		text = "All of it is in what you signed, and waits to be acknowledged. Sign again only to say more, or to somebody else."
	default:
		text = "You choose who receives it. They acknowledge it item by item; what nobody has acknowledged within " +
			words.Span(d.pane.opts.Policy.Handover.Ack) + " goes to the lead."
	}
	d.said.Set(text)
	d.column.Refresh()
}

// Renew makes another key, which the hub has to know before it signs.
func (d *goesOver) Renew() {
	if !d.renew.Visible() || d.sending {
		return
	}
	d.sending, d.trouble = true, ""
	d.lock()
	d.pane.opts.Desk.RenewKey(func(err error) {
		d.pane.opts.Post(func() {
			d.sending = false
			if err != nil {
				d.trouble = "No new key: " + err.Error()
			}
			d.lock()
		})
	})
}

func (d *goesOver) why(s *app.Snapshot) string {
	switch {
	case s == nil:
		return "the floor is not read yet"
	case s.Handovers.Shift == "":
		return "there is no shift of yours to hand over"
	case d.sending:
		return "the hub is asked"
	case s.Link.State != app.LinkLive:
		return "signing needs the hub, and it is not connected; what you write here is kept"
	case s.Handovers.Key.Words != "":
		return strings.TrimSuffix(s.Handovers.Key.Words, ".")
	}
	return ""
}

func (d *goesOver) item() (*handover.Item, bool) {
	for i := range d.items {
		if d.items[i].ID == d.at {
			return &d.items[i], true
		}
	}
	return nil, false
}

// show puts an item beside the table.
func (d *goesOver) show(id string) {
	d.at = id
	it, ok := d.item()
	if !ok {
		return
	}
	d.table.Select(id)
	d.panel.Show()
	one, _ := kindWord(it.Kind)
	d.title.Set(whatCell(it).Text)
	lines := []string{one + ": " + it.Title}
	for _, more := range []string{it.Words, it.Ref} {
		if more != "" && more != it.Title {
			lines = append(lines, more)
		}
	}
	if !it.Due.IsZero() {
		lines = append(lines, "Due "+d.pane.clock(it.Due))
	}
	d.about.Set(strings.Join(lines, "\n"))
	kit.SetShown(d.open, it.Chat != "" || it.Record != "")
	d.loading = true
	d.note.SetText(d.notes[id])
	d.loading = false
	d.column.Refresh()
}

// typed keeps what is written about an item.
func (d *goesOver) typed(text string) {
	if d.loading || d.at == "" {
		return
	}
	d.notes[d.at] = text
	d.pane.opts.Desk.SaveDraft("", noteOfItem+d.at, text)
	if d.pane.snap != nil {
		d.render(d.pane.snap)
	}
}

func (d *goesOver) openIt() {
	if it, ok := d.item(); ok {
		d.pane.openItem(it.Chat, it.Record)
	}
}

func (d *goesOver) tick() { d.render(d.pane.snap) }

func (d *goesOver) focus() { d.pane.focusTable(d.table, len(d.items)) }

func (d *goesOver) shortcut(s fyne.Shortcut) bool {
	return shelf.Keys{fyne.KeyS: d.Sign, fyne.KeyN: d.write}.Use(s)
}

// write puts the keyboard into the words about the item.
func (d *goesOver) write() {
	if d.at == "" {
		d.show(d.table.Cursor())
	}
	if d.at != "" {
		d.pane.opts.Focus(d.note)
	}
}

func (d *goesOver) rune(r rune) {
	if r == 'k' || r == 'K' { // is of the desk, and of no row
		d.Renew()
		return
	}
	d.pane.letter(r, d.table, d.show, map[rune]func(){'n': d.write, 'o': d.openIt})
}
