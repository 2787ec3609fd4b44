package kit

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/rivo/uniseg"
)

// draftEntry is a field of several lines with a messenger's keys.
type draftEntry struct {
	Field
	composer *Composer
	// blank is where the caret was after a blank was typed last; 0 if something
	// else was done since.
	blank int
}

func newDraftEntry(c *Composer) *draftEntry {
	e := &draftEntry{composer: c}
	e.wrap()
	e.tabs = true // it writes one
	e.OnChanged = c.changed
	e.OnCursorChanged = c.followSlash
	e.ExtendBaseWidget(e)
	return e
}

// TypedRune writes, and opens a query at a slash.
func (e *draftEntry) TypedRune(r rune) {
	e.behindBlank()
	blank := 0
	if r == ' ' && e.SelectedText() == "" {
		blank = e.CursorTextOffset() + 1
	}
	e.Entry.TypedRune(r)
	e.blank = blank
	e.composer.typedMark(r)
	e.composer.followSlash()
}

// TypedKey asks OnKey first; then it sends, leaves, or deletes whole emoji. The
// rest is the entry's.
func (e *draftEntry) TypedKey(k *fyne.KeyEvent) {
	e.blank = 0
	if e.composer.OnKey != nil && e.composer.OnKey(k) || passOn(e.composer, k) {
		return
	}
	e.typedKey(k)
	e.composer.followSlash()
}

func (e *draftEntry) typedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if !e.shift {
			e.composer.submit()
			return
		}
	case fyne.KeyEscape:
		if e.composer.slash.open {
			e.composer.CloseSlash()
			return
		}
		if e.composer.OnEscape != nil {
			e.composer.OnEscape()
		}
		return
	case fyne.KeyBackspace, fyne.KeyDelete:
		e.erase(k)
		return
	}
	e.Entry.TypedKey(k)
}

// erase deletes an emoji with all its runes at once; without this a backspace
// turns a family into a smaller one. Letters go rune by rune, as is the custom in
// Indian scripts.
func (e *draftEntry) erase(k *fyne.KeyEvent) {
	n := 1
	if e.SelectedText() == "" {
		before, after := splitRunes(e.Text, e.CursorTextOffset())
		if k.Name == fyne.KeyBackspace {
			n = emojiRunes(lastCluster(before))
		} else {
			c, _, _, _ := uniseg.FirstGraphemeClusterInString(after, -1)
			n = emojiRunes(c)
		}
	}
	for range n {
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut sends on Ctrl+Enter, edits with what the entry knows, and hands
// on all other shortcuts.
func (e *draftEntry) TypedShortcut(s fyne.Shortcut) {
	switch {
	case confirming(s):
		e.composer.submit()
	case e.pasted(s):
	case editing(s):
		e.Entry.TypedShortcut(s)
	case e.composer.OnShortcut != nil:
		e.composer.OnShortcut(s)
	}
}

// pasted offers what is about to be pasted to OnPaste and says whether it was used.
func (e *draftEntry) pasted(s fyne.Shortcut) bool {
	p, ok := s.(*fyne.ShortcutPaste)
	if !ok || p.Clipboard == nil || e.composer.OnPaste == nil {
		return false
	}
	return e.composer.OnPaste(p.Clipboard.Content())
}

// behindBlank puts the caret back behind a blank that was typed last. A blank
// that does not fit into its row is swallowed by the wrap, and whatever lays the
// entry out anew moves the caret in front of it, where the row ends; the next
// word would be written there.
func (e *draftEntry) behindBlank() {
	if e.blank == 0 || e.CursorTextOffset() != e.blank-1 || utf8.RuneCountInString(e.Text) < e.blank {
		return
	}
	e.CursorColumn = 0
	e.CursorColumn = e.blank - e.CursorTextOffset()
}

// MouseDown is where the person puts the caret.
func (e *draftEntry) MouseDown(m *desktop.MouseEvent) {
	e.blank = 0
	e.Entry.MouseDown(m)
}

// selectBack selects the n characters before the caret. The entry has no call for
// that; it selects while shift is down, and each key costs it some 2 ms in a long
// draft, so that within a row the caret is set instead.
func (e *draftEntry) selectBack(n int) {
	if n <= 0 {
		return
	}
	shift, left := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}, &fyne.KeyEvent{Name: fyne.KeyLeft}
	e.Entry.KeyDown(shift)
	e.Entry.TypedKey(left)
	if n--; n <= e.CursorColumn {
		e.CursorColumn -= n
		n = 0
	}
	for range n {
		e.Entry.TypedKey(left)
	}
	e.Entry.KeyUp(shift)
}

// splitRunes parts s after n runes.
func splitRunes(s string, n int) (before, after string) {
	for i := range s {
		if n == 0 {
			return s[:i], s[i:]
		}
		n--
	}
	return s, ""
}

// lastCluster is the grapheme cluster at the end of s. Clusters never span a line
// break, so only the last line is read.
func lastCluster(s string) string {
	last, state := "", -1
	for rest := tail(s, 256); len(rest) > 0; {
		last, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
	}
	return last
}

// tail is the end of s, at most n bytes, beginning with a whole rune.
func tail(s string, n int) string {
	if len(s) <= n {
		return s
	}
	i := len(s) - n
	for i < len(s) && !startsRune(s[i]) {
		i++
	}
	return s[i:]
}

// emojiRunes is how many runes to delete for cluster c: all of an emoji, else one.
func emojiRunes(c string) int {
	runes := []rune(c)
	for _, r := range runes {
		if unicode.Is(unicode.So, r) || r >= 0x1f1e6 && r <= 0x1f1ff || r == 0xfe0f || r == 0x20e3 {
			return len(runes)
		}
	}
	return 1
}
