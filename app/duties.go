package app

import (
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
	"floorwalker/app/view"
)

// The methods of this file are what a person owes and how they keep it: the
// lines of a script, the steps of a chat, escalations, promises, and the one
// way to close (issue words: ). Each binds its wish to the chat that
// was on screen when the key went down; what became of it is in a later
// [Snapshot].

// Line is a line to the customer with what the screen knows of it.
type Line struct {
	Text string
	// Script is the approved response that the line was filled from; empty for
	// the person's own words.
	Script string
	// Overrides are the rules of app/guard, and "roster", that the person was
	// warned of and overrode; each is logged with the line.
	Overrides []string
	// File goes with the line. Its bytes are at the hub already.
	File *chat.File
	// Via is another way than the chat's own: [chat.ChannelWhatsApp], through the
	// chat platform, once calls have failed (G-FU-08); empty is the chat's own.
	Via chat.Channel
}

// Say writes a line to the customer, as [Desk.Post] does.
func (d *Desk) Say(id chat.ChatID, l Line) {
	d.do(func() { d.sayLine(id, l) })
}

// Close closes the chat by the closing protocol (G-COMM-03, G-COMM-04, A-29):
// with its ticket, and with a reason for each step that was left out. What is
// missing comes back as a refusal that lists it.
func (d *Desk) Close(id chat.ChatID, t ticket.Ticket, skipped []chat.Skip) {
	raw, err := ticket.Encode(t)
	if err != nil {
		d.do(func() { d.notice(id, "Not closed: "+err.Error(), true) })
		return
	}
	d.ask(id, &chat.EndChat{Ticket: raw, Skipped: skipped})
}

// SaveTicket changes the ticket of a chat that has ended (G-TKT-06).
func (d *Desk) SaveTicket(id chat.ChatID, t ticket.Ticket) {
	raw, err := ticket.Encode(t)
	if err != nil {
		d.do(func() { d.notice(id, "Not saved: "+err.Error(), true) })
		return
	}
	d.ask(id, &chat.SaveTicket{Ticket: raw})
}

// Escalate offers the chat to a level of the matrix, a team or a person, and
// tells the customer first (A-32, G-ESC-01).
func (d *Desk) Escalate(id chat.ChatID, e chat.Escalate) { d.ask(id, &e) }

// AcceptEscalation takes an escalated chat; the person has opened what goes
// with it (G-ESC-04).
func (d *Desk) AcceptEscalation(id chat.ChatID, offer chat.OfferID) {
	d.ask(id, &chat.AcceptOffer{Offer: offer, Read: true})
}

// CancelEscalation takes back an escalation that nobody has accepted, and tells
// the customer, who was told of it (E-ESC-08).
func (d *Desk) CancelEscalation(id chat.ChatID, offer chat.OfferID, reason string) {
	d.ask(id, &chat.WithdrawOffer{Offer: offer, Reason: reason})
}

// HandToChannel goes on by phone, by mail or by ticket (S-ESC-03, A-32).
func (d *Desk) HandToChannel(id chat.ChatID, h chat.HandToChannel) { d.ask(id, &h) }

// AskForHelp raises a flag on the leads' walls (S-ESC-02, S-MULTI-04).
func (d *Desk) AskForHelp(id chat.ChatID, reason string) {
	d.ask(id, &chat.AskForHelp{Reason: reason})
}

// AnswerHelp says that help is coming.
func (d *Desk) AnswerHelp(id chat.ChatID) { d.ask(id, &chat.AnswerHelp{}) }

// SetFocus asks to be offered nothing more until this is done, or ends that. It
// stops no alert (S-MULTI-05, A-39).
func (d *Desk) SetFocus(on bool) { d.ask("", &chat.SetFocus{On: on}) }

// ConfirmResolution links the customer's line that says that the solution works
// (S-FLOW-04).
func (d *Desk) ConfirmResolution(id chat.ChatID, line chat.MessageID) {
	d.ask(id, &chat.ConfirmResolution{Message: line})
}

// SetStep moves the chat to another of its steps by hand (S-GEN-01).
func (d *Desk) SetStep(id chat.ChatID, step chat.Step, reason string) {
	d.ask(id, &chat.SetStep{Step: step, Reason: reason})
}

// AskRating asks the customer for a rating, once in a session.
func (d *Desk) AskRating(id chat.ChatID) { d.ask(id, &chat.AskRating{}) }

// VerifyIdentity says which checks of the policy's list the customer has passed
// (G-SEC-03).
func (d *Desk) VerifyIdentity(id chat.ChatID, checks []string) {
	d.ask(id, &chat.VerifyIdentity{Checks: checks})
}

// KeepObligation says that what was owed is done, with a note of what came of it.
func (d *Desk) KeepObligation(id chat.ChatID, o chat.ObligationID, note string) {
	d.ask(id, &chat.KeepObligation{Obligation: o, Note: note})
}

// AttemptObligation says that a call was tried and did not succeed; the third
// such attempt ends it as failed (G-FU-06, A-15).
func (d *Desk) AttemptObligation(id chat.ChatID, o chat.ObligationID, outcome, note string) {
	d.ask(id, &chat.AttemptObligation{Obligation: o, Outcome: outcome, Note: note})
}

// HandObligation gives what is owed to a colleague.
func (d *Desk) HandObligation(id chat.ChatID, o chat.ObligationID, to chat.AgentID, note string) {
	d.ask(id, &chat.HandObligation{Obligation: o, To: to, Note: note})
}

// Promise makes an obligation of what was promised by word of mouth.
func (d *Desk) Promise(id chat.ChatID, p chat.PromiseTo) { d.ask(id, &p) }

// ChangePolicy asks for another policy of the team's. version is the one that
// it was edited from (leads only).
func (d *Desk) ChangePolicy(version int, file []byte, reason string) {
	d.ask("", &chat.ChangePolicy{Version: version, File: file, Reason: reason})
}

// protocol is the part of a thread that changes with its chat and the policy, and
// with time only slowly.
type protocol struct {
	chat      *chat.Chat // nil after anything happened in it
	edition   *policy.Edition
	checklist []flow.Check
	// The three protocols of the closing.
	trace, solved, unsolved []flow.Mark
	prompts                 []flow.Prompt
	calling                 view.Calling
	at                      chat.Instant // of prompts
}

// promptTime is how old a prompt may be that time alone has changed: as exact as
// clocks are.
const promptTime = 250 * time.Millisecond

// showThread returns the open chat, c. What costs all of its lines is made anew
// only after something happened in it: a busy floor shows it many times a second.
func (d *Desk) showThread(c *chat.Chat) *view.Thread {
	t, s, was := d.book.ThreadOf(c), d.scene(), &d.protocol
	if was.chat == c && was.edition == d.edition {
		t.Trace, t.Solved, t.Unsolved, t.Checklist = was.trace, was.solved, was.unsolved, was.checklist
		t.Calling = was.calling
		if s.Prompted = s.Now >= was.at && s.Now.Sub(was.at) < promptTime; s.Prompted {
			t.Prompts, s.Now = was.prompts, was.at
		}
	}
	d.book.Explain(t, c, s)
	d.protocol = protocol{
		chat: c, edition: d.edition, checklist: t.Checklist, trace: t.Trace, solved: t.Solved, unsolved: t.Unsolved,
		prompts: t.Prompts, at: s.Now, calling: t.Calling,
	}
	t.Pending = slices.Clone(d.lines[c.ID])
	t.Watch = d.watchOf(c)
	t.Can = view.CansOf(d.floor, c.Driver)
	t.Side = view.TalkOf(c.Side, d.me.Agent, d.talk.sides[c.ID])
	t.Finish(d.floor, c, d.me.Agent, d.me.Role)
	return t
}

// scene is what the open chat is seen by.
func (d *Desk) scene() view.Scene {
	now, _ := d.cfg.Clock.Now()
	return view.Scene{Floor: d.floor, Edition: d.edition, Now: now}
}

// showDuties returns what is owed beyond the end of a chat, made anew only after
// some of it, or the team, has changed.
func (d *Desk) showDuties() []view.Duty {
	if n := d.book.Owing(); d.teamOld || n != d.owing {
		d.duties, d.owing = d.book.Duties(d.scene()), n
	}
	return d.duties
}
