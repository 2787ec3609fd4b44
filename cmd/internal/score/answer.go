package score

import (
	"encoding/json"
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
)

// Answer is what was measured of a turn.
type Answer struct {
	Chat   string
	Turn   int64
	Micros int64
	// Scores, Over, Alert and Fired are by rule, in the order of
	// policy.RuleIDs; a rule that did not measure the turn has no score.
	Scores             [trigger.Rules]chat.Score
	Over, Alert, Fired [trigger.Rules]bool
	// Revised is a new score of an earlier turn; nil for none.
	Revised *Revision
}

// Revision is the new score of bot_wrong for an earlier turn.
type Revision struct {
	Turn        int64
	Score       chat.Score
	Over, Alert bool
}

// names are the rules' ids as they are written. Read-only.
var names = policy.RuleIDs()

// appendAnswer appends the line for a, with its end.
func appendAnswer(to []byte, a *Answer) []byte {
	to = append(to, `{"chat":`...)
	to = appendString(to, a.Chat)
	to = append(to, `,"turn":`...)
	to = strconv.AppendInt(to, a.Turn, 10)
	to = append(to, `,"micros":`...)
	to = strconv.AppendInt(to, a.Micros, 10)
	to = append(to, `,"scores":{`...)
	first := true
	for i, s := range a.Scores {
		if !s.Known() {
			continue
		}
		if !first {
			to = append(to, ',')
		}
		first = false
		to = appendString(to, string(names[i]))
		to = append(to, ':')
		to = appendScore(to, s)
	}
	to = append(to, '}')
	to = appendRules(to, `,"over":[`, &a.Over)
	to = appendRules(to, `,"alert":[`, &a.Alert)
	to = appendRules(to, `,"fired":[`, &a.Fired)
	if r := a.Revised; r != nil {
		to = append(to, `,"revised":[{"turn":`...)
		to = strconv.AppendInt(to, r.Turn, 10)
		to = append(to, `,"rule":"`+string(policy.RuleBotWrong)+`","score":`...)
		to = appendScore(to, r.Score)
		to = append(to, `,"over":`...)
		to = strconv.AppendBool(to, r.Over)
		to = append(to, `,"alert":`...)
		to = strconv.AppendBool(to, r.Alert)
		to = append(to, "}]"...)
	}
	return append(to, "}\n"...)
}

func appendRules(to []byte, head string, set *[trigger.Rules]bool) []byte {
	to = append(to, head...)
	first := true
	for i, in := range set {
		if !in {
			continue
		}
		if !first {
			to = append(to, ',')
		}
		first = false
		to = appendString(to, string(names[i]))
	}
	return append(to, ']')
}

func appendString(to []byte, s string) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		return append(to, `""`...) // a string never fails
	}
	return append(to, b...)
}

func appendScore(to []byte, s chat.Score) []byte {
	return strconv.AppendFloat(to, s.Float(), 'g', -1, 64)
}
