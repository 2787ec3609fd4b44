package fake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// CallbackRef is the number of every callback of an obedient hub.
const CallbackRef = "CB-000000-0000-0000-0000"

const (
	// gap is what an obedient hub holds between two attempts, if nobody asks it.
	gap = time.Hour
	// askTime is how long a request to cover waits.
	askTime = 15 * time.Second
	// ackTime is how long a handover waits.
	ackTime = 10 * time.Minute
)

// phoned is what a command says of calls.
func phoned(f *wire.Frame, by chat.AgentID, now chat.Instant) []chat.Body {
	switch w := f.Wish.(type) {
	case *chat.BeginAttempt:
		return []chat.Body{&chat.AttemptBegan{
			Attempt: chat.AttemptID(f.Command), Obligation: w.Obligation, Record: w.Record, Began: cmp.Or(w.Began, now), Uncertain: w.Uncertain,
		}}
	case *chat.EndAttempt:
		return []chat.Body{&chat.AttemptEnded{Gap: gap, Attempt: chat.Attempt{
			ID: w.Attempt, Obligation: w.Obligation, Record: w.Record, By: by, Began: w.Began, Ended: w.Ended,
			Outcome: w.Outcome, Note: w.Note, Again: w.Again, Uncertain: w.Uncertain,
		}}}
	case *chat.OfferCallback:
		return []chat.Body{&chat.CallbackOffered{Reason: w.Reason, Override: w.Override}}
	case *chat.ScheduleCallback:
		return []chat.Body{&chat.ObligationStarted{Obligation: chat.Obligation{
			ID: chat.ObligationID(f.Command), Kind: chat.OwedCall, Started: now, Due: cmp.Or(w.Due, now), Owner: cmp.Or(w.Owner, by),
			Words: w.Words, Reason: w.Reason, Ref: CallbackRef, Consent: w.Consent, Unconfirmed: true, Number: w.Number,
		}}}
	case *chat.ReviewNight:
		return []chat.Body{&chat.NightReviewed{Call: w.Call, Note: w.Note}}
	case *chat.UnlockNight:
		return []chat.Body{&chat.NightUnlocked{Reason: w.Reason}}
	case *chat.WriteBotError:
		return []chat.Body{(*chat.BotErrorWritten)(w)}
	}
	return nil
}

// covered is what a command says of who answers for the floor.
func (h *Hub) covered(f *wire.Frame, who person, now chat.Instant) []chat.Body {
	switch w := f.Wish.(type) {
	case *chat.AskCover:
		return []chat.Body{&chat.CoverAsked{Ask: chat.AskID(f.Command), From: who.id, To: w.To, Why: w.Reason, Until: now.Add(askTime)}}
	case *chat.AnswerCover:
		return h.answered(w, who)
	case *chat.TakeCover:
		return []chat.Body{&chat.CoverChanged{Agent: who.id, Role: who.role, Why: w.Reason}}
	case *chat.OverrideBreak:
		return []chat.Body{&chat.BreakBegan{Agent: w.Agent, Override: w.Reason}}
	case *chat.EndBreak:
		return []chat.Body{&chat.BreakEnded{Agent: who.id}}
	case *chat.SetIdle:
		return []chat.Body{&chat.IdleChanged{Agent: who.id, On: w.On}}
	}
	return nil
}

// answered ends a request to cover; a yes begins the break of who asked.
func (h *Hub) answered(w *chat.AnswerCover, who person) []chat.Body {
	yes := &chat.CoverAnswered{Ask: w.Ask, Agent: who.id, Accepted: w.Accept, Reason: w.Reason}
	a, open := h.floor.Cover().Ask(w.Ask)
	if !open || !w.Accept {
		return []chat.Body{yes}
	}
	return []chat.Body{yes, &chat.BreakBegan{Agent: a.From, Cover: who.id}, &chat.CoverChanged{Agent: who.id, Role: who.role, Why: "covers for " + string(a.From)}}
}

// shifted is what a command says of shifts and of what they sign over. The hub reads
// no document: its hash is that of the bytes, and it has no items.
func (h *Hub) shifted(f *wire.Frame, who person, now chat.Instant) []chat.Body {
	switch w := f.Wish.(type) {
	case *chat.RegisterKey:
		return []chat.Body{&chat.KeyRegistered{Agent: who.id, Key: w.Key}}
	case *chat.RetireKey:
		return []chat.Body{&chat.KeyRetired{Agent: w.Agent, Key: h.floor.Key(w.Agent), Reason: w.Reason}}
	case *chat.StartShift:
		return []chat.Body{&chat.ShiftStarted{Shift: w.Shift, Agent: who.id, Checks: w.Checks}}
	case *chat.EndShift:
		return []chat.Body{&chat.ShiftEnded{Shift: w.Shift, Agent: who.id}}
	case *chat.SubmitBotErrors:
		return []chat.Body{&chat.BotErrorsSubmitted{Shift: w.Shift, NoneSeen: w.NoneSeen}}
	case *chat.PublishReport:
		return []chat.Body{&chat.ReportPublished{Shift: w.Shift, Report: w.Report}}
	case *chat.SignHandover:
		hash := sha256.Sum256(w.Document)
		return []chat.Body{&chat.HandoverSigned{
			Shift: w.Shift, Hash: hex.EncodeToString(hash[:]), Prev: h.floor.LastHandover(), To: w.To, Due: now.Add(ackTime), Document: w.Document,
		}}
	case *chat.AcknowledgeHandover:
		return []chat.Body{&chat.HandoverAcknowledged{Hash: w.Hash, Items: w.Items, Signature: w.Signature}}
	case *chat.TakeHandover:
		return []chat.Body{&chat.HandoverTaken{Hash: w.Hash, Agent: w.Agent, Note: w.Note, Signature: w.Signature}}
	}
	return nil
}
