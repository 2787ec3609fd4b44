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
	switch t.Rule {
	case policy.RuleHumanRequest:
		return "asks for a person"
	case policy.RuleLowConfidence:
		if t.Score.Known() {
			return "the bot is unsure (" + t.Score.String() + ")"
		}
		return "the bot is unsure"
	case policy.RuleBotRepeat:
		return "the bot repeats itself"
	}
	return strings.ReplaceAll(string(t.Rule), "_", " ")
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
	verb := "Take over"
	if r.Key.Cause == CauseQueued {
		verb = "Accept"
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
