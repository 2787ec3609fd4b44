package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// The sizes of a Thread's window, in entries. Layout and repaint cost grow with
// the rows that exist, and 200 is where they begin to be felt.
const (
	ThreadOpen = 50  // shown when a thread is opened
	ThreadMore = 50  // added on reaching an end
	ThreadMost = 200 // kept; beyond, the far end is dropped
)

// ThreadSource is where a Thread reads, oldest entry first. All calls come on the
// UI thread.
type ThreadSource interface {
	Len() int
	// Key identifies entry i for as long as it exists; keys are distinct. An entry
	// that is echoed by the server keeps the key under which it was sent.
	Key(i int) string
	Item(i int) BubbleData
}

// Thread is a window on a conversation. It sticks to the bottom only while it is
// there; otherwise the reader's line stays where it is and a pill counts what is
// new below. After anything changed call Refresh, or RefreshKey for one entry.
type Thread struct {
	widget.BaseWidget

	// OnTop is told that the reader came to the oldest entry the source has.
	OnTop func()
	// OnBottom is told when the reader reaches or leaves the newest entry.
	OnBottom func(at bool)
	// OnAction is told that an entry's action was pressed.
	OnAction func(key string)
	// OnOpen is told that the file of an entry is to be opened.
	OnOpen func(key string)
	// MenuMore adds entries behind Copy to the menu of an entry.
	MenuMore func(key string) []*fyne.MenuItem

	source   ThreadSource
	scroll   *container.Scroll
	body     *threadBody
	pill     *newBelow
	rows     []*threadRow // the window, oldest first
	from, to int          // the window's range in the source
	lastSeen string       // the newest key that was in sight at the bottom
	bottom   bool
	topTold  bool
	quiet    bool // while we scroll ourselves
	width    float32
	height   float32 // of all rows
	look     look
}

// threadRow is one entry of the window with its place.
type threadRow struct {
	key    string
	bubble *Bubble
	kind   BubbleKind
	y, h   float32
	dirty  bool // h must be asked for again
}

var (
	_ fyne.Widget    = (*Thread)(nil)
	_ fyne.Focusable = (*Thread)(nil)
)

// NewThread makes an empty thread.
func NewThread() *Thread {
	t := &Thread{bottom: true}
	t.body = newThreadBody(t)
	t.scroll = container.NewVScroll(t.body)
	t.scroll.OnScrolled = func(fyne.Position) { t.scrolled() }
	t.pill = newNewBelow(t.ToBottom)
	t.pill.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// SetSource opens a conversation at its newest entry. A nil source shows nothing.
func (t *Thread) SetSource(s ThreadSource) {
	t.source, t.rows, t.bottom, t.topTold, t.lastSeen = s, nil, true, false, ""
	t.from, t.to = 0, 0
	if s != nil {
		t.to = s.Len()
		t.from = max(t.to-ThreadOpen, 0)
	}
	t.build()
	t.settle()
}

// Refresh reads the source again: entries may have come at either end, changed or
// gone. At the bottom the newest is followed; elsewhere nothing moves.
func (t *Thread) Refresh() {
	if t.source == nil {
		t.body.Refresh()
		return
	}
	t.restyle()
	key, dy := t.anchor()
	t.rewindow()
	t.build()
	t.hold(key, dy)
}

// restyle redraws every bubble of the window after a change of theme, those out of
// sight too, for their heights are asked for.
func (t *Thread) restyle() {
	if !t.look.changed() {
		return
	}
	t.pill.Refresh()
	for _, r := range t.rows {
		r.bubble.Refresh()
		r.dirty = true
	}
}

// RefreshKey reads one entry again, if it is in the window; rows below move only if
// its height changed.
func (t *Thread) RefreshKey(key string) {
	for i, r := range t.rows {
		if r.key != key {
			continue
		}
		at := t.from + i
		if at >= t.source.Len() || t.source.Key(at) != key {
			t.Refresh()
			return
		}
		t.change(r, t.source.Item(at))
		return
	}
}

func (t *Thread) change(r *threadRow, d BubbleData) {
	if !r.bubble.Set(d) {
		return
	}
	r.kind = d.Kind
	if h := r.bubble.HeightFor(t.room()); h == r.h {
		return
	}
	key, dy := t.anchor()
	r.dirty = true
	t.hold(key, dy)
}

// AtBottom says whether the newest entry is in sight.
func (t *Thread) AtBottom() bool { return t.bottom }

// ToBottom goes to the newest entry.
func (t *Thread) ToBottom() {
	if t.source == nil {
		return
	}
	if t.to != t.source.Len() {
		t.to = t.source.Len()
		t.from = max(t.to-ThreadOpen, 0)
		t.build()
	}
	t.bottom = true
	t.settle()
}

// Reveal brings the entry of key into sight, if the source has it, for instance the
// evidence of an alert.
func (t *Thread) Reveal(key string) bool {
	i := t.index(key)
	if i < 0 {
		return false
	}
	if i < t.from || i >= t.to {
		t.from = max(i-ThreadOpen/2, 0)
		t.to = min(t.from+ThreadOpen, t.source.Len())
		t.build()
		t.place()
	}
	r := t.rows[i-t.from]
	t.scrollTo(r.y - unit(40))
	return true
}

// Seek is Reveal for an entry that may be in sight already: then nothing moves.
func (t *Thread) Seek(key string) bool {
	i := t.index(key)
	if i >= t.from && i < t.to && t.inSight(t.rows[i-t.from]) {
		return true
	}
	return t.Reveal(key)
}

// inSight reports whether all of a row is in sight.
func (t *Thread) inSight(r *threadRow) bool {
	top := t.scroll.Offset.Y
	return r.y >= top && r.y+r.h <= top+t.scroll.Size().Height
}

// LastInSight is the lowest entry in sight of which is is true; false if there is
// none.
func (t *Thread) LastInSight(is func(key string) bool) (string, bool) {
	top, foot := t.scroll.Offset.Y, t.scroll.Offset.Y+t.scroll.Size().Height
	for i := len(t.rows) - 1; i >= 0; i-- {
		r := t.rows[i]
		if r.y < foot-unit(threadGap) && r.y+r.h > top+unit(threadGap) && is(r.key) {
			return r.key, true
		}
	}
	return "", false
}

// NewBelow counts the entries below those the reader has seen.
func (t *Thread) NewBelow() int {
	if t.bottom || t.source == nil {
		return 0
	}
	i := t.index(t.lastSeen)
	if i < 0 {
		return 0
	}
	return t.source.Len() - 1 - i
}

// Place is an entry's key and where its top stands in the view, in px.
type Place struct {
	Key string
	Y   float32
}

// FirstInSight is the entry at the view's top: the line that holds still.
func (t *Thread) FirstInSight() Place {
	key, y := t.anchor()
	return Place{key, y}
}

// Rows counts the entries that exist now, ThreadMost at most.
func (t *Thread) Rows() int { return len(t.rows) }

// index searches from the newest end, where nearly everything is looked for.
func (t *Thread) index(key string) int {
	if t.source == nil || key == "" {
		return -1
	}
	for i := t.source.Len() - 1; i >= 0; i-- {
		if t.source.Key(i) == key {
			return i
		}
	}
	return -1
}

// CreateRenderer is called by Fyne.
func (t *Thread) CreateRenderer() fyne.WidgetRenderer { return threadRenderer{t} }

type threadRenderer struct{ t *Thread }

func (r threadRenderer) Destroy()           {}
func (r threadRenderer) MinSize() fyne.Size { return fyne.NewSize(unit(200), unit(40)) }

func (r threadRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.scroll, r.t.pill}
}

// Layout keeps the reader's line when the width, and so every height, changes.
func (r threadRenderer) Layout(size fyne.Size) {
	key, dy := r.t.anchor()
	r.t.quiet = true
	r.t.scroll.Resize(size)
	r.t.quiet = false
	r.t.hold(key, dy)
}

func (r threadRenderer) Refresh() { r.t.Refresh() }
