package handover

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// papers are the signed documents: those that wait, mine and others', and the past.
// A lead takes in writing here what nobody has acknowledged.
type papers struct {
	pane    *Pane
	content fyne.CanvasObject
	table   *kit.Table
	empty   *kit.EmptyState

	scroll      *container.Scroll
	column      *fyne.Container
	title       *kit.Words
	state, said *kit.Text
	proof       *kit.Pill
	proofText   *kit.Text
	take, print *kit.Button
	whole       *kit.Text
	lines       *kit.Lines

	rows    []*view.Handover
	at      string
	sending bool
	news    string              // what became of the last wish
	proofs  map[string]proven   // by hash and what is under it
	known   []handover.KnownKey // by which proofs were made
}

func newPapers(p *Pane) *papers {
	d := &papers{pane: p, proofs: make(map[string]proven), lines: kit.NewLines()}
	d.table = kit.NewTable(
		kit.Column{Caption: "Shift", Least: 150}, kit.Column{Caption: "From and to", Least: 170, Share: 2},
		kit.Column{Caption: "Signed", Least: 110, Priority: 1}, kit.Column{Caption: "State", Least: 140, Share: 1},
	)
	d.table.OnOpen, d.table.OnCursor = d.show, d.show
	d.table.OnRune = d.rune
	d.empty = kit.NewEmptyState(kit.EmptyData{Title: "Reading", Text: "Signed handovers come from this desk's own disk first."})
	d.title, d.state, d.said, d.whole = kit.NewTitle("").Yield(), kit.NewQuietText(""), kit.NewQuietText(""), kit.NewText("")
	d.proof, d.proofText = kit.NewPill(kit.PillData{}), kit.NewQuietText("")
	d.take = kit.NewButton(kit.ButtonData{Word: "Take it in writing…", Key: "T"}, d.Take)
	d.print = kit.NewButton(kit.ButtonData{Word: "Print", Key: "P"}, d.Print)
	d.column = kit.NewColumn(8, d.title, d.state,
		container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), d.take, d.print), d.said,
		container.NewHBox(d.proof), d.proofText, section("What went over"), d.whole, d.lines)
	pad := theme.Px(20)
	d.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), d.column))
	d.scroll.Hide()
	d.content = kit.NewSplit(0,
		kit.SplitPane{Content: container.NewStack(d.table, d.empty), Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), d.scroll), Size: 430, Min: 340},
	)
	return d
}

func (d *papers) render(s *app.Snapshot) {
	h := &s.Handovers
	d.rows = d.rows[:0:0]
	for _, group := range [][]view.Handover{h.Waiting, h.Signed, h.Others, h.Past} {
		for i := range group {
			d.rows = append(d.rows, &group[i])
		}
	}
	rows := make([]kit.TableRow, len(d.rows))
	for i, one := range d.rows {
		rows[i] = d.row(one)
	}
	d.table.Set(rows)
	if len(rows) == 0 {
		d.empty.Set(kit.EmptyData{Title: "No handover was signed yet", Text: "Each stands here once it is signed, with who took what, and can be printed and checked for changes."})
	}
	kit.SetShown(d.empty, len(rows) == 0)
	if d.at == "" && len(d.rows) > 0 {
		d.at = d.rows[0].Hash
		d.table.Select(d.at)
	}
	d.fill()
}

func (d *papers) row(h *view.Handover) kit.TableRow {
	to := words.Label(h.ToName)
	if h.To == "" {
		to = "the lead"
	}
	r := kit.TableRow{Key: h.Hash, Cells: []kit.Cell{
		{Text: h.Shift},
		{Text: words.Label(h.FromName) + " → " + to, Strong: h.Mine, Detail: words.Count(len(h.Items), "item")},
		{Text: d.pane.clock(h.Signed)},
		{Pill: paperPill(h)},
	}}
	if h.Raised && h.Open > 0 && h.Taken.At.IsZero() {
		r.Tone = kit.Red
	}
	return r
}

// paperPill is how far a document has come.
func paperPill(h *view.Handover) kit.PillData {
	switch {
	case !h.Taken.At.IsZero():
		return kit.PillData{Word: "taken in writing", Tone: kit.Blue}
	case h.Open == 0:
		return kit.PillData{Word: "acknowledged", Tone: kit.Green}
	case h.Raised:
		return kit.PillData{Word: "with the lead", Tone: kit.Red}
	}
	return kit.PillData{Word: words.Of(len(h.Items)-h.Open, len(h.Items)) + " taken", Tone: kit.Amber}
}

func (d *papers) opened() *view.Handover {
	for _, h := range d.rows {
		if h.Hash == d.at {
			return h
		}
	}
	return nil
}

// show puts a document beside the table.
func (d *papers) show(hash string) {
	if d.at != hash {
		d.at, d.news = hash, ""
	}
	d.table.Select(hash)
	d.fill()
}

func (d *papers) fill() {
	h := d.opened()
	kit.SetShown(d.scroll, h != nil)
	if h == nil {
		return
	}
	p := d.pane
	d.title.Set("Shift " + h.Shift)
	d.state.Set(words.Upper(words.HandoverState(h, p.opts.Now(), p.timeOfDay)) + "." + takenWords(h))
	d.lock(h)
	proof := d.prove(h)
	d.proof.Set(proof.pill)
	d.proofText.Set(proof.words)
	whole := ""
	if f := p.fileOf(&h.Handover); f != nil {
		whole = f.Document.Note
	}
	d.whole.Set(whole)
	kit.SetShown(d.whole, whole != "")
	var ds []kit.LineData
	for _, one := range p.itemsOf(h) {
		c := whatCell(&one.item)
		kind, _ := kindWord(one.item.Kind)
		line := kit.LineData{Key: one.key, Word: c.Text, Text: kind + ": " + c.Detail, Pill: kit.PillData{Word: "open", Tone: kit.Amber}}
		if one.item.Note != "" {
			line.Text += "\n“" + kit.DisplayLine(one.item.Note) + "”"
		}
		if !h.Taken.At.IsZero() { // with what nobody had acknowledged
			line.Pill = kit.PillData{Word: "taken by " + words.Label(h.TakenBy), Tone: kit.Blue}
		}
		if one.done {
			line.Pill = kit.PillData{Word: "✓ " + one.by, Tone: kit.Green}
		}
		ds = append(ds, line)
	}
	d.lines.Set(ds...)
	d.column.Refresh()
}

// takenWords is what a lead put in writing.
func takenWords(h *view.Handover) string {
	if h.Taken.At.IsZero() {
		return ""
	}
	return "\n" + words.Name(h.TakenBy) + " wrote: “" + kit.DisplayLine(h.Taken.Note) + "”"
}

// lock says what may be done with the open document, and why not.
func (d *papers) lock(h *view.Handover) {
	s := d.pane.snap
	lead := s.Me.Role == chat.RoleLead
	why := ""
	switch {
	case h.From == s.Me.Agent:
		why = "nobody takes their own handover"
	case d.sending:
		why = "the hub is asked"
	case !d.pane.live():
		why = "it needs the hub, which is not connected"
	}
	open := h.Open > 0 && h.Taken.At.IsZero()
	d.take.Set(kit.ButtonData{Word: "Take it in writing…", Key: "T", Locked: why})
	kit.SetShown(d.take, lead && open)
	d.print.Set(kit.ButtonData{Word: "Print", Key: "P", Locked: kit.LockedIf(d.pane.opts.Keep == nil, "nothing can be kept here")})
	text := d.news
	if text == "" && lead && open && why != "" {
		text = words.Upper(why) + "."
	}
	d.said.Set(text)
	kit.SetShown(d.said, text != "")
}

// minTaking is the shortest note with which a lead takes what is left, in characters.
const minTaking = 10

// Take asks a lead for the words with which they take what nobody has acknowledged, so
// that who signed may go.
func (d *papers) Take() {
	h, p := d.opened(), d.pane
	if h == nil || d.take.Disabled() || !d.take.Visible() {
		return
	}
	hash, from := h.Hash, h.From
	note := kit.NewTextField("In your words", "What becomes of it and who does it", minTaking)
	sheet := kit.NewSheet(kit.SheetData{
		Title: "Take what " + words.Label(h.FromName) + " leaves", Confirm: "I take it",
		Text: words.Upper(words.Count(h.Open, "item")) + " of this handover are acknowledged by nobody. With your signature they are yours, and " + words.Label(h.FromName) + " may go.",
	}, note)
	sheet.OnShortcut = p.opts.Shortcut
	sheet.OnConfirm = func() bool {
		d.sending = true
		p.opts.Desk.TakeHandover(hash, from, note.Text(), func(err error) {
			p.opts.Post(func() {
				d.sending, d.news = false, ""
				if err != nil {
					d.news = "Not taken: " + err.Error()
				}
				d.fill()
			})
		})
		d.fill()
		return true
	}
	kit.ShowSheet(p.opts.Window(), sheet)
}

func (d *papers) tick() { d.render(d.pane.snap) }

func (d *papers) focus() { d.pane.focusTable(d.table, len(d.rows)) }

func (d *papers) shortcut(s fyne.Shortcut) bool { return shelf.Keys{}.Use(s) }

func (d *papers) rune(r rune) {
	d.pane.letter(r, d.table, d.show, map[rune]func(){'t': d.Take, 'p': d.Print})
}
