package learned

import (
	"floorwalker/app/chat"
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// topicAt is the score from which on a line is about a technical or a billing
// problem as far as the bot's failing at it goes.
const topicAt = 5_000

// topics is whether the chat is about a technical or a billing problem, and
// whether the bot has answered it.
type topics struct {
	open     bool
	answered bool
	money    bool // it is a billing problem
}

// beyond takes the customer's line in and reports whether its problem is
// beyond the bot: the bot answered it and the customer is no further,
// or it is of a kind that a bot cannot settle, fraud or a complaint.
func (t *topics) beyond(v *vector, turn *Turn) bool {
	about := max(turn.Scores[Technical], turn.Scores[Billing]) >= chat.ScoreOf(topicAt)
	hard := about && v[classOf(words.Trust)]+v[classOf(words.Escalate)] > 0
	again := v[classOf(words.Again)] > 0 || v[sameAsBefore] > linear.One/2 || v[notWorking] > 0
	cross := turn.Scores[Frustration] >= chat.ScoreOf(topicAt)
	money := turn.Scores[Billing] > turn.Scores[Technical]
	failed := t.open && t.answered && about && t.money == money && (again || cross)
	if v[closes] > 0 || v[praises] > 0 && v[classOf(words.Thanks)] > 0 {
		*t = topics{}
	}
	if about {
		t.open, t.answered, t.money = true, false, money
	}
	return hard || failed
}
