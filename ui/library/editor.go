package library

import (
	"fyne.io/fyne/v2"

	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
)

// editor is the form of one response. What is in its fields is what the person
// sees, and nothing but that person, or opening another, changes it.
type editor struct {
	p       *Pane
	content *fyne.Container
	form    fyne.CanvasObject

	head, proof                           *kit.Words
	banner                                *kit.Banner
	folder, shortcut, title, text         *kit.Field
	onFolder, onShortcut, onTitle, onText *kit.Words
	hints                                 *hints
	slots                                 *kit.Text
	preview                               *kit.Bubble
	save, discard, double, remove         *kit.Button
	why                                   *kit.Words

	now     *opened
	acts    []func() // what the banner's buttons do
	thrown  *thrown  // what was discarded last
	filling bool     // the fields are being set, not typed into
	stale   bool     // the preview is older than the text
	said    bool     // why is an answer to a key that was just pressed
}

// fields are the four, in the order of Tab.
func (e *editor) fields() []*kit.Field { return []*kit.Field{e.folder, e.shortcut, e.title, e.text} }

// current is what stands in the fields. A field that shows what is saved, with
// runes that may not be drawn left out, means what is saved.
func (e *editor) current() script.Response {
	b := e.now.base
	return script.Response{
		Folder: meant(e.folder.Text, b.Folder), Shortcut: meant(e.shortcut.Text, b.Shortcut),
		Title: meant(e.title.Text, b.Title), Text: meant(e.text.Text, b.Text),
	}
}

func meant(shown, saved string) string {
	if shown == kit.Display(saved) {
		return saved
	}
	return shown
}

// dirty reports whether something is typed that is not saved.
func (e *editor) dirty() bool {
	return e.now != nil && e.current().Normal() != e.now.base.Normal()
}

// fill shows r in the fields.
func (e *editor) fill(r script.Response) {
	e.filling = true
	for i, s := range []string{r.Folder, r.Shortcut, r.Title, r.Text} {
		if s = kit.Display(s); e.fields()[i].Text != s {
			e.fields()[i].SetText(s)
			e.fields()[i].CursorRow, e.fields()[i].CursorColumn = 0, 0
		}
	}
	e.filling = false
	e.hints.show()
	e.explainText(r.Text)
}

// open shows a response: what was typed and not saved, if anything was, else
// what is offered.
func (e *editor) open(id record.ID) {
	key := string(id)
	if e.now != nil && e.now.key == key && e.content.Visible() {
		return
	}
	d, typed := e.p.drafts.get(key)
	v, known := e.p.head(id)
	if !known && !typed {
		return
	}
	e.now = &opened{key: key, id: id, basis: v.Revision, base: v.Content}
	if typed {
		e.now.basis, e.now.seen, e.now.back = d.Basis, d.Seen, true
		e.show(d.Response)
		return
	}
	e.show(v.Content)
}

// openNew shows a new response, or the one that was begun and not saved.
func (e *editor) openNew(r script.Response) {
	e.now = &opened{key: newKey, base: script.Response{Folder: r.Folder}}
	if d, typed := e.p.drafts.get(newKey); typed {
		r, e.now.back = d.Response, true
		e.now.base = script.Response{}
	}
	e.p.list.rows.Select(newKey)
	e.show(r)
	if !e.now.back {
		e.typed()
	}
}

// show puts r and its form on screen.
func (e *editor) show(r script.Response) {
	e.said = false
	e.fill(r)
	e.p.turn(e.content)
	e.render()
}

// close leaves the form without anything in it.
func (e *editor) close() {
	e.now = nil
	e.p.list.rows.Select("")
	e.p.explain()
	e.p.turn(e.p.empty)
}

// Enter works on what is open: two versions are shown beside each other, and
// of anything else the text gets the keyboard.
func (e *editor) Enter() {
	if o := e.now; o != nil && e.p.torn[o.id] && !e.dirty() && len(o.seen) == 0 {
		e.p.sides.heads(o.id)
		return
	}
	e.Focus()
}

// Focus puts the keyboard into the text.
func (e *editor) Focus() {
	if e.now != nil && e.content.Visible() && e.p.halves.Visible() {
		e.p.opts.Focus(e.text)
	}
}

// typed takes what a key did to the fields, and keeps it as a draft.
func (e *editor) typed() {
	if e.filling || e.now == nil {
		return
	}
	o, r := e.now, e.current()
	o.wrong, o.words, o.back, e.said, e.thrown = nil, "", false, false, nil
	if e.dirty() || len(o.seen) > 0 {
		e.p.drafts.put(o.key, draft{Basis: o.basis, Seen: o.seen, Response: r})
	} else {
		e.p.drafts.drop(o.key)
	}
	e.hints.show()
	if len(r.Text) <= atOnce {
		e.explainText(r.Text)
	} else {
		e.stale = true
	}
	e.render()
}

// atOnce is how long a text, in bytes, is shown filled with each key; beyond
// it the preview follows with the second's tick, for laying it out is felt.
const atOnce = 2_000

func (e *editor) tick() {
	e.overdue()
	if e.stale && e.now != nil {
		e.explainText(e.current().Text)
	}
}

// recalled shows a draft that came back from the disk while its response is
// open.
func (e *editor) recalled(key string) {
	if e.now == nil || e.now.key != key || e.dirty() {
		return
	}
	d, _ := e.p.drafts.get(key)
	e.now.basis, e.now.seen, e.now.back = d.Basis, d.Seen, true
	e.fill(d.Response)
	e.render()
}

// news takes a library in which records changed. Fields are only filled again
// where nothing was typed and nobody has the keyboard in them.
func (e *editor) news(changed []record.ID) {
	o := e.now
	if o == nil {
		return
	}
	if o.adopt(e.p.lib) {
		e.landed()
	}
	if v, known := e.p.head(o.id); known && o.id != "" && v.Revision != o.basis && !e.dirty() && !e.busy() && o.sent == nil && len(o.seen) == 0 {
		if v.Deleted {
			e.close()
			return
		}
		o.basis, o.base = v.Revision, v.Content
		e.fill(v.Content)
	}
	e.render()
}

// landed is what follows once a save is on the disk and its revision known:
// what was typed since is a draft on top of it.
func (e *editor) landed() {
	o := e.now
	if e.dirty() {
		e.p.drafts.put(o.key, draft{Basis: o.basis, Response: e.current()})
		return
	}
	e.p.drafts.drop(o.key)
}

// busy reports whether the keyboard is in one of the fields.
func (e *editor) busy() bool {
	c := e.p.opts.Window()
	if c == nil {
		return false
	}
	for _, f := range e.fields() {
		if c.Focused() == fyne.Focusable(f) {
			return true
		}
	}
	return false
}
