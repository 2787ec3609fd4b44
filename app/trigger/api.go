package trigger

import (
	"errors"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
)

// Rules is how many rules there are.
const Rules = 10

// ErrKnowledge means that an answer was checked against other knowledge.
var ErrKnowledge = errors.New("trigger: checked against other knowledge")

// Reading is what Message measured of a line, by rule in the order of
// policy.RuleIDs.
type Reading struct {
	Scores  [Rules]chat.Score
	Over    [Rules]bool
	Alert   [Rules]bool
	Fired   [Rules]bool
	Revised *Revision
}

// Revision is the score of an earlier line of the bot.
type Revision struct {
	Message chat.MessageID
	Score   chat.Score
}

// Reading returns what Message measured of the line that it was given last.
func (e *Engine) Reading() Reading { return Reading{} }

// Due returns when something follows from time alone.
func (e *Engine) Due(*chat.Chat) (at chat.Instant, ok bool) { return 0, false }

// Tick returns what follows from time alone.
func (e *Engine) Tick(*chat.Chat, chat.Instant) []chat.Event { return nil }

// Question returns a line of the bot to be checked.
func (e *Engine) Question(*chat.Chat, chat.Message) (knowledge.Question, bool) {
	return knowledge.Question{}, false
}

// Checked returns what follows from an answer.
func (e *Engine) Checked(*chat.Chat, knowledge.Answer) []chat.Event { return nil }

// Check evaluates a trigger again.
func (e *Engine) Check(*chat.Chat, chat.Trigger) (Verdict, error) { return Verdict{}, nil }
