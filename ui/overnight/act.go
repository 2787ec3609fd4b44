package overnight

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/words"
)

// wish is an acknowledgement that waits until its chat has been taken. It is the
// person's own key, and falls away with the chat or after wishFor.
type wish struct {
	chat  chat.ChatID
	now   bool
	until chat.Instant
	asked int // the newest notice then
}

const wishFor = time.Minute

// open shows a chat beside the rows. Its lines come from the desk, which counts this
// as a look at it (D-10). A chat that is open already leads to its call.
func (p *Pane) open(id chat.ChatID) {
	if p.chosen == id && !p.calling {
		if c, ok := p.chosenChat(); ok && c.Acknowledge.IsZero() && p.callLocked(&c) == "" {
			p.toCall()
			return
		}
	}
	p.table.Select(string(id))
	p.brief.trouble = ""
	if p.chosen != id {
		p.chosen = id
		p.brief.scroll.ScrollToTop()
		p.opts.Desk.Open(id)
	}
	p.beside(false)
	p.brief.render()
}

// beside shows the card, or what happened.
func (p *Pane) beside(calling bool) {
	p.calling = calling
	kit.SetShown(p.card.Content(), calling)
	kit.SetShown(p.brief.content, !calling)
}

// Focus puts the keyboard into the rows, or onto the card.
func (p *Pane) Focus() {
	if p.calling {
		p.card.Focus()
		return
	}
	p.opts.Focus(p.table.Focusable())
}

func (p *Pane) backToBrief() {
	p.beside(false)
	p.opts.Focus(p.table.Focusable())
}

// step takes the arrows of the card to the rows.
func (p *Pane) step(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		p.backToBrief()
		p.table.Focusable().TypedKey(e)
		p.open(chat.ChatID(p.table.Cursor()))
	}
}

// Shortcut runs what a key with a modifier does on this page, and says whether it
// does anything.
func (p *Pane) Shortcut(s fyne.Shortcut) bool {
	return shelf.Keys{fyne.KeyR: p.showOrder}.Use(s)
}

// typed runs the letters that are printed on the buttons, while the rows have the
// keyboard.
func (p *Pane) typed(r rune) {
	if p.calling {
		p.card.Typed(r)
		return
	}
	switch r {
	case 'r', 'R':
		p.review(true)
	case 'x', 'X':
		p.review(false)
	case 'k', 'K':
		p.acknowledge(true)
	case 'l', 'L':
		p.acknowledge(false)
	case 'o', 'O':
		p.openChat()
	case 'u', 'U':
		p.upset()
	case 'y', 'Y':
		p.unlock()
	}
}

func (p *Pane) openChat() {
	if p.chosen != "" && p.opts.OpenChat != nil {
		p.opts.OpenChat(p.chosen)
	}
}

func (p *Pane) reviewLocked(c *view.NightChat) string {
	if !c.Reviewed.IsZero() && c.Tried > 0 {
		return "somebody has called already"
	}
	return ""
}

// review says whether the chat needs a call; without one the note has to say why.
func (p *Pane) review(call bool) {
	c, ok := p.chosenChat()
	if !ok {
		return
	}
	if why := p.reviewLocked(&c); why != "" {
		p.brief.tell(why)
		return
	}
	p.brief.trouble = ""
	if call {
		if c.Reviewed.IsZero() || !c.ToCall {
			p.opts.Desk.ReviewNight(c.Chat, true, "")
		}
		return
	}
	p.ask(c.Chat, "review", kit.SheetData{
		Title: "No call for " + words.Name(c.Customer), Confirm: "No call needed",
		Text: "Their acknowledgement and their call fall away. The note stays with the chat.",
	}, "Why no call is needed", func(note string) { p.opts.Desk.ReviewNight(c.Chat, false, note) })
}

// unlock opens the chat for other lines before a call was tried.
func (p *Pane) unlock() {
	c, ok := p.chosenChat()
	if !ok || !c.Locked {
		return
	}
	p.ask(c.Chat, "unlock", kit.SheetData{
		Title: "Unlock the chat of " + words.Name(c.Customer), Confirm: "Unlock",
		Text: "Whoever wrote in the night is called first. Unlocking is logged with its reason, for instance that they want to go on in the chat.",
	}, "Why not by phone", func(reason string) { p.opts.Desk.UnlockNight(c.Chat, reason) })
}

// ask asks for a few words; they are a draft from the first letter.
func (p *Pane) ask(id chat.ChatID, verb string, d kit.SheetData, caption string, do func(string)) {
	field := kit.NewTextField(caption, "A sentence", max(p.opts.Policy.Note.Min, 1))
	draft := "overnight/" + verb
	field.OnChange = func() { p.opts.Desk.SaveDraft(id, draft, field.Text()) }
	s := kit.NewSheet(d, field)
	s.OnShortcut = p.opts.Shortcut
	s.OnConfirm = func() bool {
		p.opts.Desk.SaveDraft(id, draft, "")
		do(strings.TrimSpace(field.Text()))
		return true
	}
	kit.ShowSheet(p.opts.Window(), s)
	p.opts.Desk.Draft(id, draft, func(text string) {
		p.opts.Post(func() {
			if text != "" && field.Text() == "" {
				field.SetText(text)
			}
		})
	})
}

// proposed is the acknowledgement with its blanks filled: that the call comes now,
// which is said only because the telephone opens next, or within two hours.
func (p *Pane) proposed(now bool) script.Filled {
	c, ok := p.chosenChat()
	if !ok || p.opts.Library == nil || p.snap == nil || p.snap.Edition == nil {
		return script.Filled{}
	}
	ids := p.snap.Edition.Scripts.OvernightAck
	if len(ids) == 0 {
		return script.Filled{}
	}
	id := ids[len(ids)-1]
	if now {
		id = ids[0]
	}
	v, found := p.opts.Library().Get(script.ResponseID(id))
	if !found || v.Deleted {
		return script.Filled{}
	}
	pol, s := p.opts.Policy, p.opts.Policy.Support
	k := script.Known{
		Now: p.opts.Now(), Agent: p.snap.Me.Name, Policy: *pol, CallNext: now, Customer: chat.Customer{Name: c.Customer},
		Settings: script.Settings{Salutation: s.Salutation, Team: s.Team, Phone: s.Phone, Email: s.Mail},
	}
	if t := p.thread(); t != nil {
		k.Customer, k.Messages = t.Customer, t.Messages
	}
	k.Zone = followup.ZoneOf(&k.Customer, p.snap.Edition.Form.Region)
	return script.Fill(v.Content, k)
}

// ackLocked says why no acknowledgement can be sent, or "".
func (p *Pane) ackLocked(c *view.NightChat) string {
	t := p.thread()
	f := p.proposed(true)
	switch {
	case c.Closed:
		return "the chat has ended; call them"
	case c.Acknowledge.IsZero() && !c.Reviewed.IsZero():
		return "it is acknowledged, or needs none"
	case t == nil:
		return "the lines of the chat are not here yet"
	case c.Owner != "" && c.Owner != p.snap.Me.Agent:
		return c.OwnerName + " serves this chat"
	case f.Text == "":
		return "the library has no text for it"
	}
	if ok, why := f.Ready(); !ok {
		return why
	}
	return ""
}

// acknowledge sends the text that is in sight, or the one that promises the call
// within two hours; a chat that nobody serves is taken first.
func (p *Pane) acknowledge(now bool) {
	c, ok := p.chosenChat()
	if !ok {
		return
	}
	if why := p.ackLocked(&c); why != "" {
		p.brief.tell(why)
		return
	}
	p.brief.trouble = ""
	if t := p.thread(); t.Stance == view.Yours {
		p.send(c.Chat, now)
		return
	}
	p.wish = wish{chat: c.Chat, now: now, until: p.opts.Now().Add(wishFor), asked: p.newest()}
	p.opts.Desk.TakeOver(c.Chat, "overnight")
	p.brief.render()
}

func (p *Pane) newest() int {
	n := 0
	for _, x := range p.snap.Notices {
		n = max(n, x.N)
	}
	return n
}

// follow sends an acknowledgement whose chat has been taken meanwhile, and lets go of
// one that was refused.
func (p *Pane) follow(s *app.Snapshot) {
	w := p.wish
	if w.chat == "" {
		return
	}
	for _, n := range s.Notices {
		if n.N > w.asked && n.Chat == w.chat && n.Bad {
			p.wish, p.brief.trouble = wish{}, n.Words
			return
		}
	}
	switch t := p.thread(); {
	case w.chat != p.chosen || p.opts.Now() > w.until:
		p.wish, p.brief.trouble = wish{}, "The chat was not taken in time; nothing was sent"
	case t != nil && t.Stance == view.Yours:
		p.wish = wish{}
		p.send(w.chat, w.now)
	}
}

// send hands the acknowledgement to the desk; the telephone opens next (G-ON-04).
func (p *Pane) send(id chat.ChatID, now bool) {
	f := p.proposed(now)
	if ok, _ := f.Ready(); !ok || f.Text == "" || id != p.chosen {
		return
	}
	ids := p.snap.Edition.Scripts.OvernightAck
	from := ids[len(ids)-1]
	if now {
		from = ids[0]
	}
	if c, ok := p.chosenChat(); ok && c.Reviewed.IsZero() { // who tells them of a call has read why
		p.opts.Desk.ReviewNight(id, true, "")
	}
	p.opts.Desk.Say(id, app.Line{Text: f.Text, Script: from})
	if now {
		p.toCall()
	}
}

// key is the call that a chat of the night is owed.
func key(c *view.NightChat) followup.Key {
	return followup.Key{Chat: c.Chat, Obligation: c.Obligation}
}

func (p *Pane) callLocked(c *view.NightChat) string {
	if c.Obligation == "" {
		return "no call is owed"
	}
	if _, ok := followup.Find(p.snap.Calls, key(c)); !ok {
		return "no call is owed"
	}
	return ""
}

// toCall shows the card of the chat's call; Enter there dials.
func (p *Pane) toCall() {
	c, ok := p.chosenChat()
	if !ok || p.callLocked(&c) != "" {
		return
	}
	l, _ := followup.Find(p.snap.Calls, key(&c))
	p.card.Show(l)
	p.beside(true)
	p.card.Focus()
}

func (p *Pane) upsetLocked(c *view.NightChat) string {
	switch {
	case c.Closed:
		return "the chat has ended"
	case c.Owner != "" && c.Owner != p.snap.Me.Agent:
		return c.OwnerName + " serves this chat"
	case p.thread() == nil:
		return "the lines of the chat are not here yet"
	}
	return ""
}

// upset tells a lead at once that the delay has upset the customer (G-ONESC-01): as
// a call for help where the chat is mine, else by marking their last line, which
// alerts. Either way they are asked again a day later (G-ONESC-02).
func (p *Pane) upset() {
	c, ok := p.chosenChat()
	if !ok {
		return
	}
	if why := p.upsetLocked(&c); why != "" {
		p.brief.tell(why)
		return
	}
	t := p.thread()
	if t.Stance == view.Yours {
		p.opts.Desk.AskForHelp(c.Chat, "The customer is upset about the delay of the night.")
		p.brief.tell("A lead is called")
		return
	}
	for i := len(t.Messages) - 1; i >= 0; i-- {
		if m := t.Messages[i]; m.From == chat.SpeakerCustomer {
			p.opts.Desk.Mark(c.Chat, policy.RuleFrustration, m.ID)
			p.brief.tell("The lead is alerted")
			return
		}
	}
	p.brief.tell("The customer has not written anything")
}
