package chat

import "slices"

// Tier says how soon somebody must step in once a trigger alerts.
type Tier string

// Immediate is 30 s and proactive 120 s in the guide's policy.
const (
	TierImmediate Tier = "immediate"
	TierProactive Tier = "proactive"
)

// Level is how loud a trigger is.
type Level string

// A notice is a badge and a place in the order; an alert calls a person.
const (
	LevelNotice Level = "notice"
	LevelAlert  Level = "alert"
)

// Trigger is a rule that fired on a chat, with what it saw.
type Trigger struct {
	Rule RuleID
	// Version is the rule's own, so that old evidence can be judged by the
	// rule that found it.
	Version   int
	Policy    int
	Tier      Tier
	Level     Level
	Score     Score
	Threshold Score
	Evidence  []Evidence
	RaisedAt  Instant
	// Weights name by their content what the rule measured with; empty for a
	// rule that needs none. With Version they say which rule this was.
	Weights string
	// Knowledge is the version of the articles that an answer was checked
	// against; empty for every rule but hallucination (G-TRIG-04).
	Knowledge string
	// MarkedBy is who said it with one key; empty for a detected one
	// (G-TRIG-02).
	MarkedBy AgentID
	// ConfirmedBy is who said that what was suspected is so.
	ConfirmedBy AgentID
	// AcknowledgedBy is who said "I have seen it", if anybody did.
	AcknowledgedBy AgentID
}

// PointsAt reports whether a message is among what made t fire.
func (t *Trigger) PointsAt(m MessageID) bool {
	return slices.ContainsFunc(t.Evidence, func(e Evidence) bool { return e.Message == m })
}

// TriggerOf returns the one of ts that is of the given rule; a chat holds at
// most one of each.
func TriggerOf(ts []Trigger, r RuleID) (Trigger, bool) {
	for i := range ts {
		if ts[i].Rule == r {
			return ts[i], true
		}
	}
	return Trigger{}, false
}

// Evidence points at the words that made a rule fire.
type Evidence struct {
	Message MessageID
	// From and To are byte offsets into the message's text, From < To.
	From, To int
	// Words says in a clause what was seen there, for people.
	Words string
}
