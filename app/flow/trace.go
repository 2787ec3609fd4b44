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

// Trace returns the closing protocol of c as far as the chat itself says which one
// it is: that of what is not solved once a message of it was said (G-CLOSE-05), and
// the customer has not agreed since; else that of what is solved. Who knows how the
// chat ends asks [TraceOf].
func Trace(c *chat.Chat, e *policy.Edition) []Mark {
	if e == nil {
		return nil
	}
	return TraceOf(c, e, !planOf(e).saidOpen(c))
}

// TraceOf returns the closing protocol of c in order: the messages of the closing
// for what is solved (G-CLOSE-01 to -03) or for what is not (G-CLOSE-04 to -07), or,
// where the last message of the silence has been sent and the customer has stayed
// silent, those of the silence (G-NR-01 to -03), for nobody is glad in front of
// somebody who has left. A message of the silence that was passed over is not
// owed any more: nobody is told that a chat will close after they were told that it
// closes. A message counts that arrived since the chat came to this step last: who
// goes back to solving closes anew.
func TraceOf(c *chat.Chat, e *policy.Edition, resolved bool) []Mark {
	if e == nil {
		return nil
	}
	p := planOf(e)
	if marks, gone := p.silenceTrace(c); gone {
		return slices.DeleteFunc(marks, func(m Mark) bool { return m.Done.IsZero() })
	}
	steps := p.closing
	if !resolved {
		steps = p.unresolved
	}
	done := said(c, closingSince(c))
	marks := make([]Mark, 0, len(steps))
	for i, id := range steps {
		marks = append(marks, Mark{
			Step: string(id), Words: fmt.Sprintf("closing message %d of %d%s", i+1, len(steps), gist(id)), Response: id,
			Done: done[string(id)],
		})
	}
	return marks
}

// closingSince is from when on a closing message counts.
func closingSince(c *chat.Chat) chat.Instant { return max(c.Began, c.StepSince) }

// saidOpen reports whether the newest word on how c ends is a message that only what
// is not solved ends by.
func (p plan) saidOpen(c *chat.Chat) bool {
	var at chat.Instant
	done := said(c, closingSince(c))
	for _, id := range p.unresolved {
		if !slices.Contains(p.closing, id) {
			at = max(at, done[string(id)])
		}
	}
	return !at.IsZero() && at >= agreedAt(c)
}

// agreedAt is when the customer wrote the line that says that it is solved; zero if
// there is none.
func agreedAt(c *chat.Chat) chat.Instant {
	if c.Confirmed == "" {
		return 0
	}
	for i := len(c.Messages) - 1; i >= 0; i-- {
		if c.Messages[i].ID == c.Confirmed {
			return c.Messages[i].At
		}
	}
	return 0
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
			Step: string(id), Words: fmt.Sprintf("silence %d of %d%s", i+1, len(p.silence), gist(id)), Response: id,
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
	case script.IDClosingOpen:
		return ": the next steps"
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
