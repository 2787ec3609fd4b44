package hub

import (
	"fmt"

	"floorwalker/app/chat"
)

// maskCall masks what people wrote about calls, the night and the bot's errors, and
// where a customer is called; it reports whether b is about that.
func maskCall(b chat.Body) bool {
	switch b := b.(type) {
	case *chat.AttemptEnded:
		b.Attempt.Note = mask(b.Attempt.Note)
	case *chat.CallbackOffered:
		b.Override = mask(b.Override)
	case *chat.NightReviewed:
		b.Note = mask(b.Note)
	case *chat.NightUnlocked:
		b.Reason = mask(b.Reason)
	case *chat.BotErrorWritten:
		b.Question, b.Answer, b.Expected = mask(b.Question), mask(b.Answer), mask(b.Expected)
		b.Cause, b.Action, b.Status = mask(b.Cause), mask(b.Action), mask(b.Status)
	default:
		return false
	}
	return true
}

// maskShift masks what people wrote about shifts and cover, and the documents that name
// customers.
func maskShift(b chat.Body) bool {
	switch b := b.(type) {
	case *chat.HandoverSigned:
		for i := range b.Items {
			b.Items[i].Title = mask(b.Items[i].Title)
		}
		b.Document = fmt.Appendf(nil, "(%d bytes)", len(b.Document))
	case *chat.HandoverTaken:
		b.Note = mask(b.Note)
	case *chat.CoverAsked:
		b.Why = mask(b.Why)
	case *chat.CoverAnswered:
		b.Reason = mask(b.Reason)
	case *chat.CoverChanged:
		b.Why = mask(b.Why)
	case *chat.BreakBegan:
		b.Override = mask(b.Override)
	case *chat.KeyRetired:
		b.Reason = mask(b.Reason)
	case *chat.ReportPublished:
		b.Report = fmt.Appendf(nil, `{"masked":"(%d bytes)"}`, len(b.Report))
	default:
		return false
	}
	return true
}
