package knowledge

import (
	"fmt"
	"strings"

	"floorwalker/app/chat"
)

// State is what knowledge says of a claim.
type State uint8

// The states.
const (
	StateHeld         State = iota + 1 // it says so too
	StateContradicted                  // it says otherwise
	StateNotFound                      // it says nothing of the kind
	StateTold                          // it is what the customer had said
)

// Finding is a claim with what knowledge says of it.
type Finding struct {
	Claim Claim
	State State
	// Article and Title are where it was found, or what contradicts it.
	Article ArticleID
	Title   string
	// Says is what stands there, word for word.
	Says string
	// Words tells it to people.
	Words string

	weight int // what it adds to the score, in ten-thousandths
}

// Why is the reason for an answer without a score, or for a low one.
type Why string

// The reasons, in words for people.
const (
	WhyJudged      Why = ""
	WhyNoKnowledge Why = "no knowledge is loaded, so nothing can be checked"
	WhyNoClaim     Why = "the message says nothing that can be checked"
	WhyFailed      Why = "the knowledge could not be asked"
)

// Answer is what the rule hallucination says of one message.
type Answer struct {
	Chat    chat.ChatID
	Message chat.MessageID
	// Score is "suspected", never "proved". It is unknown without
	// knowledge (G-TRIG-04), and nought if there is nothing to check.
	Score chat.Score
	Why   Why
	// Version is that of the knowledge, or of the weights if the message was
	// measured against a passage.
	Version string
	// Findings are in the order of the message.
	Findings []Finding
	// Strange are the spans of words that the passage does not have; only of
	// a message with a passage.
	Strange [][2]int
}

// maxEvidence is how many spans one trigger shows.
const maxEvidence = 6

// Evidence points at what made the score: contradictions first, then what was
// not found.
func (a *Answer) Evidence() []chat.Evidence {
	var es []chat.Evidence
	for _, state := range []State{StateContradicted, StateNotFound} {
		for _, f := range a.Findings {
			if f.State == state && len(es) < maxEvidence {
				es = append(es, chat.Evidence{Message: a.Message, From: f.Claim.From, To: f.Claim.To, Words: f.Words})
			}
		}
	}
	for _, s := range a.Strange {
		if len(es) < maxEvidence && !covered(es, s) {
			es = append(es, chat.Evidence{Message: a.Message, From: s[0], To: s[1], Words: "not in the passage that the answer was made from"})
		}
	}
	return es
}

func covered(es []chat.Evidence, s [2]int) bool {
	for _, e := range es {
		if e.From < s[1] && s[0] < e.To {
			return true
		}
	}
	return false
}

// Explain says in one line what was found, for "why" and "why not" (D-01).
func (a *Answer) Explain() string {
	if a.Why != WhyJudged {
		return string(a.Why)
	}
	counts := make(map[State]int)
	for _, f := range a.Findings {
		counts[f.State]++
		if f.State == StateContradicted {
			return f.Words
		}
	}
	for _, f := range a.Findings {
		if f.State == StateNotFound {
			return f.Words
		}
	}
	if len(a.Strange) > 0 {
		return "parts of the answer are not in the passage"
	}
	return fmt.Sprintf("%d claims, all held by the knowledge or told by the customer", len(a.Findings))
}

// tell writes the words of a finding; a is where it was found, if anywhere.
func (f *Finding) tell(a *Article) {
	switch f.State {
	case StateHeld:
		f.Words = fmt.Sprintf("the %s %s says %s too", a.noun(), quoted(a.Title), f.Says)
	case StateContradicted:
		f.Words = fmt.Sprintf("the %s %s says %s, the bot said %s", a.noun(), quoted(a.Title), f.Says, f.Claim.said())
	case StateNotFound:
		f.Words = fmt.Sprintf("no article has the %s %s", f.Claim.Kind, f.Claim.said())
	case StateTold:
		f.Words = fmt.Sprintf("the customer said %s first", f.Claim.Text)
	}
}

// said is the claim's text, with "no" where it was denied by a word beside it.
func (c *Claim) said() string {
	if c.Denied {
		return "no " + c.Text
	}
	return c.Text
}

// quoted is a title of at most 80 bytes on one line, in quotation marks.
func quoted(title string) string {
	title = strings.Join(strings.Fields(title), " ")
	if len(title) > 80 {
		title = title[:runeStart(title, 77)] + "…"
	}
	return "'" + title + "'"
}
