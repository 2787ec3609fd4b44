package hub

import (
	"fmt"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// TailLine returns the one-line form of an event for an operator's eyes: what
// people wrote, and who the customer is, is masked unless text is true.
func TailLine(raw []byte, text bool) []byte {
	if text {
		return raw
	}
	e, err := wire.DecodeEvent(raw, nil)
	if err != nil || e.Body == nil {
		return []byte(`{"masked":"an event that this version does not know"}`)
	}
	maskBody(e.Body)
	return wire.AppendEvent(nil, &e)
}

func maskBody(b chat.Body) {
	switch b := b.(type) {
	case *chat.MessagePosted:
		b.Text = mask(b.Text)
		if b.File != nil {
			f := *b.File
			f.Name = mask(f.Name)
			b.File = &f
		}
		if b.From == chat.SpeakerCustomer {
			b.Name = mask(b.Name)
		}
	case *chat.NotePosted:
		b.Text = mask(b.Text)
	case *chat.WhisperPosted:
		b.Text = mask(b.Text)
	case *chat.OfferMade:
		b.Offer.Note, b.Offer.Issue, b.Offer.Steps = mask(b.Offer.Note), mask(b.Offer.Issue), mask(b.Offer.Steps)
	case *chat.RecordSaved:
		b.Version = fmt.Appendf(nil, `{"masked":"(%d bytes)"}`, len(b.Version))
	case *chat.ChatOpened:
		b.Customer, b.Choice = maskCustomer(b.Customer), mask(b.Choice)
	case *chat.CustomerDescribed:
		b.Customer = maskCustomer(b.Customer)
	case *chat.TriggerRaised:
		for i := range b.Trigger.Evidence {
			b.Trigger.Evidence[i].Words = mask(b.Trigger.Evidence[i].Words)
		}
	default:
		maskFact(b)
	}
}

// maskFact masks what is neither a line nor about who the customer is.
func maskFact(b chat.Body) {
	_ = maskDuty(b) || maskWay(b) || maskCall(b) || maskShift(b) || maskTeam(b)
	maskReason(b)
}

// maskDuty masks what people wrote about what is owed; it reports whether b is
// about that.
func maskDuty(b chat.Body) bool {
	switch b := b.(type) {
	case *chat.ObligationStarted:
		b.Obligation.Words, b.Obligation.PausedWhy = mask(b.Obligation.Words), mask(b.Obligation.PausedWhy)
		b.Obligation.Number = mask(b.Obligation.Number)
	case *chat.ObligationAttempted:
		b.Note = mask(b.Note)
	case *chat.ObligationHanded:
		b.Note = mask(b.Note)
	case *chat.ObligationEnded:
		b.Reason = mask(b.Reason)
	case *chat.HandedToChannel:
		b.Reason, b.Note = mask(b.Reason), mask(b.Note)
	default:
		return false
	}
	return true
}

// maskWay masks what people wrote on a chat's way to its end, and after.
func maskWay(b chat.Body) bool {
	switch b := b.(type) {
	case *chat.BotLineRejected:
		b.Text = mask(b.Text)
	case *chat.HelpAsked:
		b.Reason = mask(b.Reason)
	case *chat.ChatStepped:
		maskSkips(b.Skipped)
	case *chat.RatingGiven:
		b.Words = mask(b.Words)
	case *chat.TicketSaved:
		b.Ticket = fmt.Appendf(nil, `{"masked":"(%d bytes)"}`, len(b.Ticket))
	default:
		return false
	}
	return true
}

func maskSkips(skipped []chat.Skip) {
	for i := range skipped {
		skipped[i].Reason = mask(skipped[i].Reason)
	}
}

// maskReason masks what somebody gave as a reason, in their own words.
func maskReason(b chat.Body) {
	switch b := b.(type) {
	case *chat.TakeOverClaimed:
		b.Reason = mask(b.Reason)
	case *chat.TriggerDismissed:
		b.Reason = mask(b.Reason)
	case *chat.OfferReturned:
		b.Reason = mask(b.Reason)
	case *chat.AgentLeft:
		b.Reason = mask(b.Reason)
	case *chat.ChatClosed:
		b.Reason = mask(b.Reason)
		maskSkips(b.Skipped)
	}
}

func mask(s string) string {
	if s == "" {
		return ""
	}
	return fmt.Sprintf("(%d characters)", utf8.RuneCountInString(s))
}

func maskCustomer(c chat.Customer) chat.Customer {
	c.Name, c.Contact, c.Phone, c.Account, c.Page = mask(c.Name), mask(c.Contact), mask(c.Phone), mask(c.Account), mask(c.Page)
	for i := range c.Before {
		c.Before[i].Summary = mask(c.Before[i].Summary)
	}
	for i := range c.Data {
		c.Data[i].Value = mask(c.Data[i].Value)
	}
	return c
}
