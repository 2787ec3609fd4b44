package trigger

import "floorwalker/app/chat"

// memory is what the engine remembers of one chat. Its size is bounded: rings
// of fixed length, sketches of texts instead of texts.
type memory struct {
	// next indexes the first line of the chat that was not observed.
	next  int
	slots [ruleCount]slot

	scores  scoreRing   // low_confidence
	request requestSeen // human_request
	answers answerRing  // bot_repeat
}

// begin forgets what the bot and the customer did before an agent spoke.
func (m *memory) begin() { *m = memory{next: m.next} }

// scored is a bot's answer with its own confidence.
type scored struct {
	message chat.MessageID
	length  int // of the text, in bytes
	score   chat.Score
}

// scoreRing holds the bot's last three scored answers.
type scoreRing struct {
	last [3]scored // newest first
	n    int
	// unscored is set while the very latest answer has no score.
	unscored bool
}

func (r *scoreRing) add(s scored) {
	copy(r.last[1:], r.last[:])
	r.last[0] = s
	r.n = min(r.n+1, len(r.last))
}

// mean returns the mean of the last three, cut to four decimals, or no score
// while there are fewer.
func (r *scoreRing) mean() chat.Score {
	if r.n < len(r.last) {
		return 0
	}
	sum := 0
	for _, s := range r.last {
		sum += s.score.TenThousandths()
	}
	return chat.ScoreOf(sum / len(r.last))
}
