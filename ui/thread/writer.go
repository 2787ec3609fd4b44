package thread

import (
	"strings"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
)

// The kinds of drafts; each chat has one of each.
const (
	draftReply   = "reply"
	draftNote    = "note"
	draftWhisper = "whisper"
)

// writer is one box: what is written in it, for which chat, and which canned
// texts were put into it.
type writer struct {
	pane    *Pane
	kind    string
	box     *kit.Composer
	content fyne.CanvasObject
	frame   *kit.Frame // around content
	// send is handed a draft that may go, and says whether it went.
	send func(text string) bool

	chat chat.ChatID
	held string // by who is written to, not by what is written
	// strip is over the box while a canned text is being filled.
	strip   *kit.Slots
	filling *canned
	query   string // the "/" that is being written, and what stands behind it
	wanted  string // behind the "#" that is being written
	// texts are the canned texts that were put into the draft of each chat. They
	// are of this sitting only; a draft that comes from the disk is checked for
	// braces alone.
	texts map[chat.ChatID][]inserted
	guard sentry
	// reply is what stands around the box to the customer; nil of any other.
	reply *reply
	// written is when the draft of each chat was changed last, in this sitting.
	written map[chat.ChatID]chat.Instant
}

func newWriter(p *Pane, kind, placeholder, send string) *writer {
	w := &writer{pane: p, kind: kind, box: kit.NewComposer(), texts: make(map[chat.ChatID][]inserted), written: make(map[chat.ChatID]chat.Instant)}
	w.box.SetPlaceholder(placeholder)
	if send != "" {
		w.box.SetSend(send)
	}
	w.box.OnChanged = w.changed
	w.box.OnShortcut = p.opts.Shortcut
	w.box.OnSend = w.submit
	w.box.OnKey = w.key
	if p.opts.Library != nil {
		w.box.OnSlash = w.slashed
	}
	if p.opts.Articles != nil {
		w.box.OnHash = w.hashed
	}
	w.box.OnColon = w.coloned
	if kind == draftNote {
		w.box.OnAt = w.mentioned
	}
	w.strip = kit.NewSlots(kit.SlotsData{})
	w.strip.OnFill, w.strip.OnUse, w.strip.OnDrop = w.fill, w.use, w.drop
	w.strip.OnShortcut = p.opts.Shortcut
	w.strip.Hide()
	w.content = kit.NewColumn(0, w.strip, w.box)
	return w
}

// surround puts around the box what belongs to a reply alone.
func (w *writer) surround(r *reply) {
	w.reply = r
	w.box.OnPaste = r.pane.pasted
	w.content = kit.NewColumn(0, r.prompt, r.guide.tabs, r.guide.box, w.strip, w.box, r.advice)
}

// follow has the frame tell whether the keyboard is in one of the places of this box.
func (w *writer) follow() {
	turn := func(here bool) { w.frame.SetResting(!here) }
	turn(false)
	w.box.OnFocus, w.strip.OnFocus = turn, turn
	if w.reply != nil {
		w.reply.guide.box.OnFocus = turn
	}
}

// key gives the popover the keys that it lives on, and the pane its own; the box keeps
// the keyboard.
func (w *writer) key(e *fyne.KeyEvent) bool { return w.pane.slash.Key(e) || w.pane.Key(e) }

// guided reports whether the steps of a takeover stand in the place of the box.
func (w *writer) guided() bool { return w.reply != nil && w.reply.guide.opened() }

// arrange shows the box unless something stands in its place: the steps of a
// takeover, or a canned text while the box holds nothing but what was looked for.
func (w *writer) arrange() {
	alone := w.filling != nil && w.box.Text() == w.query
	kit.SetShown(w.box, !w.guided() && !alone)
}

// focusable is where the keyboard goes that is given to this box.
func (w *writer) focusable() fyne.Focusable {
	switch {
	case w.guided():
		return w.reply.guide.box.Focusable()
	case w.filling != nil && !w.box.Visible():
		return w.strip.Focusable()
	}
	return w.box.Focusable()
}

// has reports whether f is one of the places of this box, in sight or not.
func (w *writer) has(f fyne.Focusable) bool {
	return f == w.box.Focusable() || f == w.strip.Focusable() || w.reply != nil && w.reply.guide.box.Holds(f)
}

// holds reports whether f is one of the places of this box that are in sight.
func (w *writer) holds(f fyne.Focusable) bool {
	return f == w.box.Focusable() && !w.guided() || w.filling != nil && f == w.strip.Focusable() || w.guided() && w.reply.guide.box.Holds(f)
}

// open binds the box to a chat and brings its draft back.
func (w *writer) open(id chat.ChatID) {
	w.closeStrip()
	w.chat, w.held, w.guard = id, "", sentry{}
	w.box.SetText("")
	if w.reply != nil {
		w.reply.open()
	}
	w.check()
	if id == "" {
		return
	}
	w.pane.opts.Desk.Draft(id, w.kind, func(text string) {
		w.pane.opts.Post(func() { w.restore(id, text) })
	})
	w.pane.opts.Desk.Draft(id, heldDraft(w.kind), func(text string) {
		w.pane.opts.Post(func() { w.restoreHeld(id, text) })
	})
}

// restoreHeld brings back what waited to go when the program ended, if it is not waiting
// in this sitting: it was not sent, and the person says whether it is.
func (w *writer) restoreHeld(id chat.ChatID, text string) {
	if w.chat != id || text == "" || len(w.pane.heldHere(id)) > 0 {
		return
	}
	if rest := w.box.Text(); rest != "" && rest != text {
		text += "\n" + rest
	}
	w.pane.opts.Desk.SaveDraft(id, heldDraft(w.kind), "")
	w.put(text)
}

// restore shows a draft that the disk brought, unless the box is another
// chat's by now.
func (w *writer) restore(id chat.ChatID, text string) {
	typed := w.box.Text()
	if w.chat != id || text == "" || typed == text {
		return
	}
	if typed != "" { // somebody was quicker than the disk; both stay
		text += "\n" + typed
		w.pane.opts.Desk.SaveDraft(id, w.kind, text)
	}
	w.box.SetText(text)
	w.guard.draft = text
	w.check()
	w.reframe()
}

// blank reports whether nothing is written in the box.
func (w *writer) blank() bool { return strings.TrimSpace(w.box.Text()) == "" }

// changed keeps what is written, and looks whether it may be sent.
func (w *writer) changed(text string) {
	w.pane.opts.Desk.SaveDraft(w.chat, w.kind, text)
	w.written[w.chat] = w.pane.opts.Now()
	if strings.TrimSpace(text) == "" {
		delete(w.texts, w.chat)
		delete(w.written, w.chat)
		if w.reply != nil {
			w.reply.filled = promptFill{}
		}
	}
	w.check()
	if w.guard.on {
		w.reframe()
	}
}

// put replaces the draft, as if it had been written.
func (w *writer) put(text string) {
	w.box.SetText(text)
	w.changed(text)
}

func (w *writer) submit(text string) bool {
	if w.chat == "" || w.send == nil || w.lack(text) != "" || !w.confirmed() || !w.send(text) {
		return false
	}
	delete(w.texts, w.chat)
	delete(w.written, w.chat)
	w.guard = sentry{}
	w.reframe()
	w.pane.opts.Desk.SaveDraft(w.chat, w.kind, "")
	return true
}

// hold keeps the draft from being sent for a reason that is not in its text.
func (w *writer) hold(why string) {
	w.held = why
	w.check()
}

// check says beside the button why the draft may not be sent as it is.
func (w *writer) check() { w.box.SetHeld(w.lack(w.box.Text())) }

// lack is that reason, or "". The customer's own brackets may be quoted; any
// other is a blank that somebody overlooked, but for a note, which only the
// team reads.
func (w *writer) lack(text string) string {
	switch {
	case w.held != "":
		return w.held
	case w.filling != nil:
		return "a canned text is being filled"
	case w.kind == draftNote:
		return ""
	}
	why := ""
	if w.reply != nil && !w.guided() {
		if why = w.pane.nightLock(w.from(text)); why != "" {
			return why
		}
	}
	if w.reply != nil && !w.guided() {
		why = w.reply.lack(text)
	}
	if w.reply != nil && why == "" {
		why = w.reply.files.lack()
	}
	if strings.TrimSpace(text) == "" {
		return why
	}
	if ok, why := w.all().ReadyAs(text); !ok {
		return strings.TrimSuffix(why, ".")
	}
	return why
}

// all is every canned text of the draft as one, for who asks about the whole.
func (w *writer) all() script.Filled {
	texts := w.texts[w.chat]
	if len(texts) == 1 {
		return texts[0].filled
	}
	var all script.Filled
	for _, in := range texts {
		all.Slots = append(all.Slots, in.filled.Slots...)
	}
	return all
}
