package obligation

import (
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
)

// closed ends what is owed to a chat. What was promised to a person is not ended
// by a window that shuts (G-NR-04, G-ESC-05). A customer who has gone without a
// word that it is solved is called.
func (f *follower) closed() {
	reason, call := f.reason()
	for _, o := range f.chat.Obligations {
		switch {
		case o.Kind.Outlives():
		case human(&o), o.Kind == chat.OwedFinish, o.Kind == chat.OwedClose, o.Kind == chat.OwedNightResolve:
			f.endOne(o.ID, Kept, "")
		default:
			f.endOne(o.ID, Void, "the chat closed")
		}
	}
	if !call {
		return
	}
	f.call(reason, f.by(f.policy.FollowUp.Standard), chat.Obligation{
		Owner: f.chat.ServedBy, Cause: string(f.cause.ID), Words: callWords[reason],
	})
}

// callWords say why somebody is called, for who calls; it is read-only after
// initialisation.
var callWords = map[chat.CallReason]string{
	chat.CallUrgentSilent:    "it was urgent, and the customer went silent",
	chat.CallSetupAbandoned:  "the set-up was left in the middle",
	chat.CallTechnical:       "a technical issue was not confirmed as solved",
	chat.CallBilling:         "a billing query was not answered to the end",
	chat.CallLeftUnconfirmed: "the customer left without confirming that it is solved",
}

// reason returns the strongest reason to call a customer whose chat has closed
// (G-FU-01 to -05); ok is false where nobody need be called: they confirmed, they
// never wrote, nobody served them and nothing called for it, or since they wrote
// last they were spoken to by phone or a call came to be owed. That is how urgent
// and silent (G-FU-04) is the strongest of all: [Elapse] has begun it by then, and
// so has the warning that the chat will close (G-NR-04).
func (f *follower) reason() (r chat.CallReason, ok bool) {
	c := f.chat
	called := f.owes(chat.OwedCall) || c.CallOwed > c.Heard || spokenSince(c)
	if called || c.Confirmed != "" || c.Heard < c.Began || !concerned(c) {
		return "", false
	}
	t := f.ticket()
	if t.Confirmed != "" || t.EndReason == endNoEnquiry || t.EndDetail == endNeverEngaged {
		return "", false
	}
	is := func(category ticket.ChoiceID, rule chat.RuleID) bool {
		return t.Category == category || t.Category == "" && slices.Contains(c.Alerted, rule)
	}
	switch {
	case f.setUp(&t):
		return chat.CallSetupAbandoned, true
	case is(aboutTechnical, policy.RuleTechnical):
		return chat.CallTechnical, true
	case is(aboutBilling, policy.RuleBilling):
		return chat.CallBilling, true
	}
	return chat.CallLeftUnconfirmed, true
}

// concerned reports whether a chat that has closed was ever a person's: somebody
// served it, or something called for somebody to the end.
func concerned(c *chat.Chat) bool {
	return c.ServedBy != "" || slices.ContainsFunc(c.Unanswered, func(t chat.Trigger) bool { return t.Level == chat.LevelAlert })
}

// The ids of the form that ships by which a chat is known for what it was. A team
// that has others gets the call all the same, for a weaker reason.
const (
	endNoEnquiry    ticket.ChoiceID = "no_enquiry"
	endNeverEngaged ticket.ChoiceID = "never_engaged"
	aboutTechnical  ticket.ChoiceID = "technical"
	aboutBilling    ticket.ChoiceID = "billing"
)

// setUpOf are the topics and classifications of what is set up in many steps.
var setUpOf = []ticket.ChoiceID{"ivr", "integration", "users"}

// ticket returns the ticket that the chat was closed with. It is empty where there is
// none yet, for a chat that nobody closed by hand gets its own after this, and where
// it cannot be read.
func (f *follower) ticket() ticket.Ticket {
	if f.chat.TicketRef == "" {
		return ticket.Ticket{}
	}
	t, err := ticket.Decode(f.chat.Ticket)
	if err != nil {
		return ticket.Ticket{}
	}
	return t
}

// setUp reports whether a set-up of many steps was left in the middle (G-FU-05):
// its next steps are still on the ticket, or the agent had not come to asking
// whether it works.
func (f *follower) setUp(t *ticket.Ticket) bool {
	is := func(id ticket.ChoiceID) bool { return slices.Contains(setUpOf, id) }
	offered := func(o chat.CallbackOffer) bool { return o.Reason == chat.CallConfiguration }
	if !is(t.Classification) && !slices.ContainsFunc(t.Topics, is) && !slices.ContainsFunc(f.chat.Offered, offered) {
		return false
	}
	return t.NextSteps != "" || f.chat.LeftAt == chat.StepResolving || f.chat.LeftAt == chat.StepClarifying
}

// spokenSince reports whether the customer was spoken to by phone since they
// wrote last.
func spokenSince(c *chat.Chat) bool {
	return slices.ContainsFunc(c.Calls, func(a chat.Attempt) bool { return a.Spoke() && a.Began > c.Heard })
}

// urgent reports whether a chat is marked as urgent: by an alert for frustration
// or for a person, or by hand (G-FU-04).
func urgent(c *chat.Chat) bool {
	for _, r := range c.Alerted {
		if r == policy.RuleFrustration || r == policy.RuleHumanRequest {
			return true
		}
	}
	return slices.ContainsFunc(c.Tags, func(tag string) bool { return strings.EqualFold(tag, tagUrgent) })
}

// tagUrgent is the tag by which people mark a chat as urgent.
const tagUrgent = "Urgent"

// silentSince returns since when it is the customer who is waited for. While
// somebody serves them that is the silence of their clock, else it is since they
// wrote last: nobody has come, and they may have given up.
func silentSince(c *chat.Chat) (since chat.Instant, ok bool) {
	for i := range c.Obligations {
		o := &c.Obligations[i]
		if talk(o.Kind) {
			return o.Started, Silence(o.Kind) > 0 && o.Paused.IsZero()
		}
	}
	return max(c.Heard, c.Typed), c.Heard >= c.Began && c.ServedBy == ""
}

// givesUp returns when the customer of an urgent chat counts as gone (G-FU-04); ok
// is false where they are not waited for, or are called already.
//
// Whoever was silent while b was away may have written: they count from when it was back.
func givesUp(c *chat.Chat, b *chat.Backend, p *policy.Policy) (at chat.Instant, ok bool) {
	if away(b) || !c.Active() || c.Heard <= c.CallOwed || c.Confirmed != "" || !urgent(c) {
		return 0, false
	}
	for i := range c.Obligations {
		if c.Obligations[i].Kind == chat.OwedCall {
			return 0, false
		}
	}
	since, silent := silentSince(c)
	return max(since, b.Since).Add(p.Silence.Close), silent
}

// giveUp starts the call to a customer for whom it was urgent and who has gone.
func (f *follower) giveUp() {
	id := chat.ObligationID(digest(string(f.chat.ID), string(chat.CallUrgentSilent), f.chat.Heard.Time().String()))
	f.start(chat.Obligation{
		ID: id, Kind: chat.OwedCall, Started: f.at, Due: f.by(f.policy.FollowUp.Urgent), Owner: f.chat.Owner, Policy: f.policy.Version,
		Reason: chat.CallUrgentSilent, Urgent: true, Words: callWords[chat.CallUrgentSilent],
	})
}
