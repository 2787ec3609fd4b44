package thread

import (
	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// Escalate asks to whom the chat on screen is escalated, and why (E-ESC-04).
func (p *Pane) Escalate() {
	if _, ok := p.may(stepEscalate); ok {
		p.outside(p.opts.OnEscalate)
	}
}

// outside has the window do something with the chat on screen, and says why it does
// not.
func (p *Pane) outside(do func() string) {
	if do == nil {
		p.say("That cannot be done from here.")
		return
	}
	if why := do(); why != "" {
		p.say(why)
	}
}

// takeBack takes an offer of mine back; of an escalation, of which the customer was
// told, it asks why (E-ESC-08).
func (p *Pane) takeBack(t *view.Thread, o view.Offered) {
	if o.Kind == chat.OfferEscalation {
		p.outside(p.opts.OnCancel)
		return
	}
	p.opts.Desk.WithdrawOffer(t.ID, o.ID)
}

// escalationTitle says who escalates to whom.
func escalationTitle(o view.Offered) string {
	level := ""
	if o.Level != "" {
		level = " (" + o.Level + ")"
	}
	switch {
	case o.Mine && o.To != "":
		return o.FromName + " escalates this chat to you" + level
	case o.Sent:
		return "Escalated to " + o.ToName + level
	}
	return o.FromName + " escalates this chat to " + o.ToName + level
}

func takeBackWord(o view.Offered) string {
	if o.Kind == chat.OfferEscalation {
		return "Take back…"
	}
	return "Take back"
}
