package closing

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// sheet is the dialog of one chat, from the key that opened it until it is left or
// the chat has ended.
type sheet struct {
	pane *Pane
	chat chat.ChatID
	name string

	// What the newest snapshot says of the chat; thread is what was on screen last.
	thread *view.Thread
	me     app.Me
	team   []view.Colleague
	known  []string // tags of the floor

	ticket  ticket.Ticket
	ready   bool // the draft has come
	touched map[ticket.Field]bool
	skips   map[string]string // reasons by step of the protocol
	asked   stamp             // of the newest draft that was asked for

	rows    []*row
	steps   *protocol
	promise *promising
	quoted  *fyne.Container
	menu    *menu

	title   *kit.Words
	text    *kit.Text
	news    *kit.Text
	missing *missing
	confirm *kit.Button
	cancel  *kit.Button
	layer   *fyne.Container // where the menu is placed
	right   *container.Scroll
	left    *container.Scroll
	panel   *panel

	heard   int    // lines of the customer when the sheet was opened
	sent    bool   // the wish is on its way
	noticed int    // notices up to this number are old
	refused string // what the hub said
	lost    string // why it cannot be closed from here any more

	hide func()
	laid func() // lays the window's overlay out anew
}

func newSheet(p *Pane, s *app.Snapshot) *sheet {
	h := &sheet{
		pane: p, chat: s.Thread.ID, name: s.Thread.Customer.Name, touched: make(map[ticket.Field]bool), skips: make(map[string]string),
		menu: newMenu(), quoted: container.New(&wrapping{}),
		title: kit.NewTitle(""), text: kit.NewQuietText(""), news: kit.NewQuietText(""),
		heard: customersLines(s.Thread), noticed: lastNotice(s),
	}
	h.missing = newMissing(h)
	h.confirm = kit.NewButton(kit.ButtonData{}, h.close)
	h.cancel = kit.NewButton(kit.ButtonData{Word: "Back to the chat", Key: "Esc"}, h.leave)
	h.confirm.OnKey = func(e *fyne.KeyEvent) { h.key(e) }
	h.cancel.OnKey = h.confirm.OnKey
	h.take(s)
	h.build()
	return h
}

func (s *sheet) edition() *policy.Edition { return s.pane.opts.Edition() }
func (s *sheet) form() *ticket.Form       { return &s.edition().Form }
func (s *sheet) now() chat.Instant        { return s.pane.opts.Now() }

// take reads what a snapshot says of the chat.
func (s *sheet) take(snap *app.Snapshot) {
	s.me, s.team = snap.Me, snap.Team
	if t := snap.Thread; t != nil && t.ID == s.chat {
		s.thread = t
	}
}

// edit writes a person's answer into the ticket.
func (s *sheet) edit(r *row, write func(t *ticket.Ticket)) {
	write(&s.ticket)
	s.touch(r.fields...)
	r.said, s.refused = "", ""
	s.refresh()
	s.keep()
}

func (s *sheet) touch(fs ...ticket.Field) {
	for _, f := range fs {
		s.touched[f] = true
	}
}

// drafted takes a fresh draft of the ticket; what the person has answered stays.
func (s *sheet) drafted(fresh ticket.Ticket) {
	answered := s.ticket
	s.ticket = fresh
	if s.ready { // the closing messages that are said from here are no news of the issue
		s.ticket.Summary, s.ticket.Subject = answered.Summary, answered.Subject
	}
	if s.ticket.Confirmed == "" && s.thread != nil {
		s.ticket.Confirmed = s.thread.Confirmed
	}
	for _, r := range s.rows {
		if s.touched[r.fields[0]] {
			r.carry(&s.ticket, &answered)
		}
	}
	if !s.ready {
		s.ready = true
		s.quote()
	}
	s.refresh()
}

// refresh shows ticket, protocol and what is missing as they are now.
func (s *sheet) refresh() {
	if !s.ready || s.panel == nil {
		return
	}
	problems := s.problems()
	changed := false
	for _, r := range s.rows {
		r.load(&s.ticket)
		wrong := r.say(&s.ticket, problems)
		shown := wrong || r.asked == nil || r.asked(&s.ticket)
		changed = kit.SetShown(r.box, shown) || changed
	}
	changed = s.promise.refresh() || changed
	changed = s.steps.refresh() || changed
	s.missing.set(s.open(problems))
	s.foot()
	if changed {
		s.grow()
	}
}

// problems are what keeps the ticket from being complete (S-CLOSE-04). Of a ticket
// that is not done the hub makes the times that it names into what is owed, so only
// the times can be missing there.
func (s *sheet) problems() []ticket.Problem {
	t := s.ticket.Normal()
	if s.unsolved(&t) {
		t.Obligations = append(t.Obligations, "agreed")
	}
	return s.form().Problems(&t)
}

// foot says whether the chat can be closed now, and why not.
func (s *sheet) foot() {
	d := kit.ButtonData{Word: "Close the chat", Key: "Ctrl Enter", Kind: kit.Primary, Locked: s.locked()}
	if s.sent {
		d.Word = "Closing…"
	}
	s.confirm.Set(d)
	words := "It ends for the customer, and its ticket is kept. What you write here is kept as you write it; Esc goes back to the chat."
	s.text.Set(words)
	s.sayNews()
}

func (s *sheet) locked() string {
	switch n := len(s.missing.all); {
	case s.lost != "":
		return s.lost
	case s.sent:
		return "the hub is asked"
	case !s.ready:
		return "the ticket is being drafted"
	case n == 1:
		return "1 thing is missing"
	case n > 0:
		return itoa(n) + " things are missing"
	}
	return ""
}

// sayNews says what has happened in the chat behind the sheet, and what the hub
// refused.
func (s *sheet) sayNews() {
	var said []string
	if s.refused != "" {
		said = append(said, "Not closed: "+s.refused)
	}
	if s.lost != "" {
		said = append(said, s.lost)
	}
	if s.thread != nil {
		if n := customersLines(s.thread) - s.heard; n > 0 {
			said = append(said, newLines(n, s.thread))
		}
	}
	words := strings.Join(said, " ")
	changed := s.news.Set(words)
	if kit.SetShown(s.news, words != "") || changed {
		s.grow()
	}
}

// key uses the keys that mean the same wherever the keyboard is in the sheet.
func (s *sheet) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		s.leave()
	case fyne.KeyF2:
		s.steps.sendNext()
	default:
		return false
	}
	return true
}

// The sheet's own keys with a modifier: close, and on to the next missing answer.
var (
	closeKey = &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}
	enterKey = &desktop.CustomShortcut{KeyName: fyne.KeyEnter, Modifier: fyne.KeyModifierShortcutDefault}
	jumpKey  = &desktop.CustomShortcut{KeyName: fyne.KeyJ, Modifier: fyne.KeyModifierShortcutDefault}
)

// shortcut uses a key with a modifier, or hands it on to the window.
func (s *sheet) shortcut(k fyne.Shortcut) {
	switch c, _ := k.(*desktop.CustomShortcut); {
	case c == nil:
	case *c == *closeKey || *c == *enterKey:
		s.close()
		return
	case *c == *jumpKey:
		s.next()
		return
	}
	s.pane.opts.Shortcut(k)
}

// close asks the hub to close the chat, if nothing is missing.
func (s *sheet) close() {
	s.settle()
	if s.locked() != "" {
		if len(s.missing.all) > 0 {
			s.next()
		}
		return
	}
	s.sent = true
	s.pane.opts.Desk.Close(s.chat, s.ticket.Normal(), s.skipped())
	s.refresh()
}

// settle takes what is typed in a list and not taken yet.
func (s *sheet) settle() {
	if of := s.menu.owner; of != nil {
		of.settle()
	}
}

// skipped are the steps of the protocol that are left out, with why.
func (s *sheet) skipped() []chat.Skip {
	var skips []chat.Skip
	for _, st := range s.steps.list {
		if why := s.skips[st.Step]; why != "" && st.open() {
			skips = append(skips, chat.Skip{Step: st.Step, Reason: why})
		}
	}
	return skips
}

// leave goes back to the chat; what was filled in is kept.
func (s *sheet) leave() {
	s.settle()
	s.keep()
	s.away()
}

// away takes the sheet off the window.
func (s *sheet) away() {
	s.menu.content.Hide()
	if s.hide != nil {
		hide := s.hide
		s.hide = nil
		hide()
	}
	if s.pane.sheet == s {
		s.pane.sheet = nil
	}
}
