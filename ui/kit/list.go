package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// ListRow is a widget that a List recycles. All rows of a list have one height.
type ListRow interface {
	fyne.CanvasObject
	SetSelected(on bool)
	SetHovered(on bool)
	SetFocused(on bool)
}

// ListSource is where a List reads. All calls come on the UI thread.
type ListSource[R ListRow] interface {
	Len() int
	// Key identifies item i for as long as it exists, wherever it moves. Keys are
	// distinct.
	Key(i int) string
	// Bind shows item i in row, which may have shown any other before.
	Bind(i int, row R)
}

// List is a virtual list of uniform rows: only those in sight exist. Selection,
// keyboard cursor and scroll position belong to keys. After the source's order or
// length changed call Refresh; after one item changed, RefreshKey.
//
// Arrows, Page and Home and End move the cursor, Enter and Space open its row.
type List[R ListRow] struct {
	widget.BaseWidget

	// OnOpen is told that a row was clicked or opened by key.
	OnOpen func(key string)
	// OnSpace, if set, is told of Space on the cursor's row, which then opens nothing.
	OnSpace func(key string)
	// OnCursor is told that the keyboard's place moved.
	OnCursor func(key string)
	// OnMenu is told of a secondary click on a row, with its place on the canvas.
	OnMenu func(key string, at fyne.Position)
	// OnPointer is told when the pointer comes to or leaves the rows.
	OnPointer func(inside bool)
	// OnHover is told which row the pointer came to, and where that stands in the list;
	// "" is none.
	OnHover func(key string, top, bottom float32)
	// OnFocus is told when the keyboard comes or goes.
	OnFocus func(focused bool)
	// OnKey receives keys that the list does not use.
	OnKey func(e *fyne.KeyEvent)
	// OnRune receives typed characters; the list uses none.
	OnRune func(r rune)

	newRow   func() R
	height   func() float32
	source   ListSource[R]
	scroll   *container.Scroll
	body     *listBody[R]
	live     map[string]*slot[R]
	pool     []R
	selected string
	cursor   string
	hovered  string
	inside   bool
	focused  bool
	round    uint64
	look     look
}

// slot is a row in sight and what it shows.
type slot[R ListRow] struct {
	row   R
	key   string
	index int
	round uint64 // the last round of show that wanted it
}

var (
	_ fyne.Widget    = (*List[*Row])(nil)
	_ fyne.Focusable = (*List[*Row])(nil)
)

// NewList makes a list whose rows newRow creates, each height() px high.
func NewList[R ListRow](newRow func() R, height func() float32) *List[R] {
	l := &List[R]{newRow: newRow, height: height, live: map[string]*slot[R]{}}
	l.body = newListBody(l)
	l.scroll = container.NewVScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) { l.show(false) }
	l.ExtendBaseWidget(l)
	return l
}

// SetSource shows another source from its beginning; selection and cursor stay
// where the keys are known.
func (l *List[R]) SetSource(s ListSource[R]) {
	l.source = s
	for _, sl := range l.live {
		l.retire(sl)
	}
	l.scroll.Offset = fyne.Position{}
	l.resized()
	l.show(true)
}

// Refresh reads the source anew. The first row in sight keeps its place under the
// reader's eyes, unless the list stands at its very top with neither pointer nor
// keyboard in it: then what comes first is shown first.
func (l *List[R]) Refresh() {
	anchor, dy, held := l.anchor()
	l.resized()
	if held {
		if i := l.indexNear(anchor); i >= 0 {
			l.scroll.Offset.Y = float32(i)*l.height() + dy
		}
	}
	l.scroll.Offset.Y = l.clamp(l.scroll.Offset.Y)
	l.show(true)
	l.scroll.Refresh()
}

// Rebind binds the rows in sight again, for what changes with time alone. Order
// and length must be as they were; a row that shows the same draws nothing.
func (l *List[R]) Rebind() {
	if l.source == nil {
		return
	}
	for _, sl := range l.live {
		if sl.index < l.source.Len() {
			l.source.Bind(sl.index, sl.row)
		}
	}
}

// RefreshKey binds the row of this key again, if it is in sight, and touches no
// other.
func (l *List[R]) RefreshKey(key string) {
	sl, ok := l.live[key]
	if !ok || l.source == nil {
		return
	}
	if sl.index >= l.source.Len() || l.source.Key(sl.index) != key {
		l.Refresh()
		return
	}
	l.source.Bind(sl.index, sl.row)
}

// Select marks the row of key as the open one, without telling OnOpen. The key
// need not be in the list, and "" selects nothing.
func (l *List[R]) Select(key string) {
	l.shift(&l.selected, key)
}

// Place puts the keyboard's mark on the row of key, as something else than the
// list has chosen it, without telling OnCursor: the ring and what is open must
// not part. A key that is not in the list changes nothing.
func (l *List[R]) Place(key string) {
	if l.index(key) >= 0 {
		l.shift(&l.cursor, key)
	}
}

// Selected is the key last given to Select or opened.
func (l *List[R]) Selected() string { return l.selected }

// Cursor is the keyboard's place.
func (l *List[R]) Cursor() string { return l.cursor }

// Inside says whether the pointer is over the rows or the keyboard in the list:
// while it is, order should not change.
func (l *List[R]) Inside() bool { return l.inside || l.focused }

// VisibleRows counts the rows that exist now.
func (l *List[R]) VisibleRows() int { return len(l.live) }

// Offset is how far the list is scrolled, in px.
func (l *List[R]) Offset() float32 { return l.scroll.Offset.Y }

// ScrollTo brings the row of key into sight and says whether it is in the list.
func (l *List[R]) ScrollTo(key string) bool {
	i := l.index(key)
	if i < 0 {
		return false
	}
	h := l.height()
	top, view := float32(i)*h, l.scroll.Size().Height
	switch {
	case top < l.scroll.Offset.Y:
		l.scrollTo(top)
	case top+h > l.scroll.Offset.Y+view:
		l.scrollTo(top + h - view)
	}
	return true
}

// CreateRenderer is called by Fyne.
func (l *List[R]) CreateRenderer() fyne.WidgetRenderer { return listRenderer[R]{l} }

// listRenderer holds the scroll alone. Its Refresh is what a change of theme calls.
type listRenderer[R ListRow] struct{ l *List[R] }

func (r listRenderer[R]) Destroy() {}
func (r listRenderer[R]) MinSize() fyne.Size {
	return fyne.NewSize(unit(220), r.l.height())
}
func (r listRenderer[R]) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.l.scroll} }

func (r listRenderer[R]) Layout(size fyne.Size) {
	r.l.scroll.Resize(size)
	r.l.resized()
	r.l.scroll.Offset.Y = r.l.clamp(r.l.scroll.Offset.Y)
	r.l.show(false)
}

func (r listRenderer[R]) Refresh() { r.l.Refresh() }
