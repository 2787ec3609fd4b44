package alert

import (
	"slices"

	"floorwalker/app/chat"
)

// whisperReach is how many lines back a whisper is looked for. Behind that
// many others it is news no more.
const whisperReach = 50

// personal returns what a colleague or the hub wants of me in c: an answer to an offer,
// that I take notice of one that came back or of a chat I was given, or that I read a
// whisper.
func personal(c *chat.Chat, me Me) []Reason {
	if me.Agent == "" {
		return nil
	}
	rs := offers(c, me)
	for _, b := range c.Returned {
		if b.Offer.From == me.Agent {
			rs = append(rs, Reason{
				Key: Key{c.ID, CauseReturned}, Urgency: P1, Since: b.At,
				Customer: c.Customer.Name, Words: returnWords(b), Text: b.Reason,
			})
		}
	}
	if given(c, me.Agent) {
		rs = append(rs, Reason{
			Key: Key{c.ID, CauseGiven}, Urgency: P1, Since: c.OwnedSince,
			Customer: c.Customer.Name, Words: "is yours now, " + givenBy(c),
		})
	}
	if w, unanswered := whisper(c, me.Agent); unanswered {
		rs = append(rs, Reason{
			Key: Key{c.ID, CauseWhisper}, Urgency: P2, Since: w.At,
			Customer: c.Customer.Name, Words: "a colleague whispers to you", Text: w.Text,
		})
	}
	return rs
}

// given reports whether c was assigned to me and I have written nothing in it since: who
// took a chat knows that they have it, who was given one has to be told.
func given(c *chat.Chat, me chat.AgentID) bool {
	if c.Owner != me || c.GivenBy == "" {
		return false
	}
	for i := len(c.Messages) - 1; i >= 0 && c.Messages[i].At >= c.OwnedSince; i-- {
		if m := &c.Messages[i]; m.Agent == me && m.From == chat.SpeakerAgent {
			return false
		}
	}
	return true
}

func givenBy(c *chat.Chat) string {
	if c.GivenBy == chat.AutoRule {
		return "assigned automatically"
	}
	return "assigned by the rule " + c.GivenBy
}

// offers returns what is held out to me: one forward or escalation and one
// invitation at most, as the referee allows no more.
func offers(c *chat.Chat, me Me) []Reason {
	var rs []Reason
	for _, o := range c.Offers {
		if !o.For(me.Agent) || c.Claim.Agent == me.Agent {
			continue
		}
		r := fromOffer(c, o)
		r.answered = c.Claim.Open() && o.Kind != chat.OfferInvitation
		if !slices.ContainsFunc(rs, func(has Reason) bool { return has.Key == r.Key }) {
			rs = append(rs, r)
		}
	}
	return rs
}

func fromOffer(c *chat.Chat, o chat.Offer) Reason {
	r := Reason{
		Key: Key{c.ID, CauseForward}, Urgency: P2, Since: o.Made, Due: o.Due,
		Customer: c.Customer.Name, Words: offerWords(o), Text: o.Note,
	}
	switch o.Kind {
	case chat.OfferInvitation:
		r.Key.Cause = CauseInvitation
	case chat.OfferAwait:
		// Nothing ends it but an answer, so it stays until it was seen.
		r.Key.Cause, r.Urgency = CauseAwaited, P1
	case chat.OfferEscalation:
		r.Key.Cause, r.Urgency = CauseEscalation, P1
	}
	return r
}

// whisper returns the newest whisper to me that I have written nothing after,
// while I serve the chat.
func whisper(c *chat.Chat, me chat.AgentID) (w chat.Message, unanswered bool) {
	if c.Owner != me {
		return w, false
	}
	for i := len(c.Messages) - 1; i >= max(0, len(c.Messages)-whisperReach); i-- {
		switch m := &c.Messages[i]; {
		case m.Agent == me && m.From != chat.SpeakerSystem && m.From != chat.SpeakerTeam:
			return w, false
		case m.From == chat.SpeakerWhisper && m.To == me:
			return *m, true
		}
	}
	return w, false
}
