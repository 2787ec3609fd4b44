package view

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
)

// DraftFor is how long what a customer was seen typing is shown.
const DraftFor = 30 * time.Second

// Work is how far a chat has come on its way from the greeting to its ticket.
type Work struct {
	// Step is where the agent stands since StepSince; empty while nobody serves.
	Step      chat.Step
	StepSince chat.Instant
	// Confirmed is the customer's line that says that it is solved (S-FLOW-04).
	Confirmed chat.MessageID
	Rating    chat.Rating
	Verified  chat.Verification // G-SEC-03
	Help      chat.Help
	// Escalation is the newest; its State is empty if there is none.
	Escalation chat.Escalation
	// Typed is when the customer was last seen typing, and Draft what they had typed
	// then and not sent, where the backend says; after [DraftFor] nobody shows it.
	Typed chat.Instant
	Draft string
	// Ticket is the chat's, under TicketRef; nil until it has one, or if this
	// version cannot read it.
	Ticket    *ticket.Ticket
	TicketRef string

	// Prompts are what I should do next, in order; empty for who does not serve.
	Prompts []flow.Prompt
	// Trace is the closing protocol as far as the chat itself says which one it is;
	// Solved is that of what is solved, Unsolved that of what is not (G-CLOSE-01 to
	// -07). Checklist has the seven points of every chat (G-CHK-C1 to -C7). All are
	// empty without an edition.
	Trace, Solved, Unsolved []flow.Mark
	Checklist               []flow.Check
}

func workOf(c *chat.Chat) Work {
	w := Work{
		Step: c.Step, StepSince: c.StepSince, Confirmed: c.Confirmed, Rating: c.Rating, Verified: c.Verified,
		Help: c.Help, Escalation: c.Escalation, Typed: c.Typed, Draft: c.Draft, TicketRef: c.TicketRef,
	}
	if len(c.Ticket) > 0 {
		if t, err := ticket.Decode(c.Ticket); err == nil {
			w.Ticket = &t
		}
	}
	return w
}

// Scene is what a thread is seen by that neither the chat nor the person is.
type Scene struct {
	Floor   *chat.Floor
	Edition *policy.Edition // may be nil
	Now     chat.Instant
	// Prompted says that the thread has its prompts already.
	Prompted bool
}

// Explain fills in what follows from the floor, the policy and the time: who
// answers for what is owed, and what is to be done next. A trace and a checklist
// that t has already stay as they are: they change with the chat and the policy
// only, and cost all of its lines.
func (b *Book) Explain(t *Thread, c *chat.Chat, s Scene) {
	for i := range t.Obligations {
		t.Obligations[i].explain(s)
	}
	if s.Edition == nil {
		return
	}
	if !s.Prompted {
		t.Prompts = flow.Next(c, b.me, s.Now, s.Edition)
	}
	if t.Checklist == nil {
		t.Trace = flow.Trace(c, s.Edition)
		t.Solved, t.Unsolved = flow.TraceOf(c, s.Edition, true), flow.TraceOf(c, s.Edition, false)
		t.Checklist = flow.Checklist(c, facts(t.Ticket, &s.Edition.Form), s.Edition)
		t.Calling = callingOf(c)
	}
	t.Calling = t.Calling.long(c, t.Prompts)
}

// facts are what the ticket proves (G-CHK-C4, G-CHK-C6).
func facts(t *ticket.Ticket, f *ticket.Form) flow.Facts {
	if t == nil {
		return flow.Facts{}
	}
	return flow.Facts{Category: t.Resolution != "" || t.NextSteps != "", Ticket: len(f.Problems(t)) == 0}
}
