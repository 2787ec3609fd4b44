package policy

import (
	"slices"

	"floorwalker/app/chat"
)

// conflict is a pair of numbers that cannot both be meant.
type conflict struct {
	key, words string
	wrong      bool
}

// conflicts returns the first pair that is at odds, in the order of the file.
// It is called only when every single number is in range.
func conflicts(p *Policy) (conflict, bool) {
	low := p.Rules.LowConfidence
	for _, c := range slices.Concat([]conflict{
		{"takeover.proactive", "must not be shorter than takeover.immediate", p.TakeOver.Proactive < p.TakeOver.Immediate},
		// A rule that fires below its re-arming mark would ring at every reply
		// in between.
		{"trigger.confidence_rearm", "must not be less than trigger.confidence and rules.low_confidence.notice", p.Trigger.ConfidenceRearm < max(low.Alert, low.Notice)},
		{"trigger.confidence", "must be more than 0, or the rule could never fire", low.Alert <= chat.ScoreOf(0)},
		{"rules.low_confidence.notice", "must not be less than trigger.confidence: a notice comes first", low.Notice < low.Alert},
	}, thresholdConflicts(p), []conflict{
		{"first_response.max", "must not be shorter than first_response.target", p.FirstResponse.Max < p.FirstResponse.Target},
		{"resolution.max", "must not be shorter than resolution.target", p.Resolution.Max < p.Resolution.Target[1]},
		{"silence.warn", "must be longer than silence.nudge", p.Silence.Warn <= p.Silence.Nudge},
		{"silence.close", "must be longer than silence.warn", p.Silence.Close <= p.Silence.Warn},
		{"ring.lead", "must not be shorter than ring.secondary", p.Ring.Lead < p.Ring.Secondary},
	}) {
		if c.wrong {
			return c, true
		}
	}
	return conflict{}, false
}

// thresholdConflicts are those of the rules that fire from a threshold on.
func thresholdConflicts(p *Policy) []conflict {
	var cs []conflict
	for _, id := range RuleIDs() {
		of, key := p.Rules.of(id), "rules."+string(id)
		if of.Below {
			continue
		}
		cs = append(cs,
			conflict{key + ".alert", "must not be less than " + key + ".notice: a notice comes first", of.Alert < of.Notice},
			conflict{key + ".notice", "must be more than 0, or every message would fire", of.Notice <= chat.ScoreOf(0)})
	}
	return cs
}
