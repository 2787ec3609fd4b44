package followup

import (
	"floorwalker/app/chat"
	"floorwalker/app/record"
)

// Opened returns f as a new follow-up: open, created by a person, or by a rule
// if by is empty, at a time.
func (f FollowUp) Opened(by chat.AgentID, at chat.Instant) FollowUp {
	f = f.Reopen()
	f.Created, f.CreatedBy = at, by
	return f
}

// Assign returns f for somebody else to call; for nobody in particular if to
// is empty.
func (f FollowUp) Assign(to chat.AgentID) FollowUp {
	f.Assignee = to
	return f
}

// Reschedule returns f due at another time.
func (f FollowUp) Reschedule(due chat.Instant) FollowUp {
	f.Due = due
	return f
}

// Complete returns f as done by a person at a time. What they say about it
// goes below the note that is there, so that nobody's words are written over.
// What is done already stays as it was completed.
func (f FollowUp) Complete(by chat.AgentID, at chat.Instant, note string) FollowUp {
	if !f.IsOpen() {
		return f
	}
	f.State, f.Done, f.DoneBy = StateDone, at, by
	f.Note = record.Tidy(record.Tidy(f.Note) + "\n" + record.Tidy(note))
	return f
}

// Reopen returns f as open again, with its note.
func (f FollowUp) Reopen() FollowUp {
	f.State, f.Done, f.DoneBy = StateOpen, 0, ""
	return f
}
