package kit

// Place puts the keyboard's mark on the row of key, as something else than the
// list has chosen it, without telling OnCursor: the ring and what is open must
// not part. A key that is not in the list changes nothing.
func (l *List[R]) Place(key string) {
	if l.index(key) < 0 || key == l.cursor {
		return
	}
	old := l.cursor
	l.cursor = key
	l.mark(old)
	l.mark(key)
}
