package kit

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// slashMost is how many characters a query may have; nobody looks for more, and
// what is longer is a sentence that happens to begin with a slash.
const slashMost = 40

// slash is the "/query" that is being written, if any.
type slash struct {
	open  bool
	at    int // of the slash, in characters from the draft's beginning
	query string
}

// Slash is what stands behind the slash now, and whether one is open.
func (c *Composer) Slash() (query string, open bool) { return c.slash.query, c.slash.open }

// typedSlash opens a query if the slash just typed begins a word: "and/or" is none.
func (c *Composer) typedSlash() {
	at := c.entry.CursorTextOffset() - 1
	before, _ := splitRunes(c.entry.Text, at)
	last, _ := utf8.DecodeLastRuneInString(before)
	if at < 0 || c.OnSlash == nil || before != "" && !unicode.IsSpace(last) {
		return
	}
	c.slash = slash{open: true, at: at}
	c.OnSlash("", true)
}

// followSlash reads the query anew after the draft or the caret changed. While no
// query is open, which is nearly always, it costs nothing.
func (c *Composer) followSlash() {
	if !c.slash.open {
		return
	}
	caret := c.entry.CursorTextOffset()
	_, behind := splitRunes(c.entry.Text, c.slash.at)
	query, ok := slashQuery(behind, caret-c.slash.at)
	if !ok {
		c.CloseSlash()
		return
	}
	if query != c.slash.query {
		c.slash.query = query
		c.OnSlash(query, true)
	}
}

// slashQuery is what stands between the slash that text begins with and the caret, n
// characters on. A space right behind the slash, a line break, or a caret before the
// slash mean that nothing is looked for.
func slashQuery(text string, n int) (string, bool) {
	if n < 1 || n > slashMost+1 || text == "" || text[0] != '/' {
		return "", false
	}
	head, _ := splitRunes(text, n)
	query := head[1:]
	for i, r := range query {
		if r == '\n' || i == 0 && unicode.IsSpace(r) {
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
	c.slash = slash{}
	if c.OnSlash != nil {
		c.OnSlash("", false)
	}
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
