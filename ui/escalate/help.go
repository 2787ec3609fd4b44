package escalate

import (
	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// minReason is the shortest reason that the hub takes, in characters.
const minReason = 3

// Help raises a flag at the leads for the chat on screen, with one line of why
// (S-ESC-02, S-MULTI-04). It returns in words why it does not.
func (p *Pane) Help(s *app.Snapshot) (why string) {
	t, why := p.mine(s, "ask for help with")
	switch {
	case why != "":
		return why
	case t.Help.Open():
		return "You have asked for help already; a lead sees it on the wall."
	case p.Opened():
		return ""
	}
	id, name := t.ID, customer(t)
	reason := kit.NewLineField("What you need", "In a few words: “needs a refund over my limit”", minReason)
	a := &asking{
		data: kit.SheetData{
			Title: "Ask a lead for help with " + name, Confirm: "Ask for help",
			Text: "It stands on every lead's wall until one of them says “I come”. The customer is not told, and the chat stays yours.",
		},
		locked: func(s *app.Snapshot) string { return lostIt(s, id, name) },
	}
	a.sheet = kit.NewSheet(a.data, reason)
	p.ask(a, func() { p.opts.Desk.AskForHelp(id, reason.Text()) }, nil)
	return ""
}

// Come says to whoever has waited longest for a lead that one comes, and shows
// their chat. It returns in words why it does not.
func (p *Pane) Come(s *app.Snapshot) (why string) {
	if len(s.Help) == 0 {
		return "Nobody has asked for help."
	}
	p.opts.Desk.AnswerHelp(s.Help[0].Chat)
	p.opts.Open(s.Help[0].Chat)
	return ""
}

// Cancel takes back an escalation of mine that nobody has accepted, with a reason
// (E-ESC-08). It reports whether there is one.
func (p *Pane) Cancel(s *app.Snapshot) bool {
	p.snap = s
	t := s.Thread
	o, ok := escalation(t, func(o view.Offered) bool { return o.Sent })
	if !ok || p.Opened() {
		return ok
	}
	id, offer, name := t.ID, o.ID, customer(t)
	reason := kit.NewLineField("Reason", "By mistake, nobody is there, …", minReason)
	a := &asking{
		data: kit.SheetData{
			Title: "Take the escalation of " + name + " back", Confirm: "Take it back",
			Text: o.ToName + " has not accepted it. The customer, who was told of it, is told that you go on helping them.",
		},
		locked: func(s *app.Snapshot) string { return gone(s, id, offer) },
	}
	a.sheet = kit.NewSheet(a.data, reason)
	p.ask(a, func() { p.opts.Desk.CancelEscalation(id, offer, reason.Text()) }, nil)
	return true
}

// escalation returns the escalation among the offers of a chat that is asked for.
func escalation(t *view.Thread, is func(view.Offered) bool) (view.Offered, bool) {
	if t == nil || t.Stance == view.Ended {
		return view.Offered{}, false
	}
	for _, o := range t.Offers {
		if o.Kind == chat.OfferEscalation && is(o) {
			return o, true
		}
	}
	return view.Offered{}, false
}

// gone says that an offer can no longer be answered or taken back, or "". Of a chat
// that is not on screen nothing is known.
func gone(s *app.Snapshot, id chat.ChatID, offer chat.OfferID) string {
	t := s.Thread
	if t == nil || t.ID != id {
		return ""
	}
	for _, o := range t.Offers {
		if o.ID == offer {
			return ""
		}
	}
	return "This escalation has been answered, taken back, or has run out."
}
