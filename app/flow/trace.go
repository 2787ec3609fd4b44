package flow

import (
	"fmt"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
)

// Mark is one step of the closing protocol.
type Mark struct {
	// Step is its id, which a [chat.Skip] names.
	Step string
	// Words name it for people.
	Words    string
	Response script.ResponseID // the approved text that does it
	// Done is when it was done; zero means that it is open.
	Done chat.Instant
}

// Trace returns the closing protocol of c in order: the messages of the closing
// (G-CLOSE-01 to -03), or, where the last message of the silence has been sent
// and the customer has stayed silent, those of the silence (G-NR-01 to -03),
// for nobody is glad in front of somebody who has left. A message of the
// silence that was passed over is not owed any more: nobody is told that a chat
// will close after they were told that it closes. A message counts that arrived since the chat came to this step last: who goes back to solving
// closes anew.
func Trace(c *chat.Chat, e *policy.Edition) []Mark {
	if e == nil {
		return nil
	}
	p := planOf(e)
	if marks, gone := p.silenceTrace(c); gone {
		return slices.DeleteFunc(marks, func(m Mark) bool { return m.Done.IsZero() })
	}
	done := said(c, max(c.Began, c.StepSince))
	marks := make([]Mark, 0, len(p.closing))
	for i, id := range p.closing {
		marks = append(marks, Mark{
			Step: string(id), Words: fmt.Sprintf("closing message %d of %d%s", i+1, len(p.closing), gist(id)), Response: id,
			Done: done[string(id)],
		})
	}
	return marks
}

// silenceTrace returns the messages that the customer got since they last
// wrote; gone reports whether the last one is among them.
func (p plan) silenceTrace(c *chat.Chat) (marks []Mark, gone bool) {
	if len(p.silence) == 0 {
		return nil, false
	}
	done := said(c, max(c.Began, spokeAt(c)+1))
	for i, id := range p.silence {
		at := done[string(id)]
		if at.IsZero() && i == 0 {
			at = done[string(script.IDSilence1Other)]
		}
		marks = append(marks, Mark{
			Step: string(id), Words: fmt.Sprintf("silence, message %d of %d%s", i+1, len(p.silence), gist(id)), Response: id,
			Done: at,
		})
	}
	return marks, !marks[len(marks)-1].Done.IsZero()
}

// gist says what a message of the shipped scripts is for.
func gist(id script.ResponseID) string {
	switch id {
	case script.IDClosing1:
		return ": anything else?"
	case script.IDClosing2:
		return ": thanks"
	case script.IDClosing3:
		return ": how to reach us"
	case script.IDSilence1:
		return ": still there?"
	case script.IDSilence2:
		return ": the chat will close"
	case script.IDSilence3:
		return ": goodbye, and a call"
	}
	return ""
}

// Missing returns the steps of t that are open and that nobody has given a
// reason for.
func Missing(t []Mark, skipped []chat.Skip) []Mark {
	var missing []Mark
	for _, m := range t {
		excused := func(s chat.Skip) bool { return s.Step == m.Step && s.Reason != "" }
		if m.Done.IsZero() && !slices.ContainsFunc(skipped, excused) {
			missing = append(missing, m)
		}
	}
	return missing
}
