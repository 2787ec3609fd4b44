package thread

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// mode is which box is open: the one that the stance gives, or one that was
// opened over it.
type mode int

const (
	modeStance mode = iota
	modeNote
	modeWhisper
)

// foot is what stands under the lines: the frame that says what words would
// do here, and the box if there is one.
type foot struct {
	pane    *Pane
	content *fyne.Container

	watch *kit.Frame // observing, taking, ended: no box
	box   *writer    // to the customer: yours, joined
	memo  *writer    // a note
	hush  *writer    // a whisper

	stance view.Stance
	mode   mode
	// to is who the whisper is for: the owner on screen when its box was
	// opened, and nobody else (C-OBS-06).
	to     chat.AgentID
	toName string
	// came is set while the keyboard has still to be given to the box to the customer,
	// which has just opened.
	came bool
}

func newFoot(p *Pane) *foot {
	f := &foot{pane: p}
	f.box = newWriter(p, draftReply, "Write to the customer", "")
	f.memo = newWriter(p, draftNote, "Write to the team", "Add note")
	f.hush = newWriter(p, draftWhisper, "Write to the colleague who serves this chat", "Whisper")
	f.hush.box.SetSendKind(kit.Hushed)
	p.reply = newReply(p, f.box)
	f.box.surround(p.reply)
	f.box.send, f.memo.send, f.hush.send = f.sendReply, f.sendNote, f.sendWhisper
	for _, w := range f.writers() {
		w.box.OnEscape = f.leave
	}
	f.watch = kit.NewFrame(kit.FrameData{Kind: kit.Invisible}, nil)
	f.box.frame = kit.NewFrame(kit.FrameData{Kind: kit.Yours}, f.box.content)
	f.memo.frame = kit.NewFrame(kit.FrameData{Kind: kit.Noting, Title: "Note", Text: "Only the team sees this. Esc leaves the note."}, f.memo.content)
	f.hush.frame = kit.NewFrame(kit.FrameData{Kind: kit.Whispering}, f.hush.content)
	for _, w := range f.writers() {
		w.follow()
	}
	f.content = container.NewStack(kit.NewColumn(0, f.watch), f.box.frame, f.memo.frame, f.hush.frame)
	f.show()
	return f
}

// writerOf is the box of a kind of draft.
func (f *foot) writerOf(kind string) *writer {
	for _, w := range f.writers() {
		if w.kind == kind {
			return w
		}
	}
	return f.box
}

func (f *foot) writers() []*writer { return []*writer{f.box, f.memo, f.hush} }

// chat is the one on screen, to which all boxes are bound.
func (f *foot) chat() chat.ChatID { return f.box.chat }

// opened is the box that there is to write in, or nil.
func (f *foot) opened() *writer {
	switch {
	case f.mode == modeNote:
		return f.memo
	case f.mode == modeWhisper:
		return f.hush
	case within(f.stance):
		return f.box
	}
	return nil
}

// leave is Esc: out of whatever box is open, and out of the foot. It never goes on to the
// box to the customer: who types on after a note or a whisper, and presses Enter, would
// write to the customer what was meant for the team.
func (f *foot) leave() {
	f.turn(modeStance)
	f.pane.Heed()
	f.pane.opts.Leave()
}

// sendReply hands a line to the desk, for the chat that the box is bound to. A
// box that has gone from sight sends nothing, whoever still has a key down.
func (f *foot) sendReply(text string) bool {
	return within(f.stance) && f.pane.reply.send(text)
}

// focus gives the keyboard to the box that there is to write in.
func (f *foot) focus() {
	if w := f.opened(); w != nil {
		f.pane.opts.Focus(w.focusable())
	}
}

// sendNote leaves the box open, as sendWhisper does: who writes one line often
// writes a second, which must not go to the customer because a box has closed.
func (f *foot) sendNote(text string) bool {
	f.pane.later(holding{chat: f.memo.chat, kind: draftNote, line: app.Line{Text: text}}, f.pane.hold().Asides)
	return true
}

// sendWhisper hands a line to the desk for whoever the box was opened for.
func (f *foot) sendWhisper(text string) bool {
	if f.to == "" {
		return false
	}
	h := holding{chat: f.hush.chat, kind: draftWhisper, to: f.to, name: f.toName, line: app.Line{Text: text}}
	f.pane.later(h, f.pane.hold().Asides)
	return true
}

// open binds the foot to a chat and a stance; drafts come back as they were.
func (f *foot) open(id chat.ChatID, s view.Stance) {
	other := id != f.chat()
	if !other && s == f.stance {
		return
	}
	came := !other && within(s) && !within(f.stance)
	f.stance = s
	if other {
		f.mode, f.to, f.toName = modeStance, "", ""
		for _, w := range f.writers() {
			w.open(id)
		}
	}
	if came {
		f.box.arm()
	}
	if (came || s == view.Yours) && f.idleWhisper() {
		f.mode = modeStance // nothing is lost, and the person came to write to the customer
	}
	f.show()
	f.release()
	f.came = came && f.mode == modeStance && !f.typingElsewhere()
}

// arrive gives the keyboard to a box that has just opened, once it is known what
// stands in it.
func (f *foot) arrive() {
	if f.came {
		f.came = false
		f.pane.opts.Focus(f.box.focusable())
	}
}

// idleWhisper reports whether the whisper's box is open with nothing in it.
func (f *foot) idleWhisper() bool {
	return f.mode == modeWhisper && f.hush.blank()
}

// typingElsewhere reports whether the keyboard is in a text that is not ours.
func (f *foot) typingElsewhere() bool { return f.pane.opts.Typing != nil && f.pane.opts.Typing() }

// release takes the keyboard out of a box that has gone from sight: what is
// typed next must not become a draft that nobody sees. From the steps of a takeover
// that are over it goes on to the box that stands in their place.
func (f *foot) release() {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(f.content)
	if canvas == nil || canvas.Focused() == nil {
		return
	}
	for _, w := range f.writers() {
		switch at := canvas.Focused(); {
		case !w.has(at) || w == f.opened() && w.holds(at):
			continue
		case w == f.opened() && !w.guided() && w.reply != nil && w.reply.guide.box.Holds(at):
			f.focus()
		default:
			f.pane.opts.Leave()
		}
		return
	}
}

// turn opens one of the boxes, or none.
func (f *foot) turn(m mode) {
	f.mode = m
	f.show()
	if t := f.pane.shown; t != nil {
		f.render(t)
		f.pane.head(t)
	}
}

// write opens the box, or the note's, and puts the keyboard there.
func (f *foot) write(t *view.Thread, note bool) {
	if f.chat() != t.ID || t.Stance == view.Ended && !note {
		return
	}
	if note {
		f.turn(modeNote)
		f.pane.opts.Focus(f.memo.focusable())
		return
	}
	f.turn(modeStance)
	if within(f.stance) {
		f.pane.opts.Focus(f.box.focusable())
	}
}

// whisper opens the whisper's box for whoever serves the chat on screen.
func (f *foot) whisper(t *view.Thread) {
	if f.chat() != t.ID {
		return
	}
	f.to, f.toName = t.Owner, t.Server
	f.turn(modeWhisper)
	f.pane.opts.Focus(f.hush.focusable())
}

func (f *foot) show() {
	open := f.opened()
	f.pane.closeSlash()
	kit.SetShown(f.watch, open == nil)
	for _, w := range f.writers() {
		kit.SetShown(w.frame, w == open)
	}
	f.content.Refresh()
	if f.pane.filled != nil {
		f.pane.filled.Refresh()
	}
}

// render says what words would do here.
func (f *foot) render(t *view.Thread) {
	f.watch.Set(watching(t, f.pane.unfenced(t), f.pane.opts.ObserveOff))
	frame := replying(t)
	if warned, ok := f.box.warning(frame); ok {
		frame = warned
	}
	f.box.frame.Set(frame)
	f.box.box.SetHints(f.pane.hints(t)...)
	f.memo.box.SetHints(kit.Hint{Key: "Enter", Word: "add"}, kit.Hint{Key: "@", Word: "mention"}, kit.Hint{Key: "Esc", Word: "leave the note"})
	if f.mode == modeWhisper {
		frame, held := whispering(t, f.to, f.toName)
		f.hush.frame.Set(frame)
		f.hush.hold(held)
		f.hush.box.SetHints(kit.Hint{Key: "Enter", Word: "whisper to " + f.toName}, kit.Hint{Key: "Esc", Word: "leave the whisper"})
	}
}
