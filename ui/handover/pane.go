package handover

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/shift/handover"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// tab is a part of the page.
type tab int

const (
	tabDraft  tab = iota // what goes over if I sign
	tabWaits             // what I am to acknowledge
	tabPapers            // what is signed
	tabNotes
	tabKeys // whose signatures count; leads only
	tabs
)

// part is what stands in a tab.
type part interface {
	render(s *app.Snapshot)
	tick()
	focus()
	// shortcut uses a key with a modifier, or says that it does not.
	shortcut(s fyne.Shortcut) bool
}

// Pane is the page: what goes over, what comes, what is signed, and notes.
type Pane struct {
	opts    Options
	content fyne.CanvasObject
	tabs    *kit.Segmented
	sync    *kit.Words
	state   *kit.Pill

	at      tab
	chosen  bool // by the person
	parts   [tabs]part
	objects [tabs]fyne.CanvasObject
	notes   *notesPane
	waits   *waits
	draft   *goesOver
	papers  *papers
	keys    *keyList
	snap    *app.Snapshot
	files   files
}

// New makes a page without anything.
func New(o Options) *Pane {
	if o.Here == nil {
		o.Here = time.Local
	}
	p := &Pane{opts: o, tabs: kit.NewSegmented(), sync: kit.NewSecondary("").Yield().AlignRight(), state: kit.NewPill(kit.PillData{})}
	p.notes, p.draft, p.waits, p.papers = newNotes(o), newGoesOver(p), newWaits(p), newPapers(p)
	p.keys = newKeyList(p)
	p.notes.digit = p.digit
	p.parts = [tabs]part{p.draft, p.waits, p.papers, p.notes, p.keys}
	p.objects = [tabs]fyne.CanvasObject{p.draft.content, p.waits.content, p.papers.content, p.notes.content, p.keys.content}
	p.tabs.OnPick = func(i int) { p.Turn(i) }
	side := theme.Px(20)
	head := container.NewBorder(nil, nil, container.NewHBox(kit.NewTitle("Handover"), container.NewCenter(p.state)), nil, p.sync)
	top := container.New(layout.NewCustomPaddedLayout(theme.Px(10), theme.Px(10), side, side), kit.NewColumn(10, head, p.tabs))
	p.content = container.NewStack(kit.NewGround(theme.Pane), container.NewBorder(
		container.NewVBox(top, kit.NewHairline()), nil, nil, nil, container.NewStack(p.objects[:]...)))
	p.show()
	return p
}

// Content returns the page's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Turn shows one of the parts: 0 what goes over, 1 what comes, 2 what is signed, 3 notes,
// and for leads 4 the keys of the team.
func (p *Pane) Turn(i int) {
	p.at, p.chosen = tab(i), true
	p.show()
	if p.snap != nil {
		p.parts[p.at].render(p.snap)
	}
	p.Focus()
}

func (p *Pane) show() {
	for i, o := range p.objects {
		kit.SetShown(o, tab(i) == p.at)
	}
	p.name()
}

// name says in the tabs how much stands in each.
func (p *Pane) name() {
	over, come, open := 0, 0, 0
	if p.snap != nil {
		h := &p.snap.Handovers
		over, open = len(h.Draft), len(h.Signed)+len(h.Others)
		for i := range h.Waiting {
			come += h.Waiting[i].Open
		}
	}
	figure := func(word string, n int) string {
		if n == 0 {
			return word
		}
		return word + " · " + strconv.Itoa(n)
	}
	names := [tabs]string{figure("Goes over", over), figure("Comes to you", come), figure("Signed", open), figure("Notes", len(p.notes.rows.waiting)), "Keys"}
	segments := make([]kit.Segment, p.last()+1)
	for i, w := range names[:len(segments)] {
		segments[i] = kit.Segment{Word: w, Key: strconv.Itoa(i + 1), Selected: tab(i) == p.at, Tone: kit.Blue}
	}
	p.tabs.Set(segments...)
}

// last is the last part that the person at this desk has.
func (p *Pane) last() tab {
	if p.snap != nil && p.snap.Me.Role == chat.RoleLead {
		return tabKeys
	}
	return tabNotes
}

// Render shows the snapshot; parts out of sight are brought up when they are turned to.
func (p *Pane) Render(s *app.Snapshot) {
	first := p.snap == nil
	p.snap = s
	if first && !p.chosen && len(s.Handovers.Waiting) > 0 {
		p.at = tabWaits
		p.show()
	}
	if p.at > p.last() { // a lead no more
		p.at = tabPapers
		p.show()
	}
	p.notes.take(s)
	p.parts[p.at].render(s)
	p.name()
	p.head()
}

// head says how the person's own handover stands, and how far all is synced.
func (p *Pane) head() {
	s := p.snap
	d := kit.PillData{}
	h := &s.Handovers
	switch {
	case len(h.Waiting) > 0:
		d = kit.PillData{Word: words.Count(len(h.Waiting), "handover") + " waits for you", Tone: kit.Amber}
		if len(h.Waiting) > 1 {
			d.Word = words.Count(len(h.Waiting), "handover") + " wait for you"
		}
	case len(h.Signed) > 0:
		d = kit.PillData{Word: "signed, waits", Tone: kit.Amber}
		if h.Signed[0].Raised {
			d = kit.PillData{Word: "with the lead", Tone: kit.Red}
		}
	}
	changed := p.state.Set(d)
	if kit.SetShown(p.state, d.Word != "") || changed {
		p.content.Refresh()
	}
	p.sync.Set(words.Synced(s.Link, s.Shelves.UnsentOn(chat.ShelfHandover)))
}

// Tick lets the clocks run.
func (p *Pane) Tick() {
	if p.snap != nil {
		p.parts[p.at].tick()
	}
}

// Focus puts the keyboard where work begins.
func (p *Pane) Focus() { p.parts[p.at].focus() }

// Shortcut runs what a key with a modifier does on this page, and says whether it
// does anything.
func (p *Pane) Shortcut(s fyne.Shortcut) bool { return p.parts[p.at].shortcut(s) }

// Open shows a note.
func (p *Pane) Open(id record.ID) {
	p.Turn(int(tabNotes))
	p.notes.Open(id)
}

// Count is the figure in the rail: what waits to be acknowledged by the person at
// this desk, red once something came to them as nobody did in time.
func (p *Pane) Count(s *app.Snapshot) (n int, tone kit.Tone) {
	n, tone = p.notes.Count(s)
	h := &s.Handovers
	for i := range h.Waiting {
		n += h.Waiting[i].Open
		tone = max(tone, kit.Amber)
		if h.Waiting[i].Raised {
			tone = kit.Red
		}
	}
	if n > 0 && tone == kit.Grey {
		tone = kit.Amber
	}
	return n, tone
}

// digit turns to a part, from wherever letters are not written.
func (p *Pane) digit(r rune) bool {
	i := int(r) - '1'
	if i < 0 || i > int(p.last()) {
		return false
	}
	p.Turn(i)
	return true
}

// live says whether the hub can be asked, which signing needs.
func (p *Pane) live() bool { return p.snap != nil && p.snap.Link.State == app.LinkLive }

// clock is an instant as a person would say it now, in the workspace's time.
func (p *Pane) clock(i chat.Instant) string { return p.notes.clock(i) }

// openItem shows what an item is about.
func (p *Pane) openItem(c chat.ChatID, r string) {
	switch {
	case c != "" && p.opts.OpenChat != nil:
		p.opts.OpenChat(c)
	case r != "" && p.opts.OpenFollowUp != nil:
		p.opts.OpenFollowUp(record.ID(r))
	}
}

// files remembers unpacked documents by their hash and what has been signed under them.
type files map[string]*handover.File

// fileOf is a document as it was signed, or nil if it cannot be read.
func (p *Pane) fileOf(h *chat.Handover) *handover.File {
	key := h.Hash + "/" + strconv.Itoa(len(h.Acks)) + "/" + h.Taken.At.Time().String()
	if f, ok := p.files[key]; ok {
		return f
	}
	f, err := handover.FileOf(h)
	if err != nil {
		f = nil
	}
	if p.files == nil || len(p.files) > 64 {
		p.files = make(files)
	}
	p.files[key] = f
	return f
}
