package rules

import (
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"floorwalker/app/policy"
	"floorwalker/ui/kit"
)

// draftKind is where what is written is kept on this desk.
const draftKind = "policy/edit"

// draft is what is written and not saved, as a desk keeps it.
type draft struct {
	From   int    `json:"from"`
	Reason string `json:"reason,omitempty"`
	Text   string `json:"text"`
}

// editor is the text of the next version. What it looks like stands in sheet.
type editor struct {
	sheet
	p       *Pane
	content *fyne.Container
	text    *kit.Field
	reason  *kit.Field

	begun    bool // something was written, or brought back
	restored bool // it was brought back and not yet looked at
	from     int  // the version that it was begun from, and is bound to
	// base is the policy in force as it would be the next version.
	base    string
	parsed  *policy.Edition
	wrong   *policy.ParseError
	changes []policy.Change

	sent    []byte // on its way; nil if nothing is
	noticed int    // the last notice before it was sent
	trouble string // why it was not taken
	filling bool   // the program writes, and nobody types
}

func newEditor(p *Pane) *editor {
	e := &editor{p: p, text: kit.NewField(""), reason: kit.NewField("Why does the policy change? Everybody reads it.")}
	e.text.MultiLine, e.text.Wrapping, e.text.Scroll = true, fyne.TextWrapOff, fyne.ScrollBoth
	e.text.TextStyle = fyne.TextStyle{Monospace: true}
	for _, f := range []*kit.Field{e.text, e.reason} {
		f.OnShortcut, f.OnKey = p.handOn, e.key
		f.OnChanged = func(string) { e.typed() }
	}
	e.sheet = newSheet(e)
	e.content = e.sheet.build()
	e.content.Hide()
	return e
}

func (e *editor) shown() bool { return e.content.Visible() }

// key goes to the error, and leaves.
func (e *editor) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyF8:
		e.goToError()
	case fyne.KeyEscape:
		e.Leave()
	default:
		return false
	}
	return true
}

// open shows the text, begun anew or gone on with, at an entry of the register.
func (e *editor) open(key string) {
	if !e.begun {
		e.begin()
	}
	e.p.turn(true)
	e.read()
	if line, _, ok := policy.Find([]byte(e.text.Text), key); ok {
		e.caret(line, 1)
	}
}

// begin takes the policy in force as the next version.
func (e *editor) begin() {
	e.from, e.begun, e.restored, e.trouble, e.sent = e.p.edition.Policy.Version, true, false, "", nil
	e.fill(string(policy.WithVersion(e.p.edition.File, e.from+1)), "")
}

// fill writes into the fields without taking it for typing.
func (e *editor) fill(text, reason string) {
	e.filling = true
	e.text.SetText(text)
	e.reason.SetText(reason)
	e.filling = false
}

// typed reads what was written, and keeps it.
func (e *editor) typed() {
	if e.filling {
		return
	}
	e.trouble, e.restored = "", false
	e.read()
	e.keep()
}

// read parses the text and says what it finds.
func (e *editor) read() {
	e.parsed, e.wrong, e.changes = nil, nil, nil
	e.base = string(policy.WithVersion(e.p.edition.File, e.from+1))
	next, err := policy.ParseEdition([]byte(e.text.Text))
	if err != nil {
		if !errors.As(err, &e.wrong) {
			e.wrong = &policy.ParseError{Words: err.Error()}
		}
	} else {
		e.parsed, e.changes = next, policy.Diff(e.p.edition, next)
	}
	e.sheet.show()
}

// changed reports whether the text says anything else than the policy in force, if
// only in a comment.
func (e *editor) changed() bool { return e.text.Text != e.base }

// keep writes the draft to this desk's disk, or forgets one that says nothing.
func (e *editor) keep() {
	if !e.changed() && strings.TrimSpace(e.reason.Text) == "" {
		e.p.opts.Desk.SaveDraft("", draftKind, "")
		return
	}
	raw, err := json.Marshal(draft{From: e.from, Reason: e.reason.Text, Text: e.text.Text})
	if err == nil { // strings and a number are always written
		e.p.opts.Desk.SaveDraft("", draftKind, string(raw))
	}
}

// recall brings back what was written before the program ended. A draft that cannot
// be read is none: another version of the program wrote it.
func (e *editor) recall() {
	e.p.opts.Desk.Draft("", draftKind, func(text string) {
		e.p.opts.Post(func() {
			var d draft
			if text == "" || e.begun || json.Unmarshal([]byte(text), &d) != nil || d.Text == "" {
				return
			}
			e.begun, e.restored, e.from = true, true, d.From
			e.fill(d.Text, d.Reason)
			e.p.about.show()
		})
	})
}

// late reports whether another version has come since this one was begun.
func (e *editor) late() bool { return e.from != e.p.edition.Policy.Version }

// GoOn binds what is written to the version in force. Its author has the difference
// to that before their eyes from here on.
func (e *editor) GoOn() {
	e.from = e.p.edition.Policy.Version
	e.fill(string(policy.WithVersion([]byte(e.text.Text), e.from+1)), e.reason.Text)
	e.trouble = ""
	e.read()
	e.keep()
}

// locked says why the text cannot be saved; nothing if it can.
func (e *editor) locked() string {
	least := e.p.edition.Policy.Note.Min
	switch {
	case e.sent != nil:
		return "it is on its way"
	case e.p.mayNotEdit() != "":
		return e.p.mayNotEdit()
	case e.wrong != nil:
		return "the text has an error"
	case e.late():
		return "go on from version " + figure(e.p.edition.Policy.Version) + " first"
	case e.parsed == nil || !e.changed():
		return "nothing is changed"
	case utf8.RuneCountInString(strings.TrimSpace(e.reason.Text)) < least:
		return "say why in at least " + figure(least) + " characters"
	case !e.p.live():
		return "the hub is not there; what you write is kept"
	}
	return ""
}

// Save asks the hub for the next version. It is in force when the floor tells of it.
func (e *editor) Save() {
	if !e.shown() || e.locked() != "" {
		return
	}
	file := policy.WithVersion([]byte(e.text.Text), e.from+1)
	e.sent, e.trouble, e.noticed = file, "", e.p.lastNotice()
	e.p.opts.Desk.ChangePolicy(e.from, file, strings.TrimSpace(e.reason.Text))
	e.sheet.show()
}

// render sees what became of what was sent, and what else has moved.
func (e *editor) render(moved bool) {
	if e.sent != nil {
		switch words := e.p.refusedSince(e.noticed); {
		case string(e.p.edition.File) == string(e.sent):
			e.done()
			return
		case words != "":
			e.sent, e.trouble, moved = nil, words, true
		}
	}
	if moved && e.shown() {
		e.read()
	}
}

// done forgets what is in force now.
func (e *editor) done() {
	shown := e.shown()
	e.p.about.open("")
	e.forget()
	if shown {
		e.p.turn(false)
	}
}

// forget drops what is written.
func (e *editor) forget() {
	e.begun, e.restored, e.sent, e.trouble, e.parsed, e.wrong, e.changes = false, false, nil, "", nil, nil, nil
	e.fill("", "")
	e.p.opts.Desk.SaveDraft("", draftKind, "")
	e.p.about.show()
}

// Leave shows the register again; what is written stays.
func (e *editor) Leave() {
	if e.sent == nil && !e.changed() && e.reason.Text == "" {
		e.forget()
	}
	e.p.turn(false)
	e.p.about.show()
}

// Discard drops what is written.
func (e *editor) Discard() {
	e.forget()
	e.p.turn(false)
}

// goToError puts the caret where the text is wrong.
func (e *editor) goToError() {
	if e.wrong != nil && e.wrong.Line > 0 {
		e.caret(e.wrong.Line, e.wrong.Column)
	}
}

// caret puts it at a line and a column in bytes, both from 1.
func (e *editor) caret(line, column int) {
	lines := strings.Split(e.text.Text, "\n")
	row := min(line, len(lines)) - 1
	before := lines[row][:min(max(column-1, 0), len(lines[row]))]
	e.text.CursorRow, e.text.CursorColumn = row, utf8.RuneCountInString(before)
	e.text.Refresh()
	e.p.opts.Focus(e.text)
}
