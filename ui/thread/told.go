package thread

import (
	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// told is a line that only the team sees: who did what, and under it the words
// that they gave with it, whole.
func (b *bubbles) told(m chat.Message) kit.BubbleData {
	d := kit.BubbleData{Kind: kit.Memo, Text: m.Text}
	if m.Told == nil {
		d.Caption = "only the team sees this · " + words.At(m.At)
		return d
	}
	if m.Told.What == chat.ToldRejected {
		return kit.BubbleData{
			Kind: kit.Machine, Text: m.Text, Struck: true, CaptionTone: kit.Amber,
			Caption: "The bot said this after the takeover; the customer did not get it, where the backend allows that · " + words.At(m.At),
		}
	}
	if m.Told.What == chat.ToldBackend {
		return failedThere(m, b.backend)
	}
	what := b.happened(m, *m.Told)
	if d.Text == "" {
		d.Text = sentence(what)
	}
	if m.Told.What == chat.ToldAccepted && m.Told.Reason != "" {
		d.Text += "\nReason: " + forwardWord(m.Told.Reason)
	}
	d.Caption = words.Upper(what) + " · only the team sees this · " + words.At(m.At)
	return d
}

// happened says what a line of the team is about.
func (b *bubbles) happened(m chat.Message, t chat.Told) string {
	from, by, to := b.person(m.Agent), b.person(t.By), t.Queue
	whose := from + "'s"
	if from == "you" {
		whose = "your"
	}
	if m.To != "" {
		to = b.person(m.To)
	}
	invites, what, did := t.Offer == chat.OfferInvitation, "forward", " forwarded to "
	switch t.Offer {
	case chat.OfferEscalation:
		what, did = "escalation", " escalated to "
	case chat.OfferAwait:
		did = " waited for "
	}
	switch t.What {
	case chat.ToldAccepted:
		switch {
		case invites:
			return by + " came at " + whose + " invitation"
		case t.Queue != "":
			return from + did + t.Queue + "; " + by + " accepted"
		}
		return from + did + by
	case chat.ToldDeclined:
		if invites {
			return by + " declined " + whose + " invitation"
		}
		return by + " declined " + whose + " " + what
	case chat.ToldExpired:
		if invites {
			return to + " did not answer " + whose + " invitation"
		}
		return to + " did not take " + whose + " " + what
	}
	if did := besideOffers(t); did != "" {
		return from + did
	}
	return from + " left"
}

// person names somebody in the middle of a sentence.
func (b *bubbles) person(id chat.AgentID) string {
	if id != "" && id == b.me {
		return "you"
	}
	return b.colleague(id)
}
