package thread

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// The buttons of an offer that I may answer, by place; one that I made has
// but one, to take it back.
const (
	buttonAccept = iota
	buttonDecline
)

// renderOffer shows the offer that matters most to me: one that I may answer,
// then one of my own, then what goes on between others.
func (p *Pane) renderOffer(t *view.Thread) {
	o, ok := topOffer(t)
	if ok {
		p.offering.Set(offerBanner(o, t, p.opts.Now(), p.opts.Policy))
	}
	p.toggle(p.offering, ok)
}

func topOffer(t *view.Thread) (top view.Offered, ok bool) {
	if t.Stance == view.Ended {
		return top, false
	}
	for _, o := range t.Offers {
		if !ok || rank(o) < rank(top) {
			top, ok = o, true
		}
	}
	return top, ok
}

func rank(o view.Offered) int {
	switch {
	case o.Mine && o.To != "":
		return 0
	case o.Mine:
		return 1
	case o.Sent:
		return 2
	}
	return 3
}

// offerBanner shows the whole note before anybody answers (S-TRF-03), and how
// long there is until the offer goes back.
func offerBanner(o view.Offered, t *view.Thread, now chat.Instant, p *policy.Policy) kit.BannerData {
	left := max(o.Due.Sub(now), 0)
	d := kit.BannerData{Tone: kit.Grey, Title: offerTitle(o), Detail: words.Countdown(left), Text: note(o), Foot: offerFoot(o, t)}
	endless := o.Due.IsZero() // it waits for somebody who is away (C-TRF-04)
	if endless {
		d.Detail = "since " + words.At(o.Made)
	}
	switch {
	case o.Mine:
		d.Tone = kit.Blue
		if !endless && o.Due.Sub(o.Made) <= p.TakeOver.Immediate {
			d.Tone = kit.Red // a 30-second clock is red from its start
		}
		d.Buttons = []kit.ButtonData{{Word: acceptWord(o), Key: "Ctrl ⇧ ⏎", Kind: kit.Primary}, {
			Word: "Decline…", Key: "Ctrl ⇧ ⌫", Locked: declineLock(o),
		}}
		if left == 0 && !endless {
			d.Buttons[buttonAccept].Locked = "this offer has run out"
			d.Buttons[buttonDecline].Locked = "this offer has run out"
		}
	case o.Sent:
		d.Text = ""
		d.Buttons = []kit.ButtonData{{Word: takeBackWord(o), Key: "Ctrl ⇧ ⌫"}}
	}
	return d
}

func offerTitle(o view.Offered) string {
	invites := o.Kind == chat.OfferInvitation
	if o.Kind == chat.OfferEscalation {
		return escalationTitle(o)
	}
	if o.Kind == chat.OfferAwait {
		return awaitTitle(o)
	}
	switch {
	case o.Mine && invites:
		return o.FromName + " invites you into this chat"
	case o.Mine && o.To == "":
		return o.FromName + " forwards this chat to " + o.ToName
	case o.Mine:
		return o.FromName + " forwards this chat to you"
	case o.Sent && invites:
		return "Invited " + o.ToName
	case o.Sent:
		return "Offered to " + o.ToName
	case invites:
		return o.FromName + " invites " + o.ToName
	}
	return o.FromName + " offers this chat to " + o.ToName
}

// awaitTitle names an offer that waits for somebody who is away.
func awaitTitle(o view.Offered) string {
	switch {
	case o.Mine:
		return "This chat waited for you"
	case o.Sent:
		return "Waits for " + o.ToName
	}
	return "Waits for " + o.ToName + ", as " + o.FromName + " asked"
}

func acceptWord(o view.Offered) string {
	switch o.Kind {
	case chat.OfferInvitation:
		return "Join"
	case chat.OfferEscalation:
		return "Read, then accept…" // G-ESC-04
	}
	return "Accept"
}

// note is what the sender wrote, as they wrote it.
func note(o view.Offered) string {
	if o.Note == "" {
		return ""
	}
	return "“" + o.Note + "”"
}

func offerFoot(o view.Offered, t *view.Thread) string {
	why := ""
	switch o.Kind {
	case chat.OfferForward:
		why = "Reason: " + forwardWord(o.Reason) + " · "
	case chat.OfferEscalation:
		why = o.Ref + " · "
	}
	switch {
	case o.Mine && o.To == "":
		return why + "whoever accepts first serves it; until then " + o.FromName + " does"
	case o.Mine && o.Kind == chat.OfferInvitation:
		return "you would write beside " + t.Server + ", and everybody is told"
	case o.Mine:
		return why + "until you accept, " + o.FromName + " serves it"
	case o.Sent && o.Kind != chat.OfferInvitation:
		return why + "you serve the chat meanwhile"
	case o.Sent:
		return "everybody is told when they come in"
	}
	return why + t.Server + " serves it meanwhile"
}

// forwardWord names a reason to forward (S-TRF-06) or to escalate (E-ESC-01 to -03).
func forwardWord(r chat.ForwardReason) string {
	switch r {
	case chat.ForwardExpertise:
		return "expertise"
	case chat.ForwardLoadBalance:
		return "balance the load"
	case chat.EscalateExpertise:
		return "needs expertise"
	case chat.EscalateAsked:
		return "the customer asked"
	case chat.EscalateSensitive:
		return "sensitive or complex"
	}
	return "other"
}

// declineLock is why an offer to a team cannot be declined: one person cannot
// say no for the others.
func declineLock(o view.Offered) string {
	if o.To == "" {
		return "offered to all of " + o.ToName + "; leave it to the others, it goes back by itself"
	}
	return ""
}

func (p *Pane) offerPressed(i int) {
	t := p.shown
	if t == nil {
		return
	}
	switch o, ok := topOffer(t); {
	case !ok:
	case o.Mine && i == buttonAccept:
		p.AcceptOffer()
	case o.Mine:
		p.DeclineOffer()
	case o.Sent:
		p.takeBack(t, o)
	}
}

// mine returns the offer on screen that I may answer.
func (p *Pane) mine() (*view.Thread, view.Offered, bool) {
	t := p.here()
	if t == nil {
		return nil, view.Offered{}, false
	}
	o, ok := topOffer(t)
	if !ok || !o.Mine {
		p.say("Nothing is offered to you in this chat.")
		return nil, view.Offered{}, false
	}
	return t, o, true
}

// AcceptOffer says yes to the offer on screen: the chat becomes mine, or I
// come into it.
func (p *Pane) AcceptOffer() {
	t, o, ok := p.mine()
	switch {
	case !ok:
	case o.Kind == chat.OfferEscalation:
		p.outside(p.opts.OnReview)
	default:
		p.opts.Desk.AcceptOffer(t.ID, o.ID)
	}
}

// DeclineOffer asks why not (V-INVITE-01). An offer of my own, where none waits
// for my answer, is taken back.
func (p *Pane) DeclineOffer() {
	if t := p.shown; t != nil && p.asking == nil {
		if o, ok := topOffer(t); ok && o.Sent {
			p.takeBack(t, o)
			return
		}
	}
	t, o, ok := p.mine()
	if !ok {
		return
	}
	if o.Kind == chat.OfferEscalation {
		p.outside(p.opts.OnReview) // it is rejected from what goes with it
		return
	}
	if why := declineLock(o); why != "" {
		p.say("This chat is " + why + ".")
		return
	}
	p.askDecline(t, o)
}
