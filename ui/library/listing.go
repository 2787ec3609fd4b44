package library

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

const (
	// hitsMost is how many a search lists: whoever has more before them types
	// another letter.
	hitsMost = 200
	// still is how long the rows stay where they are after a key walked them.
	still = 2 * time.Second
)

// listing is the left half: search, folders and rows.
type listing struct {
	p       *Pane
	content fyne.CanvasObject
	search  *kit.Field
	begin   *kit.Button
	count   *kit.Words
	moved   *kit.Link
	folders *kit.List[*folderRow]
	rows    *kit.List[*row]
	none    *kit.EmptyState

	in      string // the folder's key
	lead    []string
	ids     []record.ID
	clipped bool
	fresh   bool // nothing was marked since the search changed
	pointer bool
	walked  chat.Instant
}

func newListing(p *Pane) *listing {
	l := &listing{p: p, in: everything, search: kit.NewField("Search: a shortcut, a title, any words")}
	l.search.OnChanged = func(s string) { l.fresh = s != ""; l.find() }
	l.search.OnKey = l.searchKey
	l.search.OnShortcut = p.handOn
	l.begin = kit.NewButton(kit.ButtonData{Word: "New", Key: "Ctrl N"}, p.Begin)
	l.count = kit.NewCaption("").Yield()
	l.moved = kit.NewLink("", l.find)
	l.moved.Hide()
	l.folders = kit.NewList(newFolderRow, func() float32 { return theme.Px(folderHigh) })
	l.folders.OnOpen = l.enter
	l.folders.OnKey = l.leaveKey
	l.folders.Select(everything)
	l.rows = kit.NewList(newRow, func() float32 { return theme.Px(rowHigh) })
	l.rows.OnCursor = func(key string) { l.walked, l.fresh = p.opts.Now(), false; p.open(key) }
	l.rows.OnOpen = l.opened
	l.rows.OnPointer = func(in bool) { l.pointer = in; l.settle() }
	l.rows.OnKey = l.leaveKey
	l.none = kit.NewEmptyState(kit.EmptyData{})
	l.content = l.build()
	return l
}

func (l *listing) build() fyne.CanvasObject {
	pad, gap := theme.Px(12), theme.Px(8)
	head := container.New(layout.NewCustomPaddedLayout(gap, gap/2, pad, pad), kit.NewColumn(4,
		container.NewBorder(nil, nil, nil, l.begin, l.search),
		container.NewStack(container.NewGridWrap(fyne.NewSize(1, theme.Px(18))), container.NewBorder(nil, nil, nil, l.moved, l.count))))
	body := container.NewBorder(container.NewVBox(head, kit.NewHairline()), nil, nil, nil, kit.NewSplit(1,
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.PaneTwo), l.folders), Size: 158, Min: 110},
		kit.SplitPane{Content: container.NewStack(l.rows, l.none), Min: 240}))
	l.folders.SetSource(folderSource{l.p})
	l.rows.SetSource(rowSource{l})
	return body
}

// searchKey walks the rows while the search has the keyboard.
func (l *listing) searchKey(e *fyne.KeyEvent) bool {
	page := max(l.rows.VisibleRows()-2, 1)
	switch e.Name {
	case fyne.KeyUp:
		l.walk(-1)
	case fyne.KeyDown:
		l.walk(1)
	case fyne.KeyPageUp:
		l.walk(-page)
	case fyne.KeyPageDown:
		l.walk(page)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.editMarked()
	case fyne.KeyEscape:
		l.search.SetText("")
	default:
		return false
	}
	return true
}

// walk opens the row that stands by rows below the one that is open, or the
// first. It does not use the list's own mark, which belongs to the list while
// it has the keyboard.
func (l *listing) walk(by int) {
	src := rowSource{l}
	if src.Len() == 0 {
		return
	}
	to := 0
	if at := src.index(l.rows.Selected()); at >= 0 {
		to = min(max(at+by, 0), src.Len()-1)
	}
	key := src.Key(to)
	l.walked, l.fresh = l.p.opts.Now(), false
	l.p.open(key)
	l.rows.ScrollTo(key)
}

// editMarked puts the keyboard into the marked response. Whoever has typed and
// not walked means the first that was found.
func (l *listing) editMarked() {
	src := rowSource{l}
	if src.Len() == 0 {
		return
	}
	key := l.rows.Selected()
	if l.fresh || src.index(key) < 0 {
		key = src.Key(0)
	}
	l.fresh = false
	l.p.open(key)
	l.p.edit.Enter()
}

// leaveKey goes back to the search.
func (l *listing) leaveKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		l.p.Focus()
	}
}

// opened is a click, which leaves the keyboard in the search, or Enter, which
// edits.
func (l *listing) opened(key string) {
	l.p.open(key)
	if l.pointer && !l.p.torn[record.ID(key)] {
		l.p.Focus()
		return
	}
	l.p.edit.Enter()
}

// enter shows a folder.
func (l *listing) enter(key string) {
	l.in = key
	l.folders.Select(key)
	l.find()
}

// folderName is the folder that is shown, or "".
func (l *listing) folderName() string {
	name, _ := strings.CutPrefix(l.in, folderKey)
	if name == l.in {
		return ""
	}
	return name
}

// find lists what the search finds, as it stands now.
func (l *listing) find() {
	l.ids, l.clipped = l.wanted()
	l.lead = l.p.drafts.homeless(l.search.Text == "")
	l.moved.Hide()
	l.rows.Refresh()
	l.tell()
}

// wanted is what should be listed.
func (l *listing) wanted() (ids []record.ID, clipped bool) {
	text := strings.TrimSpace(l.search.Text)
	q := script.Query{Text: text, Folder: l.folderName(), Limit: hitsMost + 1}
	// Two entries are no folder to the search: those to settle, and the
	// responses that stand in none.
	own := l.in == quarrels || l.in == folderKey
	if text == "" || own {
		q.Limit = script.MaxResponses
	}
	hits := l.p.lib.Search(q)
	ids = make([]record.ID, 0, len(hits))
	for i := range hits {
		h := &hits[i]
		if l.in == quarrels && !l.p.torn[h.ID] || l.in == folderKey && h.Content.Folder != "" {
			continue
		}
		ids = append(ids, h.ID)
	}
	if text != "" && len(ids) > hitsMost {
		return ids[:hitsMost], true
	}
	return ids, false
}

// news takes a changed library. Under a hand the rows keep their places.
func (l *listing) news() {
	l.p.folders = foldersOf(l.p.lib, len(l.p.torn))
	if !slices.ContainsFunc(l.p.folders, func(f folder) bool { return f.key == l.in }) {
		l.enter(everything)
	}
	l.folders.Refresh()
	if !l.held() {
		l.find()
		return
	}
	l.unsavedChanged()
	l.rows.Rebind()
	l.settle()
}

// unsavedChanged lists unsaved texts that stand nowhere else, as they come
// and go by the hand that is at work.
func (l *listing) unsavedChanged() {
	lead := l.p.drafts.homeless(l.search.Text == "")
	if slices.Equal(lead, l.lead) {
		return
	}
	l.lead = lead
	l.rows.Refresh()
	kit.SetShown(l.none, rowSource{l}.Len() == 0)
}

func (l *listing) held() bool {
	return len(l.ids) > 0 && (l.pointer || l.p.opts.Now().Sub(l.walked) < still)
}

// settle shows the newest order where no hand is in the way, else says that
// there is one.
func (l *listing) settle() {
	ids, _ := l.wanted()
	if slices.Equal(ids, l.ids) {
		l.moved.Hide()
		return
	}
	if !l.held() {
		l.find()
		return
	}
	l.moved.Set("The list changed · show it")
	l.moved.Show()
	l.content.Refresh()
}

// tell says how many there are, and why there are none.
func (l *listing) tell() {
	text := strings.TrimSpace(l.search.Text)
	n := len(l.ids)
	switch {
	case text == "":
		l.count.Set(words.Count(n, "response") + " · ↑ ↓ walk, Enter edits")
	case l.clipped:
		l.count.Set(fmt.Sprintf("The best %d · another letter finds fewer", n))
	default:
		l.count.Set(fmt.Sprintf("%d found · ↑ ↓ walk, Enter edits, Esc clears", n))
	}
	l.none.Set(l.noneWords(text))
	kit.SetShown(l.none, rowSource{l}.Len() == 0)
}

func (l *listing) noneWords(text string) kit.EmptyData {
	switch {
	case text != "" && l.in != everything:
		return kit.EmptyData{Title: "Nothing here has these words", Text: "Esc clears the search; “All responses” searches every folder."}
	case text != "":
		return kit.EmptyData{Title: "No response has these words", Text: "Esc clears the search, Ctrl+N begins a new response."}
	case l.p.snap.Loading.Of > 0:
		return kit.EmptyData{Title: "Reading the library…"}
	}
	return kit.EmptyData{Title: "No responses yet", Text: "Ctrl+N begins the first one."}
}
