package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// show makes the rows in sight exist, in their places, and retires the others.
// With bind, rows that stay are bound again; without, only those that are new.
func (l *List[R]) show(bind bool) {
	l.round++
	from, to := l.sight()
	width, h := l.scroll.Size().Width, l.height()
	for i := from; i < to; i++ {
		key := l.source.Key(i)
		sl, stays := l.live[key]
		if stays && sl.round == l.round {
			continue // A source that repeats a key shows it once.
		}
		if stays {
			sl.index, sl.round = i, l.round
		} else {
			sl = l.employ(key, i)
		}
		if bind || !stays {
			l.source.Bind(i, sl.row)
		}
		sl.row.Resize(fyne.NewSize(width, h))
		sl.row.Move(fyne.NewPos(0, float32(i)*h))
		if !stays {
			l.markSlot(sl)
		}
	}
	changed := false
	for _, sl := range l.live {
		if sl.round != l.round {
			l.retire(sl)
			changed = true
		}
	}
	if changed || len(l.body.objects) != len(l.live) {
		l.collect()
	}
}

// collect lists the live rows for the painter.
func (l *List[R]) collect() {
	l.body.objects = l.body.objects[:0:0]
	for _, sl := range l.live {
		l.body.objects = append(l.body.objects, sl.row)
	}
	canvas.Refresh(l.body)
}

func (l *List[R]) employ(key string, i int) *slot[R] {
	var row R
	if n := len(l.pool); n > 0 {
		row = l.pool[n-1]
		l.pool = l.pool[:n-1]
	} else {
		row = l.newRow()
	}
	sl := &slot[R]{row: row, key: key, index: i, round: l.round}
	l.live[key] = sl
	return sl
}

func (l *List[R]) retire(sl *slot[R]) {
	delete(l.live, sl.key)
	if len(l.pool) < 64 {
		l.pool = append(l.pool, sl.row)
	}
}

// sight is the range of items in the viewport.
func (l *List[R]) sight() (from, to int) {
	h := l.height()
	if l.source == nil || h <= 0 {
		return 0, 0
	}
	n := l.source.Len()
	top := l.scroll.Offset.Y
	from = max(int(top/h), 0)
	to = min(int((top+l.scroll.Size().Height)/h)+1, n)
	return min(from, to), to
}

func (l *List[R]) total() float32 {
	if l.source == nil {
		return 0
	}
	return float32(l.source.Len()) * l.height()
}

// resized gives the body the height of all rows, at least the viewport's, so that
// the pointer below the last row still counts as inside.
func (l *List[R]) resized() {
	view := l.scroll.Size()
	l.body.Resize(fyne.NewSize(view.Width, max(l.total(), view.Height)))
}

func (l *List[R]) clamp(y float32) float32 {
	return max(min(y, l.total()-l.scroll.Size().Height), 0)
}

func (l *List[R]) scrollTo(y float32) {
	l.scroll.ScrollToOffset(fyne.NewPos(0, l.clamp(y)))
	l.show(false)
}

// anchor is the keys in sight from the top on, and how far the first is scrolled
// past its top. It reports false where the list may show its beginning instead.
func (l *List[R]) anchor() (keys []string, dy float32, held bool) {
	top := l.scroll.Offset.Y
	if len(l.live) == 0 || top == 0 && !l.Inside() {
		return nil, 0, false
	}
	h := l.height()
	first := int(top / h)
	byIndex := make(map[int]string, len(l.live))
	for key, sl := range l.live {
		byIndex[sl.index] = key
	}
	for i := first; i < first+len(byIndex)+1; i++ {
		if key, ok := byIndex[i]; ok {
			keys = append(keys, key)
		}
	}
	return keys, top - float32(first)*h, len(keys) > 0
}

// indexNear is where the first of keys that still exists now stands, less its own
// place among them, or -1.
func (l *List[R]) indexNear(keys []string) int {
	for place, key := range keys {
		if i := l.index(key); i >= 0 {
			return max(i-place, 0)
		}
	}
	return -1
}

// index walks the source; 10,000 keys take some tens of microseconds.
func (l *List[R]) index(key string) int {
	if l.source == nil || key == "" {
		return -1
	}
	if sl, ok := l.live[key]; ok && sl.index < l.source.Len() && l.source.Key(sl.index) == key {
		return sl.index
	}
	for i := range l.source.Len() {
		if l.source.Key(i) == key {
			return i
		}
	}
	return -1
}
