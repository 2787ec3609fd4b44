package library

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Pane is the canned library.
type Pane struct {
	opts    Options
	content fyne.CanvasObject

	snap     *app.Snapshot
	lib      script.Library
	refused  []app.RefusedEdit
	names    map[chat.AgentID]string
	torn     map[record.ID]bool // records with several heads
	folders  []folder
	rendered bool

	list   *listing
	edit   *editor
	sides  *sidesView
	report *reportView
	empty  *kit.EmptyState
	right  []fyne.CanvasObject // of which one is shown
	halves *kit.Split
	drafts *drafts
	status *kit.Words
	files  *kit.Link // leads back to a report
	gone   *deleted  // what was deleted last
	back   record.ID // what was written back and is not seen yet
	undo   *kit.Link
	// said is what became of an export, until the next snapshot changes something.
	said     string
	saidTone kit.Tone
}

// New makes the pane. It shows nothing until the first Render.
func New(o Options) *Pane {
	p := &Pane{opts: o, snap: &app.Snapshot{}, names: make(map[chat.AgentID]string), torn: make(map[record.ID]bool)}
	p.status = kit.NewCaption("").Yield()
	p.files = kit.NewLink("", func() { p.report.show() })
	p.files.Hide()
	p.undo = kit.NewLink("Undo delete", func() {
		p.turn(p.empty)
		p.emptyPressed()
	})
	p.undo.Hide()
	p.empty = kit.NewEmptyState(kit.EmptyData{})
	p.empty.OnButton = p.emptyPressed
	p.drafts = newDrafts(p)
	p.list = newListing(p)
	p.edit = newEditor(p)
	p.sides = newSidesView(p)
	p.report = newReportView(p)
	p.content = p.build()
	p.turn(p.empty)
	p.drafts.recall()
	return p
}

func (p *Pane) build() fyne.CanvasObject {
	pad, gap := theme.Px(12), theme.Px(8)
	links := container.New(layout.NewCustomPaddedHBoxLayout(theme.Px(16)),
		kit.NewLink("Import…", p.Import),
		kit.NewLink("Export CSV", func() { p.Export(asCSV) }),
		kit.NewLink("Export JSON", func() { p.Export(asJSON) }),
	)
	foot := container.NewVBox(kit.NewHairline(), container.New(layout.NewCustomPaddedLayout(gap/2, gap/2, pad, pad),
		kit.NewColumn(0, container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(theme.Px(16)), p.undo, p.files), links), p.status)))
	left := container.NewBorder(nil, foot, nil, nil, p.list.content)
	p.right = []fyne.CanvasObject{p.empty, p.edit.content, p.report.content}
	right := container.NewStack(kit.NewGround(theme.Pane), container.NewStack(p.right...))
	p.halves = kit.NewSplit(1,
		kit.SplitPane{Content: left, Size: 540, Min: 400}, kit.SplitPane{Content: right, Min: 420})
	p.sides.content.Hide()
	return container.NewStack(kit.NewGround(theme.Pane), p.halves, p.sides.content)
}

// turn shows one thing at the right, or two sides of a conflict over all.
func (p *Pane) turn(to fyne.CanvasObject) {
	whole := to == p.sides.content
	changed := kit.SetShown(p.sides.content, whole)
	changed = kit.SetShown(p.halves, !whole) || changed
	for _, o := range p.right {
		changed = kit.SetShown(o, o == to) || changed
	}
	p.linkReport()
	p.explain()
	if changed {
		p.content.Refresh()
	}
}

// Content returns the pane's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Render shows a snapshot. What did not change is not touched.
func (p *Pane) Render(s *app.Snapshot) {
	lib, refused := s.Shelves.Canned, refusedOf(s)
	changed := lib.Book().Changed(p.lib.Book())
	other := !p.rendered || len(changed) > 0 || !slices.Equal(refused, p.refused)
	p.snap, p.lib, p.refused, p.rendered = s, lib, refused, true
	p.name()
	if other {
		p.torn, p.said = tornOf(lib), ""
		p.list.news()
		p.gone = p.gone.news(p)
	}
	p.comeBack()
	p.edit.news(changed)
	p.sides.news(changed)
	p.tell()
	p.explain()
}

// refusedOf are the edits of responses that the hub did not take.
func refusedOf(s *app.Snapshot) []app.RefusedEdit {
	var out []app.RefusedEdit
	for _, r := range s.Shelves.Refused {
		if r.Shelf == chat.ShelfCanned {
			out = append(out, r)
		}
	}
	return out
}

// name keeps how people are called.
func (p *Pane) name() {
	p.names[p.snap.Me.Agent] = p.snap.Me.Name
	for _, c := range p.snap.Team {
		p.names[c.ID] = c.Name
	}
}

// tornOf are the offered records that have several heads.
func tornOf(l script.Library) map[record.ID]bool {
	torn := make(map[record.ID]bool)
	for _, id := range l.Conflicts() {
		if _, offered := l.Get(id); offered {
			torn[id] = true
		}
	}
	return torn
}

// Count is how many responses somebody must look at: those with two versions,
// and edits that the hub did not take.
func (p *Pane) Count(s *app.Snapshot) (n int, tone kit.Tone) {
	n = len(tornOf(s.Shelves.Canned)) + len(refusedOf(s))
	if n > 0 {
		return n, kit.Amber
	}
	return 0, kit.Grey
}

// Tick lets an order that was held come to its place, and writes what was too
// long to write with each key.
func (p *Pane) Tick() {
	p.list.settle()
	p.edit.tick()
	p.sides.tick()
}

// Focus puts the keyboard into the search, or into the comparison that lies over
// all: what has the keyboard must be on screen.
func (p *Pane) Focus() {
	if p.sides.shown() {
		p.sides.Focus()
		return
	}
	p.opts.Focus(p.list.search)
}

// Shortcut uses a key with a modifier and says whether it did: Ctrl+S saves,
// Ctrl+N begins a response, Ctrl+D makes a second one of the open one. The
// window offers it keys while no field has the keyboard.
func (p *Pane) Shortcut(s fyne.Shortcut) bool { return p.keys().Use(s) }

func (p *Pane) keys() shelf.Keys {
	return shelf.Keys{fyne.KeyS: p.edit.Save, fyne.KeyN: p.Begin, fyne.KeyD: p.edit.Duplicate}
}

// handOn uses a key or offers it to the window.
func (p *Pane) handOn(s fyne.Shortcut) { p.keys().HandOn(s, p.opts.Shortcut) }

// tell says at the foot how far what is shown has travelled.
func (p *Pane) tell() {
	var s string
	tone := kit.Grey
	off := p.snap.Link.State != app.LinkLive
	switch {
	case p.said != "":
		s, tone = p.said, p.saidTone
	case len(p.refused) > 0:
		s, tone = words.Count(len(p.refused), "change")+" not taken by the hub", kit.Red
	case p.snap.Shelves.UnsentOn(chat.ShelfCanned) > 0 && off:
		s, tone = words.Count(p.snap.Shelves.UnsentOn(chat.ShelfCanned), "change")+" saved here, waiting for the hub", kit.Amber
	case p.snap.Shelves.UnsentOn(chat.ShelfCanned) > 0:
		s = words.Count(p.snap.Shelves.UnsentOn(chat.ShelfCanned), "change") + " on the way to the hub"
	case off:
		s = "Works without a network: what you save goes to the hub later"
	default:
		s = "Shared with every desk"
	}
	p.status.Set(s)
	p.status.SetTone(tone)
}

// Begin starts a new response, in the folder that is shown. Two sides that wait for
// an answer are left undecided, as by Esc.
func (p *Pane) Begin() {
	if p.sides.shown() {
		p.sides.leave()
	}
	p.edit.openNew(script.Response{Folder: p.list.folderName()})
	p.opts.Focus(p.edit.title)
}

// open shows a response, or the text of a new one that was not saved.
func (p *Pane) open(key string) {
	p.list.rows.Select(key)
	if key == newKey {
		p.edit.openNew(script.Response{})
		return
	}
	p.edit.open(record.ID(key))
}

// explain says what would stand at the right, where nothing does.
func (p *Pane) explain() {
	d := kit.EmptyData{
		Title:  "No response is open",
		Text:   "Type in the search and walk with ↑ and ↓. Enter edits, Ctrl+N begins a new one.",
		Button: kit.ButtonData{Word: "New response", Key: "Ctrl N"},
	}
	switch {
	case p.gone != nil:
		d = p.gone.say()
	case p.lib.Len() == 0 && p.snap.Loading.Of > 0:
		d = kit.EmptyData{Title: "The library is on its way", Text: "This desk is reading the floor from the hub."}
	case p.lib.Len() == 0:
		d.Title = "The library is empty"
		d.Text = "Approved texts stand here, to be found by “/” in every chat. Begin one, or import a file with “Import…” below the list."
	}
	p.empty.Set(d)
	if kit.SetShown(p.undo, p.gone != nil && !p.empty.Visible()) {
		p.content.Refresh()
	}
}

func (p *Pane) emptyPressed() {
	if p.gone != nil {
		p.gone.undo(p)
		return
	}
	p.Begin()
}
