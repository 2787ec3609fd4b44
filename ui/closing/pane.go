package closing

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/app/ticket"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Desk is what closing a chat asks of the console. Answers come on other
// goroutines.
type Desk interface {
	TicketDraft(id chat.ChatID, got func(ticket.Ticket, []ticket.Problem))
	Close(id chat.ChatID, t ticket.Ticket, skipped []chat.Skip)
	Say(id chat.ChatID, l app.Line)
	Promise(id chat.ChatID, p chat.PromiseTo)
	ConfirmResolution(id chat.ChatID, line chat.MessageID)
	AskRating(id chat.ChatID)
	Tags(got func([]string))
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
}

// Options are what the dialog needs of the house.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Edition is the newest policy with its lists.
	Edition func() *policy.Edition
	// Library is the newest canned library.
	Library func() script.Library
	// Now is hub time.
	Now func() chat.Instant
	// Post runs a function on the UI thread.
	Post func(func())
	// Shortcut is offered keys with a modifier that the dialog does not use.
	Shortcut func(fyne.Shortcut)
	// Window is what the dialog is laid over.
	Window func() fyne.Canvas
	// Seek, if set, shows a line of a chat; the dialog has been left then.
	Seek func(id chat.ChatID, line chat.MessageID)
}

// Pane is the one close dialog. It shows nothing until [Pane.Open].
type Pane struct {
	opts  Options
	sheet *sheet
}

// New makes it.
func New(o Options) *Pane { return &Pane{opts: o} }

// Opened reports whether the dialog lies over the window.
func (p *Pane) Opened() bool { return p.sheet != nil }

// Open lays the dialog over the window for the chat that is on screen, and returns
// in words why it does not.
func (p *Pane) Open(s *app.Snapshot) (why string) {
	switch t := s.Thread; {
	case p.sheet != nil:
		return ""
	case t == nil:
		return "No chat is open."
	case t.Stance == view.Ended:
		return "This chat is closed."
	case t.Stance != view.Yours && t.Owner == "":
		return "You do not serve this chat; take it over to close it."
	case t.Stance != view.Yours:
		return t.Server + " serves this chat; only they can close it."
	}
	h := newSheet(p, s)
	p.sheet = h
	p.opts.Desk.Tags(func(known []string) {
		p.opts.Post(func() { h.known = known; h.refresh() })
	})
	p.opts.Desk.Draft(h.chat, draftKind, func(kept string) {
		p.opts.Post(func() { h.begin(kept) })
	})
	return ""
}

// begin takes up what was kept of an earlier time, and drafts the rest.
func (s *sheet) begin(kept string) {
	if s.pane.sheet != s {
		return
	}
	s.restore(kept)
	s.draft()
}

// draft asks for the ticket as the chat now proves it.
func (s *sheet) draft() {
	s.asked = stampOf(s.thread)
	s.pane.opts.Desk.TicketDraft(s.chat, func(t ticket.Ticket, _ []ticket.Problem) {
		s.pane.opts.Post(func() {
			if s.pane.sheet == s && t.Chat == s.chat {
				s.drafted(t)
				s.show()
			}
		})
	})
}

// show lays the sheet over the window once its draft is there.
func (s *sheet) show() {
	if s.hide != nil {
		return
	}
	canvas := s.pane.opts.Window()
	for _, k := range []fyne.Shortcut{closeKey, enterKey, jumpKey} { // for buttons, which take none themselves
		canvas.AddShortcut(k, s.shortcut)
	}
	over, laid := kit.ShowOver(canvas, s.panel, wholeWide, s.first)
	s.laid = laid
	s.hide = func() {
		s.laid = nil
		for _, k := range []fyne.Shortcut{closeKey, enterKey, jumpKey} {
			canvas.RemoveShortcut(k)
		}
		over()
	}
	s.grow()
	s.focus(s.first())
}

// Render keeps the dialog true.
func (p *Pane) Render(snap *app.Snapshot) {
	s := p.sheet
	if s == nil {
		return
	}
	s.take(snap)
	row := rowOf(snap, s.chat)
	if row == nil || row.Stage == chat.StageClosed {
		s.ended()
		return
	}
	s.heed(snap)
	s.lost = ""
	if !row.Mine {
		s.lost = "This chat is no longer yours; what you wrote here is kept."
	}
	if s.ready && stampOf(s.thread) != s.asked {
		s.draft()
	}
	s.refresh()
}

// Tick does nothing: no clock runs in the dialog.
func (p *Pane) Tick() {}

// ended takes the dialog away once its chat has closed; what was kept of it is of
// no use any more if it closed by this dialog.
func (s *sheet) ended() {
	if s.sent {
		s.pane.opts.Desk.SaveDraft(s.chat, draftKind, "")
		s.away()
		return
	}
	s.lost = "This chat has ended."
	s.refresh()
}

// heed reads what the hub answered.
func (s *sheet) heed(snap *app.Snapshot) {
	for _, n := range snap.Notices {
		if n.N <= s.noticed {
			continue
		}
		s.noticed = n.N
		if n.Chat != s.chat || !n.Bad {
			continue
		}
		s.refuse(n.Words)
	}
}

// refuse shows a refusal at its field if it names one, and over the fields
// whatever it says.
func (s *sheet) refuse(why string) {
	s.sent, s.refused = false, why
	s.promise.made = -1
	for _, l := range s.steps.lines {
		l.sending = false
	}
	for _, r := range s.rows {
		r.said = ""
		for _, f := range r.fields {
			if _, after, ok := strings.Cut(" "+why, " "+string(f)+" "); ok {
				if said, _, more := strings.Cut(after, ")"); more {
					after = said + ")" // up to the requirement; the rest is about other fields
				}
				r.said = after
			}
		}
	}
}

// owing are the obligations that a follow-up may rest on.
func (s *sheet) owing() []view.Owed {
	if s.thread == nil {
		return nil
	}
	var list []view.Owed
	for _, o := range s.thread.Obligations {
		for _, k := range s.form().FollowUpKinds {
			if o.Kind == k {
				list = append(list, o)
			}
		}
	}
	return list
}

// quote names under the summary the lines that it repeats, each a link to it.
func (s *sheet) quote() {
	s.quoted.Objects = nil
	if s.thread == nil {
		return
	}
	seen := make(map[chat.MessageID]bool)
	for _, q := range ticket.Summarise(&chat.Chat{ID: s.chat, Messages: s.thread.Messages}) {
		if seen[q.Message] {
			continue
		}
		seen[q.Message] = true
		word := "“" + cut(kit.DisplayLine(q.Text), 18) + "” ← " + s.said(q.Message)
		s.quoted.Add(kit.NewLink(word, func() { s.seek(q.Message) }))
	}
	if len(s.quoted.Objects) > 0 {
		s.quoted.Objects = append([]fyne.CanvasObject{container.NewCenter(kit.NewCaption("The draft quotes"))}, s.quoted.Objects...)
	}
	s.quoted.Refresh()
}

func (s *sheet) said(id chat.MessageID) string {
	for i := range s.thread.Messages {
		if m := &s.thread.Messages[i]; m.ID == id {
			return words.At(m.At)
		}
	}
	return ""
}

func (s *sheet) seek(id chat.MessageID) {
	if s.pane.opts.Seek != nil {
		s.leave()
		s.pane.opts.Seek(s.chat, id)
	}
}
