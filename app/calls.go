package app

import (
	"floorwalker/app/chat"
	"floorwalker/app/followup"
)

// The methods of this file are the phone: attempts to call, and callbacks that
// are agreed on in a chat.

// CallEnd is what came of an attempt.
type CallEnd struct {
	// Attempt is the id that [Desk.BeginCall] answered with.
	Attempt chat.AttemptID
	// Outcome is one of the Attempt outcomes of package chat.
	Outcome, Note string
	// Again is when the customer asked to be called again; it belongs to
	// chat.AttemptCallBack and to no other outcome.
	Again chat.Instant
}

// BeginCall begins an attempt to call a customer, and answers on the desk's
// goroutine: with its id once the number may be dialled, or with why it may not
// (a [followup] verdict, or the hub's refusal, as a sentence). With the hub gone
// only who owes the call may begin one; it is on this desk's disk then
// and arrives as the fact that it is.
func (d *Desk) BeginCall(k followup.Key, began func(chat.AttemptID, error)) {
	d.do(func() { d.beginCall(k, began) })
}

// EndCall says what came of an attempt. It is a fact, kept on this desk's disk
// until the hub has it, however long that takes (D-04).
func (d *Desk) EndCall(k followup.Key, e CallEnd) {
	d.do(func() { d.endCall(k, e) })
}

// OfferCallback writes down that the customer was offered a call, and for which
// of the six reasons (G-CB-07). override is a lead's, for any other reason.
func (d *Desk) OfferCallback(id chat.ChatID, reason chat.CallReason, override string) {
	d.ask(id, &chat.OfferCallback{Reason: reason, Override: override})
}

// ScheduleCallback makes an obligation of a call that the customer has agreed to
// (G-CB-08 to -11).
func (d *Desk) ScheduleCallback(id chat.ChatID, s chat.ScheduleCallback) { d.ask(id, &s) }
