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
		if b.From == chat.SpeakerCustomer {
			b.Name = mask(b.Name)
		}
	case *chat.NotePosted:
		b.Text = mask(b.Text)
	case *chat.WhisperPosted:
		b.Text = mask(b.Text)
	case *chat.OfferMade:
		b.Offer.Note = mask(b.Offer.Note)
	case *chat.RecordSaved:
		b.Version = fmt.Appendf(nil, `{"masked":"(%d bytes)"}`, len(b.Version))
	case *chat.ChatOpened:
		b.Customer = maskCustomer(b.Customer)
	case *chat.CustomerDescribed:
		b.Customer = maskCustomer(b.Customer)
	case *chat.TriggerRaised:
		for i := range b.Trigger.Evidence {
			b.Trigger.Evidence[i].Words = mask(b.Trigger.Evidence[i].Words)
		}
	default:
		maskReason(b)
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
	}
}

func mask(s string) string {
	if s == "" {
		return ""
	}
	return fmt.Sprintf("(%d characters)", utf8.RuneCountInString(s))
}

func maskCustomer(c chat.Customer) chat.Customer {
	c.Name, c.Contact, c.Account, c.Page = mask(c.Name), mask(c.Contact), mask(c.Account), mask(c.Page)
	for i := range c.Before {
		c.Before[i].Summary = mask(c.Before[i].Summary)
	}
	return c
}
