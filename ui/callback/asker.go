package callback

import (
	"strconv"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Desk is what is asked of the console. A draft comes on the desk's goroutine.
type Desk interface {
	OfferCallback(id chat.ChatID, reason chat.CallReason, override string)
	ScheduleCallback(id chat.ChatID, s chat.ScheduleCallback)
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
	// OnOffered is told that a call was offered here, so that its words can be
	// written to the customer; nil tells nobody.
	OnOffered func(chat.ChatID)
}

// Asker asks for a call that is agreed with a customer. Only one question can be
// open.
type Asker struct {
	opts Options
	snap *app.Snapshot
	open *question
	// sent has the chats in which a call was asked for that is not on the floor yet,
	// with the calls that were owed there before.
	sent map[chat.ChatID][]chat.ObligationID
}

// question is one sheet, bound to its chat.
type question struct {
	chat  chat.ChatID
	name  string
	data  kit.SheetData
	sheet *kit.Sheet
	// lack says what is wrong with the answers, or "".
	lack func() string
}

// New is an asker with no question open.
func New(o Options) *Asker { return &Asker{opts: o, sent: make(map[chat.ChatID][]chat.ObligationID)} }

// Asking reports whether a question is open.
func (a *Asker) Asking() bool { return a.open != nil }

// Render keeps the open question true.
func (a *Asker) Render(s *app.Snapshot) {
	a.snap = s
	a.agreed(s.Thread)
	if a.open != nil {
		a.follow(a.open)
	}
}

// follow locks the question once its chat is no longer mine, or while an answer is
// wrong.
func (a *Asker) follow(q *question) {
	d := q.data
	d.Locked = a.lost(q)
	if d.Locked == "" && q.lack != nil {
		d.Locked = q.lack()
	}
	if d != q.data {
		q.data = d
		q.sheet.Set(d)
	}
}

// lost says why the chat of a question is not to be agreed a call in any more, or "".
func (a *Asker) lost(q *question) string {
	if a.snap == nil {
		return ""
	}
	if t := a.snap.Thread; t != nil && t.ID == q.chat && !serves(t) {
		return q.name + "'s chat is no longer yours."
	}
	return ""
}

// serves reports whether the person at this desk may agree something in t.
func serves(t *view.Thread) bool { return t.Stance == view.Yours || t.Stance == view.Joined }

// Locked says why no call can be offered or agreed in t, or "".
func (a *Asker) Locked(t *view.Thread) string {
	switch {
	case t == nil:
		return "No chat is open."
	case t.Stance == view.Ended:
		return "This chat is over; write a follow-up instead."
	case !serves(t):
		return "Only who serves this chat agrees a call with the customer."
	}
	return ""
}

// ask lays a question over the window.
func (a *Asker) ask(q *question, confirm func(), fields ...kit.SheetField) {
	canvas := a.opts.Canvas()
	if canvas == nil || a.open != nil {
		return
	}
	q.sheet = kit.NewSheet(q.data, fields...)
	a.open = q
	q.sheet.OnShortcut = a.opts.Shortcut
	q.sheet.OnCancel = func() { a.open = nil }
	q.sheet.OnConfirm = func() bool {
		if a.lost(q) != "" || q.lack != nil && q.lack() != "" {
			a.follow(q)
			return false
		}
		a.open = nil
		confirm()
		return true
	}
	a.follow(q)
	kit.ShowSheet(canvas, q.sheet)
}

// Reasons are the six for which a call may be offered, in the order of their keys
// (G-CB-01 to -06).
func Reasons() []chat.CallReason {
	return []chat.CallReason{
		chat.CallScreenShare, chat.CallBillingDispute, chat.CallConfiguration, chat.CallPrefersPhone, chat.CallLongChat, chat.CallFrustrated,
	}
}

// reasonField asks for one of the six; digits choose while it has the keyboard.
func reasonField(chosen chat.CallReason) *kit.ChoiceField {
	var steps []kit.Segment
	for i, r := range Reasons() {
		steps = append(steps, kit.Segment{Word: numbered(i, r), Selected: r == chosen})
	}
	return kit.NewChoiceField("Why a call", steps...)
}

// numbered has the key in the word: six steps with keys of their own would not fit.
func numbered(i int, r chat.CallReason) string {
	return strconv.Itoa(i+1) + " " + words.CallReasonShort(r)
}

// digits lets the figures printed on a choice choose, while it has the keyboard.
func (a *Asker) digits(of *kit.ChoiceField, n int) func(*fyne.KeyEvent) bool {
	return func(e *fyne.KeyEvent) bool {
		i := int(e.Name[0]) - '1'
		if len(e.Name) != 1 || i < 0 || i >= n || a.opts.Canvas().Focused() != of.Focusable() {
			return false
		}
		of.Pick(i)
		if of.OnPick != nil {
			of.OnPick(i)
		}
		return true
	}
}

// keys asks several for a key, until one has used it.
func keys(fs ...func(*fyne.KeyEvent) bool) func(*fyne.KeyEvent) bool {
	return func(e *fyne.KeyEvent) bool {
		for _, f := range fs {
			if f(e) {
				return true
			}
		}
		return false
	}
}
