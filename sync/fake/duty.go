package fake

import (
	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// EscalationRef is the number of every escalation of an obedient hub, and TicketRef
// that of every ticket: it does not read what it is given.
const (
	EscalationRef = "ES-000000-0000-0000-0000"
	TicketRef     = "TK-000000-0000-0000-0000"
)

// ended is what a command makes of the end of a chat.
func ended(f *wire.Frame) []chat.Body {
	switch w := f.Wish.(type) {
	case *chat.EndChat:
		end := &chat.ChatClosed{Reason: w.Reason, Skipped: w.Skipped}
		if len(w.Ticket) == 0 {
			return []chat.Body{end}
		}
		return []chat.Body{&chat.TicketSaved{Ref: TicketRef, Ticket: w.Ticket}, end}
	case *chat.SaveTicket:
		return []chat.Body{&chat.TicketSaved{Ref: TicketRef, Ticket: w.Ticket}}
	}
	return nil
}

// stepped is what a command says of the way of a chat, or of the team.
func stepped(f *wire.Frame, who person) []chat.Body {
	switch w := f.Wish.(type) {
	case *chat.AskForHelp:
		return []chat.Body{&chat.HelpAsked{Reason: w.Reason}}
	case *chat.AnswerHelp:
		return []chat.Body{&chat.HelpAnswered{}}
	case *chat.ConfirmResolution:
		return []chat.Body{&chat.ResolutionConfirmed{Message: w.Message}}
	case *chat.SetStep:
		return []chat.Body{&chat.ChatStepped{Step: w.Step}}
	case *chat.AskRating:
		return []chat.Body{&chat.RatingAsked{Style: "stars"}}
	case *chat.VerifyIdentity:
		return []chat.Body{&chat.IdentityVerified{Checks: w.Checks}}
	case *chat.SetFocus:
		return []chat.Body{&chat.FocusChanged{Agent: who.id, On: w.On}}
	case *chat.ChangePolicy:
		return []chat.Body{&chat.PolicyChanged{Version: w.Version + 1, File: w.File, Reason: w.Reason}}
	}
	return nil
}

// owed is what a command says of what is owed.
func owed(f *wire.Frame, by chat.AgentID, now chat.Instant) []chat.Body {
	switch w := f.Wish.(type) {
	case *chat.KeepObligation:
		return []chat.Body{&chat.ObligationEnded{Obligation: w.Obligation, How: chat.EndedKept, Reason: w.Note}}
	case *chat.AttemptObligation:
		return []chat.Body{&chat.ObligationAttempted{Obligation: w.Obligation, Outcome: w.Outcome, Note: w.Note}}
	case *chat.HandObligation:
		return []chat.Body{&chat.ObligationHanded{Obligation: w.Obligation, To: w.To, Note: w.Note}}
	case *chat.PromiseTo:
		return []chat.Body{&chat.ObligationStarted{Obligation: chat.Obligation{
			ID: chat.ObligationID(f.Command), Kind: w.Kind, Started: now, Due: w.Due, Owner: by, Words: w.Words,
		}}}
	case *chat.HandToChannel:
		return []chat.Body{&chat.HandedToChannel{Channel: w.Channel, Ref: TicketRef, Reason: w.Reason, Note: w.Note, Due: w.Due}}
	}
	return nil
}
