package handover

import (
	"unicode"

	"floorwalker/ui/kit"
)

// focusTable puts the keyboard into a part's table, or on the parts' names while
// there is nothing in it.
func (p *Pane) focusTable(t *kit.Table, rows int) {
	if rows == 0 {
		p.opts.Focus(p.tabs)
		return
	}
	p.opts.Focus(t.Focusable())
}

// letter does what a letter does to the row under the cursor of a part's table, after
// show has put that beside it; figures lead to the other parts.
func (p *Pane) letter(r rune, t *kit.Table, show func(key string), does map[rune]func()) {
	act := does[unicode.ToLower(r)]
	if act == nil {
		p.digit(r)
		return
	}
	show(t.Cursor())
	act()
}
