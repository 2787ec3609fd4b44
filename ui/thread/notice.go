package thread

import (
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// lost is that the chat on screen went from me without my doing; the zero lost
// is none.
type lost struct {
	chat  chat.ChatID
	draft bool // something was being written to the customer
}

// watchLoss notices that a chat which I served, or wrote in, is so no more
// though I asked for nothing of the kind: in mid-sentence nobody sees a pill
// change its word.
func (p *Pane) watchLoss(was, t *view.Thread) {
	switch {
	case was == nil || was.ID != t.ID:
		p.lost, p.left = lost{}, ""
	case within(was.Stance) && t.Stance == view.Observing:
		if p.left != t.ID && !handedOver(was, t) {
			p.lost = lost{chat: t.ID, draft: !p.foot.box.blank()}
		}
		p.left = ""
	case within(t.Stance) || t.Stance == view.Ended:
		p.lost = lost{}
	}
}

// handedOver reports whether the owner of now is who I had offered the chat to.
func handedOver(was, t *view.Thread) bool {
	for _, o := range was.Offers {
		if o.Sent && o.Kind == chat.OfferForward && t.Owner != "" && (o.To == t.Owner || o.To == "") {
			return true
		}
	}
	return false
}

// renderNotice says what happened: first that the chat has gone without the person,
// then what they have marked in it, then what came back of an offer.
func (p *Pane) renderNotice(t *view.Thread) {
	d, ok := lossNotice(t, p.lost), p.lost.chat == t.ID
	if !ok {
		d, ok = p.markNotice(t)
	}
	if !ok {
		if back, any := p.newlyBack(t); any {
			d, ok = backNotice(back), true
		}
	}
	if ok {
		d.Buttons = append(d.Buttons, kit.ButtonData{Word: "OK"})
		p.notice.Set(d)
		p.noticed = len(d.Buttons)
	}
	p.toggle(p.notice, ok)
}

// newlyBack is the last offer of mine that came back and was not heeded.
func (p *Pane) newlyBack(t *view.Thread) (view.CameBack, bool) {
	if len(t.Back) == 0 || t.Stance == view.Ended {
		return view.CameBack{}, false
	}
	last := t.Back[len(t.Back)-1]
	return last, last.Offer.ID != p.heard
}

// Heed takes the notice away and reports whether there was one: OK, Esc out of
// a box, and Esc where the shell gets it.
func (p *Pane) Heed() bool {
	t := p.shown
	if t == nil || !p.notice.Visible() {
		return false
	}
	if p.lost.chat == t.ID {
		p.lost = lost{}
	} else if p.marked.told {
		p.marked = mark{}
	} else if back, any := p.newlyBack(t); any {
		p.heard = back.Offer.ID
	}
	p.renderNotice(t)
	return true
}

// noticePressed is the last button for "I have read it", or the one before it.
func (p *Pane) noticePressed(i int) {
	if i == p.noticed-1 {
		p.Heed()
		return
	}
	p.undo()
}

func lossNotice(t *view.Thread, l lost) kit.BannerData {
	d := kit.BannerData{Tone: kit.Amber}
	switch {
	case t.Server != "":
		d.Title = t.Server + " serves this chat now."
	case t.Stage == chat.StageQueued:
		d.Title = "This chat waits in the queue now; nobody serves it."
	case t.Stage == chat.StageBot:
		d.Title = "This chat is the bot's again; nobody serves it."
	default:
		d.Title = "This chat is no longer yours."
	}
	if l.draft {
		d.Text = "What you were writing was not sent. It is kept as a draft."
	}
	return d
}

func backNotice(b view.CameBack) kit.BannerData {
	d := kit.BannerData{Tone: kit.Grey}
	forward := b.Offer.Kind != chat.OfferInvitation // it, or an escalation: the chat was to be theirs
	switch {
	case b.How == chat.ReturnedDeclined:
		d.Title = b.ByName + " declined"
		if b.Reason != "" {
			d.Title += ": " + brief(b.Reason)
		}
	case forward && b.Offer.To == "":
		d.Title = "Nobody of " + b.ToName + " took it in time"
	case forward:
		d.Title = b.ToName + " did not take it in time"
	default:
		d.Title = b.ToName + " did not answer your invitation in time"
	}
	if forward {
		d.Text = "You still serve this chat."
	}
	return d
}
