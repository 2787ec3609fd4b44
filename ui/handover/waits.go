package handover

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/shift/handover"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// waits is what others have signed over to the person at this desk: each item is
// acknowledged by itself, and is theirs from then on (D-05).
type waits struct {
	pane    *Pane
	content fyne.CanvasObject
	table   *kit.Table
	empty   *kit.EmptyState

	scroll          *container.Scroll
	column          *fyne.Container
	title           *kit.Words
	about, from     *kit.Text
	note, whole     *kit.Text
	noteOf, wholeOf fyne.CanvasObject
	ack, all, group *kit.Button
	open            *kit.Button
	said            *kit.Text

	rows    []waiting
	at      string
	sending map[string]bool
	trouble string
}

// waiting is one item of one document.
type waiting struct {
	key   string // hash and id
	paper *view.Handover
	item  handover.Item // as signed; only title and kind if the document cannot be read
	done  bool
	by    string
	// has is who has taken it, where it is a chat that goes on and a lead has to know of
	// it, too.
	has string
}

func newWaits(p *Pane) *waits {
	w := &waits{pane: p, sending: make(map[string]bool)}
	w.table = kit.NewTable(
		kit.Column{Caption: "Kind", Least: 96}, kit.Column{Caption: "What comes to you", Least: 200, Share: 3},
		kit.Column{Caption: "Due", Least: 134, Priority: 2}, kit.Column{Caption: "Acknowledged", Least: 130, Priority: 1},
	)
	w.table.OnOpen, w.table.OnCursor = w.show, w.show
	w.table.OnSpace(w.press)
	w.table.OnRune = w.rune
	w.empty = kit.NewEmptyState(kit.EmptyData{Title: "Reading", Text: "What others hand over comes from this desk's own disk first."})
	w.title, w.about, w.from = kit.NewTitle("").Yield(), kit.NewQuietText(""), kit.NewQuietText("")
	w.note, w.whole, w.said = kit.NewText(""), kit.NewText(""), kit.NewQuietText("")
	w.ack = kit.NewButton(kit.ButtonData{}, func() { w.press(w.at) })
	w.group = kit.NewButton(kit.ButtonData{}, w.Group)
	w.all = kit.NewButton(kit.ButtonData{}, w.All)
	w.open = kit.NewButton(kit.ButtonData{Word: "Open", Key: "O"}, w.openIt)
	w.noteOf, w.wholeOf = section("Their words about it"), section("Of the shift as a whole")
	w.column = kit.NewColumn(8, w.title, w.about,
		container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), w.ack, w.open, w.group, w.all), w.said,
		w.noteOf, w.note, w.wholeOf, w.whole, section("The handover"), w.from)
	pad := theme.Px(20)
	w.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), w.column))
	w.scroll.Hide()
	w.content = kit.NewSplit(0,
		kit.SplitPane{Content: container.NewStack(w.table, w.empty), Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), w.scroll), Size: 430, Min: 340},
	)
	return w
}

func (w *waits) render(s *app.Snapshot) {
	w.rows = w.rows[:0:0]
	var rows []kit.TableRow
	for i := range s.Handovers.Waiting {
		for _, one := range w.pane.itemsOf(&s.Handovers.Waiting[i]) {
			if one.done {
				delete(w.sending, one.key)
			}
			w.rows = append(w.rows, one)
			rows = append(rows, w.row(one, len(w.rows) == 1 || w.rows[len(w.rows)-2].item.Kind != one.item.Kind))
		}
	}
	w.table.Set(rows)
	if len(rows) == 0 {
		w.empty.Set(kit.EmptyData{
			Title: "Nothing comes to you", Text: "What somebody signs over to you stands here, each thing by itself, until you have taken it. What is acknowledged is yours.",
		})
	}
	kit.SetShown(w.empty, len(rows) == 0)
	if _, ok := w.opened(); !ok && len(w.rows) > 0 {
		w.at = w.firstOpen()
		w.table.Select(w.at)
	}
	w.fill()
}

// itemsOf pairs the items of a document with who acknowledged them, in groups.
func (p *Pane) itemsOf(h *view.Handover) []waiting {
	state := make(map[string]*view.HandoverItem, len(h.Items))
	for i := range h.Items {
		state[h.Items[i].ID] = &h.Items[i]
	}
	var items []handover.Item
	if f := p.fileOf(&h.Handover); f != nil {
		items = f.Document.Items
	} else {
		for _, it := range h.Items {
			items = append(items, handover.Item{ID: it.ID, Kind: handover.Kind(it.Kind), Title: it.Title, Chat: it.Chat, Obligation: it.Obligation, Record: it.Record})
		}
	}
	var out []waiting
	for _, it := range grouped(items) {
		one := waiting{key: h.Hash + " " + it.ID, paper: h, item: it}
		switch st := state[it.ID]; {
		case st == nil:
		case !st.Acknowledged.IsZero():
			one.done, one.by = true, st.ByName+", "+p.timeOfDay(st.Acknowledged)
		case st.NeedsLead:
			one.has = st.ByName
		}
		out = append(out, one)
	}
	return out
}

func (w *waits) row(one waiting, first bool) kit.TableRow {
	state := kit.Cell{Pill: kit.PillData{Word: "waits for you", Tone: kit.Amber}}
	switch {
	case one.done:
		state = kit.Cell{Text: "✓ " + one.by, Tone: kit.Green}
	case w.sending[one.key]:
		state = kit.Cell{Text: "being saved"}
	case one.has != "":
		state.Pill.Word = "needs your word"
	}
	r := kit.TableRow{Key: one.key, Cells: []kit.Cell{kindCell(one.item.Kind, first), whatCell(&one.item), w.pane.dueCell(one.item.Due), state}}
	if !one.done && !one.item.Due.IsZero() && one.item.Due < w.pane.opts.Now() {
		r.Tone = kit.Red
	}
	return r
}

func (w *waits) firstOpen() string {
	for _, one := range w.rows {
		if !one.done {
			return one.key
		}
	}
	return w.rows[0].key
}

func (w *waits) opened() (waiting, bool) {
	for _, one := range w.rows {
		if one.key == w.at {
			return one, true
		}
	}
	return waiting{}, false
}

// show puts an item beside the table.
func (w *waits) show(key string) {
	w.at = key
	w.table.Select(key)
	w.fill()
}

// fill says all of the item that is open.
func (w *waits) fill() {
	one, ok := w.opened()
	kit.SetShown(w.scroll, ok)
	if !ok {
		return
	}
	p := w.pane
	w.title.Set(whatCell(&one.item).Text)
	word, many := kindWord(one.item.Kind)
	lines := []string{word + ": " + one.item.Title}
	for _, more := range []string{one.item.Words, one.item.Ref} {
		if more != "" && more != one.item.Title {
			lines = append(lines, more)
		}
	}
	if !one.item.Due.IsZero() {
		lines = append(lines, "Due "+p.clock(one.item.Due))
	}
	w.about.Set(strings.Join(lines, "\n"))
	w.note.Set(one.item.Note)
	whole := ""
	if f := p.fileOf(&one.paper.Handover); f != nil {
		whole = f.Document.Note
	}
	w.whole.Set(whole)
	for _, o := range []fyne.CanvasObject{w.note, w.noteOf} {
		kit.SetShown(o, one.item.Note != "")
	}
	for _, o := range []fyne.CanvasObject{w.whole, w.wholeOf} {
		kit.SetShown(o, whole != "")
	}
	w.from.Set("From " + words.Name(one.paper.FromName) + ", " + words.HandoverState(one.paper, p.opts.Now(), p.timeOfDay) + ".")
	w.lock(one, many)
	w.column.Refresh()
}

func (w *waits) lock(one waiting, many string) {
	offline := kit.LockedIf(!w.pane.live(), "acknowledging needs the hub, and it is not connected")
	why := offline
	switch {
	case one.done:
		why = "acknowledged by " + one.by
	case w.sending[one.key]:
		why = "being saved"
	}
	word := "I take it"
	if one.has != "" {
		word = "I know of it"
	}
	w.ack.Set(kit.ButtonData{Word: word, Key: "Space", Kind: kit.Primary, Locked: why})
	group, all := len(w.left(true)), len(w.left(false))
	w.group.Set(kit.ButtonData{Word: "All " + many + " (" + words.Figure(group) + ")", Key: "G", Locked: offline})
	w.all.Set(kit.ButtonData{Word: "All of it (" + words.Figure(all) + ")", Key: "A", Locked: offline})
	kit.SetShown(w.group, group > 1 && group < all)
	kit.SetShown(w.all, all > 1)
	kit.SetShown(w.open, one.item.Chat != "" || one.item.Record != "")
	text := w.trouble
	switch {
	case text != "":
	case why != "" && !one.done:
		text = words.Upper(why) + ". What is here can be read all the same."
	case one.done:
		text = words.Upper(why) + "."
	case one.has != "":
		text = words.Name(one.has) + " has this chat and keeps it. It goes on, so a lead signs, too, before who left it can go."
	default:
		text = "Taking it signs with your key that it is yours from now on, and moves chat and clocks to you."
	}
	w.said.Set(text)
}

// left are the ids of the open document's items that nobody has taken, of the open
// item's group or of all.
func (w *waits) left(group bool) (ids []string) {
	at, _ := w.opened()
	for _, one := range w.rows {
		if one.paper == at.paper && !one.done && !w.sending[one.key] && (!group || one.item.Kind == at.item.Kind) {
			ids = append(ids, one.item.ID)
		}
	}
	return ids
}

// press takes one item and goes to the next row.
func (w *waits) press(key string) {
	w.show(key)
	one, ok := w.opened()
	if !ok {
		return
	}
	if !one.done && !w.sending[one.key] {
		w.take([]string{one.item.ID})
	}
	w.table.Next()
}

// Group takes all of the open item's group, All the whole document.
func (w *waits) Group() { w.take(w.left(true)) }

// All takes every item of the open document.
func (w *waits) All() { w.take(w.left(false)) }

func (w *waits) take(ids []string) {
	one, ok := w.opened()
	if !ok || len(ids) == 0 {
		return
	}
	if !w.pane.live() {
		w.fill()
		return
	}
	hash := one.paper.Hash
	for _, id := range ids {
		w.sending[hash+" "+id] = true
	}
	w.trouble = ""
	w.pane.opts.Desk.AcknowledgeHandover(hash, ids, func(err error) {
		w.pane.opts.Post(func() {
			if err != nil {
				for _, id := range ids {
					delete(w.sending, hash+" "+id)
				}
				w.trouble = "Not taken: " + err.Error()
			}
			w.again()
		})
	})
	w.again()
}

// again draws what changed here and in no snapshot.
func (w *waits) again() {
	if w.pane.snap != nil {
		w.render(w.pane.snap)
	}
}

func (w *waits) openIt() {
	if one, ok := w.opened(); ok {
		w.pane.openItem(one.item.Chat, one.item.Record)
	}
}

func (w *waits) tick() { w.render(w.pane.snap) }

func (w *waits) focus() { w.pane.focusTable(w.table, len(w.rows)) }

func (w *waits) shortcut(s fyne.Shortcut) bool { return shelf.Keys{}.Use(s) }

func (w *waits) rune(r rune) {
	w.pane.letter(r, w.table, w.show, map[rune]func(){'g': w.Group, 'a': w.All, 'o': w.openIt})
}
