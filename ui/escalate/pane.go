package escalate

import (
	"strings"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Desk is what the three verbs ask of the console. Answers come on the desk's
// goroutine.
type Desk interface {
	Escalate(id chat.ChatID, e chat.Escalate)
	AcceptEscalation(id chat.ChatID, offer chat.OfferID)
	CancelEscalation(id chat.ChatID, offer chat.OfferID, reason string)
	DeclineOffer(id chat.ChatID, offer chat.OfferID, reason string)
	HandToChannel(id chat.ChatID, h chat.HandToChannel)
	AskForHelp(id chat.ChatID, reason string)
	AnswerHelp(id chat.ChatID)
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
}

// Options are what the verbs need of the house.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Edition is the newest policy with its lists.
	Edition func() *policy.Edition
	// Now is hub time.
	Now func() chat.Instant
	// Post runs a function on the UI thread.
	Post func(func())
	// Shortcut is offered keys with a modifier that a sheet does not use.
	Shortcut func(fyne.Shortcut)
	// Window is what sheets are laid over.
	Window func() fyne.Canvas
	// Open shows a chat.
	Open func(chat.ChatID)
}

// Pane is the three verbs. It shows nothing until one of them is asked for.
type Pane struct {
	opts   Options
	snap   *app.Snapshot
	asking *asking
	review *review
}

// New makes it.
func New(o Options) *Pane { return &Pane{opts: o} }

// Opened reports whether a sheet of this pane lies over the window.
func (p *Pane) Opened() bool { return p.asking != nil || p.review != nil }

// Render keeps an open sheet true.
func (p *Pane) Render(s *app.Snapshot) {
	p.snap = s
	if p.asking != nil {
		p.asking.follow(s)
	}
	if p.review != nil {
		p.review.follow(s)
	}
}

// Tick lets the clock of an offer run.
func (p *Pane) Tick() {
	if p.review != nil {
		p.review.tick()
	}
}

// asking is a sheet over the window, bound to the chat that it was opened for.
type asking struct {
	sheet *kit.Sheet
	data  kit.SheetData
	text  string // as the sheet began
	// locked says why it cannot be confirmed as things stand, or "".
	locked func(s *app.Snapshot) string
	// update brings the fields up to date.
	update func(s *app.Snapshot)
}

func (a *asking) follow(s *app.Snapshot) {
	if a.text == "" {
		a.text = a.data.Text
	}
	d := a.data
	d.Text, d.Locked = a.text, a.locked(s)
	if d.Locked != "" {
		d.Text = d.Locked // beside the button there may stand what else is missing
	}
	if d != a.data {
		a.data = d
		a.sheet.Set(d)
	}
	if a.update != nil {
		a.update(s)
	}
}

// ask lays a sheet over the window; only one can be open.
func (p *Pane) ask(a *asking, confirm, cancel func()) {
	if p.Opened() {
		return
	}
	p.asking = a
	a.sheet.OnConfirm = func() bool {
		p.asking = nil
		confirm()
		return true
	}
	a.sheet.OnCancel = func() {
		p.asking = nil
		if cancel != nil {
			cancel()
		}
	}
	a.sheet.OnShortcut = p.opts.Shortcut
	a.follow(p.snap)
	kit.ShowSheet(p.opts.Window(), a.sheet)
}

// mine returns the chat on screen if I serve it, and else in words why it cannot
// be handed on; do is the verb.
func (p *Pane) mine(s *app.Snapshot, do string) (*view.Thread, string) {
	p.snap = s
	switch t := s.Thread; {
	case t == nil:
		return nil, "No chat is open."
	case t.Stance == view.Ended:
		return nil, "This chat is closed."
	case t.Stance == view.Yours:
		return t, ""
	case t.Owner == "":
		return nil, "You do not serve this chat; take it over to " + do + " it."
	default:
		return nil, t.Server + " serves this chat; only they can " + do + " it."
	}
}

// pending says why a chat that is offered to somebody cannot be handed on too.
func pending(t *view.Thread) string {
	for _, o := range t.Offers {
		if o.Kind != chat.OfferInvitation {
			return "You have offered this chat to " + o.ToName + " already; wait for the answer, or take the offer back."
		}
	}
	return ""
}

// lostIt says why the chat of a sheet is no longer mine, or "".
func lostIt(s *app.Snapshot, id chat.ChatID, name string) string {
	if t := s.Thread; t != nil && t.ID == id {
		switch {
		case t.Stance == view.Yours:
			return ""
		case t.Stance == view.Ended:
			return name + "'s chat has ended."
		}
		return name + "'s chat is no longer yours."
	}
	r := rowOf(s, id)
	if r != nil && r.Mine {
		return ""
	}
	return name + "'s chat is no longer yours."
}

func rowOf(s *app.Snapshot, id chat.ChatID) (found *view.Row) {
	s.Boards[view.All].Each(func(r *view.Row) bool {
		if r.ID == id {
			found = r
		}
		return found == nil
	})
	return found
}

// customer is the name in a title.
func customer(t *view.Thread) string {
	name := []rune(kit.DisplayLine(words.Name(t.Customer.Name)))
	if len(name) > 50 {
		return strings.TrimSpace(string(name[:49])) + "…"
	}
	return string(name)
}
