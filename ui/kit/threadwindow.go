package kit

import "fyne.io/fyne/v2"

// The thread's measures at 100 %.
const (
	threadPad    = 18
	threadGap    = 12
	threadReach  = 160 // how near an end is when more is fetched
	threadSticks = 24  // how near the bottom counts as at it
)

// rewindow finds the window's new range after the source changed: by the keys of
// its rows, and on to the newest entry if the window ended there before.
func (t *Thread) rewindow() {
	n := t.source.Len()
	first, last := -1, -1
	for _, r := range t.rows {
		if first = t.index(r.key); first >= 0 {
			break
		}
	}
	for i := len(t.rows) - 1; i >= 0 && last < 0; i-- {
		last = t.index(t.rows[i].key)
	}
	if first < 0 || last < 0 || t.bottom {
		t.to = n
		t.from = max(min(n-ThreadOpen, max(first, 0)), n-ThreadMost, 0)
		return
	}
	t.from, t.to = first, last+1
	// New entries follow a window that ended at the newest; else they wait.
	if t.to < n && t.to-t.from < ThreadMost {
		t.to = min(n, t.from+ThreadMost)
	}
}

// build makes the rows of the window, keeping bubbles by key.
func (t *Thread) build() {
	old := make(map[string]*threadRow, len(t.rows))
	for _, r := range t.rows {
		old[r.key] = r
	}
	rows := make([]*threadRow, 0, t.to-t.from)
	for i := t.from; i < t.to; i++ {
		key, d := t.source.Key(i), t.source.Item(i)
		r, ok := old[key]
		if ok {
			delete(old, key)
			r.dirty = r.bubble.Set(d) || r.dirty
		} else {
			r = t.newRow(key, d)
		}
		r.kind = d.Kind
		rows = append(rows, r)
	}
	t.rows = rows
}

func (t *Thread) newRow(key string, d BubbleData) *threadRow {
	r := &threadRow{key: key, bubble: NewBubble(d), dirty: true}
	r.bubble.OnAction = func() {
		if t.OnAction != nil {
			t.OnAction(key)
		}
	}
	r.bubble.OnOpen = func() {
		if t.OnOpen != nil {
			t.OnOpen(key)
		}
	}
	r.bubble.OnResized = func() {
		anchor, dy := t.anchor()
		r.dirty, t.bottom = true, false // A reader who unfolds reads from its top.
		t.hold(anchor, dy)
	}
	r.bubble.MenuMore = func() []*fyne.MenuItem {
		if t.MenuMore == nil {
			return nil
		}
		return t.MenuMore(key)
	}
	return r
}

// room is the width of the rows.
func (t *Thread) room() float32 { return max(t.scroll.Size().Width-2*unit(threadPad), 0) }

// place gives every row its y, asking heights only of rows that changed or, after a
// change of width, of all. A conversation shorter than the view stands at
// its bottom.
func (t *Thread) place() {
	width := t.room()
	if width <= 0 {
		return
	}
	all := width != t.width
	t.width = width
	y := unit(threadGap)
	for _, r := range t.rows {
		if all || r.dirty {
			r.h, r.dirty = r.bubble.HeightFor(width), false
		}
		r.y = y
		y += r.h + unit(threadGap)
	}
	t.height = y
	view := t.scroll.Size()
	if slack := view.Height - y; slack > 0 {
		for _, r := range t.rows {
			r.y += slack
		}
	}
	t.body.Resize(fyne.NewSize(view.Width, max(y, view.Height)))
}

// anchor is the first row whose top is in sight and its distance from the view's
// top.
func (t *Thread) anchor() (key string, dy float32) {
	top := t.scroll.Offset.Y
	for _, r := range t.rows {
		if r.y+r.h > top {
			return r.key, r.y - top
		}
	}
	return "", 0
}

// hold places the rows and then puts the anchor's row back where it stood, or goes
// to the bottom if that is where the reader is.
func (t *Thread) hold(key string, dy float32) {
	if t.bottom {
		t.settle()
		return
	}
	t.place()
	for _, r := range t.rows {
		if r.key == key {
			t.scrollTo(r.y - dy)
			return
		}
	}
	t.scrollTo(t.scroll.Offset.Y)
}

// settle places the rows and goes to the bottom.
func (t *Thread) settle() {
	t.place()
	t.scrollTo(t.height)
}

// scrollTo moves the view without taking it for the reader's scrolling.
func (t *Thread) scrollTo(y float32) {
	t.quiet = true
	t.scroll.Offset.Y = max(min(y, t.height-t.scroll.Size().Height), 0)
	t.body.expose()
	t.scroll.Refresh()
	t.quiet = false
	t.watchBottom()
}

// scrolled follows the reader: it fetches more near an end and notices the bottom.
func (t *Thread) scrolled() {
	if t.quiet || t.source == nil {
		return
	}
	t.watchBottom()
	top, view := t.scroll.Offset.Y, t.scroll.Size().Height
	switch {
	case top < unit(threadReach) && t.from > 0:
		t.extendUp()
	case top+view > t.height-unit(threadReach) && t.to < t.source.Len():
		t.extendDown()
	default:
		t.body.expose()
	}
	t.tellTop()
}

func (t *Thread) tellTop() {
	atTop := t.from == 0 && t.scroll.Offset.Y < unit(threadReach)
	if atTop && !t.topTold && t.OnTop != nil {
		t.OnTop()
	}
	t.topTold = atTop
}

// extendUp puts older rows before the window and drops what is then too much at
// its end; the reader's line stays.
func (t *Thread) extendUp() {
	key, dy := t.anchor()
	t.from = max(t.from-ThreadMore, 0)
	t.to = min(t.to, t.from+ThreadMost)
	t.build()
	t.hold(key, dy)
}

func (t *Thread) extendDown() {
	key, dy := t.anchor()
	t.to = min(t.to+ThreadMore, t.source.Len())
	t.from = max(t.from, t.to-ThreadMost)
	t.build()
	t.bottom = false
	t.hold(key, dy)
}

// watchBottom notices that the reader came to or left the newest entry, and shows
// or hides the pill.
func (t *Thread) watchBottom() {
	if t.source == nil {
		t.pill.Hide()
		return
	}
	view := t.scroll.Size().Height
	at := t.to == t.source.Len() && t.scroll.Offset.Y+view >= t.height-unit(threadSticks)
	if n := t.source.Len(); at && n > 0 {
		t.lastSeen = t.source.Key(n - 1)
	}
	if at != t.bottom {
		t.bottom = at
		if t.OnBottom != nil {
			t.OnBottom(at)
		}
	}
	t.pill.count(t.NewBelow(), t.Size())
}
