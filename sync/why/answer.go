package why

import (
	"encoding/json"
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/app/report"
	"floorwalker/app/trigger"
)

// Answer is what only the hub knows of a chat.
type Answer struct {
	Knowledge Knowledge
	// Rules are the figures of each rule.
	Rules []report.RuleFigures
	// Verdict is that of the rule hallucination, which is judged by the knowledge.
	Verdict trigger.Verdict
}

// Knowledge is what the hub has to check the bot's answers by.
type Knowledge struct {
	// State is "none", "loading" or "loaded".
	State    string `json:"state"`
	Version  string `json:"version"`
	Articles int    `json:"articles"`
}

// frame is an answer as it comes. Scores are in ten-thousandths, and missing where
// there is none.
type frame struct {
	Knowledge *Knowledge           `json:"knowledge"`
	Rules     []report.RuleFigures `json:"rules"`
	Verdict   struct {
		Rule    chat.RuleID `json:"rule"`
		Version int         `json:"version"`
		Policy  int         `json:"policy"`
		Tier    chat.Tier   `json:"tier"`
		Score   *int        `json:"score"`
		Notice  *int        `json:"notice"`
		Alert   *int        `json:"alert"`
		Below   bool        `json:"below"`
		Held    chat.Level  `json:"held"`
		Words   string      `json:"words"`
		Spans   []span      `json:"spans"`
	} `json:"verdict"`
}

type span struct {
	Message chat.MessageID `json:"message"`
	From    int            `json:"from"`
	To      int            `json:"to"`
	Words   string         `json:"words"`
}

// decode reads an answer. Fields of a later version are ignored; an answer that
// does not say what there is to check by is none.
func decode(body []byte) (Answer, error) {
	var f frame
	if err := json.Unmarshal(body, &f); err != nil {
		return Answer{}, fmt.Errorf("%w: %w", ErrNotWhy, err)
	}
	if f.Knowledge == nil {
		return Answer{}, ErrNotWhy
	}
	a := Answer{Knowledge: *f.Knowledge, Rules: f.Rules}
	v := &f.Verdict
	a.Verdict = trigger.Verdict{
		Rule: v.Rule, Version: v.Version, Policy: v.Policy, Tier: v.Tier, Below: v.Below, Held: v.Held, Words: v.Words,
		Score: score(v.Score), Notice: score(v.Notice), Alert: score(v.Alert),
	}
	for _, s := range v.Spans {
		if s.From >= 0 && s.From < s.To {
			a.Verdict.Spans = append(a.Verdict.Spans, chat.Evidence{Message: s.Message, From: s.From, To: s.To, Words: s.Words})
		}
	}
	return a, nil
}

func score(n *int) chat.Score {
	if n == nil {
		return 0
	}
	return chat.ScoreOf(*n)
}
