package kit

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// The bounds of a draft, in characters. Fyne's entry costs some 10 ms a key at
// 8,000 and far more beyond; the counter appears when the end is near.
const (
	DraftMost = 8000
	draftNear = 7500
)

// Composer is where a message is written. Enter and Ctrl+Enter send, Shift+Enter
// breaks the line, Esc leaves. What is written stays until OnSend accepts it.
type Composer struct {
	widget.BaseWidget
	// OnSend is handed the draft, never blank but after SetBlank, and says whether it was taken; only
	// then the entry is emptied.
	OnSend func(text string) bool
	// OnChanged is told of every change of the draft by the person writing.
	OnChanged func(text string)
	// OnEscape is told of Esc.
	OnEscape func()
	// OnShortcut receives shortcuts that writing does not use: Fyne does not
	// offer them to anybody else while an entry has the focus.
	OnShortcut func(s fyne.Shortcut)
	// OnKey sees each key first and says whether it was used: a popover above the
	// composer lives on the keys that it passes, for the composer keeps the focus.
	OnKey func(e *fyne.KeyEvent) bool
	// OnSlash is told the query behind a "/" at the beginning of a word while it
	// is written, and with open false that it ended: by Esc, by deleting the slash, by
	// going away from it or by a choice.
	OnSlash func(query string, open bool)
	// OnHash, OnColon and OnAt are the same for "#", ":" and "@".
	OnHash, OnColon, OnAt func(query string, open bool)
	// OnFocus is told when the keyboard comes or goes.
	OnFocus func(here bool)
	// OnPaste sees a text before it is pasted and says whether it was used.
	OnPaste func(text string) bool

	locked, held string
	blank        bool // may be sent
	slash        slash
	placeholder  string
	entry        *draftEntry
	view         *container.Clip
	foot         writingFoot
}

var (
	_ fyne.Widget = (*Composer)(nil)
	_ Tall        = (*Composer)(nil)
)

// NewComposer makes an empty composer of three lines with a Send button.
func NewComposer() *Composer {
	c := &Composer{}
	c.entry = newDraftEntry(c)
	c.view = container.NewClip(container.NewWithoutLayout(c.entry))
	c.foot = newWritingFoot(c.submit)
	c.entry.OnFocus = func(here bool) {
		c.foot.turn(here)
		if c.OnFocus != nil {
			c.OnFocus(here)
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// Text is the draft.
func (c *Composer) Text() string { return c.entry.Text }

// SetText replaces the draft without telling OnChanged; it is cut to DraftMost.
func (c *Composer) SetText(text string) {
	if text == c.entry.Text {
		return
	}
	tell := c.OnChanged
	c.OnChanged = nil
	c.CloseSlash()
	c.entry.SetText(cutRunes(text, DraftMost))
	c.OnChanged = tell
	c.toEnd()
	c.say()
}

// toEnd puts the caret where writing goes on.
func (c *Composer) toEnd() { c.entry.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) }

// SetPlaceholder says what may be written here.
func (c *Composer) SetPlaceholder(text string) {
	c.placeholder = text
	c.lock()
}

// SetLocked takes the composer out of use and shows the reason; "" gives it back.
func (c *Composer) SetLocked(reason string) {
	c.locked = reason
	c.lock()
}

func (c *Composer) lock() {
	if c.locked != "" {
		c.entry.SetPlaceHolder("") // Two sentences would contradict each other.
		c.entry.Disable()
	} else {
		c.entry.SetPlaceHolder(c.placeholder)
		c.entry.Enable()
	}
	c.say()
}

// SetHeld keeps the draft from being sent, with a reason beside the button, while
// it can still be written; "" lets it go.
func (c *Composer) SetHeld(reason string) {
	c.held = reason
	c.say()
}

// SetSend names the button, for instance "Add note".
func (c *Composer) SetSend(word string) {
	d := c.foot.send.data
	d.Word = word
	c.foot.send.Set(d)
	relayout(c)
}

// SetSendKind says whether what is sent is hushed.
func (c *Composer) SetSendKind(k ButtonKind) { c.foot.setKind(k) }

// SetHints prints keys under the text.
func (c *Composer) SetHints(hints ...Hint) {
	if c.foot.setHints(hints) {
		relayout(c)
	}
}

// Focusable is what a window's canvas gives the keyboard to. A canvas finds only
// what has been rendered, and a box that has just been shown has not been: so the
// way to the entry is rendered here.
func (c *Composer) Focusable() fyne.Focusable {
	c.MinSize()
	c.view.MinSize() // names the clip to its base, and renders nothing
	c.view.Refresh()
	return c.entry
}

// SetBlank lets the draft be sent without a word in it: something else goes along.
func (c *Composer) SetBlank(may bool) { c.blank = may }

// Submit sends the draft as Enter does.
func (c *Composer) Submit() { c.submit() }

// Shifted reports whether a shift key is down.
func (c *Composer) Shifted() bool { return c.entry.shift }

// submit sends the draft unless something holds it.
func (c *Composer) submit() {
	text := c.entry.Text
	if c.locked != "" || c.held != "" || strings.TrimSpace(text) == "" && !c.blank || c.OnSend == nil {
		return
	}
	if c.OnSend(text) {
		c.CloseSlash()
		c.entry.SetText("")
	}
}

// changed follows the entry.
func (c *Composer) changed(text string) {
	if utf8.RuneCountInString(text) > DraftMost {
		c.entry.SetText(cutRunes(text, DraftMost)) // comes here again, shorter
		return
	}
	c.say()
	if c.OnChanged != nil {
		c.OnChanged(text)
	}
}

// say shows why the button is grey, or how much room is left.
func (c *Composer) say() {
	reason := c.locked
	if reason == "" {
		reason = c.held
	}
	d := c.foot.send.data
	if d.Locked != reason {
		d.Locked = reason
		c.foot.send.Set(d)
	}
	words, ink := reason, theme.Red
	if c.locked != "" {
		ink = theme.InkTwo
	}
	if n := utf8.RuneCountInString(c.entry.Text); words == "" && n > draftNear {
		words = strconv.Itoa(DraftMost-n) + " left"
		if n < DraftMost {
			ink = theme.Amber
		}
	}
	c.foot.note.tint(ink)
	if c.foot.note.set(words) {
		relayout(c)
	}
}

// cutRunes is the first n characters of s.
func cutRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
