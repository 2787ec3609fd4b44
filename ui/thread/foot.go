package thread

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// The kinds of drafts; each chat has one of each.
const (
	draftReply = "reply"
	draftNote  = "note"
)

// foot is what stands under the lines: the frame that says what words would
// do here, and the box if there is one.
type foot struct {
	pane    *Pane
	content *fyne.Container

	watch *kit.Frame // observing, taking, ended: no box
	reply *kit.Frame
	note  *kit.Frame
	box   *kit.Composer // in reply
	memo  *kit.Composer // in note

	chat   chat.ChatID
	stance view.Stance
	noting bool
}

func newFoot(p *Pane) *foot {
	f := &foot{pane: p, box: kit.NewComposer(), memo: kit.NewComposer()}
	f.watch = kit.NewFrame(kit.FrameData{Kind: kit.Invisible}, nil)
	f.reply = kit.NewFrame(kit.FrameData{Kind: kit.Yours}, f.box)
	f.note = kit.NewFrame(kit.FrameData{Kind: kit.Noting, Title: "Note", Text: "Only the team sees this."}, f.memo)
	f.box.SetPlaceholder("Write to the customer")
	f.memo.SetPlaceholder("Write to the team")
	f.memo.SetSend("Add note")
	f.memo.SetHints(kit.Hint{Key: "Enter", Word: "add"}, kit.Hint{Key: "Esc", Word: "leave the note"})
	f.wire(f.box, draftReply)
	f.wire(f.memo, draftNote)
	f.content = container.NewStack(kit.NewColumn(0, f.watch), f.reply, f.note)
	f.show()
	return f
}

// wire binds a box to the chat that it was opened for.
func (f *foot) wire(c *kit.Composer, kind string) {
	c.OnChanged = func(text string) { f.pane.opts.Desk.SaveDraft(f.chat, kind, text) }
	c.OnShortcut = f.pane.opts.Shortcut
	c.OnEscape = func() {
		f.noting = false
		f.show()
		f.pane.opts.Leave()
	}
	c.OnSend = func(text string) bool {
		if kind == draftNote {
			f.pane.opts.Desk.Note(f.chat, text)
			f.noting = false
			f.show()
			if f.stance == view.Yours {
				f.pane.opts.Focus(f.box.Focusable())
			}
		} else {
			f.pane.opts.Desk.Post(f.chat, text)
		}
		f.pane.opts.Desk.SaveDraft(f.chat, kind, "")
		return true
	}
}

// open binds the foot to a chat and a stance; drafts come back as they were.
func (f *foot) open(id chat.ChatID, s view.Stance) {
	if id == f.chat && s == f.stance {
		return
	}
	other := id != f.chat
	took := !other && s == view.Yours
	f.chat, f.stance = id, s
	if other {
		f.noting = false
		f.restore(f.box, id, draftReply)
		f.restore(f.memo, id, draftNote)
	}
	f.show()
	if took && (f.pane.opts.Typing == nil || !f.pane.opts.Typing()) {
		f.pane.opts.Focus(f.box.Focusable())
	}
}

func (f *foot) restore(c *kit.Composer, id chat.ChatID, kind string) {
	c.SetText("")
	if id == "" {
		return
	}
	f.pane.opts.Desk.Draft(id, kind, func(text string) {
		f.pane.opts.Post(func() {
			typed := c.Text()
			if f.chat != id || text == "" || typed == text {
				return
			}
			if typed != "" { // somebody was quicker than the disk; both stay
				text += "\n" + typed
				f.pane.opts.Desk.SaveDraft(id, kind, text)
			}
			c.SetText(text)
		})
	})
}

// write opens the box, or the note's, and puts the keyboard there.
func (f *foot) write(t *view.Thread, note bool) {
	if f.chat != t.ID || t.Stance == view.Ended && !note {
		return
	}
	f.noting = note
	f.show()
	switch {
	case note:
		f.pane.opts.Focus(f.memo.Focusable())
	case f.stance == view.Yours:
		f.pane.opts.Focus(f.box.Focusable())
	}
}

func (f *foot) show() {
	var visible fyne.CanvasObject = f.watch
	switch {
	case f.noting:
		visible = f.note
	case f.stance == view.Yours:
		visible = f.reply
	}
	for _, o := range []fyne.CanvasObject{f.watch, f.reply, f.note} {
		if o == visible {
			o.Show()
		} else {
			o.Hide()
		}
	}
	f.content.Refresh()
	if f.pane.filled != nil {
		f.pane.filled.Refresh()
	}
}

// render says what words would do here.
func (f *foot) render(t *view.Thread) {
	f.watch.Set(f.frame(t))
	f.box.SetHints(hints(t, f.pane.me.Agent)...)
}

// hints are the keys under the box; the greeting stands first until the
// customer has had a word from me (S-ACC-05).
func hints(t *view.Thread, me chat.AgentID) []kit.Hint {
	hs := []kit.Hint{{Key: "Enter", Word: "send"}, {Key: "⇧ Enter", Word: "new line"}, {Key: "Ctrl ⇧ N", Word: "note"}}
	if t.Stance == view.Yours && !greeted(t, me) {
		hs = append([]kit.Hint{{Key: "Ctrl ⇧ G", Word: "greeting"}}, hs...)
	}
	return hs
}

func (f *foot) frame(t *view.Thread) kit.FrameData {
	switch t.Stance {
	case view.Taking:
		return kit.FrameData{
			Kind: kit.Quiet, Word: "Wait", Title: "The bot is being stopped.",
			Text: "Until then it may still speak. The box opens by itself.",
		}
	case view.Ended:
		return kit.FrameData{Kind: kit.Quiet, Word: "Ended", Title: "This chat is over.", Text: sentence("it ended: " + t.Why)}
	}
	d := kit.FrameData{
		Kind: kit.Invisible, Word: "Invisible", Title: "Nobody can tell that you are here.",
		Text: "You cannot write from here. Step in with Take over, Ctrl ⇧ T.",
	}
	if t.Server != "" {
		d.Text = "You cannot write from here. " + t.Server + " serves this chat."
	}
	if f.pane.opts.ObserveOff {
		d = kit.FrameData{Kind: kit.Quiet}
	}
	return d
}
