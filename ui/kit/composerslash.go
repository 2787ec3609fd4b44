package kit

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// slashMost is how many characters a query may have; nobody looks for more, and
// what is longer is a sentence that happens to begin with a slash.
const slashMost = 40

// slash is the "/query" that is being written, if any, or one behind another mark.
type slash struct {
	open  bool
	mark  rune
	at    int // of the mark, in characters from the draft's beginning
	query string
	tell  func(query string, open bool)
}

// listener is who is told of queries behind a mark; nil is nobody.
func (c *Composer) listener(mark rune) func(query string, open bool) {
	switch mark {
	case '/':
		return c.OnSlash
	case '#':
		return c.OnHash
	case ':':
		return c.OnColon
	case '@':
		return c.OnAt
	}
	return nil
}

// Slash is what stands behind the slash now, and whether one is open.
func (c *Composer) Slash() (query string, open bool) { return c.slash.query, c.slash.open }

// typedMark opens a query if the mark just typed begins a word: "and/or" is none.
func (c *Composer) typedMark(mark rune) {
	tell := c.listener(mark)
	if tell == nil {
		return
	}
	at := c.entry.CursorTextOffset() - 1
	before, _ := splitRunes(c.entry.Text, at)
	last, _ := utf8.DecodeLastRuneInString(before)
	if at < 0 || before != "" && !unicode.IsSpace(last) {
		return
	}
	c.CloseSlash()
	c.slash = slash{open: true, mark: mark, at: at, tell: tell}
	tell("", true)
}

// followSlash reads the query anew after the draft or the caret changed. While no
// query is open, which is nearly always, it costs nothing.
func (c *Composer) followSlash() {
	if !c.slash.open {
		return
	}
	caret := c.entry.CursorTextOffset()
	_, behind := splitRunes(c.entry.Text, c.slash.at)
	query, ok := slashQuery(behind, c.slash.mark, caret-c.slash.at)
	if !ok {
		c.CloseSlash()
		return
	}
	if query != c.slash.query {
		c.slash.query = query
		c.slash.tell(query, true)
	}
}

// slashQuery is what stands between the mark that text begins with and the caret, n
// characters on. A space right behind the mark, a line break, or a caret before the
// mark mean that nothing is looked for; so does any space behind a colon, whose names
// are one word.
func slashQuery(text string, mark rune, n int) (string, bool) {
	if n < 1 || n > slashMost+1 || text == "" || rune(text[0]) != mark {
		return "", false
	}
	head, _ := splitRunes(text, n)
	query := head[1:]
	for i, r := range query {
		if r == '\n' || unicode.IsSpace(r) && (i == 0 || mark == ':') {
			return "", false
		}
	}
	return query, true
}

// CloseSlash ends the query, as Esc does, and leaves the text as it is.
func (c *Composer) CloseSlash() {
	if !c.slash.open {
		return
	}
	tell := c.slash.tell
	c.slash = slash{}
	tell("", false)
}

// ReplaceSlash writes text in the place of the open "/query", puts the caret behind
// it and gives the composer the keyboard. Where no query is open it writes at the
// caret. OnChanged is told, for the person writing chose it.
func (c *Composer) ReplaceSlash(text string) {
	if c.locked != "" {
		return
	}
	if c.slash.open {
		n := c.entry.CursorTextOffset() - c.slash.at
		c.CloseSlash()
		c.entry.selectBack(n)
	}
	c.entry.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: handed(text)})
	focusOn(c, c.entry)
}

// handed is a clipboard that holds one text: pasting is the only way into Fyne's
// entry that replaces a selection and leaves the caret where writing goes on.
type handed string

var _ fyne.Clipboard = handed("")

// Content is the text.
func (h handed) Content() string { return string(h) }

// SetContent is never called by a paste.
func (handed) SetContent(string) {}
