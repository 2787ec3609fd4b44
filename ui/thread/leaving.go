package thread

import (
	"strings"
	"unicode/utf8"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/app/ticket"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Leave asks once, and goes out of the chat on screen (V-LEAVE-01). Who is alone in
// it leaves a ticket behind, and says who has it and whether the customer is sent a
// copy (V-LEAVE-02 to -04).
func (p *Pane) Leave() {
	t, ok := p.may(stepLeave)
	if !ok {
		return
	}
	name, id := words.Name(t.Customer.Name), t.ID
	why := kit.NewLineField("Reason", "Why you leave; this may stay empty", 0)
	data := kit.SheetData{Title: "Leave the chat of " + name, Text: afterLeaving(t), Confirm: "Leave"}
	leave := func(l chat.Leave) {
		p.left = id
		l.Reason = bounded(why.Text())
		p.opts.Desk.Leave(id, l)
	}
	if !alone(t) {
		a := newAsking(data, why)
		a.locked = deserted(id, lostIt(id, name, true))
		p.ask(a, func() { leave(chat.Leave{}) })
		return
	}
	with := p.askCopy(t)
	who := kit.NewPickField("Who has the ticket", kit.NewPicker("", "You, unless you find a colleague"))
	who.Free = true
	a := newAsking(data, why, with, who)
	a.locked = lostIt(id, name, true)
	a.update = picking(who, func(s *app.Snapshot) []kit.Choice { return holders(s.Team) })
	p.ask(a, func() {
		leave(chat.Leave{SendCopy: with.Picked() == copyYes, Assignee: chat.AgentID(who.Chosen())})
	})
}

// alone reports whether nobody is left in the chat when I leave it.
func alone(t *view.Thread) bool { return t.Stance == view.Yours && len(t.Beside) == 0 }

// deserted says besides that whoever was there when the sheet was opened has gone:
// what becomes of the chat then has not been asked.
func deserted(id chat.ChatID, lost func(*app.Snapshot) string) func(*app.Snapshot) string {
	return func(s *app.Snapshot) string {
		if l := lost(s); l != "" || s.Thread == nil || s.Thread.ID != id || !alone(s.Thread) {
			return l
		}
		return "Nobody else is in the chat any more; cancel this and leave again."
	}
}

// The segments of the copy.
const (
	copyYes = iota
	copyNo
)

// askCopy asks whether the customer is sent the chat's details (V-LEAVE-03), which
// the policy answers beforehand.
func (p *Pane) askCopy(t *view.Thread) *kit.ChoiceField {
	edition := p.edition()
	to := ticket.MailOf(&t.Customer)
	yes, no := kit.Segment{Word: "Yes"}, kit.Segment{Word: "No"}
	caption := "Send the customer a copy by mail"
	switch {
	case to == "":
		yes.Locked = "no mail address is known"
	case edition == nil || !edition.Tickets.MailCopies:
		yes.Locked = "the team sends no copies"
	default:
		caption += " to " + to
		yes.Selected = edition.Form.Usual.SendCopy == ticket.Yes
	}
	if yes.Locked != "" {
		caption += ": " + yes.Locked
	}
	no.Selected = !yes.Selected
	return kit.NewChoiceField(caption, yes, no)
}

// holders are those who can have a ticket; nobody has to be there for that.
func holders(team []view.Colleague) []kit.Choice {
	all := make([]kit.Choice, len(team))
	for i, c := range team {
		all[i] = kit.Choice{
			Key: string(c.ID), Name: c.Name, Detail: "offline", Pill: kit.PillData{Word: c.Department},
		}
		if c.Online {
			all[i].Detail = "online · " + words.Count(c.Chats, "chat")
		}
	}
	return all
}

// afterLeaving says what becomes of the chat and who is told.
func afterLeaving(t *view.Thread) string {
	const told = " Everybody in the chat is told once that you have left."
	switch {
	case t.Stance == view.Joined:
		return t.Server + " goes on serving it." + told
	case len(t.Beside) > 0:
		return "It goes to whoever came in first of those who are still there: " + strings.Join(t.Beside, ", ") + "." + told
	}
	return "Nobody else is in it: it goes back into the queue, the customer waits for a person, and an open ticket stays behind." + told
}

// End opens the closing of the chat on screen, which is the one way to end it
// (G-COMM-03, A-29); who has not said all is asked first.
func (p *Pane) End() {
	t, ok := p.may(stepClose)
	if !ok {
		return
	}
	unsaid := strings.TrimSpace(p.unsaid(t))
	if unsaid == "" {
		p.close()
		return
	}
	name, id := words.Name(t.Customer.Name), t.ID
	a := newAsking(kit.SheetData{Title: "Close the chat of " + name + " all the same?", Confirm: "On to the closing", Text: unsaid})
	a.locked = lostIt(id, name, false)
	p.ask(a, func() {
		if p.shown != nil && p.shown.ID == id {
			p.close()
		}
	})
}

func (p *Pane) close() {
	if p.opts.OnClose == nil {
		p.say("A chat cannot be closed from here.")
		return
	}
	if why := p.opts.OnClose(); why != "" {
		p.say(why)
	}
}

// declines are why somebody says no; an offer lasts for seconds, so one key
// must do.
var declines = []string{"Busy now", "Not my field", "On my way out", "Other"}

func (p *Pane) askDecline(t *view.Thread, o view.Offered) {
	id, offer := t.ID, o.ID
	why := choice("Reason", declines)
	more := kit.NewLineField("In your own words", "This may stay empty", 0)
	data := kit.SheetData{
		Title: "Decline the chat of " + words.Name(t.Customer.Name), Confirm: "Decline",
		Text: o.FromName + " serves it, and reads why you do not take it.",
	}
	a := newAsking(data, why, more)
	a.locked = func(s *app.Snapshot) string { return offerGone(s, id, offer) }
	p.ask(a, func() { p.opts.Desk.DeclineOffer(id, offer, spoken(declines[why.Picked()], more.Text())) })
}

// offerGone says that an offer is no longer there to be answered. Of a chat
// that is not on screen only the row is known.
func offerGone(s *app.Snapshot, id chat.ChatID, offer chat.OfferID) string {
	const gone = "This offer has gone; there is nothing left to decline."
	if t := s.Thread; t != nil && t.ID == id {
		for _, o := range t.Offers {
			if o.ID == offer {
				return ""
			}
		}
		return gone
	}
	if r := rowOf(s, view.Alerts, id); r == nil || r.Offered == "" {
		return gone
	}
	return ""
}

// choice asks for one of a few words.
func choice(caption string, ws []string) *kit.ChoiceField {
	segments := make([]kit.Segment, len(ws))
	for i, w := range ws {
		segments[i].Word = w
	}
	return kit.NewChoiceField(caption, segments...)
}

// spoken is a chosen reason with what was written about it.
func spoken(chosen, more string) string {
	if more == "" {
		return chosen
	}
	return bounded(chosen + ": " + more)
}

// bounded cuts a reason to what the hub keeps of one.
func bounded(s string) string {
	if len(s) <= referee.MaxReason {
		return s
	}
	cut := referee.MaxReason
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut]
}
