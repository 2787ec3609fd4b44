package kit

import "fyne.io/fyne/v2"

// FocusGained puts the cursor on the open row, or on the first in sight.
func (l *List[R]) FocusGained() {
	l.focused = true
	if l.index(l.cursor) < 0 {
		l.cursor = l.startKey()
	}
	l.mark(l.cursor)
	if l.OnFocus != nil {
		l.OnFocus(true)
	}
}

// FocusLost takes the ring away; the cursor is remembered.
func (l *List[R]) FocusLost() {
	l.focused = false
	l.mark(l.cursor)
	if l.OnFocus != nil {
		l.OnFocus(false)
	}
}

func (l *List[R]) startKey() string {
	if l.index(l.selected) >= 0 {
		return l.selected
	}
	if from, to := l.sight(); from < to {
		return l.source.Key(from)
	}
	return ""
}

// TypedRune passes characters on; Space is a key and comes to TypedKey too.
func (l *List[R]) TypedRune(r rune) {
	if r != ' ' && l.OnRune != nil {
		l.OnRune(r)
	}
}

// TypedKey moves the cursor or opens its row.
func (l *List[R]) TypedKey(e *fyne.KeyEvent) {
	page := max(int(l.scroll.Size().Height/l.height())-1, 1)
	switch e.Name {
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyPageUp:
		l.step(-page)
	case fyne.KeyPageDown:
		l.step(page)
	case fyne.KeyHome:
		l.step(-l.length())
	case fyne.KeyEnd:
		l.step(l.length())
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.press(e.Name)
	default:
		if !passOn(l, e) && l.OnKey != nil {
			l.OnKey(e)
		}
	}
}

// press opens the cursor's row, or gives Space to who has another use for it.
func (l *List[R]) press(name fyne.KeyName) {
	switch {
	case l.index(l.cursor) < 0:
	case name == fyne.KeySpace && l.OnSpace != nil:
		l.OnSpace(l.cursor)
	default:
		l.open(l.cursor)
	}
}

func (l *List[R]) length() int {
	if l.source == nil {
		return 0
	}
	return l.source.Len()
}

// step moves the cursor by n rows, stopping at the ends.
func (l *List[R]) step(n int) {
	if l.length() == 0 {
		return
	}
	i := l.index(l.cursor)
	if i < 0 {
		from, _ := l.sight()
		i, n = from, 0
	}
	l.moveCursor(l.source.Key(min(max(i+n, 0), l.length()-1)))
	l.ScrollTo(l.cursor)
}

func (l *List[R]) moveCursor(key string) {
	if l.shift(&l.cursor, key) && l.OnCursor != nil {
		l.OnCursor(key)
	}
}

func (l *List[R]) open(key string) {
	l.Select(key)
	if l.OnOpen != nil {
		l.OnOpen(key)
	}
}

func (l *List[R]) pointer(inside bool) {
	if l.inside == inside {
		return
	}
	l.inside = inside
	if l.OnPointer != nil {
		l.OnPointer(inside)
	}
}

func (l *List[R]) hover(key string) {
	if l.shift(&l.hovered, key) && l.OnHover != nil {
		top, bottom := l.span(key)
		l.OnHover(key, top, bottom)
	}
}

// span is where the row of key stands in the list's view; noughts if it is not in sight.
func (l *List[R]) span(key string) (top, bottom float32) {
	sl, ok := l.live[key]
	if !ok {
		return 0, 0
	}
	top = float32(sl.index)*l.height() - l.scroll.Offset.Y
	return top, top + l.height()
}

// shift moves one of the list's marks to another key, draws both rows, and
// reports whether it was elsewhere.
func (l *List[R]) shift(mark *string, to string) bool {
	old := *mark
	if old == to {
		return false
	}
	*mark = to
	l.mark(old)
	l.mark(to)
	return true
}

// mark draws the states of the row of key, if it is in sight.
func (l *List[R]) mark(key string) {
	if sl, ok := l.live[key]; ok {
		l.markSlot(sl)
	}
}

func (l *List[R]) markSlot(sl *slot[R]) {
	sl.row.SetSelected(sl.key == l.selected)
	sl.row.SetHovered(sl.key == l.hovered)
	sl.row.SetFocused(l.focused && sl.key == l.cursor)
}
