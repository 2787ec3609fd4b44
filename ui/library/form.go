package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// textRows is how many lines of the text are in sight.
const textRows = 6

// The buttons of the form. Their words never change, so their places do not.
var (
	saveButton    = kit.ButtonData{Word: "Save", Key: "Ctrl S", Kind: kit.Primary}
	discardButton = kit.ButtonData{Word: "Discard"}
	doubleButton  = kit.ButtonData{Word: "Duplicate", Key: "Ctrl D"}
	removeButton  = kit.ButtonData{Word: "Delete", Kind: kit.Danger}
)

// lock is a button that cannot be pressed for a reason, or can without one.
func lock(d kit.ButtonData, why string) kit.ButtonData {
	d.Locked = why
	return d
}

func newEditor(p *Pane) *editor {
	e := &editor{
		p: p, head: kit.NewTitle("").Yield(), proof: kit.NewCaption("").Yield(), banner: kit.NewBanner(kit.BannerData{}),
		folder: kit.NewField("such as Takeover"), shortcut: kit.NewField("what is typed behind /"),
		title: kit.NewField("what it is for"), text: kit.NewField("What is sent. A blank is written {customer}."),
		onFolder: kit.NewCaption(""), onShortcut: kit.NewCaption(""), onTitle: kit.NewCaption(""), onText: kit.NewCaption(""),
		slots: kit.NewQuietText(""), preview: kit.NewBubble(kit.BubbleData{Kind: kit.Ours}), why: kit.NewCaption("").Yield(),
	}
	e.text.MultiLine, e.text.Wrapping, e.text.Scroll = true, fyne.TextWrapWord, fyne.ScrollVerticalOnly
	e.text.SetMinRowsVisible(textRows)
	e.hints = newHints(e)
	for i, f := range e.fields() {
		f.OnChanged = func(string) { e.typed() }
		f.OnShortcut = p.handOn
		f.OnKey = func(k *fyne.KeyEvent) bool { return e.fieldKey(i, k) }
	}
	e.save = kit.NewButton(saveButton, e.Save)
	e.discard = kit.NewButton(discardButton, e.Discard)
	e.double = kit.NewButton(doubleButton, e.Duplicate)
	e.remove = kit.NewButton(removeButton, e.Delete)
	for _, b := range []*kit.Button{e.save, e.discard, e.double, e.remove} {
		b.OnKey = p.list.leaveKey
	}
	e.banner.OnButton = e.bannerPressed
	e.banner.Hide()
	e.content = e.build()
	return e
}

func (e *editor) build() *fyne.Container {
	pad, gap := theme.Px(16), theme.Px(8)
	e.form = kit.NewColumn(10,
		kit.NewColumn(2, container.NewBorder(nil, nil, nil, container.NewHBox(e.double, e.remove), e.head), e.proof),
		container.NewGridWithColumns(2, kit.NewColumn(3, e.onFolder, e.folder, e.hints.line), kit.NewColumn(3, e.onShortcut, e.shortcut)),
		kit.NewColumn(3, e.onTitle, e.title),
		kit.NewColumn(3, e.onText, e.text),
		e.slots,
		kit.NewSection("As a customer would read it"),
		e.preview,
	)
	// The banner stands at the foot, where it takes room from the preview: news
	// must not push down the line in which somebody types.
	foot := container.NewVBox(kit.NewHairline(), container.New(layout.NewCustomPaddedLayout(gap, gap, pad, pad),
		kit.NewColumn(6, e.banner, container.NewHBox(e.save, e.discard), e.why)))
	body := container.New(layout.NewCustomPaddedLayout(gap+4, gap, pad, pad), e.form)
	return container.NewBorder(nil, foot, nil, nil, container.NewVScroll(body))
}

// fieldKey is Escape, which goes back to the search and loses nothing, and
// Enter in one line, which goes on.
func (e *editor) fieldKey(i int, k *fyne.KeyEvent) bool {
	switch {
	case k.Name == fyne.KeyEscape:
		e.p.Focus()
		return true
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && i < len(e.fields())-1:
		e.p.opts.Focus(e.fields()[i+1])
		return true
	case k.Name == fyne.KeyDown && i == 0:
		return e.hints.take(0)
	}
	return false
}

// render says all that is beside the fields: whose revision it is, what
// happened meanwhile, what is wrong, and what can be pressed.
func (e *editor) render() {
	o := e.now
	if o == nil {
		return
	}
	e.renderHead()
	dirty := e.dirty()
	why, wrong := o.reason(e.p.lib, e.current(), dirty)
	if o.wrong != nil {
		why, wrong = sentence(o.wrong), o.wrong
	}
	e.captions(wrong)
	e.save.Set(lock(saveButton, why))
	unsaved := ""
	if !dirty && len(o.seen) == 0 {
		unsaved = "Nothing is unsaved"
	}
	e.discard.Set(lock(discardButton, unsaved))
	again, gone := e.doubleLock(), ""
	if o.id == "" {
		gone = "Not saved yet"
	} else if o.sent != nil {
		gone = "Being saved…"
	}
	e.double.Set(lock(doubleButton, again))
	e.remove.Set(lock(removeButton, gone))
	e.renderBanner()
	switch {
	case o.words != "":
		e.why.Set(o.words)
		e.why.SetTone(kit.Red)
	case e.said && why == "Nothing has changed":
		e.why.Set(e.saved())
		e.why.SetTone(kit.Green)
	default:
		e.why.Set(why)
		e.why.SetTone(kit.Grey)
	}
}

// saved says how far a save has come.
func (e *editor) saved() string {
	if n := e.p.snap.Shelves.UnsentOn(chat.ShelfCanned); n > 0 {
		return "Saved here, waiting for the hub"
	}
	return "Saved, for every desk"
}

func (e *editor) renderHead() {
	o := e.now
	if o.id == "" {
		e.head.Set("New response")
		e.proof.Set("Nobody sees it before it is saved")
		return
	}
	e.head.Set(orElse(o.base.Title, "Untitled"))
	for _, h := range e.p.lib.Heads(o.id) {
		if h.Revision == o.basis {
			e.proof.Set(e.p.proof(h))
			return
		}
	}
	e.proof.Set("Begun from an older revision")
}

// captions names the fields, and says at one of them what is wrong with it. An
// empty field is not called wrong before its turn; the button says what lacks.
func (e *editor) captions(wrong *record.InvalidError) {
	names := []struct {
		name  string
		words *kit.Words
		empty bool
	}{
		{"folder", e.onFolder, e.folder.Text == ""},
		{"shortcut", e.onShortcut, e.shortcut.Text == ""},
		{"title", e.onTitle, e.title.Text == ""},
		{"text", e.onText, e.text.Text == ""},
	}
	for i, n := range names {
		s, tone := [...]string{"Folder", "Shortcut", "Title", "Text"}[i], kit.Grey
		if wrong != nil && wrong.Field == n.name && (!n.empty || e.now.wrong != nil) {
			s, tone = sentence(wrong), kit.Red
		}
		n.words.Yield().Set(s)
		n.words.SetTone(tone)
	}
}

func (e *editor) doubleLock() string {
	switch {
	case e.now.id == "":
		return "Not saved yet"
	case e.p.drafts.has(newKey):
		return "Another new response is not saved yet"
	}
	return ""
}
