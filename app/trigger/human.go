package trigger

import (
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// humanRequest fires when the customer asks for a person in so many words
// (G-TRIG-03). Its score is how sure the wording is: a direct request is near
// 1, a wish for "someone" is a notice.
type humanRequest struct {
	words   lexicon
	classes []class // scratch: those of the words of the message at hand
}

// requestSeen is what the latest line of the customer asked for.
type requestSeen struct {
	message  chat.MessageID
	from, to int // bytes of the message, from < to if score is not nought
	score    chat.Score
	words    string
}

func newHumanRequest() *humanRequest { return &humanRequest{words: newLexicon()} }

func (*humanRequest) id() chat.RuleID { return policy.RuleHumanRequest }
func (*humanRequest) version() int    { return 1 }
func (*humanRequest) tier() chat.Tier { return chat.TierImmediate }

func (h *humanRequest) observe(mem *memory, m *chat.Message, t *text) finding {
	if m.From != chat.SpeakerCustomer {
		return finding{}
	}
	best := h.best(t)
	mem.request = requestSeen{message: m.ID, score: chat.ScoreOf(best.score), words: best.words}
	if best.score == 0 {
		return finding{}
	}
	mem.request.from, mem.request.to = t.tokens[best.from].from, t.tokens[best.to-1].to
	return finding{score: mem.request.score, fresh: true}
}

func (*humanRequest) evidence(mem *memory, m *chat.Message, _ chat.Score) []chat.Evidence {
	r := mem.request
	return []chat.Evidence{{Message: m.ID, From: r.from, To: r.to, Words: r.words}}
}

func (*humanRequest) explain(mem *memory) (chat.Score, string) {
	switch r := mem.request; {
	case !r.score.Known():
		return 0, "no score: the customer has not written yet"
	case r.score == chat.ScoreOf(0):
		return r.score, "the customer's latest line asks for nobody"
	default:
		return r.score, fmt.Sprintf("in the customer's latest line %s (%s)", r.words, exact(r.score))
	}
}

// request is a wording that was found: tokens from..to, and how sure it is in
// ten-thousandths. The zero request is none.
type request struct {
	from, to int
	score    int
	words    string
}

// How sure a wording is, in ten-thousandths.
const (
	sure    = 9_500 // "connect me to a human"
	plain   = 9_000 // "I want an agent"
	likely  = 8_500 // "agent please"
	implied = 8_000 // "is there a real person?"
	vague   = 6_000 // "can someone help me?": a notice
)

// best returns the surest request in t.
func (h *humanRequest) best(t *text) (best request) {
	s := h.scan(t)
	for i := range s.classes {
		for _, r := range [...]request{s.english(i), s.hindi(i)} {
			if r.score > best.score {
				best = r
			}
		}
	}
	if best.score < likely {
		if r := s.bare(); r.score > best.score {
			best = r
		}
	}
	return best
}

func (h *humanRequest) scan(t *text) *scan {
	h.classes = h.classes[:0]
	s := &scan{text: t}
	for i := range t.tokens {
		c := h.words[string(t.word(i))]
		h.classes = append(h.classes, c)
		s.bot = s.bot || c&isBot != 0
	}
	s.classes = h.classes
	return s
}
