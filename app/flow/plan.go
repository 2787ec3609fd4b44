package flow

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
)

// plan is the team's scripts.
type plan struct{ takeOver, silence, closing, unresolved []script.ResponseID }

// planOf reads them from the edition. A script that the team has left empty is
// the one that ships, for a way of working without steps is none.
func planOf(e *policy.Edition) plan {
	read := func(ids []string, shipped script.Script) []script.ResponseID {
		if len(ids) == 0 {
			return shipped.Steps
		}
		out := make([]script.ResponseID, 0, len(ids))
		for _, id := range ids {
			out = append(out, script.ResponseID(id))
		}
		return out
	}
	return plan{
		takeOver:   read(e.Scripts.TakeOver, script.TakeOverScript()),
		silence:    read(e.Scripts.Silence, script.SilenceScript()),
		closing:    read(e.Scripts.Closing, script.ClosingScript()),
		unresolved: read(e.Scripts.Unresolved, script.UnresolvedScript()),
	}
}

// TakeOver returns what the team says to a customer whom a person takes over, in
// order (G-HAND-01 to -04).
func TakeOver(e *policy.Edition) []script.ResponseID { return planOf(e).takeOver }

// Silence returns what the team says to a silent customer, in order: a response for
// each of the clocks nudge, warn and close (G-NR-01 to -03).
func Silence(e *policy.Edition) []script.ResponseID { return planOf(e).silence }

// greets and closes report whether a response is a step of the script.
func (p plan) greets(id string) bool { return slices.Contains(p.takeOver, script.ResponseID(id)) }

func (p plan) closes(id string) bool {
	return slices.Contains(p.closing, script.ResponseID(id)) || slices.Contains(p.unresolved, script.ResponseID(id))
}

// silent returns the place of a response in the series of the silence, from 1;
// 0 for one that is not in it.
func (p plan) silent(id string) int {
	if id == string(script.IDSilence1Other) {
		return 1
	}
	return slices.Index(p.silence, script.ResponseID(id)) + 1
}

// said returns when each response was first said to the customer since an
// instant. A line that did not arrive was not said.
func said(c *chat.Chat, since chat.Instant) map[string]chat.Instant {
	at := make(map[string]chat.Instant)
	failed := c.Outcomes()
	for i := len(c.Messages) - 1; i >= 0 && c.Messages[i].At >= since; i-- {
		m := &c.Messages[i]
		if m.From == chat.SpeakerAgent && m.Script != "" && failed[m.ID].Delivery != chat.DeliveryFailed {
			at[m.Script] = m.At
		}
	}
	return at
}

// LastWord returns the newest line of the customer, the bot or an agent that was not
// taken back. What the
// system and colleagues say stands behind it in a handful of lines at most.
func LastWord(c *chat.Chat) (chat.Message, bool) {
	for i := c.LastLine; i >= 0; i-- {
		switch m := c.Messages[i]; m.From {
		case chat.SpeakerCustomer, chat.SpeakerBot, chat.SpeakerAgent:
			if m.Removed.IsZero() {
				return m, true
			}
		}
	}
	return chat.Message{}, false
}

// spokeAt is when the customer last wrote; zero if never.
func spokeAt(c *chat.Chat) chat.Instant {
	for i := c.LastLine; i >= 0; i-- {
		if c.Messages[i].From == chat.SpeakerCustomer {
			return c.Messages[i].At
		}
	}
	return 0
}
