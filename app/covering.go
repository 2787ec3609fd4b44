package app

import "floorwalker/app/chat"

// The methods of this file are who answers for the floor, and when (G-COV, D-12).

// StartShift begins a shift, with what the program has tested at this desk
// (C-TRF-02).
func (d *Desk) StartShift(shift string, checks []chat.SelfCheck) {
	d.ask("", &chat.StartShift{Shift: shift, Checks: checks})
}

// EndShift ends a shift. It is refused, with a list, while anything of it is
// nobody's (G-END, G-CHK-E).
func (d *Desk) EndShift(shift string) { d.ask("", &chat.EndShift{Shift: shift}) }

// AskCover asks a colleague to answer for the floor, such as for a break.
func (d *Desk) AskCover(to chat.AgentID, reason string) {
	d.ask("", &chat.AskCover{To: to, Reason: reason})
}

// AnswerCover answers such a question; a no needs its reason.
func (d *Desk) AnswerCover(ask chat.AskID, accept bool, reason string) {
	d.ask("", &chat.AnswerCover{Ask: ask, Accept: accept, Reason: reason})
}

// TakeCover answers for the floor from now on.
func (d *Desk) TakeCover(reason string) { d.ask("", &chat.TakeCover{Reason: reason}) }

// OverrideBreak lets somebody have their break although nobody has accepted
// (leads only; logged).
func (d *Desk) OverrideBreak(agent chat.AgentID, reason string) {
	d.ask("", &chat.OverrideBreak{Agent: agent, Reason: reason})
}

// EndBreak says that this person is back.
func (d *Desk) EndBreak() { d.ask("", &chat.EndBreak{}) }

// SetIdle tells whether nobody has touched this computer for the policy's
// idle.after. It is of this moment, so it is never kept; the desk tells it again
// when the connection is back.
func (d *Desk) SetIdle(on bool) {
	d.do(func() {
		d.shift.idle = on
		d.tellIdle()
	})
}

// RetireKey says that the key of somebody signs no more from now on, and why (leads
// only). It calls back with nil once the hub has done so, or with why it has not.
func (d *Desk) RetireKey(agent chat.AgentID, reason string, got func(error)) {
	d.do(func() { d.demand("", &chat.RetireKey{Agent: agent, Reason: reason}, got) })
}
