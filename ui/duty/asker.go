package duty

import (
	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Desk is what is asked of the console about what is owed. A draft comes on the
// desk's goroutine.
type Desk interface {
	KeepObligation(id chat.ChatID, o chat.ObligationID, note string)
	HandObligation(id chat.ChatID, o chat.ObligationID, to chat.AgentID, note string)
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
}

// Options are what an Asker needs of the house.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Now is hub time.
	Now func() chat.Instant
	// Post runs a function on the UI thread.
	Post func(func())
	// Canvas is where a question is laid; nil while there is none.
	Canvas func() fyne.Canvas
	// Shortcut is offered keys with a modifier that a question does not use; nil
	// drops them.
	Shortcut func(fyne.Shortcut)
	// At writes an instant; nil is [words.At].
	At func(chat.Instant) string
}

// Asker asks what becomes of something owed. Only one question can be open.
type Asker struct {
	opts Options
	me   app.Me
	team []view.Colleague
	open *question
	sent map[string]view.Duty // by draft, as it stood when something was wished of it
}

// NewAsker is an asker with no question open.
func NewAsker(o Options) *Asker {
	if o.At == nil {
		o.At = words.At
	}
	return &Asker{opts: o, sent: make(map[string]view.Duty)}
}

// Asking reports whether a question is open.
func (a *Asker) Asking() bool { return a.open != nil }

// Render keeps the open question true, and forgets drafts that became of use.
func (a *Asker) Render(s *app.Snapshot) {
	a.me, a.team = s.Me, s.Team
	for kind, was := range a.sent {
		if d, owed := Find(s, was.Chat, was.ID); !owed || d.Attempts != was.Attempts || d.Owner != was.Owner {
			delete(a.sent, kind)
			a.opts.Desk.SaveDraft("", kind, "")
		}
	}
	if a.open != nil {
		a.open.follow(s)
	}
}

// question is a sheet over the window, bound to what it was opened for.
type question struct {
	duty   view.Duty
	data   kit.SheetData
	sheet  *kit.Sheet
	note   *kit.LineField
	draft  string
	locked func(view.Duty) string
}

// follow locks the question once it cannot be answered any more.
func (q *question) follow(s *app.Snapshot) {
	d := q.data
	d.Locked = Gone
	if now, owed := Find(s, q.duty.Chat, q.duty.ID); owed {
		d.Locked = q.locked(now)
	}
	if d != q.data {
		q.data = d
		q.sheet.Set(d)
	}
}

// ask lays q over the window, with what was begun of it before.
func (a *Asker) ask(q *question, verb string, confirm func(note string), fields ...kit.SheetField) {
	canvas := a.opts.Canvas()
	if canvas == nil || a.open != nil {
		return
	}
	q.sheet = kit.NewSheet(q.data, fields...)
	q.draft = "duty/" + string(q.duty.Chat) + "/" + string(q.duty.ID) + "/" + verb
	a.open = q
	q.sheet.OnShortcut = a.opts.Shortcut
	q.sheet.OnCancel = func() { a.open = nil }
	q.sheet.OnConfirm = func() bool {
		a.open = nil
		a.sent[q.draft] = q.duty
		confirm(q.note.Text())
		return true
	}
	a.keep(q)
	kit.ShowSheet(canvas, q.sheet)
}

// keep has the note of q outlive the question and the program.
func (a *Asker) keep(q *question) {
	if field, ok := q.note.Focusable().(*kit.Field); ok {
		was := field.OnChanged
		field.OnChanged = func(s string) {
			if was != nil {
				was(s)
			}
			a.opts.Desk.SaveDraft("", q.draft, q.note.Text())
		}
	}
	a.opts.Desk.Draft("", q.draft, func(text string) {
		a.opts.Post(func() {
			if text != "" && q.note.Text() == "" {
				q.note.SetText(text)
			}
		})
	})
}
