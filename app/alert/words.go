package alert

import (
	"fmt"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// ruleWords says in a clause what a trigger is about.
func ruleWords(t chat.Trigger) string {
	if t.Rule == policy.RuleLowConfidence && t.Score.Known() {
		return "the bot is unsure (" + t.Score.String() + ")"
	}
	if words := rules[t.Rule]; words != "" {
		return words
	}
	return strings.ReplaceAll(string(t.Rule), "_", " ")
}

// rules are the clauses. It is read-only. An invented fact is suspected, never
// proved.
var rules = map[chat.RuleID]string{
	policy.RuleFrustration:    "is frustrated",
	policy.RuleHumanRequest:   "asks for a person",
	policy.RuleBotWrong:       "the bot's answer is wrong",
	policy.RuleHallucination:  "the bot may be inventing facts",
	policy.RuleTechnical:      "has a technical problem beyond the bot",
	policy.RuleBilling:        "has a billing or account problem beyond the bot",
	policy.RuleStuck:          "is stuck on one issue",
	policy.RuleBotRepeat:      "the bot repeats itself",
	policy.RuleCustomerRepeat: "asks the same again",
	policy.RuleLowConfidence:  "the bot is unsure",
}

// offerWords says in a clause what is held out, and to whom.
func offerWords(o chat.Offer) string {
	switch {
	case o.Kind == chat.OfferInvitation:
		return "a colleague asks you in"
	case o.Kind == chat.OfferAwait:
		return "waits for you"
	case o.Kind == chat.OfferEscalation && o.To == "":
		return "is escalated to " + o.Queue
	case o.Kind == chat.OfferEscalation:
		return "is escalated to you"
	case o.To == "":
		return "is offered to " + o.Queue
	}
	return "is offered to you"
}

// returnWords says in a clause how an offer of mine came back.
func returnWords(b chat.Return) string {
	what := "your offer"
	switch b.Offer.Kind {
	case chat.OfferInvitation:
		what = "your invitation"
	case chat.OfferEscalation:
		what = "your escalation"
	}
	if b.How == chat.ReturnedDeclined {
		return what + " was declined"
	}
	return "nobody answered " + what
}

// followUpWords says in a clause what is due soon.
func followUpWords(o *chat.Obligation) string {
	switch o.Kind {
	case chat.OwedCall:
		if o.Ref != "" {
			return "expects the call that was agreed"
		}
		return "waits for your call"
	case chat.OwedContact:
		if o.How == chat.ContactMail {
			return "was promised a mail from you"
		}
		return "was promised a call from you"
	case chat.OwedEscalation:
		return "is escalated to you and not solved yet"
	case chat.OwedConfirm:
		return "was escalated by you; ask whether it is solved"
	}
	return "waits for what was promised"
}

// title is "Asha R.: asks for a person".
func (r Reason) title() string {
	name := strings.TrimSpace(r.Customer)
	if name == "" {
		name = "A customer"
	}
	return name + ": " + r.Words
}

// body is "Take over within 30 s"; with text it quotes the customer, which is
// hidden by default because a lock screen shows bodies to anybody.
func (r Reason) body(now chat.Instant, text bool) string {
	s := r.owed(now)
	if text && r.Text != "" {
		s += " · “" + r.Text + "”"
	}
	return s
}

func (r Reason) owed(now chat.Instant) string {
	if words := untimed[r.Key.Cause]; words != "" {
		return words
	}
	verb := verbs[r.Key.Cause]
	if verb == "" {
		verb = "Take over"
	}
	switch left := r.Due.Sub(now); {
	case r.Due.IsZero():
		return verb + " when you can"
	case left <= 0:
		return verb + " now, overdue by " + span(-left)
	default:
		return verb + " within " + span(left)
	}
}

// untimed are what to do where no time is set for it, and verbs what has to be done by
// one; everything else is to be taken over. Both are read-only.
var (
	untimed = map[Cause]string{
		CauseRaised:   "Acknowledge it, or take it over in writing",
		CauseNoCover:  "Take cover, or ask somebody to",
		CauseSelfTest: "The wall says more, Ctrl+1",
		CauseUpset:    "Look, join or whisper",
		CauseHelp:     "Look, join or whisper",
		CauseReturned: "You serve it as before",
		CauseBackend:  "The status page says more",
		CauseBack:     "What was missed has been read",
		CauseOverload: "The team's load says more",
		CauseMention:  "The customer does not see it",
		CauseWhisper:  "The customer does not see it",
		CauseGiven:    "The customer was told that you are there",
	}
	verbs = map[Cause]string{
		CauseQueued:     "Accept",
		CauseForward:    "Answer",
		CauseInvitation: "Answer",
		CauseEscalation: "Answer",
		CauseAwaited:    "Answer",
		CauseCoverAsked: "Answer",
		CauseHandover:   "Answer",
		CauseReply:      "Reply",
		CauseFollowUp:   "Do it",
		CauseLate:       "Do it",
		CauseReview:     "Review them",
	}
)

// span writes a duration rounded up to seconds, and from two minutes on to
// minutes.
func span(d time.Duration) string {
	if d < 2*time.Minute {
		return fmt.Sprintf("%d s", (d+time.Second-1)/time.Second)
	}
	return fmt.Sprintf("%d min", (d+time.Minute-1)/time.Minute)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
