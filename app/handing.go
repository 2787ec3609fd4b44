package app

import (
	"floorwalker/app/chat"
)

// The methods of this file are the signed handover from one shift to the next
// (D-05). Each answers on the desk's goroutine: with nil once the hub has taken
// it, or with why it has not, as a sentence. What is asked for while the hub is
// gone is not kept: a signature is of the floor as it is.

// SignHandover signs what goes from this person's shift to somebody, and hands it
// to the hub. note is of the shift as a whole, notes are of items, by their ids.
func (d *Desk) SignHandover(shift string, to chat.AgentID, note string, notes map[string]string, got func(error)) {
	d.do(func() { d.signHandover(shift, to, note, notes, got) })
}

// AcknowledgeHandover takes items of a signed handover: from then on they are this
// person's.
func (d *Desk) AcknowledgeHandover(hash string, items []string, got func(error)) {
	d.do(func() { d.acknowledgeHandover(hash, items, got) })
}

// TakeHandover lets somebody go although not all of their handover has been
// acknowledged, in writing (A-40; leads only).
func (d *Desk) TakeHandover(hash string, agent chat.AgentID, note string, got func(error)) {
	d.do(func() { d.takeHandover(hash, agent, note, got) })
}
