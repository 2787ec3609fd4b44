package flow

import (
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Facts are what the checklist needs and the chat does not hold.
type Facts struct {
	// Category says that the ticket has a resolution category, or next steps.
	Category bool
	// Ticket says that the ticket has all it must have, its tags among them.
	Ticket bool
}

// Check is one point of the list.
type Check struct {
	ID    string // G-CHK-C1 … G-CHK-C7
	Words string
	OK    bool
	// Why says in a clause what is missing, or what made it so.
	Why string
}

// Checklist returns the seven points in order; none without an edition.
func Checklist(c *chat.Chat, f Facts, e *policy.Edition) []Check {
	if e == nil {
		return nil
	}
	k := checker{chat: c, plan: planOf(e), policy: &e.Policy, said: said(c, c.Began)}
	points := []struct {
		words string
		check func() (bool, string)
	}{
		{"watch the bot's answers", k.watched},
		{"take over at once if frustrated", k.taken},
		{"hand over with context", k.greeted},
		{"resolve the issue completely", func() (bool, string) {
			return either(f.Category, "the ticket says how", "the ticket has neither a resolution nor next steps")
		}},
		{"confirm satisfaction", k.confirmed},
		{"a properly tagged ticket", func() (bool, string) { return either(f.Ticket, "it is complete", "the ticket is not complete") }},
		{"follow up on silence", k.followed},
	}
	list := make([]Check, 0, len(points))
	for i, p := range points {
		ok, why := p.check()
		list = append(list, Check{ID: fmt.Sprintf("G-CHK-C%d", i+1), Words: p.words, OK: ok, Why: why})
	}
	return list
}

type checker struct {
	chat   *chat.Chat
	plan   plan
	policy *policy.Policy
	said   map[string]chat.Instant
}

func either(ok bool, yes, no string) (bool, string) {
	if ok {
		return true, yes
	}
	return false, no
}

// watched is done once somebody has judged what the bot said (G-CHK-C1).
func (k *checker) watched() (bool, string) {
	for _, ts := range [][]chat.Trigger{k.chat.Triggers, k.chat.Brought} {
		for i := range ts {
			if t := &ts[i]; t.MarkedBy != "" || t.ConfirmedBy != "" || t.AcknowledgedBy != "" {
				return true, "an alert was judged"
			}
		}
	}
	for i := range k.chat.Messages {
		if k.chat.Messages[i].From == chat.SpeakerBot {
			return either(k.chat.OwnedSince >= k.chat.Began && !k.chat.OwnedSince.IsZero(), "somebody read it and took the chat", "nobody has judged it")
		}
	}
	return true, "the bot said nothing"
}

// ruleFrustration is the rule of G-TRIG-01.
const ruleFrustration chat.RuleID = "frustration"

// taken is done by a takeover in time, or where there was no cause (G-CHK-C2).
func (k *checker) taken() (bool, string) {
	if t, waits := k.chat.Trigger(ruleFrustration); waits && t.Level == chat.LevelAlert && k.chat.Owner == "" {
		return false, "nobody has taken over"
	}
	t, was := chat.TriggerOf(k.chat.Brought, ruleFrustration)
	if !was || t.Level != chat.LevelAlert {
		return true, "the customer was not frustrated with the bot"
	}
	took := k.chat.OwnedSince.Sub(t.RaisedAt)
	return took < k.policy.TakeOver.Immediate, "taken over after " + seconds(took)
}

// seconds writes a length as 0:07, in whole seconds.
func seconds(d time.Duration) string {
	s := int64(max(d, 0) / time.Second)
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// greeted is done by the whole handover (G-CHK-C3).
func (k *checker) greeted() (bool, string) {
	if k.chat.OwnedSince.IsZero() {
		return true, "no person has taken the chat"
	}
	missing := 0
	for _, id := range k.plan.takeOver {
		if k.said[string(id)].IsZero() {
			missing++
		}
	}
	return either(missing == 0, "all steps were said", fmt.Sprintf("%d of %d steps were not said", missing, len(k.plan.takeOver)))
}

// confirmed is done by the customer's word, or by the series that says that
// there was none (G-CHK-C5).
func (k *checker) confirmed() (bool, string) {
	if k.chat.Confirmed != "" {
		return true, "the customer confirmed"
	}
	_, gone := k.plan.silenceTrace(k.chat)
	return either(gone, "the customer went silent", "the customer has not confirmed")
}

// followed is done once the call after silence is (G-CHK-C7, G-NR-04).
func (k *checker) followed() (bool, string) {
	warned := false
	for id := range k.said {
		warned = warned || k.plan.silent(id) > 1
	}
	if !warned {
		return true, "the customer was not silent"
	}
	for _, o := range k.chat.Obligations {
		if o.Kind == chat.OwedCall && o.HandedBy == "" {
			return false, "the call is still owed"
		}
	}
	return true, "the call was made, tried as often as it has to be, or handed over"
}
