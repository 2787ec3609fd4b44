package report

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Tally counts one day, event by event. It belongs to one goroutine. The same
// events in the same order make the same day, however they come in batches and
// however often it is asked.
type Tally struct {
	date     string
	from, to chat.Instant

	clocks  clocks
	botTime []int64
	opened  int
	closed  map[chat.ChatID]closing
	night   map[chat.ChatID]bool
	stars   map[chat.ChatID]rating
	tickets map[chat.ChatID]answers
	texts   int
	calls   map[callKey]chat.Attempt
	written map[errorKey]bool

	offered, confirmed, escalations int
	bot                             Bot
	alerts                          Alerts
	cover                           Cover
	forwards                        map[string]int
	published                       []Published
}

// closing is how a chat ended.
type closing struct{ byBot, ticketed bool }

type errorKey struct {
	chat       chat.ChatID
	obligation chat.ObligationID
	message    chat.MessageID
}

type callKey struct {
	chat    chat.ChatID
	attempt chat.AttemptID
}

// NewTally returns the empty tally of a day.
func NewTally(date string, from, to chat.Instant) *Tally {
	return &Tally{
		date: date, from: from, to: to, clocks: newClocks(from),
		closed: make(map[chat.ChatID]closing), night: make(map[chat.ChatID]bool), stars: make(map[chat.ChatID]rating),
		tickets: make(map[chat.ChatID]answers), calls: make(map[callKey]chat.Attempt), written: make(map[errorKey]bool),
		forwards: make(map[string]int),
	}
}

// Was is what an event's chat was before the event was folded. The zero Was is
// right for events without a chat and for chats that were not there.
type Was struct {
	Stage       chat.Stage
	Owner       chat.AgentID
	ServedBy    chat.AgentID
	Began       chat.Instant
	Triggers    []chat.Trigger
	Obligations []chat.Obligation
}

// WasOf returns what c is now; c may be nil. What it holds is never changed.
func WasOf(c *chat.Chat) Was {
	if c == nil {
		return Was{}
	}
	return Was{
		Stage: c.Stage, Owner: c.Owner, ServedBy: c.ServedBy, Began: c.Began, Triggers: c.Triggers, Obligations: c.Obligations,
	}
}

// Take counts e, an event of the day that the fold applied. was is its chat
// before, c after; c is nil for facts about the team.
func (t *Tally) Take(was Was, c *chat.Chat, e *chat.Event) {
	if c == nil {
		t.takeTeam(e)
		return
	}
	t.clocks.take(&was, c, e)
	if c.Night.From >= t.from && c.Night.From < t.to {
		t.night[c.ID] = true
	}
	_ = t.takeCourse(&was, c, e) || t.takeVerdict(&was, c, e) || t.takeCall(c, e)
}

// takeCourse counts how chats come and go; it reports whether e was about that.
func (t *Tally) takeCourse(was *Was, c *chat.Chat, e *chat.Event) bool {
	switch b := e.Body.(type) {
	case *chat.ChatOpened:
		if was.Stage == "" || was.Stage == chat.StageClosed {
			t.opened++
			delete(t.closed, c.ID)
		}
	case *chat.ChatTakenOver:
		t.firstOwner(was, e.At)
	case *chat.ChatAccepted:
		t.firstOwner(was, e.At)
	case *chat.ChatForwarded:
		t.firstOwner(was, e.At)
		t.forwards[string(b.Reason)]++
	case *chat.OfferMade:
		if b.Offer.Kind == chat.OfferEscalation {
			t.escalations++
		}
	case *chat.ChatClosed:
		if was.Stage != chat.StageClosed {
			t.closed[c.ID] = closing{byBot: was.ServedBy == "", ticketed: c.TicketRef != ""}
		}
	case *chat.TicketSaved:
		t.ticket(c, b)
	default:
		return false
	}
	return true
}

// firstOwner ends the time that the bot had the chat to itself.
func (t *Tally) firstOwner(was *Was, at chat.Instant) {
	if was.Stage == chat.StageBot && was.ServedBy == "" {
		t.botTime = append(t.botTime, int64(at-was.Began))
	}
}

// takeVerdict counts what people said of the bot, of alerts and of chats; it
// reports whether e was that.
func (t *Tally) takeVerdict(was *Was, c *chat.Chat, e *chat.Event) bool {
	switch b := e.Body.(type) {
	case *chat.RatingGiven:
		t.stars[c.ID] = rating{b.Stars, c.Night.Filed()}
	case *chat.TriggerRaised:
		held, _ := chat.TriggerOf(was.Triggers, b.Trigger.Rule)
		if b.Trigger.Level == chat.LevelAlert && held.Level != chat.LevelAlert {
			t.alerts.Raised++
			if b.Trigger.Tier == chat.TierImmediate {
				t.alerts.Immediate++
			}
		}
	case *chat.TriggerDismissed:
		t.dismissed(was, b.Rule)
	case *chat.BotErrorWritten:
		t.written[errorKey{c.ID, b.Obligation, b.Message}] = true
	case *chat.BotLineRejected:
		t.bot.LateLines++
	default:
		return false
	}
	return true
}

func (t *Tally) dismissed(was *Was, rule chat.RuleID) {
	held, ok := chat.TriggerOf(was.Triggers, rule)
	if !ok {
		return
	}
	if rule == policy.RuleBotWrong || rule == policy.RuleHallucination {
		t.bot.Rejected++
	}
	if held.Level != chat.LevelAlert {
		return
	}
	t.alerts.Dismissed++
	if held.Tier == chat.TierImmediate {
		t.alerts.ImmediateDismissed++
	}
}

// takeCall counts what belongs to the phone; it reports whether e did.
func (t *Tally) takeCall(c *chat.Chat, e *chat.Event) bool {
	switch b := e.Body.(type) {
	case *chat.CallbackOffered:
		t.offered++
	case *chat.CallbackConfirmed:
		t.confirmed++
	case *chat.AttemptEnded, *chat.ObligationAttempted:
		// One that is told late may make others early, or not early any more.
		for _, a := range c.Calls {
			if a.Over() && a.Ended >= t.from && a.Ended < t.to {
				t.calls[callKey{c.ID, a.ID}] = a
			}
		}
	case *chat.MessagePosted:
		if b.Via == chat.ChannelWhatsApp {
			t.texts++
		}
	default:
		return false
	}
	return true
}

// takeTeam counts facts about the team.
func (t *Tally) takeTeam(e *chat.Event) {
	switch b := e.Body.(type) {
	case *chat.AttemptEnded:
		t.calls[callKey{"", b.Attempt.ID}] = b.Attempt
	case *chat.BotErrorsSubmitted:
		t.bot.NoneSeen = b.NoneSeen
	case *chat.ReportPublished:
		t.published = append(slices.Clip(t.published), Published{b.Shift, e.By, e.At})
		t.published = t.published[max(0, len(t.published)-publishedMax):]
	case *chat.CoverChanged:
		t.cover.Changes++
	case *chat.CoverAsked:
		t.cover.Asked++
	case *chat.CoverAnswered:
		if !b.Accepted {
			t.cover.Refused++
		}
	case *chat.BreakBegan:
		t.cover.Breaks++
		if b.Override != "" {
			t.cover.Overridden++
		}
	}
}
